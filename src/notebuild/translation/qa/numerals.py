"""Read the numbers that a text writes in figures, by its language's table of number words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from notebuild.translation.qa import number_words
from notebuild.translation.qa.number_words import Table

Place = tuple[Decimal, int, int, Decimal]
"""A value in figures, where it begins and ends, and the million or billion it was multiplied by."""

ELIDED = 6
"""Longest gap, in characters, in "1.2 to 1.3 billion", where the first number takes the second's multiplier."""


def read(text: str, table: Table) -> Iterator[Place]:
    """Yield numbers in figures, with the million or billion after them."""
    for match in _pattern(table.get("thousands", ","), table.get("decimal", ".")).finditer(text):
        whole = re.sub(r"\D", "", match[1])
        value = Decimal(f"{whole}.{match[2] or 0}")
        end, times = match.end(), Decimal(1)
        while power := _power(text, end, table):
            times, end = times * Decimal(10) ** power[0], power[1]
            for half in table.get("halves", ()):
                if after := re.compile(rf"\s{number_words.spaced(half)}\b").match(text, end):
                    value, end = value + Decimal("0.5"), after.end()
        yield value * times, match.start(), end, times


def _power(text: str, at: int, table: Table) -> tuple[int, int] | None:
    """Return the power of ten that follows a figure, and where it ends; `5 m` is a length, `5m` five million."""
    for word, power in table.get("magnitudes", {}).items():
        if after := _magnitude(word).match(text, at):
            return power, after.end()
    return None


@cache
def _magnitude(word: str) -> re.Pattern[str]:
    gap = "" if len(word) == 1 and word.islower() else r"[ \u00a0\u202f\n-]?"
    return re.compile(rf"{gap}{re.escape(word)}(?!\w)")


@cache
def _pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    group = "[" + re.escape(thousands + "\u00a0\u202f\u2009") + "]"
    return re.compile(
        rf"(?<![\w{re.escape(decimal)}])(\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{re.escape(decimal)}(\d+))?"
    )


def elided(text: str, places: Sequence[Place]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield figures that leave their million or billion to the next: `1.2 to 1.3 billion`."""
    for (value, _, end, times), (_, start, _, power) in pairwise(places):
        if times == 1 and power > 1 and start - end <= ELIDED:
            yield value, value * power


def labelled(text: str, table: Table) -> Iterator[re.Match[str]]:
    """Yield the numbers with a point that name a place in a text: `Article 5.2`, `version 2.1`."""
    yield from _numbered(tuple(table.get("numbered", ()))).finditer(text)


@cache
def _numbered(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds a number with a point after one of these names."""
    if not names:
        return re.compile("(?!)")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\s(\d+\.\d+)(?![\d,])", re.IGNORECASE)
