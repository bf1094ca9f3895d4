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


@pytest.mark.parametrize(
    ("field", "words", "problem"),
    [
        ("title", "> A lake", '2:8: ">" begins a quotation, and title holds words alone'),
        ("teaser", "# A lake", '2:8: "#" begins a heading, and teaser holds words alone'),
        ("subtitle", "::: warning", '2:8: ":::" begins a part of the text, and subtitle holds words alone'),
        ("key-points", "- A lake", '2:8: "-" begins a list, and key-points holds words alone'),
        ("abstract", "Lakes:\n```\nx\n```", '3:1: "```" begins code, and abstract holds words alone'),
        ("abstract", "1. One\n2. Two", '2:8: "1." begins a list, and abstract holds words alone'),
    ],
)
def test_a_block_in_a_field(field: str, words: str, problem: str) -> None:
    """The front matter has words alone: a heading, a list or a quotation would lose its mark, or print it."""
    context = f"meta:{field}"
    one = Segment(context, "metadata", Location("n.md", 2, 8), words, context)
    found = [str(fault) for fault in make.faults((), "n.md", (one,)) if "begins" in fault.message]
    assert [text.partition("\n")[0] for text in found] == [f"n.md:{problem}"]
    assert ("key-points:" in found[0].partition("\n")[2]) == (field == "abstract" and "a list" in problem)


@pytest.mark.parametrize(
    "words", ["1989. The year", "\\# A lake", "A – B", "I. Lakes", "#1 of 2", "Lakes *of* > 3 km"]
)
def test_words_that_begin_no_block(words: str) -> None:
    """A number, a mark with a backslash or inside a line is words."""
    title = Segment("meta:title", "metadata", Location("n.md", 2, 8), words, "meta:title")
    assert make.faults((), "n.md", (title,)) == ()


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("It is 2*3*4.", "n.md:2:15"),
        ("It is 2*3 and 4*5.", "n.md:2:15"),
        ("It is 2**3**4.", "n.md:2:15"),
        ("It is a*b*c.", "n.md:2:15"),
        ("It is 2\\*3\\*4, un*believ*able, 2 *3* 4, 5*3.", ""),
    ],
)
def test_a_star_for_times(words: str, place: str) -> None:
    """Two stars between figures are emphasis to pandoc: the product would print as one number."""
    title = Segment("meta:title", "metadata", Location("n.md", 2, 8), words, "meta:title")
    told = [str(problem) for problem in make.faults((), "n.md", (title,))]
    assert told == (
        [
            f"{place}: a star between two figures or letters is read as emphasis, and would not print\n"
            '    write × for "times", or put a backslash before each star: 2\\*3\\*4'
        ]
        if place
        else []
    )


def test_paragraphs_of_a_field() -> None:
    """Each paragraph of an abstract is one of the edition's, whatever pandoc makes of a value with several."""
    assert make.printable({"abstract": "One,\nstill one.\n\n \nThe '90s.", "title": "T"}) == {
        "title": "T",
        "abstract": ["One,\nstill one.", "The ’90s."],
    }
