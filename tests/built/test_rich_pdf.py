"""The rich note's PDFs, read by pdfium and pikepdf: pages, outline, links, language, faces, metadata."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
import pypdfium2
import pytest

TAG = {"en": "en-GB", "fr": "fr-FR"}


def test_each_note_is_on_the_page_of_its_call(pdf: Any, language: str) -> None:
    """Each note stands at the foot of the page that calls it, in this note at least."""
    calls: dict[str, int] = {}
    notes: dict[str, int] = {}
    for number, leaf in enumerate(pdf(language).pages):
        for link in leaf.get("/Annots", ()):
            target = str(link.get("/Dest", ""))
            if target.startswith("note-"):
                calls.setdefault(target[5:], number)
            elif target.startswith("call-"):
                notes.setdefault(target[5:], number)
    calls_of_notes = {number: calls[number] for number in notes}
    assert len(notes) == 30
    assert calls_of_notes == notes


def test_page_numbers(pdf_pages: Any, language: str) -> None:
    """Every page says which it is and how many there are."""
    texts = pdf_pages(language)
    for number, text in enumerate(texts, 1):
        assert re.search(rf"\b{number} / {len(texts)}\b", text.replace("\u00a0", " "))


def test_running_heads(pdf_pages: Any, language: str) -> None:
    """The pages after the first carry the title or the series, and the section they are in."""
    title = {"en": "A note that tries everything", "fr": "Une note qui essaie tout"}[language]
    series = {"en": "Policy Notes", "fr": "Notes d’analyse"}[language]
    headings = {
        "en": ("Calls", "Locators", "A heading without an id", "Typography", "About"),
        "fr": ("Les appels", "Les localisations", "Un titre sans identifiant", "La typographie", "À"),
    }[language]
    for text in pdf_pages(language)[1:]:
        foot = text.split("\r\n")[-2]
        assert foot.startswith((title, series))
        assert foot.removeprefix(title).removeprefix(series).strip().startswith(headings)


def test_title_block(pdf_pages: Any, language: str) -> None:
    """The first page has the title, the date in words, the version, the summary and the points."""
    first = pdf_pages(language)[0].replace("\u00a0", " ")
    for words in {
        "en": ("A note that tries everything", "1 March 2025", "Version 3", "Summary", "Key points"),
        "fr": ("Une note qui essaie tout", "1er mars 2025", "Version 3", "Résumé", "Points clés"),
    }[language]:
        assert words in first


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ["Calls", "Locators", "A heading without an id", "Typography"]),
        ("fr", ["Les appels", "Les localisations", "Un titre sans identifiant", "La typographie"]),
    ],
)
def test_outline(rich_build: Any, language: str, headings: list[str]) -> None:
    """The outline names the title and the headings, in order, each with its page."""
    file = pypdfium2.PdfDocument(rich_build.deliverable(language, "pdf"))
    entries = [(entry.level, entry.get_title(), entry.get_dest().get_index()) for entry in file.get_toc()]
    assert entries[0][1] in ("A note that tries everything", "Une note qui essaie tout")
    assert [title for level, title, _ in entries if level == 1][:4] == headings
    pages = [index for *_, index in entries]
    assert pages == sorted(pages)


def test_language(pdf: Any, language: str) -> None:
    """The document says its language and that it is tagged."""
    root = pdf(language).Root
    assert str(root.Lang) == TAG[language]
    assert root.MarkInfo.Marked


@pytest.mark.parametrize(("language", "tags"), [("en", {"fr", "la"}), ("fr", {"en", "la"})])
def test_foreign_passages(pdf: Any, language: str, tags: set[str]) -> None:
    """A passage in another language says so in the structure."""
    found = set()
    waiting = [pdf(language).Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/Lang" in element:
            found.add(str(element.Lang).split("-")[0])
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                waiting.append(kid)
    assert tags <= found


def test_only_the_house_faces(pdf: Any, language: str) -> None:
    """Every face in the PDF is one of the house's own; none is the machine's."""
    faces = {
        str(font.BaseFont).rpartition("+")[2]
        for leaf in pdf(language).pages
        for font in leaf.get("/Resources", {}).get("/Font", {}).values()
    }
    assert {face for face in faces if not face.startswith(("Source-", "IBM-Plex-Mono"))} == set()


def test_metadata(pdf: Any, language: str) -> None:
    """Title, author, subject and date are in the metadata; the date is the note's."""
    info = pdf(language).docinfo
    assert str(info["/Title"]).startswith(
        {"en": "A note that tries everything", "fr": "Une note qui essaie tout"}[language]
    )
    assert (
        str(info["/Author"])
        == {
            "en": "The notebuild editors",
            "fr": "La rédaction de notebuild",
        }[language]
    )
    assert str(info["/CreationDate"]).startswith("D:20250301")


def test_attachments(pdf: Any, language: str) -> None:
    """The text of the edition and its cited entries travel inside."""
    file = pdf(language)
    assert {*file.attachments} == {f"rich.{language}.{ending}" for ending in ("md", "bib", "json")}
    entries = file.attachments[f"rich.{language}.bib"].get_file().read_bytes().decode()
    assert len(re.findall(r"^@", entries, re.MULTILINE)) == 24
    text = file.attachments[f"rich.{language}.md"].get_file().read_bytes().decode()
    assert text.startswith("---\n") or text.startswith("# ")
    assert "<!--" not in text and "comment is for editors" not in text
    assert ("Calls" if language == "en" else "Les appels") in text
    for held in file.Root.AF:
        assert str(held.EF.F.Params.ModDate) == "D:20250301000000Z"


def test_links_say_where_they_lead(pdf: Any, language: str) -> None:
    """Every call and every way back has words of the edition's language, with its number."""
    words = {
        "en": ("Note {}", "Back to the text, call {}"),
        "fr": ("Note {}", "Retour au texte, appel {}"),
    }[language]
    said = {
        str(link.Dest): str(link.Contents)
        for leaf in pdf(language).pages
        for link in leaf.get("/Annots", ())
        if "/Dest" in link and re.match("note-|call-", str(link.Dest))
    }
    assert {name: text for name, text in said.items() if name.startswith("call-")} == {
        f"call-{n}": words[1].format(n) for n in range(1, 31)
    }
    assert {name for name in said if name.startswith("note-")} == {f"note-{n}" for n in range(1, 31)}
    assert all(str(number) in text for name, text in said.items() for number in re.findall(r"\d+", name))


def elements(file: pikepdf.Pdf, kind: str) -> list[Any]:
    """The structure elements of a kind, in reading order."""
    found, waiting = [], [file.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += reversed(list(element))
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found += [element] if f"/{kind}" == element.S else []
            waiting.append(element.get("/K", pikepdf.Array()))
    return found


def test_the_structure(pdf: Any, language: str) -> None:
    """Thirty Notes and References, each named; every list item with a body; heads that say what they head."""
    file = pdf(language)
    assert [str(note.ID) for note in elements(file, "Note")] == [f"note-{n}" for n in range(1, 31)]
    assert [str(one.ID) for one in elements(file, "Reference")] == [f"call-{n}" for n in range(1, 31)]
    items = elements(file, "LI")
    assert len(items) == 15
    assert all(sorted({str(kid.S) for kid in item.K}) in (["/LBody"], ["/LBody", "/Lbl"]) for item in items)
    assert {str(cell.A.Scope) for cell in elements(file, "TH")} == {"/Column"}
    logo, figure = elements(file, "Figure")
    assert str(logo.Alt) == "notebuild"
    assert len(str(figure.Alt)) > 20


def test_words_of_the_figure(pdf_pages: Any, language: str) -> None:
    """The words of the drawing are on the page, in the edition's language."""
    text = " ".join("".join(pdf_pages(language)).split())
    assert {"en": "The sentence The call The footnote", "fr": "La phrase L’appel La note"}[language] in text


def test_every_link_to_the_web_is_whole(pdf: Any, language: str) -> None:
    """A link that leaves the PDF names its protocol, or the file of another edition."""
    addresses = [
        str(link.A.URI)
        for leaf in pdf(language).pages
        for link in leaf.get("/Annots", ())
        if "/A" in link and link.A.S == "/URI"
    ]
    assert len(addresses) > 10
    assert [one for one in addresses if not re.match(r"https?://|mailto:|rich\.", one)] == []
