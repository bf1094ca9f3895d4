"""Read the numbers, dates and units of a text, by its language's table of number words.

The tables stand in the profiles under `styles/`, so that a new language is a new file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from notebuild.translation.qa import number_words, numerals
from notebuild.translation.qa.number_words import Spelt, Table
from notebuild.translation.qa.numerals import Place

Tables = tuple[Table, Table]
"""The tables of the original's language and of the translation's."""

UNCOUNTED = Decimal(1)
"""One: an article or a pronoun in most languages, so that no word for it need be answered."""

CODE = re.compile(r"\b[A-Z]+-?\d+\b")
DOTTED = re.compile(r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w.])")
FULL_HOUR = re.compile(r"\b(\d{1,2}):00\b")
"""An hour without minutes, which is a number in the other language: 15:00, 15 h."""

CLOCK = re.compile(r"\b(\d{1,2})(?::|[ \u00a0\u202f]?h[ \u00a0\u202f]?)(\d{2})(?!\d)")
SHORT_YEAR = re.compile(r"\b((?:1[0-9]|20)(\d\d))(--|[–/-])(\d\d)(?!\d|[.,/-]\d)")
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
NUMERIC = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
"""A date in figures, the day first."""

SIGN = 6
"""How far before a figure its unit's sign is looked for, in characters: US$ 5."""

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

    either: frozenset[tuple[Decimal, Decimal]]
    """Values and what they may stand for: the 1.2 of `1.2 to 1.3 billion`, the three of `three decades`."""

    counted: frozenset[tuple[str, str]]
    """What stands beside its unit or year: (7, year), (5000000000, dollar), (month 5, 2024)."""

    tally: tuple[Decimal, ...]
    """Every number in figures, as often as it stands there."""

    def stands_for(self, value: Decimal) -> frozenset[Decimal]:
        """Return a value, and what else it may mean where it stands."""
        return frozenset({value, *(other for one, other in self.either if one == value)})


_CACHE: dict[int, tuple[Table, Table, dict[str, Numbers]]] = {}
"""By `id(table)`: the table, kept so that its id is not reused; the same with compounds; what was read by it."""


def read(text: str, table: Table) -> Numbers:
    """Return the numbers of a text in the language of a table; marks must have been taken out of it.

    A text is read once a table: while somebody translates, all the others stay as they were.
    """
    if len(_CACHE) > 16:
        _CACHE.clear()
    if id(table) not in _CACHE:
        _CACHE[id(table)] = table, number_words.with_compounds(table), {}
    _, full_table, numbers_by_text = _CACHE[id(table)]
    if text not in numbers_by_text:
        numbers_by_text[text] = _read(text, full_table)
    return numbers_by_text[text]


def _read(text: str, table: Table) -> Numbers:
    """Read dates, codes and hours first and blank them, then figures, then words: none is counted twice."""
    phrases, text = number_words.phrases(text.replace("’", "'"), table)
    days = list(_numeric_days(text))
    text = _blank(_blank(text, NUMERIC), ISO)
    labelled = list(numerals.labelled(text, table))
    codes = {*CODE.findall(text), *DOTTED.findall(text), *(match[1] for match in labelled)}
    dotted = _dotted((*table.get("morning", ()), *table.get("afternoon", ())))
    text = dotted.sub(lambda match: match[0].replace(".", ":", 1), text)
    text = FULL_HOUR.sub(lambda match: f"{match[1]:>{len(match[0])}}", text)
    found = [(int(hour), int(minutes)) for hour, minutes in CLOCK.findall(text)]
    clocks = {(hour % 12, minutes) for hour, minutes in found}
    text = _blank(_blank(text, CODE), DOTTED)
    for match in numerals.labelled(text, table):
        text = text[: match.start(1)] + "#" * len(match[1]) + text[match.end(1) :]
    text = SHORT_YEAR.sub(_full_years, _blank(text, CLOCK))
    places = list(numerals.read(text, table))
    words = [*phrases, *number_words.read(_letters(text, places, table), table)]
    figures = {value for value, _, _, _ in places}
    figures |= {Decimal(part) for day, _, year in days for part in (day, year)}
    also = {Decimal(str(value)) for word, value in _also(table) if has(text, word)}
    either = {*numerals.elided(text, places), *_multiples(text, words, table), *_hours(text, table)}
    months = list(_months(text, table))
    dates = {(day, month) for at, month in months if (day := _day(text, *at))}
    units = table.get("units", {}).items()
    return Numbers(
        values=frozenset(
            figures
            | {word.value for word in words}
            | also
            | {other for _, other in either}
            | {value for clock in found for value in _said(*clock)}
        ),
        figures=frozenset(figures),
        words=frozenset(word.value for word in words if word.sure) - {UNCOUNTED},
        dates=frozenset(dates | {(day, month) for day, month, _ in days}),
        months=frozenset({month for _, month in months} | {month for _, month, _ in days}),
        units=frozenset(unit for unit, forms in units if any(has(text, form) for form in forms)),
        codes=frozenset(codes),
        clocks=frozenset(clocks),
        either=frozenset(either),
        counted=frozenset({*_counted(text, places, words, table), *_dated(text, months)}),
        tally=tuple(value for value, _, _, _ in places),
    )


def _numeric_days(text: str) -> Iterator[tuple[int, int, str]]:
    """Give day, month and year of each date that is all in figures."""
    days = [(int(match[1]), int(match[3]), match[4]) for match in NUMERIC.finditer(text)]
    days += [(int(match[3]), int(match[2]), match[1]) for match in ISO.finditer(text)]
    return (day for day in days if 1 <= day[0] <= 31 and 1 <= day[1] <= 12)


def _letters(text: str, places: Iterable[Place], table: Table) -> str:
    """Return the text, as long as before, with its figures and the names of its units blank."""
    letters = _without(text, places)
    for form in (form for forms in table.get("units", {}).values() for form in forms):
        if form[0].isalpha() and has(text, form):
            letters = _blank(letters, number_words.whole(form))
    return letters


def shown(value: Decimal) -> str:
    """Return a value as a person writes it."""
    return f"{value.normalize():f}"


def has(text: str, form: str) -> bool:
    """Whether a word or sign stands in a text, as a whole word."""
    form = form.replace("’", "'")
    if form.isalnum():
        return form.lower() in _words(text)
    return number_words.whole(form).search(text) is not None


@lru_cache(maxsize=8)
def _words(text: str) -> frozenset[str]:
    """Return the whole words of a text in small letters: to ask for one is quicker than to search for it."""
    return frozenset(re.findall(r"\w+", text.lower()))


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: "#" * len(match[0]), text)


def _without(text: str, places: Iterable[Place]) -> str:
    """Return the text with its figures blank, as long as before."""
    letters = list(text)
    for _, start, end, _ in places:
        letters[start:end] = "#" * (end - start)
    return "".join(letters)


def _full_years(found: re.Match[str]) -> str:
    return f"{found[1]}{found[3]}{found[1][:2]}{found[4]}" if found[4] > found[2] else found[0]


def _also(table: Table) -> Iterator[tuple[str, int]]:
    for word, values in table.get("also", {}).items():
        for value in values if isinstance(values, list) else [values]:
            yield word, value


def _counted(
    text: str, places: Sequence[Place], words: Sequence[Spelt], table: Table
) -> Iterator[tuple[str, str]]:
    """Yield each number with the unit or the span of time beside it; one word may stand between them."""
    ends = [(value, start, end) for value, start, end, _ in places]
    ends += [(word.value, -1, word.end) for word in words if word.end]
    for unit, forms in {**table.get("units", {}), **table.get("spans", {})}.items():
        before, after = _beside(tuple(forms))
        for value, start, end in ends:
            if after.match(text, end) or (start >= 0 and before.search(text[max(0, start - SIGN) : start])):
                yield shown(value), unit


@cache
def _beside(forms: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern that finds a unit before a number, where it is a sign, and after it."""
    signs = "|".join(re.escape(form) for form in forms if not form[0].isalpha()) or "(?!)"
    names = "|".join(map(number_words.spaced, forms))
    return (
        re.compile(rf"(?:{signs})\s?$"),
        re.compile(rf"[\s-]?(?:[^\W\d_]+['\s-]\s?)?(?:{names})(?!\w)", re.IGNORECASE),
    )


YEAR = re.compile(r"(?:\s\d{1,2}(?:[^\W\d_]{2})?,)?\s(\d{4})(?!\d)")


def _dated(text: str, months: Sequence[tuple[tuple[int, int], int]]) -> Iterator[tuple[str, str]]:
    """Yield each month with the year that follows it."""
    for (_, end), month in months:
        if year := YEAR.match(text, end):
            yield f"month {month}", year[1]


def _multiples(text: str, words: Sequence[Spelt], table: Table) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield numbers in letters that may count a word of several: three decades, thirty years."""
    for word, times in table.get("multiples", {}).items():
        if has(text, word):
            yield from ((one.value, one.value * times) for one in words if one.value < times)


def _said(hour: int, minutes: int) -> Iterator[Decimal]:
    """Yield how a time may be said in another language: 17 h 30 is half past five, 5.30 and 17.30."""
    for counted in {hour, hour % 12, hour % 12 + 12}:
        yield Decimal(counted)
        yield Decimal(f"{counted}.{minutes:02}")


@cache
def _dotted(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds a time with a point before the word for its half of the day: 5.30 p.m."""
    words = "|".join(map(re.escape, names)) or "(?!)"
    return re.compile(rf"(?<![\d.])\d{{1,2}}\.[0-5]\d(?=\s?(?:{words})(?!\w))")


def _hours(text: str, table: Table) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield hours of the afternoon, which may be counted from midnight: 8 p.m., 20 hours."""
    for match in _afternoon(tuple(table.get("afternoon", ()))).finditer(text):
        for hour in filter(None, match.groups()):
            yield Decimal(hour), Decimal(hour) + 12


@cache
def _afternoon(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds a number before one of these names, and the one from which it counts: 6 to 7 p.m."""
    words = "|".join(map(re.escape, names)) or "(?!)"
    return re.compile(rf"(?<!\d)(?:(\d{{1,2}})\s?[^\s\d]{{1,3}}\s?)?(?<!\d)(\d{{1,2}})\s?(?:{words})(?!\w)")


def _months(text: str, table: Table) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield where each month's name begins and ends, and its number.

    A name that is another word too counts beside a figure, or after a word that leads to a month.
    """
    unsure: Iterable[str] = table.get("unsure-months", ())
    cues = "|".join(table.get("month-cues", ()))
    cued = rf"|\b(?:{cues})" if cues else ""
    beside = re.compile(rf"(?:\d{ENDING}{cued})[\s-]$", re.IGNORECASE)
    for name, number in table.get("months", {}).items():
        if name.isalnum() and name.lower() not in _words(text):
            continue
        case = re.IGNORECASE if name.islower() else re.NOFLAG
        for match in re.finditer(rf"\b{re.escape(name)}\b", text, case):
            sure = beside.search(text[: match.start()]) or re.match(r"\s\d", text[match.end() :])
            if name not in unsure or sure:
                yield match.span(), number


def _day(text: str, start: int, end: int) -> int:
    match = re.search(rf"(?<!\d)(\d{{1,2}}){ENDING}[ \u00a0\u202f]$", text[:start])
    after = re.match(r"[ \u00a0](\d{1,2})(?:[^\W\d_]{2})?\b(?![,.]?\d)", text[end:])
    return int(match[1]) if match else int(after[1]) if after else 0
