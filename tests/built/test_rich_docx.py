"""The rich note's Word documents, their parts parsed: real footnotes, styles, languages, links."""

from __future__ import annotations

import zipfile
from typing import Any

import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = {"en": "en-GB", "fr": "fr-FR"}


@pytest.fixture
def body(parts: Any, language: str) -> Any:
    return parts(language, "word/document.xml")


def text(node: Any) -> str:
    return "".join(piece.text or "" for piece in node.iter(f"{W}t"))


def styled(body: Any, style: str) -> list[str]:
    """The text of the paragraphs in a style."""
    return [
        text(paragraph)
        for paragraph in body.iter(f"{W}p")
        if (found := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and found.get(f"{W}val") == style
    ]


def test_real_footnotes(body: Any, parts: Any, language: str) -> None:
    """Thirty references in order call thirty footnotes, each with its own mark at its head."""
    references = [node.get(f"{W}id") for node in body.iter(f"{W}footnoteReference")]
    assert len(references) == len(set(references)) == 30
    notes = {note.get(f"{W}id"): note for note in parts(language, "word/footnotes.xml")}
    separators = [note for note in notes.values() if note.get(f"{W}type")]
    assert len(notes) - len(separators) == 30
    for identifier in references:
        assert len(list(notes[identifier].iter(f"{W}footnoteRef"))) == 1
        assert text(notes[identifier]).strip()


def test_no_note_calls_a_note(parts: Any, language: str) -> None:
    """No footnote holds a reference to a footnote: Word would not open the document."""
    assert not list(parts(language, "word/footnotes.xml").iter(f"{W}footnoteReference"))


def test_title_block(body: Any, language: str) -> None:
    """Title, subtitle, teaser and the points are in styles of their own."""
    said = {
        "en": ("A note that tries everything", "Calls, locators, tables", "Every situation"),
        "fr": ("Une note qui essaie tout", "Appels, localisations, ", "Toutes les situations"),
    }[language]
    for style, words in zip(("Title", "Subtitle", "Teaser"), said, strict=True):
        (found,) = styled(body, style)
        assert found.startswith(words)
    assert len(styled(body, "KeyPoint")) == 2


def test_date_line(body: Any, language: str) -> None:
    """The document says its date in words and its version."""
    words = text(body).replace("\u00a0", " ")
    assert {"en": "Situation as at 1 March 2025", "fr": "Situation au 1er mars 2025"}[language] in words
    assert "Version 3" in words


@pytest.mark.parametrize(
    ("style", "number"),
    [
        ("BlockText", 1),
        ("PullQuote", 1),
        ("SourceLine", 2),
        ("TableCaption", 1),
        ("ImageCaption", 1),
        ("ListBullet", 8),
        ("ListNumber", 3),
        ("SourceCode", 1),
        ("TableHeading", 2),
        ("TableText", 6),
    ],
)
def test_paragraph_styles(body: Any, style: str, number: int) -> None:
    """Each kind of block has its own style; the numbers are counted from the note."""
    assert len(styled(body, style)) == number


def test_headings(body: Any, language: str) -> None:
    """The note's headings of the first rank are Word's: its own four come first, in order."""
    assert (
        styled(body, "Heading1")[:4]
        == {
            "en": ["Calls", "Locators", "A heading without an id", "Typography"],
            "fr": ["Les appels", "Les localisations", "Un titre sans identifiant", "La typographie"],
        }[language]
    )


def test_language(parts: Any, language: str) -> None:
    """The document's own language is its edition's."""
    (found,) = parts(language, "word/styles.xml").findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert found.get(f"{W}val") == TAG[language]


@pytest.mark.parametrize(
    ("language", "tagged"),
    [
        ("en", {"le mot juste": "fr", "nota bene": "la"}),
        ("fr", {"footnote": "en", "nota bene": "la"}),
    ],
)
def test_foreign_passages(parts: Any, language: str, tagged: dict[str, str]) -> None:
    """A passage in another language says which, so that Word checks its spelling with that one."""
    found = {
        text(run): run.find(f"{W}rPr/{W}lang").get(f"{W}val")
        for run in parts(language, "word/document.xml").iter(f"{W}r")
        if run.find(f"{W}rPr/{W}lang") is not None
    }
    assert {words: (found.get(words) or "").split("-")[0] for words in tagged} == tagged


def test_cross_references_arrive(body: Any) -> None:
    """Every link inside the document leads to a bookmark, and no bookmark stands twice."""
    names = [node.get(f"{W}name") for node in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    anchors = {node.get(f"{W}anchor") for node in body.iter(f"{W}hyperlink") if node.get(f"{W}anchor")}
    assert {"tbl-cells", "fig-road", "note-11", "locators", "a-heading-without-an-id"} <= anchors
    assert anchors <= set(names)
    assert anchors <= set(names)


def test_code(body: Any) -> None:
    """Code is in a style of its own, as it was typed."""
    runs = [
        text(run)
        for run in body.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle") is not None
        and run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "VerbatimChar"
    ]
    assert "a : b ; « c » !" in runs


def test_picture(body: Any, rich_build: Any, language: str) -> None:
    """The drawing is there as SVG, in the edition's words, with a picture for those who cannot show it."""
    described = body.xpath("//*[local-name()='docPr']/@descr")
    assert described[0].startswith({"en": "Three boxes", "fr": "Trois cases"}[language])
    with zipfile.ZipFile(rich_build.deliverable(language, "docx")) as file:
        media = [name for name in file.namelist() if name.startswith("word/media/image")]
        assert sorted(name.rpartition(".")[2] for name in media) == ["png", "svg"]
        (drawing,) = [file.read(name).decode() for name in media if name.endswith("svg")]
    assert {"en": "The sentence", "fr": "La phrase"}[language] in drawing


def test_picture_hangs(body: Any) -> None:
    """A drawing is as wide as text and margin, 116 and 46 mm; its caption and source begin where it does."""
    (extent,) = body.xpath("//*[local-name()='inline']/*[local-name()='extent']")
    assert int(extent.get("cx")) == pytest.approx(162 * 36_000, abs=2 * 635)
    hung = [
        (paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), paragraph.find(f"{W}pPr/{W}ind").get(f"{W}left"))
        for paragraph in body.iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}pStyle") is not None and paragraph.find(f"{W}pPr/{W}ind") is not None
    ]
    figure = [kind for kind, _ in hung].index("CaptionedFigure")
    wanted = [("CaptionedFigure", "-2608"), ("ImageCaption", "-2608"), ("SourceLine", "-2608")]
    assert hung[figure : figure + 3] == wanted


def test_dates_are_fixed(rich_build: Any, language: str) -> None:
    """No file in the document carries the time of the build, and nothing says who built it."""
    with zipfile.ZipFile(rich_build.deliverable(language, "docx")) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    assert core.count("2025-03-01T00:00:00Z") == 2


def test_no_template_comes_along(rich_build: Any, language: str) -> None:
    """The document asks for nothing outside itself: every relation is inside, or a link a reader clicks."""
    with zipfile.ZipFile(rich_build.deliverable(language, "docx")) as file:
        for name in file.namelist():
            if name.endswith(".rels"):
                for relation in file.read(name).decode().split("<Relationship ")[1:]:
                    assert 'TargetMode="External"' not in relation or "/hyperlink" in relation
