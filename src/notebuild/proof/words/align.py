"""Finds which passage that was read is which of the edition's: the same, lost, changed, moved, doubled or strange."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate

from notebuild.core.passages import Passage
from notebuild.readback import HYPHENS
from notebuild.readback.passages import key
from notebuild.readback.value import LINE_END_HYPHEN

ALIKE = 0.5
"""Two passages that share this part of their words are one passage that was changed."""


NEAR = 50
"""How many passages away a changed passage is looked for: a whole table of other words is no riddle to solve."""


MANY = 100
"""How many lost passages are paired with others at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage of the edition and what was read of it, by their places in both sequences; None where one lacks."""

    expected: int | None
    read: int | None
    is_moved: bool = False
    """It stands elsewhere than the edition has it."""

    twin: int | None = None
    """Of what the edition lacks: the passage of the edition that has the same words, and stands there too."""


def align(expected: Sequence[Passage], read: Sequence[Passage]) -> list[Pair]:
    """Return the pairs of both sequences, in the edition's order; each passage is in one of them."""
    ours, theirs = [_key(one) for one in expected], [_key(one) for one in read]
    if ours == theirs:
        return [Pair(at, at) for at in range(len(ours))]
    pairs: list[Pair] = []
    lost: list[int] = []
    strange: list[int] = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for _, from_ours, to_ours, from_theirs, to_theirs in matcher.get_opcodes():
        left, right = list(range(from_ours, to_ours)), list(range(from_theirs, to_theirs))
        if [ours[at] for at in left] == [theirs[at] for at in right]:
            pairs += [Pair(a, b) for a, b in zip(left, right, strict=True)]
        else:
            lost += left
            strange += right
    pairs += _moved(ours, theirs, lost, strange)
    pairs += _changed(expected, read, lost, strange)
    known = {one: at for at, one in enumerate(ours) if one[1]}
    pairs += [Pair(at, None) for at in lost]
    pairs += [Pair(None, at, twin=known.get(theirs[at])) for at in strange]
    return _ordered(pairs)


def _key(passage: Passage) -> tuple[str, str]:
    """Return what two passages that are one have in common: pictures are told from words."""
    return ("picture" if passage.kind == "picture" else "", key(passage.words))


def _moved(
    ours: Sequence[tuple[str, str]], theirs: Sequence[tuple[str, str]], lost: list[int], strange: list[int]
) -> list[Pair]:
    """Return passages of the same words in another place, and take them from both lists."""
    pairs = []
    for at in list(lost):
        there = next((other for other in strange if ours[at] == theirs[other] and ours[at][1]), None)
        if there is not None:
            pairs.append(Pair(at, there, is_moved=True))
            lost.remove(at)
            strange.remove(there)
    return pairs


def _changed(
    expected: Sequence[Passage], read: Sequence[Passage], lost: list[int], strange: list[int]
) -> list[Pair]:
    """Return passages that have most of their words in common, the nearest first, and take them from both lists."""
    pairs = []
    for at in lost[:MANY]:
        words = expected[at].words.split()
        best, likest = None, ALIKE
        for other in [one for one in strange if abs(one - at) <= NEAR]:
            if (read[other].kind == "picture") != (expected[at].kind == "picture"):
                continue
            likeness = SequenceMatcher(None, words, read[other].words.split(), autojunk=False).ratio()
            if likeness > likest or (best is None and _answers(expected[at], read[other])):
                best, likest = other, max(likeness, likest)
        if best is not None:
            pairs.append(Pair(at, best))
            lost.remove(at)
            strange.remove(best)
    return pairs


def _answers(expected: Passage, read: Passage) -> bool:
    """Return whether both are a picture, or a cell of one column, whose words may have nothing in common."""
    return expected.kind == read.kind and (
        expected.kind == "picture" or (expected.kind == "cell" and expected.column == read.column)
    )


def _ordered(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs in the edition's order; what it lacks stands after what was read before it."""
    met = sorted(
        (pair.read, pair.expected)
        for pair in pairs
        if pair.expected is not None and pair.read is not None and not pair.is_moved
    )
    reads, before = [read for read, _ in met], list(accumulate((at for _, at in met), max))

    def place(pair: Pair) -> tuple[float, int]:
        if pair.expected is not None:
            return float(pair.expected), pair.read or 0
        at = bisect_left(reads, pair.read or 0)
        return (before[at - 1] if at else -1) + 0.5, pair.read or 0

    return sorted(pairs, key=place)


def joined(expected: Sequence[Passage], read: Sequence[Passage]) -> list[Passage]:
    """Return what was read of a PDF, a passage that goes on over the page made one: it is tagged once a page.

    It goes on where only both together are a passage of the edition, or the beginning of one.
    """
    whole = {_key(one) for one in expected}
    made: list[Passage] = []
    at = 0
    while at < len(read):
        one = read[at]
        at += 1
        while at < len(read) and _key(one) not in whole and _follows(one, read[at]):
            both = replace(
                one,
                words=f"{_open(one.words)}\n{read[at].words}",
                lines=one.lines + read[at].lines,
                page=read[at].page,
            )
            begun = key(both.words)
            if not any(words.startswith(begun) for _, words in whole):
                break
            one = both
            at += 1
        made.append(replace(one, page=one.lines[0].page) if one.lines else one)
    return made


def _open(words: str) -> str:
    """Return words that go on, a hyphen at their end marked: it is the writer's or the setter's."""
    return words[:-1] + LINE_END_HYPHEN if words.endswith(HYPHENS) else words


def _follows(one: Passage, following: Passage) -> bool:
    """Return whether a passage may be the rest of another on the next page."""
    return (
        following.page > one.page > 0
        and following.kind == one.kind
        and not following.mark
        and following.column == one.column
    )
