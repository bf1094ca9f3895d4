"""Every block of text in the finished files of a note that has each of them once, in two languages.

Expected values are those of pandoc's manual and of the note itself; the files are read by plain means.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MARKED = {
    "en": (
        "1. The boats are counted. 2. The nets are mended.",
        "3. The quay stays open. 4. The lamp stays lit.",
        "a) from the north b) from the south",
        "(iv) on water (v) on roads",
        "1. by itself 2. and again",
        "• the coast – the bay • the harbour – the mole • the lamp It turns at night. • the hills",
        "1. One item has a second paragraph. It stands under the first. make lamp",
        "A quotation stands in the item. 2. Another has none.",
        "☐ mend the lamp ☑ count the boats",
        "• [ ] is how a box is typed",
        "• a first entry • a second entry",
    ),
    "fr": (
        "3. Le quai reste ouvert. 4. Le feu reste allumé.",
        "a) venu du nord b) venu du sud",
        "(iv) sur l’eau (v) sur les routes",
        "• la côte – la baie • le port – le môle • le feu Il tourne la nuit. • les collines",
        "☐ réparer le feu ☑ compter les bateaux",
        "• [ ] est la façon de taper une case",
    ),
}
"""Lists with their marks, as a reader sees them."""

WORDS = {
    "en": (
        "Water is H2O, the day is the 1st, a word is gone, another Small.",
        "About the whole, and the half of it.",
        "The other harbour’s ‘masters’ and the ’90s.",
        "The sea is low, the wall is long, the lamp is lit.",
        "One line and the next of one paragraph.",
        'lamp = "lit"',
    ),
    "fr": (
        "Au sujet du tout, et de la moitié du tout.",
        "Les « maîtres » de l’autre port et les années 1990.",
        "La mer est basse, le mur est long, le feu est allumé.",
    ),
}
"""Words with marks in them, which no reader sees."""

LEADING = 12
"""Twice the distance of two rows, in points, below which they are one."""

LEVELS = {"h2": 2, "h3": 2, "h4": 1, "h5": 1, "h6": 1}
"""The headings of the note: `#` is the section, `---` below words a part of it."""


@pytest.fixture(scope="module")
def built(project: Callable[[str], Any]) -> Any:
    """The note of blocks, built in both languages."""
    blocks = project("blocks")
    run = blocks.run()
    assert run.status == 0, run.output
    return blocks


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def article(built: Any, language: str) -> Any:
    """The text of the page."""
    page = html.document_fromstring(built.deliverable(language, "html").read_bytes())
    (found,) = page.xpath("//article")
    return found


@pytest.fixture
def parts(built: Any, language: str) -> Callable[[str], Any]:
    """Gives a part of the Word document, parsed."""
    file = zipfile.ZipFile(built.deliverable(language, "docx"))
    return lambda name: etree.fromstring(file.read(f"word/{name}.xml"))


@pytest.fixture
def pages(built: Any, language: str) -> list[Any]:
    """The text pages of the PDF, as pdfium reads them."""
    return [page.get_textpage() for page in pypdfium2.PdfDocument(built.deliverable(language, "pdf"))]


def in_rows(page: Any) -> str:
    """The words of a page where they stand on it, row by row: marks of lists are drawn apart from their words."""
    boxes = [page.get_rect(one) for one in range(page.count_rects())]
    rows: list[list[tuple[float, ...]]] = []
    for box in sorted(boxes, key=lambda box: -(box[1] + box[3])):
        middle = box[1] + box[3]
        if rows and abs(middle - sum(rows[-1][0][1::2])) < LEADING:
            rows[-1].append(box)
        else:
            rows.append([box])
    return plain(" ".join(page.get_text_bounded(*box) for row in rows for box in sorted(row)))


def plain(words: str) -> str:
    """Words with one space for all white space."""
    return re.sub(r"\s+", " ", words)


def said(paragraph: Any) -> str:
    """The words of a paragraph of Word."""
    return "".join(
        (part.text or "") if part.tag == f"{W}t" else " " for part in paragraph.iter(f"{W}t", f"{W}br")
    )


def test_print_has_the_marks(pages: list[Any], language: str) -> None:
    """Every list begins where its author began it, counts as it was typed, and has the house's bullets."""
    printed = " ".join(map(in_rows, pages))
    for words in MARKED[language]:
        assert words in printed


def test_print_has_the_words(pages: list[Any], language: str) -> None:
    """Emphasis, raised and lowered letters and lines leave no mark among the words."""
    printed = plain(" ".join(page.get_text_range() for page in pages))
    for words in WORDS[language]:
        assert words in printed


def test_the_page_counts_as_typed(article: Any) -> None:
    """Start and kind of a numbered list are in HTML's own attributes, its brackets in a class for the sheet."""
    lists = [
        (one.get("start", "1"), one.get("type", "1"), one.get("class", "")) for one in article.iter("ol")
    ]
    assert lists == [
        ("1", "1", ""),
        ("3", "1", ""),
        ("1", "a", "one-paren lower-alpha"),
        ("4", "i", "two-parens lower-roman long-marks"),
        ("1", "1", ""),
        ("1", "1", ""),
    ]


def test_the_page_nests_as_typed(article: Any) -> None:
    """Five lists stand in each other, and a quotation, code and a second paragraph in their items."""
    assert article.xpath("count(//ul/li/ul/li/ul/li/ul/li/ul/li)") == 1
    assert article.xpath("count(//ol/li[p[2]][pre][blockquote])") == 1
    assert article.xpath("count(//blockquote/ul/li)") == 2


def test_tasks_on_the_page(article: Any) -> None:
    """Open and done are told apart as text, and nothing can be ticked."""
    tasks = [item.text_content()[:1] for item in article.iter("li") if "task" in (item.get("class") or "")]
    assert tasks == ["☐", "☑"]
    assert not article.xpath("//input")


def test_terms_and_lines_on_the_page(article: Any, language: str) -> None:
    """A term has its definitions, a line block its lines."""
    assert [one.tag for one in article.find(".//dl")] == ["dt", "dd", "dt", "dd", "dd"]
    (lines,) = article.xpath("//p[@class='lines']")
    assert len(lines.findall("br")) == 2
    (broken,) = article.xpath("//p[br][not(@class)]")
    assert len(broken.findall("br")) == 1


def test_headings_of_every_level(article: Any, parts: Callable[[str], Any]) -> None:
    """The highest level of the note is the section in every format, and none is left out."""
    found = [one.tag for one in article.iter(*LEVELS)]
    assert {tag: found.count(tag) for tag in LEVELS} == LEVELS | {"h3": 2}
    styles = [str(one.get(f"{W}val")) for one in parts("document").iter(f"{W}pStyle")]
    worn = [style for style in styles if style.startswith("Heading")]
    assert [worn.count(f"Heading{level}") for level in range(2, 6)] == [2, 1, 1, 1]


def test_emphasis_nests(article: Any) -> None:
    """Strong words end in emphasis, and emphasis holds strong words (CommonMark 0.31, 6.2)."""
    assert len(article.xpath("//strong/em")) == 1
    assert len(article.xpath("//em/strong")) == 1
    assert {one.tag for one in article.iter("sub", "sup", "del")} == {"sub", "sup", "del"}


def test_word_counts_as_typed(parts: Callable[[str], Any]) -> None:
    """Each list of Word has its own definition: how it counts, from where, and what stands around the number."""
    numbering = parts("numbering")
    of = {one.get(f"{W}abstractNumId"): one for one in numbering.findall(f"{W}abstractNum")}
    kinds = {}
    for number in numbering.findall(f"{W}num"):
        start = number.find(f"{W}lvlOverride/{W}startOverride")
        level = of[number.find(f"{W}abstractNumId").get(f"{W}val")].find(f"{W}lvl")
        kind = tuple(level.find(f"{W}{tag}").get(f"{W}val") for tag in ("numFmt", "lvlText"))
        kinds[number.get(f"{W}numId")] = (*kind, start.get(f"{W}val") if start is not None else "")
    used = [str(one.get(f"{W}val")) for one in parts("document").iter(f"{W}numId")]
    met = [kinds[number] for number in dict.fromkeys(used) if kinds[number][1].strip()]
    assert [kind for kind in met if kind[0] != "bullet"] == [
        ("decimal", "%1.", "1"),
        ("decimal", "%1.", "3"),
        ("lowerLetter", "%1)", "1"),
        ("lowerRoman", "(%1)", "4"),
        ("decimal", "%1.", "1"),
        ("decimal", "%1.", "1"),
    ]
    assert {kind[1] for kind in met if kind[0] == "bullet"} == {"•", "☐", "☑"}


def test_styles_in_word(parts: Callable[[str], Any], language: str) -> None:
    """Terms, definitions, lines, code and quoted lists wear their own styles; a line ends where it was ended."""
    paragraphs = list(parts("document").iter(f"{W}p"))

    def worn(style: str) -> list[str]:
        named = [(one, one.find(f"{W}pPr/{W}pStyle")) for one in paragraphs]
        return [said(one) for one, its in named if its is not None and its.get(f"{W}val") == style]

    assert [len(worn(style)) for style in ("DefinitionTerm", "Definition", "QuotedItem", "Rule")] == [
        2,
        4,
        2,
        1,
    ]
    assert len(worn("SourceCode")) == 3
    (lines,) = worn("LineBlock")
    assert (
        lines
        == {
            "en": "The sea is low, the wall is long, \u00a0\u00a0\u00a0\u00a0the lamp is lit.",
            "fr": "La mer est basse, le mur est long, \u00a0\u00a0\u00a0\u00a0le feu est allumé.",
        }[language]
    )
    assert parts("settings").find(f".//{W}doNotExpandShiftReturn") is not None
