"""What a reviewer set in italics or bold, or took out of them: brought in where a stretch of words stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from notebuild.exchange.review import source
from notebuild.exchange.review.atoms import Atom, plain
from notebuild.exchange.review.base import Base, Target, written
from notebuild.exchange.review.found import Change, located
from notebuild.exchange.review.replacements import Replacement
from notebuild.exchange.review.returned import Paragraph

SIGNS = {"italic": "*", "bold": "**", "strike": "~~", "super": "^", "sub": "~"}


OTHER = {"caps": "small capitals", "underline": "underlined", "highlight": "highlighted"}
"""Looks that a note has no sign for, as they are told."""


def looks(base: Base, target: Target | None, was: Paragraph, now: Paragraph) -> list[Change]:
    """Return the stretches of the same words that look otherwise, as changes or as what is told.

    A look that a whole paragraph has taken on may be its style's, which another program writes at each run.
    """
    return [] if target is None else changed(base, target, was.atoms, now.atoms, was.look | now.look)


def changed(
    base: Base,
    target: Target,
    old: Sequence[Atom],
    new: Sequence[Atom],
    styled: frozenset[str] = frozenset(),
    refused: str = "",
) -> list[Change]:
    """Return what looks otherwise in two texts of one passage; `styled` is the look of their paragraphs' styles,
    `refused` why none of it can be brought in.
    """
    pairs: list[tuple[int, int]] = []
    for a, b, size in SequenceMatcher(
        None, [x.key for x in old], [x.key for x in new], autojunk=False
    ).get_matching_blocks():
        pairs += zip(range(a, a + size), range(b, b + size), strict=True)
    words = [pair for pair in pairs if old[pair[0]].kind == "word"]
    out: list[Change] = []
    for look in (*SIGNS, *OTHER):
        differs = [a for a, b in words if (look in old[a].look) != (look in new[b].look)]
        if look in styled and len(differs) == len(words):
            continue
        for run in _runs(differs, old):
            out.append(_changed(base, target, old, run, look, refused))
    return out


def _runs(places: Sequence[int], atoms: Sequence[Atom]) -> list[tuple[int, int]]:
    """Return places that follow one another, but for signs between, as first and last."""
    runs: list[list[int]] = []
    for at in places:
        if runs and all(atoms[near].kind == "sign" for near in range(runs[-1][-1] + 1, at)):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [(run[0], run[-1]) for run in runs]


def _changed(
    base: Base, target: Target, atoms: Sequence[Atom], run: tuple[int, int], look: str, refused: str
) -> Change:
    first, last = run
    words, comes = plain(atoms[first : last + 1]), look not in atoms[first].look
    places = source.mapped(atoms, source.atoms_of(target.text, target.prefix))
    start, end = places[first], places[last]
    shown = f"{words} ({OTHER.get(look, look)})"
    before, after = (words, shown) if comes else (shown, words)
    if not refused and source.in_code(target.text, [start]):
        refused = "it is code, which is shown in one way"
    where = located(base, target, start[0] if start and not refused else 0)
    made: tuple[Replacement, ...] = ()
    if start and end and target.kind != "code" and not refused and look in SIGNS:
        made = _marked(target.text, start[0], end[1], SIGNS[look], comes=comes)
    if made:
        own = tuple(written(base, target, made))
        return Change(where, "look", before, after, replacements=own, passage=target.start)
    if not refused and look in OTHER:
        refused = "a note has no such look: say in a comment what is meant by it"
    elif not refused:
        sign = SIGNS[look]
        refused = f"set this by hand: {sign}{words}{sign}" if comes else "take the marks out by hand"
    return Change(where, "look", before, after, refused=refused, passage=target.start)


def _marked(text: str, start: int, end: int, sign: str, *, comes: bool) -> tuple[Replacement, ...]:
    """Return the marks of a look around a stretch, or their removal; nothing where others are in the way."""
    if comes:
        is_free = not any(mark in text[start:end] for mark in "*_[]^~`\n")
        return (Replacement(start, start, sign), Replacement(end, end, sign)) if is_free else ()
    for mark in (sign, sign.replace("*", "_")):
        opens, closes = start - len(mark), end + len(mark)
        if text[max(0, opens) : start] == mark and text[end:closes] == mark:
            return (Replacement(opens, start, ""), Replacement(end, closes, ""))
    return ()
