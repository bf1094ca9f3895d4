"""Lets the next paragraph go before a pull quote that has no room at the end of a page, and left a blank there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import takewhile
from typing import Any

from notebuild.render.html.pullquotes import BESIDE, bare
from notebuild.render.pdf.places import BLANK, classes, flowing, left


def gave_way(root: Any, document: Any) -> bool:
    """Let the next paragraph go before each pull quote that left a blank, where it may; whether one did."""
    moved = [_gave_way(root, quote, document) for quote in _displaced(document)]
    return any(moved)


def _displaced(document: Any) -> Iterator[Any]:
    """Yield the box of each pull quote in the margin that begins a page and left a blank on the page before it."""
    for before, page in zip(document.pages, document.pages[1:], strict=False):
        first = next(iter(flowing(page)), None)
        for box in page._page_box.children[0].descendants():
            is_quote = box.element is not None and "pullquote" in classes(box.element)
            if is_quote and box.is_floated() and any(one is first for one in box.descendants()):
                if left(before) > BLANK:
                    yield box
                break


def _gave_way(root: Any, quote: Any, document: Any) -> bool:
    """Put a pull quote after the block that follows it; whether it may stand there.

    Below it there must be text as high as it is, until the next heading, and not the words that it repeats.
    """
    element = quote.element
    parent = next(one for one in root.iter() if element in list(one))
    at = list(parent).index(element)
    following = list(takewhile(lambda one: one.tag in BESIDE, parent[at + 1 :]))
    heights = _heights(document, {id(one) for one in following})
    words, down = bare("".join(element.itertext())), 0.0
    for one in following[1:]:
        if words in bare("".join(one.itertext())):
            return False
        down += heights.get(id(one), 0.0)
        if down >= quote.margin_height():
            parent.remove(element)
            parent.insert(at + 1, element)
            return True
    return False


def _heights(document: Any, wanted: Collection[int]) -> dict[int, float]:
    """Return the heights of elements, by their identity, over all their pages."""
    heights: dict[int, float] = {}
    for page in document.pages:
        for box in page._page_box.children[0].descendants():
            if id(box.element) in wanted and type(box).__name__ == "BlockBox":
                heights[id(box.element)] = heights.get(id(box.element), 0.0) + box.height
    return heights
