"""Check a note's catalogue against its segments: what the translation lacks, lost or added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import polib

from notebuild.core.entry import ENTRY
from notebuild.core.model import Segment
from notebuild.core.problems import Location, Problem, nearest
from notebuild.sources import markdown
from notebuild.sources.frontmatter_fields import BY_NAME, FIELDS, printed
from notebuild.sources.markdown.field_values import LONGEST_LINE
from notebuild.translation.catalogue.merge import difference
from notebuild.translation.catalogue.po import Catalogue, entry_of, state_of, translatable
from notebuild.translation.qa import compare
from notebuild.translation.qa.disagreement import SIGNABLE, UNSIGNABLE, Disagreement, signed
from notebuild.translation.qa.numbers import Tables
from notebuild.translation.qa.termbase import Terms
from notebuild.translation.qa.wording import Quotes

SHOWN = 60
"""How much of an English text a Problem repeats, in characters."""

TITLES = {field.context for field in FIELDS if field.identifies and field.printed_as}
"""Contexts of the fields of the front matter that are titles, as headings are."""

LINES = {BY_NAME[name].context for name in printed("inlines")}
"""Contexts of the fields that print on a line or a few, as long as the note's own may be."""

LONGEST_PASSAGE = 50_000
"""Characters in a passage, from which on an engine would take minutes for it."""

FEWEST = 5
"""From how many translated passages a catalogue is said to be of another text, and not just out of date."""

NAMED = 3
"""How many missing segments a warning names."""


@dataclass(frozen=True, slots=True)
class Aids:
    """What a language brings to the comparison; without one of them that comparison is not made."""

    tables: Tables | None = None
    terms: Terms | None = None
    quotes: Quotes | None = None
    capitals: str = ""


def check(
    segments: Iterable[Segment],
    catalogue: Catalogue,
    tables: Tables | None = None,
    *,
    lenient: bool = False,
    terms: Terms | None = None,
    quotes: Quotes | None = None,
    capitals: str = "",
) -> tuple[Problem, ...]:
    """Tell every fault of a translation, at its line of the catalogue, naming the segment.

    `tables` are the number tables of the original's profile and of the catalogue's; without them numbers
    are not compared. So with `terms`, the term base of the translation's language, `quotes`, its profile's
    pairs of quotation marks, and `capitals`, how it writes titles. When `lenient`, what is stale is worth
    a warning only, and what is missing one for all: the edition says so itself. Nothing is said of a
    catalogue that is not there: `read` says that.
    """
    if not catalogue.found:
        return ()
    aids = Aids(tables, terms, quotes, capitals)
    problems: list[Problem] = []
    missing: list[tuple[str, int]] = []
    line, seen = 1, set()
    for segment in translatable(segments, catalogue):
        entry = entry_of(segment, catalogue)
        key = (segment.context, markdown.words(segment))
        line = (entry.linenum or line) if entry else line
        if key not in seen:
            seen.add(key)
            faults = _faults(segment, entry, Location(catalogue.path, line), aids)
            if lenient and state_of(entry) == "missing":
                missing.append((segment.id, line))
            elif lenient and state_of(entry) == "stale":
                problems += [replace(fault, severity="warning") for fault in faults]
            else:
                problems += faults
    if missing:
        count = f"{len(missing)} segments have" if len(missing) > 1 else "a segment has"
        more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
        message = f"{count} no translation: {', '.join(id for id, _ in missing[:NAMED])}{more}"
        at = Location(catalogue.path, missing[0][1])
        problems.append(Problem(at, message, "translate what readers should not miss", "warning"))
    return tuple(problems)


def foreign(segments: Iterable[Segment], catalogue: Catalogue) -> tuple[Problem, ...]:
    """Tell of a catalogue that translates another text: it has words, and none of them, nor a section, is of this."""
    kept = [entry for entry in catalogue.entries.values() if entry.msgstr]
    held = list(markdown.translatable(segments))
    contexts = {segment.context for segment in held if not segment.context.startswith("meta:")}
    words = {markdown.words(segment) for segment in held}
    if len(kept) < FEWEST or any(entry.msgctxt in contexts or entry.msgid in words for entry in kept):
        return ()
    message = f"a catalogue of another text: none of its {len(kept)} passages is of this note"
    remedy = f"put the note's own catalogue in its place, or move this one away and run {ENTRY} catalogue"
    return (Problem(Location(catalogue.path), message, remedy),)


def _faults(segment: Segment, entry: polib.POEntry | None, at: Location, aids: Aids) -> Iterator[Problem]:
    words = markdown.words(segment)
    state = state_of(entry)
    if entry is None or state == "missing":
        remedy = "translate it" if entry else f"run {ENTRY} catalogue, then translate it"
        yield Problem(at, f"{segment.id} has no translation: {_beginning(words)}", remedy)
        return
    if state == "stale":
        was = entry.previous_msgid
        change = f": {difference(was, words)}" if was else f": {_beginning(words)}"
        file = PurePosixPath(at.path)
        name = f"{file.parent.name}.{file.stem}"
        remedy = (
            f"run {ENTRY} catalogue, mend the translation and take the word fuzzy out of its flags; "
            f"if it still holds: {ENTRY} accept {name} {segment.id}"
        )
        yield Problem(at, f"the original of {segment.id} has changed{change}", remedy)
    most = LONGEST_LINE if segment.context in LINES else LONGEST_PASSAGE
    if len(entry.msgstr) > most:
        message = f"translation of {segment.id} is longer than {most} characters"
        yield Problem(at, message, "shorten it, or part it as the original is")
    for word in sorted(signed(entry.tcomment) - {*SIGNABLE, *UNSIGNABLE}):
        remedy = f"sign with {', '.join(SIGNABLE)}"
        message = f"{segment.id} signs an exception to {word}, which is no check{nearest(word, SIGNABLE)}"
        yield Problem(at, message, remedy, "warning")
    for disagreement in _disagreements(segment, entry, aids):
        message = f"translation of {segment.id} {disagreement.message}"
        yield Problem(at, message, disagreement.remedy, disagreement.severity)


def holds(segment: Segment, catalogue: Catalogue) -> bool:
    """Whether a segment's translation could stand for it: it keeps its keys, calls and blocks."""
    entry = entry_of(segment, catalogue)
    return entry is not None and all(
        disagreement.severity != "error" for disagreement in _disagreements(segment, entry, Aids())
    )


def _disagreements(segment: Segment, entry: polib.POEntry, aids: Aids) -> Iterator[Disagreement]:
    signed_kinds = signed(entry.tcomment)
    words = markdown.words(segment)
    kind = "heading" if segment.context in TITLES else segment.kind
    given = (aids.tables, aids.terms, aids.quotes, aids.capitals)
    for fault in compare.compare(words, entry.msgstr, kind, *given):
        is_unsignable = fault.severity == "error" and fault.kind in UNSIGNABLE
        if is_unsignable or fault.kind not in signed_kinds:
            yield fault


def _beginning(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]} …"
