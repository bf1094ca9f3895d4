"""Compares two texts word by word, so that a person reads the change and not the crumbs of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECE = re.compile(r"\s+|\w+(?:['\u2019]\w+)*|[^\w\s]")

CRUMB = 3
"""Letters between two changes that are marked with them: a change of every other sign cannot be read."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of both texts, by the places of its pieces from 0, the end not included."""

    is_same: bool
    old: range
    new: range


def pieces(text: str) -> list[str]:
    """Return a text's words, spaces and signs; joined, they are the text."""
    return _PIECE.findall(text)


def words(text: str) -> Counter[str]:
    """Return how often a text has each of its words and figures."""
    return Counter(piece for piece in _PIECE.findall(text) if piece[0].isalnum())


def stretches(
    old: Sequence[Hashable], new: Sequence[Hashable], light: Callable[[int], int | None]
) -> list[Stretch]:
    """Return the stretches of two texts, from their first pieces to their last.

    `light` gives the letters of a piece of the new text that may be marked as changed with its
    neighbours though it is the same, or None where it may not: a note's call.
    """
    found: list[Stretch] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        found.append(Stretch(what == "equal", range(old_from, old_to), range(new_from, new_to)))
    made: list[Stretch] = []
    for at, one in enumerate(found):
        is_between = 0 < at < len(found) - 1 and _replaces(found[at - 1]) and _replaces(found[at + 1])
        crumb = one.is_same and is_between and _is_crumb(one.new, light)
        joins = bool(made) and not made[-1].is_same and (crumb or not one.is_same)
        if joins:
            last = made.pop()
            one = Stretch(False, range(last.old.start, one.old.stop), range(last.new.start, one.new.stop))
        made.append(one)
    return made


def _replaces(part: Stretch) -> bool:
    """Return whether a stretch has words of both texts."""
    return bool(part.old and part.new)


def _is_crumb(new: range, light: Callable[[int], int | None]) -> bool:
    """Return whether a stretch that is the same is too small to stand between two changes."""
    letters = 0
    for at in new:
        weight = light(at)
        if weight is None:
            return False
        letters += weight
    return letters <= CRUMB
