"""What an editor can paste into a catalogue where a translation is behind its note."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass

from notebuild.core.model import Segment
from notebuild.translation.catalogue import merge
from notebuild.translation.catalogue.po import Catalogue, entry_of, state_of, translatable


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry as it should stand, its translation still to be mended or written."""

    segment: Segment
    line: int
    """Where the translation that it replaces stands, from 1; 0 where the catalogue has none."""

    change: str
    """What has changed in the English, `[-gone-] {+come+}`; empty where nothing is known of it."""

    block: str
    """The entry in the form of PO, with the old translation where there is one, and not marked as fuzzy."""


def suggestions(catalogue: Catalogue, segments: Iterable[Segment]) -> list[Suggestion]:
    """Return an entry for each segment whose translation is stale or missing.

    The catalogue was brought up to date with these segments; its lines are those of the file.
    """
    found = []
    for segment in translatable(segments, catalogue):
        entry = entry_of(segment, catalogue)
        if entry is None or state_of(entry) == "translated":
            continue
        old = entry.previous_msgid or ""
        pasted = copy.deepcopy(entry)
        merge.confirm(pasted)
        change = merge.difference(old, entry.msgid) if old else ""
        found.append(Suggestion(segment, entry.linenum or 0, change, pasted.__unicode__(wrapwidth=0).strip()))
    return found
