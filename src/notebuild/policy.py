"""What an edition may print of its translation: which passages are current, stale or missing, and said how.

Under "block" a translation with a gap is refused; under "banner" it is printed with each gap marked and
counted. Nothing prints in the original language without its mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from notebuild import catalogue, manuscript, passages
from notebuild.catalogue import Catalogue
from notebuild.model import Segment

Printed = Literal["translated", "stale", "untranslated"]

STATES: tuple[Printed, ...] = ("translated", "stale", "untranslated")
PLAIN = frozenset({"meta:description", "meta:keywords", "meta:series"})
"""Fields that are no running text and cannot be marked: untranslated, they are left out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a translation stands against the note as it is now."""

    states: Mapping[str, Printed]
    """By segment id. A stale translation that lost a key, locator or label counts as untranslated."""

    version: str
    """The last version of the note that was translated whole; empty if none was."""

    def count(self, state: Printed) -> int:
        """How many passages are in this state."""
        return sum(value == state for value in self.states.values())

    @property
    def current(self) -> bool:
        """Nothing is stale, nothing is missing."""
        return set(self.states.values()) <= {"translated"}


def standing(segments: Iterable[Segment], held: Catalogue) -> Standing:
    """How a catalogue, brought up to date with these segments, stands."""
    held_states = catalogue.states(segments := tuple(segments), held)
    states: dict[str, Printed] = {}
    for segment in manuscript.translatable(segments):
        state = held_states[segment.id]
        if state == "stale" and not catalogue.holds(segment, held):
            state = "missing"
        states[segment.id] = "untranslated" if state == "missing" else state
    return Standing(states, catalogue.source_version(held))


def printed(
    segments: Iterable[Segment], held: Catalogue, standing: Standing
) -> tuple[Segment, ...]:
    """The segments as the edition prints them: translated, or marked as what they are."""
    segments = tuple(segments)
    out = []
    for before, after in zip(segments, catalogue.translate(segments, held), strict=True):
        state = standing.states.get(before.id, "translated") if before.context else "translated"
        if state == "translated":
            out.append(after)
        elif before.context in PLAIN:
            out += [after] if state == "stale" else []
        else:
            out.append(passages.mark(after if state == "stale" else before, state))
    return tuple(out)


def values(note_values: Mapping[str, Any], fields: Iterable[Segment]) -> dict[str, Any]:
    """The front matter without the fields that have no words in the edition's language."""
    left = {segment.context for segment in fields}
    gone = {context.partition(":")[2] for context in PLAIN - left}
    return {name: value for name, value in note_values.items() if name not in gone}


def banner(standing: Standing, labels: Mapping[str, str]) -> str:
    """What the edition says of itself under its title; empty where the translation is current.

    Sentences of the profile: which version it translates, how much changed, how much is missing.
    """
    if standing.current:
        return ""
    said = []
    if standing.version:
        said.append(labels["banner-version"].format(version=standing.version))
    for state in STATES[1:]:
        if count := standing.count(state):
            form = "one" if count == 1 else "many"
            said.append(labels[f"banner-{state}-{form}"].format(count=count))
    return " ".join(said)
