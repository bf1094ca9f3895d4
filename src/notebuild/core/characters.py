"""Characters that a file of ours cannot hold."""

from __future__ import annotations

import re
import unicodedata


def composed(text: str) -> str:
    """Return a text with each letter and its accents one character where there is one (Unicode NFC).

    Copied from a PDF or a file name of macOS, an é may be two: to a reader both are one word.
    """
    return unicodedata.normalize("NFC", text)


UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""One that no XML 1.0 file may hold (production 2, Char)."""

RTL = (
    "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""Inside a bracket expression: what is read from right to left, figures apart (Unicode, blocks of the
bidirectional classes R and AL)."""

RIGHT_TO_LEFT = re.compile(f"[{RTL}]")

DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs without a shape that say a direction (Unicode Standard Annex 9, 2)."""

NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2061-\u206f\ue000-\uf8ff"
    "\ufdd0-\ufdef\ufeff\ufff0-\uffff\U000e0000-\U000e00ff\U000e01f0-\U0010ffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff]"
)
"""What an author's text does not hold: control characters, line separators, signs of direction, spaces without
a width, invisible operators, characters for private use and those that are none. The soft hyphen, the word
joiner, and the joiners that scripts need (U+200C, U+200D) are text."""

ISOLATE, END = "\u2068", "\u2069"
"""FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: what stands between is set in its own direction, and is
one thing to its neighbours."""

FORWARD = "\u200e"
"""LEFT-TO-RIGHT MARK: a letter without a shape, as of a script that is written from left to right."""
