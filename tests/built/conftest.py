"""The rich note's finished files, read by plain means: lxml and pdfium, none of the line's own readers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Text:
    """What a file says: its body, with `⟦7⟧` for the call of note 7, and its notes in order."""

    body: str
    notes: tuple[str, ...]


@pytest.fixture(scope="session", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the rich note in its turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def page(rich_build: Any) -> Callable[[str], Any]:
    """Gives the HTML page of a language, parsed."""
    pages = {
        language: html.document_fromstring(rich_build.deliverable(language, "html").read_bytes())
        for language in LANGUAGES
    }
    return pages.__getitem__


@pytest.fixture(scope="session")
def parts(rich_build: Any) -> Callable[[str, str], Any]:
    """Gives a part of the Word document of a language, parsed."""
    files = {language: zipfile.ZipFile(rich_build.deliverable(language, "docx")) for language in LANGUAGES}
    return lambda language, part: etree.fromstring(files[language].read(part))


@pytest.fixture(scope="session")
def pdf(rich_build: Any) -> Callable[[str], pikepdf.Pdf]:
    """Gives the PDF of a language, opened."""
    files = {language: pikepdf.open(rich_build.deliverable(language, "pdf")) for language in LANGUAGES}
    return files.__getitem__


@pytest.fixture(scope="session")
def pdf_pages(rich_build: Any) -> Callable[[str], list[str]]:
    """Gives the text of each page of a PDF, as pdfium reads it."""
    texts = {}
    for language in LANGUAGES:
        file = pypdfium2.PdfDocument(rich_build.deliverable(language, "pdf"))
        texts[language] = [leaf.get_textpage().get_text_range() for leaf in file]
    return texts.__getitem__


@pytest.fixture(scope="session")
def said(page: Callable[[str], Any], parts: Callable[[str, str], Any]) -> Callable[[str, str], Text]:
    """Gives what the page ("html") or the Word document ("docx") of a language says."""
    texts = {(language, "html"): of_page(page(language)) for language in LANGUAGES}
    for language in LANGUAGES:
        body, notes = parts(language, "word/document.xml"), parts(language, "word/footnotes.xml")
        texts[language, "docx"] = of_word(body, notes)
    return lambda language, kind: texts[language, kind]


def of_page(root: Any) -> Text:
    """The text of the article and of the notes below it."""
    (article,) = root.xpath("//article")
    article = etree.fromstring(etree.tostring(article))
    for side in article.xpath("//*[contains(@class, 'side') and @data-note]"):
        tail, before = side.tail or "", side.getprevious()
        parent = side.getparent()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(side)
    for name in article.xpath("//*[local-name()='svg']/*[local-name()='title']"):
        name.text = ""  # said in the drawing's place, not printed
    for call in article.xpath("//a[@role='doc-noteref']"):
        call.text = f"⟦{call.text}⟧"
    for block in article.iter("p", "li", "td", "th", "h2", "pre", "figcaption", "caption", "text"):
        block.tail = "\n" + (block.tail or "")
    notes = []
    for note in root.xpath("//*[@role='doc-endnotes']//*[starts-with(@id, 'note-')]"):
        copied = etree.fromstring(etree.tostring(note, with_tail=False))
        for back in copied.xpath("//a[@role='doc-backlink']"):
            back.getparent().remove(back)
        blocks = ["".join(block.itertext()).strip() for block in copied.xpath("//p | //li[not(p)]")]
        notes.append("\n".join(blocks))
    return Text("".join(article.itertext()), tuple(notes))


def of_word(body: Any, footnotes: Any) -> Text:
    """The text of the body's paragraphs and of the footnotes, in the order of their references."""
    found = {note.get(f"{W}id"): note for note in footnotes}
    order: list[str] = []
    lines = []
    for paragraph in body.iter(f"{W}p"):
        line = ""
        for node in paragraph.iter(f"{W}t", f"{W}footnoteReference", f"{W}br"):
            if node.tag == f"{W}t":
                line += node.text or ""
            elif node.tag == f"{W}br":
                line += "\n"
            else:
                order.append(node.get(f"{W}id"))
                line += f"⟦{len(order)}⟧"
        lines.append(line)
    notes = [
        "\n".join(
            "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
            for paragraph in found[identifier].iter(f"{W}p")
        )
        for identifier in order
    ]
    return Text("\n".join(lines), tuple(notes))


@pytest.fixture(scope="session")
def bare() -> Callable[[str], str]:
    """Gives a text without white space and without what a line's end puts into a word."""
    return lambda text: re.sub(r"[\s\u200b\u00ad\ufffe\ufeff-]+", "", text)
