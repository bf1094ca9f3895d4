"""Takes a text and its language's table of number words; gives the numbers, dates and units in it.

The tables stand in the profiles under `styles/`, so that a new language is a new file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from notebuild.catalogue import spelt
from notebuild.catalogue.spelt import Table

Tables = tuple[Table, Table]
"""The tables of the original's language and of the translation's."""

UNCOUNTED = Decimal(1)
"""One: an article or a pronoun in most languages, so that no word for it need be answered."""

CODE = re.compile(r"\b[A-Z]+-?\d+\b")
DOTTED = re.compile(r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w.])")
CLOCK = re.compile(r"\b(\d{1,2})(?::|[ \u00a0\u202f]?h[ \u00a0\u202f]?)(\d{2})\b")
SHORT_YEAR = re.compile(r"\b((?:1[0-9]|20)(\d\d))(--|[–/-])(\d\d)(?!\d|[.,/-]\d)")
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
NUMERIC = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
"""A date in figures, the day first."""

ENDING = r"(?:\^?[^\W\d_]{1,3}\^?|\.)?"
"""What may hang on a day's figure: 1st, 1er, 1^er^, 1."""


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
    """What holds figures and is no number: TB2, and the 5.2 of `Article 5.2`."""

    clocks: frozenset[tuple[int, int]]
    """Hours, of twelve, and minutes."""


def read(text: str, table: Table) -> Numbers:
    """The numbers of a text in the language of a table; marks must have been taken out of it."""
    days = [(int(found[1]), int(found[3]), found[4]) for found in NUMERIC.finditer(text)]
    days += [(int(found[3]), int(found[2]), found[1]) for found in ISO.finditer(text)]
    days = [day for day in days if 1 <= day[0] <= 31 and 1 <= day[1] <= 12]
    text = _blank(_blank(text, NUMERIC), ISO)
    codes = {*CODE.findall(text), *DOTTED.findall(text), *(found[1] for found in _labelled(text, table))}
    clocks = frozenset((int(hour) % 12, int(minutes)) for hour, minutes in CLOCK.findall(text))
    text = _blank(_blank(text, CODE), DOTTED)
    for found in _labelled(text, table):
        text = text[: found.start(1)] + "#" * len(found[1]) + text[found.end(1) :]
    text = SHORT_YEAR.sub(_full_years, _blank(text, CLOCK))
    found_figures = list(_figures(text, table))
    figures = {value for value, _, _ in found_figures}
    figures |= {Decimal(part) for day, _, year in days for part in (day, year)}
    units = table.get("units", {}).items()
    letters = text
    for _, start, end in found_figures:
        letters = letters[:start] + "#" * (end - start) + letters[end:]
    for form in (form for _, forms in units for form in forms if form[0].isalpha()):
        letters = re.sub(rf"\b{re.escape(form)}\b", lambda one: "#" * len(one[0]), letters)
    words = list(spelt.read(letters, table))
    also = {Decimal(str(value)) for word, value in _also(table) if has(text, word)}
    months = list(_months(text, table))
    dates = {(day, month) for at, month in months if (day := _day(text, *at))}
    return Numbers(
        frozenset(figures | {word.value for word in words} | also),
        frozenset(figures),
        frozenset(word.value for word in words if word.sure) - {UNCOUNTED},
        frozenset(dates | {(day, month) for day, month, _ in days}),
        frozenset({month for _, month in months} | {month for _, month, _ in days}),
        frozenset(unit for unit, forms in units if any(has(text, form) for form in forms)),
        frozenset(codes),
        clocks,
    )


def shown(value: Decimal) -> str:
    """A value as a person writes it."""
    return f"{value.normalize():f}"


def has(text: str, form: str) -> bool:
    """Whether a word or sign stands in a text, as a whole word."""
    left, right = (r"\b" if form[0].isalnum() else "", r"\b" if form[-1].isalnum() else "")
    form = spelt.spaced(form.replace("’", "'"))
    return re.search(rf"{left}{form}{right}", text.replace("’", "'"), re.IGNORECASE) is not None


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: "#" * len(found[0]), text)


def _full_years(found: re.Match[str]) -> str:
    return f"{found[1]}{found[3]}{found[1][:2]}{found[4]}" if found[4] > found[2] else found[0]


def _labelled(text: str, table: Table) -> Iterator[re.Match[str]]:
    """The numbers with a point that name a place in a text: `Article 5.2`, `version 2.1`."""
    names = "|".join(map(re.escape, table.get("numbered", ())))
    if names:
        yield from re.finditer(rf"\b(?:{names})\s(\d+\.\d+)(?![\d,])", text, re.IGNORECASE)


def _also(table: Table) -> Iterator[tuple[str, int]]:
    for word, values in table.get("also", {}).items():
        for value in values if isinstance(values, list) else [values]:
            yield word, value


def _figures(text: str, table: Table) -> Iterator[tuple[Decimal, int, int]]:
    """Numbers in figures, with the million or billion after them, and where they begin and end."""
    for found in _pattern(table.get("thousands", ","), table.get("decimal", ".")).finditer(text):
        whole = re.sub(r"\D", "", found[1])
        value = Decimal(f"{whole}.{found[2] or 0}")
        end = found.end()
        while power := _power(text, end, table):
            value, end = value * Decimal(10) ** power[0], power[1]
            for half in table.get("halves", ()):
                if after := re.compile(rf"\s{spelt.spaced(half)}\b").match(text, end):
                    value, end = value + Decimal(10) ** power[0] / 2, after.end()
        yield value, found.start(), end


def _power(text: str, at: int, table: Table) -> tuple[int, int] | None:
    """The power of ten that follows a figure, and where it ends; `5 m` is a length, `5m` five million."""
    for word, power in table.get("magnitudes", {}).items():
        gap = "" if len(word) == 1 and word.islower() else r"[ \u00a0\u202f\n-]?"
        if after := re.compile(rf"{gap}{re.escape(word)}(?!\w)").match(text, at):
            return power, after.end()
    return None


@lru_cache
def _pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    group = "[" + re.escape(thousands + "\u00a0\u202f\u2009") + "]"
    return re.compile(
        rf"(?<![\w{re.escape(decimal)}])(\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{re.escape(decimal)}(\d+))?"
    )


def _months(text: str, table: Table) -> Iterator[tuple[tuple[int, int], int]]:
    """Where each month's name begins and ends, and its number.

    A name that is another word too counts beside a figure, or after a word that leads to a month.
    """
    unsure: Iterable[str] = table.get("unsure-months", ())
    cues = "|".join(table.get("month-cues", ()))
    cued = rf"|\b(?:{cues})" if cues else ""
    beside = re.compile(rf"(?:\d{ENDING}{cued})\s$", re.IGNORECASE)
    for name, number in table.get("months", {}).items():
        case = re.IGNORECASE if name.islower() else re.NOFLAG
        for found in re.finditer(rf"\b{re.escape(name)}\b", text, case):
            sure = beside.search(text[: found.start()]) or re.match(r"\s\d", text[found.end() :])
            if name not in unsure or sure:
                yield found.span(), number


def _day(text: str, start: int, end: int) -> int:
    found = re.search(rf"(?<!\d)(\d{{1,2}}){ENDING}[ \u00a0\u202f]$", text[:start])
    after = re.match(r"[ \u00a0](\d{1,2})(?:[^\W\d_]{2})?\b(?![,.]?\d)", text[end:])
    return int(found[1]) if found else int(after[1]) if after else 0
