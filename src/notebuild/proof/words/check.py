"""Tells every difference between the words of an edition and those of a finished file, at its line in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from notebuild.core.model import Edition
from notebuild.core.passages import BULLET, CALLED, Passage
from notebuild.core.problems import Location, Problem
from notebuild.edition import wording
from notebuild.edition.places import Places
from notebuild.proof.words import front, place
from notebuild.proof.words.align import Pair, align, joined
from notebuild.proof.words.floats import floated
from notebuild.proof.words.say import REMEDY, file_of, shown, torn
from notebuild.readback import Reading
from notebuild.readback.passages import agree, boxed, key, marked

NAMES = {
    "heading": "heading",
    "paragraph": "paragraph",
    "term": "term",
    "cell": "cell",
    "caption": "caption",
    "code": "code",
    "picture": "alternative text",
}
"""The kinds of passage, in words."""

_BY = re.compile(r" \(by its (?:geometry|structure)\)")

RUNNING = {"paragraph", "term", "code"}
"""Kinds that the tags of a PDF do not tell apart (ISO 32000-1, 14.8.4)."""


def check(edition: Edition, places: Places, readings: Iterable[Reading]) -> list[Problem]:
    """Return each difference between an edition and the readings of its files, once: a PDF is read twice."""
    found = [problem for reading in readings for problem in _check(edition, places, reading)]
    times = Counter(_BY.sub("", problem.message) for problem in found)
    once = {}
    for problem in found:
        told = _BY.sub("", problem.message)
        once[problem.location, told] = replace(problem, message=told) if times[told] > 1 else problem
    return list(once.values())


def _check(edition: Edition, places: Places, reading: Reading) -> Iterator[Problem]:
    """Yield each difference in words, marks, levels and order between an edition and one reading of its files."""
    expected = [boxed(passage) for passage in wording.passages(edition.tree["blocks"])]
    read = [boxed(passage) for passage in reading.passages if passage.part == "text"]
    if reading.method == "geometry":
        expected = [replace(one, words=CALLED.sub(r"\1", one.words)) for one in expected]
    if reading.format == "txt":
        expected = [replace(one, words=CALLED.sub(r"[\1]", one.words)) for one in expected]
    if reading.format == "pdf":
        read = joined(expected, read)
    order = floated(expected, read) if reading.format == "pdf" else list(range(len(expected)))
    pairs = [
        pair if pair.expected is None else replace(pair, expected=order[pair.expected])
        for pair in align([expected[at] for at in order], read)
    ]
    for at, pair in enumerate(pairs):
        ours = expected[pair.expected] if pair.expected is not None else None
        theirs = read[pair.read] if pair.read is not None else None
        for message in _differences(pair, ours, theirs, reading):
            yield Problem(_place(pairs, at, places), message, REMEDY)
    if reading.method == "geometry":
        at_home = {
            pair.read: at for at, pair in enumerate(pairs) if pair.read is not None and not pair.is_moved
        }
        standing = [one if at in at_home else replace(one, lines=()) for at, one in enumerate(read)]
        for found, message in place.check(standing, reading):
            if found in at_home:
                named = _named(read[found]).replace("alternative text", "picture")
                where = _place(pairs, at_home[found], places)
                yield Problem(where, f"{named} {message} in {file_of(reading)}", REMEDY)
    yield from front.check(edition, places, reading)


def _place(pairs: Sequence[Pair], at: int, places: Places) -> Location:
    """Return where a pair stands in the source; of what the source lacks, its twin or the passage before."""
    known = [pair.expected for pair in pairs[: at + 1] if pair.expected is not None]
    if pairs[at].twin is not None or known:
        return places.passages[pairs[at].twin or known[-1]]
    return Location(places.note, 1)


def _differences(pair: Pair, ours: Passage | None, theirs: Passage | None, reading: Reading) -> Iterator[str]:
    """Yield what is wrong with one pair."""
    file = file_of(reading)
    if ours is None:
        assert theirs is not None
        stands = "stands twice in" if pair.twin is not None else "is not written here, but stands in"
        yield f"{_named(theirs)} {stands} {file}"
        return
    if theirs is None:
        yield f"{_named(ours)} is not in {file}"
        return
    if pair.is_moved:
        yield f"{_named(ours)} stands in another place in {file}"
    elif not agree(theirs, ours, by_lines=reading.format != "pdf"):
        if key(theirs.words) == key(ours.words):
            yield f"the lines of {_named(ours)} are parted otherwise in {file}"
            return
        read, written = torn(theirs.words, ours.words)
        yield f'{_named(ours)} reads "{read}" in {file}, not "{written}"'
    elif "\n" in ours.words and theirs.lines and not place.is_parted(theirs, ours):
        yield f"the lines of {_named(ours)} are parted otherwise in {file}"
    yield from _dress(ours, theirs, reading)


def _dress(ours: Passage, theirs: Passage, reading: Reading) -> Iterator[str]:
    """Yield what is wrong with a passage's kind, level, column, mark or depth."""
    file = file_of(reading)
    level = ours.level - (reading.format == "docx" and ours.level > 0)
    if ours.kind != theirs.kind and not (reading.format == "pdf" and {ours.kind, theirs.kind} <= RUNNING):
        yield f"{_named(ours)} is a {NAMES[theirs.kind]} in {file}"
    elif level != theirs.level:
        yield f"{_named(ours)} has level {theirs.level} in {file}, not {level}"
    elif ours.column != theirs.column:
        yield f"{_named(ours)} stands in column {theirs.column} in {file}, not in {ours.column}"
    if marked(ours.mark) != marked(theirs.mark):
        mark = f'is marked "{theirs.mark}"' if theirs.mark else "has no mark"
        item = "the list item" if ours.mark else f"the {NAMES[ours.kind]}"
        wanted = "by a bullet" if ours.mark == BULLET else f'"{ours.mark}"' if ours.mark else "at all"
        yield f"{item} {shown(ours.words)} {mark} in {file}, not {wanted}"
    elif ours.depth != theirs.depth and reading.format in ("html", "epub", "txt", "jats"):
        yield f"{_named(ours)} stands {theirs.depth} lists deep in {file}, not {ours.depth}"


def _named(passage: Passage) -> str:
    return f"the {NAMES[passage.kind]} {shown(passage.words)}"
