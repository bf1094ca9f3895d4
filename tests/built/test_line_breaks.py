"""The engine breaks lines as the rules say; each beside the same page set without the rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.render import fonts
from notebuild.render.pdf import engine, line_breaks

weasyprint = pytest.importorskip("weasyprint")
pdfium = pytest.importorskip("pypdfium2")

WORDS = (
    "considerable understanding international reconsideration organisation communication development "
    "administration representative transformation constitutional environmental extraordinary "
).split()

Pages = list[list[str]]


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


@pytest.fixture
def press(house: House) -> Callable[..., Pages]:
    """Gives the lines of each page of a small document with this body, with the rules and these names."""

    def made(body: str, width: int = 60, height: int = 60, whole: tuple[str, ...] = ()) -> Pages:
        sheet = fonts.local(house) + (
            f"@page {{ size: {width + 10}mm {height}mm; margin: 5mm }} p {{ margin: 0; text-align: justify }}"
            'body { font: 8pt/11pt "Source Serif Pro"; margin: 0; hyphens: auto; hyphenate-character: "-";'
            "hyphenate-limit-chars: 7 3 3; orphans: 2; widows: 2 }"
            ".note { float: footnote; footnote-policy: line; hyphens: manual; text-align: left }"
        )
        page = f'<html lang="en"><title>t</title><style>{sheet}</style><body>{body}'
        engine.load()  # with what else is changed in it
        with line_breaks.kept(whole):
            document = weasyprint.HTML(string=page).render()
        return [lines(page._page_box) for page in document.pages]

    return made


def lines(page: object) -> list[str]:
    """The lines of a page of the engine's, the notes' left out."""
    from weasyprint.formatting_structure import boxes

    body = page.children[0]  # type: ignore[attr-defined]
    return [
        "".join(b.text for b in line.descendants() if isinstance(b, boxes.TextBox)).strip()
        for line in body.descendants()
        if isinstance(line, boxes.LineBox)
    ]


def paragraph(seed: int, words: int) -> str:
    """A paragraph of long words, another for each seed."""
    return "<p>" + " ".join(WORDS[(seed * 7 + at * (seed + 3)) % len(WORDS)] for at in range(words)) + ".</p>"


def test_no_page_ends_within_a_word(press: Callable[..., Pages]) -> None:
    """Of forty pages none ends with a hyphen; within them lines do."""
    pages = press("".join(paragraph(seed, 40) for seed in range(24)))
    assert len(pages) > 25
    assert not [page[-1] for page in pages if page[-1].endswith("-")]
    assert sum(line.endswith("-") for page in pages for line in page) > 40


def test_no_page_ends_within_a_word_above_notes(press: Callable[..., Pages]) -> None:
    """With notes that push lines to the next page it holds as well, and each note is there."""
    note = '<span class="note">A note of some words.</span>'
    body = "".join(paragraph(seed, 40).replace(" ", f"{note} ", 1 + seed % 3) for seed in range(16))
    pages = press(body, height=80)
    assert not [page[-1] for page in pages if page[-1].endswith("-")]


def test_two_in_a_row(press: Callable[..., Pages]) -> None:
    """No third line in a row ends in a hyphen, in columns where the engine alone would set them."""
    pages = press("".join(paragraph(seed, 60) for seed in range(12)), height=400)
    ends = [line.endswith("-") for page in pages for line in page]
    assert any(first and second for first, second in pairwise(ends))
    assert not any(all(ends[at : at + 3]) for at in range(len(ends)))


def test_last_lines(press: Callable[..., Pages]) -> None:
    """No paragraph ends in a line that is a part of a word, whatever its length."""
    for words in range(8, 30):
        (page,) = press(paragraph(words, words), height=400)
        assert not (page[-2].endswith("-") and " " not in page[-1]), (words, page[-2:])


def test_names(press: Callable[..., Pages]) -> None:
    """A name stays whole with its article or its case; a word that is none is broken."""
    body = "".join(f"<p>{'in ' * at} l’Understanding and understanding of it all.</p>" for at in range(24))
    text = " ".join(press(body, height=400, whole=("understanding",))[0])
    assert not re.search("[Uu]n-? ?der-|[Uu]nder-|stand- ", text)
    assert re.search("under- standing", " ".join(press(body, height=400)[0]))


def test_a_narrow_column(press: Callable[..., Pages]) -> None:
    """In a column narrower than a name the name is broken with a hyphen, and not just anywhere."""
    (page,) = press(
        '<p style="overflow-wrap: break-word">Understanding</p>', width=12, whole=("understanding",)
    )
    assert len(page) > 1 and page[0].endswith("-")


def test_the_engine_is_left_as_it_was() -> None:
    """After the rendering the engine is its own again, also where it fails."""
    from weasyprint import document
    from weasyprint.layout import block

    before = (block.iter_line_boxes, block._linebox_layout, document.LayoutContext)
    with pytest.raises(ZeroDivisionError), line_breaks.kept(()):
        assert block.iter_line_boxes is not before[0]
        raise ZeroDivisionError
    assert (block.iter_line_boxes, block._linebox_layout, document.LayoutContext) == before
