"""Titles in even lines on the cover of the print page."""

from __future__ import annotations

import pytest

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.core.model import Edition
from notebuild.edition import nodes
from notebuild.render.html import balancing


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


def measures(house: House, title: str, subtitle: str = "") -> dict[str, float]:
    meta = {"title": nodes.words(title), "subtitle": nodes.words(subtitle)}
    return balancing.measures(Edition("n", "fr-FR", meta, {"meta": {}, "blocks": []}, ()), house)


def test_even_lines(house: House) -> None:
    """Two lines of about half the title each: no word is left over below a full line."""
    title = "Un lac qui se vide et personne ne regarde"
    found = measures(house, title)
    set_in = balancing.face(house, house.tokens["face"]["text"], 300, "normal")
    assert balancing.wrapped(title, 1, set_in, found["title"]) == [
        "Un lac qui se vide et",
        "personne ne regarde",
    ]


@pytest.mark.parametrize(
    "title", ["", "Lacs", "Donaudampfschifffahrtsgesellschaftskapitän"], ids=["none", "a word", "a long word"]
)
def test_one_line(house: House, title: str) -> None:
    """What stands on one line needs no measure."""
    assert measures(house, title, title) == {"title": 0, "subtitle": 0}


def test_a_line_that_may_be_two(house: House) -> None:
    """A title that just fits is left to the engine, whose letters may stand a little closer."""
    set_in = balancing.face(house, house.tokens["face"]["text"], 300, "normal")
    title = "a lake and a road"
    assert balancing.even(title, set_in, balancing.width(title, 1, set_in) * 0.99) == 0
    assert balancing.even(title, set_in, balancing.width(title, 1, set_in) * 0.9) > 0
