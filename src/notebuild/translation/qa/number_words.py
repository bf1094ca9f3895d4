"""Read the numbers that a text writes in letters, by its language's table of number words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

Table = Mapping[str, Any]

HALF = "½"
"""Stands for what a table lists under `halves`, where it stands beside a million or a billion."""

HYPHENS = frozenset("-‑")
WORD = re.compile(r"[^\W\d_]+|½")
LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

Token = tuple[str, str, int]
"""A word, what stands between it and the word before, and where it ends."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A number in letters, and where it ends; it is `sure` unless its only word may mean something else."""

    value: Decimal
    end: int = 0
    sure: bool = True


def with_compounds(table: Table) -> Table:
    """Return a table with the numbers that its language writes in one word, ones before tens: einundzwanzig.

    `glue` is what it writes between them; a table without it stays as it is.
    """
    if not (glue := table.get("glue")):
        return table
    ones = {word: value for word, value in table["cardinals"].items() if 0 < value < 10}
    compounds = {
        name: {
            f"{one}{glue}{ten}": count + value
            for one, count in ones.items()
            for ten, value in table[name].items()
            if 20 <= value < 100
        }
        for name in ("cardinals", "ordinals")
    }
    return {**table, **{name: {**words, **table[name]} for name, words in compounds.items()}}


def read(text: str, table: Table) -> Iterator[Spelt]:
    """Yield the numbers in letters: runs of number words, then Roman ordinals."""
    for run in _runs(_halved(text.lower(), table), table):
        yield from _sums(run, table)
    for ordinal in _roman(text, table):
        yield Spelt(ordinal)


def phrases(text: str, table: Table) -> tuple[list[Spelt], str]:
    """Return what the table's phrases say, the longest first, and the text with those phrases blank."""
    found = []
    for phrase, value in sorted(table.get("phrases", {}).items(), key=lambda row: -len(row[0])):
        pattern = whole(phrase)
        if pattern.search(text):
            found.append(Spelt(Decimal(str(value))))
            text = pattern.sub(lambda one: "#" * len(one[0]), text)
    return found, text


@cache
def whole(form: str) -> re.Pattern[str]:
    """Return a pattern that finds a word, phrase or sign as a whole, in any case; apostrophes must be straight."""
    left, right = (r"(?<!\w)" if form[0].isalnum() else "", r"(?!\w)" if form[-1].isalnum() else "")
    return re.compile(rf"{left}{spaced(form)}{right}", re.IGNORECASE)


@cache
def spaced(phrase: str) -> str:
    """Return a pattern for a phrase, whose spaces may be of any sort and number."""
    return r"\s+".join(map(re.escape, phrase.split()))


def _halved(text: str, table: Table) -> str:
    """Return the text, as long as before, with `two and a half million` and its like made ready to be summed."""
    for pattern in _halves(tuple(table.get("halves", ())), tuple(table.get("multipliers", {}))):
        text = pattern.sub(lambda match: HALF.ljust(len(match[0])), text)
    return text


@cache
def _halves(forms: tuple[str, ...], multipliers: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return a pattern that finds a half before a million, or after one."""
    times = "|".join(map(re.escape, multipliers)) or "$"
    return tuple(
        re.compile(pattern)
        for half in map(spaced, forms)
        for pattern in (
            rf"\b{half}(?=\s(?:{times})\b)",
            *(rf"(?<=\b{word}\s){half}\b" for word in times.split("|")),
        )
    )


def _runs(text: str, table: Table) -> Iterator[list[Token]]:
    """Yield number words that stand together, joined as the language joins them."""
    joins = table.get("joins", [])
    run: list[Token] = []
    at = 0
    for match in WORD.finditer(text):
        word, between = match[0], text[at : match.start()]
        if run and word in joins and not between.strip():
            continue
        glued = between in HYPHENS or between.strip(" \u00a0\u202f\n") in {"", *joins}
        known = word == HALF or any(word in table.get(name, ()) for name in COUNTED)
        known = known or bool(run and between in HYPHENS and _ends(run[-1][0], word, table))
        if run and not (known and glued):
            yield run
            run = []
        if known:
            run.append((word, between, match.end()))
        at = match.end()
    if run:
        yield run


COUNTED = ("cardinals", "multipliers", "ordinals")


def _ends(tens: str, word: str, table: Table) -> bool:
    """Whether an ambiguous word ends a compound number: "second" in twenty-second."""
    value = table.get("also", {}).get(word)
    return isinstance(value, int) and value < 10 and table.get("cardinals", {}).get(tens, 0) >= 20


def _sums(run: Sequence[Token], table: Table) -> Iterator[Spelt]:
    """Yield the numbers of a run: most often one, but `twenty, five` and `one-third` are two."""
    simple, times, ordinals, also = (table.get(name, {}) for name in (*COUNTED, "also"))
    total = current = last = Decimal(0)
    sure = len(run) > 1 or run[0][0] not in table.get("unsure-words", ())
    begun, last_end = False, 0
    for word, between, end in run:
        if word == HALF:
            total, current = total + last / 2, current + (0 if last else Decimal("0.5"))
        elif word in times and not current and 0 < last < times[word]:  # mille milliards
            total, last = total * times[word], Decimal(times[word])
        elif word in times:
            current = max(Decimal(1), current) * times[word]
            if times[word] >= 1000:
                total, current, last = total + current, Decimal(0), Decimal(times[word])
        elif word in simple and current % 10 == 4 and simple[word] == 20 and table.get("scores"):
            current += 76
        else:
            value = simple[word] if word in simple else ordinals.get(word) or also[word]
            if word in simple:
                fits = not current or current >= 100 or _joined(current, value, between)
            else:
                fits = not current % 10
            if begun and not fits:
                yield Spelt(total + current, last_end)
                total = current = last = Decimal(0)
            current += value
        begun, last_end = True, end
    yield Spelt(total + current, last_end, sure)


def _joined(current: Decimal, value: int, between: str) -> bool:
    """Whether tens and ones make one number: by a hyphen, or a word, as in `soixante et onze`."""
    return between in HYPHENS or (bool(between.strip()) and current >= 20 and value in (1, 11))


def _roman(text: str, table: Table) -> Iterator[Decimal]:
    """Yield ordinals in Roman figures, as some languages write centuries: XXe."""
    for ending in table.get("roman-ordinals", ()):
        for match in re.finditer(rf"\b([IVX]+|[IVXLC]{{2,}}){re.escape(ending)}(?!\w)", text):
            values = [LETTERS[letter] for letter in match[1]]
            pairs = zip(values, [*values[1:], 0], strict=True)
            yield Decimal(sum(-value if value < later else value for value, later in pairs))
