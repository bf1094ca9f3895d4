"""Find the cited sources that later footnotes would print alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from notebuild.core.model import Source
from notebuild.core.problems import Problem
from notebuild.sources.bibliography import alike
from notebuild.sources.markdown.markers import Mark


def check(marks: Iterable[Mark], sources: Iterable[Source]) -> tuple[Problem, ...]:
    """Return a Problem for each source that no short form can tell from another one that the note cites.

    The first footnote of a source prints its entry, the later ones author and short title alone (Oxford
    Guide to Style, short references), and what tells it apart: the year, more of the title, the number or the
    date. Where neither is cited a second time, no short form is printed, and only entries that are the same
    through and through print alike.
    """
    times = Counter(mark.value for mark in marks if mark.kind == "key")
    _, groups = alike.apart([source for source in sources if times[source.key]])
    return tuple(
        Problem(
            source.location,
            f"{group[0].key} and {source.key} print alike in later footnotes",
            "give each a shorttitle of its own: shorttitle = {Annual Report 2021}",
        )
        for group in groups
        for source in group[1:]
        if max(times[source.key] for source in group) > 1 or source.fields == group[0].fields
    )
