"""The sheets say what the house says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from houses import HOUSE, TOOL
from notebuild.core.house import House, read_house
from notebuild.core.problems import NotebuildError
from notebuild.render import sheets
from notebuild.render.pdf.layouts import LAYOUTS, Layout


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


def other(house: House, table: str, **values: Any) -> House:
    """The house with these tokens of a table replaced; `colour.light` names a table in a table."""
    first, _, second = table.partition(".")
    held = dict(house.tokens[first])
    held.update({second: {**held[second], **values}} if second else values)
    return replace(house, tokens={**house.tokens, first: held})


def test_unknown_token(house: House) -> None:
    """A token that the house lacks is told at its line and column, with the nearest one."""
    with pytest.raises(NotebuildError) as caught:
        sheets.sheet("a {\n  color: ${colour.light.acent}\n}", house, "styles/screen.css")
    (problem,) = caught.value.problems
    assert str(problem.location) == "styles/screen.css:2:10"
    assert problem.message == ("no token colour.light.acent in the house (did you mean colour.light.accent?)")
    assert problem.remedy == "add it to styles/house.toml, or name one that is there"


@pytest.mark.parametrize("name", ["screen.css", "print.css"])
def test_one_source_of_style(house: House, name: str) -> None:
    """Another accent colour or text face in the house is another one in both sheets."""
    text = (TOOL / name).read_text(encoding="utf-8")
    new = other(other(house, "colour.light", accent="#7a1f5c"), "face", text="Another Face")
    made = sheets.sheet(text, new, name)
    assert "#7a1f5c" in made
    assert "Another Face" in made
    assert house.tokens["colour"]["light"]["accent"] not in made
    assert "Source Serif Pro" not in made


def test_page_size(house: House) -> None:
    """The size of the printed page is the house's."""
    text = (TOOL / "print.css").read_text(encoding="utf-8")
    letter = other(house, "page", width=215.9, height=279.4)
    assert "size: 215.9mm 279.4mm" in sheets.sheet(text, letter, "print.css")


def test_layouts(house: House) -> None:
    """A layout changes sizes by its differences and says how notes may move; the first changes nothing."""
    text = "${size.leading} ${size.note-leading} ${layout.policy}"
    tokens = house.tokens["size"]
    plain = sheets.sheet(text, house, "x")
    assert plain == f"{tokens['leading']:g} {tokens['note-leading']:g} line"
    looser = Layout("looser", leading=0.2, note=-0.1, policy="auto")
    assert sheets.sheet(text, house, "x", looser) == (
        f"{tokens['leading'] + 0.2:g} {tokens['note-leading'] - 0.1:g} auto"
    )


def test_fallback_layouts() -> None:
    """The fallback layouts begin with what the designer wants and end with endnotes, which nothing else has."""
    assert LAYOUTS[0] == Layout("set")
    assert [layout.endnotes for layout in LAYOUTS] == [False] * (len(LAYOUTS) - 1) + [True]
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)


@pytest.mark.parametrize(
    ("rule", "column", "named"),
    [
        ('@import "http://a.b/x.css";', 1, "@import"),
        ("p { background: url(http://a.b/x.png) }", 17, "url(http://a.b/x.png"),
        ("p { background: url( '//a.b/x.png' ) }", 17, "url( '//a.b/x.png"),
        ("p { background: URL(x.png) }", 17, "URL(x.png"),
    ],
)
def test_a_sheet_that_fetches(house: House, rule: str, column: int, named: str) -> None:
    """A page is one file: a sheet that would have a reader load another is refused at its place."""
    with pytest.raises(NotebuildError) as caught:
        sheets.sheet(f"/* @import */\n{rule}", house, "styles/screen.css")
    assert [str(problem) for problem in caught.value.problems] == [
        f"styles/screen.css:2:{column}: {named} has a reader fetch what is not in the page\n"
        "    take it out: a page is one file; faces are named in styles/house.toml"
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "a { b: url(data:x) }",
        'a { b: url("#mark") }',
        "a { b: url('data:x') }",
        "/* url(x) */ p { margin: 0 }",
    ],
)
def test_a_sheet_that_fetches_nothing(house: House, rule: str) -> None:
    """What is in the page itself may be named."""
    assert sheets.sheet(rule, house, "styles/screen.css") == rule
