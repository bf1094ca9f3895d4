"""Check that what looks like a table is one, and that every edition can print it.

An edition has the tables that pandoc's manual calls pipe tables. Those of its other three kinds hold a row's
words in columns of one width, which no translation keeps.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from notebuild.core.model import Note
from notebuild.core.problems import Location, Problem
from notebuild.sources.checks.table_rows import Row, cell_lines, rows_of
from notebuild.sources.markdown import inlines, tables_figures
from notebuild.sources.markdown.lines import Line

BORDER = re.compile(r"\+(?:[-=:]+\+)+[ \t]*$")
"""The edge of a row of a grid table."""

COLUMNS = re.compile(r"(?!-[ \t]):?-+:?(?:[ \t]+:?-+:?)+[ \t]*$")
"""The dashes under the heads of a table without bars; `- - -` is a rule."""

DASHES = re.compile(r"-{3,}[ \t]*$")
BARRED = re.compile(r"\|.*\|[ \t]*$")
TICK = re.compile(r"(?<!\\)`")
CAPTION = re.compile(r"(?:[Tt]able:|:(?![:\w]))[ \t]*\S")

NONE_BETWEEN = (
    "begin with a row of heads, write |---|---| below it, then the rows: a blank line before, none between"
)


def check(note: Note) -> tuple[Problem, ...]:
    """Tell of tables of other kinds, rows that make no table, cells that pandoc drops, tables in notes."""
    rows = rows_of(note)
    other = list(_others(rows, note.path))
    return (
        *(problem for problem, _ in other),
        *_loose(rows, note.path),
        *_below(rows, note.path),
        *_cells(rows, note.path),
        *_ticks(rows, note.path),
        *_captions(note, rows, {line for _, lines in other for line in lines}),
        *_in_notes(note),
        *_in_fields(note),
    )


def others(note: Note) -> frozenset[int]:
    """Return the lines, counted from 1, of tables of other kinds: whatever else is odd there follows from that."""
    return frozenset(line for _, lines in _others(rows_of(note), note.path) for line in lines)


def _others(rows: Sequence[Row], path: str) -> Iterator[tuple[Problem, range]]:
    """Tell of tables of pandoc's other kinds, each once, at its first line; with each Problem the table's lines."""
    at = 0
    while at < len(rows):
        row = rows[at]
        if BORDER.match(row.text):
            end = _blank(rows, at)
            heads = [[] if BORDER.match(line.text) else _parted(line.text) for line in rows[at + 1 : end]]
            named = next((cells for cells in heads if cells), [])
            yield _other(row, path, "grid table", named), range(row.number, end + 1)
            at = end
        elif COLUMNS.match(row.text) and not row.is_table:
            first = at
            while first and rows[first - 1].text.strip() and not rows[first - 1].is_table:
                first -= 1
            above = [line for line in rows[first:at] if not DASHES.match(line.text)]
            is_long = first < at and bool(DASHES.match(rows[first].text))
            name = "table of several lines a row" if is_long else "table without bars"
            problem = _other(rows[first], path, name, _sliced(row, above))
            at = _end(rows, at + 1, is_long, bool(above))
            yield problem, range(rows[first].number, at + 1)
        else:
            at += 1


def _end(rows: Sequence[Row], at: int, is_long: bool, has_head: bool) -> int:
    """Return the line after a table without bars, of which the lines from `at` on follow its first dashes.

    One of several lines a row ends with a line of dashes; so does one without heads, unless a blank line does.
    """
    blank = _blank(rows, at)
    for here in range(at, len(rows) if is_long or not has_head else blank):
        if DASHES.match(rows[here].text) or COLUMNS.match(rows[here].text):
            return here + 1
    return blank


def _blank(rows: Sequence[Row], at: int) -> int:
    """Return the first line from here on that is blank."""
    while at < len(rows) and rows[at].text.strip():
        at += 1
    return at


def _parted(text: str) -> list[str]:
    """Return the cells of a line with bars."""
    return [text[start:end] for start, end in tables_figures.cells_of(Line(0, text))]


def _sliced(dashes: Row, above: Sequence[Row]) -> list[str]:
    """Return the heads of a table without bars: what stands over each of its dashes."""
    starts = [match.start() + dashes.column - 1 for match in re.finditer("[:-]+", dashes.text)]
    edges = list(pairwise([0, *starts[1:], None]))
    lines = [" " * (line.column - 1) + line.text for line in above]
    return [" ".join(line[a:z].strip() for line in lines).strip() for a, z in edges] if lines else []


def _other(row: Row, path: str, name: str, heads: Sequence[str]) -> Problem:
    """Return the Problem of a table of another kind, with the beginning of the table to write instead."""
    words = [head or " " for head in heads] or ["One", "Two"]
    first, second = f"| {' | '.join(words)} |", "|---" * len(words) + "|"
    remedy = f'write it with bars: "{first}", below it "{second}", then one line for each row'
    return Problem(Location(path, row.number, row.column), f"a {name}, which no edition reads", remedy)


def _loose(rows: Sequence[Row], path: str) -> Iterator[Problem]:
    """Tell of rows with bars that make no table; the first of those that stand together."""
    told = -1
    in_grid = False
    for row in rows:
        in_grid = bool(row.text.strip()) and (in_grid or bool(BORDER.match(row.text)))
        dashes = "|" in row.text and bool(tables_figures.SEPARATOR.match(row.text))
        barred = dashes or (bool(BARRED.match(row.text)) and len(tables_figures.bars(row.text)) > 1)
        if not barred or row.is_table or in_grid:
            continue
        if told != row.number - 1:
            where = Location(path, row.number, row.column)
            yield Problem(where, "rows with bars that make no table", NONE_BETWEEN)
        told = row.number


def _below(rows: Sequence[Row], path: str) -> Iterator[Problem]:
    """Tell of a line right below a table, which is neither a row nor its caption."""
    for above, row in pairwise(rows):
        words = row.text.strip()
        if not above.is_table or row.is_table or not words or words.startswith((":", "```", "~~~")):
            continue
        if not CAPTION.match(words):
            remedy = "put a blank line before it; in a row, write bars between its cells"
            yield Problem(Location(path, row.number, row.column), "text right below a table", remedy)


def _cells(rows: Sequence[Row], path: str) -> Iterator[Problem]:
    """Tell of rows with more cells than columns: pandoc drops the rest."""
    columns = 0
    for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        if not row.is_table:
            columns = 0
            continue
        if after and after.is_table and not (before and before.is_table):
            columns = len(_parted(after.text))
        count = len(_parted(row.text))
        if columns and count > columns:
            remedy = "take one out, or write a bar meant as a character as \\|"
            where = Location(path, row.number, 1)
            yield Problem(where, f"{count} cells in a table of {columns} columns", remedy)


def _ticks(rows: Sequence[Row], path: str) -> Iterator[Problem]:
    """Tell of a ` without its fellow in its row: pandoc may find one rows below, and read no table."""
    for row in rows:
        if row.is_table and (alone := TICK.search(inlines.without_code(row.text))):
            where = Location(path, row.number, row.column + alone.start())
            remedy = "close it in the same cell, or put a backslash before it"
            yield Problem(where, "a ` is never closed in its row", remedy)


def _captions(note: Note, rows: Sequence[Row], other: Collection[int]) -> Iterator[Problem]:
    """Tell of a caption that belongs to no table, which is printed with its mark.

    Not where a table of another kind stands above it, with nothing but tables and captions between: those
    would be parted otherwise if that were none. `other` are the lines of such tables.
    """
    for segment in note.segments:
        if segment.kind in {"paragraph", "list-item", "quote"} and CAPTION.match(segment.text):
            above = (row for row in reversed(rows[: segment.location.line - 1]) if row.text.strip())
            nearest = next((row for row in above if not (row.is_table or CAPTION.match(row.text))), None)
            if nearest and nearest.number in other:
                continue
            mark = segment.text.partition(":")[0] + ":"
            remedy = f'put it right after its table, with a blank line between, or write "{mark[:-1]}\\:" for words'
            yield Problem(
                segment.location, f'"{mark}" begins the caption of a table, and there is none', remedy
            )


def _in_notes(note: Note) -> Iterator[Problem]:
    """Tell of tables in footnotes, which the foot of a page does not hold."""
    remedy = "set the table in the text, with a caption and a label, and refer to it in the note: [](#label)"
    for segment in note.segments:
        if segment.kind == "footnote" and (line := next(cell_lines(segment), 0)):
            label = segment.id.partition(":")[2]
            yield Problem(Location(note.path, line, 1), f"the note [^{label}] holds a table", remedy)


def _in_fields(note: Note) -> Iterator[Problem]:
    """Tell of tables in the front matter, whose boxes hold paragraphs and lists."""
    for segment in note.fields:
        if any(cell_lines(segment)):
            field = segment.context.partition(":")[2].partition(":")[0]
            yield Problem(segment.location, f"the field {field} holds a table", "set the table in the text")
