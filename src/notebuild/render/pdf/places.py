"""Where things fell on a page that was set: its lines and pictures, and what it left blank."""

from __future__ import annotations

from typing import Any

BLANK = 40 / 0.75
"""CSS pixels of blank that need no mending: 40 points."""


def flowing(page: Any) -> list[Any]:
    """Return the lines and pictures of a page's text, without its notes, in their order."""
    html = page._page_box.children[0]
    return [one for one in html.descendants() if type(one).__name__ == "LineBox" or one.element_tag == "img"]


def left(page: Any) -> float:
    """Return how much a page left blank between its text and its notes, in CSS pixels."""
    return bottom(page._page_box) - max((one.position_y + one.height for one in flowing(page)), default=0.0)


def bottom(page: Any) -> float:
    """Return where the text of a page may end: above its notes."""
    notes = sum(
        box.margin_height()
        for box in page.children
        if type(box).__name__ == "FootnoteAreaBox" and box.children
    )
    return float(page.content_box_y() + page.height - notes)


def classes(element: Any) -> list[str]:
    """Return the names in an element's class."""
    return (element.get("class") or "").split()
