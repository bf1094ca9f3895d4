"""Sets titles in even lines: where they break, by the letters of the face that they are set in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from notebuild.core.house import House
from notebuild.core.model import Edition
from notebuild.edition import tree
from notebuild.render import fonts
from notebuild.render.fonts import Face

HALVINGS = 12
"""Steps in which the measure of even lines is found: the last one is a quarter of a pixel of a picture."""

EAST = re.compile(
    r"(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])(?=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])"
    r"(?![\u3001-\u3003\u3005\u3009\u300b\u300d\u300f\u3011\u30fb-\u30fe])"
)
"""Where a line of Chinese or Japanese may break: between two characters, not before what closes or repeats."""

SURE = 0.03
"""By which part of its width a line may come out otherwise in an engine: kerning, ligatures."""

POINT = 25.4 / 72
"""A point in millimetres."""


def measures(edition: Edition, house: House) -> dict[str, float]:
    """Return the measures, in sizes of their type, that set an edition’s title and subtitle in even lines on its cover.

    0 for what stands on one line, or where the engine may break it into another number of lines than we.
    """
    title, subtitle = (tree.text(edition.metadata.get(name) or []) for name in ("title", "subtitle"))
    page, size, serif = house.tokens["page"], house.tokens["size"], house.tokens["face"]["text"]
    room = page["width"] - page["left"] - page["right"] + page["hang"]
    found = {
        "title": even(title, face(house, serif, 300, "normal"), room / POINT / size["title"]),
        "subtitle": even(subtitle, face(house, serif, 400, "italic"), room / POINT / size["subtitle"]),
    }
    return {name: round(measure, 2) for name, measure in found.items()}


def even(text: str, set_in: Face | None, room: float) -> float:
    """Return the measure that evens the lines of a text, in sizes of its type; 0 where it is better left alone."""
    counts = {len(wrapped(text, 1, set_in, room * part)) for part in (1 - SURE, 1, 1 + SURE)}
    if len(counts) > 1 or counts <= {0, 1}:
        return 0.0
    lines = balanced(text, 1, set_in, room)
    return min(room, max(width(line, 1, set_in) for line in lines) * (1 + SURE))


def balanced(text: str, size: float, set_in: Face | None, measure: float) -> list[str]:
    """Return a text in as few lines as the measure allows, as even as they can be: none is a word left over."""
    lines = wrapped(text, size, set_in, measure)
    low, high = 0.0, measure
    for _ in range(HALVINGS if len(lines) > 1 else 0):
        middle = (low + high) / 2
        tried = wrapped(text, size, set_in, middle)
        if len(tried) == len(lines) and all(width(line, size, set_in) <= middle for line in tried):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def wrapped(text: str, size: float, set_in: Face | None, measure: float) -> list[str]:
    """Return a text as lines no wider than a measure; a word that is wider stands alone."""
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
    """Return the width of a text in the unit of its size; a letter that no face draws is taken for a wide one."""
    widths, unit = fonts.advances(set_in.path) if set_in is not None else ({}, 1000)
    return sum(widths.get(ord(letter), unknown(letter) * unit) for letter in text) * size / unit


def unknown(letter: str) -> float:
    """Return the width of a letter of which no more is known, in sizes of the type."""
    return 1.0 if east_asian_width(letter) in "WF" else 0.0 if combining(letter) else 0.65


def face(house: House, family: str, weight: int, style: str) -> Face | None:
    """Return the house's face of this family, weight and style, or its nearest weight."""
    candidates = (face for face in fonts.faces(house) if (face.family, face.style) == (family, style))
    return min(candidates, key=lambda face: abs(face.weight - weight), default=None)
