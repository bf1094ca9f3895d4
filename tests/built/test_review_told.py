"""What a review cannot do is told at its line, in words, with what to do; live citations come back as they went.

The small note's document is changed in its own XML, as Word would leave it (ECMA-376-1).
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import office
import pytest
from repacked import changed

Project = Any  # the class of `tests/conftest.py`
NOTE = "manuscript/small/note.md"
TEXT, NOTES = "word/document.xml", "word/footnotes.xml"


def run(words: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"/></w:drawing></w:r>'
)
EQUATION = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>E=mc</m:t></m:r>'
    "</m:oMath>"
)
BOX = (
    "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed words.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
)
YELLOW = '<w:rPr><w:highlight w:val="yellow"/></w:rPr>'
FIRST, POINT, LAST = "The first footnote cites a book.", "It has three footnotes.", " holds the third."
DRAWN, CAPTION, LABEL = "Drawn for the tests.", " A few cells", "Table\u00a01."

TOLD = """\
manuscript/small/note.md:12:27: warning: not taken over: It has three footnotes. {+equation E=mc+}
    pictures, equations and symbols come and go in the note: do it there by hand
manuscript/small/note.md:17:1: warning: not taken over: {+Boxed words.+}
    a text box has no place in a note: write its words in a paragraph
manuscript/small/note.md:17:33: warning: not taken over: first footnote cites a book. {+picture+} [1] The second one \
is written
    pictures, equations and symbols come and go in the note: do it there by hand
manuscript/small/note.md:25:3: warning: not taken over: Table [-1-]{+7+}. A few cells
    it is printed from the bibliography, or is a number or a label that the build writes
manuscript/small/note.md:30:1: warning: not taken over: [-Drawn-]{+Drawn (highlighted)+}
    a note has no such look: say in a comment what is meant by it
back.docx, of small.en, the note as it stands: 0 changes, 5 not taken over
proof: nothing to build again
"""
GONE = """\
back.docx: warning: not taken over: [-picture A bar of one colour with a word on it.-]
    pictures, equations and symbols come and go in the note: do it there by hand
manuscript/small/note.md:15:4: warning: not taken over: [-Text-]
    a heading is taken out in the note, with what belongs to it
manuscript/small/note.md:25:3: warning: not taken over: Table 1. [-A few cells-]
    a caption is taken out in the note, not emptied
back.docx, of small.en, the note as it stands: 0 changes, 3 not taken over
proof: nothing to build again
"""
IN_NOTES = """\
manuscript/small/note.md:17:47: warning: not taken over: [-Thomas-]{+T.+} de Waal, Black Garden:
    note 1 (@dewaal2003): its words are printed from bibliography.bib: change the entry there
manuscript/small/note.md:17:50: warning: not taken over: 2003, p. 3. {+A fine book.+}
    note 1 (@dewaal2003): its words are printed from bibliography.bib: change the entry there
manuscript/small/note.md:33:12: warning: not taken over: [-It says what no source says.-]
    note 2: a note cannot be empty: take out its call in the text, and it goes with it
back.docx, of small.en, the note as it stands: 0 changes, 3 not taken over
proof: nothing to build again
"""


@pytest.fixture(scope="module")
def small(small_build: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the small note, built."""
    return small_build.copy(tmp_path_factory.mktemp("told") / "small")


def reviewed(project: Project, data: bytes, *options: str) -> str:
    """What the review of a document says."""
    (project / "back.docx").write_bytes(data)
    done = project.run("review", "back.docx", *options)
    assert done.status == 0, done.output
    return str(done.output)


def test_what_is_no_text_is_told(small: Project) -> None:
    """A picture, an equation, a text box, a number of the build, a look that no note has."""
    sent = small.deliverable("en", "docx").read_bytes()
    pairs = [
        (run(FIRST), run(FIRST) + PICTURE),
        (run(POINT), run(POINT) + EQUATION),
        (run(LAST), run(LAST) + BOX),
    ]
    pairs += [
        (f">{LABEL}<", ">Table\u00a07.<"),
        (run(DRAWN), run("Drawn", YELLOW) + run(DRAWN.removeprefix("Drawn"))),
    ]
    assert reviewed(small, changed(sent, *pairs)) == TOLD


def test_what_does_not_go_is_told(small: Project) -> None:
    """A heading, a caption and a picture that were taken out."""
    sent = small.deliverable("en", "docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        said = archive.read(TEXT).decode()
    heading = re.search(
        r'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="1".*?</w:p>', said
    )
    picture = re.search(r"<w:r><w:drawing>.*?</w:drawing></w:r>", said[said.index("tbl-few") :])
    assert heading
    assert picture
    assert reviewed(small, changed(sent, (heading[0], ""), (run(CAPTION), ""), (picture[0], ""))) == GONE


def test_what_a_note_does_not_take_is_told(small: Project) -> None:
    """The words of the bibliography, a sentence behind a citation, a note without words."""
    sent = small.deliverable("en", "docx").read_bytes()
    pairs = [("Thomas de Waal", "T. de Waal"), ("2003, p.\u00a03.", "2003, p.\u00a03. A fine book.")]
    pairs += [("It says what no source says.", "")]
    assert reviewed(small, changed(sent, *pairs, part=NOTES)) == IN_NOTES


def test_italics_in_a_note_are_brought_in(small: Project) -> None:
    """A look of the words of a written note, alone; in one that only cites it is the house's."""
    sent = small.deliverable("en", "docx").read_bytes()
    italic = "<w:rPr><w:i/></w:rPr>"
    no_source = run("It says what ") + run("no source", italic) + run(" says.")
    data = changed(sent, (run("It says what no source says."), no_source), part=NOTES)
    data = changed(
        data,
        (
            run(", New York University Press, New York, 2003, p.\u00a03."),
            run(", New York University Press, New York, 2003, p.\u00a03.", italic),
        ),
        part=NOTES,
    )
    said = reviewed(small, data, "--write")
    assert f"{NOTE}:33:25: [-no source-]{{+no source (italic)+}}\n" in said
    assert "note 1 is printed in the house's style: say in a comment what is meant\n" in said
    note = small / NOTE
    assert "[^second]: It says what *no source* says." in note.read_text(encoding="utf-8")
    note.write_text(note.read_text(encoding="utf-8").replace("*no source*", "no source"), encoding="utf-8")


CODE = re.compile(r"(<w:instrText[^>]*> ?ADDIN ZOTERO_ITEM CSL_CITATION )(\{.*?\})( ?</w:instrText>)")


def fields(document: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return [found[2] for found in CODE.finditer(archive.read(NOTES).decode())]


@pytest.mark.slow
@pytest.mark.skipif(not office.is_there(), reason="LibreOffice is not installed")
def test_live_citations_come_back(small_build: Project, tmp_path: Path) -> None:
    """As many fields as notes that cite, there and through LibreOffice; a page changed in one comes as that edit."""
    small = small_build.copy(tmp_path / "live")
    small.edit(NOTE, "version: 1\n", "version: 1\nword-citations: live\n")
    assert small.run("docx:small.en").status == 0
    sent = small.deliverable("en", "docx")
    assert len(fields(sent.read_bytes())) == 2
    office.resolved({tmp_path / "office.docx": (sent, "")}, tmp_path)
    back = (tmp_path / "office.docx").read_bytes()
    assert len(fields(back)) == 2
    assert "the note as it stands: no change\n" in reviewed(small, back)
    for document in (sent.read_bytes(), back):
        code = next(one for one in fields(document) if "p.\u00a03" in one or "p. 3" in one)
        items = json.loads(html.unescape(code))
        items["citationItems"][0]["locator"] = "31"
        said = reviewed(small, changed(document, (code, html.escape(json.dumps(items))), part=NOTES))
        assert "[-@dewaal2003, p. 3-]{+@dewaal2003, p. 31+}\n" in said
        assert "1 change\n" in said


@pytest.mark.slow
def test_words_that_are_not_translated_are_told(small_build: Project, tmp_path: Path) -> None:
    """In an edition that a banner says to be unfinished, the words of the original are no text of the house."""
    small = small_build.copy(tmp_path / "banner")
    small.edit(NOTE, "languages: [fr-FR]\n", "languages: [fr-FR]\ntranslation: {fr: banner}\n")
    catalogue = small / "manuscript/small/fr.po"
    before, entry, rest = catalogue.read_text(encoding="utf-8").partition('msgctxt "text:heading"\n')
    lacking = re.sub(r'msgstr "[^"]+"', 'msgstr ""', rest, count=1)
    catalogue.write_text(f"{before}{entry}{lacking}", encoding="utf-8")
    assert small.run("docx:small.fr").status == 0
    sent = small.deliverable("fr", "docx").read_bytes()
    said = reviewed(small, changed(sent, (">Text<", ">Words<")))
    assert "back.docx: warning: not taken over: " in said
    assert (
        "[-Text-]{+Words+}\n    it is not translated yet: translate it in the catalogue first, or change"
        in said
    )
