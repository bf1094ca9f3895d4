"""Check what a note cites: that each key has a source, each locator a known label, each source a citation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from notebuild.core.entry import ENTRY
from notebuild.core.model import Source
from notebuild.core.problems import Location, Problem, nearest
from notebuild.sources.locator_words import LABELS, label_of
from notebuild.sources.locators import ambiguous, locators, unknown_label, without_number
from notebuild.sources.markdown.citing import KEY
from notebuild.sources.markdown.markers import Mark

NONE: Mapping[str, str] = MappingProxyType({})
SINGULAR = {word for word, (_, several) in LABELS.items() if not several}
_LATER = re.compile(r"(?<!\w)([^\W\d_]{2,}|pp?|[§¶]+)\.?\s*\d[\w.–-]*(?<!\.)")
"""What may be a place among the words of a source: `chapter 2`."""

FEW = 5
"""Uncited entries that are named one by one."""


REFERENCES = ("fig-", "tbl-", "sec-", "eq-", "lst-", "fig:", "tbl:", "sec:", "eq:")
"""How the keys of cross-references begin in Quarto and pandoc-crossref."""


def check(
    marks: Iterable[Mark], sources: Mapping[str, Source], proposed: Mapping[str, str] = NONE
) -> tuple[Problem, ...]:
    """Tell of keys that no source has, and locators with an unknown label, at their places.

    `proposed` are the keys of sources that were read from a document's words and that nobody has
    accepted yet, with the note that they are proposed for: each is told once.
    """
    problems = []
    told: set[str] = set()
    for mark in marks:
        if mark.kind == "key" and mark.value not in sources and mark.value in proposed:
            if mark.value not in told:
                told.add(mark.value)
                words = f"{proposed[mark.value]} {mark.value}"
                remedy = (
                    f"look at its entry in proposed.bib, then {ENTRY} intake --accept {words}; "
                    f"or have its words back: {ENTRY} intake --reject {words}"
                )
                message = f"@{mark.value} is only proposed, from words of the document taken in"
                problems.append(Problem(mark.location, message, remedy))
        elif mark.kind == "key" and mark.value not in sources:
            near = _meant(mark.value, sources)
            remedy = "correct the key, or add the source to bibliography.bib"
            remedy += "" if near else "; put a backslash before an @ meant as a character"
            if mark.value.startswith(REFERENCES):
                remedy = f"write [](#{mark.value}) for a reference within the note"
            problems.append(Problem(mark.location, f"no source has the key @{mark.value}{near}", remedy))
        elif mark.kind == "key" and (source := sources[mark.value]).kind == "set":
            members = "; ".join(call(key.strip()) for key in source.fields.get("entryset", "").split(","))
            problems.append(
                Problem(mark.location, f"@{mark.value} is a set of sources", f"cite its members: [{members}]")
            )
        elif mark.kind == "locator" and (word := unknown_label(mark.value)):
            problems.append(
                Problem(
                    mark.location,
                    f"{word} is no locator known here{nearest(word.lower(), SINGULAR) if len(word) > 1 else ''}",
                    f"use p., para., point or the like; put {{}} before {word} to keep it",
                )
            )
        elif mark.kind == "locator" and (word := without_number(mark.value)):
            problems.append(
                Problem(
                    mark.location,
                    f"{word} without a number",
                    "write the number after it, or take it out",
                )
            )
        elif mark.kind == "locator" and (number := ambiguous(mark.value)):
            problems.append(
                Problem(
                    mark.location,
                    f"{number} may be one number or several",
                    f"write {number.replace(',', '')} for one, {number.replace(',', ', ')} for several",
                )
            )
        elif mark.kind == "locator" and (late := _late(locators(mark.value)[1])):
            problems.append(
                Problem(
                    mark.location,
                    f"{late} stands after other words and prints in English everywhere",
                    f"put it first, directly after the key: [@key, {late}, …]",
                    "warning",
                )
            )
    return tuple(problems)


def _late(words: str) -> str:
    """Return the first place that is named among the words of a source, or nothing."""
    found = (match for match in _LATER.finditer(words) if label_of(match[1])[0] and match[1].lower() != "no")
    return next((match[0] for match in found), "")


def _meant(key: str, sources: Mapping[str, Source]) -> str:
    """Return ` (did you mean …?)`: the entry that had the key before (`ids`), or writes it in other letters."""
    for source in sources.values():
        before = [one.strip() for one in source.fields.get("ids", "").split(",")]
        if key in before or key.casefold() == source.key.casefold():
            return f" (did you mean {call(source.key)[1:]}?)"
    return nearest(key, {call(one)[1:] for one in sources})


def call(key: str) -> str:
    """Return how a note cites a key: `@key`, or `@{key}` where two marks of punctuation stand in it side by side."""
    match = KEY.fullmatch(f"@{key}")
    return f"@{key}" if match and match[2] else f"@{{{key}}}"


def unused(sources: Mapping[str, Source], cited: Collection[str]) -> tuple[Problem, ...]:
    """Give a warning for each source that none of the notes cites; `cited` are the keys of all notes.

    Where they are many, as in a bibliography kept for a whole house, one warning for all.
    """
    keys = [key for key in sources if key not in cited]
    if len(keys) > FEW:
        message = f"no note cites {len(keys)} of the entries: {', '.join(keys[:FEW])} …"
        where = Location(sources[keys[0]].location.path)
        return (Problem(where, message, "delete what is not needed", "warning"),)
    return tuple(
        Problem(
            source.location,
            f"no note cites {source.key}",
            f"cite it as [{call(source.key)}], or delete the entry",
            "warning",
        )
        for source in map(sources.__getitem__, keys)
    )
