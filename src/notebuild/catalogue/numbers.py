"""Takes a text and its language's table of number words; gives the numbers, dates and units in it.

The tables stand in the profiles under `styles/`, so that a new language is a new file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

Table = Mapping[str, Any]
Tables = tuple[Table, Table]
"""The tables of the original's language and of the translation's."""

UNCOUNTED = Decimal(1)
"""One: an article or a pronoun in most languages, so that no word for it need be answered."""

CODE = re.compile(r"\b[A-Z]+-?\d+\b")
CLOCK = re.compile(r"\b\d{1,2}(?::| ?h ?)\d{2}\b")
SHORT_YEAR = re.compile(r"\b((?:1[0-9]|20)(\d\d))(--|[–/-])(\d\d)(?!\d|[.,]\d)")
LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a text counts: every value, those written in figures, the dates, months, units and codes."""

    values: frozenset[Decimal]
    figures: frozenset[Decimal]
    words: frozenset[Decimal]
    """Those that a table lists as meaning a number and nothing else."""

    dates: frozenset[tuple[int, int]]
    months: frozenset[int]
    units: frozenset[str]
    codes: frozenset[str]


def read(text: str, table: Table) -> Numbers:
    """The numbers of a text in the language of a table; marks must have been taken out of it."""
    codes = frozenset(CODE.findall(text))
    text = CLOCK.sub(" ", CODE.sub(" ", text))
    text = SHORT_YEAR.sub(lambda year: f"{year[1]}{year[3]}{year[1][:2]}{year[4]}", text)
    found = list(_figures(text, table))
    figures = frozenset(value for value, _, _ in found)
    spelt = text
    for _, start, end in found:
        spelt = spelt[:start] + "#" * (end - start) + spelt[end:]
    words = frozenset(_words(spelt, table)) | frozenset(_roman(text, table))
    also = {Decimal(value) for word, value in table.get("also", {}).items() if _has(text, word)}
    months = list(_months(text, table))
    dates = frozenset((day, month) for at, month in months if (day := _day(text, *at)))
    units = table.get("units", {}).items()
    return Numbers(
        figures | words | also,
        figures,
        words - {UNCOUNTED},
        dates,
        frozenset(month for _, month in months),
        frozenset(unit for unit, forms in units if any(_has(text, form) for form in forms)),
        codes,
    )


def shown(value: Decimal) -> str:
    """A value as a person writes it."""
    return f"{value.normalize():f}"


def _figures(text: str, table: Table) -> Iterator[tuple[Decimal, int, int]]:
    """Numbers in figures, with the million or billion after them, and where they begin and end."""
    for found in _pattern(table.get("thousands", ","), table.get("decimal", ".")).finditer(text):
        whole = re.sub(r"\D", "", found[1])
        value = Decimal(f"{whole}.{found[2] or 0}")
        end = found.end()
        for word, power in table.get("magnitudes", {}).items():
            after = re.compile(rf"[ \u00a0\u202f\n-]?{re.escape(word)}\b").match(text, end)
            if after:
                value, end = value * Decimal(10) ** power, after.end()
                break
        yield value, found.start(), end


@lru_cache
def _pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    group = "[" + re.escape(thousands + "\u00a0\u202f\u2009") + "]"
    return re.compile(
        rf"(?<![\w{re.escape(decimal)}])(\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{re.escape(decimal)}(\d+))?"
    )


def _words(text: str, table: Table) -> Iterator[Decimal]:
    """The numbers that are written in words: runs of number words, joined as the language joins them."""
    simple, times = table.get("cardinals", {}), table.get("multipliers", {})
    ordinals, join = table.get("ordinals", {}), table.get("joins", [])
    total = current = 0
    open_, at = False, 0
    for found in re.finditer(r"[^\W\d_]+", text.lower()):
        word, between = found[0], text[at : found.start()]
        known = word in simple or word in times or word in ordinals
        if open_ and word in join and not between.strip():
            continue
        glued = between in {"-", "‑"} or between.strip(" \u00a0\u202f\n") in {"", *join}
        if open_ and (not known or not glued):
            yield Decimal(total + current)
            total = current = 0
        open_ = known
        at = found.end()
        if word in times:
            current = max(1, current) * times[word]
            if times[word] >= 1000:
                total, current = total + current, 0
        elif word in ordinals and word not in simple:
            current += ordinals[word]
        elif known:
            value = simple[word]
            if value == 20 and current % 10 == 4 and table.get("scores"):
                current += 76
            elif between in {"-", "‑"} or not current or current >= 100 or _tens(current, value, between):
                current += value
            else:
                yield Decimal(total + current)
                total, current = 0, value
    if open_:
        yield Decimal(total + current)


def _tens(current: int, value: int, between: str) -> bool:
    """Whether tens and a one are joined by a word: `vingt et un`, `soixante et onze`."""
    return bool(between.strip()) and current >= 20 and value in (1, 11)


def _months(text: str, table: Table) -> Iterator[tuple[tuple[int, int], int]]:
    """Where each month's name begins and ends, and its number.

    A name that is another word too counts beside a figure, or after a word that leads to a month.
    """
    unsure, cues = table.get("unsure-months", ()), "|".join(table.get("month-cues", ()))
    cued = rf"|\b(?:{cues})" if cues else ""
    beside = re.compile(rf"(?:\d(?:er|st|nd|rd|th)?{cued})\s$", re.IGNORECASE)
    for name, number in table.get("months", {}).items():
        case = re.IGNORECASE if name.islower() else re.NOFLAG
        for found in re.finditer(rf"\b{re.escape(name)}\b", text, case):
            sure = beside.search(text[: found.start()]) or re.match(r"\s\d", text[found.end() :])
            if name not in unsure or sure:
                yield found.span(), number


def _day(text: str, start: int, end: int) -> int:
    found = re.search(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th|\.)?[ \u00a0\u202f]$", text[:start])
    after = re.match(r"[ \u00a0](\d{1,2})(?:st|nd|rd|th)?\b(?![,.]?\d)", text[end:])
    return int(found[1]) if found else int(after[1]) if after else 0


def _has(text: str, form: str) -> bool:
    left, right = (r"\b" if form[0].isalnum() else "", r"\b" if form[-1].isalnum() else "")
    return re.search(rf"{left}{re.escape(form)}{right}", text, re.IGNORECASE) is not None


def _roman(text: str, table: Table) -> Iterator[Decimal]:
    """Ordinals in Roman figures, as some languages write centuries: XXe."""
    for ending in table.get("roman-ordinals", ()):
        for found in re.finditer(rf"\b([IVX]+|[IVXLC]{{2,}}){re.escape(ending)}\b", text):
            values = [LETTERS[letter] for letter in found[1]]
            pairs = zip(values, [*values[1:], 0], strict=True)
            yield Decimal(sum(-value if value < later else value for value, later in pairs))
