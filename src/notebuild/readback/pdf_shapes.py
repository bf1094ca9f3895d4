"""Reads where a PDF draws what is no word: the boxes of its pictures."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_float
from typing import Any

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
        size = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        for index in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, index)
            mark = raw.FPDFPageObj_GetMarkedContentID(item)
            if mark < 0 or raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
                continue
            if raw.FPDFPageObj_GetBounds(item, *map(byref, edges)):
                left, bottom, right, top = _clipped(
                    item, size, edges[0].value, edges[1].value, edges[2].value, edges[3].value
                )
                had = found.get((at, mark), (left, bottom, right, top))
                found[at, mark] = (
                    min(had[0], left),
                    min(had[1], bottom),
                    max(had[2], right),
                    max(had[3], top),
                )
    return found


def _clipped(
    item: Any, size: tuple[float, float], left: float, bottom: float, right: float, top: float
) -> Box:
    """Return the part of a rectangle that is seen: a drawing may go on outside its view, and is cut there.

    The page's own edge is no view: what it cuts is lost. A shape that is outside its view as a whole is told
    where it would stand: nobody draws one so.
    """
    whole = (left, bottom, right, top)
    clip = raw.FPDFPageObj_GetClipPath(item)
    x, y = c_float(), c_float()
    for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = []
        for at in range(max(raw.FPDFClipPath_CountPathSegments(clip, path), 0)):
            if raw.FPDFPathSegment_GetPoint(
                raw.FPDFClipPath_GetPathSegment(clip, path, at), byref(x), byref(y)
            ):
                points.append((x.value, y.value))
        if points and not _covers(points, size):
            across, up = zip(*points, strict=True)
            left, right = max(left, min(across)), min(right, max(across))
            bottom, top = max(bottom, min(up)), min(top, max(up))
    return (left, bottom, right, top) if left < right and bottom < top else whole


def _covers(points: Sequence[tuple[float, float]], size: tuple[float, float]) -> bool:
    """Return whether a path goes around the whole page."""
    across, up = zip(*points, strict=True)
    width, height = size
    return bool(min(across) <= 1 and min(up) <= 1 and max(across) >= width - 1 and max(up) >= height - 1)
