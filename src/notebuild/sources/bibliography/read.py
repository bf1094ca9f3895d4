"""Read a BibTeX file as sources, and tell what is wrong with it at its lines."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from notebuild.core.model import Source
from notebuild.core.problems import Location, Problem, Severity
from notebuild.sources.bibliography import exports, inherited, latex, rules, vocabulary
from notebuild.sources.bibliography.delimiters import braced
from notebuild.sources.bibliography.faults import FieldProblem

if TYPE_CHECKING:
    from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock

_KEY = re.compile(r"\w(?:[\w:.#$%&+?<>~/-]*\w)?")
"""A key that `@key` can call in a manuscript (pandoc's citation keys)."""


def read(
    path: Path, shown: str, used: Collection[str] | None = None
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Read the sources of a BibTeX file in its order, and what is wrong with it.

    Of two entries with one key the first is kept. `shown` is the path as Problems print it. Where `used`
    holds the keys that the notes use, what is wrong inside any other entry is a warning: an export holds
    a whole library, and what is not printed stops nothing.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return (), (Problem(Location(shown), "this file is missing", "make it, even if it is empty"),)
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        return (), (
            Problem(
                Location(shown, line),
                "this line is not UTF-8",
                "save the file in the encoding UTF-8",
            ),
        )
    return parsed(braced(text), shown, None if used is None else frozenset(used))


def parsed(
    text: str, shown: str, used: frozenset[str] | None = None
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Read the text of a file as `read` does."""
    sources, problems = _parsed(text, shown)
    return sources, tuple(
        problem if used is None or key in used else replace(problem, severity="warning")
        for key, problem in problems
    )


def needed(sources: Iterable[Source], cited: Collection[str]) -> frozenset[str]:
    """Return the keys of the entries that are cited, and of those that they take from or name."""
    by_key = {source.key: source for source in sources}
    found: set[str] = set()
    waiting = list(cited)
    while waiting:
        key = waiting.pop()
        if key not in found and key in by_key:
            found.add(key)
            fields = by_key[key].fields
            for name in ("crossref", "xref", "related", "entryset"):
                waiting += [other.strip() for other in fields.get(name, "").split(",")]
    return frozenset({*found, *cited, ""})


@lru_cache(maxsize=1)
def _parsed(text: str, shown: str) -> tuple[tuple[Source, ...], tuple[tuple[str, Problem], ...]]:
    """Return the sources, and each Problem with the key of the entry it lies in, or "" where the file is meant.

    Kept, since each edition's check asks again.
    """
    found = tuple(_blocks(text, shown))
    problems = [
        ("", one) if isinstance(one, Problem) else one for one in found if not isinstance(one, Source)
    ]
    return (
        tuple(one for one in found if isinstance(one, Source)),
        tuple(sorted(problems, key=itemgetter(1))),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The file's lines, counted from 0 as bibtexparser counts them."""

    path: str
    text: list[str]

    def location(self, line: int, word: str) -> Location:
        """Return where a field's name or an entry's key stands; not in the entry's type."""
        row = self.text[line]
        found = re.search(rf"(?<![\w@]){re.escape(word)}(?!\w)", row, re.I) if word else None
        return Location(self.path, line + 1, found.start() + 1 if found else row.find("@") + 1)

    def problem(
        self, line: int | None, word: str, message: str, remedy: str, severity: Severity = "error"
    ) -> Problem:
        return Problem(self.location(line or 0, word), message, remedy, severity)


def _blocks(text: str, shown: str) -> Iterator[Source | Problem | tuple[str, Problem]]:
    # Imported here: the task graph loads this module, and must not wait for a parser.
    from bibtexparser import model
    from bibtexparser.splitter import Splitter

    # What it would log are the failed blocks, which become Problems.
    logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)
    lines = _Lines(shown, text.split("\n"))
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
                yield lines.problem(block.start_line, block.key, str(fault), "define it above this line")
        elif isinstance(block, model.ParsingFailedBlock):
            yield _broken(block, lines)
        elif isinstance(block, model.ImplicitComment):
            yield from _stray(block, lines)
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
    entry: Entry, lines: _Lines, strings: Mapping[str, str], entries: dict[str, _Entry]
) -> Iterator[Problem]:
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
    yield from problems
    entries[key] = _Entry(kind, start, fields, places, frozenset(unread))


def _sources(entries: Mapping[str, _Entry], lines: _Lines) -> Iterator[Source | tuple[str, Problem]]:
    """Yield the sources with what they take from other entries, and what is wrong with each, by its key."""
    own = {key: (entry.kind, entry.fields) for key, entry in entries.items()}
    told: set[str] = set()
    for key, entry in entries.items():
        if entry.kind in vocabulary.UNCITED:
            continue
        taken, unfound = inherited.fields(key, own)
        fields, problems = exports.tidied(entry.kind, taken)
        for name, other in unfound:
            message = f"{name} names {other}, which is no other entry of this file"
            problems.append(FieldProblem(name, message, "correct the key, or take the field out"))
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


def _broken(block: ParsingFailedBlock, lines: _Lines) -> Problem:
    start = block.start_line or 0
    head = re.match(r"\s*@(\w+)\s*[{(]\s*([^\s,={}]*)", lines.text[start][lines.text[start].find("@") :])
    name = (head[2] or f"this @{head[1]}") if head else "this entry"
    reason = getattr(block.error, "abort_reason", "")
    if "block start" in reason or "end of file" in reason or "found `@" in reason:
        where = latex.unclosed(block.raw or "", start)
        return lines.problem(
            start,
            name,
            f"{name} is never closed and would swallow what follows it",
            f"look for a missing }} or quotation mark in line {where + 1} or at the entry's end",
        )
    if "comma after entry key" in reason:
        return lines.problem(
            start,
            name,
            f"no comma follows the key {name}",
            f"write @{head[1] if head else 'misc'}{{{name},",
        )
    match = re.search(r"entry key `([^`]*)`", reason)
    what = match[1].split()[0] if match and match[1] else ""
    line = next((n for n, row in enumerate(lines.text[start:], start) if what and what in row), start)
    return lines.problem(
        line,
        what,
        f"{name} cannot be read: {what or 'something'} is followed by no = and value",
        "write each field as name = {value}, with a comma after it",
    )


def _stray(block: ImplicitComment, lines: _Lines) -> Iterator[Problem]:
    """Tell of text between entries that has a field in it: a comment to BibTeX, it is a part cut off."""
    for number, row in enumerate(block.comment.split("\n"), block.start_line or 0):
        field = re.search(r"([\w-]+)\s*=\s*[{\"\d]", row)
        if field and not row.lstrip().startswith("%"):
            yield lines.problem(
                number,
                field[1],
                f"{row.strip(' ,')[:60]} belongs to no entry: a brace closes the entry before it",
                "take out the } that is one too many",
            )
            return
