"""Fits tables to the page: how wide their columns are, and how small their type, so that no word runs out.

Both the printed page and Word take their widths from here; a web page scrolls instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from notebuild.core.house import House
from notebuild.render.measuring import longest, ruler

MILLIMETRE = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way to set a table."""

    size: float = 1.0
    """The type, as part of the usual size."""

    is_wide: bool = False
    """Whether it reaches into the left margin, as far as the titles do."""

    is_hyphenated: bool = False

    @property
    def is_dense(self) -> bool:
        """Whether the type is smaller than usual, and the columns stand closer."""
        return self.size < 1


STEPS = (
    Step(),
    Step(is_wide=True),
    Step(0.94, is_wide=True),
    Step(0.8, is_wide=True),
    Step(0.94, is_wide=True, is_hyphenated=True),
    Step(0.8, is_wide=True, is_hyphenated=True),
)
"""From how a table looks best to how it holds most; where even the last is too wide, long words are broken."""


TALL = 30
"""Lines of a row that are half a page."""

LONG = 40
"""Lines of a table that goes over a page."""

MANY, SAVED = 5, 0.8
"""A table of so many columns takes the margin where this part of its lines, or less, is left of them."""

APART = 0.45
"""Points between the sizes of a table and of the footnotes, at least: layouts differ by a tenth of a point."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a page offers a table; lengths in points."""

    column: float
    """Width of the text."""

    hang: float
    """How far it may reach into the left margin; 0 where it may not."""

    type_size: float
    gutters: tuple[float, float]
    """Space between two columns: at the usual size, and where the type is smaller."""

    width: Callable[[str], float]
    """The width of a text in sizes of the type."""

    language: str
    footnotes: float = 0.0
    """Size of the footnotes' type, which no table may have: whoever reads the file back tells both apart by it."""

    def size(self, step: Step) -> float:
        """Return the size of a table's type in points."""
        size = self.type_size * step.size
        return min(size, self.footnotes - APART) if abs(size - self.footnotes) < APART else size

    def measure(self, step: Step) -> float:
        """Return the width of a table in points."""
        return self.column + (self.hang if step.is_wide else 0)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set."""

    step: Step
    columns: tuple[float, ...]
    """The part of its width that each column takes; they add up to 1."""

    lines: tuple[int, ...]
    """How many lines each row takes, about."""

    is_broken: bool
    """Whether some word is wider than its column."""

    @property
    def tallest(self) -> int:
        """How many lines the tallest row takes."""
        return max(self.lines, default=0)


def room(house: House, language: str, gutters: tuple[float, float]) -> Room:
    """Return what the house's page offers to a table in the text."""
    page = house.tokens["page"]
    return Room(
        column=(page["width"] - page["left"] - page["right"]) * MILLIMETRE,
        hang=page["hang"] * MILLIMETRE,
        type_size=float(house.tokens["size"]["small"]),
        gutters=gutters,
        width=ruler(house),
        language=language,
        footnotes=float(house.tokens["size"]["note"]),
    )


def fit(rows: Sequence[Sequence[str]], shares: Sequence[float], room: Room) -> Fit:
    """Return how a table is set, of which `rows` are the words of the cells.

    `shares` are the relative widths that its author gave the columns; empty where none were given. They are
    kept as far as the columns' longest words allow, and unless they make some row twice as tall as need be, or a
    long table much longer: pandoc takes the dashes under its heads for widths where a line of its source is long.
    """
    count = max(map(len, rows), default=0)
    columns = [[row[at] for row in rows if at < len(row)] for at in range(count)]
    whole = [longest(cells, room.width) for cells in columns]
    parts: list[float] = []
    for step in STEPS:
        if step.is_hyphenated and not parts:
            parts = [longest(cells, room.width, room.language) for cells in columns]
        words = parts if step.is_hyphenated else whole
        if sum(words) * room.size(step) + count * room.gutters[step.is_dense] <= room.measure(step):
            break
    wanted = [max(map(room.width, cells), default=0) for cells in columns]
    found = _fit(rows, words, wanted, shares, room, step)
    if shares:
        free = _fit(rows, words, wanted, (), room, step)
        is_tall = found.tallest > TALL and 2 * free.tallest < found.tallest
        is_long = sum(found.lines) > LONG and sum(free.lines) <= SAVED * sum(found.lines)
        found = free if is_tall or is_long else found
    if step == STEPS[0]:
        wide = _fit(rows, words, wanted, shares, room, STEPS[1])
        saves = count >= MANY and sum(wide.lines) <= SAVED * sum(found.lines)
        if found.tallest > TALL or saves:
            found = wide
    return found


def _fit(
    rows: Sequence[Sequence[str]],
    words: Sequence[float],
    wanted: Sequence[float],
    shares: Sequence[float],
    room: Room,
    step: Step,
) -> Fit:
    """Return a table set at one step.

    `words` and `wanted` say of each column the width of its longest word and of its longest cell, in sizes
    of the type.
    """
    size, gutter, width = room.size(step), room.gutters[step.is_dense], room.measure(step)
    needed = [one * size + gutter for one in words]
    floors = levelled(needed, width)
    wishes = [one * size + gutter for one in wanted]
    if not shares:
        # A column of short cells keeps each of them on one line, where the others can spare the room.
        short = [wish if wish <= width / len(wishes) else 0 for wish in wishes]
        kept = list(map(max, floors, short))
        floors = kept if sum(kept) <= width else floors
    filled = shared(list(shares) or wishes, floors, width)
    lines = [
        max((_lines(room.width(cell) * size, one - gutter) for cell, one in pairs), default=0)
        for pairs in (zip(row, filled, strict=False) for row in rows)
    ]
    return Fit(step, tuple(one / width for one in filled), tuple(lines), sum(needed) > width)


def _lines(words: float, measure: float) -> int:
    """Return how many lines some words take, both widths in points."""
    return ceil(words / max(measure, 1.0))


def levelled(floors: Sequence[float], width: float) -> list[float]:
    """Return the widths cut down, the largest first and to one height, until they fit into `width`."""
    left, out = width, dict.fromkeys(range(len(floors)), 0.0)
    for rank, at in enumerate(sorted(out, key=floors.__getitem__)):
        out[at] = min(floors[at], left / (len(floors) - rank))
        left -= out[at]
    return list(out.values())


def shared(weights: Sequence[float], floors: Sequence[float], width: float) -> list[float]:
    """Return `width` shared out by weight, none less than its floor; the floors together are no more than `width`."""
    free, out = set(range(len(weights))), list(floors)
    while free:
        left = width - sum(out[at] for at in range(len(out)) if at not in free)
        total = sum(weights[at] for at in free) or 1.0
        low = {at for at in free if left * weights[at] / total < floors[at]}
        if not low:
            for at in free:
                out[at] = left * weights[at] / total
            break
        free -= low
    return out
