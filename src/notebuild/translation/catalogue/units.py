"""Give a catalogue's entries as units to a translator's tool, and take back what it returns."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polib

from notebuild.core.entry import ENTRY
from notebuild.core.model import Segment
from notebuild.core.problems import Location, Problem, nearest
from notebuild.sources import markdown
from notebuild.translation.catalogue.merge import confirm, difference, mark
from notebuild.translation.catalogue.po import (
    Catalogue,
    State,
    catalogue_of,
    entry_of,
    state_of,
    translatable,
)
from notebuild.translation.qa import marks


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of a catalogue as a tool sees it: two equal texts in one context are one unit."""

    id: str
    """The id of the first segment that has these words: unique in its note."""

    context: str
    source: str
    target: str
    state: State
    former: str = ""
    """The English that a stale translation was made from."""

    comment: str = ""
    """For the translator: section, kind, and the words that changed."""

    remarks: str | None = None
    """The translator's own, signed exceptions among them; None where the tool handed none back."""

    as_handed_out: bool = False
    """Whether a stale one still has the mark with which it was handed out: nobody has reviewed it."""

    line: int = 0
    """Where it stands in the file that it came from."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A catalogue after units were taken into it: how many changed it, and which could not be taken."""

    catalogue: Catalogue
    count: int
    problems: tuple[Problem, ...]


def units(catalogue: Catalogue, segments: Iterable[Segment]) -> tuple[Unit, ...]:
    """Return the entries of a catalogue that was brought up to date with these segments, in their order."""
    found: dict[tuple[str, str], Unit] = {}
    for segment in translatable(segments, catalogue):
        key = (segment.context, markdown.words(segment))
        entry = entry_of(segment, catalogue)
        if entry is None or key in found:
            continue
        found[key] = Unit(
            segment.id,
            segment.context,
            entry.msgid,
            entry.msgstr,
            state_of(entry),
            entry.previous_msgid or "",
            entry.comment,
            entry.tcomment,
        )
    return tuple(found.values())


def take(catalogue: Catalogue, segments: Iterable[Segment], handed: Iterable[Unit], shown: str) -> Taken:
    """Return the catalogue with the translations of the units whose English is still that of the text.

    The others are Problems at their line in the file `shown`, and change nothing. A review of a stale
    translation that lacks a key, a label or a block is taken and told, and the translation stays stale.
    A unit without a translation takes none away, one still to be reviewed replaces none that was
    translated meanwhile, and one without remarks leaves those of the catalogue.
    """
    segments = translatable(segments, catalogue)
    by_id = {segment.id: segment for segment in segments}
    kinds = {(segment.context, markdown.words(segment)): segment.kind for segment in segments}
    file = copy.deepcopy(catalogue.file)
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in reversed(file) if not entry.obsolete}
    count, problems, seen = 0, [], set()
    for unit in handed:
        named = by_id.get(unit.id)
        context = unit.context or (named.context if named else "")
        key = (context, unit.source)
        if key in seen:
            message, remedy = f"{unit.id} is in the file twice", "keep one of the two"
            problems.append(Problem(Location(shown, unit.line), message, remedy))
        elif key in entries:
            seen.add(key)
            is_review = state_of(entries[key]) == "stale" and unit.state == "translated"
            lost = _lost(unit, kinds.get(key, ""), shown) if is_review else []
            count += _renew(entries[key], unit, holds=not lost)
            problems += lost
        else:
            problems += _refused(unit, named, by_id, shown)
    return Taken(catalogue_of(catalogue.path, file, catalogue.found), count, tuple(problems))


def _lost(unit: Unit, kind: str, shown: str) -> list[Problem]:
    """Return a Problem for each key, label or block in which a unit's translation is not as its original."""
    found = marks.compare(unit.source, unit.target, kind) if unit.target else ()
    return [
        Problem(Location(shown, unit.line), f"translation of {unit.id} {one.message}", one.remedy)
        for one in found
        if one.severity == "error"
    ]


def _renew(entry: polib.POEntry, unit: Unit, *, holds: bool) -> bool:
    """Write a unit's translation, state and remarks into its entry; whether that changed anything.

    One that does not hold is no review of a stale one.
    """
    before = (entry.msgstr, entry.tcomment, state_of(entry))
    unfinished = unit.state == "stale" and (unit.as_handed_out or unit.target != entry.msgstr)
    if unit.target and not (unfinished and state_of(entry) == "translated"):
        entry.msgstr = unit.target
        if unit.state == "translated" and holds:
            confirm(entry)
        else:
            mark(entry, True)
    if unit.remarks is not None:
        entry.tcomment = unit.remarks
    return before != (entry.msgstr, entry.tcomment, state_of(entry))


def _refused(unit: Unit, named: Segment | None, known: dict[str, Segment], shown: str) -> Iterator[Problem]:
    at = Location(shown, unit.line)
    if named is None:
        message = f"{unit.id or 'a unit without an id'} is no segment of the note{nearest(unit.id, known)}"
        yield Problem(at, message, f"take the unit out, or hand the catalogue out again with {ENTRY} xliff")
        return
    change = difference(unit.source, markdown.words(named))
    message = f"the original of {unit.id} is another than in this file: {change}"
    yield Problem(at, message, f"hand the catalogue out again with {ENTRY} xliff, and translate it there")
