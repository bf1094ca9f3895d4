"""Read lists of definitions and line blocks, by the rules of pandoc's Markdown reader (MANUAL.txt)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from notebuild.sources.markdown.lines import (
    DIV_END,
    Line,
    Place,
    Stretch,
    Taken,
    cut,
    indent,
)
from notebuild.sources.markdown.tables_figures import table

MARKER = re.compile(r"( {0,2})[:~]([ \t]+)")
"""The colon or tilde before a definition, and white space (extension definition_lists)."""

LINE = re.compile(r"\|(?: [ \t]*(?=\S)|[ \t]*$)")
"""The bar before a line of a line block, and the white space that is the line's indentation."""

DEFINITION = 4
"""Columns by which further lines of a definition are indented."""


def marker(line: Line) -> int:
    """Return the width of the mark at the head of a definition; 0 where there is none."""
    match = MARKER.match(line.text)
    if match is None:
        return 0
    to_stop = DEFINITION - len(match[1]) - 1
    wide = to_stop if match[2].startswith(" " * to_stop) else 1 if match[2][0] == "\t" else len(match[2])
    return match.start(2) + wide


def begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a list of definitions begins here: a line, at most one blank line, the mark of a definition."""
    after = _mark_after(lines, at)
    if after is None:
        return False
    return after == at + 1 or table(lines, after, Place()) is None  # else it is the caption of the table


def definitions(
    lines: Sequence[Line],
    at: int,
    place: Place,
    read: Callable[[Sequence[Line], Place], Iterable[Stretch]],
) -> Taken:
    """Return the terms and definitions of a list; `read` reads the blocks of one definition."""
    if not begins(lines, at):
        return None
    prefix = place.prefix + " " * DEFINITION
    inner = replace(place, kind="definition", prefix=prefix, depth=place.depth + 1)
    found: list[Stretch] = []
    while (after := _mark_after(lines, at)) is not None:
        words = lines[at]
        start = cut(words, len(words.text) - len(words.text.lstrip(" \t"))).start
        found.append(Stretch(start, max(start, words.end), "term", "", place.prefix))
        mark: int | None = after
        while mark is not None:
            inside, at = _definition(lines, mark, place)
            found += read(inside, inner)
            blank = at < len(lines) and lines[at].blank
            mark = next((one for one in (at, at + blank) if one < len(lines) and marker(lines[one])), None)
        following = at
        while following < len(lines) and lines[following].blank:
            following += 1
        if following == len(lines):
            break
        at = following if _mark_after(lines, following) is not None else at
    return found, at


def line_block(lines: Sequence[Line], at: int, place: Place) -> Taken:
    """Return the lines of a line block, each a stretch of its own; one that begins with a space goes on."""
    found: list[Stretch] = []
    first = at
    while at < len(lines) and (match := LINE.match(lines[at].text)):
        last = at + 1
        while match.end() < len(lines[at].text) and last < len(lines) and lines[last].text.startswith(" "):
            last += 1
        start = lines[at].start + match.end()
        if match.end() < len(lines[at].text):
            found.append(Stretch(start, max(start, lines[last - 1].end), "line", "", place.prefix + " "))
        at = last
    return (found, at) if at > first else None


def _mark_after(lines: Sequence[Line], at: int) -> int | None:
    """Return the line of the first definition of the term that stands here; None where there is none."""
    if at >= len(lines) or lines[at].blank:
        return None
    after = at + 1
    if after < len(lines) and lines[after].blank:
        after += 1
    return after if after < len(lines) and marker(lines[after]) else None


def _definition(lines: Sequence[Line], at: int, place: Place) -> tuple[list[Line], int]:
    """Return the lines of one definition without their indentation, and the number of the line after it."""
    inside, last = [cut(lines[at], marker(lines[at]))], at + 1
    while last < len(lines):
        line = lines[last]
        if line.blank:
            deeper = next((n for n in range(last, len(lines)) if not lines[n].blank), None)
            if deeper is None or indent(lines[deeper].text) < DEFINITION:
                break
        elif place.in_div and DIV_END.match(line.text):
            break
        elif indent(line.text) < DEFINITION and (marker(line) or lines[last - 1].blank):
            break
        width = (
            1 if line.text.startswith("\t") else min(DEFINITION, len(line.text) - len(line.text.lstrip(" ")))
        )
        inside.append(cut(line, width if indent(line.text) >= DEFINITION else 0))
        last += 1
    return inside, last
