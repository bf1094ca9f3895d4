"""Read, write and search a PO file. Only this package knows how PO is stored."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

import polib

from notebuild.core import texts
from notebuild.core.characters import composed
from notebuild.core.entry import ENTRY
from notebuild.core.model import Segment
from notebuild.core.problems import Location, Problem
from notebuild.sources import markdown
from notebuild.sources.frontmatter_fields import CURRENT_CONTEXTS
from notebuild.translation.catalogue import form

VERSION = "X-Source-Version"
"""The header field that keeps the version last translated whole."""

State = Literal["translated", "stale", "missing"]

TRANSLATION = re.compile(r"\s*(?:#~\s*)?msgstr(?:\[0\])?[ \t]*\"", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue as read. The PO file in it is never changed: `update` works on a copy."""

    path: str
    """The path for people, in Problems."""

    found: bool
    """Whether there is such a file."""

    file: polib.POFile = field(repr=False)
    entries: Mapping[tuple[str, str], polib.POEntry] = field(repr=False)
    """The entries in use, by context and English text."""


def read(path: Path, shown: str) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Read the catalogue in a file, and what keeps it from being read.

    Where there is no file, an empty catalogue for the language that its name gives.
    """
    if not path.is_file():
        remedy = f"make it with {ENTRY} catalogue, then translate it"
        problem = Problem(Location(shown), "this catalogue is missing", remedy)
        return empty(shown, path.stem, path.parent.name), (problem,)
    unread = catalogue_of(shown, new_file(), True)
    if wrong := texts.misplaced(path, shown):
        return unread, (wrong,)
    try:
        text, problems = form.decoded(path.read_bytes(), shown)
    except OSError as fault:
        told = Problem(Location(shown), f"cannot be opened: {fault.strerror}", "let the project read it")
        return unread, (told,)
    return (unread, problems) if problems else _read(path, text, shown)


@lru_cache(maxsize=8)
def _read(path: Path, text: str, shown: str) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Read the same from the file's text; a build asks for one catalogue half a dozen times."""
    unread = catalogue_of(shown, new_file(), True)
    if bad := form.faults(text, shown):
        return unread, bad
    try:
        file = polib.pofile(str(path), wrapwidth=0, encoding="utf-8")
    except OSError as fault:
        line = re.search(r"line (\d+)", str(fault))
        where = Location(shown, int(line[1]) if line else 0)
        return unread, (Problem(where, form.UNREADABLE, form.MEND),)
    _number(file, text)
    for entry in file:  # a field's words keep their translation when the field is renamed
        entry.msgid, entry.msgstr = composed(entry.msgid), composed(entry.msgstr)
        entry.msgctxt = CURRENT_CONTEXTS.get(entry.msgctxt, entry.msgctxt)
    return catalogue_of(shown, file, True), tuple(_twice(file, shown))


def empty(shown: str, language: str, project: str) -> Catalogue:
    """Return a catalogue with a header and no entry. Poedit and Weblate fill in who translated it, and when."""
    file = new_file()
    file.metadata = {
        "Project-Id-Version": project,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return catalogue_of(shown, file, False)


def source_version(catalogue: Catalogue) -> str:
    """Return the last version of the note that this catalogue translated whole; empty if it never did."""
    return str(catalogue.file.metadata.get(VERSION, ""))


def with_version(catalogue: Catalogue, version: str) -> Catalogue:
    """Return the catalogue with the version that it translates whole in its header."""
    file = copy.deepcopy(catalogue.file)
    file.metadata[VERSION] = version
    return catalogue_of(catalogue.path, file, catalogue.found)


def write(catalogue: Catalogue) -> str:
    """Return the text of the PO file: a source line a line, never re-wrapped."""
    return str(catalogue.file).rstrip("\n") + "\n"


def translate(segments: Iterable[Segment], catalogue: Catalogue) -> tuple[Segment, ...]:
    """Return the segments with their words in the catalogue's language; those it lacks stay as they are.

    A stale translation is used too: whether it may be printed is for `states` and the note's policy.
    """
    return tuple(
        markdown.with_words(segment, entry.msgstr)
        if (entry := entry_of(segment, catalogue)) and entry.msgstr
        else segment
        for segment in segments
    )


def rows(segments: Iterable[Segment], catalogue: Catalogue) -> Iterator[tuple[int, Segment]]:
    """Yield each segment that the catalogue translates in its words, with the line of the translation."""
    for segment in segments:
        if (entry := entry_of(segment, catalogue)) and entry.msgstr:
            yield entry.linenum or 1, replace(segment, text=entry.msgstr)


def states(segments: Iterable[Segment], catalogue: Catalogue) -> Mapping[str, State]:
    """Return, for each segment that holds words, by id, whether it is translated, stale (fuzzy) or missing."""
    return {
        segment.id: state_of(entry_of(segment, catalogue)) for segment in translatable(segments, catalogue)
    }


def translatable(segments: Iterable[Segment], catalogue: Catalogue) -> tuple[Segment, ...]:
    """Return the segments that hold words, without those cells of figures that are left to the edition."""
    words = markdown.translatable(segments)
    return tuple(segment for segment in words if not is_left_to_edition(segment, catalogue))


def is_left_to_edition(segment: Segment, catalogue: Catalogue) -> bool:
    """Whether a segment is a cell of figures that the catalogue does not translate: the edition writes it."""
    entry = entry_of(segment, catalogue)
    return markdown.is_figures(segment) and not (entry and entry.msgstr)


def entry_of(segment: Segment, catalogue: Catalogue) -> polib.POEntry | None:
    """Return the entry of a segment; None where the catalogue has none, or there is nothing to translate."""
    if not segment.context:
        return None
    return catalogue.entries.get((segment.context, markdown.words(segment)))


def state_of(entry: polib.POEntry | None) -> State:
    """Whether an entry is translated, stale or missing."""
    if entry is None or not entry.msgstr:
        return "missing"
    return "stale" if entry.fuzzy else "translated"


def _number(file: polib.POFile, text: str) -> None:
    """Let each entry's line be that of its translation, where an editor goes to mend it."""
    lines = [text.count("\n", 0, match.end()) + 1 for match in TRANSLATION.finditer(text)]
    if len(lines) == len(file) + 1:
        lines = lines[1:]
    if len(lines) == len(file):
        for entry, line in zip(file, lines, strict=True):
            entry.linenum = line


def _twice(file: polib.POFile, shown: str) -> Iterator[Problem]:
    lines: dict[tuple[str, str], int] = {}
    for entry in file:
        key = (entry.msgctxt or "", entry.msgid)
        if entry.obsolete:
            continue
        if key in lines:
            yield Problem(
                Location(shown, entry.linenum or 0),
                f"{key[0]} is in the catalogue twice",
                f"keep one of the two; the other is on line {lines[key]}",
            )
        lines.setdefault(key, entry.linenum or 0)


def catalogue_of(shown: str, file: polib.POFile, found: bool) -> Catalogue:
    """Return a PO file as a catalogue; of two entries alike the first one counts."""
    used = {(entry.msgctxt or "", entry.msgid): entry for entry in reversed(file) if not entry.obsolete}
    return Catalogue(shown, found, file, used)


def new_file() -> polib.POFile:
    """Return a PO file without header or entries, that is never re-wrapped."""
    return polib.POFile(wrapwidth=0, encoding="utf-8")
