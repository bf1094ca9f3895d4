"""Reads the planted slips and the correct pairs under `tests/slips`, and measures the checks on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from notebuild import house
from notebuild.catalogue import agreement, terms
from notebuild.catalogue.agreement import Fault

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "slips"
SIGNS = {"¶": "\n\n", "⏎": "\n", "␣": " "}


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation; `kind` is the check that must speak, or what the pair is about."""

    number: int
    kind: str
    original: str
    translation: str

    @property
    def half(self) -> str:
        """Odd numbers are the half on which the checks were tuned; even ones were held back."""
        return "odd" if self.number % 2 else "even"


def pairs(name: str) -> Iterator[Pair]:
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
            yield Pair(number, kind, _text(first), _text(line))
            first = ""


def _text(line: str) -> str:
    for sign, meant in SIGNS.items():
        line = line.replace(sign, meant)
    return line


@cache
def _aids() -> tuple[house.Profile, house.Profile, terms.Terms]:
    english, french = (
        house.read_profile(ROOT / "styles" / "profiles" / f"{name}.toml", name) for name in ("en-GB", "fr-FR")
    )
    base, problems = terms.read_terms(ROOT / "styles" / "terms.fr.toml", "styles/terms.fr.toml")
    assert not problems, problems
    return english, french, base


def faults(pair: Pair) -> tuple[Fault, ...]:
    """What the checks say of a pair, with the profiles and the term base of this project."""
    english, french, base = _aids()
    tables = (english.numbers, french.numbers)
    return agreement.compare(pair.original, pair.translation, "paragraph", tables, base, french.quotes)


def is_found(pair: Pair) -> bool:
    """Whether the check that must speak of a planted slip does."""
    return any(fault.sort == pair.kind for fault in faults(pair))
