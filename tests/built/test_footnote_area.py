"""The heights of footnotes are kept: the same pages come out as where the engine lays them all out each time.

And a footnote that shall stay with its call is not put off to win room for a line.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from dense_pages import dense
from engine_ways import both, compared
from pypdfium2 import PdfDocument

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.render import fonts
from notebuild.render.pdf import engine, footnote_area

BLOCKS = '.note { footnote-display: block; font: 7.6pt/10.4pt "Source Sans Pro" }'

SHEETS = {
    "the house's": "@page { @footnote { border-top: 1px solid; padding-top: 6px } }",
    "an area with margins and a width": "@page { @footnote { margin: 4px 0; width: 70% } }",
    "an area from right to left": "@page { @footnote { direction: rtl; width: 80% } }",
    "pages of two widths": "@page :first { margin: 30mm }",
    "a page number in a note": "#note-2::after { content: ' (p. ' target-counter('#note-4', page) ')' }",
    "text in columns": "body { columns: 2 }",
}
"""What a sheet may say of the area and its notes, whose heights still add up."""

OTHERWISE = {
    "an area with a greatest height": "@page { @footnote { max-height: 60px } }",
    "an area with a least height": "@page { @footnote { min-height: 90px } }",
    "notes with margins": ".note { margin: 3px 0 }",
    "notes with something placed": ".note::before { content: '*'; position: absolute; left: 0 }",
    "notes that float": ".note::before { content: '*'; float: left }",
    "notes that begin a page": ".note { break-before: page }",
    "notes in a line": ".note { footnote-display: inline }",
    "floats to the foot of the page": "p::before { content: ''; float: left; width: 30px; height: 700px }",
}
"""What makes heights not add up: the engine goes its own way."""


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


def set_in(sheet: str, house: House, seed: int = 3) -> str:
    """A page of many notes, to be set by this sheet."""
    page, _ = dense(seed, "line")
    return page.replace("<style>", f"<style>{fonts.local(house)}").replace(
        "</style>", f"{BLOCKS} {sheet}</style>"
    )


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_notes_are_laid_out_once(sheet: str, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is the same, byte for byte, and no note is laid out alone twice for one width.

    But one whose text has page numbers to come is.
    """
    measured: list[tuple[Any, float]] = []
    whole = footnote_area.measured

    def counted(context: Any, area: Any, note: Any) -> Any:
        if not any(box.missing_link for box in note.descendants()):
            measured.append((note, area.page.width))
        return whole(context, area, note)

    monkeypatch.setattr(footnote_area, "measured", counted)
    before, after = both(set_in(sheet, house))
    assert before == after
    assert measured
    assert len(measured) == len(set(measured))


@pytest.mark.parametrize("sheet", OTHERWISE.values(), ids=OTHERWISE.keys())
def test_where_heights_do_not_add_up(sheet: str, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is the same, byte for byte: at some change at least the engine went its own way."""
    found: list[float | None] = []
    whole = footnote_area.added

    def seen(*given: Any) -> float | None:
        found.append(whole(*given))
        return found[-1]

    monkeypatch.setattr(footnote_area, "added", seen)
    before, after = both(set_in(sheet, house))
    assert before == after
    assert None in found


ROOM = (
    "<style>@page { size: 200px 100px; margin: 0; @footnote { margin: 0 } }"
    "body { font: 8px/10px 'Source Serif Pro'; margin: 0 } p { margin: 0; orphans: 2; widows: 2 }"
    ".note { float: footnote; footnote-display: block; footnote-policy: POLICY; line-height: 12px }"
    ".note::footnote-call, .note::footnote-marker { content: '' }</style>"
    "<p>first<span class=note>footnote</span><br>2<br>3<br>4<br>5<br>6<br>7</p>"
    "<p>second<br>2<br>3<br>4</p>"
)
"""Ten lines a page: seven and a higher footnote leave room for one of a paragraph that wants two."""


@pytest.mark.parametrize(
    ("policy", "first", "last"),
    [
        pytest.param("line", ["first", "footnote"], ["second"], id="line: it stays with its call"),
        pytest.param("block", ["first", "footnote"], ["second"], id="block: so it does"),
        pytest.param("auto", ["first", "second"], ["footnote"], id="auto: it makes room and follows"),
    ],
)
def test_room_for_a_line(policy: str, first: list[str], last: list[str], house: House) -> None:
    """What stands on each of the two pages, by the definition of `footnote-policy` (CSS GCPM 3, 2.6)."""
    weasyprint = engine.load()
    page = ROOM.replace("POLICY", policy).replace("<style>", f"<style>{fonts.local(house)}")
    with engine.warnings():
        pages = PdfDocument(weasyprint.HTML(string=page).write_pdf())
    found = [re.findall("[a-z]+", one.get_textpage().get_text_bounded()) for one in pages]
    assert [sorted(words) for words in found] == [first, last]


def test_rich_note(rich_build: Any) -> None:
    """The rich note's PDF is the same with the heights kept."""
    compared(rich_build.build / "en")


@pytest.mark.slow
def test_every_note(published_build: Any, rich_build: Any, project: Any) -> None:
    """So are those of every note of the tests' projects, in every language; `test_scripts` has one more."""
    for language in ("en", "fr", "de"):
        compared(published_build.build / language)
    compared(rich_build.build / "fr")
    for name in ("blocks", "small"):
        built = project(name, f"heights-{name}")
        built.run("pdf")
        pages = sorted(built.build.glob("*/print.html"))
        assert pages
        for page in pages:
            compared(page.parent)
