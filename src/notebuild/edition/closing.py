"""Which marks and figures beside a passage belong to it: it opens and closes its own brackets and quotations."""

from __future__ import annotations

import re

FIGURES = re.compile(r"[-./:]?\d+(?:[-.,:/]\d+)*%?")
"""Figures that may touch a word."""

OPENING = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "\u201c": "\u201d", "\u2018": "\u2019"}
"""Marks that open, and what closes them."""

CLOSING = frozenset(OPENING.values())


def waiting(text: str) -> str:
    """Return the marks that would close what a text opens, the innermost last."""
    still = ""
    for mark in text:
        if mark in OPENING:
            still += OPENING[mark]
        elif mark in still:
            still = still[: still.rindex(mark)]
    return still


def holds(so_far: str, between: str) -> bool:
    """Return whether the marks `between` two words close nothing that was opened before the words `so_far`."""
    still = waiting(so_far)
    marks = between.rstrip("\u2019")  # at a word it is an apostrophe
    return all(mark in still for mark in marks if mark in CLOSING)


def taken(so_far: str, following: str) -> str:
    """Return the beginning of what follows a passage that belongs to it: figures that touch, what closes its marks."""
    still = waiting(so_far)
    found = FIGURES.match(following)
    own = found[0] if found else ""
    for mark in following[len(own) :]:
        if mark not in still:
            break
        still = still[: still.rindex(mark)]
        own += mark
    return own
