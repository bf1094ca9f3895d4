"""How a translation stands, as the lines that `status` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from notebuild.core.entry import ENTRY
from notebuild.core.model import Segment
from notebuild.core.problems import counted
from notebuild.translation import Change, difference
from notebuild.translation.gaps import STATES, Printed, Standing

LISTED = 5
"""How many missing segments are named one by one."""

WORDS = {"untranslated": "missing"}
"""The states that a translator calls by another word."""


@dataclass(frozen=True, slots=True)
class Report:
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
    """How many errors the translation has besides its gaps."""

    built: str = ""
    released: str = ""
    """The version of the last good files, in build/ and in release/; empty where there are none."""


def lines(reports: Iterable[Report]) -> list[str]:
    """Return the reports as lines of text, an empty one between two."""
    out: list[str] = []
    for report in reports:
        out += ["", *lines_of(report)] if out else lines_of(report)
    return out


def lines_of(report: Report) -> list[str]:
    """Return the lines on one translation: counts by kind, changes with their words, what would print."""
    states = report.standing.states
    out = [f"{report.name} ({report.language}): {len(states)} segments: {counts(report.standing.count)}"]
    if not report.standing.current:
        out += by_kind(report.segments, report.standing)
    for change in report.changes:
        out.append(f"  stale {change.segment.id}")
        out.append(f"      English: {difference(change.old, change.new) if change.old else '?'}")
        out.append(f"      {report.language}: {' '.join(change.translation.split())}")
        if states[change.segment.id] == "untranslated":
            out.append("      lacks a key, locator or label of the original: cannot print as it is")
    stale = {change.segment.id for change in report.changes}
    missing = [name for name, state in states.items() if state == "untranslated" and name not in stale]
    out += [f"  missing {name}" for name in missing[:LISTED]]
    if len(missing) > LISTED:
        out.append(f"  missing: {len(missing) - LISTED} more")
    source = report.standing.version
    out.append(
        f"  policy {report.policy}: {prints(report)}" + f"; translates version {source} whole" * bool(source)
    )
    places = {"build/": report.built, "release/": report.released}
    versions = ", ".join(f"{place} version {version}" for place, version in places.items() if version)
    out.append(f"  last good files: {versions or 'none yet'}; the note is at version {report.version}")
    return out


def counts(count: Callable[[Printed], int]) -> str:
    """Return how many segments are in each state, in a translator's words: `3 translated, 0 stale, 1 missing`."""
    return ", ".join(f"{count(state)} {WORDS.get(state, state)}" for state in STATES)


def by_kind(segments: Sequence[Segment], standing: Standing) -> list[str]:
    """Return a line for each kind of segment that is not all translated."""
    kinds: dict[str, Counter[Printed]] = {}
    for segment in segments:
        if (state := standing.states.get(segment.id)) is not None:
            kinds.setdefault(segment.kind, Counter())[state] += 1
    return [
        f"    {kind + ':':<14}{counts(states.__getitem__)}"
        for kind, states in kinds.items()
        if states["translated"] < states.total()
    ]


def prints(report: Report) -> str:
    """Return what the edition would print now."""
    standing = report.standing
    if report.faults:
        return f"the edition is refused for {counted(report.faults, 'other fault')} ({ENTRY} check)"
    if standing.current:
        return "the edition prints the whole translation"
    if report.policy == "block":
        return "the edition is refused until nothing is stale or missing"
    stale, missing = standing.count("stale"), standing.count("untranslated")
    return (
        f"the edition prints a line under its title, {counted(stale, 'stale passage')} marked and "
        f"{counted(missing, 'passage')} in the original language, marked and tagged"
    )
