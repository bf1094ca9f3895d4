"""Finds the line of the new note for each thing that is told of its document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from notebuild.core.model import Node
from notebuild.edition import tree
from notebuild.exchange.intake import writing
from notebuild.exchange.intake.arrange import Item
from notebuild.exchange.intake.proposals import Use
from notebuild.exchange.intake.value import Remark, squeezed, words

SHORT = 15
"""Words that tell a line of a paragraph from the others; a whole paragraph's do not."""


def placed(remarks: Sequence[Remark], found: Sequence[Item]) -> tuple[Remark, ...]:
    """Return remarks with the number of their block, where only its words are known."""
    texts = [(squeezed(tree.text([item.block])), item.place) for item in found]
    texts += [
        (squeezed(tree.text(note["c"])), item.place)
        for item in found
        for note in tree.find(item.block, "Note")
    ]

    def place(near: str) -> int:
        head = near[:60]
        return next((number for text, number in texts if head in text or (text and text[:60] in near)), 0)

    return tuple(
        replace(one, place=place(one.near)) if one.near and not one.place else one for one in remarks
    )


def lined(
    remarks: Sequence[Remark], blocks: Sequence[Node], places: Sequence[int], text: str
) -> tuple[Remark, ...]:
    """Return remarks with their lines in the note, as far as these are known.

    `blocks` are those of the note, `places` the number that the block has in the document for each, and
    `text` is the whole note.
    """
    lines = text.split("\n")
    spans: dict[int, list[int]] = {}
    for place, span in zip(places, _spans(blocks, text), strict=True):
        spans.setdefault(place, []).extend(span)
    return tuple(
        one if one.line else replace(one, line=_line(one, spans.get(one.place, []), lines)) for one in remarks
    )


def _spans(blocks: Sequence[Node], text: str) -> list[range]:
    """Return the lines of each block in the note, counted from 1; none of a block that is not found there."""
    at = 0
    spans = []
    for piece in writing.pieces(list(blocks)):
        start = text.find(piece, at) if piece else -1
        if start < 0:
            spans.append(range(0))
            continue
        first = text.count("\n", 0, start) + 1
        spans.append(range(first, first + piece.count("\n") + 1))
        at = start + len(piece)
    return spans


def _line(remark: Remark, span: Sequence[int], lines: Sequence[str]) -> int:
    """Return which line of a block a remark is of: that which has most of its words."""
    if remark.field:
        return next((at for at, line in enumerate(lines, 1) if line.startswith(f"{remark.field}:")), 0)
    wanted = [words([one]) for one in (remark.words, remark.near) if len(one.split()) <= SHORT]

    def share(line: int) -> float:
        held = words([re.sub(r"\A\[\^[^\]]*\]:", "", lines[line - 1])])
        return sum((held & own).total() / own.total() for own in wanted if own)

    return max(span, key=share, default=0)


def of_uses(uses: Sequence[Use], text: str) -> list[int]:
    """Return the line of each citation in the note, in the order of the document; 0 where it is not found."""
    at: dict[str, int] = {}
    found = []
    for use in uses:
        start = text.find(use.cited, at.get(use.cited, 0))
        at[use.cited] = start + 1 if start >= 0 else len(text)
        found.append(text.count("\n", 0, start) + 1 if start >= 0 else 0)
    return found
