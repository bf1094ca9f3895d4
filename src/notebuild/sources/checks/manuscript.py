"""Check a note's text and its folder as the author wrote them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from notebuild.core.labels import FOOTNOTE
from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location, Problem, nearest
from notebuild.sources import markdown
from notebuild.sources.checks import (
    blocks,
    footnote_calls,
    foreign_marks,
    latex,
    links,
    lists,
    pasted,
    pictures,
    pull_quotes,
    tables,
)
from notebuild.sources.markdown import inlines, markers
from notebuild.sources.markdown.markers import Mark

SENTENCE = re.compile(r"(?<=[.!?…])[\"'’”)\]]*\s+(?=[\"'‘“(\[]*[^\W\d_a-z])")
RAW_BLOCK = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*(\{=[^}\n]*\})")
WORDLESS = frozenset({"front-matter", "markup", "comment"})
"""Kinds of segment that print nothing by themselves."""

SHORTEST = 6
"""Words in a sentence from which on its standing twice is no accident."""

ONCE = frozenset({"paragraph", "list-item", "footnote", "quote"})
"""Kinds in which a sentence should not come back; a pull quote repeats on purpose."""


def check(note: Note, folder: Path) -> tuple[Problem, ...]:
    """Tell of every fault of the English source that does not need the bibliography, in source order."""
    everything = [*note.fields, *note.segments]
    marked = [(segment.kind, markdown.marks(segment)) for segment in everything]
    marks = [mark for _, found in marked for mark in found]
    problems = [
        *_name(note),
        *_empty(note),
        *_labels(marks),
        *links.check(note, marks),
        *footnote_calls.check(note),
        *(
            fault
            for kind, found in marked
            for fault in inlines.faults((mark for mark in found if mark.kind != "attributes"), kind)
        ),
        *(fault for text, where in links.braces(note) for fault in inlines.attributes(text[1:-1], where)),
        *_brackets(note),
        *_raw_blocks(note.segments),
        *pictures.check(note, folder),
        *_twice(note.segments),
        *pull_quotes.check(note),
        *pasted.check(note),
        *blocks.check(note),
        *lists.check(note),
        *latex.check(note),
    ]
    formulas = foreign_marks.formulas(note)
    problems = [
        problem for problem in problems if not any(begin <= problem.location < end for begin, end in formulas)
    ]
    problems += foreign_marks.check(note)
    others = tables.others(note)
    problems = [problem for problem in problems if problem.location.line not in others]
    return tuple(sorted({*problems, *tables.check(note)}))


def _name(note: Note) -> Iterator[Problem]:
    """Check the note's folder, which names its files and their addresses."""
    bare = unicodedata.normalize("NFKD", note.name).encode("ascii", "ignore").decode().lower()
    fit = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", note.name):
        message = f'the folder "{note.name}" names files that cannot stand in an address as they are'
        remedy = f"call it {fit or 'by a name'} of letters, digits and hyphens"
        yield Problem(Location(note.path), message, remedy, "warning")


def _empty(note: Note) -> Iterator[Problem]:
    """Tell of a note without a text."""
    if not any(segment.kind not in WORDLESS and segment.text.strip() for segment in note.segments):
        line = markdown.join(note.segments).rstrip().count("\n") + 1
        yield Problem(Location(note.path, line, 1), "the note has no text", "write it below the front matter")


def _labels(marks: Iterable[Mark]) -> Iterator[Problem]:
    """Check calls and definitions of footnotes: one of each for every label."""
    marks = list(marks)
    calls, definitions = _by_value(marks, "label"), _by_value(marks, "definition")
    for label, found in calls.items():
        if label not in definitions:
            yield Problem(
                found[0].location,
                f"footnote [^{label}] is called but never defined{nearest(label, definitions)}",
                f'define it with "[^{label}]: …" on a line of its own, or remove the call',
            )
        for again in found[1:]:
            yield Problem(
                again.location,
                f"footnote [^{label}] is called twice",
                f"a note has one call (line {found[0].location.line}); "
                f"refer to it again with [](#{FOOTNOTE}{label})",
            )
    for label, found in definitions.items():
        if label not in calls:
            yield Problem(
                found[0].location,
                f"footnote [^{label}] is defined but never called{nearest(label, calls)}",
                f"call it with [^{label}] where it belongs, or take the definition out",
            )
        for again in found[1:]:
            yield Problem(
                again.location,
                f"footnote [^{label}] is defined twice",
                f"keep one definition; the other is on line {found[0].location.line}",
            )


def _brackets(note: Note) -> Iterator[Problem]:
    """Tell of square brackets without their match, in what an edition prints."""
    for segment in (*note.fields, *markdown.translatable(note.segments)):
        if segment.kind != "code":
            yield from inlines.unpaired(segment.text, segment.location)


def _raw_blocks(segments: Iterable[Segment]) -> Iterator[Problem]:
    """Tell of fenced blocks of raw code (```{=html}); no edition lets one through."""
    for segment in segments:
        if segment.kind == "code" and (match := RAW_BLOCK.match(segment.text)):
            where = markers.place(segment.text, match.start(1), segment.location)
            yield Problem(where, f"raw code {match[1]}", "say it in Markdown")


def _twice(segments: Iterable[Segment]) -> Iterator[Problem]:
    """Tell of a sentence that stands in the note a second time."""
    first: dict[str, int] = {}
    for segment in segments:
        if segment.kind not in ONCE:
            continue
        bare, at = markers.without_marks(segment.text), 0
        for sentence in [*SENTENCE.finditer(bare), None]:
            end = sentence.start() if sentence else len(bare)
            words = re.findall(r"\w+", bare[at:end].lower())
            key = " ".join(words)
            start = at + len(bare[at:end]) - len(bare[at:end].lstrip())
            at = sentence.end() if sentence else end
            if len(words) < SHORTEST:
                continue
            where = markers.place(segment.text, start, segment.location)
            if key in first:
                yield Problem(
                    where,
                    f"this sentence stands twice: {' '.join(bare[start:end].split()[:SHORTEST])} …",
                    f"say it once; the other is on line {first[key]}",
                    "warning",
                )
            first.setdefault(key, where.line)


def _by_value(marks: Iterable[Mark], kind: str) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.kind == kind:
            found.setdefault(mark.value, []).append(mark)
    return found
