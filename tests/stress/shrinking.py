"""The smallest part of a random note that still shows a finding."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from trial import Finding, outcome
from written import Block, Manuscript

NEEDED = {"field title", "field author", "field date", "field lang"}

T = TypeVar("T")


def smallest(seed: int, note: Manuscript, found: Finding, seconds: float) -> Manuscript:
    """Return the note with all left out without which the finding stays; what it has come to when its time is up.

    Where the finding has a line, its block is tried alone, and with its neighbours. Then go the note's
    language and formats, its parts, the lines of what is left, and their words.
    """
    ends = time.monotonic() + seconds

    def shows(made: Manuscript) -> bool:
        if time.monotonic() > ends:
            return False
        return any(one.sort == found.sort for one in outcome(seed, made, found.stage).findings)

    near = (around(note, found.line, radius) for radius in (0, 1, 3) if found.line)
    note = next((less for less in near if shows(less)), note)
    if found.stage != "check":
        note = next((less for less in simpler(note) if shows(less)), note)
    parts = [*note.fields, *note.blocks]
    wanted = [one for one in parts if one.kind not in NEEDED]
    needed = [one for one in parts if one.kind in NEEDED]
    note = of(note, needed + fewest(wanted, lambda some: shows(of(note, needed + some))))
    for pattern in (r"(\n+)", r"(?<=\s)(?=\S)"):
        for at in range(len(note.blocks)):
            note = shortened(note, at, pattern, shows)
    return note


def around(note: Manuscript, line: int, radius: int) -> Manuscript:
    """Return the note with the block on this line, and so many on either side of it, of all its blocks."""
    named = next((one for one, first, last in note.lines if first <= line <= last), None)
    at = next((at for at, one in enumerate(note.blocks) if one is named), 0)
    return replace(note, blocks=note.blocks[max(0, at - radius) : at + radius + 1])


def simpler(note: Manuscript) -> Iterator[Manuscript]:
    """Yield the note in one format and language, then in one of the two: such a note is built sooner."""
    fields = tuple(one for one in note.fields if one.kind != "field languages")
    for some in (fields, note.fields):
        for kind in ("html", "docx", "pdf"):
            yield replace(note, fields=(*some, Block("field formats", f"formats: [{kind}]")))
        yield replace(note, fields=some)


def shortened(note: Manuscript, at: int, pattern: str, shows: Callable[[Manuscript], bool]) -> Manuscript:
    """Return the note with the block at this place cut down to the pieces, parted by the pattern, that are needed."""

    def of_pieces(some: Sequence[str]) -> Manuscript:
        blocks = list(note.blocks)
        blocks[at] = replace(blocks[at], text="".join(some))
        return replace(note, blocks=tuple(blocks))

    pieces = [piece for piece in re.split(pattern, note.blocks[at].text) if piece]
    return of_pieces(fewest(pieces, lambda some: shows(of_pieces(some))))


def fewest(parts: list[T], shows: Callable[[list[T]], bool]) -> list[T]:
    """Return the parts that are needed: halves are left out first, then quarters, at last single ones.

    So delta debugging goes (Zeller and Hildebrandt, 2002).
    """
    size = len(parts)
    while size > 1:
        size = (size + 1) // 2
        at = 0
        while at < len(parts):
            fewer = parts[:at] + parts[at + size :]
            if shows(fewer):
                parts = fewer
            else:
                at += size
    return parts


def of(note: Manuscript, parts: Sequence[Block]) -> Manuscript:
    """Return the note with these of its parts."""
    fields = tuple(one for one in parts if one.kind.startswith("field "))
    return replace(note, fields=fields, blocks=tuple(one for one in parts if one not in fields))
