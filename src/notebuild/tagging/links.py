"""Every link annotation under a Link element of its own, and none twice (ISO 14289-1, 7.18.5).

The engine gives each piece of a link an annotation: a long address with twenty places to break has
twenty, of which only those of the line itself stand under a Link.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from notebuild.tagging.elements import document, is_element, kids, kind


def mend(pdf: pikepdf.Pdf) -> int:
    """Drop what repeats an enclosing Link, make a Link of what has none; how many were dropped."""
    dropped: set[tuple[int, int]] = set()
    stack = [(document(pdf), False)]
    while stack:
        element, linked = stack.pop()
        own = [kid for kid in kids(element) if isinstance(kid, Dictionary) and "/Obj" in kid]
        if own and linked:
            dropped.update(kid.Obj.objgen for kid in own)
            element.K = Array([kid for kid in kids(element) if not _same(kid, own)])
        elif own and kind(element) in ("Span", "NonStruct"):
            element.S = Name.Link
        inside = linked or kind(element) == "Link"
        stack.extend((kid, inside) for kid in kids(element) if is_element(kid))
    if dropped:
        _forget(pdf, dropped)
    return len(dropped)


def _same(kid: Any, others: list[Any]) -> bool:
    """Whether a kid is one of these object references."""
    return isinstance(kid, Dictionary) and any(
        "/Obj" in kid and kid.Obj.objgen == other.Obj.objgen for other in others
    )


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
