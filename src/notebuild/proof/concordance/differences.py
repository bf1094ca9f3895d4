"""Compares one reading of a file with its edition: which footnote is not as it should be, and how."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from notebuild.core.model import Edition, Footnote
from notebuild.proof.concordance.citations import Cited, Forms, cited, derive, written
from notebuild.readback import FootnoteReading, Reading, plain, same, squeeze


def faults(edition: Edition, reading: Reading, printed: Forms) -> Iterator[tuple[int, str]]:
    """Yield what differs between one reading and its edition: a footnote's number (0: none), a message.

    `printed` are the forms in which the edition prints its citations.
    """
    if reading.language != edition.language:
        yield 0, f'the file says its language is "{reading.language}", not {edition.language}'
    for name in reading.dead:
        yield 0, f"#{name} leads nowhere, or to two places"
    expected = {footnote.number: footnote for footnote in edition.footnotes}
    actual = _aligned(edition.footnotes, reading)
    owners: dict[str, list[int]] = {}
    for footnote in edition.footnotes:
        owners.setdefault(squeeze(footnote.text), []).append(footnote.number)
    for number, footnote in expected.items():
        read = actual.get(number)
        if read is None:
            yield number, "is missing"
            continue
        if not same(read.text, footnote.text):
            yield number, _difference(read.text, footnote.text, number, expected, owners)
        elif (fault := _citations(read.text, footnote, printed)) is not None:
            yield number, fault
        for fault in _marks_and_links(read, number):
            yield number, fault
    if reading.format != "docx":
        for number in sorted(actual.keys() - expected.keys()):
            yield number, f"the file has a note {number} that the edition lacks"
    elif len(reading.footnotes) > len(expected):
        yield 0, f"the file has {len(reading.footnotes)} notes, the edition {len(expected)}"


def _aligned(footnotes: Sequence[Footnote], reading: Reading) -> dict[int, FootnoteReading]:
    """Return what was read of each footnote, under the numbers of the edition.

    A format that prints its numbers (PDF, HTML) is taken at its word. In a DOCX the order is the
    number, so that one lost footnote would shift all that follow: there texts find their footnotes.
    """
    if reading.format != "docx" or len(reading.footnotes) == len(footnotes):
        return {read.number: read for read in reading.footnotes}
    actual = [squeeze(read.text) for read in reading.footnotes]
    expected = [squeeze(footnote.text) for footnote in footnotes]
    matcher = SequenceMatcher(None, expected, actual, autojunk=False)
    return {
        footnotes[block.a + at].number: reading.footnotes[block.b + at]
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
    }


def _marks_and_links(read: FootnoteReading, number: int) -> Iterator[str]:
    """Yield what is wrong with a footnote's printed numbers, its name, and its links to and fro."""
    for part, printed in (("call", read.call), ("note", read.marker)):
        if printed and printed.strip(".\u00a0 ()[]") != str(number):
            yield f'is numbered "{printed}" at its {part}'
    if read.anchor and read.anchor != f"note-{number}":
        yield f"is reached as {read.anchor}"
    if not read.there and read.text:
        yield "is not reached from its call"
    if not read.back and read.text:
        yield "does not lead back to its call"


def _difference(
    text: str,
    expected_text: str,
    number: int,
    expected: Mapping[int, Footnote],
    owners: Mapping[str, list[int]],
) -> str:
    """Return how a footnote's text is not the edition's, as shortly as it can be said."""
    if not squeeze(text):
        return "is empty"
    for other in owners.get(squeeze(text), []) or [n for n in expected if same(text, expected[n].text)]:
        if other != number:
            return f"holds the text of footnote {other} ({expected[other].label})"
    ours, theirs = plain(text), plain(expected_text)
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0)
    at = at or min(len(ours), len(theirs))
    start = max(0, at - 20)
    return f'reads "…{ours[start : at + 25]}…" where the edition has "…{theirs[start : at + 25]}…"'


def _citations(text: str, footnote: Footnote, printed: Forms) -> str | None:
    """Return what is wrong with the citations that a text prints, against those of its footnote.

    A written note may name a source in words that the edition prints for it elsewhere: these are looked for, too.
    """
    derived = derive(text, printed)
    if (
        footnote.origin == "authored"
        and derived == derive(footnote.text, printed)
        and _holds(derived, map(cited, footnote.citations))
    ):
        return None
    for group in derived:
        if len(group) > 1:
            return f"could cite {' or '.join(written(c) for c in sorted(group))}: they print alike"
    actual = [next(iter(group)) for group in derived]
    expected = [cited(citation) for citation in footnote.citations]
    if actual == expected:
        return None
    return f"cites {listed(actual)} where the edition has {listed(expected)}"


def _holds(found: Iterable[Collection[Cited]], expected: Iterable[Cited]) -> bool:
    """Return whether these citations stand among those found, in their order, each of them without a doubt."""
    left = iter([next(iter(group)) for group in found if len(group) == 1])
    return all(one in left for one in expected)


def listed(citations: Sequence[Cited]) -> str:
    """Return citations as a message names them: `@dewaal2003, page 33; @broers2019`, or `nothing`."""
    return "; ".join(written(citation) for citation in citations) or "nothing"


def pages(group: Sequence[Reading]) -> Iterator[tuple[int, str]]:
    """Yield the footnotes that the two readings of a PDF see on different pages."""
    seen: dict[int, tuple[str, FootnoteReading]] = {}
    for reading in group:
        for read in reading.footnotes if reading.format == "pdf" else ():
            way, other = seen.setdefault(read.number, (reading.method, read))
            if (other.call_page, other.note_page) != (read.call_page, read.note_page):
                yield (
                    read.number,
                    f"is on page {other.note_page} by its {way}, on {read.note_page} by its "
                    f"{reading.method} (its call: {other.call_page} and {read.call_page})",
                )
