"""Check that the lines of a note make the blocks that their author meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location, Problem
from notebuild.sources import markdown
from notebuild.sources.markdown import lines, quotes
from notebuild.sources.markdown.markers import place, without_comments

FENCE = re.compile(r"[ \t>]*:{3,}[ \t]*(\S.*)?$")
DEFINITION = re.compile(r"[ \t>]*\[\^([^\]\[\s^]+)\]:")
HEADING = re.compile(r"#+[ \t]+\S")
HASHES = re.compile(r"(?:^|\n)[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(#+)[ \t]*\Z")
GLUED = re.compile(r"(#+|\|)(?=[^\W\d])")
"""The mark of a heading or of a line, without the space after it."""

END = re.compile(r"(?<!\\)(?:\\\\)*\\\s*\Z")
FIELD = re.compile(r"[A-Za-z][\w-]*:(?:[ \t]|$)")
DEEPEST = 5
"""Levels of headings that the sheets tell apart."""

AFRESH = "put a blank line before it"


def check(note: Note) -> tuple[Problem, ...]:
    """Tell of marks that are read as text, fences and headings out of order."""
    text = markdown.join(note.segments)
    return (
        *_tabs(text, note.path),
        *_paragraphs(note),
        *_fences(note),
        *_headings(note),
        *_title(note),
        *_empty_headings(note),
        *_front_matter(note),
        *_quotations(note),
    )


def _tabs(text: str, path: str) -> Iterator[Problem]:
    if "\t" in text:
        where = place(text, text.index("\t"), Location(path, 1, 1))
        more = text.count("\t")
        message = "a tab" if more == 1 else f"a tab, the first of {more}"
        yield Problem(where, message, "write spaces, so that indentation is what it looks like", "warning")


def _paragraphs(note: Note) -> Iterator[Problem]:
    """Tell of marks inside a paragraph that mean something only at its head."""
    for segment in note.segments:
        if segment.kind in {"markup", "code", "comment", "front-matter", "cell", "alt"}:
            continue
        at = segment.location
        for number, line in enumerate(markdown.words(segment).split("\n")):
            column = at.column if not number else len(segment.prefix) + 1
            where = Location(at.path, at.line + number, column)
            if FENCE.match(line):
                yield Problem(where, f'"{line.strip()}" is read as text', AFRESH)
            elif segment.kind == "footnote" and HEADING.match(line.lstrip()):
                yield _nested(where, line.strip(), "a footnote")
            elif not number and (match := GLUED.match(line)):
                remedy = "put a space after it, or a backslash before it if it is meant as a character"
                yield Problem(where, f'"{match[1]}" is read as text', remedy)
            elif not number:
                continue
            elif match := DEFINITION.match(line):
                yield Problem(where, f"the definition of [^{match[1]}] is read as text", AFRESH)
            elif HEADING.match(line):
                yield Problem(where, f'the heading "{line.strip()}" is read as text', AFRESH)
        if END.search(segment.text):
            where = place(segment.text, len(segment.text.rstrip()) - 1, at)
            remedy = "take it out, or write two for one that is meant as a character"
            yield Problem(where, "a backslash ends the passage, where no line follows", remedy)


def _nested(where: Location, words: str, container: str) -> Problem:
    """Return the Problem of a heading that could stand in the contents, though it heads no part of the note."""
    words = words.lstrip("#").strip()
    remedy = f"write its words in bold, **{words}**: only the note itself has headings"
    return Problem(where, f'the heading "{words}" stands in {container}', remedy)


def _fences(note: Note) -> Iterator[Problem]:
    """Tell of fences of divs that never close, and of headings between them."""
    opened: list[tuple[str, Location]] = []
    inside: list[Problem] = []
    for segment in note.segments:
        if segment.kind == "heading" and opened and not segment.prefix:
            where = Location(note.path, segment.location.line, 1)
            inside.append(_nested(where, markdown.words(segment), f'"{opened[-1][0]}"'))
        if segment.kind != "markup":
            continue
        start = 0
        for line in segment.text.split("\n"):
            where = place(segment.text, start + len(line) - len(line.lstrip()), segment.location)
            start += len(line) + 1
            match = FENCE.match(line.rstrip("\r"))
            if match and match[1] and lines.DIV.match(line.strip()):
                opened.append((line.strip(), where))
            elif match and not match[1]:
                if not opened:
                    remedy = 'take it out, or open a part before it with "::: source" or "::: pullquote"'
                    yield Problem(where, '":::" closes nothing', remedy)
                opened = opened[:-1]
                if not opened:  # of a part that is never closed, that is the fault
                    yield from inside
                    inside.clear()
    for text, where in opened:
        yield Problem(where, f'"{text}" is never closed', 'close it with ":::" on a line of its own')


def _headings(note: Note) -> Iterator[Problem]:
    """Tell of headings that leave a level out, or are too deep; the highest level used is that of a section."""
    headings = [segment for segment in note.segments if segment.kind == "heading"]
    found = list(zip(headings, markdown.heading_levels(note), strict=True))
    highest = min((level for segment, level in found if not segment.prefix), default=1)
    last = highest - 1
    for segment, level in found:
        where = Location(segment.location.path, segment.location.line, 1)
        words = markdown.words(segment)
        if segment.prefix:
            yield _nested(where, words, "a quotation" if ">" in segment.prefix else "a list")
            continue
        if level - highest >= DEEPEST:
            message = f'the heading "{words}" is of level {level - highest + 1}, and {DEEPEST} print'
            remedy = f"write its words in bold, **{words}**, or give it and those above it fewer levels"
            yield Problem(where, message, remedy)
        elif level > last + 1:
            remedy = f"begin it with {'#' * (last + 1)}"
            yield Problem(where, f'the heading "{words}" leaves out level {last + 1}', remedy, "warning")
        last = level


def _title(note: Note) -> Iterator[Problem]:
    """Tell of a first heading that says the title again."""
    first = next((segment for segment in note.segments if segment.kind == "heading"), None)
    title = str(note.metadata.get("title", ""))
    if first and not first.prefix and markdown.slug(markdown.words(first)) == markdown.slug(title):
        where = Location(note.path, first.location.line, 1)
        remedy = "take it out; the title prints from the front matter"
        yield Problem(where, f'the heading "{markdown.words(first)}" repeats the title', remedy, "warning")


def _empty_headings(note: Note) -> Iterator[Problem]:
    """Tell of marks of a heading with no words after them: it would stand in the contents as an empty line."""
    for segment, after in zip(note.segments, (*note.segments[1:], None), strict=True):
        match = HASHES.search(segment.text) if segment.kind == "markup" else None
        said = after.text if after and after.kind == "heading" else ""
        if match and not without_comments(said).strip():
            where = place(segment.text, match.start(1), segment.location)
            yield Problem(where, "a heading has no words", "write them after it, or take the line out")


def _front_matter(note: Note) -> Iterator[Problem]:
    """Tell of a second block of fields, which pandoc would take for metadata."""
    text = markdown.join(segment for segment in note.segments if segment.kind != "front-matter")
    first = note.segments[0].text.count("\n") if note.segments[0].kind == "front-matter" else 0
    for match in re.finditer(r"^---[ \t]*\r?\n(?=(.*))", text, re.MULTILINE):
        if FIELD.match(match[1]):
            where = Location(note.path, first + text.count("\n", 0, match.start()) + 1, 1)
            yield Problem(where, "fields after the head of the file", "move them into the front matter")


def _quotations(note: Note) -> Iterator[Problem]:
    """Tell of the first quotation mark in a passage that has no fellow.

    A quotation of several paragraphs opens each of them and closes the last (New Hart's Rules, 9.2.4).
    """
    spoken = [segment for segment in markdown.translatable(note.segments) if segment.kind != "alt"]
    verse: list[Segment] = []
    for segment, after in zip_longest(spoken, spoken[1:]):
        if segment.kind == "line":
            verse.append(segment)
            if (
                after is not None
                and after.kind == "line"
                and after.location.line - segment.location.line <= 2
            ):
                continue
        lines, verse = verse or [segment], []
        goes_on = after is not None and after.kind == segment.kind and after.text.startswith('"')
        text = "\n".join(line.text for line in lines)
        alone = next((at for at in quotes.unpaired(text) if at or not goes_on), None)
        if alone is not None:
            whose = text.count("\n", 0, alone) if len(lines) > 1 else 0
            start = sum(len(line.text) + 1 for line in lines[:whose])
            where = place(lines[whose].text, alone - start, lines[whose].location)
            remedy = "close the quotation, write ' for one inside another, or put a backslash before the mark"
            yield Problem(where, "a quotation mark without its fellow", remedy)
