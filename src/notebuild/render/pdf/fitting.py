"""Looks at a page as it was set, and sets it better: blanks before figures and quotes, covers and ends that spill.

What the sheet cannot say depends on where things fall: a figure that left a blank behind it shrinks, to three
quarters at most, or lets the next paragraph go before it, as a pull quote does; a cover of more than a page is set
tighter; the last page of a short note joins its text. It is done on the page's own elements, before the file is
written.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from notebuild.render.pdf import quotes
from notebuild.render.pdf.places import BLANK, bottom, classes, flowing, left

SMALLEST = 0.75
"""A figure keeps this part of its size at least."""

TURNS = 4
"""How often a page is set again at most."""

SHORT = 4
"""Pages of a note whose last page is set in columns, where that saves a page."""

COVERS = ("", "tight", "bare", "bare tight", "bare tighter", "bare flowing")
"""Classes of the body, from how a cover looks best to how it holds most."""

LEAST = 0.6
"""The part of its page that a cover fills at least, where the text begins on the next one."""

CLOSINGS = ("closing", "closing thirds")
"""Classes of the body of a short note whose last page joins its text, in two columns or three."""

YIELDED = frozenset(("p", "ul", "ol", "dl", "blockquote"))
"""What may go before a figure that follows it."""

FIGURES = 3
"""How many figures in a row a paragraph goes before at most."""

Set = Callable[[], Any]
"""Sets the page's elements as they are now; returns the engine's document."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure that begins a page: its element, its height, and the blank on the page before; in CSS pixels."""

    element: Any
    picture: Any
    height: float
    drawn: float
    """Height of its picture alone."""

    blank: float


def fitted(root: Any, again: Set) -> Any:
    """Return the document of a page, set again as often as it gains by it; `root` is the page's tree of elements."""
    body = next(root.iter("body"))
    cover(body, again)
    document = closed(body, again(), again)
    if quotes.gave_way(root, document):
        document = again()
    tried: set[int] = set()
    for _ in range(TURNS):
        figure = next((one for one in standing(document) if id(one.element) not in tried), None)
        if figure is None:
            break
        tried.add(id(figure.element))
        if shrunk(figure) or gave_way(root, figure):
            document = again()
    return document


def cover(body: Any, again: Set) -> None:
    """Set a cover so that it takes one page, or lets the text begin below what is left of it.

    It is tried alone, without the text, which costs little.
    """
    if "long" not in classes(body):
        return
    rest = [one for one in body if one.tag != "header"]
    for one in rest:
        body.remove(one)
    names = classes(body)
    with quiet():
        for name in COVERS:
            body.set("class", " ".join([*names, name]).strip())
            alone = again()
            if name == COVERS[-1] or len(alone.pages) < 2:
                break
        if len(alone.pages) < 2 and filled(alone.pages[0]) < LEAST:
            body.set("class", " ".join([*names, "flowing"]))
    body.extend(rest)


def filled(page: Any) -> float:
    """Return which part of a page stands above the end of what is on it."""
    ends = (one.position_y + one.height for one in flowing(page))
    return float(max(ends, default=0.0) / bottom(page._page_box))


@contextmanager
def quiet() -> Iterator[None]:
    """Let the engine say nothing of what a part of a page lacks."""
    logger = logging.getLogger("weasyprint")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def closed(body: Any, document: Any, again: Set) -> Any:
    """Return the document of a short note with what is said of it below its text, where that saves its last page."""
    count = len(document.pages)
    if not 1 < count <= SHORT or pages_of(document, "main")[-1:] == [count - 1]:
        return document
    before = body.get("class")
    for name in CLOSINGS:
        body.set("class", f"{before} {name}")
        closer = again()
        if len(closer.pages) < count:
            return closer
    body.set("class", before)
    return again()


def standing(document: Any) -> Iterator[Standing]:
    """Yield each figure that begins a page and left a blank on the page before it."""
    for before, page in zip(document.pages, document.pages[1:], strict=False):
        first = next(iter(flowing(page)), None)
        box = figure_of(page, first)
        if box is None:
            continue
        picture = next((one for one in box.descendants() if one.element_tag == "img"), None)
        blank = left(before)
        if picture is not None and blank > BLANK:
            yield Standing(box.element, picture.element, box.margin_height(), picture.height, blank)


def figure_of(page: Any, first: Any) -> Any:
    """Return the box of the figure that a line or picture of the page is in; None where it is in none."""
    html = page._page_box.children[0]
    for box in html.descendants():
        if (
            box.element_tag == "figure"
            and first is not None
            and any(one is first for one in box.descendants())
        ):
            return box
    return None


def pages_of(document: Any, tag: str) -> list[int]:
    """Return the pages, counted from 0, that hold something of the element of this tag."""
    return [
        at
        for at, page in enumerate(document.pages)
        if any(box.element_tag == tag and holds(box) for box in page._page_box.children[0].descendants())
    ]


def holds(box: Any) -> bool:
    """Return whether a box has a line or a picture in it."""
    return any(type(one).__name__ == "LineBox" or one.element_tag == "img" for one in box.descendants())


def shrunk(figure: Standing) -> bool:
    """Make a figure as small as the blank before it asks for; whether it may be so small."""
    part = 1 - (figure.height - figure.blank + 2) / figure.drawn
    said = dict(rule.split(":") for rule in (figure.picture.get("style") or "").split(";") if ":" in rule)
    width = said.get("width", "").strip()
    if not SMALLEST <= part < 1 or not width.endswith("mm"):
        return False
    figure.picture.set("style", f"width: {float(width[:-2]) * part:.1f}mm")
    return True


def gave_way(root: Any, figure: Standing) -> bool:
    """Let what follows a figure, or several in a row, go before it; whether it may.

    No call of a figure may come after one that follows it in the note.
    """
    parent = next(one for one in root.iter() if figure.element in list(one))
    at = list(parent).index(figure.element)
    row = list(takewhile(lambda one: one.tag == "figure", parent[at:]))
    follows = parent[at + len(row)] if at + len(row) < len(parent) else None
    calls = any("call" in classes(one) for element in row for one in element.iter())
    if parent.tag != "main" or calls or len(row) > FIGURES or follows is None or follows.tag not in YIELDED:
        return False
    parent.remove(follows)
    parent.insert(at, follows)
    return True
