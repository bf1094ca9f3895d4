"""Find the names, terms and acronyms that lack their agreed form in a translation.

The forms stand in a term base under `styles/`, one for each language: TOML tables with any name, and in
them each English term with the list of its forms. What stands in round brackets inside a word may be
absent: `peacekeeper(s)`. A form that begins with a small letter may begin with a capital in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from notebuild.core import house
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.translation.qa.disagreement import Disagreement

WORD = re.compile(r"\w")
ACRONYM = re.compile(r"(?<![\w-])([A-Z]{2,})s?(?![\w$€£])")


@dataclass(frozen=True, slots=True)
class Terms:
    """A term base: each English term with its forms, and a pattern that finds the longest of them."""

    entries: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pattern: re.Pattern[str] = re.compile("(?!)")
    """What finds any term, the longest first."""

    places: Mapping[str, int] = field(default_factory=dict)
    """Each spelling of a term, as `_plainly` gives it, to the place of its entry."""


def read_terms(path: Path, shown: str) -> tuple[Terms, tuple[Problem, ...]]:
    """Read a term base and what is wrong with its file; a language without one has no terms to keep."""
    if not path.exists():
        return Terms(), ()
    try:
        tables = house.load(path, shown)
    except NotebuildError as fault:
        return Terms(), fault.problems
    lines = path.read_text(encoding="utf-8").splitlines()
    rows: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for name, table in tables.items():
        if not isinstance(table, dict):
            at = Location(shown, _line(lines, name))
            problems.append(Problem(at, f"{name} stands outside a table", "put it under a [heading]"))
            continue
        for term, forms in table.items():
            if wrong := _wrong(term, forms, term in rows):
                at = Location(shown, _line(lines, term, again=term in rows))
                problems.append(Problem(at, *wrong))
            else:
                rows[term] = tuple(forms)
    return _base(rows), tuple(problems)


def _wrong(term: str, forms: Any, again: bool) -> tuple[str, str] | None:
    """Return what is wrong with a row, and its remedy."""
    if again:
        return f"{term} stands in two tables", "keep one of the two"
    if not (
        isinstance(forms, list) and forms and all(isinstance(form, str) and form.strip() for form in forms)
    ):
        return f"{term} has no list of forms", f'write {term} = ["…"], with each form between quotation marks'
    for text in (term, *forms):
        if re.sub(r"\([^()]+\)", "", text).count("(") or re.sub(r"\([^()]+\)", "", text).count(")"):
            return (
                f"{text} has brackets that do not close",
                "close them around the letters that may be absent",
            )
    return None


def _line(lines: list[str], term: str, again: bool = False) -> int:
    numbers = [
        number
        for number, line in enumerate(lines, 1)
        if re.match(rf"\s*[\"']?{re.escape(term)}[\"']?\s*=", line)
    ]
    return numbers[-1 if again else 0] if numbers else 0


def _base(rows: dict[str, tuple[str, ...]]) -> Terms:
    """Return the rows with their patterns, the longest term first: `Western Armenia` is not `Armenia`."""
    entries = sorted(rows.items(), key=lambda row: (-len(row[0]), row[0]))
    if not entries:
        return Terms()
    terms = "|".join(_pattern(term) for term, _ in entries)
    places: dict[str, int] = {}
    for at, (term, _) in enumerate(entries):
        for spelling in _spellings(_plainly(term)):
            places.setdefault(spelling, at)
    return Terms(tuple(entries), re.compile(rf"(?<!\w)(?:{terms})(?![\w$€£])"), places)


def _spellings(term: str) -> list[str]:
    """Return a term with and without what may be absent, its first letter small and large."""
    head, *rest = re.split(r"\((.+?)\)", term)
    found = [head]
    for absent, always in zip(rest[::2], rest[1::2], strict=True):
        found = [said + more + always for said in found for more in ("", absent)]
    return [*found, *(said[:1].upper() + said[1:] for said in found)]


def _plainly(words: str) -> str:
    """Return words with the plain space, apostrophe and hyphen, of which a text may have others."""
    return " ".join(words.split()).replace("’", "'").replace("‑", "-")


def _stands(forms: tuple[str, ...], text: str) -> bool:
    """Whether any of an entry's forms stands in a text; most often one does, letter for letter."""
    for form in forms:
        at = text.find(form)
        around = text[max(0, at - 1) : at] + text[at + len(form) : at + len(form) + 1]
        if at >= 0 and not WORD.search(around):
            return True
    return _any(forms).search(text) is not None


@cache
def _any(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of an entry's forms."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, forms))})(?!\w)")


def _pattern(form: str) -> str:
    """Return a pattern that finds a form: with any space or apostrophe, letters that may be absent, any first case."""
    out = re.escape(form)
    out = re.sub(r"\\\((.+?)\\\)", r"(?:\1)?", out)
    out = out.replace(r"\ ", r"\s+").replace(r"\-", "[-‑]")
    out = re.sub("['’]", "['’]", out)
    return f"[{out[0]}{out[0].upper()}]{out[1:]}" if out[0].islower() else out


def found(text: str, base: Terms) -> Iterator[tuple[str, int]]:
    """Yield the terms of the base in an English text, as they stand there, each with the index of its entry."""
    for one in base.pattern.finditer(text):
        yield one[0], base.places[_plainly(one[0])]


def compare(original: str, translation: str, base: Terms) -> Iterator[Disagreement]:
    """Tell of the terms and acronyms of an English text whose form is not in the translation; marks taken out."""
    said: set[int] = set()
    for words, entry in found(original, base):
        if entry in said or _stands(base.entries[entry][1], translation):
            continue
        said.add(entry)
        sort = "acronyms" if ACRONYM.fullmatch(words) else "terms"
        forms = " or ".join(plain(form) for form in base.entries[entry][1])
        yield _warning(sort, f"lacks {' '.join(words.split())}", f"write {forms}")
    rest = base.pattern.sub(lambda one: " " * len(one[0]), original)
    if original.isupper() and len(original.split()) > 1:
        return
    for acronym in sorted({one[1] for one in ACRONYM.finditer(rest)}):
        if not re.search(rf"(?<!\w){acronym}(?!\w)", translation):
            yield _warning(
                "acronyms", f"lacks {acronym}", f"write {acronym}, or put it in the term base with its form"
            )


def plain(form: str) -> str:
    """Return a form as a person writes it, with what may be absent left out."""
    return re.sub(r"\([^()]*\)", "", form)


def _warning(kind: str, message: str, remedy: str) -> Disagreement:
    return Disagreement(kind, message, f"{remedy}, or sign the change with # ok: {kind}", "warning")
