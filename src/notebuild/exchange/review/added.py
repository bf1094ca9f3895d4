"""Paragraphs, items, headings and rows that a reviewer added, as changes of a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from notebuild.core.problems import Location
from notebuild.exchange.review import openings, typed
from notebuild.exchange.review.atoms import plain
from notebuild.exchange.review.base import Base, Target
from notebuild.exchange.review.footnotes import Notes
from notebuild.exchange.review.found import HOUSE, TRANSLATED, Change
from notebuild.exchange.review.lines import MARK, POINT, block_end, line_end, line_start
from notebuild.exchange.review.replacements import THING, Replacement, Unchangeable
from notebuild.exchange.review.returned import Paragraph

CELLS = "a table is changed in the note: its rows there have other cells"
BARS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Added:
    """What came, behind which passage."""

    base: Base
    paragraphs: Sequence[Paragraph]
    target: Target
    notes: Notes

    @property
    def said(self) -> str:
        return " | ".join(plain(one.atoms) for one in self.paragraphs)

    def change(self, kind: str, at: int, text: str) -> Change:
        """Return it as text at a place of the file, with the definitions of its notes behind the block."""
        made = (Replacement(at, at, text), *self.defined())
        return Change(self.target.where, kind, "", self.said, replacements=made, passage=self.target.start)

    def refused(self, reason: str) -> Change:
        """Return it as what is not taken over."""
        return Change(
            self.target.where, "paragraph", "", self.said, refused=reason, passage=self.target.start
        )

    def hand(self, kind: str = "paragraph") -> typed.Hand:
        """Return how it is written."""
        return typed.hand("", self.target.prefix, kind, self.base.note)

    def defined(self) -> list[Replacement]:
        """Return the definitions of its notes, behind its block."""
        calls = (atom.key for one in self.paragraphs for atom in one.atoms if atom.kind == "call")
        said = self.notes.definitions(calls, self.hand())
        at = block_end(self.base.text, self.target.end)
        return [Replacement(at, at, said)] if said else []


def change(
    base: Base,
    paragraphs: Sequence[Paragraph],
    target: Target | None,
    notes: Notes,
    heads: Sequence[Target],
    moved: Target | None = None,
) -> Change:
    """Return a paragraph, or the cells of a row, that came behind a passage; `heads` are the note's headings.

    `moved` is the passage with the same words that went elsewhere: its own text comes, with keys and labels.
    """
    if target is None:
        said = " | ".join(plain(one.atoms) for one in paragraphs)
        return Change(Location(), "house", "", said, refused=HOUSE)
    added = Added(base, paragraphs, target, notes)
    one = paragraphs[0]
    if any(atom.kind == "thing" for each in paragraphs for atom in each.atoms):
        return added.refused(THING)
    if one.box:
        return added.refused("a text box has no place in a note: write its words in a paragraph")
    if not base.is_original:
        return added.refused(TRANSLATED)
    if one.level and moved:
        return added.refused("a heading that moved is moved in the note, with what belongs to it")
    try:
        if target.kind == "metadata":
            return _point(added)
        if one.table:
            return _row(added)
        return _block(added, heads, moved)
    except Unchangeable as reason:
        return added.refused(str(reason))


def _block(added: Added, heads: Sequence[Target], moved: Target | None) -> Change:
    """Return a paragraph, an item or a heading that came."""
    base, target, one = added.base, added.target, added.paragraphs[0]
    if moved and moved.kind == "paragraph" and not moved.prefix and not one.level:
        words = base.text[moved.start : moved.end]
    else:
        words = openings.block(typed.markdown(one.atoms, added.hand(), added.notes.call))
    line = line_start(base.text, target.start)
    head = base.text[line : target.start]
    if one.item and target.kind == "list-item" and MARK.fullmatch(head):
        at = line_end(base.text, target.end)
        lead = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), head)
        is_closed = base.text[:at].endswith("\n")
        return added.change("list-item", at, f"{lead}{words}\n" if is_closed else f"\n{lead}{words}")
    if one.level:
        words = f"{'#' * _depth(base, one, heads)} {' '.join(words.split())}"
    at = block_end(base.text, target.end)
    return added.change("heading" if one.level else "paragraph", at, f"\n\n{words}")


def _depth(base: Base, one: Paragraph, heads: Sequence[Target]) -> int:
    """Return how many signs a new heading gets: its level in Word, where the highest of the note is the first."""
    before = (base.text[line_start(base.text, head.start) : head.start] for head in heads)
    levels = [len(match[1]) for line in before if (match := re.fullmatch(r"(#+)[ \t]*", line))]
    return min(levels, default=2) + one.level - 1


def _point(added: Added) -> Change:
    """Return a value that came in a list of the front matter."""
    base, target = added.base, added.target
    head = base.text[line_start(base.text, target.start) : target.start]
    if not POINT.fullmatch(head):
        return added.refused("it stands in the front matter: write it there")
    words = typed.markdown(added.paragraphs[0].atoms, added.hand("metadata"), added.notes.call)
    value = words.replace("\\", "\\\\").replace('"', '\\"')
    at = line_end(base.text, target.end)
    lead = head.rstrip("\"'")
    return added.change("metadata", at, f'{lead}"{value}"\n')


def _row(added: Added) -> Change:
    """Return a row that came in a table."""
    base, target = added.base, added.target
    at = line_end(base.text, target.end)
    if target.kind != "cell" or width(base, target) != len(added.paragraphs):
        return added.refused(CELLS)
    how = replace(added.hand("cell"), prefix="")
    cells = [typed.markdown(one.atoms, how, added.notes.call) for one in added.paragraphs]
    lead = "" if base.text[:at].endswith("\n") else "\n"
    return added.change(
        "row", at, f"{lead}{target.prefix}| {' | '.join(cells)} |\n"[: None if not lead else -1]
    )


def width(base: Base, target: Target) -> int:
    """Return how many cells the row of a table has that a cell stands in."""
    row = base.text[line_start(base.text, target.start) : line_end(base.text, target.end)]
    return len(BARS.split(row.strip().strip("|")))
