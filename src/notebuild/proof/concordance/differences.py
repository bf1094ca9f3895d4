"""Compares one reading of a file with its edition: which footnote is not as it should be, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from notebuild.core.model import Edition, Footnote
from notebuild.proof.concordance.citations import Cited, Forms, cited, derive, written
from notebuild.readback import FootnoteReading, Reading, plain, same, squeeze


def _aligned(footnotes: Sequence[Footnote], reading: Reading) -> dict[int, FootnoteReading]:
    """Return the reading's notes under the numbers of the edition.

    A format that prints its numbers (PDF, HTML) is taken at its word. In a DOCX the order is the
    number, so that one lost note would shift all that follow: there texts find their notes.
    """
    if reading.format != "docx" or len(reading.footnotes) == len(footnotes):
        return {note.number: note for note in reading.footnotes}
    read = [squeeze(note.text) for note in reading.footnotes]
    wanted = [squeeze(note.text) for note in footnotes]
    matcher = SequenceMatcher(None, wanted, read, autojunk=False)
    return {
        footnotes[block.a + at].number: reading.footnotes[block.b + at]
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
    }


def faults(edition: Edition, reading: Reading, known: Forms) -> Iterator[tuple[int, str]]:
    """Yield what differs between one reading and its edition: a note's number (0: none), a message."""
    if reading.language != edition.language:
        yield 0, f'the file says its language is "{reading.language}", not {edition.language}'
    for name in reading.dead:
        yield 0, f"#{name} leads nowhere, or to two places"
    wanted = {note.number: note for note in edition.footnotes}
    found = _aligned(edition.footnotes, reading)
    owners: dict[str, list[int]] = {}
    for note in edition.footnotes:
        owners.setdefault(squeeze(note.text), []).append(note.number)
    for number, note in wanted.items():
        read = found.get(number)
        if read is None:
            yield number, "is missing"
            continue
        if not same(read.text, note.text):
            yield number, _difference(read.text, note.text, number, wanted, owners)
        elif (fault := _citations(read.text, note, known)) is not None:
            yield number, fault
        for part, printed in (("call", read.call), ("note", read.marker)):
            if printed and printed.strip(".\u00a0 ()[]") != str(number):
                yield number, f'is numbered "{printed}" at its {part}'
        if read.anchor and read.anchor != f"note-{number}":
            yield number, f"is reached as {read.anchor}"
        if not read.there and read.text:
            yield number, "is not reached from its call"
        if not read.back and read.text:
            yield number, "does not lead back to its call"
    if reading.format != "docx":
        for number in sorted(found.keys() - wanted.keys()):
            yield number, f"the file has a note {number} that the edition lacks"
    elif len(reading.footnotes) > len(wanted):
        yield 0, f"the file has {len(reading.footnotes)} notes, the edition {len(wanted)}"


def _difference(
    text: str,
    expected: str,
    number: int,
    wanted: Mapping[int, Footnote],
    owners: Mapping[str, list[int]],
) -> str:
    """Return how a note's text is not the edition's, said as shortly as it can be."""
    if not squeeze(text):
        return "is empty"
    for other in owners.get(squeeze(text), []) or [n for n in wanted if same(text, wanted[n].text)]:
        if other != number:
            return f"holds the text of footnote {other} ({wanted[other].label})"
    found, want = plain(text), plain(expected)
    at = next((i for i, (a, b) in enumerate(zip(found, want, strict=False)) if a != b), 0)
    at = at or min(len(found), len(want))
    start = max(0, at - 20)
    return f'reads "…{found[start : at + 25]}…" where the edition has "…{want[start : at + 25]}…"'


def _citations(text: str, note: Footnote, known: Forms) -> str | None:
    """Return what is wrong with the citations that a text prints, against those of its note."""
    derived, wanted = derive(text, known), [cited(citation) for citation in note.citations]
    for group in derived:
        if len(group) > 1:
            return f"could cite {' or '.join(written(c) for c in sorted(group))}: they print alike"
    found = [next(iter(group)) for group in derived]
    if found == wanted:
        return None
    return f"cites {listed(found)} where the edition has {listed(wanted)}"


def listed(citations: Sequence[Cited]) -> str:
    """Return citations as a message names them: `@dewaal2003, page 33; @broers2019`, or `nothing`."""
    return "; ".join(written(citation) for citation in citations) or "nothing"


def pages(group: Sequence[Reading]) -> Iterator[tuple[int, str]]:
    """Yield the footnotes that the two readings of a PDF see on different pages."""
    seen: dict[int, tuple[str, FootnoteReading]] = {}
    for reading in group:
        for note in reading.footnotes if reading.format == "pdf" else ():
            way, other = seen.setdefault(note.number, (reading.method, note))
            if (other.call_page, other.note_page) != (note.call_page, note.note_page):
                yield (
                    note.number,
                    f"is on page {other.note_page} by its {way}, on {note.note_page} by its "
                    f"{reading.method} (its call: {other.call_page} and {note.call_page})",
                )
