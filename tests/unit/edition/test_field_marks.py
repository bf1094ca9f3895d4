"""Marks of Markdown that are left among the words of the front matter are told at their place."""

from __future__ import annotations

import pytest

from notebuild.core.model import Segment
from notebuild.core.problems import Location
from notebuild.edition import make


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The **second quay", ["n.md:2:12: ** is never closed"]),
        ("The `second quay", ["n.md:2:12: ` is never closed"]),
        ("The **second** quay, 3 * 4, and a \\*", []),
    ],
    ids=["bold", "code", "none"],
)
def test_marks_left_in_a_field(words: str, told: list[str]) -> None:
    """What pandoc (MANUAL.txt, "Emphasis") reads as a character though it was typed as a mark is refused."""
    title = Segment("meta:title", "metadata", Location("n.md", 2, 8), words, "meta:title")
    found = make.faults((), "n.md", (title,))
    assert [str(problem).partition("\n")[0] for problem in found] == told
    assert all("put a backslash before each" in problem.remedy for problem in found)
