"""Reads the lines of a note as rows of tables, for the checks that tell what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from notebuild.core.model import Note, Segment
from notebuild.sources import markdown
from notebuild.sources.markdown import blocks, tables_figures
from notebuild.sources.markdown.lines import lines_of

CONTAINER = re.compile(r"(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\(?\w{1,3}[.)])[ \t]+(?=[|+]))*")
"""What stands before a line of a table in a quotation or a list."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the note as the checks see it."""

    number: int
    """Counted from 1."""

    text: str
    """Without the marks of the quotation or list that it is in; empty for code, comments and front matter."""

    column: int
    """Of the first letter, counted from 1."""

    is_table: bool
    """Whether it belongs to a pipe table."""


def rows_of(note: Note) -> list[Row]:
    """Return the lines of a note, each with whether it is a line of a pipe table."""
    cells, hidden = set[int](), set[int]()
    for segment in note.segments:
        first = segment.location.line
        if segment.kind == "cell":
            cells.add(first)
        elif segment.kind == "footnote":
            cells |= set(cell_lines(segment))
        elif segment.kind in {"code", "comment", "front-matter"}:
            hidden |= set(range(first, first + segment.text.count("\n") + (segment.kind != "front-matter")))
    lines = lines_of(markdown.join(note.segments))
    # Heads may all be empty: then no cell stands in the line above the dashes.
    cells |= {
        number
        for number, (line, below) in enumerate(pairwise(lines), 1)
        if number + 2 in cells and "|" in line.text and tables_figures.SEPARATOR.match(_bare(below.text)[1])
    }
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        start, text = (0, "") if number in hidden else _bare(line.text)
        goes_on = bool(rows) and rows[-1].is_table and "|" in text
        rows.append(Row(number, text, start + 1, goes_on or number in cells))
    return rows


def _bare(text: str) -> tuple[int, str]:
    """Return a line without the marks of its quotation or list, and how long these are."""
    lead = CONTAINER.match(text)
    start = lead.end() if lead else 0
    return start, text[start:]


def cell_lines(segment: Segment) -> Iterator[int]:
    """Yield the lines of the note on which a footnote, or a field of the front matter, has cells of tables."""
    words = markdown.words(segment)
    for stretch in blocks.read(lines_of(words)):
        if stretch.kind == "cell":
            yield segment.location.line + words.count("\n", 0, stretch.start)
