"""What the repair makes of the engine's tags, on pages small enough to count by hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from notebuild import readback
from notebuild.readback import pdf_by_structure, pdf_letters
from notebuild.render.pdf import tags
from notebuild.render.pdf.tags import content, order
from notebuild.render.pdf.tags.elements import Element, Kid, elements_of, read, target, walk

weasyprint = pytest.importorskip("weasyprint")

SHEET = """
@page { size: 100mm 60mm; margin: 8mm;
  @top-left { content: "Running title"; font-size: 6pt }
  @footnote { border-top: 1px solid; padding-top: 2px } }
body { font-size: 10pt; line-height: 14pt; margin: 0 } p { margin: 0 }
.call { font-size: 6pt; vertical-align: super; line-height: 0 }
.note { float: footnote; font-size: 7pt; line-height: 9pt }
.note::footnote-call, .note::footnote-marker { content: "" }
.block { display: block }
.endnote { position: relative; padding-left: 12pt; font-size: 7pt; line-height: 9pt }
.endnote .marker { float: left; margin-left: -12pt }
"""
LONG = " ".join(f"word{number}" for number in range(180)) + "."


def call(number: int) -> str:
    return f'<a class="call" id="call-{number}" href="#note-{number}">{number}</a>'


def foot(number: int, *paragraphs: str) -> str:
    """A call and its note, as the print template writes them."""
    first, *rest = paragraphs
    body = f'<span class="block p"><a class="back" href="#call-{number}">{number}</a> {first}</span>'
    body += "".join(f'<span class="block p">{text}</span>' for text in rest)
    return f'{call(number)}<span class="note" id="note-{number}">{body}</span>'


def end(number: int, text: str) -> str:
    """A note among endnotes."""
    return (
        f'<div class="endnote" id="note-{number}"><span class="marker">'
        f'<a class="back" href="#call-{number}">{number}</a></span><p>{text}</p></div>'
    )


def page(body: str, last: str = "") -> str:
    return (
        f'<html lang="en-GB"><head><title>A title</title><style>{SHEET}</style></head><body>'
        f"<header><h1>A title</h1></header><main>{body}</main>{last}</body></html>"
    )


SQUARE = (
    "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'>"
    "<rect width='40' height='40' fill='teal'/></svg>"
)
FRENCH = "<span lang=fr>déjà <span class=nocase>vu</span></span>"
FOOTNOTES = page(
    f"<p>One{foot(1, 'First.', 'More.')} and two{foot(2, f'Second, {FRENCH}.')},"
    ' see <a href="#list">the list</a> and <a href="#note-1">note 1</a>.</p>'
    '<ul id="list"><li><p>Loose item.</p></li></ul>'
    f'<img alt="A square" src="{SQUARE}">'
    "<table><thead><tr><th>Year<th>Event</tr></thead>"
    "<tbody><tr><th>1994<td>Bishkek</tr></tbody></table>"
)
ENDNOTES = page(
    f"<p>One{call(1)}, two{call(2)}.</p>",
    f'<section><h2 id="page-notes">Notes</h2>{end(1, LONG)}{end(2, "Second.")}</section>',
)
FACTS = tags.Facts(
    identifier="harbour.en",
    version="2",
    date="2025-03-31",
    language="en-GB",
    call="Note {number}",
    back="Back to call {number}",
    attachments=(
        tags.Attachment("harbour.en.md", "text/markdown", b"# A title\n", "Text"),
        tags.Attachment("harbour.en.bib", "application/x-bibtex", b"@misc{a}\n", "Sources"),
    ),
    foreign=(("fr", "déjà vu"),),
)


def engine(html: str) -> bytes:
    """The engine's own bytes."""
    content: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-3a")
    return content


def marked_text(data: bytes) -> dict[tuple[int, int], str]:
    """What PDFium reads in each stretch of marked content."""
    with pdf_letters.leaves(data) as opened:
        return pdf_by_structure.marked_text(opened)


@pytest.fixture(scope="module")
def repaired() -> bytes:
    return tags.repair(engine(FOOTNOTES), FACTS)


@pytest.fixture(scope="module")
def pdf(repaired: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(repaired)) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Element]:
    return [element for element in walk(read(pdf)) if element.kind == tag]


def test_notes(pdf: pikepdf.Pdf) -> None:
    """Each note is a Note with its ID, its number in a Lbl and its paragraphs as P."""
    notes = elements(pdf, "Note")
    assert [note.id for note in notes] == ["note-1", "note-2"]
    assert [kid.kind for kid in elements_of(notes[0])] == ["Lbl", "P", "P"]
    assert [target(elements_of(elements_of(note)[0])[0]) for note in notes] == ["call-1", "call-2"]


def test_references(pdf: pikepdf.Pdf) -> None:
    """Each call is a Reference with its ID; a cross-reference to a note stays a plain Link."""
    references = elements(pdf, "Reference")
    assert [(r.id, target(elements_of(r)[0])) for r in references] == [
        ("call-1", "note-1"),
        ("call-2", "note-2"),
    ]
    assert sum(target(link) == "note-1" for link in elements(pdf, "Link")) == 2


def test_ids(pdf: pikepdf.Pdf) -> None:
    """Every ID is in the IDTree, in order, and leads to its element."""
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    own = [str(name) for name in names[::2] if not str(name).startswith("table")]
    assert own == ["call-1", "call-2", "note-1", "note-2"]
    assert list(map(str, names[::2])) == sorted(map(str, names[::2]))
    assert all(str(e.ID) == str(n) for n, e in zip(names[::2], names[1::2], strict=True))


def test_links(pdf: pikepdf.Pdf) -> None:
    """Every link has words, the Print flag, and a box that can be hit."""
    links = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
    assert {str(link.Contents) for link in links} == {
        "Note 1",
        "Note 2",
        "Back to call 1",
        "Back to call 2",
        "the list",
    }
    assert all(int(link.F) & 4 for link in links)
    assert all(abs(float(link.Rect[3]) - float(link.Rect[1])) >= 7.9 for link in links)


def test_a_list_in_columns() -> None:
    """A list set in columns, which the engine tags as a list of lists, is one list of its items."""
    items = [Element("LI", [Element("LBody", [number], 0)], 0) for number in range(4)]
    whole = Element("L", [Element("L", list[Kid](items[:2]), 0), Element("L", list[Kid](items[2:]), 0)], 0)
    order.nest_lists(Element("Document", [whole], 0))
    assert whole.kids == items


def test_lists(pdf: pikepdf.Pdf) -> None:
    """A loose list item has a body."""
    (item,) = elements(pdf, "LI")
    assert [kid.kind for kid in elements_of(item)] == ["Lbl", "LBody"]


def test_figure(pdf: pikepdf.Pdf) -> None:
    """A figure has its alternative text, and a box that lies on its page, as large as it is."""
    (figure,) = elements(pdf, "Figure")
    assert str(figure.raw.Alt) == "A square"
    left, bottom, right, top = (float(value) for value in figure.raw.A.BBox)
    assert (right - left, top - bottom) == pytest.approx((30, 30))
    height = float(figure.raw.Pg.MediaBox[3])
    assert 0 < bottom < top < height


def test_table(pdf: pikepdf.Pdf) -> None:
    """Head cells say what they head; the others name their heads."""
    heads = {str(cell.raw.A.Scope): cell.id for cell in elements(pdf, "TH")}
    assert set(heads) == {"/Column", "/Row"}
    (cell,) = elements(pdf, "TD")
    assert set(map(str, cell.raw.A.Headers)) <= {head.id for head in elements(pdf, "TH")}


def test_furniture(repaired: bytes) -> None:
    """A running head is an artifact: no element holds it, and its marked content has no number."""
    marked = marked_text(repaired)
    assert not any("Running" in text for text in marked.values())
    text = pdfium.PdfDocument(repaired)[0].get_textpage().get_text_bounded()
    assert "Running title" in text


@pytest.mark.parametrize("html", [FOOTNOTES, ENDNOTES], ids=["footnotes", "endnotes"])
def test_words_of_the_engine(html: str) -> None:
    """The streams that the engine writes say what PDFium reads in them, stretch by stretch."""
    data = engine(html)
    with pikepdf.open(BytesIO(data)) as opened:
        said = content.words(opened, content.streams(opened))
    seen = marked_text(data)
    assert len(seen) > 10 and {mark: text.strip() for mark, text in said.items()} == {
        mark: text.strip() for mark, text in seen.items()
    }


def test_language(pdf: pikepdf.Pdf) -> None:
    """A passage in another language says so."""
    assert [str(e.raw.Lang) for e in walk(read(pdf)) if "/Lang" in e.raw] == ["fr"]


def test_sources_inside(pdf: pikepdf.Pdf) -> None:
    """Text and sources are associated files, dated by the note."""
    assert [str(entry.F) for entry in pdf.Root.AF] == ["harbour.en.bib", "harbour.en.md"]
    for entry in pdf.Root.AF:
        assert str(entry.AFRelationship) == "/Source"
        assert str(entry.EF.F.Params.ModDate) == "D:20250331000000Z"
    assert pdf.Root.AF[1].EF.F.read_bytes() == b"# A title\n"


def test_metadata(pdf: pikepdf.Pdf) -> None:
    """The XMP says PDF/A-3a and PDF/UA-1, and declares each schema once that the first does not know."""
    xmp = pdf.Root.Metadata.read_bytes().decode()
    assert 'pdfuaid:part="1"' in xmp and 'pdfaid:part="3"' in xmp
    assert re.findall("<pdfaSchema:prefix>(.*?)<", xmp) == ["pdfuaid", "dcterms", "schema"]


def test_identifiers() -> None:
    """The first half of /ID, and the DocumentID, are the note's and language's for good; the others a version's."""
    raw = engine(FOOTNOTES)
    halves, xmp = {}, {}
    for name, version in (("harbour.en", "1"), ("harbour.en", "2"), ("harbour.fr", "1")):
        facts = tags.Facts(name, version, "2025-03-31", "en-GB")
        with pikepdf.open(BytesIO(tags.repair(raw, facts))) as opened:
            halves[name, version] = [bytes(half) for half in opened.trailer.ID]
            said = opened.Root.Metadata.read_bytes().decode()
            xmp[name, version] = re.findall(r"xmpMM:(?:Document|Instance)ID=\"([^\"]+)\"", said)
    for found in (halves, xmp):
        first, second, french = found.values()
        assert first[0] == second[0] != french[0]
        assert len({first[1], second[1], french[1]}) == 3


def test_same_bytes(repaired: bytes) -> None:
    """The same input gives the same bytes."""
    again = tags.repair(engine(FOOTNOTES), FACTS)
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(repaired).hexdigest()


@pytest.mark.parametrize("html", [FOOTNOTES, ENDNOTES], ids=["footnotes", "endnotes"])
def test_both_readers(html: str) -> None:
    """Both ways of reading see the same notes, complete, on the same pages."""
    texts = ["First. More.", "Second, déjà vu."] if html is FOOTNOTES else [LONG, "Second."]
    by_place, by_tag = readback.read_pdf(tags.repair(engine(html), FACTS), "x.pdf")
    for reading in (by_place, by_tag):
        assert [readback.same(n.text, t) for n, t in zip(reading.footnotes, texts, strict=True)] == [True] * 2
        assert [(n.call, n.marker, n.there, n.back) for n in reading.footnotes] == [
            ("1", "1", True, True),
            ("2", "2", True, True),
        ]
    assert [(n.call_page, n.note_page) for n in by_place.footnotes] == [
        (n.call_page, n.note_page) for n in by_tag.footnotes
    ]


def test_a_note_off_the_page() -> None:
    """A footnote taller than its page is not split by the engine but set off it: as good as lost."""
    data = tags.repair(engine(page(f"<p>One{foot(1, LONG, LONG)}.</p>")), FACTS)
    by_place, by_tag = readback.read_pdf(data, "x.pdf")
    assert readback.same(by_tag.footnotes[0].text, f"{LONG} {LONG}")
    assert not readback.same(by_place.footnotes[0].text, f"{LONG} {LONG}")
    assert by_place.composition.outside


def test_note_over_pages() -> None:
    """A note that goes on over pages is one Note element, with content on each of them."""
    with pikepdf.open(BytesIO(tags.repair(engine(ENDNOTES), FACTS))) as opened:
        notes = elements(opened, "Note")
        assert [note.id for note in notes] == ["note-1", "note-2"]
        pages = {e.page for e in walk(notes[0])}
        assert len(pages) > 1
