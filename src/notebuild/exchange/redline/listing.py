"""The list that goes with a redline, for whoever does not open Word: as text, and as a page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from notebuild.compare.changes import Change, Changes, Marked, Text, ranges
from notebuild.core.problems import counted
from notebuild.exchange.redline.looks import Look
from notebuild.readback import Reading
from notebuild.render import templates

SIGNS = {"same": "{}", "in": "{{+{}+}}", "out": "[-{}-]"}
"""How text marks what came and what went, as `wdiff` does."""

SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf06f": "○", "\uf02d": "–"})
"""Marks of lists in the font Symbol, which LibreOffice and Word write for the same in Unicode."""

WIDTH = 100
SHOWN = 60
"""Letters of what is the same that are shown on each side of a change."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What is compared, in words."""

    title: str
    language: str
    old: str
    new: str


def text_of(reading: Reading) -> Text:
    """Return what a document was read as, as a text to compare."""
    passages = tuple(replace(one, mark=one.mark.translate(SYMBOLS)) for one in reading.passages)
    return Text(passages, tuple(" ".join(note.text.split()) for note in reading.footnotes))


def summary(changes: Changes, looks: Sequence[Look] = ()) -> str:
    """Return in one line how much has changed."""
    looking = [f"{counted(len(looks), 'change')} of looks, links or pictures"] * bool(looks)
    if not changes:
        return ", ".join(["no word has changed", *looking])
    said = [
        f"{counted(number, noun)} {state}"
        for of, noun in ((changes.passages, "passage"), (changes.notes, "note"))
        for state in ("changed", "new", "gone")
        if (number := sum(change.state == state for change in of))
    ]
    said += [f"{counted(len(changes.renumbered), 'note')} renumbered"] * bool(changes.renumbered)
    return ", ".join([*said, *looking])


def text(changes: Changes, versions: Versions, looks: Sequence[Look] = ()) -> str:
    """Return the list as plain text: `[-out-]{+in+}`."""
    lines = [versions.title, f"from {versions.old}", f"to {versions.new}", "", summary(changes, looks), ""]
    for head, rows in (("Text", changes.passages), ("Notes", changes.notes)):
        if rows:
            lines += [head, "=" * len(head), ""]
        for change in rows:
            said = "".join(SIGNS[state].format(piece) for state, piece in shortened(change.marked))
            lines += [*textwrap.wrap(f"{named(change)}: {said}", WIDTH, subsequent_indent="    "), ""]
    if looks:
        lines += ["Looks, links and pictures", "=========================", ""]
    for look in looks:
        lines += [
            *textwrap.wrap(f"{look.where}: “{look.words}”: {look.what}", WIDTH, subsequent_indent="    "),
            "",
        ]
    if changes.renumbered:
        lines += [
            "Renumbered",
            "==========",
            "",
            *textwrap.wrap(", ".join(ranges(changes, both=True)), WIDTH),
        ]
    return "\n".join(lines).rstrip() + "\n"


def page(changes: Changes, versions: Versions, looks: Sequence[Look] = ()) -> str:
    """Return the list as one self-contained page; all its words are data and escaped."""
    context = {
        "versions": versions,
        "summary": summary(changes, looks),
        "looks": looks,
        "parts": [
            (head, [(named(change), change.state, shortened(change.marked)) for change in rows])
            for head, rows in (("Text", changes.passages), ("Notes", changes.notes))
            if rows
        ],
        "renumbered": ranges(changes, both=True),
    }
    return templates.fill(Path(__file__).parent, "listing.html.j2", context)


def named(change: Change) -> str:
    """Return what a change is of: `paragraph, changed`, `note 12 (before 11), changed`."""
    if change.kind != "note":
        return f"{change.kind}, {change.state}"
    number = change.new or change.old
    before = f" (before {change.old})" if change.old and change.new and change.old != change.new else ""
    return f"note {number}{before}, {change.state}"


def shortened(marked: Marked) -> list[tuple[str, str]]:
    """Return a text with its changes, of what is the same only what stands next to them."""
    return list(_shortened(marked))


def _shortened(marked: Marked) -> Iterator[tuple[str, str]]:
    for at, (state, piece) in enumerate(marked):
        if state != "same" or len(piece) <= 2 * SHOWN + 20:
            yield state, piece
            continue
        begin = piece[:SHOWN].rpartition(" ")[0] if at else ""
        end = piece[-SHOWN:].partition(" ")[2] if at < len(marked) - 1 else ""
        yield state, f"{begin} \u2026 {end}"
