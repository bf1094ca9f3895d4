"""Marks that pandoc would print as words, and numbers that it would print otherwise, are told at their line."""

from __future__ import annotations

import pytest

from notebuild.edition import make
from notebuild.sources import markdown

STAR = "in the same paragraph, or put a backslash before each star meant as a character"

ALONE = [
    ("It is **strong.", "1:7: ** is never closed"),
    ("It is *weak.\n\nNext *one*.", "1:7: * is never closed"),
    ("Words\nwith **one** and **two", "2:18: ** is never closed"),
    ("See __The Gazette", "1:5: __ is never closed"),
    ("See _The Gazette", "1:5: _ is never closed"),
    ("It is ~~gone", "1:7: ~~ is never closed"),
    ("Call `make", "1:6: ` is never closed"),
    ("```\nnever closed", "1:1: ` is never closed"),
    ("On the 5^th", "1:9: ^ is never closed"),
    ("See p.~5", "1:7: ~ is never closed"),
    ("Words[^a].\n\n[^a]: One.\n\n    **Two.", "5:5: ** is never closed"),
    ("| A | *b |\n|---|---|\n| c | d |", "1:7: * is never closed"),
    ("Term *one\n:   Its meaning", "1:6: * is never closed"),
    ("| A *line\n| another", "1:5: * is never closed"),
    ("Words {#label} and more", "1:7: {…} is read as text"),
    ("- an item\n\n  **of two", "3:3: ** is never closed"),
]

CLOSED = [
    "about **the *status quo***, and *the **whole** of it*",
    "***both*** and **a *b* c** and *a **b***",
    "3 * 4 and 2*3 and \\*this\\* and \\_that and 5\\^th and a\\~b",
    "snake_case and `a * b` and <https://e.org/a_b_*c>",
    "H~2~O, 1^st^, ~~gone~~, about ~5 km",
    "*emph*asis, *a*\\ *b* and [*words*](https://e.org/a*b)",
    "Words[^a].\n\n[^a]: *All* of it.\n\n    - an **item**",
]


def told(text: str) -> list[str]:
    return [
        str(problem).partition("\n")[0] for problem in make.faults(markdown.segments(text, "n.md"), "n.md")
    ]


@pytest.mark.parametrize(("text", "problem"), ALONE, ids=[problem for _, problem in ALONE])
def test_a_mark_without_its_fellow_is_told(text: str, problem: str) -> None:
    """What CommonMark (6.2) and pandoc's manual leave as a character stands at its line and column."""
    assert told(text) == [f"n.md:{problem}"]


@pytest.mark.parametrize("text", CLOSED)
def test_a_mark_with_its_fellow_is_none(text: str) -> None:
    """Marks that nest, meet at their ends, stand alone between spaces, or follow a backslash."""
    assert told(text) == []


def test_the_remedy() -> None:
    """What to do is said in the author's words."""
    (problem,) = make.faults(markdown.segments("It is **strong.", "n.md"), "n.md")
    assert problem.remedy == f"close it with ** {STAR}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1. a\n2. b\n4. c", '3:4: "4." would print as "3."'),
        ("1. a\n2. b\n\n1. c\n2. d", '4:4: "1." would print as "3."'),
        ("b) a\nc) b\ne) c", '3:4: "e)" would print as "d)"'),
        ("> (i) a\n> (ii) b\n>\n>      more\n>\n> (v) c", '6:7: "(v)" would print as "(iii)"'),
    ],
)
def test_a_number_that_would_print_otherwise(text: str, problem: str) -> None:
    """Pandoc counts on from the first item, whatever the others say (its manual, ordered lists)."""
    (found,) = make.faults(markdown.segments(text, "n.md"), "n.md")
    remedy = "number the items one after the other; put a paragraph before a list that begins anew"
    assert str(found) == f"n.md:{problem}\n    {remedy}"


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n1. b\n1. c",
        "#. a\n#. b",
        "3. a\n4. b\n\nWords.\n\n1. c",
        "1. a\n\n    1. b\n    2. c\n\n2. [ ] d",
        "XIV. a\nXV. b",
    ],
)
def test_numbers_that_print_as_typed(text: str) -> None:
    """One after the other, all the same, counted by pandoc, or in a list of their own."""
    assert told(text) == []


def test_letters_end() -> None:
    """Word goes on with bb and cc where pages go on with ab and ac: a list by letters ends at z."""
    text = "\n".join(f"{letter}) item {letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    assert told(text) == []
    assert told(f"{text}\naa) item aa") == []  # no item: pandoc reads it as words of the last one
    assert told(f"{text}\nz) more") == ['n.md:27:4: the letters end before "more"']
