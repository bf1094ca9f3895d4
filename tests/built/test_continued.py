"""A footnote that lacks room goes on at the foot of the next page, where its line would leave a deep blank.

The pages are small: ten lines of text, notes of twelve pixels a line; what must stand where is counted by hand.
"""

from __future__ import annotations

import re

import pytest
from engine_ways import both
from pypdfium2 import PdfDocument

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.render import fonts
from notebuild.render.pdf import engine

SHEET = (
    "@page { size: 200px 100px; margin: 0 0 20px; @footnote { margin: 0; border-top: 1px solid #12394a;"
    " border-image: linear-gradient(to right, #12394a 40px, transparent 40px) 1 } }"
    "body { font: 8px/10px 'Source Serif Pro'; margin: 0 } p { margin: 0; orphans: 2; widows: 2 }"
    ".note { float: footnote; footnote-display: block; footnote-policy: line; font: 8px/12px 'Source Sans Pro' }"
    ".note::footnote-call, .note::footnote-marker { content: ''; line-height: 0 }"
)
"""Of eight lines of text, or six of notes below a rule, and room to run long."""


def page(body: str, more: str = "") -> str:
    """A page to be set; `{a5}` in its body is a footnote of five lines: a1 a2 a3 a4 a5, each with much of a line."""

    def note(match: re.Match[str]) -> str:
        lines = (f"{match[1]}{number} {'mmm ' * 8}nnn" for number in range(1, int(match[2]) + 1))
        return f'<span class="note" id="note-{match[1]}">{" ".join(lines)}</span>'

    text = re.sub(r"\{([a-z])(\d+)\}", note, body)
    return f"<style>{fonts.local(house())}{SHEET}{more}</style>{text}"


def house() -> House:
    return read_house(HOUSE / "house.toml")


def pages(html: str) -> list[str]:
    """The words that tell where something stands, page by page: numbers of lines and of lines of notes."""
    weasyprint = engine.load()
    with engine.warnings():
        file = PdfDocument(weasyprint.HTML(string=html).write_pdf())
    return [" ".join(re.findall(r"[a-z]?\d+", one.get_textpage().get_text_bounded())) for one in file]


CASES = {
    "as much as there is room for, two lines at least on either page": (
        "1 <br>2 <br>3 {a6}<br>4 <br>5 <br>6",
        ["1 2 3 a1 a2 a3 a4", "4 5 6 a5 a6"],
    ),
    "a line is lacking: the page runs long": (
        "1 <br>2 <br>3 {a5}<br>4 <br>5 <br>6",
        ["1 2 3 a1 a2 a3 a4 a5", "4 5 6"],
    ),
    "of two notes in a line the last is parted, the page runs long, and no more than a sixth of it is handed on": (
        "1 <br>2 <br>3 {a3}{b3}<br>4 <br>5 <br>6",
        ["1 2 3 a1 a2 a3 b1 b2", "4 5 6 b3"],
    ),
    "no deep blank: the line goes, and on a page of its own the note is parted": (
        "1 <br>2 <br>3 <br>4 <br>5 <br>6 {a9}<br>7 <br>8 <br>9",
        ["1 2 3 4 5", "6 7 a1 a2 a3 a4", "8 9 a5 a6 a7 a8 a9"],
    ),
    "no last line is left alone, and a rest leaves room for text": (
        "1 <br>2 <br>3 <br>4 {a9}<br>5",
        ["1 2 3 4 5 a1 a2", "a3 a4 a5 a6", "a7 a8 a9"],
    ),
    "the next line must stay and has a note itself: both go, and on a page of their own they part": (
        "1 <br>2 <br>3 {a7}<br>4 {b1}",
        ["1 2", "3 a1 a2 a3 a4 a5", "4 a6 a7 b1"],
    ),
}
"""A paragraph, and what stands on each page."""


@pytest.mark.parametrize(("lines", "found"), CASES.values(), ids=CASES.keys())
def test_where_notes_go_on(lines: str, found: list[str]) -> None:
    """What stands on each page, notes after text."""
    assert pages(page(f"<p>{lines} </p>")) == found


def test_notes_that_may_follow() -> None:
    """With `footnote-policy: auto` the whole note follows (CSS GCPM 3, 2.6)."""
    body, _ = next(iter(CASES.values()))
    auto = page(f"<p>{body} </p>", ".note { footnote-policy: auto }")
    assert pages(auto) == ["1 2 3 4 5 6", "a1 a2 a3 a4 a5 a6"]


@pytest.mark.parametrize("lines", [lines for lines, _ in CASES.values()], ids=CASES.keys())
def test_both_ways(lines: str) -> None:
    """The file is the same, byte for byte, where the engine lays out all the notes of a page at every change."""
    before, after = both(page(f"<p>{lines} </p><p>7 {{c3}}<br>8 <br>9 </p>"))
    assert before == after


def test_pages_that_are_made_again() -> None:
    """A page that is made again for a number that was not known yet keeps what the one before it handed on.

    As it comes, the engine forgets it: a5 and a6 would be on no page.
    """
    number = "#at::after { content: 'x' target-counter('#end', page) ' ' }"
    first = "<p>0 {z3}<br>1 <br>2 <br>3 </p><p>4 <br>5 <br>6 {a6} <br>7 <br>8 </p>"
    second = "<p>9 <br><a id=at></a>10 <br>11 </p><p id=end style='break-before: page'>12 </p>"
    found = ["0 1 2 3 z1 z2 z3", "4 5 6 a1 a2 a3 a4", "7 8 9 x4 10 11 a5 a6", "12"]
    assert pages(page(first + second, number)) == found


def test_what_does_not_fit_above_a_rest() -> None:
    """A box that is higher than what the rest of a note leaves begins the next page, and is not broken over two."""
    kept = "<div style='break-inside: avoid'>4 <br>5 <br>6 <br>7 <br>8 <br>9 <br>10 </div>"
    assert pages(page(f"<p>1 <br>2 <br>3 {{a6}}</p>{kept}")) == [
        "1 2 3 a1 a2 a3 a4",
        "a5 a6",
        "4 5 6 7 8 9 10",
    ]


def test_a_rule_says_that_a_note_goes_on() -> None:
    """The rule above it is as wide as the notes, and a short one where they begin."""
    weasyprint = engine.load()
    body, _ = next(iter(CASES.values()))
    with engine.warnings():
        document = weasyprint.HTML(string=page(f"<p>{body} </p>")).render()
    areas = [
        one
        for leaf in document.pages
        for one in leaf._page_box.children
        if type(one).__name__ == "FootnoteAreaBox"
    ]
    assert [area.style["border_image_source"][0] for area in areas] == ["linear-gradient", "none"]
