"""The sheets say what the house says, every colour stands out, and only the packages' faces are named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from notebuild.core.house import House, read_house
from notebuild.core.problems import NotebuildError
from notebuild.render import sheets

STYLES = Path(__file__).parents[3] / "styles"


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(STYLES / "house.toml")


def other(house: House, table: str, **values: Any) -> House:
    """The house with these tokens of a table replaced; `colour.light` names a table in a table."""
    first, _, second = table.partition(".")
    held = dict(house.tokens[first])
    held.update({second: {**held[second], **values}} if second else values)
    return replace(house, tokens={**house.tokens, first: held})


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)],
    ids=["black on white", "just below AA", "just above AA"],
)
def test_contrast(one: str, two: str, expected: float) -> None:
    """Contrast is WCAG's ratio, whichever colour comes first (values: W3C's own worked greys)."""
    assert sheets.contrast(one, two) == pytest.approx(expected, abs=0.01)
    assert sheets.contrast(two, one) == sheets.contrast(one, two)


def test_house_is_legible(house: House) -> None:
    """Every text colour of the house has at least 4.5 to 1 on every ground it stands on, light and dark."""
    assert sheets.check(house) == ()


def test_faint_colour(house: House) -> None:
    """A colour that does not stand out is named with its ground, its ratio and what to change."""
    faint = other(house, "colour.light", quiet="#999999")
    text = (STYLES / "house.toml").read_text(encoding="utf-8")
    first, second = sheets.check(faint, text)
    assert first.location.path == "styles/house.toml"
    assert text.splitlines()[first.location.line - 1] == "[colour.light]"
    assert first.message == "light quiet #999999 on ground #ffffff has a contrast of 2.8, below 4.5"
    assert first.remedy == "make colour.light.quiet stand out more from ground"
    assert "on tint" in second.message
    with pytest.raises(NotebuildError, match=r"contrast of 2\.8"):
        sheets.sheet("p {}", faint, "styles/screen.css")


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
    text = (STYLES / name).read_text(encoding="utf-8")
    new = other(other(house, "colour.light", accent="#7a1f5c"), "face", text="Another Face")
    made = sheets.sheet(text, new, name)
    assert "#7a1f5c" in made
    assert "Another Face" in made
    assert house.tokens["colour"]["light"]["accent"] not in made
    assert "Source Serif Pro" not in made


def test_page_size(house: House) -> None:
    """The size of the printed page is the house's."""
    text = (STYLES / "print.css").read_text(encoding="utf-8")
    letter = other(house, "page", width=215.9, height=279.4)
    assert "size: 215.9mm 279.4mm" in sheets.sheet(text, letter, "print.css")


def test_layouts(house: House) -> None:
    """A layout changes sizes by its differences and says how notes may move; the first changes nothing."""
    text = "${size.leading} ${size.note-leading} ${layout.policy}"
    tokens = house.tokens["size"]
    plain = sheets.sheet(text, house, "x")
    assert plain == f"{tokens['leading']:g} {tokens['note-leading']:g} line"
    looser = sheets.Layout("looser", leading=0.2, note=-0.1, policy="auto")
    assert sheets.sheet(text, house, "x", looser) == (
        f"{tokens['leading'] + 0.2:g} {tokens['note-leading'] - 0.1:g} auto"
    )


def test_ladder() -> None:
    """The ladder begins with what the designer wants and ends with endnotes, which nothing else has."""
    assert sheets.LADDER[0] == sheets.Layout("set")
    assert [layout.endnotes for layout in sheets.LADDER] == [False] * (len(sheets.LADDER) - 1) + [True]
    assert len({layout.name for layout in sheets.LADDER}) == len(sheets.LADDER)


def test_faces(house: House) -> None:
    """Every family that a sheet names first is one whose files the house names, from a package."""
    families = {face.family for face in sheets.faces(house)}
    assert {house.tokens["face"]["text"], house.tokens["face"]["sans"]} <= families
    assert all(face.path.is_file() for face in sheets.faces(house))
    assert sheets.local(house).count("@font-face") == len(sheets.faces(house))


def test_missing_face(house: House) -> None:
    """A font file that no package holds is named, with what to do."""
    font = {"family": "F", "package": "no_such_package", "file": "F.ttf", "weight": 400, "style": "normal"}
    with pytest.raises(NotebuildError) as caught:
        sheets.faces(replace(house, tokens={**house.tokens, "font": [font]}))
    (problem,) = caught.value.problems
    assert str(problem.location) == "styles/house.toml"
    assert problem.message == "no font file F.ttf in the package no_such_package"
    assert problem.remedy == "name a file of an installed font package"
