"""A finished PDF to its notes, by where the letters stand on the page.

Nothing here looks at tags: a note begins at its named place (`note-7`) and runs to the next one, or
to where the lines stop following each other. The structure reader asks the tags instead; each has
been seen to err, so both are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from notebuild.readback.pdf_letters import Letter, Line, lines, on_page, without_furniture, words
from notebuild.readback.pdf_links import Link, Outline, call_links, call_number, note_number
from notebuild.readback.value import FootnoteReading, in_order

ENDNOTES = "page-notes"
"""The place of the heading of notes that stand at the end of the text."""

_GAP = 1.9
"""Lines further apart than this many line heights do not follow each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a note: its page, from 0, and its letters."""

    page: int
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Where a note begins on a page."""

    number: int
    x: float
    y: float


def _owner(letter: Letter, base: float, starts: Sequence[Start], pitch: float) -> int:
    """The number of the note a letter belongs to: the last that began above it, or left of it."""
    number = 0
    for start in starts:
        first = base > start.y - 1.3 * pitch
        if base < start.y + 0.5 and (not first or letter.x >= start.x - 1):
            number = start.number
    return number


def _parted(line: Line, starts: Sequence[Start], pitch: float) -> dict[int, list[Letter]]:
    """The letters of a line by the note they belong to; a line whose ends are one note's is all of it."""
    ends = [_owner(letter, line.base, starts, pitch) for letter in (line.letters[0], line.letters[-1])]
    if ends[0] == ends[1]:
        return {ends[0]: list(line.letters)}
    parts: dict[int, list[Letter]] = {}
    for letter in line.letters:
        parts.setdefault(_owner(letter, line.base, starts, pitch), []).append(letter)
    return parts


def _follow(found: Sequence[Line], base: float, pitch: float) -> list[Line]:
    """The lines below `base` that follow each other without a gap."""
    kept = []
    for line in found:
        if line.base < base:
            if base - line.base > _GAP * pitch:
                break
            kept.append(line)
            base = line.base
    return kept


def _carried(page: Sequence[Line], starts: Sequence[Start], size: float, foot: float | None) -> list[Line]:
    """The lines at the head of a page's notes that go on from the page before.

    They are of the notes' size and stand, one after the other, right above the first note that
    begins on the page; where none begins, at the foot of the page (or at its head for notes at the
    end of the text: `foot` None).
    """
    pitch = 1.35 * size
    small = [line for line in page if abs(median(c.size for c in line.letters) - size) < 0.3]
    if not starts and foot is None:
        return _follow(small, small[0].base + 1, pitch) if small else []
    limit = starts[0].y if starts else foot or 0.0
    block: list[Line] = []
    for line in sorted((line for line in small if line.base > limit - 0.5), key=lambda item: item.base):
        above = block[-1].base if block else limit
        if line.base - above > (1.45 if block else _GAP) * pitch:
            break
        block.append(line)
    return block[::-1]


Bands = Mapping[int, Sequence[Letter]]
"""The letters of a page by their height in steps of ten points, so that a link need not ask them all."""


def _bands(page: Iterable[Letter]) -> Bands:
    found: dict[int, list[Letter]] = {}
    for letter in page:
        found.setdefault(int(letter.middle // 10), []).append(letter)
    return found


def _under(link: Link, bands: Bands, more: float) -> list[Letter]:
    """The letters that a link covers, its rectangle made `more` points taller on both sides."""
    bottom, top = link.bottom - more, link.top + more
    return [
        c
        for band in range(int(bottom // 10), int(top // 10) + 1)
        for c in bands.get(band, ())
        if link.left - 0.5 <= c.x < link.right - 0.1 and bottom <= c.middle <= top
    ]


def _printed(link: Link, bands: Bands) -> str:
    """The characters a link covers; WeasyPrint gives a raised call a rectangle without height."""
    found = _under(link, bands, max(0.0, 4.0 - (link.top - link.bottom) / 2))
    return "".join(c.text for c in sorted(found, key=lambda c: c.x)).strip()


def footnotes(plan: Outline, drawn: Sequence[Sequence[Letter]]) -> tuple[FootnoteReading, ...]:
    """The notes of a PDF, by number; one that has a call and no place has an empty text.

    `drawn` holds the letters of each page; those off the page are as good as lost.
    """
    text = [on_page(page, size) for page, size in zip(drawn, plan.sizes, strict=True)]
    calls = {call_number(name): place for name, place in plan.places.items() if call_number(name)}
    bodies = {note_number(name): place for name, place in plan.places.items() if note_number(name)}
    there = call_links(plan)
    back = {call_number(link.target): link for link in plan.links if call_number(link.target)}
    bands = [_bands(page) for page in text]
    starts: dict[int, list[Start]] = {}
    for number, place in bodies.items():
        starts.setdefault(place.page, []).append(Start(number, place.x, place.y))
    left = min((place.x for place in bodies.values()), default=0.0) - 16
    heads = {id(letter) for link in back.values() for letter in _under(link, bands[link.page], 1)}
    body = [[c for c in row if c.x >= left and id(c) not in heads] for row in text]
    set_lines = [lines(row) for row in body]
    end = ENDNOTES in plan.places
    found = _texts(set_lines, starts, end)
    ready = {}
    for number in sorted(calls.keys() | bodies.keys() | there.keys()):
        link, home = there.get(number), back.get(number)
        rows = found.get(number, [])
        said = "\n".join(words(row.letters, row is rows[-1]) for row in rows)
        begins = bodies.get(number)
        marker = _printed(home, bands[home.page]) if home else ""
        ready[number] = FootnoteReading(
            number=number,
            text=said,
            call=_printed(link, bands[link.page]) if link else "",
            marker=marker,
            call_page=calls[number].page + 1 if number in calls else 0,
            # A note may have its place at the foot of a page and its words on the next.
            note_page=(rows[0].page if rows else begins.page) + 1 if begins else 0,
            there=link is not None and number in bodies,
            back=home is not None and number in calls,
            anchor=f"note-{number}" if begins else "",
        )
    return in_order(ready)


def _texts(
    pages: Sequence[Sequence[Line]], starts: dict[int, list[Start]], end: bool
) -> dict[int, list[Row]]:
    """The rows of each note, in order, over all the pages it fills."""
    sizes = [
        line.size
        for at, begun in starts.items()
        for start in begun
        for line in pages[at]
        if start.y - 1.3 * line.size * 1.35 < line.base < start.y
    ]
    size = median(sizes) if sizes else 0.0
    pitch = 1.35 * size
    owned: dict[int, list[Line]] = {}
    for at, begun in starts.items():
        begun.sort(key=lambda start: (-start.y, start.x))
        # Between two starts every line is a note's; after the last, while lines follow each other.
        last = begun[-1].y + 0.5
        between = [line for line in pages[at] if last <= line.base < begun[0].y + 0.5]
        owned[at] = between + _follow(pages[at], last, pitch)
    bare = without_furniture(pages) if end else pages
    every = [line.base for page in bare for line in page]
    floor = min(every, default=0.0) + 4 * pitch
    feet = [found[-1].base for found in owned.values() if found]
    foot = None if end or not feet else min(feet)
    rows: dict[int, list[Row]] = {}
    open_note, reached = 0, -2
    for at, page in enumerate(pages):
        begun, carried = starts.get(at, []), []
        if open_note and reached == at - 1:
            carried = _carried(page if begun else bare[at], begun, size, foot)
            rows.setdefault(open_note, []).extend(Row(at, line.letters) for line in carried)
        for line in owned.get(at, []):
            for number, part in _parted(line, begun, pitch).items():
                if number:
                    rows.setdefault(number, []).append(Row(at, tuple(part)))
        if begun:
            open_note = begun[-1].number
        # Only a note that reaches the foot of its page goes on.
        last_line = [*carried, *owned.get(at, [])][-1:]
        begins_low = bool(begun) and begun[-1].y < floor
        if begins_low or (last_line and (not end or last_line[0].base <= floor)):
            reached = at
    return rows
