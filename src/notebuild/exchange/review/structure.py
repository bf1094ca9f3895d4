"""Paragraphs, items and rows that came, went, were parted or joined, as changes of a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Protocol

from notebuild.core.problems import Location
from notebuild.exchange.review import added, source
from notebuild.exchange.review.atoms import keys, plain
from notebuild.exchange.review.base import Base, Target
from notebuild.exchange.review.footnotes import Notes
from notebuild.exchange.review.found import HOUSE, TRANSLATED, Change, located
from notebuild.exchange.review.lines import MARK, POINT, line_end, line_start
from notebuild.exchange.review.pairs import Pairs
from notebuild.exchange.review.replacements import THING, Replacement
from notebuild.exchange.review.returned import Paragraph

TABLE = "a table whose head or columns went, or came, is changed in the note"

HEAD_END = re.compile(r"[ \t>]*\|?[ \t]*:?-[-: \t|]*\r?$", re.MULTILINE)
"""The line below the head of a table."""


class Standing(Protocol):
    """What a paragraph that was sent was printed from."""

    @property
    def target(self) -> Target | None: ...


def changes(
    base: Base,
    found: Pairs,
    was: Sequence[Paragraph],
    now: Sequence[Paragraph],
    stands: Sequence[Standing],
    notes: Notes,
) -> list[Change]:
    """Return what is asked for of whole paragraphs."""
    out: list[Change] = []
    for a, several in found.split:
        out.append(_split(base, was[a], [now[b] for b in several], stands[a].target))
    for olds, b in found.met:
        out.append(_met(base, [was[a] for a in olds], now[b], [stands[a].target for a in olds]))
    went = [
        (was[gone[0]].table, _gone(base, [was[a] for a in gone], [stands[a].target for a in gone]))
        for gone in found.gone
    ]
    other = {
        was[behind].table
        for behind, new in found.new
        if behind >= 0 and _is_other(base, [now[b] for b in new], stands[behind].target)
    }
    closed = other | {table for table, one in went if one.refused == TABLE}
    for table, one in went:  # a table that loses its head, or has other cells now, keeps all its rows
        is_kept = one.kind == "row" and table in closed
        out.append(replace(one, replacements=(), refused=TABLE) if is_kept else one)
    own = {one.style for one, stand in zip(was, stands, strict=True) if stand.target is None}
    own -= {one.style for one, stand in zip(was, stands, strict=True) if stand.target is not None}
    heads = [stand.target for stand in stands if stand.target and stand.target.kind == "heading"]
    moved = {_said(was[gone[0]]): stands[gone[0]].target for gone in found.gone if len(gone) == 1}
    for behind, new in found.new:
        came = [now[b] for b in new]
        target = stands[behind].target if behind >= 0 and came[0].style not in own else None
        source_of = moved.get(_said(came[0])) if len(came) == 1 else None
        out.append(added.change(base, came, target, notes, heads, source_of))
    return [one for one in out if one.old or one.new]


def _is_other(base: Base, came: Sequence[Paragraph], target: Target | None) -> bool:
    """Return whether a row came in a table whose rows have other cells."""
    return bool(target and target.kind == "cell" and came[0].table and added.width(base, target) != len(came))


def twins(
    found: Pairs, was: Sequence[Paragraph], now: Sequence[Paragraph]
) -> list[tuple[int, Paragraph, int]]:
    """Return by its place each paragraph that was sent and is there, as it is now, and the last that it is one with."""
    out = [(a, now[b], a) for a, b in found.both]
    out += [(a, _as_one([now[b] for b in several]), a) for a, several in found.split]
    for olds, b in found.met:
        ends = [*cut([now[b]], [was[a] for a in olds]), len(now[b].atoms)]
        for a, start, end in zip(olds, [0, *ends], ends, strict=False):
            out.append((a, replace(now[b], atoms=now[b].atoms[start:end]), olds[-1]))
    return out


def _as_one(parts: Sequence[Paragraph]) -> Paragraph:
    """Return paragraphs as the one that they were."""
    rest = [replace(part.atoms[0], space=True) for part in parts[1:]]
    atoms = [*parts[0].atoms]
    for first, part in zip(rest, parts[1:], strict=True):
        atoms += [first, *part.atoms[1:]]
    return replace(parts[0], atoms=tuple(atoms))


def _said(one: Paragraph) -> tuple[object, ...]:
    """Return what a paragraph that moved has in both places."""
    return (one.level, *keys(one.atoms))


def _split(base: Base, was: Paragraph, parts: Sequence[Paragraph], target: Target | None) -> Change:
    said = plain(was.atoms)
    asked = " \u00b6 ".join(plain(part.atoms) for part in parts)
    if target is None:
        return _refused(said, asked, HOUSE)
    if target.kind not in ("paragraph", "quote") or target.style:
        reason = (
            TRANSLATED if not base.is_original else f"a {target.kind} cannot be parted: part it in the note"
        )
        return Change(target.where, target.kind, said, asked, refused=reason, passage=target.start)
    places = source.mapped(was.atoms, source.atoms_of(target.text, target.prefix))
    cuts = cut([was], parts)
    made = []
    for at in cuts:
        before = max((place[1] for place in places[:at] if place), default=None)
        after = min((place[0] for place in places[at:] if place), default=None)
        if before is None or after is None or before > after:
            return Change(
                target.where,
                target.kind,
                said,
                asked,
                refused="it cannot be parted here: part it in the note",
                passage=target.start,
            )
        marks = target.text[before:after].strip(" \t\n>")
        gap = f"\n{target.prefix.rstrip()}\n{target.prefix}{marks}"
        made.append(Replacement(target.start + before, target.start + after, gap))
    where = located(base, target, made[0].start - target.start)
    around = plain(was.atoms[max(0, cuts[0] - 6) : cuts[0]]), plain(was.atoms[cuts[0] : cuts[0] + 6])
    return Change(where, target.kind, "", "\u00b6", *around, tuple(made), passage=target.start)


def cut(one: Sequence[Paragraph], several: Sequence[Paragraph]) -> list[int]:
    """Return at which atoms a paragraph parts into several, which have its words but for some that were changed.

    What was put in at the end of a part is its own, and so is what was changed there.
    """
    whole = keys([atom for each in one for atom in each.atoms])
    parts = [keys(each.atoms) for each in several]
    joined = [key for part in parts for key in part]
    blocks = SequenceMatcher(None, joined, whole, autojunk=False).get_matching_blocks()
    out, at = [], 0
    for part in parts[:-1]:
        at += len(part)
        out.append(
            max((block.b + min(block.size, at - block.a) for block in blocks if block.a < at), default=0)
        )
    return out


def _met(base: Base, olds: Sequence[Paragraph], now: Paragraph, targets: Sequence[Target | None]) -> Change:
    said = " \u00b6 ".join(plain(one.atoms) for one in olds)
    first = targets[0]
    if first is None or any(
        target is None or target.kind not in ("paragraph", "quote") or target.style for target in targets
    ):
        where = first.where if first else Location()
        reason = TRANSLATED if not base.is_original else "these cannot be joined: join them in the note"
        return Change(where, first.kind if first else "house", said, plain(now.atoms), refused=reason)
    made = []
    for before, after in pairwise(targets):
        assert before and after
        between = base.text[before.end : after.start]
        if between.strip(" \t\r\n>"):
            reason = "something stands between them: join them in the note"
            return Change(
                first.where, first.kind, said, plain(now.atoms), refused=reason, passage=first.start
            )
        made.append(Replacement(before.end, after.start, f"\n{before.prefix}"))
    around = plain(olds[0].atoms[-6:]), plain(olds[1].atoms[:6])
    return Change(first.where, first.kind, "\u00b6", "", *around, tuple(made), passage=first.start)


def _gone(base: Base, olds: Sequence[Paragraph], targets: Sequence[Target | None]) -> Change:
    said = " | ".join(plain(one.atoms) for one in olds)
    target = next((one for one in targets if one), None)
    if target is None:
        is_thing = any(atom.kind == "thing" for one in olds for atom in one.atoms)
        return _refused(said, "", THING if is_thing else HOUSE)
    if not base.is_original:
        return Change(target.where, target.kind, said, "", refused=TRANSLATED, passage=target.start)
    line = line_start(base.text, target.start)
    end = line_end(base.text, target.end)
    if len(olds) > 1 and all(
        one and one.kind == "cell" and one.start >= line and one.end <= end for one in targets
    ):
        made = () if HEAD_END.match(base.text, end) else (Replacement(line, end, ""),)
        return Change(
            target.where, "row", said, "", replacements=made, refused="" if made else TABLE, passage=line
        )
    if target.kind == "metadata" and POINT.fullmatch(base.text[line : target.start]):
        return Change(
            target.where,
            "metadata",
            said,
            "",
            replacements=(Replacement(line, end, ""),),
            passage=target.start,
        )
    head = base.text[line : target.start]
    is_item = target.kind == "list-item" and MARK.fullmatch(head)
    if (target.kind in ("paragraph", "quote") and head == target.prefix) or is_item:
        rest = re.match(r"(?:[ \t>]*\r?\n)*", base.text[end:])
        stop = end + (len(rest[0]) if rest and not is_item else 0)
        if stop == len(base.text) and not is_item:
            line = len(base.text[:line].rstrip()) + 1
        return Change(
            target.where,
            target.kind,
            said,
            "",
            replacements=(Replacement(line, stop, ""),),
            passage=target.start,
        )
    kind = {"metadata": "field of the front matter", "cell": "cell"}.get(target.kind, target.kind)
    return Change(
        target.where,
        target.kind,
        said,
        "",
        refused=f"a {kind} is taken out in the note, with what belongs to it",
        passage=target.start,
    )


def _refused(old: str, new: str, reason: str) -> Change:
    return Change(Location(), "house", old, new, refused=reason)
