"""Finds what a reviewed document asks for, and how its source is to be changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from notebuild.compare.align import align, dice
from notebuild.core.model import Footnote
from notebuild.core.passages import CALLED
from notebuild.core.problems import Location
from notebuild.exchange.review import pairs, source, structure
from notebuild.exchange.review.atoms import keys, plain, read
from notebuild.exchange.review.base import Base, Target, called, written
from notebuild.exchange.review.edits import Passage
from notebuild.exchange.review.footnotes import Notes
from notebuild.exchange.review.found import HOUSE, LACKING, Change, Found, located
from notebuild.exchange.review.lines import block_end, line_end
from notebuild.exchange.review.looks import looks
from notebuild.exchange.review.replacements import Asked, Replacement, applied
from notebuild.exchange.review.returned import Paragraph, Returned
from notebuild.exchange.review.typed import hand

GENERATED = "it is printed from the bibliography, or is a number or a label that the build writes"

FILLED = ("heading", "caption", "metadata", "term", "definition")
"""What cannot stand without words."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A paragraph that was sent, and what it was printed from."""

    target: Target | None
    numbers: tuple[int, ...] = ()
    """The notes that it calls."""

    is_text: bool = False
    """Whether it is of the note's text; without a target it is then one that a translation lacks."""


def review(base: Base, sent: Returned, back: Returned, before: Found | None = None) -> Found:
    """Return what a document asks for, by comparing it with the one that was sent.

    `before` is what a review found of it before, by which its notes are known: then its bookmarks, which
    have the numbers of the first version, count for nothing.
    """
    stands = standing(base, sent)
    own = [_name(note, base) for note in base.edition.footnotes]
    known = pairs.same_order(own, before.names) if before else pairs.notes(sent, back)
    was = sent.paragraphs
    now = pairs.renamed(back.paragraphs, known)
    found = pairs.pairs(was, now)
    notes = Notes(base, sent, back, known, stands_of(stands, was), before.fields if before else ())
    twins = structure.twins(found, was, now)
    changes = [
        change
        for a, part, last in twins
        for change in _passage(base, stands[a], was[a], part, notes, stands[last])
    ]
    changes += structure.changes(base, found, was, now, stands, notes)
    changes += notes.changes({atom.key for one in now for atom in one.atoms if atom.kind == "call"})
    told = [told for a, part, _ in twins for told in looks(base, stands[a].target, was[a], part)]
    told += notes.looks()
    comments = _comments(base, found, was, back.paragraphs, stands)
    comments |= {
        one: notes.where(known.get(at, 0)) for at, body in enumerate(back.notes, 1) for one in body.comments
    }
    house = tuple(plain(one.atoms) for one, stand in zip(was, stands, strict=True) if stand.target is None)
    named = tuple(
        own[known[at] - 1] if at in known else notes.label(at) for at in range(1, len(back.notes) + 1)
    )
    return Found(tuple(changes), tuple(told), comments, house, named, frozenset(notes.fields))


def _name(note: Footnote, base: Base) -> str:
    """Return what a note is known by in its source: its label, what it cites, or that it is written in its place."""
    if note.origin == "citation":
        return "; ".join(note.keys)
    return note.label if note.label in base.footnotes else "^"


def stands_of(stands: Sequence[Stand], was: Sequence[Paragraph]) -> dict[int, tuple[Target | None, int]]:
    """Return for each note that was sent the passage that calls it, and which of its calls it is, from 0."""
    found = {}
    for stand, paragraph in zip(stands, was, strict=True):
        calls = [atom for atom in paragraph.atoms if atom.kind == "call"]
        for at, atom in enumerate(calls):
            found[int(atom.key)] = (stand.target, at)
    return found


def standing(base: Base, sent: Returned) -> list[Stand]:
    """Return what each paragraph of a document was printed from."""
    said = [[atom.key for atom in one.atoms if atom.kind in ("word", "sign")] for one in sent.paragraphs]
    theirs = [[atom.key for atom in read(CALLED.sub("", passage.words))] for passage, _ in base.passages]
    old = [("".join(words), Counter(words)) for words in said]
    new = [("".join(words), Counter(words)) for words in theirs]
    found: list[Stand] = [Stand(None)] * len(said)
    for a, b in align(old, new, lambda one: one[0], lambda x, y: dice(x[1], y[1]), 0.6):
        if a is not None and b is not None:
            passage, target = base.passages[b]
            found[a] = Stand(target, tuple(called(passage)), is_text=True)
    taken: set[int] = set()
    for target in base.fields:
        text = source.atoms_of(target.text)
        best = max(
            (at for at in range(len(said)) if at not in taken and found[at].target is None),
            key=lambda at: (_overlap(said[at], text), -at),
            default=None,
        )
        if best is not None and _overlap(said[best], text) >= 0.7:
            taken.add(best)
            found[best] = Stand(target)
    return found


def _overlap(said: Sequence[str], text: source.Text) -> float:
    return dice(Counter(said), Counter(atom.key for atom in text.atoms))


def _passage(
    base: Base, stand: Stand, was: Paragraph, now: Paragraph, notes: Notes, last: Stand
) -> list[Change]:
    """Return what is asked for of one paragraph that both documents have; new notes are defined behind the last."""
    if keys(was.atoms) == keys(now.atoms):
        return []
    target = stand.target
    if target is None:
        is_lacking = stand.is_text and not base.is_original
        return (
            [replace(_house(was, now), kind="paragraph", refused=LACKING)]
            if is_lacking
            else [_house(was, now)]
        )
    text = source.atoms_of(target.text, target.prefix, is_code=target.kind == "code")
    places = source.mapped(was.atoms, text)
    how = hand(target.text, target.prefix, target.kind, base.note)
    passage = Passage(was.atoms, text, places, how, notes.call)
    out = []
    for one in _allowed(base, target, passage.asked(now.atoms)):
        change = changed(base, target, one)
        if (
            change.replacements
            and target.kind in FILLED
            and not applied(target.text, one.replacements).strip()
        ):
            change = replace(
                change, replacements=(), refused=f"a {target.kind} is taken out in the note, not emptied"
            )
        if not change.refused and (said := notes.definitions(one.calls, how)):
            at = block_end(base.text, (last.target or target).end)
            change = replace(change, replacements=(*change.replacements, Replacement(at, at, said)))
        out.append(_led(base, target, change))
    return out


def _led(base: Base, target: Target, change: Change) -> Change:
    """Return the change of a heading to which its words lead, with them as the id that it keeps."""
    own = target.name.partition(":")[0]
    rest = base.text[target.end : line_end(base.text, target.end)]
    if target.kind != "heading" or not change.replacements or "{" in rest or f"(#{own})" not in base.note:
        return change
    kept = Replacement(target.end, target.end, f" {{#{own}}}")
    return replace(change, replacements=(*change.replacements, kept)) if base.is_original else change


def _allowed(base: Base, target: Target, asked: Sequence[Asked]) -> list[Asked]:
    out = []
    for one in asked:
        moved = "[" in one.old or "[" in one.new
        if target.kind == "code" and not one.refused:
            one = replace(one, refused="it is code: every space of it counts", replacements=())
        elif (
            not base.is_original
            and moved
            and not one.refused
            and any(part.isdigit() or part.startswith("+") for part in _brackets(one))
        ):
            one = replace(
                one, refused="the notes of a translation are those of its original", replacements=()
            )
        elif target.kind == "metadata" and one.calls and not one.refused:
            one = replace(one, refused="the front matter has no notes", replacements=())
        out.append(one)
    return out


def _brackets(one: Asked) -> list[str]:
    return re.findall(r"\[(\+?\d+)\]", one.old + one.new)


def changed(base: Base, target: Target, asked: Asked) -> Change:
    """Return what is asked for of a passage as a change of its file."""
    where = located(base, target, asked.at)
    reason = GENERATED if asked.refused == "generated" else asked.refused
    made = () if reason else tuple(written(base, target, asked.replacements))
    return Change(
        where, target.kind, asked.old, asked.new, asked.before, asked.after, made, reason, target.start
    )


def _house(was: Paragraph, now: Paragraph) -> Change:
    asked = Passage(
        was.atoms,
        source.Text("", (), ()),
        [None] * len(was.atoms),
        hand("", "", "paragraph", ""),
        lambda _: "",
    ).asked(now.atoms)
    old = " \u2026 ".join(one.old for one in asked if one.old)
    new = " \u2026 ".join(one.new for one in asked if one.new)
    return Change(Location(), "house", old, new, plain(was.atoms[:8]), "", refused=HOUSE)


def _comments(
    base: Base,
    found: pairs.Pairs,
    was: Sequence[Paragraph],
    back: Sequence[Paragraph],
    stands: Sequence[Stand],
) -> dict[str, tuple[Location, int]]:
    """Return where each comment stands in the source: its line, and where its passage begins, -1 for nowhere."""
    old = {b: a for a, b in found.both}
    old |= {b: a for a, several in found.split for b in several}
    old |= {b: several[0] for several, b in found.met}
    out: dict[str, tuple[Location, int]] = {}
    near: Target | None = None
    for at, paragraph in enumerate(back):
        stand = stands[old[at]] if at in old else None
        if stand and stand.target:
            near = stand.target
        for one in paragraph.comments:
            target = stand.target if stand else near
            out[one] = (target.where, target.start) if target else (Location(), -1)
    return out


__all__ = ["Replacement", "review", "standing"]
