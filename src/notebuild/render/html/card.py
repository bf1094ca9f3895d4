"""The picture that goes with a link to an edition's page, as a drawing: series, title, subtitle, date.

1200 by 630 pixels, what the Open Graph protocol's consumers crop least.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from notebuild.core.house import House
from notebuild.core.model import Edition
from notebuild.edition import tree
from notebuild.render import fonts
from notebuild.render.fonts import Face
from notebuild.sources import drawings

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = 90, 1110
TITLE = (92, 80, 70, 62, 54, 46, 40, 34)
"""Sizes of a title in pixels, the largest that fits is taken."""

LINES, LEADING = 4, 1.12
"""So many lines a title may have, and how far they stand apart, in sizes."""

HEAD, FOOT = 140, 520
"""Between these heights stand title and subtitle."""


def drawing(edition: Edition, house: House, logo: str = "") -> str:
    """Return the picture as an SVG text; `logo` is the house's mark, an SVG text too."""
    meta, light = edition.metadata, house.tokens["colour"]["light"]
    title, subtitle = (tree.text(meta.get(name) or []) for name in ("title", "subtitle"))
    serif, sans = house.tokens["face"]["text"], house.tokens["face"]["sans"]
    light_face = face(house, serif, 300, "normal")
    italic = face(house, serif, 400, "italic")
    below = clipped(wrapped(subtitle, 36, italic), 2, 36, italic)
    under = 20 + 46 * len(below) if below else 0
    size, lines = fitted(title, light_face, FOOT - HEAD - under)
    top = HEAD + (FOOT - HEAD - under - size * LEADING * len(lines)) / 2
    out = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{light["ink"]}"/>',
        f'<rect width="24" height="{HEIGHT}" fill="{light["accent"]}"/>',
    ]
    at = LEFT
    if logo:
        out.append(placed(logo, LEFT, 66, 44))
        at += 62
    words = {"family": sans, "size": 30, "fill": light["ground"]}
    out.append(line(meta["series"], at, 98, weight=600, **words))
    y = top
    for text in lines:
        y += size * LEADING
        out.append(
            line(text, LEFT, y - size * 0.18, family=serif, size=size, weight=300, fill=light["ground"])
        )
    y += 20
    for text in below:
        y += 46
        out.append(line(text, LEFT, y - 10, family=serif, size=36, style="italic", fill=light["tint"]))
    foot = " · ".join(part for part in (meta["publisher"], meta["date-text"]) if part)
    out.append(line(foot, LEFT, 570, **words))
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f"<svg {box}>{''.join(out)}</svg>"


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


def line(text: str, x: float, y: float, **look: Any) -> str:
    """Return one line of text on its base line."""
    named = {"style": "font-style", "family": "font-family", "size": "font-size", "weight": "font-weight"}
    attributes = " ".join(f"{named.get(name, name)}={quoteattr(str(value))}" for name, value in look.items())
    return f'<text x="{x:g}" y="{y:.1f}" {attributes}>{escape(text)}</text>'


def fitted(title: str, set_in: Face | None, room: float) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits in so many pixels of height, and its lines.

    At the smallest size it is cut with an ellipsis.
    """
    for size in TITLE:
        lines = wrapped(title, size, set_in)
        widest = max((width(text, size, set_in) for text in lines), default=0)
        if len(lines) <= LINES and size * LEADING * len(lines) <= room and widest <= RIGHT - LEFT:
            return size, lines
    return TITLE[-1], clipped(lines, LINES, TITLE[-1], set_in)


def clipped(lines: Sequence[str], most: int, size: float, set_in: Face | None) -> list[str]:
    """Return at most so many lines, none too wide; what is left out is an ellipsis."""
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return [cut(text, size, set_in) for text in kept]


def cut(text: str, size: float, set_in: Face | None) -> str:
    """Return a line as much of it as the measure holds, then an ellipsis where something is gone."""
    if width(text, size, set_in) <= RIGHT - LEFT:
        return text
    while text and width(f"{text}…", size, set_in) > RIGHT - LEFT:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, size: float, set_in: Face | None) -> list[str]:
    """Return a text as lines no wider than the picture's measure; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split(" ") if text else []:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, set_in) <= RIGHT - LEFT:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width(text: str, size: float, set_in: Face | None) -> float:
    """Return the width of a text in pixels; without a face, half its size a character."""
    if set_in is None:
        return len(text) * size * 0.5
    widths, unit = fonts.advances(set_in.path)
    return sum(widths.get(ord(letter), unit / 2) for letter in text) * size / unit


def face(house: House, family: str, weight: int, style: str) -> Face | None:
    """Return the house's face of this family, weight and style, or its nearest weight."""
    candidates = (face for face in fonts.faces(house) if (face.family, face.style) == (family, style))
    return min(candidates, key=lambda face: abs(face.weight - weight), default=None)
