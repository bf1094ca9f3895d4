"""Gaps of a translation: what is stale or missing, what prints in its place, and what the edition says of it.

Under "block" a translation with a gap is refused; under "banner" it is printed with each gap marked and
counted. Nothing prints in the original language without its mark.

A mark is one private character at the end of a passage: it moves no line, widens no table and means
nothing to Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from notebuild.core.house import Profile
from notebuild.core.model import Segment, Source
from notebuild.core.problems import Location, Problem
from notebuild.sources import bibliography, frontmatter_fields
from notebuild.sources.frontmatter_fields import BY_CONTEXT
from notebuild.translation.catalogue import po
from notebuild.translation.catalogue.po import Catalogue
from notebuild.translation.qa import check

Printed = Literal["translated", "stale", "untranslated"]

STATES: tuple[Printed, ...] = ("translated", "stale", "untranslated")

STALE, STALE_SHORT, UNTRANSLATED, UNTRANSLATED_SHORT = "\ue010\ue011\ue012\ue013"
"""Private-use characters (Unicode 23.5). The short ones are for what is too short to hold a label."""

STATE_OF: Mapping[str, Printed] = {
    STALE: "stale",
    STALE_SHORT: "stale",
    UNTRANSLATED: "untranslated",
    UNTRANSLATED_SHORT: "untranslated",
}
"""The state that a mark stands for."""

MARKS = re.compile(f"[{''.join(STATE_OF)}]")

SHORT = {"heading", "cell", "caption", "alt", "term", "line"}
SHORT |= {f"meta:{name}" for name in frontmatter_fields.printed("inlines")}
"""Kinds of segment, and contexts of front-matter fields, that are marked by their look alone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a translation stands against the note as it is now."""

    states: Mapping[str, Printed]
    """By segment id. A stale translation that lost a key, locator or label counts as untranslated."""

    version: str
    """The last version of the note that was translated whole; empty if none was."""

    def count(self, state: Printed) -> int:
        """Return how many passages are in this state."""
        return sum(value == state for value in self.states.values())

    @property
    def current(self) -> bool:
        """Whether nothing is stale and nothing is missing."""
        return set(self.states.values()) <= {"translated"}


def standing(segments: Iterable[Segment], catalogue: Catalogue) -> Standing:
    """Return how a catalogue, brought up to date with these segments, stands."""
    segments = tuple(segments)
    catalogue_states = po.states(segments, catalogue)
    states: dict[str, Printed] = {}
    for segment in po.translatable(segments, catalogue):
        state = catalogue_states[segment.id]
        if state == "stale" and not check.holds(segment, catalogue):
            state = "missing"
        states[segment.id] = "untranslated" if state == "missing" else state
    return Standing(states, po.source_version(catalogue))


def printed(segments: Iterable[Segment], catalogue: Catalogue, standing: Standing) -> tuple[Segment, ...]:
    """Return the segments as the edition prints them: translated, or marked as what they are.

    A field of the front matter that is no running text cannot bear a mark: untranslated, it is left out,
    but for names, which stand in every edition.
    """
    segments = tuple(segments)
    out = []
    for before, after in zip(segments, po.translate(segments, catalogue), strict=True):
        state = standing.states.get(before.id, "translated") if before.context else "translated"
        entry = po.entry_of(before, catalogue) if before.context and state != "untranslated" else None
        if entry is not None and entry.linenum:
            after = replace(after, location=Location(catalogue.path, entry.linenum))
        if state == "translated":
            out.append(after)
        elif before.kind == "metadata" and not (field := BY_CONTEXT[before.context]).bears_marks:
            out += [after] if state == "stale" or field.shape == "authors" else []
        else:
            out.append(mark(after if state == "stale" else before, state))
    return tuple(out)


def mark(segment: Segment, state: Printed) -> Segment:
    """Return the segment with the mark of a state at the end of its first paragraph."""
    is_short = segment.kind in SHORT or segment.context in SHORT
    signs = [sign for sign in STATE_OF if STATE_OF[sign] == state]
    sign = next(sign for sign in signs if (sign == quiet(sign)) == is_short)
    first = re.match(r"(?:[ \t]*\n)*(?:[^\n]*\S[^\n]*(?:\n|\Z))*", segment.text)
    end = len(first[0].rstrip()) if first else len(segment.text)
    return replace(segment, text=segment.text[:end] + sign + segment.text[end:])


def quiet(sign: str) -> str:
    """Return the mark of the same state without a label."""
    return {STALE: STALE_SHORT, UNTRANSLATED: UNTRANSLATED_SHORT}.get(sign, sign)


def readable(text: str) -> str:
    """Return a marked Markdown text as people get it: an empty span of the state's class for each mark."""
    return MARKS.sub(lambda match: f"[]{{.{STATE_OF[match[0]]}}}", text)


def is_marked(*texts: str) -> bool:
    """Whether any passage of these texts is marked."""
    return any(MARKS.search(text) for text in texts)


def values(
    note_values: Mapping[str, Any], before: Iterable[Segment], after: Iterable[Segment]
) -> dict[str, Any]:
    """Return the front matter without the fields that `printed` left out: those of `before` not in `after`."""
    left = {segment.context for segment in after}
    gone = {segment.context.partition(":")[2] for segment in before if segment.context not in left}
    return {name: value for name, value in note_values.items() if name not in gone}


def banner(standing: Standing, labels: Mapping[str, str]) -> str:
    """Return what the edition says of itself under its title; empty where the translation is current.

    Sentences of the profile: which version it translates, how much changed, how much is missing.
    """
    if standing.current:
        return ""
    sentences = []
    if standing.version:
        sentences.append(labels["banner-version"].format(version=standing.version))
    for state in STATES[1:]:
        if count := standing.count(state):
            form = "one" if count == 1 else "many"
            sentences.append(labels[f"banner-{state}-{form}"].format(count=count))
    return " ".join(sentences)


def source_words(cited: Iterable[Source], catalogue: Catalogue) -> dict[tuple[str, str], str]:
    """Return what the catalogue has for the words of the cited sources, by key and field."""
    words = [segment for source in cited for segment in bibliography.words(source)]
    translated = po.translate(words, catalogue)
    out = {}
    for before, after in zip(words, translated, strict=True):
        _, key, field = before.context.rsplit(":", 2) if before.context.count(":") == 2 else parted(before)
        if after.text != before.text:
            out[key, field] = after.text
    return out


def parted(segment: Segment) -> tuple[str, str, str]:
    """Split a context `source:KEY:FIELD` whose key has colons of its own."""
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
    """Tell of the words that a profile lacks, so that an edition could not say what it lacks."""
    where = Location(profile.path)
    return [
        Problem(where, f"no label {name}", f'add {name} = "…" under [labels]')
        for name in LABELS
        if name not in profile.labels
    ]
