"""Two sources that later footnotes print alike are told, since no reader could tell which is meant."""

from __future__ import annotations

import pytest

from notebuild.core.model import Source
from notebuild.core.problems import Location
from notebuild.sources import markdown
from notebuild.sources.checks import short_forms

BODY = {"author": "{{Delta Institute}}", "title": "{Annual Report}"}
REMEDY = "give each a shorttitle of its own: shorttitle = {Annual Report 2021}"


def told(text: str, second: dict[str, str]) -> list[str]:
    """What is said of a text that cites the report `a` and a second source `b`."""
    sources = [
        Source("a", "report", BODY, Location("bibliography.bib", 1, 1)),
        Source("b", "report", second, Location("bibliography.bib", 8, 1)),
    ]
    marks = [mark for segment in markdown.segments(text, "n.md") for mark in markdown.marks(segment)]
    return [str(problem) for problem in short_forms.check(marks, sources)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("A [@a], B [@b], A [@a, p. 3].", BODY),
        ("A [@a; @b]; B [@b].", BODY),
        ("A [@a], B [@b], A [@a].", {"editor": "Delta Institute", "title": "Annual report"}),
        ("A [@a], B [@b], A [@a].", BODY | {"title": "Report of 2021", "shorttitle": "Annual Report"}),
    ],
    ids=["first again", "second again", "editor", "short title"],
)
def test_alike(text: str, second: dict[str, str]) -> None:
    """One author and one short title, and one of the two is cited again."""
    assert told(text, second) == [
        f"bibliography.bib:8:1: warning: a and b print alike in later footnotes\n    {REMEDY}"
    ]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("A [@a], B [@b].", BODY),
        ("A [@a], A [@a].", BODY),
        ("A [@a], B [@b], A [@a].", BODY | {"shorttitle": "Annual Report 2021"}),
        ("A [@a], B [@b], A [@a].", BODY | {"author": "{{Epsilon Institute}}"}),
    ],
    ids=["each once", "one alone", "a short title", "another author"],
)
def test_apart(text: str, second: dict[str, str]) -> None:
    """No short form is printed, or the two differ."""
    assert told(text, second) == []
