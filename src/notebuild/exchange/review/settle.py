"""Puts the changes of a review together: their files, and what of them holds once the edition is built again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from notebuild.exchange.review.atoms import fold
from notebuild.exchange.review.found import Change, Found
from notebuild.exchange.review.replacements import Replacement, applied, united

UNPROVED = "built with it, the note would not read as the document does: make it by hand"
MOVED = "a note's call went from one place to another, and one of the two cannot be changed: make it by hand"
NUMBER = re.compile(r"\[\+?\d+\]")
OVERLAP = "another change is made to the same words: make it by hand"


def refuse(change: Change, reason: str) -> Change:
    """Return a change that is not made, and why."""
    return replace(change, replacements=(), refused=reason)


def apart(changes: Sequence[Change]) -> list[Change]:
    """Return changes of which no two touch the same words; the later of two that do is refused."""
    taken: list[Replacement] = []
    out: list[Change] = []
    for change in sorted(changes, key=lambda one: -_reach(one)):
        held = any(_clash(mine, other) for mine in change.replacements for other in taken)
        if held and not _within(change, taken):
            out.append(refuse(change, OVERLAP))
            continue
        if not held:
            taken += change.replacements
            out.append(change)
        else:
            out.append(replace(change, replacements=()))
    return together(sorted(out, key=lambda one: (one.where.path, one.where.line, one.where.column)))


def _reach(change: Change) -> int:
    return sum(one.end - one.start for one in change.replacements)


def _clash(one: Replacement, other: Replacement) -> bool:
    return one.start < other.end and other.start < one.end and one != other


def _within(change: Change, taken: Sequence[Replacement]) -> bool:
    """Return whether what a change touches goes altogether with another change."""
    return all(
        any(not other.text and other.start <= one.start and one.end <= other.end for other in taken)
        for one in change.replacements
    )


def made(text: str, changes: Sequence[Change]) -> str:
    """Return a file with changes made."""
    return applied(text, united([one for change in changes for one in change.replacements], text))


def without_noise(
    changes: Sequence[Change], older: Sequence[Change], house: Sequence[str]
) -> tuple[list[Change], list[Change]]:
    """Return changes without those in which the house's own words differ from those of today, and these.

    `older` are the differences of the document with its tracked changes rejected; `house` is what the house says
    today, some of it in another place.
    """
    known = {(one.old, one.new) for one in older if one.refused}
    noise = [
        one
        for one in changes
        if one.kind == "house"
        or (one.refused and (one.old, one.new) in known)
        or (not one.old and any(one.new in said for said in house))
    ]
    return [one for one in changes if one not in noise], noise


def moved(at: int, changes: Sequence[Change]) -> int:
    """Return where a character of a file stands once changes are made."""
    return at + sum(
        len(one.text) - (one.end - one.start)
        for change in changes
        for one in change.replacements
        if one.end <= at and (one.start, one.end) != (at, at)
    )


def proved(changes: Sequence[Change], again: Found, *, exact: bool) -> tuple[list[Change], list[Change]]:
    """Return the changes of which the rebuilt edition shows that they do what was asked, the others refused; and
    what else differs: the words that the build writes.

    `again` is what the document still asks for of the rebuilt edition: the words of what was refused, however
    they are taken together now, and nothing besides. `exact`: nothing but the changes can be the cause of a
    difference, since the version that was sent was found; else an older notebuild may be it.
    """
    owed = [_words(one) for one in changes if one.refused]
    rest: list[Change] = []
    for one in (*again.changes, *again.told):  # first what is asked for again in the same words
        if _words(one) in owed:
            owed.remove(_words(one))
        elif not (
            one.kind == "note" and not one.new and NUMBER.match(one.old)
        ):  # its call says it in the text
            rest.append(one)
    open_old, open_new = (sum((one[side] for one in owed), Counter[str]()) for side in (0, 1))
    cited = {one.passage for one in rest if one.refused and one.kind == "note"}
    ripple, wrong = [], []
    for one in rest:
        old, new = _words(one)
        if one.refused or (one.kind == "note" and one.passage in cited):
            ripple.append(one)
        elif old <= open_old and new <= open_new and (old or new):
            open_old, open_new = open_old - old, open_new - new
        else:
            wrong.append(one)
    stands = {at: moved(change.passage, changes) for at, change in enumerate(changes) if change.replacements}
    blamed: set[int] = set()
    for one in wrong:
        own = {at for at, passage in stands.items() if passage == one.passage}
        if not own and exact and stands:
            nearest = min(abs(passage - one.passage) for passage in stands.values())
            own = {at for at, passage in stands.items() if abs(passage - one.passage) == nearest}
        blamed |= {at for at in own if _shares(changes[at], one)} or own
        if not own:
            ripple.append(one)
    return [refuse(one, UNPROVED) if at in blamed else one for at, one in enumerate(changes)], ripple


def _words(change: Change) -> tuple[Counter[str], Counter[str]]:
    """Return the words and signs that are to go and to come, whatever numbers the notes have."""
    return Counter(_pieces(change.old)), Counter(_pieces(change.new))


def _pieces(said: str) -> list[str]:
    return [fold(one) for one in re.findall(r"[^\W_]+|[^\w\s|\u00b6]|_", NUMBER.sub("\u2022", said))]


def _shares(change: Change, other: Change) -> bool:
    """Return whether two changes have a word in common that goes or comes."""
    mine, theirs = (sum(_words(one), Counter[str]()) for one in (change, other))
    return any(word in theirs for word in mine if word.isalnum())


def together(changes: Sequence[Change]) -> list[Change]:
    """Return changes of which one that takes a note's call out goes with the one that puts it elsewhere.

    Where one of the two is refused, the other is: a note is called once.
    """
    out = list(changes)
    while True:
        refused = {call for one in out if one.refused for call in _calls(one)}
        held = [at for at, one in enumerate(out) if one.replacements and _calls(one) & refused]
        if not held:
            return out
        for at in held:
            out[at] = refuse(out[at], MOVED)


def _calls(change: Change) -> set[str]:
    """Return the notes whose calls come or go with a change, by their numbers."""
    old, new = (set(re.findall(r"\[(\d+)\]", said)) for said in (change.old, change.new))
    return old ^ new
