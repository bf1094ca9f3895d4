"""What differs between two texts: passages, and notes, which are known by what they say and not by their number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from notebuild.compare.align import align, dice
from notebuild.compare.words import pieces, stretches, words
from notebuild.core.passages import CALLED, Passage

State = Literal["same", "in", "out"]
Marked = tuple[tuple[State, str], ...]
"""A text with its changes: joined without what is "out" it is the new one, without what is "in" the old one."""

_CALL = re.compile(r"(\[(?:old )?\d+\])")


@dataclass(frozen=True, slots=True)
class Text:
    """One version of an edition, as it was read."""

    passages: tuple[Passage, ...]
    notes: tuple[str, ...]
    """The words of each note, in the order of their numbers, from 1."""

    identities: tuple[str, ...] = ()
    """What each note is known by where that is more than its words: the sources that it cites, with places."""

    def identity(self, at: int) -> str:
        """Return what the note at this place, from 0, is known by; empty where nothing is said of it."""
        return self.identities[at] if self.identities else ""


@dataclass(frozen=True, slots=True)
class Change:
    """A passage or a note that is in one version only, or reads otherwise in the other."""

    kind: str
    """Of a passage, what it is: "heading", "paragraph", "cell" …; of a note, "note"."""

    old: int
    new: int
    """Its place among the passages or notes of each version, from 1; 0 where that has it not."""

    marked: Marked

    @property
    def state(self) -> str:
        """Return "new", "gone" or "changed"."""
        return "new" if not self.old else "gone" if not self.new else "changed"


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs between two texts, in reading order."""

    passages: tuple[Change, ...]
    notes: tuple[Change, ...]
    reprinted: tuple[Change, ...]
    """Notes that cite the same, and print it in other words: in short where it was cited before, for example."""

    renumbered: tuple[tuple[int, int], ...]
    """The old and the new number of each note that both have, where they differ: no change of words."""

    def __bool__(self) -> bool:
        return bool(self.passages or self.notes or self.reprinted)


def between(old: Text, new: Text) -> Changes:
    """Return what differs between two texts.

    A call reads as `[7]`, the new number of its note, or as `[old 7]` where the note is gone.
    """
    keys = [
        [(text.identity(at) or said, words(said)) for at, said in enumerate(text.notes)]
        for text in (old, new)
    ]
    pairs = align(keys[0], keys[1], lambda note: note[0], lambda a, b: dice(a[1], b[1]))
    numbers = {a + 1: b + 1 for a, b in pairs if a is not None and b is not None}
    was = [_called(passage.words, numbers) for passage in old.passages]
    now = [CALLED.sub(r"[\1]", passage.words) for passage in new.passages]
    notes = [
        _changed("note", a, b, old.notes, new.notes) for a, b in pairs if _differ(a, b, old.notes, new.notes)
    ]
    same = {
        b for a, b in pairs if a is not None and b is not None and old.identity(a) == new.identity(b) != ""
    }
    reprinted = [note for note in notes if note.old and note.new - 1 in same]
    return Changes(
        tuple(_passages(old.passages, new.passages, was, now)),
        tuple(note for note in notes if note not in reprinted),
        tuple(reprinted),
        tuple((a, b) for a, b in sorted(numbers.items()) if a != b),
    )


def _called(text: str, numbers: Mapping[int, int]) -> str:
    """Return an old passage, each call as the note that it leads to is numbered now."""

    def said(match: re.Match[str]) -> str:
        number = int(match[1])
        return f"[{numbers[number]}]" if number in numbers else f"[old {number}]"

    return CALLED.sub(said, text)


def _passages(
    old: Sequence[Passage], new: Sequence[Passage], was: Sequence[str], now: Sequence[str]
) -> Iterator[Change]:
    items = [
        [
            (passage.kind, passage.mark, said, words(said))
            for passage, said in zip(passages, texts, strict=True)
        ]
        for passages, texts in ((old, was), (new, now))
    ]
    for a, b in align(items[0], items[1], lambda item: item[:3], _likeness):
        if a is None or b is None or items[0][a][:3] != items[1][b][:3]:
            passage = new[b] if b is not None else old[a or 0]
            yield _changed(
                passage.kind,
                a,
                b,
                [f"{mark} {said}".lstrip() for _, mark, said, _ in items[0]],
                [f"{mark} {said}".lstrip() for _, mark, said, _ in items[1]],
            )


def _likeness(old: tuple[str, str, str, Counter[str]], new: tuple[str, str, str, Counter[str]]) -> float:
    return dice(old[3], new[3]) if old[0] == new[0] else 0.0


def _differ(a: int | None, b: int | None, old: Sequence[str], new: Sequence[str]) -> bool:
    return a is None or b is None or old[a] != new[b]


def _changed(kind: str, a: int | None, b: int | None, old: Sequence[str], new: Sequence[str]) -> Change:
    was, now = "" if a is None else old[a], "" if b is None else new[b]
    places = (0 if a is None else a + 1), (0 if b is None else b + 1)
    return Change(kind, *places, tuple(marked(was, now)))


def marked(old: str, new: str) -> Iterator[tuple[State, str]]:
    """Yield a text with its changes marked, word by word; a call is one word."""
    before, after = _split(old), _split(new)
    light = [None if _CALL.fullmatch(piece) else len(piece.strip()) for piece in after]
    for part in stretches(before, after, light.__getitem__):
        if part.is_same:
            yield "same", "".join(after[at] for at in part.new)
            continue
        if part.old:
            yield "out", "".join(before[at] for at in part.old)
        if part.new:
            yield "in", "".join(after[at] for at in part.new)


def _split(text: str) -> list[str]:
    """Return the pieces of a text, each call whole."""
    return [
        piece for at, part in enumerate(_CALL.split(text)) for piece in ([part] if at % 2 else pieces(part))
    ]


def ranges(changes: Changes, *, both: bool = False) -> list[str]:
    """Return the notes that have another number, those that moved alike together: `14–116`, or `14–116 → 15–117`."""
    found: list[list[tuple[int, int]]] = []
    for old, new in changes.renumbered:
        if found and found[-1][-1] == (old - 1, new - 1):
            found[-1].append((old, new))
        else:
            found.append([(old, new)])
    rows = [(_range(run[0][0], run[-1][0]), _range(run[0][1], run[-1][1])) for run in found]
    return [f"{old} \u2192 {new}" if both else old for old, new in rows]


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}\u2013{last}"
