"""A PDF page to its letters, and letters to the lines that an eye sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from ctypes import byref, c_double
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from notebuild.readers.value import LINE_END_HYPHEN

_HYPHENS = "-\u2010\u00ad\ufffe\u0002"


class Letter(NamedTuple):
    """One character: its middle and right edge, its base line and its size, in points."""

    text: str
    x: float
    right: float
    middle: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """Letters that stand side by side, from left to right."""

    base: float
    size: float
    letters: tuple[Letter, ...]


def letters(page: pdfium.PdfPage) -> list[Letter]:
    """The characters of a page that are drawn, white space too."""
    textpage = page.get_textpage()
    text = textpage.raw
    found, left, right, bottom, top, x, y = [], *(c_double() for _ in range(6))
    box, origin = tuple(map(byref, (left, right, bottom, top))), (byref(x), byref(y))
    for at in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        raw.FPDFText_GetCharBox(text, at, *box)
        raw.FPDFText_GetCharOrigin(text, at, *origin)
        found.append(
            Letter(
                chr(raw.FPDFText_GetUnicode(text, at)),
                x.value,
                right.value,
                (bottom.value + top.value) / 2,
                y.value,
                raw.FPDFText_GetFontSize(text, at),
            )
        )
    return found


def lines(found: Iterable[Letter]) -> list[Line]:
    """Letters as lines, from the top; a raised letter belongs to the line it rises from."""
    rows: dict[float, list[Letter]] = {}
    for letter in found:
        rows.setdefault(round(letter.base, 1), []).append(letter)
    ready: list[tuple[float, float, list[Letter]]] = []
    for base in sorted(rows, reverse=True):
        size = max(letter.size for letter in rows[base])
        near = ready[-1] if ready else None
        if near and near[0] - base < 0.55 * max(size, near[1]):
            # The larger of the two is the line, the smaller one is raised or lowered from it.
            keep = near if near[1] >= size else (base, size, [])
            ready[-1] = (keep[0], keep[1], near[2] + rows[base])
        else:
            ready.append((base, size, list(rows[base])))
    return [Line(b, s, tuple(sorted(row, key=lambda c: c.x))) for b, s, row in ready]


def words(row: Sequence[Letter], last: bool) -> str:
    """The text of one line; a hyphen at its end is marked, unless the line is the note's last."""
    text, right = "", 0.0
    for letter in row:
        if text and letter.x - right > 0.25 * letter.size and not letter.text.isspace():
            text += " "
        text, right = text + letter.text, letter.right
    text = text.strip()
    return text[:-1] + LINE_END_HYPHEN if text and not last and text[-1] in _HYPHENS else text


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running heads and folios.

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
