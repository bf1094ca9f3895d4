"""Find the cited sources that later footnotes would print alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from notebuild.core.model import Source
from notebuild.core.problems import Problem
from notebuild.sources.markdown.markers import Mark


def check(marks: Iterable[Mark], sources: Iterable[Source]) -> tuple[Problem, ...]:
    """Return a warning for each source whose short form is that of another one that the note cites.

    The first footnote of a source prints its entry, the later ones author and short title alone (Oxford
    Guide to Style, short references): two annual reports of one body are then one. Where neither is cited
    a second time, no short form is printed.
    """
    times = Counter(mark.value for mark in marks if mark.kind == "key")
    first: dict[tuple[str, str], Source] = {}
    problems = []
    for source in sources:
        if not times[source.key]:
            continue
        fields = source.fields
        author = fields.get("author") or fields.get("editor") or ""
        form = (_plain(author), _plain(fields.get("shorttitle") or fields.get("title", "")))
        other = first.setdefault(form, source)
        if other is not source and max(times[source.key], times[other.key]) > 1:
            problems.append(
                Problem(
                    source.location,
                    f"{other.key} and {source.key} print alike in later footnotes",
                    "give each a shorttitle of its own: shorttitle = {Annual Report 2021}",
                    "warning",
                )
            )
    return tuple(problems)


def _plain(value: str) -> str:
    """Return the letters and figures of a raw BibTeX value."""
    return re.sub(r"[\W_]+", "", value).casefold()
