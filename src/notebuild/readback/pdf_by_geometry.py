"""Reads the footnotes of a finished PDF by where the letters stand on the page.

Nothing here looks at tags: a footnote begins at its named place (`note-7`) and runs to the next one, or
to where the lines stop following each other. The structure reader asks the tags instead; each has
been seen to err, so both are asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from notebuild.readback.pdf_letters import Letter, Line, lines, on_page, without_furniture, words
from notebuild.readback.pdf_links import Link, Outline, Place, call_links, call_number, note_number
from notebuild.readback.value import FootnoteReading

ENDNOTES = "page-notes"
"""The place of the heading of footnotes that stand at the end of the text."""

_PITCH = 1.35
"""The height of a footnote's line, in sizes of its type."""

_OTHER = 0.3
"""Points by which the size of another kind of line differs from the footnotes'."""

_GAP = 1.9
"""Lines further apart than this many line heights do not follow each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a footnote: its page, from 0, and its letters."""

    page: int
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Where a footnote begins on a page."""

    number: int
    x: float
    y: float


def _owner(letter: Letter, base: float, starts: Sequence[Start], pitch: float) -> int:
    """Return the number of the footnote a letter belongs to: the last that began above it, or left of it."""
    number = 0
    for start in starts:
        first = base > start.y - 1.3 * pitch
        if base < start.y + 0.5 and (not first or letter.x >= start.x - 1):
            number = start.number
    return number


def _parted(line: Line, starts: Sequence[Start], pitch: float) -> dict[int, list[Letter]]:
    """Return the letters of a line by footnote; a line whose ends are one footnote's is all of it."""
    ends = [_owner(letter, line.base, starts, pitch) for letter in (line.letters[0], line.letters[-1])]
    if ends[0] == ends[1]:
        return {ends[0]: list(line.letters)}
    parts: dict[int, list[Letter]] = {}
    for letter in line.letters:
        parts.setdefault(_owner(letter, line.base, starts, pitch), []).append(letter)
    return parts


def _follow(page: Sequence[Line], base: float, pitch: float) -> list[Line]:
    """Return the lines below `base` that follow each other without a gap."""
    kept = []
    for line in page:
        if line.base < base:
            if base - line.base > _GAP * pitch:
                break
            kept.append(line)
            base = line.base
    return kept


def _carried(page: Sequence[Line], starts: Sequence[Start], size: float, foot: float | None) -> list[Line]:
    """Return the lines at the head of a page's footnotes that go on from the page before.

    They are of the footnotes' size and stand, one after the other, right above the first footnote that
    begins on the page; where none begins, at the foot of the page (or at its head for footnotes at the
    end of the text: `foot` None).
    """
    pitch = _PITCH * size
    small = [line for line in page if abs(median(c.size for c in line.letters) - size) < _OTHER]
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
    bands: dict[int, list[Letter]] = {}
    for letter in page:
        bands.setdefault(int(letter.middle // 10), []).append(letter)
    return bands


def _under(link: Link, bands: Bands, more: float) -> list[Letter]:
    """Return the letters that a link covers, its rectangle made `more` points taller on both sides."""
    bottom, top = link.bottom - more, link.top + more
    return [
        c
        for band in range(int(bottom // 10), int(top // 10) + 1)
        for c in bands.get(band, ())
        if link.left - 0.5 <= c.x < link.right - 0.1 and bottom <= c.middle <= top
    ]


def _printed(link: Link, bands: Bands) -> str:
    """Return the characters a link covers; WeasyPrint gives a raised call a rectangle without height."""
    covered = _under(link, bands, max(0.0, 4.0 - (link.top - link.bottom) / 2))
    return "".join(c.text for c in sorted(covered, key=lambda c: c.x)).strip()


@dataclass(frozen=True, slots=True)
class Trace:
    """What the places and links of a PDF say of one footnote; None where it has no such thing."""

    number: int
    call: Place | None
    body: Place | None
    link: Link | None
    """The link at the call, which leads to the footnote."""

    back: Link | None
    """The link at the head of the footnote, which leads to the call."""


def footnotes(plan: Outline, drawn: Sequence[Sequence[Letter]]) -> tuple[FootnoteReading, ...]:
    """Return the footnotes of a PDF, by number; one that has a call and no place has an empty text.

    `drawn` holds the letters of each page; those off the page are as good as lost.
    """
    pages = [on_page(page, size) for page, size in zip(drawn, plan.sizes, strict=True)]
    bands = [_bands(page) for page in pages]
    traces = _traces(plan)
    starts: dict[int, list[Start]] = {}
    for trace in traces:
        if trace.body:
            starts.setdefault(trace.body.page, []).append(Start(trace.number, trace.body.x, trace.body.y))
    for begun in starts.values():
        begun.sort(key=lambda start: (-start.y, start.x))
    rows = _texts(_lines(pages, traces, bands), starts, ENDNOTES in plan.places)
    return tuple(_reading(trace, rows.get(trace.number, []), bands) for trace in traces)


def _traces(plan: Outline) -> list[Trace]:
    """Return the trace of each footnote that has a call, a place or a link, by number."""
    calls = {call_number(name): place for name, place in plan.places.items()}
    bodies = {note_number(name): place for name, place in plan.places.items()}
    backs = {call_number(link.target): link for link in plan.links}
    links = call_links(plan)
    return [
        Trace(number, calls.get(number), bodies.get(number), links.get(number), backs.get(number))
        for number in sorted((calls.keys() | bodies.keys() | links.keys()) - {0})
    ]


def _lines(
    pages: Sequence[Sequence[Letter]], traces: Sequence[Trace], bands: Sequence[Bands]
) -> list[list[Line]]:
    """Return the lines of each page, without the footnotes' own numbers and what stands left of these."""
    left = min((trace.body.x for trace in traces if trace.body), default=0.0) - 16
    heads = {
        id(letter)
        for trace in traces
        if trace.back
        for letter in _under(trace.back, bands[trace.back.page], 1)
    }
    return [lines([c for c in page if c.x >= left and id(c) not in heads]) for page in pages]


def _reading(trace: Trace, rows: Sequence[Row], bands: Sequence[Bands]) -> FootnoteReading:
    """Return what a file says of one footnote, whose lines are `rows`."""
    call, body, link, back = trace.call, trace.body, trace.link, trace.back
    return FootnoteReading(
        number=trace.number,
        text="\n".join(words(row.letters, row is rows[-1]) for row in rows),
        call=_printed(link, bands[link.page]) if link else "",
        marker=_printed(back, bands[back.page]) if back else "",
        call_page=call.page + 1 if call else 0,
        # A footnote may have its place at the foot of a page and its words on the next.
        note_page=(rows[0].page if rows else body.page) + 1 if body else 0,
        there=link is not None and body is not None,
        back=back is not None and call is not None,
        anchor=f"note-{trace.number}" if body else "",
    )


def _texts(
    pages: Sequence[Sequence[Line]], starts: Mapping[int, Sequence[Start]], at_end: bool
) -> dict[int, list[Row]]:
    """Return the rows of each footnote, in order, over all the pages it fills.

    `starts` are those of each page that has some, from the top; `at_end` says that the footnotes
    stand at the end of the text.
    """
    size = _size(pages, starts)
    pitch = _PITCH * size
    owned = {at: _owned(_without_folio(pages[at], size), begun, pitch) for at, begun in starts.items()}
    bare = without_furniture(pages) if at_end else pages
    floor = min((line.base for page in bare for line in page), default=0.0) + 4 * pitch
    feet = [page[-1].base for page in owned.values() if page]
    foot = None if at_end or not feet else min(feet)
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    running = 0
    for at, page in enumerate(pages):
        begun = starts.get(at, [])
        carried = _carried(page if begun else bare[at], begun, size, foot) if running else []
        rows[running] += [Row(at, line.letters) for line in carried]
        for line in owned.get(at, []):
            for number, part in _parted(line, begun, pitch).items():
                rows[number].append(Row(at, tuple(part)))
        # Only a footnote that reaches the foot of its page goes on.
        last = [*carried, *owned.get(at, [])][-1:]
        begins_low = bool(begun) and begun[-1].y < floor
        reaches = begins_low or (bool(last) and (not at_end or last[0].base <= floor))
        current = begun[-1].number if begun else running
        running = current if reaches else 0
    del rows[0]  # lines that are no footnote's
    return rows


def _without_folio(page: Sequence[Line], size: float) -> Sequence[Line]:
    """Return the lines of a page without its last one, where that is of another size than the footnotes."""
    return page[:-1] if page and abs(median(c.size for c in page[-1].letters) - size) >= _OTHER else page


def _size(pages: Sequence[Sequence[Line]], starts: Mapping[int, Sequence[Start]]) -> float:
    """Return the size of the footnotes' type: the median of the lines at which they begin."""
    sizes = [
        line.size
        for at, begun in starts.items()
        for start in begun
        for line in pages[at]
        if start.y - 1.3 * _PITCH * line.size < line.base < start.y
    ]
    return median(sizes) if sizes else 0.0


def _owned(page: Sequence[Line], begun: Sequence[Start], pitch: float) -> list[Line]:
    """Return the lines of a page's footnotes: all between two starts; after the last, while they follow."""
    last = begun[-1].y + 0.5
    between = [line for line in page if last <= line.base < begun[0].y + 0.5]
    return between + _follow(page, last, pitch)
