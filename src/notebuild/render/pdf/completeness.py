"""Checks that a finished PDF has every footnote of its edition, whole and where it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from notebuild.core.model import Edition, Footnote
from notebuild.core.problems import Location, Problem
from notebuild.readback.value import FootnoteReading, same

REMEDY = "this is a fault of the page's layout; please report it with the note's text"


def compare(
    edition: Edition,
    readings: Sequence[FootnoteReading],
    display_path: str,
    endnotes: bool = False,
    only: Container[int] | None = None,
) -> tuple[Problem, ...]:
    """Return a Problem for each footnote that the file lacks, repeats, changes or puts before its call.

    `readings` are the file's footnotes; `only` keeps the comparison to the edition's footnotes of
    these numbers. Endnotes may stand on any page.
    """
    by_number = {reading.number: reading for reading in readings}
    times = Counter(reading.number for reading in readings)
    faults: list[tuple[int, str]] = []
    for footnote in edition.footnotes:
        if only is None or footnote.number in only:
            reading, copies = by_number.get(footnote.number), times[footnote.number]
            faults += [(footnote.number, fault) for fault in _fault(footnote, reading, copies, endnotes)]
    extra = by_number.keys() - {footnote.number for footnote in edition.footnotes}
    faults += [(number, "the edition has no such note") for number in sorted(extra)]
    return tuple(
        Problem(Location(display_path, place=f"footnote {number}"), message, REMEDY)
        for number, message in faults
    )


def _fault(footnote: Footnote, reading: FootnoteReading | None, copies: int, endnotes: bool) -> Iterator[str]:
    """Yield the first thing that is wrong with a footnote as the file has it, if anything is."""
    name = f"[^{footnote.label}]" if footnote.origin == "authored" else footnote.label
    if reading is None or not reading.note_page:
        yield f"note {name} is not in the file"
    elif not reading.call_page:
        yield f"the call of note {name} is not in the file"
    elif copies > 1:
        yield f"note {name} stands {copies} times"
    elif not same(reading.text, footnote.text):
        yield f"the text of note {name} is not complete"
    elif reading.note_page < reading.call_page and not endnotes:
        yield f"note {name} stands before its call"


def split(readings: Iterable[FootnoteReading]) -> tuple[int, ...]:
    """Return the numbers of the footnotes that begin on a later page than their call."""
    return tuple(reading.number for reading in readings if reading.note_page > reading.call_page)


def numbers(problems: Iterable[Problem]) -> tuple[int, ...]:
    """Return the numbers of the footnotes that problems are about."""
    places = (problem.location.place.rpartition(" ")[2] for problem in problems)
    return tuple(int(place) for place in places if place.isdecimal())
