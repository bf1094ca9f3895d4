"""The picture that goes with a link to an edition's page, as a drawing: series, title, subtitle, date.

1200 by 630 pixels, what the Open Graph protocol's consumers crop least.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from unicodedata import combining, east_asian_width
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from notebuild.core.house import House
from notebuild.core.model import Edition
from notebuild.edition import tree
from notebuild.render import fonts, running, templates
from notebuild.render.fonts import Face
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

HALVINGS = 12
"""Steps in which the measure of even lines is found: the last one is a quarter of a pixel."""

EAST = re.compile(
    r"(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])(?=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])"
    r"(?![\u3001-\u3003\u3005\u3009\u300b\u300d\u300f\u3011\u30fb-\u30fe])"
)
"""Where a line of Chinese or Japanese may break: between two characters, not before what closes or repeats."""

HEAD, FOOT = 140, 520
"""Between these heights stand title and subtitle."""


def drawing(edition: Edition, house: House, logo: str = "") -> str:
    """Return the picture as an SVG text; `logo` is the house's mark, an SVG text too."""
    meta, serif = edition.metadata, house.tokens["face"]["text"]
    title, subtitle = (tree.text(meta.get(name) or []) for name in ("title", "subtitle"))
    italic = face(house, serif, 400, "italic")
    below = clipped(balanced(subtitle, SUBTITLE, italic), 2, SUBTITLE, italic)
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
        lines = balanced(title, size, set_in)
        widest = max((width(text, size, set_in) for text in lines), default=0)
        if len(lines) <= LINES and size * LEADING * len(lines) <= room and widest <= RIGHT - LEFT:
            return size, lines
    return TITLE[-1], clipped(wrapped(title, TITLE[-1], set_in), LINES, TITLE[-1], set_in)


def clipped(lines: Sequence[str], most: int, size: float, set_in: Face | None) -> list[str]:
    """Return at most so many lines, none too wide; what is left out is an ellipsis."""
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return [running.cut(text, RIGHT - LEFT, lambda words: width(words, size, set_in)) for text in kept]


def balanced(text: str, size: float, set_in: Face | None) -> list[str]:
    """Return a text in as few lines as the measure allows, as even as they can be: none is a word left over."""
    lines = wrapped(text, size, set_in)
    low, high = 0.0, float(RIGHT - LEFT)
    for _ in range(HALVINGS if len(lines) > 1 else 0):
        middle = (low + high) / 2
        tried = wrapped(text, size, set_in, middle)
        if len(tried) == len(lines) and all(width(line, size, set_in) <= middle for line in tried):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def wrapped(text: str, size: float, set_in: Face | None, measure: float = RIGHT - LEFT) -> list[str]:
    """Return a text as lines no wider than a measure in pixels; a word that is wider stands alone."""
    lines: list[str] = []
    for gap, word in units(text):
        longer = f"{lines[-1]}{gap}{word}" if lines else word
        if lines and width(longer, size, set_in) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def units(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a line may begin with, and the space before it: words, and in Chinese and Japanese each character."""
    for word in text.split(" ") if text else []:
        for at, part in enumerate(EAST.split(word)):
            yield ("" if at else " "), part


def width(text: str, size: float, set_in: Face | None) -> float:
    """Return the width of a text in pixels; a letter that the face lacks, or has no face, is taken for a wide one."""
    widths, unit = fonts.advances(set_in.path) if set_in is not None else ({}, 1000)
    return sum(widths.get(ord(letter), unknown(letter) * unit) for letter in text) * size / unit


def unknown(letter: str) -> float:
    """Return the width of a letter of which no more is known, in sizes of the type."""
    return 1.0 if east_asian_width(letter) in "WF" else 0.0 if combining(letter) else 0.65


def face(house: House, family: str, weight: int, style: str) -> Face | None:
    """Return the house's face of this family, weight and style, or its nearest weight."""
    candidates = (face for face in fonts.faces(house) if (face.family, face.style) == (family, style))
    return min(candidates, key=lambda face: abs(face.weight - weight), default=None)
