"""What differs between two editions of a note in one language: its text, its notes, its front matter, its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from notebuild.compare.changes import Changes, Marked, Text, between, marked
from notebuild.core.model import Edition, Footnote, Node, Source
from notebuild.core.passages import CALL, Passage
from notebuild.edition import tree, wording
from notebuild.sources.frontmatter_fields import FIELDS

NOTE = "#note-"
"""What the target of a reference to a note begins with."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that reads otherwise, of the front matter or of a source."""

    name: str
    marked: Marked


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that is cited in one version only, or whose entry reads otherwise."""

    key: str
    state: str
    """"new", "gone" or "changed"."""

    title: str
    fields: tuple[Field, ...] = ()
    """Of a changed one."""


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """All that differs between two editions."""

    text: Changes
    front: tuple[Field, ...]
    sources: tuple[SourceChange, ...]

    def __bool__(self) -> bool:
        return bool(self.text or self.front or self.sources)


def compare(old: Edition, new: Edition) -> EditionChanges:
    """Return what differs between two editions of one note in one language."""
    return EditionChanges(
        between(text_of(old), text_of(new)),
        tuple(_fields(front(old), front(new))),
        tuple(_sources(old.sources, new.sources)),
    )


def text_of(edition: Edition) -> Text:
    """Return an edition as a text to compare: a reference to a note is known by the note and not by its number."""
    blocks = tree.rewrite(edition.tree["blocks"], _referring, "Link")
    notes = edition.footnotes
    return Text(
        tuple(_plain(passage) for passage in wording.passages(blocks)),
        tuple(" ".join(note.text.split()) for note in notes),
        tuple(map(identity, notes)),
    )


def _plain(passage: Passage) -> Passage:
    return replace(passage, words=re.sub(r"\s+", " ", passage.words).strip())


def identity(note: Footnote) -> str:
    """Return what a note is known by: of one that only cites, its sources and the places in them."""
    if note.origin != "citation":
        return ""
    return "; ".join(f"{one.key} {one.label} {one.locator}".strip() for one in note.citations)


def _referring(node: Node) -> Node | None:
    """Return a reference to a note with the note's number as that of a call."""
    target = str(node["c"][2][0])
    if not target.startswith(NOTE) or "xref" not in tree.classes(node):
        return None
    number = target.removeprefix(NOTE)
    said = re.sub(rf"(?<!\d){re.escape(number)}(?!\d)", CALL.format(number), tree.text(node["c"][1]))
    return {**node, "c": [node["c"][0], [{"t": "Str", "c": said}], node["c"][2]]}


def front(edition: Edition) -> dict[str, str]:
    """Return the front matter of an edition as plain words, field by field, in the order of the fields."""
    meta: Mapping[str, Any] = {**edition.metadata, "author": edition.metadata["authors"]}
    found = {field.name: _said(meta[field.name]) for field in FIELDS if field.name in meta}
    return {name: said for name, said in found.items() if said}


def _said(value: Any) -> str:
    if isinstance(value, list):
        if value and all(isinstance(item, dict) and "t" in item for item in value):
            return " ".join(tree.text(value).split())
        return "; ".join(filter(None, map(_said, value)))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_said(one)}" for name, one in sorted(value.items()))
    return "" if value is None else str(value)


def _fields(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Field]:
    """Yield each field that reads otherwise, in the order of the new version, then those that are gone."""
    for name in [*new, *(name for name in old if name not in new)]:
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            yield Field(name, tuple(marked(was, now)))


def _sources(old: tuple[Source, ...], new: tuple[Source, ...]) -> Iterator[SourceChange]:
    before, after = ({source.key: source for source in sources} for sources in (old, new))
    for key, source in after.items():
        if key not in before:
            yield SourceChange(key, "new", _title(source))
        elif changed := tuple(_fields(_entry(before[key]), _entry(source))):
            yield SourceChange(key, "changed", _title(source), changed)
    for key, source in before.items():
        if key not in after:
            yield SourceChange(key, "gone", _title(source))


def _entry(source: Source) -> dict[str, str]:
    return {"type": source.kind, **source.fields}


def _title(source: Source) -> str:
    return source.fields.get("title") or source.fields.get("shorttitle") or source.key
