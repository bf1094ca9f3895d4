"""Breaks words into lines of plain text, by how wide they stand where every letter is as wide as the next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

WIDTH = 72
"""Characters of a line (RFC 3676, 4.2: so that replies to it still fit 80)."""

HARD = "  "
"""Stands at the end of a line that is broken on purpose; any other goes on."""

_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-"} | dict.fromkeys("\u00ad\u200b\u2060\ufeff")
)
"""What typography puts between letters, as e-mail has it: spaces that break no line are plain ones in the end."""

_APART = re.compile("[ \t\r\n]+")
_RULED = re.compile(r"[-=~^\"'`+|]{3,}\Z|\+[-=]")
"""What would read as a rule, were it to begin a line."""


def width(text: str) -> int:
    """Return the columns that a text takes: two for each wide letter (UAX 11), none for what is drawn on another."""
    return sum(map(_column, text)) if not text.isascii() else len(text)


def _column(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrap(text: str, most: int = WIDTH, mark: str = HARD) -> list[str]:
    """Return a text as lines of at most so many columns; a word that is longer, an address, stays whole.

    `mark` ends each line but the last where the text itself breaks it. What a no-break space ties is one word.
    """
    parts = text.split("\n")
    lines: list[str] = []
    for number, part in enumerate(parts, 1):
        made = list(_filled(part, most)) or [""]
        lines += [*made[:-1], made[-1] + (mark if number < len(parts) else "")]
    return lines


def words(text: str) -> list[str]:
    """Return what a text must not be broken in, as it prints: what would read as a rule goes with the word before."""
    out: list[str] = []
    for token in _APART.split(text):
        if said := " ".join(token.translate(_PLAIN).split()):
            if out and _RULED.match(said):
                out[-1] += f" {said}"
            else:
                out.append(said)
    return out


def _filled(text: str, most: int) -> Iterator[str]:
    line = ""
    for word in (piece for one in words(text) for piece in _pieces(one, most)):
        if line and width(line) + 1 + width(word) > most:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def _pieces(word: str, most: int) -> Iterator[str]:
    """Yield a word, in pieces where it is of a script that has no spaces and longer than a line."""
    while width(word) > most and any(_column(letter) == 2 for letter in word[: most // 2]):
        ends = accumulate(map(_column, word))
        at = next(index for index, end in enumerate(ends) if end > most)
        yield word[:at]
        word = word[at:]
    yield word


def indented(lines: list[str], by: str) -> list[str]:
    """Return lines behind a margin; an empty one stays empty."""
    return [(by + line).rstrip() if not line.endswith(HARD) else by + line for line in lines]
