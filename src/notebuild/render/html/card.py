"""The picture that goes with a link to an edition's page, as a drawing: series, title, subtitle, date.

1200 by 630 pixels, what the Open Graph protocol's consumers crop least.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from notebuild.core.house import House
from notebuild.core.model import Edition
from notebuild.edition import tree
from notebuild.render import running, templates
from notebuild.render.fonts import Face
from notebuild.render.html.balancing import balanced, face, width, wrapped
from notebuild.render.templates import trusted
from notebuild.sources import drawings

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = 90, 1110
TITLE = (92, 80, 70, 62, 54, 46, 40, 34)
"""Sizes of a title in pixels, the largest that fits is taken."""

SUBTITLE = 36
"""The size of a subtitle."""

LINES, LEADING = 4, 1.12
"""So many lines a title may have, and how far they stand apart, in sizes."""

HEAD, FOOT = 140, 520
"""Between these heights stand title and subtitle."""


def drawing(edition: Edition, house: House, logo: str = "") -> str:
    """Return the picture as an SVG text; `logo` is the house's mark, an SVG text too."""
    meta, serif = edition.metadata, house.tokens["face"]["text"]
    title, subtitle = (tree.text(meta.get(name) or []) for name in ("title", "subtitle"))
    italic = face(house, serif, 400, "italic")
    below = clipped(balanced(subtitle, SUBTITLE, italic, RIGHT - LEFT), 2, SUBTITLE, italic)
    under = 20 + 46 * len(below) if below else 0
    size, lines = fitted(title, face(house, serif, 300, "normal"), FOOT - HEAD - under)
    pitch = size * LEADING
    top = HEAD + (FOOT - HEAD - under - pitch * len(lines)) / 2
    end = top + pitch * len(lines) + 20
    context = {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "colour": house.tokens["colour"]["light"],
        "face": house.tokens["face"],
        "mark": trusted(placed(logo, LEFT, 66, 44)) if logo else "",
        "series": meta["series"],
        "size": size,
        "title": [(text, top + pitch * at - size * 0.18) for at, text in enumerate(lines, 1)],
        "subtitle": [(text, end + 46 * at - 10) for at, text in enumerate(below, 1)],
        "foot": " · ".join(part for part in (meta["publisher"], meta["date-text"]) if part),
    }
    return templates.fill(Path(__file__).parent, "card.svg.j2", context)


def placed(logo: str, x: int, y: int, size: int) -> str:
    """Return the house's mark in a square of the picture.

    It becomes part of the drawing, which is drawn in half the time, unless rules of its own would then
    hold for all of it.
    """
    mark = ElementTree.fromstring(logo)
    if not mark.get("viewBox") or any(part.tag.endswith("}style") for part in mark.iter()):
        return f'<image href={quoteattr(drawings.address(logo))} x="{x}" y="{y}" width="{size}" height="{size}"/>'
    for name, value in (("x", x), ("y", y), ("width", size), ("height", size)):
        mark.set(name, str(value))
    return ElementTree.tostring(mark, encoding="unicode")


def fitted(title: str, set_in: Face | None, room: float) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits in so many pixels of height, and its lines.

    At the smallest size it is cut with an ellipsis.
    """
    for size in TITLE:
        lines = balanced(title, size, set_in, RIGHT - LEFT)
        widest = max((width(text, size, set_in) for text in lines), default=0)
        if len(lines) <= LINES and size * LEADING * len(lines) <= room and widest <= RIGHT - LEFT:
            return size, lines
    return TITLE[-1], clipped(wrapped(title, TITLE[-1], set_in, RIGHT - LEFT), LINES, TITLE[-1], set_in)


def clipped(lines: Sequence[str], most: int, size: float, set_in: Face | None) -> list[str]:
    """Return at most so many lines, none too wide; what is left out is an ellipsis."""
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return [running.cut(text, RIGHT - LEFT, lambda words: width(words, size, set_in)) for text in kept]
