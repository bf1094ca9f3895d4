"""What an edition may print of its translation: which passages are current, stale or missing, and said how.

Under "block" a translation with a gap is refused; under "banner" it is printed with each gap marked and
counted. Nothing prints in the original language without its mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from notebuild import translation
from notebuild.core.house import Profile
from notebuild.core.model import Segment, Source
from notebuild.core.problems import Location, Problem
from notebuild.edition import passages
from notebuild.sources import bibliography, markdown
from notebuild.translation import Catalogue

Printed = Literal["translated", "stale", "untranslated"]

STATES: tuple[Printed, ...] = ("translated", "stale", "untranslated")
MARKED = frozenset(
    f"meta:{name}" for name in "title subtitle credit teaser summary key-points corrections licence".split()
)
"""The fields of the front matter that are running text. Any other cannot bear a mark: untranslated, it is
left out, but for names, which stand in every edition."""

NAMES = frozenset({"meta:authors"})


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
    held_states = translation.states(segments := tuple(segments), held)
    states: dict[str, Printed] = {}
    for segment in markdown.translatable(segments):
        state = held_states[segment.id]
        if state == "stale" and not translation.holds(segment, held):
            state = "missing"
        states[segment.id] = "untranslated" if state == "missing" else state
    return Standing(states, translation.source_version(held))


def printed(segments: Iterable[Segment], held: Catalogue, standing: Standing) -> tuple[Segment, ...]:
    """The segments as the edition prints them: translated, or marked as what they are."""
    segments = tuple(segments)
    out = []
    for before, after in zip(segments, translation.translate(segments, held), strict=True):
        state = standing.states.get(before.id, "translated") if before.context else "translated"
        if state == "translated":
            out.append(after)
        elif before.kind == "metadata" and before.context not in MARKED:
            out += [after] if state == "stale" or before.context in NAMES else []
        else:
            out.append(passages.mark(after if state == "stale" else before, state))
    return tuple(out)


def values(
    note_values: Mapping[str, Any], before: Iterable[Segment], after: Iterable[Segment]
) -> dict[str, Any]:
    """The front matter without the fields that `printed` left out: those of `before` not in `after`."""
    left = {segment.context for segment in after}
    gone = {segment.context.partition(":")[2] for segment in before if segment.context not in left}
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


def source_words(cited: Iterable[Source], held: Catalogue) -> dict[tuple[str, str], str]:
    """What the catalogue says for the words of the cited sources, by key and field."""
    words = [segment for source in cited for segment in bibliography.words(source)]
    translated = translation.translate(words, held)
    out = {}
    for before, after in zip(words, translated, strict=True):
        _, key, field = before.context.rsplit(":", 2) if before.context.count(":") == 2 else parted(before)
        if after.text != before.text:
            out[key, field] = after.text
    return out


def parted(segment: Segment) -> tuple[str, str, str]:
    """A context `source:KEY:FIELD` whose key has colons of its own."""
    head, _, rest = segment.context.partition(":")
    key, _, field = rest.rpartition(":")
    return head, key, field


LABELS = (
    "stale-passage",
    "untranslated-passage",
    "banner-version",
    "banner-stale-one",
    "banner-stale-many",
    "banner-untranslated-one",
    "banner-untranslated-many",
)
"""The words of a profile with which an edition says what it lacks."""


def unlabelled(profile: Profile) -> list[Problem]:
    """The words that a profile lacks, so that an edition could not say what it lacks."""
    where = Location(f"styles/profiles/{profile.language}.toml")
    return [
        Problem(where, f"no label {name}", f'add {name} = "…" under [labels]')
        for name in LABELS
        if name not in profile.labels
    ]
