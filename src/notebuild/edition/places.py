"""Finds where the words of an edition stand in its source: the line of each passage, note and field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from notebuild.core.model import Footnote, Segment
from notebuild.core.passages import CALLED, Passage
from notebuild.core.problems import Location

KINDS = {"heading": "heading", "cell": "cell", "caption": "caption", "code": "code", "picture": "alt"}
"""The kinds of passage, and the kinds of segment that hold nothing else."""

UNSAID = frozenset(("markup", "comment", "front-matter", "footnote", "metadata"))
AHEAD = 40
"""How many segments on a passage is looked for where the two differ in number."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where an edition's words stand in its source."""

    passages: tuple[Location, ...] = ()
    """Of each passage of `wording.passages`, in its order."""

    notes: Mapping[int, Location] = field(default_factory=dict)
    fields: Mapping[str, Location] = field(default_factory=dict)
    """Of each field of the front matter."""

    note: str = ""
    """The path of the note itself."""


def find(
    passages: Sequence[Passage],
    footnotes: Iterable[Footnote],
    segments: Sequence[Segment],
    fields: Iterable[Segment],
    path: str,
    values: Mapping[str, Location] | None = None,
) -> Places:
    """Return the places of an edition's words among the segments that it was made from.

    `values` are where the note gives each field; what a catalogue translates stands there.
    """
    found: list[Location] = [Location(path, 1)] * len(passages)
    for kind in (*KINDS, ""):
        mine = [
            at
            for at, one in enumerate(passages)
            if KINDS.get(one.kind, "") == KINDS.get(kind, "") and one.words
        ]
        theirs = [one for one in segments if _is(one, kind) and one.text.strip()]
        for at, location in zip(mine, _matched([passages[at] for at in mine], theirs, path), strict=True):
            found[at] = location
    calls = {
        int(number): where
        for passage, where in zip(passages, found, strict=True)
        for number in CALLED.findall(passage.words)
    }
    written = {one.id.partition(":")[2]: one.location for one in segments if one.kind == "footnote"}
    start = Location(path, 1)
    return Places(
        tuple(found),
        {note.number: written.get(note.label, calls.get(note.number, start)) for note in footnotes},
        {
            **(values or {}),
            **{one.context.partition(":")[2]: one.location for one in reversed(tuple(fields))},
        },
        path,
    )


def _is(segment: Segment, kind: str) -> bool:
    """Return whether a segment may hold the words of a passage of this kind; "" is running text."""
    if kind:
        return segment.kind == KINDS[kind]
    return segment.kind not in UNSAID and segment.kind not in KINDS.values()


def _matched(passages: Sequence[Passage], segments: Sequence[Segment], path: str) -> Iterable[Location]:
    """Yield the place of each passage: by their order, or by their first words where there are more or fewer."""
    if len(passages) == len(segments):
        yield from (segment.location for segment in segments)
        return
    at, letters = 0, [_letters(segment.text) for segment in segments]
    for passage in passages:
        begun = _letters(" ".join(CALLED.sub("", passage.words).split()[:4]))
        near = range(at, min(at + AHEAD, len(segments)))
        hit = next((one for one in near if begun in letters[one]), None)
        at = at if hit is None else hit
        yield segments[min(at, len(segments) - 1)].location if segments else Location(path, 1)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words)


def to_json(places: Places) -> str:
    """Return the places as stable JSON, a place a line."""

    def place(where: Location) -> list[object]:
        return [where.path, where.line, where.column]

    return (
        json.dumps(
            {
                "note": places.note,
                "passages": [place(one) for one in places.passages],
                "notes": {str(number): place(one) for number, one in sorted(places.notes.items())},
                "fields": {name: place(one) for name, one in sorted(places.fields.items())},
            },
            ensure_ascii=False,
        ).replace("], [", "],\n[")
        + "\n"
    )


def from_json(text: str) -> Places:
    """Return the places that `to_json` wrote."""
    raw = json.loads(text)
    return Places(
        tuple(Location(*one) for one in raw["passages"]),
        {int(number): Location(*one) for number, one in raw["notes"].items()},
        {name: Location(*one) for name, one in raw["fields"].items()},
        raw["note"],
    )
