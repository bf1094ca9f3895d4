"""The three files of an edition, each made by the module that makes it in earnest, without the task graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from word_edition import profile

from houses import HOUSE, TOOL
from notebuild import readback
from notebuild.core.house import House
from notebuild.core.model import Edition
from notebuild.render import fonts, sheets
from notebuild.render.html import pages
from notebuild.render.pdf import engine, tags
from notebuild.render.pdf.layouts import LAYOUTS
from notebuild.render.word import document, reference


@dataclass(frozen=True)
class Finished:
    """An edition and its three files, as bytes."""

    edition: Edition
    pdf: bytes
    docx: bytes
    html: bytes

    def readings(self) -> list[readback.Reading]:
        """What the four readers say."""
        stem = f"build/harbour/harbour.{self.edition.language[:2]}"
        return [
            *readback.read_pdf(self.pdf, f"{stem}.pdf"),
            readback.read_docx(self.docx, f"{stem}.docx"),
            readback.read_html(self.html, f"{stem}.html"),
        ]


def finish(one: Edition, folder: Path, house: House) -> Finished:
    """The files of an edition whose pictures are below `folder`."""
    language = one.language
    screen = sheets.sheet((TOOL / "screen.css").read_text(encoding="utf-8"), house, "screen.css")
    materials = pages.Materials(house, profile(language), folder, HOUSE)
    paper = (TOOL / "print.css").read_text(encoding="utf-8")
    sheet = fonts.local(house) + sheets.sheet(paper, house, "print.css")
    paged = pages.page(one, materials, sheet, LAYOUTS[0])
    content, *_ = engine.render(paged, "harbour.pdf", engine.roots(folder, house))
    facts = tags.Facts(f"harbour.{language[:2]}", "1", "2025-03-31", language)
    word = reference.reference(house, (TOOL / "word.toml").read_text(encoding="utf-8"))
    return Finished(
        one,
        tags.repair(content, facts),
        document.build(one, house, profile(language), folder, word, "harbour.docx"),
        pages.page(one, materials, screen).encode(),
    )
