"""Translations as an editor asks after them: what is translated, stale and missing, and what would print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from notebuild.core.model import Segment
from notebuild.translation import Change, difference
from notebuild.translation.gaps import STATES, Standing

SHOWN = 5
"""How many missing segments are named one by one."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One translation of a note, and what lies ready of it."""

    name: str
    """What the edition is called: `south-caucasus.fr`."""

    language: str
    policy: str
    version: int
    """The note's own version, now."""

    standing: Standing
    segments: tuple[Segment, ...]
    changes: tuple[Change, ...]
    faults: int = 0
    """Errors of the translation besides its gaps."""

    built: str = ""
    released: str = ""
    """The version of the last good files, in build/ and in release/; empty where there are none."""


def lines(translations: Iterable[Translation]) -> list[str]:
    """The report, a line a string."""
    out: list[str] = []
    for one in translations:
        out += [*translation(one), ""]
    return out[:-1] or ["no note has a translation"]


def translation(one: Translation) -> list[str]:
    """The report on one translation: counts by kind, changes with their words, what would print."""
    stands = one.standing
    total = len(stands.states)
    counts = ", ".join(f"{stands.count(state)} {said(state)}" for state in STATES)
    out = [f"{one.name} ({one.language}): {total} segments: {counts}"]
    if not stands.current:
        out += by_kind(one.segments, stands)
    for change in one.changes:
        out.append(f"  stale {change.segment.id}")
        out.append(f"      English: {difference(change.old, change.new) if change.old else '?'}")
        out.append(f"      {one.language}: {' '.join(change.translation.split())}")
        if stands.states[change.segment.id] == "untranslated":
            out.append("      lacks a key, locator or label of the English: cannot print as it is")
    stale = {change.segment.id for change in one.changes}
    missing = [name for name, state in stands.states.items() if state == "untranslated" and name not in stale]
    out += [f"  missing {name}" for name in missing[:SHOWN]]
    if len(missing) > SHOWN:
        out.append(f"  missing: {len(missing) - SHOWN} more")
    version = f"; translates version {stands.version} whole" if stands.version else ""
    out.append(f"  policy {one.policy}: {prints(one)}{version}")
    places = {"build/": one.built, "release/": one.released}
    held = ", ".join(f"{place} version {v}" for place, v in places.items() if v)
    out.append(f"  last good files: {held or 'none yet'}; the note is at version {one.version}")
    return out


def by_kind(segments: Sequence[Segment], standing: Standing) -> list[str]:
    """A line a kind of segment that is not all translated."""
    kinds: dict[str, dict[str, int]] = {}
    for segment in segments:
        if (state := standing.states.get(segment.id)) is not None:
            counts = kinds.setdefault(segment.kind, dict.fromkeys(STATES, 0))
            counts[state] += 1
    return [
        f"    {kind + ':':<14}" + ", ".join(f"{counts[state]} {said(state)}" for state in STATES)
        for kind, counts in kinds.items()
        if counts["translated"] < sum(counts.values())
    ]


def said(state: str) -> str:
    """A state in a translator's word."""
    return "missing" if state == "untranslated" else state


def prints(one: Translation) -> str:
    """What the edition would print now."""
    stands = one.standing
    if one.faults:
        return f"the edition is refused for {counted(one.faults, 'other fault')} (./doit check)"
    if stands.current:
        return "the edition prints the whole translation"
    if one.policy == "block":
        return "the edition is refused until nothing is stale or missing"
    stale, missing = stands.count("stale"), stands.count("untranslated")
    return (
        f"the edition prints a line under its title, {counted(stale, 'stale passage')} marked and "
        f"{counted(missing, 'passage')} in the original language, marked and tagged"
    )


def counted(number: int, what: str) -> str:
    """`1 fault`, `2 faults`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def differences(changes: Iterable[Change], refused: Mapping[str, str]) -> list[str]:
    """What `accept` shows before it writes: each stale segment's English by word, and its translation."""
    out: list[str] = []
    for change in changes:
        out.append(change.segment.id)
        out.append(f"    English:     {difference(change.old, change.new) if change.old else '?'}")
        out.append(f"    translation: {' '.join(change.translation.split())}")
        if change.segment.id in refused:
            out.append(f"    cannot stand: {refused[change.segment.id]}")
    return out
