"""The stretches in which a passage was changed, as a person would mark them: no stop alone parts two of them."""

from __future__ import annotations

from collections.abc import Sequence

from notebuild.compare.words import Stretch, stretches
from notebuild.exchange.review.atoms import Atom, keys

FEW = 2
"""How many signs between two changes belong to them."""


def changed(old: Sequence[Atom], new: Sequence[Atom]) -> list[Stretch]:
    """Return the changed stretches of a passage, by the places of its atoms from 0."""
    before, after = keys(old), keys(new)

    def light(at: int) -> int | None:
        return len(new[at].text) if new[at].kind in ("word", "sign") else None

    found: list[Stretch] = []
    signs: Stretch | None = None
    for part in stretches(before, after, light):
        if part.is_same:
            is_small = len(part.new) <= FEW and all(new[at].kind == "sign" for at in part.new)
            signs = part if found and is_small else None
            continue
        if signs is not None and found[-1].new and part.new and found[-1].new.stop == signs.new.start:
            last = found.pop()
            part = Stretch(False, range(last.old.start, part.old.stop), range(last.new.start, part.new.stop))
        found.append(part)
        signs = None
    return [_trimmed(part, before, after) for part in found]


def _trimmed(part: Stretch, before: Sequence[str], after: Sequence[str]) -> Stretch:
    """Return a stretch without what is the same at its ends."""
    i, j, k, m = part.old.start, part.old.stop, part.new.start, part.new.stop
    while i < j and k < m and before[j - 1] == after[m - 1]:
        j, m = j - 1, m - 1
    while i < j and k < m and before[i] == after[k]:
        i, k = i + 1, k + 1
    return Stretch(False, range(i, j), range(k, m))
