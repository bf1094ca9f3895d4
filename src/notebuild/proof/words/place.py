"""Checks where the passages of a PDF stand on its pages: in order, none over another, pictures whole and captioned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from notebuild.core.passages import Passage, SetLine
from notebuild.readback import Reading
from notebuild.readback.passages import key

_LEADING = 1.5
"""A line's height in sizes of its type: what stands beside another may begin so much higher."""

_NEAR = 60.0
"""Points between what a picture draws and its caption; where there are more, nothing else stands between them."""

_SLIP = 1.5
"""Points by which a picture may seem to leave its page, and letters to touch."""

At = tuple[int, str]
"""A passage by its place in the sequence, and what is wrong with where it stands."""


def check(read: Sequence[Passage], reading: Reading) -> Iterator[At]:
    """Yield each passage of the text that stands in a wrong place on its page."""
    yield from _outside(read, reading.composition.sizes)
    yield from _order(read)
    yield from _cells(read)
    yield from _over(read)
    yield from _pictures(read, reading.composition.sizes)


def _outside(read: Sequence[Passage], sizes: Sequence[tuple[float, float]]) -> Iterator[At]:
    """Yield the passages with a line that runs off its page."""
    for at, one in enumerate(read):
        for line in one.lines:
            width, height = sizes[line.page - 1]
            if line.left < -_SLIP or line.right > width + _SLIP or not 0 <= line.base <= height:
                yield at, "runs off its page"
                break


def _order(read: Sequence[Passage]) -> Iterator[At]:
    """Yield the passages that stand above, or on a page before, the one that they follow."""
    flowing = [
        (at, one)
        for at, one in enumerate(read)
        if one.lines and one.kind not in ("cell", "caption", "picture")
    ]
    for (_, before), (at, one) in pairwise(flowing):
        first, begun = one.lines[0], before.lines[0]
        if first.page < before.lines[-1].page or (
            first.page == begun.page and first.base > begun.base + _LEADING * max(first.size, begun.size)
        ):
            yield at, "stands before what it follows"


def _cells(read: Sequence[Passage]) -> Iterator[At]:
    """Yield the cells that do not stand to the right of the one before, or below the row before."""
    row: Passage | None = None
    for (at, before), (_, one) in pairwise(enumerate(read)):
        if before.kind == "cell" and before.column == 1:
            row = before if before.lines else None
        if before.kind != "cell" or one.kind != "cell" or not one.lines:
            continue
        first = one.lines[0]
        if one.column == 1:
            if row and row.lines[0].page == first.page and first.base >= row.lines[0].base + _SLIP:
                yield at + 1, "stands above the row that it follows"
        elif before.lines and before.lines[0].page == first.page and first.left <= before.lines[0].left:
            yield at + 1, "stands left of the cell that it follows"


def _over(read: Sequence[Passage]) -> Iterator[At]:
    """Yield the passages with a line printed over a line of another."""
    pages: defaultdict[int, list[tuple[SetLine, int]]] = defaultdict(list)
    for at, one in enumerate(read):
        for line in one.lines:
            pages[line.page].append((line, at))
    told = set()
    for lines in pages.values():
        lines.sort(key=lambda pair: -pair[0].base)
        for index, (line, at) in enumerate(lines):
            for other, there in lines[index + 1 :]:
                if line.base - other.base > 0.5 * min(line.size, other.size):
                    break
                across = min(line.right, other.right) - max(line.left, other.left)
                if at != there and across > _SLIP and max(at, there) not in told:
                    told.add(max(at, there))
                    yield max(at, there), "is printed over other words"


def _pictures(read: Sequence[Passage], sizes: Sequence[tuple[float, float]]) -> Iterator[At]:
    """Yield the pictures that are not drawn, or not wholly on their page, and captions that stand elsewhere."""
    for at, one in enumerate(read):
        following = read[at + 1] if at + 1 < len(read) else None
        if one.kind == "picture":
            left, bottom, right, top = one.box
            if left == right or bottom == top or not 0 < one.page <= len(sizes):
                yield at, "is not drawn"
                continue
            width, height = sizes[one.page - 1]
            if left < -_SLIP or bottom < -_SLIP or right > width + _SLIP or top > height + _SLIP:
                yield at, "is cut off by the edge of its page"
            if following and following.kind == "caption" and following.lines:
                first = following.lines[0]
                gap = max(bottom - (first.base + first.size), first.base - top)
                apart = gap > _NEAR and _stands_between(read, at, one, first)
                if first.page != one.page or apart:
                    yield at + 1, "does not stand beside its picture"
        elif at and read[at - 1].kind == "picture":
            continue  # its caption, which no table claims that comes next
        elif (
            one.kind == "caption" and following and following.kind == "cell" and one.lines and following.lines
        ):
            last, first = one.lines[-1], following.lines[0]
            if last.page != first.page or last.base <= first.base:
                yield at, "does not stand above its table"


def _stands_between(read: Sequence[Passage], at: int, picture: Passage, caption: SetLine) -> bool:
    """Return whether a line of another passage stands between a picture and the first line of its caption.

    A drawing may have white space within its frame, so that the distance alone says nothing.
    """
    low, high = sorted((caption.base, picture.box[1] if caption.base < picture.box[1] else picture.box[3]))
    others = (one for place, one in enumerate(read) if place not in (at, at + 1))
    return any(line.page == picture.page and low < line.base < high for one in others for line in one.lines)


def is_parted(one: Passage, expected: Passage) -> bool:
    """Return whether each line that the edition breaks on purpose begins a line on the page."""
    ends, said = {0}, ""
    for line, following in pairwise([*one.lines, None]):
        said += key(line.text) if line else ""
        if following is None or line is None or (line.page, line.base) != (following.page, following.base):
            ends.add(len(said))
    written = ""
    for line_of_text in expected.words.split("\n"):
        written += key(line_of_text)
        if len(written) not in ends:
            return False
    return True
