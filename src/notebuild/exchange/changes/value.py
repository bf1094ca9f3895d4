"""What differs between two versions of a house's notes, as a reader meets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from notebuild.compare.changes import Change, ranges
from notebuild.compare.editions import EditionChanges
from notebuild.core.problems import Problem, counted

State = Literal["new", "gone", "changed", "same", "refused"]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a finished PDF is."""

    pages: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page that looks otherwise; the numbers count from 1, 0 where a version has no such page."""

    old: int
    new: int
    picture: bytes
    """Both side by side (PNG), a line beside what differs."""


@dataclass(frozen=True, slots=True)
class EditionReport:
    """One edition in both versions."""

    name: str
    language: str
    """The tag: `fr-FR`."""

    spoken: str
    """The language in English: `French`."""

    state: State
    why: str = ""
    """Of one that cannot be compared: which side has none."""

    changes: EditionChanges | None = None
    stale: int = 0
    missing: int = 0
    """Passages of a translation that wait, in the new version."""

    old_size: Size = Size()
    new_size: Size = Size()
    pages: tuple[PagePair, ...] = ()
    pages_left_out: int = 0
    """How many pages more look otherwise."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of a note that came, went or changed; its bytes, empty where a version has it not."""

    name: str
    old: bytes
    new: bytes


@dataclass(frozen=True, slots=True)
class NoteReport:
    """One note in both versions."""

    note: str
    title: str
    state: State
    editions: tuple[EditionReport, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What the new version's build says that the old one's did not."""

    solved: tuple[Problem, ...] = ()
    """What the old version's build said, and the new one's does not."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that differs between two versions of a house's notes."""

    base: str
    head: str
    notes: tuple[NoteReport, ...]


def sentence(edition: EditionReport) -> str:
    """Return in a few words what has changed in an edition: `2 passages, 1 note new, notes 14–116 renumbered`."""
    if edition.state in ("new", "gone"):
        return f"the edition is {edition.state}"
    said: list[str] = []
    if changes := edition.changes:
        said += [f"{counted(len(changes.front), 'field')} of the front matter"] * bool(changes.front)
        said += _counts(changes.text.passages, "passage") + _counts(changes.text.notes, "note")
        reprinted = counted(len(changes.text.reprinted), "note")
        said += [f"{reprinted} printed in other words"] * bool(changes.text.reprinted)
        said += [
            f"{sign}{counted(number, 'source')}"
            for state, sign in (("new", "+"), ("gone", "\u2212"))
            if (number := sum(one.state == state for one in changes.sources))
        ]
        entries = sum(one.state == "changed" for one in changes.sources)
        said += [f"{entries} {'entry' if entries == 1 else 'entries'} of the bibliography"] * bool(entries)
        said += [f"notes {', '.join(ranges(changes.text))} renumbered"] * bool(changes.text.renumbered)
    if edition.state == "refused":
        said.append(edition.why)
    said += [f"{counted(edition.stale, 'passage')} now stale"] * bool(edition.stale)
    said += [f"{counted(edition.missing, 'passage')} untranslated"] * bool(edition.missing)
    return ", ".join(said) or "no word has changed"


def _counts(changes: Sequence[Change], noun: str) -> list[str]:
    return [
        counted(number, noun) + (f" {state}" if state != "changed" or noun == "note" else "")
        for state in ("changed", "new", "gone")
        if (number := sum(one.state == state for one in changes))
    ]
