"""Two sources that later footnotes print alike are told, since no reader could tell which is meant."""

from __future__ import annotations

import pytest

from notebuild.core.model import Source
from notebuild.core.problems import Location
from notebuild.sources import markdown
from notebuild.sources.bibliography import alike
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
        ("A [@a], B [@b], A [@a].", {"editor": "{Delta Institute}", "title": "Annual report"}),
        ("A [@a], B [@b].", BODY),
    ],
    ids=["first again", "second again", "editor", "one and the same"],
)
def test_alike(text: str, second: dict[str, str]) -> None:
    """One author and one short title, and one of the two is cited again."""
    assert told(text, second) == [
        f"bibliography.bib:8:1: a and b print alike in later footnotes\n    {REMEDY}"
    ]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("A [@a], B [@b].", BODY | {"note": "in print"}),
        ("A [@a], A [@a].", BODY),
        ("A [@a], B [@b], A [@a].", BODY | {"shorttitle": "Annual Report 2021"}),
        ("A [@a], B [@b], A [@a].", BODY | {"author": "{{Epsilon Institute}}"}),
        ("A [@a], B [@b], A [@a].", BODY | {"date": "2021"}),
        ("A [@a], B [@b], A [@a].", BODY | {"title": "Report of 2021", "shorttitle": "Annual Report"}),
    ],
    ids=["each once", "one alone", "a short title", "another author", "a year", "a longer title"],
)
def test_apart(text: str, second: dict[str, str]) -> None:
    """No short form is printed, or the two differ."""
    assert told(text, second) == []


def entries(*fields: dict[str, str]) -> list[Source]:
    """Sources of these fields, `a`, `b` and so on."""
    return [
        Source(chr(ord("a") + number), "report", BODY | one, Location("bibliography.bib", 1, 1))
        for number, one in enumerate(fields)
    ]


@pytest.mark.parametrize(
    ("fields", "needs"),
    [
        ([{"date": "2020"}, {"date": "2021-03"}], {"a": ("year",), "b": ("year",)}),
        ([{"date": "2020"}, {"author": "{{Epsilon}}"}], {}),
        (
            [{"date": "2020"}, {"date": "2021", "subtitle": "I"}, {"date": "2021", "subtitle": "II"}],
            {"a": ("year",), "b": ("year", "title"), "c": ("year", "title")},
        ),
        ([{"number": "4"}, {"number": "5"}], {"a": ("number",), "b": ("number",)}),
        ([{"date": "2021-03-01"}, {"date": "2021-03-02"}], {"a": ("date",), "b": ("date",)}),
        (
            [{"author": "Ohl, Ana", "number": "4"}, {"author": "Bea Ohl", "number": "5"}],
            {"a": ("number",), "b": ("number",)},
        ),
    ],
    ids=["year", "another author", "year then title", "number", "day", "one family name"],
)
def test_what_tells_them_apart(fields: list[dict[str, str]], needs: dict[str, tuple[str, ...]]) -> None:
    """The year, then more of the title, then the number, and only for those that need it; by family names."""
    assert alike.apart(entries(*fields)) == (needs, ())


def test_translated_titles_are_told_apart_too() -> None:
    """What counts is what an edition prints: two titles that one language words alike."""
    sources = entries({"title": "[Law]", "date": "1999"}, {"title": "[Act]", "date": "2001"})
    assert alike.apart(sources) == ({}, ())
    words = {("a", "title"): "[Loi]", ("b", "title"): "[Loi]"}
    assert alike.apart(sources, words)[0] == {"a": ("year",), "b": ("year",)}
