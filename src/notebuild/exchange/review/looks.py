"""What a reviewer set in italics or bold, or took out of them: brought in where a stretch of words stands by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from notebuild.exchange.review import source
from notebuild.exchange.review.atoms import Atom, plain
from notebuild.exchange.review.base import Base, Target, written
from notebuild.exchange.review.found import Change, located
from notebuild.exchange.review.replacements import Replacement
from notebuild.exchange.review.returned import Paragraph

SIGNS = {"italic": "*", "bold": "**", "strike": "~~", "super": "^", "sub": "~"}


def looks(
    base: Base, target: Target | None, was: Paragraph, now: Paragraph, _: Callable[[Atom], str]
) -> list[Change]:
    """Return the stretches of the same words that look otherwise, as changes or as what is told.

    A look that a whole paragraph has taken on is its style's, which another program writes at each run.
    """
    if target is None or was.level or now.level:
        return []
    old, new = was.atoms, now.atoms
    pairs: list[tuple[int, int]] = []
    for a, b, size in SequenceMatcher(
        None, [x.key for x in old], [x.key for x in new], autojunk=False
    ).get_matching_blocks():
        pairs += zip(range(a, a + size), range(b, b + size), strict=True)
    out: list[Change] = []
    for look in SIGNS:
        differs = [
            (a, b)
            for a, b in pairs
            if old[a].kind == "word" and (look in old[a].look) != (look in new[b].look)
        ]
        words = [pair for pair in pairs if old[pair[0]].kind == "word"]
        if not differs or len(differs) == len(words):
            continue
        for run in _runs([a for a, _ in differs], old):
            out.append(_changed(base, target, was.atoms, run, look))
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


def _changed(base: Base, target: Target, atoms: Sequence[Atom], run: tuple[int, int], look: str) -> Change:
    first, last = run
    words = plain(atoms[first : last + 1])
    text = source.atoms_of(target.text, target.prefix)
    places = source.mapped(atoms, text)
    start, end = places[first], places[last]
    before, after = (
        (words, f"{words} in {look}") if look not in atoms[first].look else (f"{words} in {look}", words)
    )
    where = located(base, target, start[0] if start else 0)
    sign = SIGNS[look]
    refused = (
        f"set this by hand: {sign}{words}{sign}"
        if look not in atoms[first].look
        else "take the marks out by hand"
    )
    made: tuple[Replacement, ...] = ()
    if start and end and target.kind != "code":
        inside = target.text[start[0] : end[1]]
        if look not in atoms[first].look and not any(mark in inside for mark in "*_[]^~`\n"):
            made = (Replacement(start[0], start[0], sign), Replacement(end[1], end[1], sign))
        elif look in atoms[first].look:
            for mark in (sign, sign.replace("*", "_")):
                opens, closes = start[0] - len(mark), end[1] + len(mark)
                if target.text[opens : start[0]] == mark and target.text[end[1] : closes] == mark:
                    made = (Replacement(opens, start[0], ""), Replacement(end[1], closes, ""))
    if made:
        return Change(
            where,
            "look",
            before,
            after,
            replacements=tuple(written(base, target, made)),
            passage=target.start,
        )
    return Change(where, "look", before, after, refused=refused, passage=target.start)
