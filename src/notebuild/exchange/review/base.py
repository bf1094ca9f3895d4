"""The source that a document was made from: its passages that can be edited, each with where it stands in its file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from notebuild.core.model import Edition, Segment
from notebuild.core.passages import CALLED, Passage
from notebuild.core.problems import Location
from notebuild.edition import wording
from notebuild.edition.places import Places
from notebuild.exchange.review.replacements import Replacement, applied

MSGSTR = re.compile(r"msgstr[ \t]+\"(?:[^\"\\\n]|\\.)*\"(?:[ \t]*\r?\n\"(?:[^\"\\\n]|\\.)*\")*")
ROW = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"")
ESCAPES = {"\\n": "\n", "\\t": "\t", "\\r": "\r"}

QUOTING = {"'": "single", '"': "double"}


@dataclass(frozen=True, slots=True)
class Target:
    """A passage of a source that can be edited."""

    kind: str
    """The kind of its segment; of an entry of a catalogue, that of the original's."""

    where: Location
    text: str
    """Its Markdown, as it is edited."""

    start: int
    end: int
    """Where it stands in the file; of a field or an entry, where its value does as typed."""

    prefix: str = ""
    context: str = ""
    name: str = ""
    style: str = ""
    """How its value is typed: "" as it is; "plain", "single", "double", "block" in YAML; "entry" in a catalogue."""

    offsets: tuple[int, ...] = ()
    """Of a value: where each of its characters stands in the file, and one more for its end."""


@dataclass(frozen=True, slots=True)
class Base:
    """An edition and the file that holds its words."""

    edition: Edition
    text: str
    """The file: the note, or the catalogue of a translation."""

    passages: tuple[tuple[Passage, Target | None], ...]
    """In reading order, those of the text."""

    fields: tuple[Target, ...]
    """Of the front matter, those that print."""

    footnotes: Mapping[str, Target]
    """The notes that stand by themselves, by label."""

    note: str = ""
    """The text of the whole note, by which its author's hand is known."""

    is_original: bool = True
    keys: frozenset[str] = frozenset()
    """Those of all entries of the bibliography."""


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
    found = tuple(
        (passage, by_place.get((where.line, where.column)) if where.path == shown else None)
        for passage, where in zip(wording.passages(edition.tree["blocks"]), places.passages, strict=True)
    )
    return Base(edition, text, found, own, footnotes, text)


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


def written(base: Base, target: Target, replacements: Sequence[Replacement]) -> list[Replacement]:
    """Return replacements in a passage as replacements in its file, escaped as their place needs."""
    if not target.style:
        return [
            replace(one, start=one.start + target.start, end=one.end + target.start) for one in replacements
        ]
    new = applied(target.text, replacements)
    if target.style == "plain" and not _is_plain(new):
        return [Replacement(target.start, target.end, json.dumps(" ".join(new.split()), ensure_ascii=False))]
    line = base.text.rfind("\n", 0, target.start) + 1
    indent = base.text[line : target.start] if target.style == "block" else ""
    return [
        Replacement(
            target.offsets[one.start], target.offsets[one.end], _typed(one.text, target.style, indent)
        )
        for one in replacements
    ]


def _is_plain(value: str) -> bool:
    """Return whether YAML reads a value as it stands (YAML 1.2, 7.3.3)."""
    return not re.search(r":(?:\s|\Z)|\s#|\n", value) and not re.match(
        r"[-?:,\[\]{}#&*!|>'\"%@`]|\s|\Z", value
    )


def _typed(text: str, style: str, indent: str) -> str:
    if style == "block":
        return text.replace("\n", f"\n{indent}")
    if style == "entry":
        return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", '\\n"\n"')
    text = " ".join(text.split("\n"))
    if style == "single":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"') if style == "double" else text


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


def called(passage: Passage) -> list[int]:
    """Return the numbers of the notes that a passage calls, in order."""
    return [int(number) for number in CALLED.findall(passage.words)]
