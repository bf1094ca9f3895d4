"""The marks in a stretch of Markdown, as pandoc reads them (checked with pandoc 3.9)."""

from __future__ import annotations

import pytest

from notebuild.core.problems import Location
from notebuild.sources.markdown import markers


def found(text: str, *kinds: str) -> list[tuple[str, str]]:
    return [(m.kind, m.value) for m in markers.scan(text) if not kinds or m.kind in kinds]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("a fact [@lloyd1876].", [("citation", "@lloyd1876"), ("key", "lloyd1876")]),
        (
            "[see @a, p. 3; @b]",
            [("citation", "see @a, p. 3; @b"), ("key", "a"), ("locator", "p. 3"), ("key", "b")],
        ),
        ("@key [p. 33] says", [("key", "key"), ("place", "p. 33"), ("locator", "p. 33")]),
        ("@key [see @b]", [("key", "key"), ("place", "see @b"), ("key", "b")]),
        ("@a:b.c, and (@d).", [("key", "a:b.c"), ("key", "d")]),
        ("@{https://e.org/x}", [("key", "https://e.org/x")]),
        ("name@example.org", []),
        (r"\@nobody and \[^none]", []),
        ("`@no` and ``[^no] ` ``", [("code", "@no"), ("code", "[^no] ` ")]),
        ("a call[^quay].", [("label", "quay")]),
        ("^[inline, @key]", [("inline-note", "inline, @key"), ("key", "key")]),
        ("[](#tbl-dates)", [("xref", "#tbl-dates")]),
        ("[words](#here)", [("link", "#here")]),
        ('[words](http://e.org/a_(b) "Title")', [("link", "http://e.org/a_(b)")]),
        ("<https://e.org> <a@e.org>", [("link", "https://e.org"), ("link", "mailto:a@e.org")]),
        ("![map](map.png){width=50%}", [("image", "map.png"), ("attributes", "width=50%")]),
        ("[mot]{lang=fr}", [("attributes", "lang=fr")]),
        ("<b>x</b>", [("raw-html", "<b>"), ("raw-html", "</b>")]),
        ("3 < 4 > 2", []),
        ("`<b>`{=html}", [("code", "<b>"), ("raw-attribute", "=html")]),
        ("a <!-- @no --> b", [("comment", " @no ")]),
        ("[sic] and [the] rest", []),
        ("an open [@key", [("unclosed", "[@key"), ("key", "key")]),
        ("an open [^quay", [("unclosed", "[^quay")]),
        ("a [link](http://e.org", [("unclosed", "[link](http://e.org")]),
        ("[text over\n\ntwo @paragraphs]", [("key", "paragraphs")]),
    ],
)
def test_marks_are_found(text: str, marks: list[tuple[str, str]]) -> None:
    """Keys, calls and links are found where pandoc finds them, and nowhere in code."""
    assert found(text) == marks


def test_marks_say_where_they_are() -> None:
    """A mark's line and column count from 1, from where its text begins in the file."""
    first, second = markers.scan("one[^a]\ntwo [^b]", Location("n.md", 7, 5))
    assert (first.location, second.location) == (Location("n.md", 7, 8), Location("n.md", 8, 5))


def test_definitions_are_found_at_the_head_of_a_line() -> None:
    """A label before a colon at the head of a line is a definition."""
    marks = markers.definitions("\n\n[^a]: ", Location("n.md", 3, 9))
    assert [(m.value, m.text, m.location) for m in marks] == [("a", "[^a]:", Location("n.md", 5, 1))]


def test_comments_are_taken_out_of_text_but_not_of_code() -> None:
    """A comment is for authors; in a code span it is what the reader should see."""
    assert markers.without_comments("a<!-- b --> `<!-- c -->`") == "a `<!-- c -->`"


def test_words_are_left_when_the_marks_go() -> None:
    """Keys, locators, addresses and attributes are no words; what links and spans show is."""
    words = markers.without_marks("Fact [see @a, p. 3], [text](http://e.org/12) [mot]{lang=fr} 5.")
    assert words.split() == ["Fact", "[see", ",", "],", "[text", "[mot]", "5."]
