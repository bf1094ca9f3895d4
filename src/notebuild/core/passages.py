"""The passages of an edition and of its files: what stands by itself, in reading order; how calls and lists count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

CALL = "\u27e6{}\u27e7"
"""How a call of a note stands in the words of a passage: its number in white square brackets."""

CALLED = re.compile("\u27e6(\\d+)\u27e7")
BULLET = "\u2022"

Part = Literal["front", "text", "back"]
"""Before the text (title, summary …), the text itself, and after it (how to cite …)."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line as it is set: its page from 1, edges, base line and size in points, its words."""

    page: int
    left: float
    right: float
    base: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words that stands by itself: a heading, a paragraph, a cell, a caption, an alternative text …"""

    kind: str
    """"heading", "paragraph", "term", "cell", "caption", "code", "picture" (its words are its alternative text)."""

    words: str
    """In reading order; a call as `passages.CALL`, a line that is broken on purpose as a line."""

    part: Part = "text"
    level: int = 0
    """Of a heading, as its format counts."""

    mark: str = ""
    """What stands before a list item, at its first passage; as it prints."""

    depth: int = 0
    """How many lists it stands in."""

    column: int = 0
    """Of a cell: which of its row it is, from 1."""

    page: int = 0
    """The page that it begins on, from 1; 0 where there are none."""

    lines: tuple[SetLine, ...] = ()
    """Of a PDF: how it is set."""

    floats: bool = False
    """Of an edition: whether it may stand elsewhere in its section on paper, as a figure or a pull quote does."""

    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Of a picture in a PDF: left, bottom, right and top edge, in points from the foot of the page."""


def number(value: int, style: str) -> str:
    """Return a number as a list counts: "decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"."""
    if style.endswith("alpha"):
        digits = ""
        while value > 0:
            value, rest = divmod(value - 1, 26)
            digits = chr(ord("a") + rest) + digits
    elif style.endswith("roman"):
        digits = ""
        for worth, sign in _ROMAN:
            digits += sign * (value // worth)
            value %= worth
    else:
        return str(value)
    return digits.upper() if style.startswith("upper") else digits


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
