"""The check characters of the numbers of the book trade: ISBN (ISO 2108) and ISSN (ISO 3297)."""

from __future__ import annotations

import re

ISSN = re.compile(r"(\d{4})-(\d{3}[\dX])")
ISBN = re.compile(r"97[89][\d-]{10,14}|[\d-]{9,12}[\dX]")


def issn_check(issn: str) -> str:
    """Return the check character of an ISSN, worked out from its first seven figures (ISO 3297, annex A)."""
    figures = issn.replace("-", "")[:7]
    left = -sum(int(figure) * weight for figure, weight in zip(figures, range(8, 1, -1), strict=True)) % 11
    return "X" if left == 10 else str(left)


def isbn_check(isbn: str) -> str:
    """Return the check character of an ISBN of 13 or 10 characters, worked out from all but its last."""
    figures = [int(figure) for figure in isbn.replace("-", "")[:-1]]
    if len(figures) == 12:
        return str(-sum(figure * (1, 3)[at % 2] for at, figure in enumerate(figures)) % 10)
    left = -sum(figure * (10 - at) for at, figure in enumerate(figures)) % 11
    return "X" if left == 10 else str(left)


def is_isbn(text: str) -> bool:
    """Return whether a text has the form of an ISBN: 13 or 10 characters, and hyphens between them."""
    bare = text.replace("-", "")
    is_whole = bool(ISBN.fullmatch(text)) and not text.startswith("-") and "--" not in text
    return is_whole and len(bare) in (10, 13) and bare[:-1].isdecimal()
