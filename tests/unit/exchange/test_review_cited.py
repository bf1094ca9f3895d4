"""What a reviewer may change in a note that cites: its places, and in a live field its sources too."""

from __future__ import annotations

import json

import pytest

from notebuild.core.model import Citation, Footnote
from notebuild.core.problems import Location
from notebuild.exchange.review import cited, source
from notebuild.exchange.review.atoms import read
from notebuild.exchange.review.base import Target
from notebuild.exchange.review.edits import Passage
from notebuild.exchange.review.replacements import applied
from notebuild.exchange.review.typed import Hand

TEXT = "Said [see @alder1990, p. 12; @birch2001] here."
NOTE = Footnote(
    1,
    "text-1-1",
    "citation",
    (
        Citation("alder1990", "page", "12", "Alder, Port 12, p. 12"),
        Citation("birch2001", "", "", "Birch, Ships, 2001"),
    ),
    "See Alder, Port 12, p. 12; Birch, Ships, 2001.",
    (),
)


def own() -> cited.Cited:
    """The citation of `TEXT`."""
    target = Target("paragraph", Location("note.md", 1, 1), TEXT, 0, len(TEXT))
    (call,) = source.atoms_of(TEXT).calls
    return cited.cited(target, call)


PLACES = {
    "the page, not the number in the title": (
        "See Alder, Port 12, p. 31; Birch, Ships, 2001.",
        "p. 31; @birch2001",
    ),
    "a page that comes": ("See Alder, Port 12, p. 12; Birch, Ships, 2001, p. 7.", "p. 12; @birch2001, p. 7]"),
}


@pytest.mark.parametrize(("back", "made"), PLACES.values(), ids=PLACES)
def test_a_place_may_change_or_come(back: str, made: str) -> None:
    """Its digits are found at the end of what is printed of its source."""
    printed = read(NOTE.text)
    places, ends = cited.places(printed, NOTE, own())
    passage = Passage(printed, source.Text(TEXT, (), ()), places, Hand(), lambda _: "")
    asked = [cited.placed(one, ends, printed, Hand()) for one in passage.asked(read(back))]
    assert [one.refused for one in asked] == [""]
    assert made in applied(TEXT, asked[0].replacements)


WITH_ADDRESS = Footnote(
    1,
    "text-1-1",
    "citation",
    (
        Citation("alder1990", "page", "12", "Alder, Port 12, A.12, p. 12, https://alder.example/12"),
        Citation("birch2001", "", "", "Birch, Ships, 2001, https://birch.example/2001, accessed 12 May 2024"),
    ),
    "See Alder, Port 12, A.12, p. 12, https://alder.example/12; Birch, Ships, 2001, "
    "https://birch.example/2001, accessed 12 May 2024.",
    (),
)


@pytest.mark.parametrize(
    ("gone", "come", "made"),
    [
        ("p. 12, https", "p. 31, https", "[see @alder1990, p. 31; @birch2001]"),
        ("2001, https", "2001, p. 7, https", "[see @alder1990, p. 12; @birch2001, p. 7]"),
        ("May 2024.", "May 2024, p. 7.", "[see @alder1990, p. 12; @birch2001, p. 7]"),
        ("alder.example/12", "alder.example/31", ""),
        ("A.12", "A.31", ""),
    ],
)
def test_a_place_stands_before_the_address(gone: str, come: str, made: str) -> None:
    """Where the citation ends in an address, its page is looked for before it, and a number in the address is none."""
    printed = read(WITH_ADDRESS.text)
    places, ends = cited.places(printed, WITH_ADDRESS, own())
    passage = Passage(printed, source.Text(TEXT, (), ()), places, Hand(), lambda _: "")
    back = WITH_ADDRESS.text.replace(gone, come, 1)
    (asked,) = (cited.placed(one, ends, printed, Hand()) for one in passage.asked(read(back)))
    assert asked.refused == ("" if made else "generated")
    assert not made or made in applied(TEXT, asked.replacements)


@pytest.mark.parametrize(
    "back", ["See Alter, Port 12, p. 12; Birch, Ships, 2001.", "See Alder, Port 12, p. 12; Birch, Ships."]
)
def test_what_the_bibliography_prints_is_refused(back: str) -> None:
    """A name, a year, a number of a title."""
    printed = read(NOTE.text)
    places, ends = cited.places(printed, NOTE, own())
    passage = Passage(printed, source.Text(TEXT, (), ()), places, Hand(), lambda _: "")
    asked = [cited.placed(one, ends, printed, Hand()) for one in passage.asked(read(back))]
    assert {one.refused for one in asked} == {"generated"}


def code(*cites: tuple[object, str, str]) -> str:
    """The code of a field of Zotero: ids, labels and places."""
    rows = [
        {"id": key, "locator": place, "label": label, "itemData": {"id": key}} for key, label, place in cites
    ]
    return f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': rows})} "


RECITED = {
    "a page": (
        (("alder1990", "page", "31"), ("birch2001", "", "")),
        "Said [see @alder1990, p. 31; @birch2001] here.",
    ),
    "a source": (
        (("alder1990", "page", "12"), ("cedar", "", "")),
        "Said [see @alder1990, p. 12; @cedar] here.",
    ),
    "a place that comes": (
        (("alder1990", "page", "12"), ("birch2001", "", "point 9")),
        "Said [see @alder1990, p. 12; @birch2001, point 9] here.",
    ),
    "a place that goes": (
        (("alder1990", "", ""), ("birch2001", "", "")),
        "Said [see @alder1990; @birch2001] here.",
    ),
    "a source that goes": ((("birch2001", "", ""),), "Said [@birch2001] here."),
}


@pytest.mark.parametrize(("cites", "made"), RECITED.values(), ids=RECITED)
def test_a_changed_field_is_the_truth(cites: tuple[tuple[str, str, str], ...], made: str) -> None:
    """Its keys and places become those of the source; what is the same stays as it was typed."""
    old = cited.items(code(("alder1990", "page", "12"), ("birch2001", "", "")))
    new = cited.items(code(*cites))
    assert old is not None
    assert new is not None
    assert applied(TEXT, cited.recited(own(), old, new)) == made


def test_what_is_no_field_of_a_reference_manager() -> None:
    """A field of another kind, or one that is torn, says nothing of sources."""
    assert cited.items(" PAGEREF about ") is None
    assert cited.items(" ADDIN ZOTERO_ITEM CSL_CITATION {torn ") is None
    renamed = '{"citationItems": [{"id": 77, "itemData": {"citation-key": "alder1990"}}]}'
    assert cited.items(f" ADDIN ZOTERO_ITEM CSL_CITATION {renamed} ") == (("alder1990", ""),)
