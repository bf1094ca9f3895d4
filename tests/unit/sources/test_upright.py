"""Emphasis that a PDF would set upright is told, once a passage."""

from __future__ import annotations

import pytest

from notebuild.core.model import Segment
from notebuild.core.problems import Location, Problem
from notebuild.sources.checks import upright

LATIN = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyz"))


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("so *тихий дон* and *нет*", 4, "тихий дон"),
        ("so _тихий дон_", 4, "тихий дон"),
        ("so *quiet* and тихий, **тихий**, `*тихий*`, \\*тихий*, 2 * 3", 0, ""),
    ],
    ids=["stars", "underscores", "none"],
)
def test_emphasis_without_italics(text: str, column: int, words: str) -> None:
    """Letters that only an upright face has lose their emphasis in print; bold and code have a face."""
    told = list(upright.check([Segment("p", "paragraph", Location("n.md", 9, 1), text)], LATIN))
    expected = Problem(
        Location("n.md", 9, column),
        f'the italics of the house lack letters of "{words}", which a PDF sets upright',
        "write it in bold, or in quotation marks; or name an italic face with these letters under [[fallback]]",
        "warning",
    )
    assert told == ([expected] if words else [])
    assert all(problem.severity == "warning" for problem in told)
