"""Measures words in the house's faces, and says where a line may break them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise

from notebuild.core.house import House
from notebuild.render import fonts

PIECES = re.compile("[ \t\n\r\u200b]+|(?<=[^\\W\\d_]-)(?=[^\\W\\d_])")
"""Where every engine may break a line: at a space that is no no-break space, after a hyphen between letters."""

LONGEST = 28
"""Letters of a word for which a column makes room; a longer one is broken."""

UNKNOWN = 0.7
"""Width, in sizes of the type, of a character that the face lacks: another face draws it."""

SLACK = 1.03
"""What emphasis and the figures of tables add to the width of plain words."""

SHORTEST, HEAD, TAIL = 7, 3, 3
"""Letters of a word that is hyphenated, and of its parts, at least: `hyphenate-limit-chars` of the print sheet."""


def ruler(house: House, weight: int | None = None, role: str = "sans") -> Callable[[str], float]:
    """Return what measures a text in the house's sans, or its `text` face, in sizes of the type.

    The measure is the face nearest to `weight`; without one the widest of all.
    """
    family = house.tokens["face"][role]
    upright = [face for face in fonts.faces(house) if face.family == family and face.style == "normal"]
    if weight is not None:
        upright = sorted(upright, key=lambda face: abs(face.weight - weight))[:1]
    tables = [fonts.advances(face.path) for face in upright]

    @cache
    def letter(code: int) -> float:
        known = [advances[code] / unit for advances, unit in tables if code in advances]
        return max(known, default=1.0 if 0x2E80 <= code <= 0xFFEF else UNKNOWN)

    return lambda text: SLACK * sum(letter(ord(sign)) for sign in text)


def longest(cells: Iterable[str], width: Callable[[str], float], language: str = "") -> float:
    """Return the width, in sizes of the type, of the widest part of some texts that no line may break.

    With a language its hyphens break words too.
    """
    parts = {part[:LONGEST] for cell in cells for part in PIECES.split(cell)}
    if language:
        parts = {part for word in parts for part in hyphenated(word, language)}
    return max(map(width, parts), default=0.0)


def hyphenated(word: str, language: str) -> list[str]:
    """Return the parts of a word that hyphens part, each with its hyphen; the word itself where none may."""
    import pyphen

    found = pyphen.language_fallback(language)
    bare = re.search(r"[^\W\d_]+", word)
    if not found or bare is None or len(bare[0]) < SHORTEST:
        return [word]
    places = [
        at + bare.start()
        for at in pyphen.Pyphen(lang=found).positions(bare[0])
        if HEAD <= at <= len(bare[0]) - TAIL
    ]
    ends = [0, *places, len(word)]
    return [f"{word[a:z]}{'-' if z < len(word) else ''}" for a, z in pairwise(ends)]
