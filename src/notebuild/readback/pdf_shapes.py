"""Reads where a PDF draws what is no word: the boxes of its pictures."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_float

import pypdfium2.raw as raw

from notebuild.readback.pdf_by_structure import Mark
from notebuild.readback.pdf_letters import Leaf

Box = tuple[float, float, float, float]
"""Left, bottom, right and top edge, in points from the foot of the page."""


def boxes(opened: Sequence[Leaf]) -> dict[Mark, Box]:
    """Return the rectangle around what is drawn, but for words, in each stretch of marked content."""
    found: dict[Mark, Box] = {}
    edges = [c_float() for _ in range(4)]
    for at, (page, _) in enumerate(opened):
        for index in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, index)
            mark = raw.FPDFPageObj_GetMarkedContentID(item)
            if mark < 0 or raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
                continue
            if raw.FPDFPageObj_GetBounds(item, *map(byref, edges)):
                left, bottom, right, top = (edge.value for edge in edges)
                had = found.get((at, mark), (left, bottom, right, top))
                found[at, mark] = (
                    min(had[0], left),
                    min(had[1], bottom),
                    max(had[2], right),
                    max(had[3], top),
                )
    return found
