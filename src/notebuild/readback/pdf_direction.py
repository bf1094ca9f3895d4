"""Reads what a PDF sets from right to left: its letters as they stand, then put in the order in which they are read.

pdfium orders and mirrors by rules of its own, line by line, also what stands beside such words. So it is given the
file with other characters in their place, which no rule moves, and they are put back here. What belongs together
is one stretch of marked content: the engine sets each passage by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

import pikepdf

from notebuild.core.characters import RIGHT_TO_LEFT

Stood = Mapping[str, str]
"""What each character that stands in place of others stands for."""

FIRST = 0xE100
"""The first of the private characters that stand in place of others; no text of ours has any."""

_PAIR = re.compile(rb"(<[0-9a-fA-F]{4}>\s+)<((?:[0-9a-fA-F]{4})+)>")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_FOREIGN = re.compile(r"[ln](?:[^ra]*l)?")
_NUMBER = re.compile(r"t*n(?:n|[sc](?=n))*t*")
_ARABIC_NUMBER = re.compile(r"n(?:n|c(?=n))*")


def shielded(file: pikepdf.Pdf, data: bytes) -> tuple[bytes, Stood]:
    """Return a PDF's bytes with a private character for each glyph that means letters from right to left.

    `file` is the same PDF, opened. One without any such glyph comes back as it is.
    """
    stood: dict[str, str] = {}
    chosen: dict[str, str] = {}
    if not any(
        _shield(pair[2], {}, {}) != pair[2]
        for table in _tables(file)
        for pair in _PAIR.finditer(table.read_bytes())
    ):
        return data, stood
    with pikepdf.open(BytesIO(data), attempt_recovery=False) as file:
        for table in _tables(file):
            old = table.read_bytes()
            new = _PAIR.sub(lambda pair: pair[1] + b"<" + _shield(pair[2], chosen, stood) + b">", old)
            if new != old:
                table.write(new)
        saved = BytesIO()
        file.save(saved, static_id=True)
    return saved.getvalue(), stood


def _tables(file: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    """Yield the tables that say what the codes of each font mean (ISO 32000-1, 9.10.3)."""
    seen = set()
    for page in file.pages:
        resources: Any = page.obj.get("/Resources", pikepdf.Dictionary())
        for font in resources.get("/Font", pikepdf.Dictionary()).values():
            table: Any = font.get("/ToUnicode")
            if isinstance(table, pikepdf.Stream) and table.objgen not in seen:
                seen.add(table.objgen)
                yield table


def _shield(meaning: bytes, chosen: dict[str, str], stood: dict[str, str]) -> bytes:
    text = bytes.fromhex(meaning.decode()).decode("utf-16-be", "replace")
    if not RIGHT_TO_LEFT.search(text):
        return meaning
    if text not in chosen:
        chosen[text] = chr(FIRST + len(chosen))
        stood[chosen[text]] = text
    return f"{ord(chosen[text]):04x}".encode()


def read(text: str, stood: Stood) -> str:
    """Return the text of one stretch of marked content, as it stands from the left, in reading order."""
    if not stood or not any(letter in stood for letter in text):
        return text
    return "".join(logical([stood.get(letter, letter) for letter in text]))


def ordered(units: Iterable[tuple[str, int]]) -> str:
    """Return the text of one line in reading order: its letters from the left, each with its marked content."""
    groups = [[text for text, _ in group] for _, group in groupby(units, lambda unit: unit[1])]
    out: list[str] = []
    for backward, run in groupby(groups, lambda group: any(map(RIGHT_TO_LEFT.search, group))):
        # Passages side by side are parts of one, such as an emphasis in it.
        out += ["".join(logical(group)) for group in reversed(list(run))] if backward else map("".join, run)
    return "".join(out)


def logical(units: Sequence[str]) -> list[str]:
    """Return the letters of a passage from right to left in reading order; they are given from the left.

    Words in other scripts and figures run from left to right in it (Unicode Standard Annex 9, W1 to N2); between
    both, whichever came first, the word is taken to.
    """
    read = [unit.translate(_MIRRORED) for unit in reversed(units)]
    kinds = "".join(map(_kind, read))
    runs = [match.span() for match in _FOREIGN.finditer(kinds) if "l" in match[0]]
    inside = {at for start, end in runs for at in range(start, end)}
    number = _ARABIC_NUMBER if "a" in kinds else _NUMBER
    numbers = [match.span() for match in number.finditer(kinds) if match.start() not in inside]
    for start, end in runs:
        read[start:end] = [unit.translate(_MIRRORED) for unit in reversed(read[start:end])]
    for start, end in numbers:
        read[start:end] = reversed(read[start:end])
    return read


def _kind(unit: str) -> str:
    """Return what a letter is to the order of its neighbours: r or a from right to left, l, n a figure, or a sign."""
    if RIGHT_TO_LEFT.search(unit):
        return "a" if (unit[-1] >= "\u0600" and unit[-1] < "\ufb1d") or unit[-1] > "\ufb4f" else "r"
    if unit.isdecimal():
        return "n"
    if unit.isalpha():
        return "l"
    return "s" if unit in "+-" else "c" if unit in ",.:/\u00a0" else "t" if unit in "%°#$€£¥‰" else "o"
