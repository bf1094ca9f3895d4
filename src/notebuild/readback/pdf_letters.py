"""Reads the letters of a PDF page, and joins them to the lines that an eye sees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from ctypes import addressof, byref, c_double
from dataclasses import dataclass
from operator import attrgetter
from threading import RLock
from types import MappingProxyType
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from notebuild.readback.pdf_direction import Stood, ordered
from notebuild.readback.value import LINE_END_HYPHEN

HYPHENS = ("-", "\u2010", "\u00ad", "\ufffe", "\u0002")
"""What stands for a hyphen in what pdfium reads; the last two, one that the engine set at a line's end."""

NARROWEST = 0.12
"""Of a letter's size, the gap between two elements that is a space: the narrowest of our faces has 0.15."""

_SPACE = ord(" ")
FIRST_BACKWARD = "\u0590"
"""The first character of the scripts that are written from right to left: a quick look."""

_LEFT, _SIZE = attrgetter("x"), attrgetter("size")


class Letter(NamedTuple):
    """One character: left and right edge, middle height, base line and size, in points.

    A page has thousands: a tuple is made four times as fast as a frozen dataclass.
    """

    text: str
    x: float
    right: float
    middle: float
    base: float
    size: float
    mark: int = -1
    """The number of the marked content it is drawn in; -1 for none, as in a running head."""

    apart: bool = False
    """Whether pdfium supposes a space before it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Letters that stand side by side, from left to right."""

    base: float
    size: float
    letters: tuple[Letter, ...]


Leaf = tuple[pdfium.PdfPage, pdfium.PdfTextPage]
"""A page and its text, which pdfium takes long to make out."""


_ONE = RLock()
"""pdfium is not for two threads at once (its public headers say so), and doit may run tasks in threads."""


@contextmanager
def leaves(data: bytes) -> Iterator[list[Leaf]]:
    """Open a PDF's bytes and give its pages, while inside the `with`; raises pdfium.PdfiumError for no PDF."""
    with _ONE:
        document = pdfium.PdfDocument(data)
        try:
            yield [(page, page.get_textpage()) for page in document]
        finally:
            document.close()


def letters(text: pdfium.PdfTextPage, stood: Stood = MappingProxyType({})) -> list[Letter]:
    """Return the characters of a page that are drawn, white space too; what `stood` in their place is put back."""
    handle, drawn = text.raw, []
    left, right, bottom, top, x, y = (c_double() for _ in range(6))
    box = [byref(value) for value in (left, right, bottom, top)]
    origin = [byref(value) for value in (x, y)]
    known: dict[int, tuple[float, int]] = {}
    apart = False
    for at in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, at)
        if code <= _SPACE and raw.FPDFText_IsGenerated(handle, at) == 1:  # pdfium supposes it, none is drawn
            apart = True
            continue
        item = raw.FPDFText_GetTextObject(handle, at)
        if not item:  # a space that pdfium supposes where letters stand apart
            continue
        key = addressof(item.contents)
        if key not in known:
            known[key] = (raw.FPDFText_GetFontSize(handle, at), raw.FPDFPageObj_GetMarkedContentID(item))
        raw.FPDFText_GetCharBox(handle, at, *box)
        raw.FPDFText_GetCharOrigin(handle, at, *origin)
        middle = (bottom.value + top.value) / 2
        letter = stood.get(chr(code), chr(code))
        drawn.append(Letter(letter, x.value, right.value, middle, y.value, *known[key], apart))
        apart = False
    return drawn


def on_page(page: Iterable[Letter], size: tuple[float, float]) -> list[Letter]:
    """Return the letters that stand where a reader can see them: the engine may set lines off its page."""
    width, height = size
    return [c for c in page if 0 <= c.x <= width and 0 <= c.base <= height]


def lines(page: Iterable[Letter]) -> list[Line]:
    """Return letters as lines, from the top; a raised letter belongs to the line it rises from."""
    rows: defaultdict[float, list[Letter]] = defaultdict(list)
    for letter in page:
        rows[letter.base].append(letter)
    ready: list[tuple[float, float, list[Letter]]] = []
    for base in sorted(rows, reverse=True):
        row = rows[base]
        size = max(map(_SIZE, row))
        near = ready[-1] if ready else None
        if near and near[0] - base < 0.55 * max(size, near[1]):
            # The larger of the two is the line, the smaller one is raised or lowered from it.
            keep = near if near[1] >= size else (base, size, [])
            ready[-1] = (keep[0], keep[1], near[2] + row)
        else:
            ready.append((base, size, row))
    return [Line(b, s, tuple(sorted(row, key=_LEFT))) for b, s, row in ready]


def words(row: Sequence[Letter], last: bool) -> str:
    """Return the text of one line; a hyphen at its end is marked, unless the line is the note's last.

    The engine draws no space that stands alone between two elements, as in `*a* *b*`: a marked content that has no
    letter, and a narrow gap.
    """
    units: list[tuple[str, int]] = []
    right, backward = 0.0, False
    for letter in row:
        if units and not letter.text.isspace():
            gap, mark = letter.x - right, units[-1][1]
            is_word = letter.text.isalpha() and letter.mark > mark + 1 > 0
            between = is_word and (letter.apart or gap > NARROWEST * letter.size)
            if between or gap > 0.25 * letter.size:
                units.append((" ", mark))
        units.append((letter.text, letter.mark))
        right = letter.right
        backward = backward or letter.text >= FIRST_BACKWARD
    text = (ordered(units) if backward else "".join([unit for unit, _ in units])).strip()
    return text[:-1] + LINE_END_HYPHEN if text and not last and text[-1] in HYPHENS else text


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without running heads and folios.

    A line is furniture when it is the first or last of its page and three of its characters stand
    at the same spot on at least half of the pages (and on two).
    """
    edges = [{*page[:1], *page[-1:]} for page in pages]
    spots = Counter(
        (round(line.base), round(letter.x), letter.text)
        for page in edges
        for line in page
        for letter in line.letters
    )
    enough = max(2, len(pages) / 2)
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        repeated = {
            line.base
            for line in edge
            if sum(spots[round(line.base), round(c.x), c.text] >= enough for c in line.letters) >= 3
        }
        kept.append([line for line in page if line.base not in repeated])
    return kept
