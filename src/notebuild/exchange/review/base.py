"""The source that a document was made from: its passages that can be edited, each with where it stands in its file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from notebuild.core.model import Edition
from notebuild.core.passages import CALLED, Passage
from notebuild.core.problems import Location
from notebuild.exchange.review.replacements import Replacement, applied


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


def called(passage: Passage) -> list[int]:
    """Return the numbers of the notes that a passage calls, in order."""
    return [int(number) for number in CALLED.findall(passage.words)]
