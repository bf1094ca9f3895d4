"""What a finished PDF lacks of its edition's footnotes is told, by number and label."""

from __future__ import annotations

import pytest

from notebuild.core.model import Edition, Footnote
from notebuild.core.problems import Location, Problem
from notebuild.readback import FootnoteReading
from notebuild.render.pdf import completeness


def reading(number: int, text: str, call: int = 1, page: int = 1) -> FootnoteReading:
    return FootnoteReading(number, text, call_page=call, note_page=page)


FULL = (reading(1, "One note."), reading(2, "Two: a co-\nop."))


@pytest.fixture
def edition() -> Edition:
    footnotes = (
        Footnote(1, "quay", "authored", (), "One note.", ()),
        Footnote(2, "introduction-1-1", "citation", (), "Two: a co-op.", ()),
    )
    return Edition("n", "en-GB", {}, {"meta": {}, "blocks": []}, footnotes)


@pytest.mark.parametrize(
    ("readings", "number", "message"),
    [
        (FULL[1:], 1, "note [^quay] is not in the file"),
        ((reading(1, "", 1, 0), FULL[1]), 1, "note [^quay] is not in the file"),
        ((reading(1, "One note.", 0, 1), FULL[1]), 1, "the call of note [^quay] is not in the file"),
        ((*FULL, FULL[0]), 1, "note [^quay] stands 2 times"),
        ((reading(1, "One", 1, 1), FULL[1]), 1, "the text of note [^quay] is not complete"),
        ((reading(1, "", 1, 1), FULL[1]), 1, "the text of note [^quay] is not complete"),
        ((reading(1, "One note.", 2, 1), FULL[1]), 1, "note [^quay] stands before its call"),
        ((*FULL, reading(9, "x")), 9, "the edition has no such note"),
    ],
    ids=["gone", "no body", "no call", "twice", "cut", "empty", "before its call", "one too many"],
)
def test_compare(edition: Edition, readings: tuple[FootnoteReading, ...], number: int, message: str) -> None:
    """Each way a finished file can differ from its edition is told by number and label."""
    (problem,) = completeness.compare(edition, readings, "n.en.pdf")
    assert str(problem.location) == f"n.en.pdf: footnote {number}"
    assert problem.message == message
    assert problem.remedy == "this is a fault of the page's layout; please report it with the note's text"


def test_compare_is_silent(edition: Edition) -> None:
    """A complete file has no problem, though a line ends within a word; endnotes may stand anywhere."""
    assert completeness.compare(edition, FULL, "x") == ()
    late = tuple(reading(footnote.number, footnote.text, 5, 2) for footnote in FULL)
    assert completeness.compare(edition, late, "x", endnotes=True) == ()


def test_only_these(edition: Edition) -> None:
    """Asked for some footnotes, the comparison says nothing of the others."""
    (problem,) = completeness.compare(edition, [], "n.en.pdf", only=(2,))
    assert str(problem.location) == "n.en.pdf: footnote 2"


def test_split() -> None:
    """A footnote is split from its call's page when it begins on a later one."""
    assert completeness.split([reading(1, "a", 2, 2), reading(2, "b", 2, 3), reading(3, "c", 3, 2)]) == (2,)


def test_numbers() -> None:
    """The footnotes that problems are about, by their places; a problem of the whole file is about none."""
    places = ("footnote 7", "", "page 3 ")
    assert completeness.numbers(Problem(Location("x", place=place), "m") for place in places) == (7,)
