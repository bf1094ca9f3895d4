"""Read figures and pipe tables: captions, cells and the words of `alt`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from notebuild.sources.markdown import brackets, markers
from notebuild.sources.markdown.lines import (
    DIV,
    DIV_END,
    Line,
    Place,
    Stretch,
    Taken,
    closes,
    gap,
    identifier,
    paragraph_end,
)

SEPARATOR = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
CAPTION = re.compile(r" {0,3}(?:[Tt]able:|:(?![^\w\s\[*_`\"'‘“«(<$\\]))[ \t]*")
ATTRIBUTES = re.compile(rf"[ \t]*({brackets.ATTRIBUTES.pattern})[ \t]*$")
ESCAPE = re.compile(r"\\.")
"""A backslash and what it stands before; of two the first one escapes the second."""

FIGURE = re.compile(r"[ \t]*!\[")
ALT = re.compile(r"""(?<=[\s{])alt=("|')((?:\\.|(?!\1).)*)\1""", re.DOTALL)


def table(lines: Sequence[Line], at: int, place: Place) -> Taken:
    """Return a pipe table with its caption, which stands before or after it: cells, then the caption."""
    top, first = _caption(lines, at, place) or (None, at)
    first = _next(lines, first)
    if first + 1 >= len(lines) or not SEPARATOR.match(lines[first + 1].text):
        return None
    if "|" not in lines[first].text or "|" not in lines[first + 1].text.replace("+", "|"):
        return None
    end = first + 2
    while end < len(lines) and "|" in lines[end].text and not closes(lines, end, place):
        end += 1
    rows, after = [lines[first], *lines[first + 2 : end]], _next(lines, end)
    below = None if top or after >= len(lines) else _caption(lines, after, place)
    words, last = below if below else (top, end)
    owner = words.owner if words else ""
    cells = [Stretch(*cell, "cell", owner, place.prefix) for row in rows for cell in cells_of(row)]
    return [*cells, *([words] if words else [])], last


def cells_of(line: Line) -> list[tuple[int, int]]:
    """Return where the words of each cell of a row begin and end."""
    parting = bars(line.text)
    cells = []
    for left, right in pairwise([-1, *parting, len(line.text)]):
        words = line.text[left + 1 : right]
        start = line.start + left + 1 + len(words) - len(words.lstrip())
        cells.append((start, start + len(words.strip())))
    leading = bool(parting) and not line.text[: parting[0]].strip()
    trailing = bool(parting) and not line.text[parting[-1] + 1 :].strip()
    return cells[leading : len(cells) - trailing]


def bars(text: str) -> list[int]:
    """Return where a bar parts two cells of a row.

    One in code parts nothing, nor one in a comment, which no edition holds, or one after a backslash;
    in links and addresses it does, as pandoc reads it.
    """
    hidden = {
        here
        for mark in markers.scan(text)
        if mark.kind in {"code", "comment"}
        for here in range(mark.start, mark.start + len(mark.text))
    }
    escaped = {match.start() + 1 for match in ESCAPE.finditer(text) if match.start() not in hidden}
    return [here for here, letter in enumerate(text) if letter == "|" and here not in hidden | escaped]


def figure(lines: Sequence[Line], at: int, place: Place) -> Taken:
    """Return an image alone in its paragraph: its caption, then the words of its `alt`."""
    last = paragraph_end(lines, at, place)
    if not FIGURE.match(lines[at].text) or any(gap(*two) for two in pairwise(lines[at:last])):
        return None
    text = "\n".join(line.text for line in lines[at:last]).rstrip()
    marks = {mark.start: mark for mark in markers.scan(text) if mark.kind in {"image", "attributes"}}
    image = marks.get(len(text) - len(text.lstrip()))
    if image is None or image.kind != "image":
        return None
    after = image.start + len(image.text)
    attributes = marks.get(after)
    if text[after + len(attributes.text) if attributes else after :].strip():
        return None
    owner = identifier(attributes.text) if attributes else ""
    base, close = lines[at].start, brackets.pairs(text)[image.start + 1]
    found = [Stretch(base + image.start + 2, base + close, "caption", owner, place.prefix)]
    if attributes and (alt := ALT.search(attributes.text)):
        start = base + attributes.start
        found.append(Stretch(start + alt.start(2), start + alt.end(2), "alt", owner, place.prefix))
    return found, last


def _caption(lines: Sequence[Line], at: int, place: Place) -> tuple[Stretch, int] | None:
    """Return the caption of a table (`: words {#id}`) and the line after it."""
    match = CAPTION.match(lines[at].text)
    if match is None or DIV.match(lines[at].text) or DIV_END.match(lines[at].text):
        return None
    last = paragraph_end(lines, at, place)
    closing = lines[last - 1]
    attributes = ATTRIBUTES.search(closing.text)
    end = attributes.start() if attributes else len(closing.text.rstrip())
    owner = identifier(attributes[1]) if attributes else ""
    start = lines[at].start + match.end()
    return Stretch(start, max(start, closing.start + end), "caption", owner, place.prefix), last


def _next(lines: Sequence[Line], at: int) -> int:
    """Return the first line from here on that is not blank."""
    while at < len(lines) and lines[at].blank:
        at += 1
    return at
