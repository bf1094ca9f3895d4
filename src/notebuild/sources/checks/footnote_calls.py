"""Check that every call and key of a note can become a footnote, and the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location, Problem
from notebuild.sources import markdown
from notebuild.sources.checks import call_sites
from notebuild.sources.markdown import inlines, markers
from notebuild.sources.markdown.markers import Mark

NO_CALLS = {"heading": "a heading", "caption": "a caption", "alt": "the words of an image"}
NO_CALLS["metadata"] = "the front matter"
SILENT = frozenset({"code", "comment", "front-matter", "markup"})
"""Kinds of segment that hold no words of the author's."""

CALLS = frozenset({"label", "inline-note"})
BRACED = re.compile(r"@\{[^{}\n]*\}")
"""What looks like a key in braces."""

GLUED = re.compile(r"(?<=[\w.])(?<!\.\.\.)@(?:\w(?:[\w:-]|\.(?=\d))*)(?![\w:-]|\.\w)")
"""What looks like a key directly after a word, or after a stop; in an e-mail address a domain with a stop follows."""

SPACED = re.compile(r"\[\^([^\]\[^\n]*[ \t\n^][^\]\[\n]*|)\]")
"""What looks like a call and is none for pandoc: a label with a space or a `^` in it, or without a letter."""

INDENTED = re.compile(r"[ \t>]*?(?: {4}|\t)[ \t]*\S")


def check(note: Note) -> tuple[Problem, ...]:
    """Tell of calls where none may be, in notes and in links, labels that are none, notes without a text."""
    problems = []
    for segment in (*note.fields, *note.segments):
        marks = markdown.marks(segment)
        problems += [*_misplaced(segment, marks), *inlines.calls_in_links(marks), *_spaced(segment, marks)]
        if segment.kind not in SILENT:
            problems += [*_no_keys(segment, marks), *call_sites.check(segment.text, marks, segment.kind)]
    return (*problems, *_empty(note))


def _misplaced(segment: Segment, marks: Sequence[Mark]) -> Iterator[Problem]:
    for mark in marks:
        if segment.kind in NO_CALLS and mark.kind in {*CALLS, "key"}:
            remedy = 'move it to the text, or under a caption into "::: source"'
            yield Problem(mark.location, f"{mark.text} in {NO_CALLS[segment.kind]}", remedy)
        elif segment.kind == "footnote" and mark.kind in CALLS:
            remedy = "say it in this note, or call the other one from the text"
            yield Problem(mark.location, f"{_short(mark.text)} in a note, which can call no other", remedy)


def _spaced(segment: Segment, marks: Sequence[Mark]) -> Iterator[Problem]:
    if segment.kind in {"code", "comment", "front-matter"}:
        return
    hidden = [mark for mark in marks if mark.kind in {"code", "comment"}]
    for match in SPACED.finditer(segment.text):
        at = match.start()
        escaped = segment.text[:at].endswith("\\")
        if not escaped and not any(one.start <= at < one.start + len(one.text) for one in hidden):
            where = markers.place(segment.text, at, segment.location)
            fit = "-".join(re.split(r"[\s^]+", match[1].strip(" \t\n^"))) or "label"
            remedy = f"write [^{fit}], here and where it is called or defined"
            yield Problem(where, f"{_short(match[0])} is no label and prints as it is", remedy)


def _no_keys(segment: Segment, marks: Sequence[Mark]) -> Iterator[Problem]:
    """Tell of what looks like a key in braces and is none for pandoc."""
    keys = {mark.start + mark.text.index("@") for mark in marks if mark.kind == "key"}
    hidden = [
        mark for mark in marks if mark.kind in {"code", "comment", "link", "image", "address", "attributes"}
    ]
    for match in BRACED.finditer(segment.text):
        at = match.start()
        escaped = segment.text[:at].endswith("\\")
        if at in keys or escaped or any(one.start <= at < one.start + len(one.text) for one in hidden):
            continue
        where = markers.place(segment.text, at, segment.location)
        remedy = "give the source a key without spaces and braces, here and in bibliography.bib"
        yield Problem(where, f"{_short(match[0])} is no key and prints as it is", remedy)
    for match in GLUED.finditer(segment.text):
        at = match.start()
        if at not in keys and not any(one.start <= at < one.start + len(one.text) for one in hidden):
            where = markers.place(segment.text, at, segment.location)
            remedy = "put a space before it, or a backslash if it is meant as it stands"
            yield Problem(where, f"{match[0]} is no citation here and prints as it is", remedy)


def _empty(note: Note) -> Iterator[Problem]:
    """Tell of definitions without a text: pandoc takes the next paragraph for it."""
    lines = markdown.join(note.segments).split("\n")
    for segment in note.segments:
        for mark in markdown.marks(segment):
            if mark.kind != "definition":
                continue
            number = mark.location.line
            rest = lines[number - 1][mark.location.column - 1 + len(mark.text) :]
            after = next((line for line in lines[number:] if line.strip(" \t>\r")), "")
            if not rest.strip() and not INDENTED.match(after):
                where = Location(note.path, number, mark.location.column)
                remedy = f"write it after [^{mark.value}]: on the same line"
                yield Problem(where, f"footnote [^{mark.value}] has no text", remedy)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
