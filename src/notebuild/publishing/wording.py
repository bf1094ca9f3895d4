"""What an edition says, to be recorded when it is published, and what differs from what was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from notebuild.compare.changes import Change, Text, between, marked
from notebuild.compare.editions import text_of
from notebuild.core.model import Edition
from notebuild.core.passages import Passage
from notebuild.core.problems import Location, counted
from notebuild.edition import wording
from notebuild.edition.places import Places
from notebuild.proof.words import say
from notebuild.publishing.published import Said, Words
from notebuild.sources.frontmatter_fields import printed

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Characters that say only where a line may break: no words."""

OF_VERSION = frozenset(("date", "corrections"))
"""Fields that are another version's own; that they differ is no correction."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What reads otherwise in a text than in what was published."""

    fields: tuple[Change, ...]
    """Of the front matter, each by its name."""

    passages: tuple[Change, ...]
    notes: tuple[Change, ...]

    def __len__(self) -> int:
        return len(self.fields) + len(self.passages) + len(self.notes)

    def __str__(self) -> str:
        """Say how many there are: `3 passages and 1 note`; a text of the front matter is a passage, too."""
        before = len(self.fields) + len(self.passages)
        said = [counted(before, "passage")] * bool(before)
        said += [counted(len(self.notes), "note")] * bool(self.notes)
        return " and ".join(said) or "no word"


def words(edition: Edition, drawn: Sequence[str] = ()) -> Words:
    """Return what an edition says; `drawn` are the words of its drawings. What the house prints is no part of it."""
    rows = [(kind, said) for kind, said, _ in passages(edition, drawn)]
    notes = tuple(_plain(note) for note in text_of(edition).notes)
    return Words(edition.language, tuple(front(edition)), tuple(rows), notes)


def passages(edition: Edition, drawn: Sequence[str] = ()) -> Iterator[tuple[str, str, int]]:
    """Yield the kind and words of each passage that has any, and its place among all passages of the edition.

    The place counts from 0; that of a drawing's words is -1.
    """
    for at, passage in enumerate(text_of(edition).passages):
        if said := _plain(f"{passage.mark} {passage.words}"):
            yield passage.kind, said, at
    yield from (("drawing", _plain(said), -1) for said in drawn)


def front(edition: Edition) -> Iterator[Said]:
    """Yield what the front matter says in print, field by field; a field of several texts, text by text."""
    meta: Mapping[str, Any] = edition.metadata
    yield "date", meta["date"]
    yield from (("author", _plain(name)) for name in meta["authors"])
    yield from (("author", _plain(wording.words(one))) for one in meta.get("contributors") or ())
    for name in printed("inlines"):
        if said := _plain(wording.words(meta.get(name) or ())):
            yield name, said
    for name in printed("blocks"):
        yield from ((name, _plain(one.words)) for one in wording.passages(meta.get(name) or ()))
    for name in printed("items"):
        yield from ((name, _plain(wording.words(item))) for item in meta.get(name) or ())


def _plain(said: str) -> str:
    return re.sub(r"\s+", " ", said.translate(UNSEEN)).strip()


def differences(old: Words, new: Words, without: frozenset[str] = frozenset()) -> Differences:
    """Return what differs between two texts of one note in one language; fields `without` are left out."""
    if old.digest == new.digest:
        return Differences((), (), ())
    names = dict.fromkeys(name for said in (new, old) for name, _ in said.front if name not in without)
    fields = [one for name in names for one in _field(name, old.field(name), new.field(name))]
    changes = between(*(_text(one.passages, one.notes) for one in (old, new)))
    return Differences(tuple(fields), changes.passages, (*changes.notes, *changes.reprinted))


def _field(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield what differs in a field: one text for another is a change, of several each is known by its words."""
    if len(old) == len(new) == 1:
        if old != new:
            yield Change(name, 1, 1, tuple(marked(old[0], new[0])))
        return
    yield from between(*(_text([(name, one) for one in texts], ()) for texts in (old, new))).passages


def _text(rows: Sequence[Said], notes: tuple[str, ...]) -> Text:
    return Text(tuple(Passage(kind, said) for kind, said in rows), notes)


def places(found: Differences, edition: Edition, drawn: Sequence[str], stand: Places) -> list[Location]:
    """Return where the differences stand in the source of the newer text, sorted, each place once.

    What is gone from it stands nowhere.
    """
    start = beginning(stand)
    rows = [stand.passages[at] if at >= 0 else start for _, _, at in passages(edition, drawn)]
    where = {stand.fields.get(one.kind, start) for one in found.fields}
    where |= {rows[one.new - 1] for one in found.passages if one.new}
    return sorted(where | {stand.notes.get(one.new, start) for one in found.notes if one.new})


def beginning(stand: Places) -> Location:
    """Return the place in a note of what has none of its own there: that of its version."""
    return stand.fields.get("version", Location(stand.note, 1))


def torn(changes: Differences) -> tuple[str, str]:
    """Return, of the first passage that both texts have, what was published and what is written: a few words."""
    for one in (*changes.fields, *changes.passages, *changes.notes):
        if one.old and one.new:
            old = "".join(said for state, said in one.marked if state != "in")
            new = "".join(said for state, said in one.marked if state != "out")
            return say.torn(old, new)
    return "", ""
