"""Running heads and folios made artifacts, so that no one is read them (ISO 14289-1, 7.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator

from notebuild.tagging.elements import Entry


def clear(pdf: pikepdf.Pdf, tagged: Sequence[Entry]) -> int:
    """Marked content that no element of the tree holds becomes an artifact; how many there were."""
    pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    held: dict[int, set[int]] = {at: set() for at in pages.values()}
    for entry in tagged:
        marks = [kid for kid in entry.kids if isinstance(kid, int)]
        if marks:
            held[pages[entry.element.Pg.objgen]].update(marks)
    count = 0
    for at, page in enumerate(pdf.pages):
        count += _page(pdf, page, held[at])
    _parents(pdf, held)
    return count


def _page(pdf: pikepdf.Pdf, page: Any, held: set[int]) -> int:
    """Rewrite one page's stream."""
    count = 0
    new: list[Any] = []
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC":
            properties = instruction.operands[1]
            marked = isinstance(properties, Dictionary) and "/MCID" in properties
            if marked and int(properties.MCID) not in held:
                count += 1
                new.append(pikepdf.ContentStreamInstruction([Name.Artifact], Operator("BMC")))
                continue
        new.append(instruction)
    if count:
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(new))
    return count


def _parents(pdf: pikepdf.Pdf, held: dict[int, set[int]]) -> None:
    """Forget the parents of what is no longer content; empty places keep the numbering."""
    numbers: Any = pdf.Root.StructTreeRoot.ParentTree.Nums
    rows = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for at, page in enumerate(pdf.pages):
        row = rows.get(int(page.obj.get("/StructParents", -1)))
        if row is None:
            continue
        for mark in range(len(row)):
            if mark not in held[at]:
                row[mark] = None
