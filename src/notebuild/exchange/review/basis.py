"""Finds in the files of an edition what it was printed from: the base of a review."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from notebuild.core.model import Edition, Segment
from notebuild.core.passages import CALLED, Passage
from notebuild.core.problems import Location
from notebuild.edition import wording
from notebuild.edition.places import Places
from notebuild.exchange.review.atoms import Atom, read
from notebuild.exchange.review.base import Base, Target
from notebuild.exchange.review.source import Text, atoms_of, likeness

MSGSTR = re.compile(r"msgstr[ \t]+\"(?:[^\"\\\n]|\\.)*\"(?:[ \t]*\r?\n\"(?:[^\"\\\n]|\\.)*\")*")
ROW = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"")
ESCAPES = {"\\n": "\n", "\\t": "\t", "\\r": "\r"}

SURE = 0.75
"""A passage that prints this part of a source's words in their order was printed from it."""

NEAR = 40
"""Among how many passages one is looked for."""

QUOTING = {"'": "single", '"': "double"}


def of_note(
    edition: Edition,
    places: Places,
    text: str,
    segments: Sequence[Segment],
    fields: Sequence[Segment],
    shown: str,
) -> Base:
    """Return the base of an original: its file is the note's."""
    by_place: dict[tuple[int, int], Target] = {}
    footnotes: dict[str, Target] = {}
    at = 0
    for segment in segments:
        end = at + len(segment.text)
        if segment.kind not in ("markup", "front-matter", "comment"):
            target = Target(
                segment.kind,
                segment.location,
                segment.text,
                at,
                end,
                segment.prefix,
                segment.context,
                segment.id,
            )
            by_place[segment.location.line, segment.location.column] = target
            if segment.kind == "footnote":
                footnotes[segment.id.partition(":")[2]] = target
        at = end
    own = tuple(filter(None, (_field(segment, text) for segment in fields)))
    told = (
        by_place.get((where.line, where.column)) if where.path == shown else None for where in places.passages
    )
    found = _checked(list(wording.passages(edition.tree["blocks"])), list(told), list(by_place.values()))
    return Base(edition, text, found, own, footnotes, text)


def _checked(
    passages: Sequence[Passage], told: Sequence[Target | None], targets: Sequence[Target]
) -> tuple[tuple[Passage, Target | None], ...]:
    """Return passages with what they were printed from: where that has other words, with the nearest that has them."""
    printed = [read(CALLED.sub("", passage.words)) for passage in passages]
    read_as: dict[int, Text] = {}

    def text(target: Target) -> Text:
        if target.start not in read_as:
            read_as[target.start] = atoms_of(target.text, target.prefix, is_code=target.kind == "code")
        return read_as[target.start]

    def fits(atoms: Sequence[Atom], target: Target) -> bool:
        own = text(target)
        return likeness(atoms, own) >= SURE and (bool(own.atoms) or bool(own.calls) or not atoms)

    out: list[Target | None] = []
    at = 0
    for atoms, target in zip(printed, told, strict=True):
        if target is not None and not fits(atoms, target):
            near = sorted(range(len(targets)), key=lambda place: abs(place - at))[:NEAR]
            hits = [place for place in near if text(targets[place]).atoms and fits(atoms, targets[place])]
            best = max(hits, key=lambda place: len(text(targets[place]).atoms), default=None)
            target = None if best is None else targets[best]
        if target is not None:
            at = targets.index(target)
        out.append(target)
    return tuple(zip(passages, out, strict=True))


def of_catalogue(
    edition: Edition,
    places: Places,
    text: str,
    entries: Mapping[int, tuple[Segment, str]],
    note: str,
    shown: str,
) -> Base:
    """Return the base of a translation: its file is the catalogue; `entries` are segments and words by line."""
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    targets: dict[int, Target] = {}
    for line, (segment, words) in entries.items():
        start = lines[line - 1]
        match = MSGSTR.match(text, start)
        offsets = _letters(text, match, words) if match else None
        if match and offsets:
            where = Location(shown, line, 1)
            place = (
                where,
                words,
                match.start(),
                match.end(),
                "",
                segment.context,
                segment.id,
                "entry",
                offsets,
            )
            targets[line] = Target(segment.kind, *place)
    found = tuple(
        (passage, targets.get(where.line) if where.path == shown else None)
        for passage, where in zip(wording.passages(edition.tree["blocks"]), places.passages, strict=True)
    )
    fields = tuple(target for target in targets.values() if target.kind == "metadata")
    footnotes = {
        target.name.partition(":")[2]: target for target in targets.values() if target.kind == "footnote"
    }
    return Base(edition, text, found, fields, footnotes, note, is_original=False)


def _field(segment: Segment, text: str) -> Target | None:
    """Return a field of the front matter as a passage to edit, its characters found one by one in the file."""
    lines = text.split("\n", segment.location.line)
    start = sum(len(line) + 1 for line in lines[: segment.location.line - 1]) + segment.location.column - 1
    before = text[text.rfind("\n", 0, start) + 1 : start]
    style = QUOTING.get(text[start - 1 : start], "plain") if before.strip() else "block"
    offsets, at = [], start
    for letter in segment.text:
        while text[at : at + 1] in ("\n", "\r") and letter not in "\n ":
            at = len(text) - len(text[at:].lstrip(" \r\n"))
        if text[at : at + 1] == letter:
            offsets.append(at)
            at += 1
            if letter == "\n":
                at += len(text[at:]) - len(text[at:].lstrip(" "))
        elif letter == " " and text[at : at + 1] in ("\n", "\r"):
            offsets.append(at)
            at = len(text) - len(text[at:].lstrip(" \r\n"))
        elif style == "single" and text.startswith("''", at) and letter == "'":
            offsets.append(at)
            at += 2
        elif style == "double" and text[at] == "\\" and text[at + 1 : at + 2] == letter:
            offsets.append(at)
            at += 2
        else:
            return None
    return Target(
        "metadata",
        segment.location,
        segment.text,
        start,
        at,
        "",
        segment.context,
        segment.id,
        style,
        (*offsets, at),
    )


def _letters(text: str, match: re.Match[str], words: str) -> tuple[int, ...] | None:
    """Return where each character of a translation stands in its catalogue, and its end; None where they differ."""
    offsets: list[int] = []
    said, end = "", match.end()
    for row in ROW.finditer(text, match.start(), match.end()):
        for sign in re.finditer(r"\\.|[^\\]", row[1]):
            offsets.append(row.start(1) + sign.start())
            said += ESCAPES.get(sign[0], sign[0][-1])
        end = row.end(1)
    return (*offsets, end) if said == words else None
