"""Tell which words of a drawing run out of its frame: they are cut off there, or stand off the page.

The engine that draws is asked: a drawing is drawn with its frame painted over, with the words and without.
What differs is beyond the frame. So turned, scaled and centred words need no measuring of ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from notebuild.core.apart import Died, apart
from notebuild.sources import drawing_faults, drawing_rasters, drawings

ACROSS = 600
"""Pixels over the drawing and as much again on each side of it."""

SLIP = 1 / 250
"""The part of the longer side by which words may go over the frame: what no reader sees."""

MOST = 10
"""Words that are told of one drawing."""

SECONDS, MEGABYTES = 6, 400
"""What looking at one drawing may take."""

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
FRAME = re.compile(
    r"""\s(?:width|height|viewBox|preserveAspectRatio|overflow|x|y)\s*=\s*(?:"[^"]*"|'[^']*')"""
)


def beyond(svg: str, faces: Sequence[str]) -> tuple[int, ...]:
    """Return which runs of a drawing's words (`drawings.printed`), from 0, run out of its frame; at most ten.

    None of a drawing that cannot be drawn, of which `drawing_rasters` tells.
    """
    try:
        return apart(lambda: _beyond(svg, faces), SECONDS, MEGABYTES)
    except (Died, ValueError):
        return ()


def _beyond(svg: str, faces: Sequence[str]) -> tuple[int, ...]:
    framed = uncovered(svg)
    if framed is None:
        return ()
    count, found = drawings.count(framed), list[int]()
    bare = drawing_rasters.raster(drawings.without(framed, range(count)), faces, ACROSS)

    def is_out(first: int) -> bool:
        """Whether one of the runs before `first`, but for those that were found, is beyond the frame."""
        some = drawings.without(framed, {*found, *range(first, count)})
        return drawing_rasters.raster(some, faces, ACROSS) != bare

    while len(found) < MOST and is_out(count):
        low, high = 0, count
        while high - low > 1:  # the shortest beginning of the drawing's words that has one of them
            middle = (low + high) // 2
            low, high = (low, middle) if is_out(middle) else (middle, high)
        found.append(high - 1)
    return tuple(found)


def uncovered(svg: str) -> str | None:
    """Return a drawing with as much room again on each side of it, its own frame covered; None without a size."""
    head, size = drawing_faults.HEAD.search(svg), drawing_faults.size(svg)
    if head is None or size is None:
        return None
    left, top, width, height = frame(head[0], size)
    slip = SLIP * max(width, height)
    prefix = re.match(r"<([\w.-]+:)?", head[0])[1] or ""  # type: ignore[index]
    room = f'viewBox="{left - width} {top - height} {3 * width} {3 * height}"'
    opened = FRAME.sub("", head[0]).rstrip("/> ")
    cover = (
        f'<{prefix}rect x="{left - slip}" y="{top - slip}" width="{width + 2 * slip}" '
        f'height="{height + 2 * slip}" fill="#ffffff"/>'
    )
    begun = f'{opened} {room} width="{3 * width}" height="{3 * height}">'
    body, closing, rest = svg[head.end() :].rpartition("</")
    return f"{svg[: head.start()]}{begun}{body}{cover}{closing}{rest}"


def frame(head: str, size: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return what a drawing shows, in its own units: left, top, width, height (SVG 2, 8.2).

    Where its size has other proportions than its `viewBox`, there is more on two sides of that.
    """
    given = re.search(r"""\sviewBox\s*=\s*["']([^"']*)""", head)
    box = [float(one) for one in NUMBER.findall(given[1])] if given else []
    if len(box) != 4 or min(box[2:]) <= 0:
        return 0, 0, *size
    left, top, width, height = box
    if "none" in head.partition("preserveAspectRatio")[2][:12]:
        return left, top, width, height
    scale = min(size[0] / width, size[1] / height)
    wide, high = size[0] / scale, size[1] / scale
    return left - (wide - width) / 2, top - (high - height) / 2, wide, high
