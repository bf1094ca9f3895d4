"""Pairs the passages of a document that was sent with those of the one that came back, and their notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from notebuild.compare.align import align, dice
from notebuild.exchange.review.atoms import Atom
from notebuild.exchange.review.items import Item, Raw, headed, items, key
from notebuild.exchange.review.returned import Body, Paragraph, Returned

MOST = 0.7
"""What part of its words a paragraph that was parted or joined has kept at least."""

OTHERS = 0.3
"""A note that shares less of its words with the one that its bookmark names may be another."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What became of each paragraph."""

    both: tuple[tuple[int, int], ...]
    """The places of a paragraph in both documents, from 0."""

    gone: tuple[tuple[int, ...], ...]
    """The paragraphs that went, those of a row together."""

    new: tuple[tuple[int, tuple[int, ...]], ...]
    """The paragraphs that came, those of a row together, each with the paragraph of the old text that it
    stands behind; -1 for none."""

    split: tuple[tuple[int, tuple[int, ...]], ...] = ()
    """A paragraph of the old text whose words are those of several now, but for some that were changed."""

    met: tuple[tuple[tuple[int, ...], int], ...] = ()
    """Paragraphs of the old text whose words are those of one now, but for some that were changed."""


def notes(sent: Returned, back: Returned) -> dict[int, int]:
    """Return which note of the document that was sent each note is that came back, both from 1.

    A note is known by our bookmark at its call; where that is lost, or stands at two, by its words.
    """
    taken: dict[int, tuple[float, int]] = {}
    for at, body in enumerate(back.notes, 1):
        if 0 < body.anchor <= len(sent.notes):
            like = _like(sent.notes[body.anchor - 1], body)
            if body.anchor not in taken or like > taken[body.anchor][0]:
                taken[body.anchor] = (like, at)
    known = {at: number for number, (like, at) in taken.items() if like >= OTHERS}
    free = {number: _said(note) for number, note in enumerate(sent.notes, 1) if number not in known.values()}
    for at, body in enumerate(back.notes, 1):  # two that changed places have each other's bookmarks
        same = next((number for number, said in free.items() if at not in known and said == _said(body)), 0)
        if same:
            known[at] = same
            del free[same]
    for number, (_, at) in taken.items():
        if at not in known and number in free:
            known[at] = number
            del free[number]
    old = sorted(free)
    new = [at for at in range(1, len(back.notes) + 1) if at not in known]
    paired = align(
        [sent.notes[number - 1] for number in old],
        [back.notes[at - 1] for at in new],
        _said,
        _like,
        0.6,
    )
    return known | {new[b]: old[a] for a, b in paired if a is not None and b is not None}


def same_order(sent: Sequence[str], back: Sequence[str]) -> dict[int, int]:
    """Return which note each is by the names of both documents' notes, where they stand in the same order."""
    blocks = SequenceMatcher(None, back, sent, autojunk=False).get_matching_blocks()
    return {b + step + 1: a + step + 1 for b, a, size in blocks for step in range(size)}


def _said(note: Body) -> tuple[str, ...]:
    return tuple(atom.key for atom in note.atoms)


def _like(old: Body, new: Body) -> float:
    return dice(_counted(old.atoms), _counted(new.atoms))


def _counted(atoms: Sequence[Atom]) -> Counter[str]:
    return Counter(atom.key for atom in atoms if atom.kind == "word" or atom.kind == "call")


def renamed(paragraphs: Sequence[Paragraph], known: dict[int, int]) -> tuple[Paragraph, ...]:
    """Return paragraphs whose calls are named by the notes of the document that was sent; new ones by `+` and place."""

    def name(atom: Atom) -> Atom:
        if atom.kind != "call":
            return atom
        at = int(atom.key)
        return replace(atom, key=str(known[at]) if at in known else f"+{at}")

    return tuple(replace(one, atoms=tuple(map(name, one.atoms))) for one in paragraphs)


def pairs(sent: Sequence[Paragraph], back: Sequence[Paragraph]) -> Pairs:
    """Return what became of each paragraph of a document."""
    old, new = items(sent), items(back)
    held = [[key(item) for item in each] for each in (old, new)]
    counts = {
        id(item): Counter[str]() + sum((_counted(one.atoms) for one in item.cells), Counter())
        for item in (*old, *new)
    }
    raw = align(
        list(zip(old, held[0], strict=True)),
        list(zip(new, held[1], strict=True)),
        lambda each: each[1],
        lambda a, b: dice(counts[id(a[0])], counts[id(b[0])]) if a[0].kind[0] == b[0].kind[0] else 0.0,
    )
    split, met, raw = _parted(headed(raw, old, new), old, new)
    both: list[tuple[int, int]] = []
    gone: list[tuple[int, ...]] = []
    came: list[tuple[int, ...]] = []
    for a, b in _settled(raw, old, new):
        if a is not None and b is not None:
            both += [(old[a].first + step, new[b].first + step) for step in range(len(old[a].cells))]
        elif a is not None:
            gone.append(tuple(range(old[a].first, old[a].first + len(old[a].cells))))
        elif b is not None:
            came.append(tuple(range(new[b].first, new[b].first + len(new[b].cells))))
    stands = {now: was for was, now in both}
    stands |= {now: was for was, several in split for now in several}
    stands |= {now: several[-1] for several, now in met}
    behind = [
        next((stands[near] for near in range(one[0] - 1, -1, -1) if near in stands), -1) for one in came
    ]
    return Pairs(tuple(both), tuple(gone), tuple(zip(behind, came, strict=True)), tuple(split), tuple(met))


def _parted(
    raw: Raw, old: Sequence[Item], new: Sequence[Item]
) -> tuple[list[tuple[int, tuple[int, ...]]], list[tuple[tuple[int, ...], int]], Raw]:
    """Return the paragraphs that were parted and those that were joined, their words the same, and the other pairs."""
    split: list[tuple[int, tuple[int, ...]]] = []
    met: list[tuple[tuple[int, ...], int]] = []
    rest: Raw = []
    at = 0
    while at < len(raw):
        for size in (3, 2):
            group = raw[at : at + size]
            a = [one for one, _ in group if one is not None]
            b = [one for _, one in group if one is not None]
            if len(group) < size or any(old[one].is_row for one in a) or any(new[one].is_row for one in b):
                continue
            if len(a) == 1 and len(b) == size and _alike(old, a, new, b):
                split.append((old[a[0]].first, tuple(new[one].first for one in b)))
                at += size
                break
            if len(b) == 1 and len(a) == size and _alike(new, b, old, a):
                met.append((tuple(old[one].first for one in a), new[b[0]].first))
                at += size
                break
        else:
            rest.append(raw[at])
            at += 1
    return split, met, rest


def _alike(whole: Sequence[Item], one: Sequence[int], parts: Sequence[Item], several: Sequence[int]) -> bool:
    """Return whether an item has the words of several in their order, but for some that were changed."""
    held, *theirs = [[atom.key for atom in whole[one[0]].cells[0].atoms]] + [
        [atom.key for atom in parts[place].cells[0].atoms] for place in several
    ]
    if held == [word for part in theirs for word in part]:
        return True
    if whole[one[0]].cells[0].level or any(parts[place].kind != whole[one[0]].kind for place in several):
        return False
    at = 0
    for part in theirs:
        matcher = SequenceMatcher(None, held[at:], part, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if sum(block.size for block in blocks) < MOST * len(part):
            return False
        at += blocks[-1].a + blocks[-1].size
    return sum(map(len, theirs)) >= MOST * len(held)


def _settled(raw: Raw, old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the pairs, those of one gap that are of one kind taken together in their order: changed altogether."""
    gap: Raw = []
    for pair in raw:
        if None in pair:
            gap.append(pair)
            continue
        yield from _gap(gap, old, new)
        gap = []
        yield pair
    yield from _gap(gap, old, new)


def _gap(gap: Raw, old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int | None, int | None]]:
    a = [one for one, _ in gap if one is not None]
    b = [one for _, one in gap if one is not None]
    matcher = SequenceMatcher(
        None, [old[one].kind for one in a], [new[one].kind for one in b], autojunk=False
    )
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        if what == "equal":
            yield from zip(a[a1:a2], b[b1:b2], strict=True)
        else:
            yield from ((one, None) for one in a[a1:a2])
            yield from ((None, one) for one in b[b1:b2])
