"""Finds where on paper the figures and pull quotes of an edition stand, which it may set elsewhere in their section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from notebuild.core.passages import Passage
from notebuild.readback.passages import key


def floated(expected: Sequence[Passage], read: Sequence[Passage]) -> list[int]:
    """Return the places of the edition's passages in the order of the page, as far as what floats may give it.

    What floats stands whole in its own section, between two headings, after a passage that the edition has
    there; where the page has it anywhere else its place stays that of the edition.
    """
    order = list(range(len(expected)))
    said = [_key(one) for one in read]
    for first, last in groups(expected):
        words = [_key(one) for one in expected[first:last]]
        here = order.index(first)
        rest = order[:here] + order[here + len(words) :]
        places = (here, *around(expected, rest, here))
        fits = [
            (place, [_key(expected[one]) for one in rest[place : place + 1]] == said[end : end + 1])
            for at in range(1, len(said))  # the same words may float twice
            for end in (at + len(words),)
            if said[at:end] == words
            for place in places
            if place and _key(expected[rest[place - 1]]) == said[at - 1]
        ]
        # Of places after the same words that which the next words follow too; else the nearest.
        place = next((place for place, is_whole in fits if is_whole), fits[0][0] if fits else here)
        order = rest[:place] + list(range(first, last)) + rest[place:]
    return order


def groups(expected: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Yield first and last place, the last not in it, of what floats together: a picture, its caption and source."""
    at = 0
    while at < len(expected):
        end = at + 1
        if expected[at].floats:
            is_figure = expected[at].kind == "picture"
            while (
                is_figure and end < len(expected) and expected[end].floats and expected[end].kind != "picture"
            ):
                end += 1
            yield at, end
        at = end


def around(expected: Sequence[Passage], rest: Sequence[int], here: int) -> Iterator[int]:
    """Yield the places in the same section that something at `here` may be put to, the nearest first."""
    down = here
    while down < len(rest) and expected[rest[down]].kind != "heading":
        down += 1
        yield down
    up = here
    while up > 0 and expected[rest[up - 1]].kind != "heading":
        up -= 1
        yield up
    if up:
        yield up


def _key(passage: Passage) -> tuple[str, str]:
    return ("picture" if passage.kind == "picture" else ""), key(passage.words)
