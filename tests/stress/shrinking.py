"""The smallest part of a random note that still shows a finding."""

from __future__ import annotations

import time
from dataclasses import replace

from trial import outcome
from written import Block, Manuscript

NEEDED = {"field title", "field author", "field date", "field lang"}


def smallest(seed: int, note: Manuscript, sort: str, seconds: float) -> Manuscript:
    """Return the note with all left out without which the finding stays; what it has come to when its time is up.

    Halves are tried first, then quarters, then single blocks (Zeller and Hildebrandt, delta debugging).
    """
    ends = time.monotonic() + seconds
    parts: list[Block] = [*note.fields, *note.blocks]
    size = max(1, len(note.blocks) // 2)
    while time.monotonic() < ends:
        at = 0
        while at < len(parts) and time.monotonic() < ends:
            fewer = [one for n, one in enumerate(parts) if not at <= n < at + size or one.kind in NEEDED]
            if len(fewer) < len(parts) and shows(seed, of(note, fewer), sort):
                parts = fewer
            else:
                at += size
        if size == 1:
            break
        size //= 2
    return of(note, parts)


def shows(seed: int, note: Manuscript, sort: str) -> bool:
    """Return whether a note has a finding of this sort."""
    return any(found.sort == sort for found in outcome(seed, note).findings)


def of(note: Manuscript, parts: list[Block]) -> Manuscript:
    """Return the note with these of its parts."""
    fields = tuple(one for one in parts if one.kind.startswith("field "))
    return replace(note, fields=fields, blocks=tuple(one for one in parts if one not in fields))
