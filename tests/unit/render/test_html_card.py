"""The picture that goes with a link: every word on it, inside its frame, at a size that fits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.core.model import Edition
from notebuild.core.problems import Location
from notebuild.edition import nodes
from notebuild.render import raster
from notebuild.render.html import balancing, card
from notebuild.sources import drawing_rasters

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


def edition(title: str, subtitle: str = "", series: str = "Policy Notes") -> Edition:
    meta: dict[str, Any] = {
        "title": nodes.words(title),
        "subtitle": nodes.words(subtitle),
        "series": series,
        "publisher": "A house",
        "date-text": "31 March 2025",
    }
    return Edition("harbour", "en-GB", meta, {"meta": {}, "blocks": []}, ())


def lines(made: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(made).iter(f"{SVG}text"))


@pytest.mark.parametrize(
    ("title", "subtitle"),
    [
        pytest.param("Why", "", id="short"),
        pytest.param("The harbour", "A history of its quays", id="with a subtitle"),
        pytest.param("A title of many words that goes on " * 3, "And a subtitle " * 6, id="long"),
        pytest.param("Donaudampfschifffahrtsgesellschaftskapitän", "", id="one long word"),
        pytest.param("<script>alert(1)</script> & more", '"quoted" & <b>', id="hostile"),
    ],
)
def test_words_fit(house: House, title: str, subtitle: str) -> None:
    """Each line lies in the frame, none over another; the words are the edition's, as text."""
    found = lines(card.drawing(edition(title, subtitle), house))
    for one in found:
        size, weight = float(one.get("font-size", 0)), int(one.get("font-weight", 400))
        set_in = balancing.face(house, one.get("font-family", ""), weight, one.get("font-style", "normal"))
        assert set_in is not None
        assert card.LEFT + balancing.width(one.text or "", size, set_in) <= card.WIDTH
    bases = [float(one.get("y", 0)) for one in found]
    assert bases == sorted(set(bases))
    assert bases[-1] < card.HEIGHT
    said = " ".join(one.text or "" for one in found)
    assert said.startswith(f"Policy Notes {title.split()[0]}")
    assert said.endswith("A house · 31 March 2025")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Si vis pacem, para bellum?", ["Si vis pacem,", "para bellum?"]),
        ("Why the harbour closed in May", ["Why the harbour", "closed in May"]),
        ("Quel avenir pour le port\u202f?", ["Quel avenir", "pour le port\u202f?"]),
        ("Harbour", ["Harbour"]),
        ("港が教えてくれたこと。三十年の借金", ["港が教えてくれたこ", "と。三十年の借金"]),
    ],
)
def test_lines_are_even(house: House, title: str, expected: list[str]) -> None:
    """No word is left over on a last line; a line of Japanese breaks between characters, never before a stop."""
    made = lines(card.drawing(edition(title), house))
    assert [one.text for one in made if one.get("font-weight") == "300"] == expected


def test_a_title_too_long_is_cut(house: House) -> None:
    """What cannot be set at the smallest size ends with an ellipsis, and keeps its frame."""
    found = lines(card.drawing(edition("Words without an end " * 40), house))
    assert sum(one.get("font-size") == str(card.TITLE[-1]) for one in found) == card.LINES
    (last,) = (one.text or "" for one in found if (one.text or "").endswith("…"))
    assert last.removesuffix("…").split()[-1] in ("Words", "without", "an", "end")


def test_another_house(house: House) -> None:
    """Colours and faces are the house's."""
    light = {**house.tokens["colour"]["light"], "ink": "#3b1f5b"}
    other = replace(house, tokens={**house.tokens, "colour": {"light": light}})
    assert 'fill="#3b1f5b"' in card.drawing(edition("The harbour"), other)


def test_picture(house: House) -> None:
    """It is a PNG of 1200 by 630 pixels (the Open Graph protocol's usual size), the same every time."""
    made = card.drawing(edition("The harbour", "A history"), house).encode()
    first, second = (
        drawing_rasters.drawn(made, raster.fonts(house), Location("x.png"), card.WIDTH) for _ in range(2)
    )
    assert first == second
    assert first[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(first[at : at + 4], "big") for at in (16, 20)] == [card.WIDTH, card.HEIGHT]


MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M2 8h20v4H2z"/></svg>'


@pytest.mark.parametrize(
    ("logo", "within"),
    [
        pytest.param(MARK, "svg", id="drawn in"),
        pytest.param(MARK.replace("<path", "<style>path{fill:red}</style><path"), "image", id="has rules"),
        pytest.param(MARK.replace(' viewBox="0 0 24 24"', ""), "image", id="has no box"),
    ],
)
def test_the_house_mark(house: House, logo: str, within: str) -> None:
    """The mark stands in its square; one whose rules would hold for the whole picture is kept apart."""
    made = ElementTree.fromstring(card.drawing(edition("The harbour"), house, logo))
    (mark,) = made.findall(f"{SVG}{within}")
    assert [mark.get(name) for name in ("x", "y", "width", "height")] == ["90", "66", "44", "44"]
    assert len(list(made.iter(f"{SVG}path"))) == (within == "svg")
