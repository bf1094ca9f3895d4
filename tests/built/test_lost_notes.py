"""The engine loses notes in dense text without a word: what is lost is seen, and never goes out."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from dense_pages import dense
from word_edition import edition, profile

from houses import HOUSE, ROOT, TOOL
from notebuild import readback
from notebuild.core.house import House, read_house
from notebuild.core.model import Edition, Footnote
from notebuild.readback import FootnoteReading
from notebuild.render import fonts, sheets
from notebuild.render.html import pages
from notebuild.render.pdf import completeness, engine, renderer, tags
from notebuild.render.pdf.layouts import LAYOUTS, Layout

sys.path.insert(0, str(ROOT / "tests" / "stress"))

LOSES = (17, 44)
"""Seeds of pages on which the engine, as pinned, loses notes: one and two."""


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


def rendered(page: str, house: House) -> bytes:
    """The engine's file, with our faces, since another face breaks other lines."""
    weasyprint = pytest.importorskip("weasyprint")
    content: bytes = weasyprint.HTML(
        string=page.replace("<style>", f"<style>{fonts.local(house)}")
    ).write_pdf(pdf_variant=engine.VARIANT)
    return content


@pytest.mark.parametrize("seed", LOSES)
def test_lost_notes_are_seen(seed: int, house: House) -> None:
    """Exactly the notes whose first word is nowhere in the file's text are read as missing."""
    page, count = dense(seed, "auto")
    content = rendered(page, house)
    text = "".join(p.get_textpage().get_text_bounded() for p in pdfium.PdfDocument(content))
    gone = [number for number in range(1, count + 1) if not re.search(rf"begins{number}\b", text)]
    found = readback.pdf_footnotes(content)
    assert gone, "the engine no longer loses these: look for other seeds"
    assert [note.number for note in found] == list(range(1, count + 1))
    assert [note.number for note in found if not note.text] == gone
    by_tag = readback.read_pdf(tags.repair(content, FACTS), "x.pdf")[1]
    assert [n for n in range(1, count + 1) if n not in {note.number for note in by_tag.footnotes}] == gone


FACTS = tags.Facts("dense.fr", "1", "2025-03-31", "fr")


def test_lost_notes_are_named() -> None:
    """The comparison names every note that a layout lost, and none that it kept."""
    notes = tuple(Footnote(n, f"n{n}", "authored", (), f"text {n}", ()) for n in (1, 2, 3))
    edition = Edition("dense", "fr", {}, {"meta": {}, "blocks": []}, notes)
    placed = [
        FootnoteReading(1, "text 1", call_page=1, note_page=1),
        FootnoteReading(2, "", call_page=1),
        FootnoteReading(3, "text 3", call_page=1, note_page=1),
    ]
    assert [p.location.place for p in completeness.compare(edition, placed, "x.pdf")] == ["footnote 2"]


def test_random_note() -> None:
    """A random dense note comes out complete: a taste of `./doit stress --dense`."""
    from dense import outcome

    made = outcome(43, "fr-FR")
    assert (made.faults, made.notes) == ((), 9)


@pytest.mark.slow
def test_a_note_taller_than_a_page(house: House, tmp_path: Path) -> None:
    """Where no footnote holds, the notes go to the end, the page says so, and every note is there."""
    text = (
        f"A fact.[^long] Another.[^short]\n\n[^long]: {'Words of a long note. ' * 500}\n\n[^short]: Short.\n"
    )
    one = edition(tmp_path, "fr-FR", text, licence="")
    paper = (TOOL / "print.css").read_text(encoding="utf-8")

    materials = pages.Materials(house, profile("fr-FR"), tmp_path, HOUSE)

    def html(layout: Layout) -> str:
        sheet = fonts.local(house) + sheets.sheet(paper, house, "print.css", layout)
        return pages.page(one, materials, sheet, layout)

    page = renderer.Page(
        one,
        html,
        readback.pdf_footnotes,
        engine.roots(tmp_path, house),
        repair=lambda content: tags.repair(content, FACTS),
    )
    made = renderer.build(page, "long.fr.pdf", (LAYOUTS[0], LAYOUTS[-1]))
    assert (made.layout, made.splits) == ("endnotes", ())
    assert made.retries > 0
    first = pdfium.PdfDocument(made.content)[0].get_textpage().get_text_bounded()
    said = profile("fr-FR").labels["endnotes-notice"]
    assert readback.squeeze(said) in readback.squeeze(first)
    for reading in readback.read_pdf(made.content, "x.pdf"):
        assert [note.number for note in reading.footnotes] == [1, 2]
        assert all(
            readback.same(n.text, f.text) for n, f in zip(reading.footnotes, one.footnotes, strict=True)
        )
    assert readback.read_pdf(made.content, "x.pdf")[0].composition.outside == ()
