"""The paragraphs and rows of a document that a review pairs, and which of two that crossed is the one that moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notebuild.exchange.review.atoms import keys
from notebuild.exchange.review.returned import Paragraph

Raw = list[tuple[int | None, int | None]]
"""The places of an item in both documents, from 0; None where one lacks it."""

MOVED = 3
"""How many paragraphs are taken as moved across a heading; of more, it is the heading that moved."""


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph, or a row of a table whose cells have a paragraph each."""

    cells: tuple[Paragraph, ...]
    first: int
    """The place of its first paragraph in the document, from 0."""

    @property
    def is_row(self) -> bool:
        return bool(self.cells[0].table) and len(self.cells) > 1

    @property
    def kind(self) -> tuple[object, ...]:
        """What two items must share to be one that was changed altogether."""
        one = self.cells[0]
        return (len(self.cells), one.level, bool(one.table), one.box)


def items(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """Return the items of a document in order; an empty paragraph that is no cell is none."""
    rows: dict[tuple[int, int], list[int]] = {}
    for at, one in enumerate(paragraphs):
        if one.table:
            rows.setdefault((one.table, one.row), []).append(at)
    out: list[Item] = []
    for at, one in enumerate(paragraphs):
        row = rows.get((one.table, one.row), [])
        columns = [paragraphs[place].column for place in row]
        if (
            one.table
            and len(columns) > 1
            and len(set(columns)) == len(columns)
            and row == list(range(row[0], row[-1] + 1))
        ):
            if at == row[0]:
                out.append(Item(tuple(paragraphs[place] for place in row), at))
        elif one.atoms:
            out.append(Item((one,), at))
    return out


def key(item: Item) -> tuple[object, ...]:
    """Return what two items share that are the same."""
    return (item.kind, tuple(tuple(keys(one.atoms)) for one in item.cells))


def headed(raw: Raw, old: Sequence[Item], new: Sequence[Item]) -> Raw:
    """Return pairs in which a heading stays, and a paragraph that changed its side of it moved; not the reverse.

    A heading has a label and a section, which a paragraph has not.
    """
    both = {(a, b) for a, b in raw if a is not None and b is not None}
    for a in [a for a, b in raw if a is not None and b is None and old[a].cells[0].level]:
        for b in [b for was, b in raw if b is not None and was is None and key(new[b]) == key(old[a])]:
            crossed = {pair for pair in both if (pair[0] < a) != (pair[1] < b)}
            if len(crossed) <= MOVED and not any(_stays(old[one]) for one, _ in crossed):
                both = (both - crossed) | {(a, b)}
                break
    made: Raw = []
    next_a = next_b = 0
    for a, b in [*sorted(both), (len(old), len(new))]:
        made += [(one, None) for one in range(next_a, a)]
        made += [(None, one) for one in range(next_b, b)]
        made += [(a, b)] if a < len(old) else []
        next_a, next_b = a + 1, b + 1
    return made


def _stays(item: Item) -> bool:
    one = item.cells[0]
    return bool(one.level or one.table or one.box) or any(atom.kind == "thing" for atom in one.atoms)
