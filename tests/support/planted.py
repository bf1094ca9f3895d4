"""Reads the planted slips and the correct pairs under `tests/slips`, and measures the checks on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from houses import HOUSE, ROOT, TOOL
from notebuild.core import house
from notebuild.sources.markdown import markers
from notebuild.translation.qa import compare, termbase
from notebuild.translation.qa.disagreement import SIGNABLE, Disagreement

__all__ = ["HALVES", "SIGNABLE", "Pair", "faults", "is_found", "made", "pairs", "slips"]

FOLDER = ROOT / "tests" / "slips"
HALVES = {
    "tuned": ("pairs.txt", "slips.txt", "fr-FR"),
    "fresh": ("fresh-pairs.txt", "fresh-slips.txt", "fr-FR"),
    "German": ("german-pairs.txt", "german-slips.txt", "de-DE"),
}
"""The half on which the checks were tuned, the one written afterwards, and a few in another language: the
files of correct pairs and of planted slips, and the language of the translations."""

SIGNS = {"¶": "\n\n", "⏎": "\n", "␣": " "}


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation; `kind` is the check that must speak, or what the pair is about."""

    number: int
    kind: str
    original: str
    translation: str
    language: str


def pairs(half: str) -> Iterator[Pair]:
    """The correct pairs of a half."""
    return _read(HALVES[half][0], HALVES[half][2])


def slips(half: str) -> Iterator[Pair]:
    """The planted slips of a half."""
    return _read(HALVES[half][1], HALVES[half][2])


def _read(name: str, language: str) -> Iterator[Pair]:
    """The pairs of a file, numbered from 1 in its order."""
    kind, number, first = "", 0, ""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") or not line:
            first = ""
        elif not first and line.startswith("[") and line.endswith("]") and line[1:-1].isalpha():
            kind = line[1:-1]
        elif not first:
            first = line
        else:
            number += 1
            yield Pair(number, kind, _text(first), _text(line), language)
            first = ""


def _text(line: str) -> str:
    for sign, meant in SIGNS.items():
        line = line.replace(sign, meant)
    return line


@cache
def _aids(language: str) -> tuple[house.Profile, house.Profile, termbase.Terms]:
    english, other = (
        house.read_profile(TOOL / "profiles" / f"{name}.toml", name) for name in ("en-GB", language)
    )
    name = f"terms.{language[:2]}.toml"
    base, problems = termbase.read_terms(HOUSE / name, f"styles/{name}")
    assert base.entries and not problems, problems
    return english, other, base


def faults(pair: Pair) -> tuple[Disagreement, ...]:
    """What the checks say of a pair, with the profiles and the term base of the tests' house."""
    english, other, base = _aids(pair.language)
    tables = (english.numbers, other.numbers)
    kind = "heading" if pair.kind == "capitals" else "paragraph"
    given = (tables, base, other.quotes, other.capitals)
    return compare.compare(pair.original, pair.translation, kind, *given)


def is_found(pair: Pair) -> bool:
    """Whether the check that must speak of a planted slip does."""
    return any(fault.kind == pair.kind for fault in faults(pair))


MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
WORDS = "deux trois quatre cinq six sept huit dix onze douze quinze seize vingt trente quarante".split()


def made(half: str) -> Iterator[Pair]:
    """One slip after another in every correct pair: a figure, a month, a number word, a name, a mark changed."""
    for pair in pairs(half):
        for kind, words in _slips(pair.translation):
            yield Pair(pair.number, kind, pair.original, words, pair.language)


def _slips(text: str) -> Iterator[tuple[str, str]]:
    bare = markers.without_marks(text)

    def put(start: int, end: int, words: str) -> str:
        return text[:start] + words + text[end:]

    for found in re.finditer(r"\d(?=[\d.,]*)", bare):
        yield "figure", put(*found.span(), str((int(found[0]) + 3) % 10))
    for name, words in (("month", MONTHS), ("word", WORDS)):
        for found in re.finditer(rf"\b(?:{'|'.join(words)})\b", bare):
            yield name, put(*found.span(), words[(words.index(found[0]) + 4) % len(words)])
    for found in re.finditer(r"\b[A-Z]{3,}\b", bare):
        yield "acronym", put(*found.span(), found[0][::-1] if found[0] != found[0][::-1] else "XYZ")
    for found in re.finditer(r"[«»]", bare):
        yield "quote", put(*found.span(), "")
    for found in re.finditer(r"(?<=\w) (?=\w)", bare):
        yield "space", put(*found.span(), "  ")
        break
