"""Which cells of a table need no translation."""

from __future__ import annotations

import pytest

from notebuild.sources import markdown
from notebuild.sources.markdown.wordless import is_wordless


@pytest.mark.parametrize(
    "text",
    [
        "1250",
        "12 %",
        "2019–2024",
        "—",
        "[@key]",
        "https://example.org/a",
        "<https://example.org>",
        "www.example.org",
        "example.org/a/b",
        "desk@example.org",
        "10.1000/182",
        "doi:10.1000/182",
        "AM-0421",
        "S/RES/853",
        "COM(2023)",
        "0000-0002-1825-009X",
        "E117, E118",
        "9f2b7c01aa",
        "40 20 50 50",
        "2019 2024",
        "010 234 567",
    ],
)
def test_cells_without_words(text: str) -> None:
    """Figures, addresses and identifiers are the same in every language."""
    assert is_wordless(text, "cell")


@pytest.mark.parametrize(
    "text",
    [
        "EU",
        "EU-27 states",
        "Q4",
        "5M",
        "2nd",
        "1990s",
        "5 km",
        "1 May",
        "see AM-0421",
        "p.m.",
        "USA",
        "$1.5",
        "0.5",
        "12 400",
    ],
)
def test_cells_with_words(text: str) -> None:
    """Whatever a language writes in its own way is for its translator."""
    assert not is_wordless(text, "cell")


def test_identifiers_in_prose_are_words() -> None:
    """Only in a cell is an identifier nothing but itself."""
    assert not is_wordless("S/RES/853", "paragraph")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("1,250", True), ("0.5", True), ("−3.5 to", False), ("$1.5", False), ("12", False)],
)
def test_figures(cell: str, expected: bool) -> None:
    """A cell of figures that languages write apart is left to each edition; money, whose sign moves, is not."""
    text = f"| A | B |\n|---|---|\n| c | {cell} |\n"
    last = [segment for segment in markdown.segments(text, "n.md") if segment.kind == "cell"][-1]
    assert markdown.is_figures(last) == expected
