"""Read a BibTeX file as sources, and tell what is wrong with it at its lines."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from notebuild.core import texts
from notebuild.core.characters import composed
from notebuild.core.files import system_fault
from notebuild.core.model import Source
from notebuild.core.problems import Location, Problem
from notebuild.sources.bibliography import exports, foreign, inherited, latex, rules, vocabulary
from notebuild.sources.bibliography.broken import Lines, broken, signs, stray
from notebuild.sources.bibliography.delimiters import braced
from notebuild.sources.bibliography.faults import FieldProblem
from notebuild.sources.bibliography.kept import Told, lenient

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_KEY = re.compile(r"[^{}\s]+")
"""A key that `@{key}` can call in a manuscript (pandoc's citation keys)."""


def read(
    path: Path, shown: str, used: Collection[str] | None = None
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Read the sources of a BibTeX file in its order, and what is wrong with it.

    Of two entries with one key the first is kept. `shown` is the path as Problems print it. Where `used`
    holds the keys that the notes use, what is wrong inside any other entry is a warning: an export holds
    a whole library, and what is not printed stops nothing.
    """
    sources, problems = told(path, shown)
    return sources, lenient(problems, used)


def told(path: Path, shown: str) -> tuple[tuple[Source, ...], tuple[Told, ...]]:
    """Read a file as `read` does; each Problem with the key of the entry it lies in, or "" where the file is meant."""
    if wrong := texts.misplaced(path, shown):
        return (), (("", wrong),)
    try:
        text = composed(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        missing = Problem(Location(shown), "this file is missing", "make it, even if it is empty")
        return (), (("", missing),)
    except OSError as fault:
        return (), (("", system_fault(fault, path)),)
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        remedy = "save the file in the encoding UTF-8"
        return (), (("", Problem(Location(shown, line), "this line is not UTF-8", remedy)),)
    if unfinished := texts.conflict(text, shown):
        return (), (("", unfinished),)
    if other := foreign.fault(text, shown):
        return (), (("", other),)
    return _parsed(braced(text), shown)


def parsed(text: str, shown: str) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Read the text of a file as `read` does."""
    sources, problems = _parsed(text, shown)
    return sources, lenient(problems, None)


def _parsed(text: str, shown: str) -> tuple[tuple[Source, ...], tuple[Told, ...]]:
    found = (*_blocks(text, shown), *signs(text, shown))
    problems = [
        ("", one) if isinstance(one, Problem) else one for one in found if not isinstance(one, Source)
    ]
    return (
        tuple(one for one in found if isinstance(one, Source)),
        tuple(sorted(problems, key=itemgetter(1))),
    )


def _blocks(text: str, shown: str) -> Iterator[Source | Problem | tuple[str, Problem]]:
    # Imported here: the task graph loads this module, and must not wait for a parser.
    from bibtexparser import model
    from bibtexparser.splitter import Splitter

    # What it would log are the failed blocks, which become Problems.
    logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)
    lines = Lines(shown, text.split("\n"))
    strings, entries = dict(latex.MONTHS), dict[str, _Entry]()
    for block in Splitter(text).split().blocks:
        while isinstance(block, model.DuplicateFieldKeyBlock | model.DuplicateBlockKeyBlock):
            assert block.ignore_error_block  # told below, field by field and key by key
            block = block.ignore_error_block
        if isinstance(block, model.String):
            try:
                strings[block.key.lower()] = re.sub(
                    r"\s+", " ", latex.resolved(block.value.rstrip(" ,"), strings)
                )
            except ValueError as fault:
                strings[block.key.lower()] = ""  # what uses it is not at fault
                remedy = "define it above this line"
                if "longer" in str(fault):
                    remedy = "write the words themselves; names of names double each other"
                yield lines.problem(block.start_line, block.key, str(fault), remedy)
        elif isinstance(block, model.ParsingFailedBlock):
            yield broken(block, lines)
        elif isinstance(block, model.ImplicitComment):
            yield from stray(block, lines)
        elif isinstance(block, model.Entry):
            yield from _entry_read(block, lines, strings, entries)
    yield from _sources(entries, lines)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as it stands in the file, before it takes anything from others."""

    kind: str
    line: int
    fields: Mapping[str, str]
    """Its values as typed, white space and all."""

    places: Mapping[str, int | None]
    unread: frozenset[str]
    """The names of the fields that have no value that could be read."""


def _entry_read(
    entry: Entry, lines: Lines, strings: Mapping[str, str], entries: dict[str, _Entry]
) -> Iterator[Problem | tuple[str, Problem]]:
    """Put an entry among those of the file, and tell what is wrong with it as a piece of BibTeX."""
    start, key, kind = entry.start_line or 0, entry.key, entry.entry_type.lower()
    if not key:
        yield lines.problem(start, "@", f"an entry @{kind} has no key", f"write @{kind}{{key, …", "warning")
        return
    if not _KEY.fullmatch(key):
        message, remedy = f"no note can cite the key {key}", "use letters, digits and hyphens"
        yield lines.problem(start, key, message, remedy, "warning")
    if lines.text[start].lstrip().startswith("%"):
        yield lines.problem(
            start,
            "@",
            f"{key} is behind a % sign, but BibTeX reads it all the same",
            "delete the entry, or the sign",
        )
    fields: dict[str, str] = {}
    places: dict[str, int | None] = {}
    unread: set[str] = set()
    problems: list[Problem] = []
    for field in entry.fields:
        name = field.key.lower()
        if name in places:
            message, remedy = f"{key} has the field {name} twice", "keep one of them"
            problems.append(lines.problem(field.start_line, field.key, message, remedy))
            continue
        places[name] = field.start_line
        try:
            fields[name] = latex.resolved(field.value, strings)
        except ValueError as fault:
            unread.add(name)
            message, remedy = f"{name} of {key}: {fault}", f"write {name} = {{…}} and a comma"
            problems.append(lines.problem(field.start_line, field.key, message, remedy))
    if first := entries.get(key):
        is_same = (first.kind, first.fields) == (kind, fields)
        yield lines.problem(
            start,
            key,
            f"{key} is defined twice, first in line {first.line + 1}",
            "delete one, or give it another key",
            "warning" if is_same else "error",
        )
        return
    yield from ((key, problem) for problem in problems)
    entries[key] = _Entry(kind, start, fields, places, frozenset(unread))


def _sources(entries: Mapping[str, _Entry], lines: Lines) -> Iterator[Source | tuple[str, Problem]]:
    """Yield the sources with what they take from other entries, and what is wrong with each, by its key."""
    wholes = inherited.resolved({key: (entry.kind, entry.fields) for key, entry in entries.items()})
    told: set[str] = set()
    for key, entry in entries.items():
        if entry.kind in vocabulary.UNCITED:
            continue
        taken, unfound = wholes[key]
        fields, problems = exports.tidied(entry.kind, taken)
        for name, other in unfound:
            message = f"{name} names {other}, which is no other entry of this file"
            remedy = "correct the key, or take the field out"
            if other == key:
                message = f"{name} names the entry itself"
            elif other in entries:
                message = f"{name} leads to {other}, and on and on, or back to {key}"
                remedy = (
                    "take the field out of one of the entries: a part names its whole, not the whole its part"
                )
            problems.append(FieldProblem(name, message, remedy))
        said = {name for name, value in taken.items() if latex.bare(value)}  # "n.d." is an answer too
        problems += rules.problems(entry.kind, key, fields, said | entry.unread)
        for wrong in problems:
            field = wrong.field if wrong.field in entry.places else _typed(wrong.field, entry.places)
            if wrong.kind in told or (wrong.field and not field and wrong.field in taken):
                continue  # told once a file, or at the entry that it was taken from
            told |= {wrong.kind} - {""}
            place = entry.places.get(field, entry.line)
            yield key, lines.problem(place, field or key, wrong.message, wrong.remedy, wrong.severity)
        yield Source(key, entry.kind, fields, lines.location(entry.line, "@"))


def _typed(name: str, places: Mapping[str, int | None]) -> str:
    """Return the name under which a field was typed, or nothing: year for date, hyphenation for langid."""
    names = {"date": "year", **{new: old for old, new in vocabulary.ALIASES.items() if old in places}}
    return names.get(name, "") if names.get(name) in places else ""
