"""The letters of a page as lines."""

from __future__ import annotations

import pytest

from notebuild.readback.pdf_composition import set_lines
from notebuild.readback.pdf_letters import Letter, lines, words


def letters(text: str, base: float, size: float = 10, x: float = 0) -> list[Letter]:
    """A text set from `x` on, each letter half as wide as it is high."""
    wide = size / 2
    return [
        Letter(letter, x + at * wide, x + (at + 1) * wide, base + size / 4, base, size, 0)
        for at, letter in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ([*letters("one", 100), *letters("two", 92)], ["one", "two"]),
        ([*letters("two", 92), *letters("one", 100)], ["one", "two"]),
        ([*letters("one", 100), *letters("7", 104, 6.5, 15)], ["one7"]),
        ([*letters("H", 100), *letters("2", 98, 6.5, 5), *letters("O", 100, 10, 8.25)], ["H2O"]),
        ([*letters("foot", 100, 8), *letters("note", 93.5, 8)], ["foot", "note"]),
        ([*letters("one", 100), *letters("7", 104, 6.5, 15), *letters("two", 92)], ["one7", "two"]),
    ],
    ids=[
        "two lines set solid",
        "in any order",
        "raised",
        "lowered",
        "small and solid",
        "a call between lines",
    ],
)
def test_lines(page: list[Letter], read: list[str]) -> None:
    """A letter within half a size of a line belongs to it; lines are further apart than that."""
    assert ["".join(letter.text for letter in line.letters) for line in lines(page)] == read


@pytest.mark.parametrize(
    ("whole", "read"),
    [(True, ["pierre » saison"]), (False, ["pierre", "»", "saison"])],
    ids=["of a paragraph", "of a page"],
)
def test_gaps_of_a_justified_line(whole: bool, read: list[str]) -> None:
    """Wide gaps part columns; in a paragraph they part words, or a line would begin with a mark that none may."""
    row = [*letters("pierre", 100), *letters("»", 100, x=60), *letters("saison", 100, x=90)]
    assert [line.text for line in set_lines(0, row, whole)] == read


MEASURED = [
    pytest.param(
        57, 59, 1.82, False, "2 M", id="a raised figure, then a citation: no space is drawn between"
    ),
    pytest.param(57, 59, 0.4, True, "2 M", id="an italic that leans over: pdfium supposes a space"),
    pytest.param(57, 59, 0.4, False, "2M", id="two elements side by side, an empty one between"),
    pytest.param(
        57, 58, 1.82, True, "2M", id="two elements and nothing between: a raised call stands apart, too"
    ),
    pytest.param(57, 57, 1.82, False, "2M", id="one element: its spaces are drawn"),
    pytest.param(57, 57, 2.7, False, "2 M", id="a wide gap in one element"),
]
"""Marked contents, the gap in points as a finished page had it in letters of 10.5, and what is read."""


@pytest.mark.parametrize(("before", "after", "gap", "apart", "read"), MEASURED)
def test_a_space_between_two_elements(before: int, after: int, gap: float, apart: bool, read: str) -> None:
    row = [
        Letter("2", 318.1, 320.56, 147.9, 143.9, 10.5, before),
        Letter("M", 320.56 + gap, 327.4, 146.5, 143.9, 10.5, after, apart),
    ]
    assert words(row, last=True) == read
