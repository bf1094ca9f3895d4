"""Puts every link annotation under a Link element of its own, and none twice (ISO 14289-1, 7.18.5).

The engine gives each piece of a link an annotation: a long address with twenty places to break has
twenty, of which only those of the line itself stand under a Link.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array

from notebuild.render.pdf.tags.elements import Annotation, Element, elements_of


def mend(pdf: pikepdf.Pdf, top: Element) -> int:
    """Drop what repeats an enclosing Link, make a Link of what has none; how many were dropped."""
    dropped: set[tuple[int, int]] = set()
    stack = [(top, False)]
    while stack:
        element, linked = stack.pop()
        own = [kid for kid in element.kids if isinstance(kid, Annotation)]
        if own and linked:
            dropped.update(kid.raw.objgen for kid in own)
            element.kids = [kid for kid in element.kids if not isinstance(kid, Annotation)]
        elif own and element.kind in ("Span", "NonStruct"):
            element.kind = "Link"
        inside = linked or element.kind == "Link"
        stack.extend((kid, inside) for kid in elements_of(element))
    if dropped:
        _forget(pdf, dropped)
    return len(dropped)


def _forget(pdf: pikepdf.Pdf, dropped: set[tuple[int, int]]) -> None:
    """Take annotations from their pages and from the tree of parents."""
    parents: set[int] = set()
    for page in pdf.pages:
        notes = list(page.obj.get("/Annots", []))
        kept = [note for note in notes if note.objgen not in dropped]
        parents.update(int(n.StructParent) for n in notes if n.objgen in dropped)
        if len(kept) != len(notes):
            page.obj.Annots = Array(kept)
    tree: Any = pdf.Root.StructTreeRoot.ParentTree
    pairs = list(tree.Nums)
    tree.Nums = Array(
        [
            part
            for at in range(0, len(pairs), 2)
            if int(pairs[at]) not in parents
            for part in pairs[at : at + 2]
        ]
    )
