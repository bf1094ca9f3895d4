"""Aligns two sequences in order: what is the same, what was changed, what came and what went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")

Pair = tuple[int | None, int | None]
"""The places of an item in both sequences, from 0; None where one lacks it."""

ALIKE = 0.45
"""Two items that share this part of their words (Dice's coefficient) are one that was changed."""

BAND = 60
"""How far from its even place a changed item is looked for, where a stretch is too long to compare whole."""

WHOLE = 10_000
"""Up to how many comparisons a stretch is compared whole."""


def align(
    old: Sequence[T],
    new: Sequence[T],
    key: Callable[[T], Hashable],
    likeness: Callable[[T, T], float],
    least: float = ALIKE,
) -> list[Pair]:
    """Return the pairs of two sequences, in the order of both; what went stands before what came.

    Items of one key are the same. Between them, the pairs that share most are taken together: those
    whose likeness (0 to 1) is at least `least`.
    """
    matcher = SequenceMatcher(None, [key(one) for one in old], [key(one) for one in new], autojunk=False)
    pairs: list[Pair] = []
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            pairs += zip(range(old_from, old_to), range(new_from, new_to), strict=True)
        else:
            found = _best(old[old_from:old_to], new[new_from:new_to], likeness, least)
            pairs += [
                (None if a is None else a + old_from, None if b is None else b + new_from) for a, b in found
            ]
    return pairs


def _best(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float], least: float) -> list[Pair]:
    """Return the pairs of two stretches that share most in all, by dynamic programming."""
    rows, columns = len(old), len(new)
    if not rows or not columns:
        return [*((at, None) for at in range(rows)), *((None, at) for at in range(columns))]
    near = max(rows, columns) if rows * columns <= WHOLE else BAND
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    worth: dict[tuple[int, int], float] = {}
    for a in range(rows - 1, -1, -1):
        for b in range(columns - 1, -1, -1):
            best[a][b] = max(best[a + 1][b], best[a][b + 1])
            if abs(a * columns - b * rows) <= near * rows and (like := likeness(old[a], new[b])) >= least:
                worth[a, b] = like
                best[a][b] = max(best[a][b], best[a + 1][b + 1] + like)
    pairs: list[Pair] = []
    a = b = 0
    while a < rows and b < columns:
        if (a, b) in worth and best[a][b] == best[a + 1][b + 1] + worth[a, b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            pairs.append((a, None))
            a += 1
        else:
            pairs.append((None, b))
            b += 1
    pairs += [(at, None) for at in range(a, rows)]
    pairs += [(None, at) for at in range(b, columns)]
    return _ordered(pairs)


def _ordered(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs with what went before what came, between two that both have."""
    made: list[Pair] = []
    came: list[Pair] = []
    for pair in pairs:
        if pair[0] is None:
            came.append(pair)
            continue
        if pair[1] is not None:
            made += came
            came = []
        made.append(pair)
    return made + came


def dice(old: Counter[str], new: Counter[str]) -> float:
    """Return what part of their words two texts share, each word as often as both have it (Dice's coefficient)."""
    whole = old.total() + new.total()
    if not whole:
        return 1.0
    less, more = sorted((old, new), key=len)
    return 2 * sum(min(count, more[word]) for word, count in less.items()) / whole
