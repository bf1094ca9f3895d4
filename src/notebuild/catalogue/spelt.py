"""Takes a text and its language's table of number words; gives the numbers that are written in letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Table = Mapping[str, Any]

HALF = "½"
"""Stands for what a table lists under `halves`, beside a million or billion."""

WORD = re.compile(r"[^\W\d_]+|½")
LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Spelt:
    """A number in letters; it is `sure` unless its only word may mean something else."""

    value: Decimal
    sure: bool = True


def read(text: str, table: Table) -> Iterator[Spelt]:
    """The numbers in letters: phrases first, then runs of number words, then Roman ordinals."""
    text = text.replace("’", "'")
    for phrase, value in sorted(table.get("phrases", {}).items(), key=lambda row: -len(row[0])):
        pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)".replace(r"\ ", r"\s+"), re.IGNORECASE)
        if pattern.search(text):
            yield Spelt(Decimal(str(value)))
            text = pattern.sub(lambda found: "#" * len(found[0]), text)
    yield from _runs(_halved(text.lower(), table), table)
    for value in _roman(text, table):
        yield Spelt(value)


def _halved(text: str, table: Table) -> str:
    """The text with `two and a half million` and `deux millions et demi` made ready to be summed."""
    times = "|".join(map(re.escape, table.get("multipliers", {})))
    for half in table.get("halves", ()):
        word = re.escape(half).replace(r"\ ", r"\s+")
        text = re.sub(rf"\b{word}(?=\s(?:{times})\b)|(?<=\S)(?<!\d)\b{word}\b(?<=\S)", HALF, text)
    return text


class _Sum:
    """The run of number words that is being read."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.total = self.current = self.last = Decimal(0)

    def end(self, table: Table) -> Iterator[Spelt]:
        """The number read so far, if there is one; then nothing."""
        if self.words and self.words != [HALF]:
            unsure = table.get("unsure-words", ())
            sure = len(self.words) > 1 or self.words[0] not in unsure
            yield Spelt(self.total + self.current, sure)
        self.__init__()  # type: ignore[misc]


def _runs(text: str, table: Table) -> Iterator[Spelt]:
    """Runs of number words, joined as the language joins them."""
    simple, times = table.get("cardinals", {}), table.get("multipliers", {})
    ordinals, join = table.get("ordinals", {}), table.get("joins", [])
    run, at = _Sum(), 0
    for found in WORD.finditer(text):
        word, between = found[0], text[at : found.start()]
        part = ordinals.get(word) or (table.get("also", {}).get(word) if between in {"-", "‑"} else None)
        known = word in simple or word in times or word in ordinals or word == HALF
        known = known or bool(run.words and isinstance(part, int))
        if run.words and word in join and not between.strip():
            continue
        glued = between in {"-", "‑"} or between.strip(" \u00a0\u202f\n") in {"", *join}
        if run.words and (not known or not glued):
            yield from run.end(table)
        at = found.end()
        if not known:
            continue
        if word == HALF:
            half = Decimal("0.5")
            run.total, run.current = run.total + half * run.last, run.current + half * (not run.last)
        elif word in times:
            run.current = max(Decimal(1), run.current) * times[word]
            if times[word] >= 1000:
                run.total, run.current, run.last = run.total + run.current, Decimal(0), Decimal(times[word])
        elif word in simple:
            value = simple[word]
            if value == 20 and run.current % 10 == 4 and table.get("scores"):
                run.current += 76
            elif not run.current or run.current >= 100 or _joined(run.current, value, between):
                run.current += value
            else:
                yield from run.end(table)
                run.current = Decimal(value)
        else:
            if run.current % 10:
                yield from run.end(table)
            run.current += part
        run.words.append(word)
    yield from run.end(table)


def _joined(current: Decimal, value: int, between: str) -> bool:
    """Whether tens and ones make one number: by a hyphen, or a word, as in `soixante et onze`."""
    if between in {"-", "‑"}:
        return True
    return bool(between.strip()) and current >= 20 and value in (1, 11)


def _roman(text: str, table: Table) -> Iterator[Decimal]:
    """Ordinals in Roman figures, as some languages write centuries: XXe."""
    for ending in table.get("roman-ordinals", ()):
        for found in re.finditer(rf"\b([IVX]+|[IVXLC]{{2,}}){re.escape(ending)}(?!\w)", text):
            values = [LETTERS[letter] for letter in found[1]]
            pairs = zip(values, [*values[1:], 0], strict=True)
            yield Decimal(sum(-value if value < later else value for value, later in pairs))
