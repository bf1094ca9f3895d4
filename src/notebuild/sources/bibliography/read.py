"""Read a BibTeX file as sources, and tell what is wrong with it at its lines."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from notebuild.core.model import Source
from notebuild.core.problems import Location, Problem, Severity
from notebuild.sources.bibliography import latex, rules

if TYPE_CHECKING:
    from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock

_KEY = re.compile(r"\w(?:[\w:.#$%&+?<>~/-]*\w)?")
"""A key that `@key` can call in a manuscript (pandoc's citation keys)."""


def read(path: Path, shown: str) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Read the sources of a BibTeX file in its order, and what is wrong with it.

    Of two entries with one key the first is kept. `shown` is the path as Problems print it.
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
    return parsed(text.replace("\r\n", "\n"), shown)


@lru_cache(maxsize=1)
def parsed(text: str, shown: str) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Read the text of a file as `read` does; kept, since each edition's check asks again."""
    found = tuple(_blocks(text, shown))
    return (
        tuple(one for one in found if isinstance(one, Source)),
        tuple(sorted(one for one in found if isinstance(one, Problem))),
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


def _blocks(text: str, shown: str) -> Iterator[Source | Problem]:
    # Imported here: the task graph loads this module, and must not wait for a parser.
    from bibtexparser import model
    from bibtexparser.splitter import Splitter

    # What it would log are the failed blocks, which become Problems.
    logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)
    lines = _Lines(shown, text.split("\n"))
    strings, first = dict(latex.MONTHS), dict[str, int]()
    for block in Splitter(text).split().blocks:
        while isinstance(block, model.DuplicateFieldKeyBlock | model.DuplicateBlockKeyBlock):
            assert block.ignore_error_block  # told below, field by field and key by key
            block = block.ignore_error_block
        if isinstance(block, model.String):
            try:
                strings[block.key.lower()] = latex.resolved(block.value, strings)
            except ValueError as fault:
                yield lines.problem(block.start_line, block.key, str(fault), "define it above this line")
        elif isinstance(block, model.ParsingFailedBlock):
            yield _broken(block, lines)
        elif isinstance(block, model.ImplicitComment):
            yield from _stray(block, lines)
        elif isinstance(block, model.Entry):
            yield from _entry_read(block, lines, strings, first)


def _entry_read(
    entry: Entry, lines: _Lines, strings: Mapping[str, str], first: dict[str, int]
) -> Iterator[Source | Problem]:
    start, key, kind = entry.start_line or 0, entry.key, entry.entry_type.lower()
    if not key:
        yield lines.problem(start, "@", f"an entry @{kind} has no key", f"write @{kind}{{key, …")
        return
    if not _KEY.fullmatch(key):
        yield lines.problem(start, key, f"no note can cite the key {key}", "use letters, digits and hyphens")
    if lines.text[start].lstrip().startswith("%"):
        yield lines.problem(
            start,
            "@",
            f"{key} is behind a % sign, but BibTeX reads it all the same",
            "delete the entry, or the sign",
        )
    if key in first:
        yield lines.problem(
            start,
            key,
            f"{key} is defined twice, first in line {first[key] + 1}",
            "delete one, or give it another key",
        )
        return
    first[key] = start
    fields: dict[str, str] = {}
    places: dict[str, int | None] = {}
    unread: dict[str, str] = {}
    for field in entry.fields:
        name = field.key.lower()
        if name in places:
            yield lines.problem(
                field.start_line, field.key, f"{key} has the field {name} twice", "keep one of them"
            )
            continue
        places[name] = field.start_line
        try:
            fields[name] = latex.resolved(field.value, strings)
        except ValueError as fault:
            unread[name] = key
            yield lines.problem(
                field.start_line,
                field.key,
                f"{name} of {key}: {fault}",
                f"write {name} = {{…}} and a comma",
            )
    for wrong in rules.problems(kind, key, fields, unread):
        place = places.get(wrong.field, start)
        yield lines.problem(place, wrong.field or key, wrong.message, wrong.remedy, wrong.severity)
    yield Source(key, kind, fields, lines.location(start, "@"))


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
