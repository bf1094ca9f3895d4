"""What is to stand in a text in place of what does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SPAN_END = re.compile(r"\](?:\([^()]*\)|\{[^{}]*\})+")
THING = "pictures, equations and symbols come and go in the note: do it there by hand"
EMPTY = re.compile(r"(\*{1,3}|_{1,3}|~{1,2}|\^|`)\1(?!\1)|\[\](?:\([^()]*\)|\{[^{}]*\})+")
SPACE = re.compile(r"(?:[ \t]|\r?\n[ \t>]*)+")
MARKS = ("**", "*", "__", "_", "~~", "~", "^", "`")
"""What stands around words and says how they look."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands in a text from `start` to `end`, in characters from 0, and what is to stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One change that a reviewer asks for: the words as they stand and as they should, with some beside them."""

    old: str
    new: str
    before: str
    after: str
    at: int
    """Where it begins in the passage's text, in characters from 0."""

    replacements: tuple[Replacement, ...] = ()
    refused: str = ""
    """Why it cannot be done; empty where it can."""

    calls: tuple[str, ...] = ()
    """The keys of the notes whose calls it brings."""


class Unchangeable(Exception):
    """A change that cannot be made; the message says why, "generated" for words that the source does not have."""


def united(replacements: Sequence[Replacement], text: str) -> list[Replacement]:
    """Return replacements in order, those that touch as one, and nothing that changes nothing.

    What begins a block of its own stands behind what goes on with the block that ends there.
    """
    out: list[Replacement] = []
    for one in sorted(replacements, key=lambda each: (each.start, each.end, each.text.startswith("\n\n"))):
        if out and one.start <= out[-1].end:
            last = out.pop()
            one = Replacement(last.start, max(last.end, one.end), last.text + one.text)
        out.append(one)
    return [one for one in out if text[one.start : one.end] != one.text]


def clustered(gone: Sequence[tuple[int, int]], kept: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Return the stretches that go in order, those together between which nothing begins that is kept."""
    clusters = [[*gone[:1]]]
    for before, span in pairwise(gone):
        if any(before[1] <= start < span[0] for start in kept):
            clusters.append([])
        clusters[-1].append(span)
    return clusters


def bare(text: str) -> str:
    """Return the marks of a stretch whose words have gone: those that still stand around something."""
    return EMPTY.sub("", SPACE.sub("", text))


def emptied(text: str, start: int, end: int) -> Replacement:
    """Return the removal of a stretch with the marks around it, where nothing else stands between them."""
    while True:
        span = SPAN_END.match(text, end) if text[start - 1 : start] == "[" else None
        mark = next((one for one in MARKS if text[:start].endswith(one) and text.startswith(one, end)), "")
        if span:
            start, end = start - 1, span.end()
        elif mark:
            start, end = start - len(mark), end + len(mark)
        else:
            return Replacement(start, end, "")


def applied(text: str, replacements: Sequence[Replacement]) -> str:
    """Return a text with replacements made; they do not overlap."""
    for one in sorted(replacements, key=lambda each: each.start, reverse=True):
        text = text[: one.start] + one.text + text[one.end :]
    return text
