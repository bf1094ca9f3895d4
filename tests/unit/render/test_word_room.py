"""Whether the cover of a long note holds its contents in Word; the heights asked for are those of whole lines."""

from __future__ import annotations

from typing import Any

import pytest

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.core.model import Edition
from notebuild.edition import nodes
from notebuild.render.word import ooxml, room
from notebuild.render.word.cleanup import style
from notebuild.render.word.measures import measures
from notebuild.render.word.ooxml import Element, every, value

SENTENCE = "The harbours that keep one book for all their work pay less for it than those that keep seven. "


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


def edition(sentences: int) -> Edition:
    """A note whose summary has so many sentences, and seven sections."""
    rows = [{"id": f"s{n}", "level": 2, "inlines": nodes.words("A section")} for n in range(7)]
    metadata: dict[str, Any] = {
        "title": nodes.words("The cost of deep water"),
        "authors": ["A. Author"],
        "teaser": nodes.words(SENTENCE),
        "abstract": [{"t": "Para", "c": nodes.words(SENTENCE * sentences)}],
        "contents": rows,
    }
    return Edition("harbour", "en-GB", metadata, {"meta": {}, "blocks": []}, ())


def cover() -> Element:
    """The paragraphs of a cover, its contents, and the first section."""
    rows = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{one}"/></w:pPr></w:p>'
        for one in ("Title", "Author", "Teaser", "Summary")
    )
    contents = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{one}"/></w:pPr></w:p>' for one in ("TOCHeading", "Toc1")
    )
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p>'
    return ooxml.parse(
        f'<w:body xmlns:w="{ooxml.NAMESPACES["w"]}">{rows}<w:sdt><w:sdtContent>{contents}</w:sdtContent></w:sdt>'
        f"{heading}</w:body>".encode()
    )


@pytest.mark.parametrize(
    ("sentences", "begins", "tight"),
    [(5, ["Heading1"], False), (30, ["Heading1"], True), (60, ["TOCHeading"], True)],
    ids=["room enough", "set tighter", "contents on the next page"],
)
def test_what_begins_the_second_page(sentences: int, begins: list[str], tight: bool, house: House) -> None:
    """The first section, where the contents fit; else the contents, with the text right after them."""
    body = cover()
    room.settle(body, edition(sentences), house, measures(house))
    assert [style(p) for p in every(body, "w:p") if every(p, "w:pageBreakBefore")] == begins
    (teaser,) = (p for p in every(body, "w:p") if style(p) == "Teaser")
    assert [value(one, "w:before") for one in every(teaser, "w:spacing")] == (["160"] if tight else [])


def test_a_line_more_is_a_line_higher(house: House) -> None:
    """Each entry of the contents takes its leading and 2 points; what lacks takes nothing."""
    m = measures(house)
    short = edition(1)
    fewer = Edition(
        "harbour", "en-GB", {**short.metadata, "contents": short.metadata["contents"][:-1]}, short.tree, ()
    )
    assert room.height(short, house, m) - room.height(fewer, house, m) == pytest.approx(12.4 + 2)
