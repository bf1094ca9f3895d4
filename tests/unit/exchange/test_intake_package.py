"""What is no document, or a harmful one, is refused by name, with what to do; nothing outside it is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from notebuild.core.problems import NotebuildError
from notebuild.exchange.intake import document as reading
from notebuild.exchange.intake import package, word
from notebuild.exchange.intake.value import Remark

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def paragraph(inner: str) -> str:
    return f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>"


PLAIN = {"word/document.xml": document(paragraph("Hello."))}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


OLE = package.OLE + b"\0" * 600
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
ENTITY = b'<!DOCTYPE w [<!ENTITY a "b">]>' + document(paragraph("&a;"))
DEEP = document("<w:p>" * 300 + "</w:p>" * 300)


@pytest.mark.parametrize(
    ("content", "name", "message", "remedy"),
    [
        (b"", "a.docx", "is empty", "give the document"),
        (b" \n", "a.md", "is empty", "give the document"),
        (OLE, "a.doc", "is of Word 97 to 2003", "save it as .docx"),
        (LOCKED, "a.docx", "is locked with a password", "take the password off"),
        (b"%PDF-1.7", "a.pdf", "is a PDF", "the document it was made of"),
        (b"{\\rtf1 a}", "a.rtf", "is RTF", "save it as .docx"),
        (b"PK\x03\x04cut off", "a.docx", "is damaged", "ask for it again"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "a.xlsx", "is a package, but no document", "save it as .docx"),
        (b"hello", "a.exe", "is no document of Word", "save it as .docx"),
        ("é".encode("latin-1"), "a.md", "this line is not UTF-8", "UTF-8"),
        (zipped({"word/document.xml": ENTITY}), "a.docx", "defines entities in word/document.xml", "no program"),
        (zipped({"word/document.xml": DEEP}), "a.docx", "has elements too deep in each other", "new document"),
        (zipped({**PLAIN, "word/x.bin": b"\0" * 61_000_000}), "a.docx", "unpacks to 61 million bytes", "no note"),
        (zipped({**PLAIN, "word/comments.xml": b"<x"}), "a.docx", "is damaged: word/comments.xml", "ask for it"),
        (zipped({"word/document.xml": document("")[:-27]}), "a.docx", "is damaged: word/document.xml", "ask for"),
        (zipped({"word/document.xml": b"<a/>"}), "a.docx", "is a document without a text", "ask for it again"),
    ],
)  # fmt: skip
def test_what_is_no_document(content: bytes, name: str, message: str, remedy: str) -> None:
    with pytest.raises(NotebuildError) as raised:
        assert package.kind(content, name, name) == "docx"
        word.plain(content, name)
    (problem,) = raised.value.problems
    assert problem.location.path == name
    assert problem.message.startswith(message)
    assert remedy in problem.remedy


def test_kinds_by_what_stands_in_them() -> None:
    assert package.kind(zipped(PLAIN), "a.zip", "a") == "docx"
    assert package.kind(zipped({"content.xml": b"<a/>", "mimetype": b"x"}), "a", "a") == "odt"
    assert package.kind(b"# A\n", "a.qmd", "a") == "markdown"


def field(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def remarks(body: str, **more: bytes) -> tuple[word.Plain, list[tuple[str, str]]]:
    made = word.plain(zipped({"word/document.xml": document(body), **more}), "a.docx")
    return made, [(remark.what, remark.words) for remark in made.remarks]


def test_a_document_that_pandoc_cannot_read() -> None:
    """What is a package of Word and has not all that a text needs is damaged, in the words of who sends it."""
    with pytest.raises(NotebuildError) as fault:
        reading.read(zipped(PLAIN), "a.docx", "files/a.docx")
    (problem,) = fault.value.problems
    assert (problem.location.path, problem.message) == ("files/a.docx", "is damaged: its text cannot be read")
    assert problem.remedy == "open it in Word or LibreOffice, and save it again"


def test_what_is_tracked_is_accepted_and_told() -> None:
    body = (
        "<w:p><w:r><w:t>Kept </w:t></w:r>"
        '<w:ins w:author="Ann"><w:r><w:t>new</w:t></w:r></w:ins>'
        '<w:del w:author="Ben"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'
    )
    made, told = remarks(body)
    assert made.passages == ("Kept new",)
    assert told == [
        ("a tracked change by Ann, accepted: added", "new"),
        ("a tracked change by Ben, accepted: taken out", "old"),
    ]


def test_hidden_text_is_left_out_and_told() -> None:
    body = "<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r></w:p>"
    made, told = remarks(body)
    assert (made.passages, told) == (("Seen",), [("hidden text, left out", "hid")])


def test_a_note_whose_call_was_deleted_is_told() -> None:
    """Word keeps the body of a note until the deletion of its call is accepted."""
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph("Called.")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Not called.")}</w:footnote></w:footnotes>'
    ).encode()
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    gone = f'<w:del w:author="Ann">{call.format(3)}</w:del>'
    made, told = remarks(
        f"<w:p><w:r><w:t>Text</w:t></w:r>{call.format(2)}{gone}</w:p>", **{"word/footnotes.xml": notes}
    )
    assert made.passages == ("Text", "Called.")
    assert told == [("a note without a call, left out", "Not called.")]


def test_a_text_box_stands_behind_its_paragraph() -> None:
    box = f"<w:pict><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:pict>"
    made, told = remarks(f"<w:p><w:r><w:t>Host.</w:t></w:r><w:r>{box}</w:r></w:p>{paragraph('After.')}")
    assert made.passages == ("Host.", "In a box.", "After.")
    assert told[0][1] == "In a box."


@pytest.mark.parametrize(
    ("body", "passages"),
    [
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>furi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r></w:p>",
            ("base (furi)",),
        ),
        (
            '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>D</w:t></w:r></w:p>'
            "<w:p><w:pPr/><w:r><w:t>rop</w:t></w:r></w:p>",
            ("Drop",),
        ),
        ("<w:p><w:bdo><w:r><w:t>one</w:t></w:r></w:bdo><w:r><w:cr/><w:t>two</w:t></w:r></w:p>", ("one two",)),
    ],
    ids=["ruby", "initial", "directions"],
)
def test_words_that_pandoc_reads_otherwise(body: str, passages: tuple[str, ...]) -> None:
    """Readings above signs, large initials and directions are words like others: pandoc leaves them out."""
    made, told = remarks(body)
    assert (made.passages, told) == (passages, [])


def test_pages_and_documents_within_a_document_are_told() -> None:
    body = f"<w:p><w:r><w:t>See page </w:t></w:r>{field('PAGEREF _Ref1', '7')}</w:p><w:altChunk/>"
    _, told = remarks(body)
    assert told == [
        ("a document within the document, left out: copy its words into the note", ""),
        ("a reference to a page of the document: the note has other pages, so name what is meant", "7"),
    ]


def test_comments_with_answers_in_the_order_of_the_text() -> None:
    comments = (
        f'<w:comments xmlns:w="{W}">'
        f'<w:comment w:id="2" w:author="Ben">{paragraph("Second?")}</w:comment>'
        f'<w:comment w:id="1" w:author="Ann">{paragraph("First?")}</w:comment></w:comments>'
    ).encode()
    body = (
        '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>one</w:t></w:r><w:commentRangeEnd w:id="1"/>'
        '<w:commentRangeStart w:id="2"/><w:r><w:t> two</w:t></w:r><w:commentRangeEnd w:id="2"/></w:p>'
    )
    _, told = remarks(body, **{"word/comments.xml": comments})
    assert told == [("a comment of Ann on “one”", "First?"), ("a comment of Ben on “two”", "Second?")]


def test_lists_that_word_makes_are_left_out_and_told() -> None:
    contents = f"<w:p>{field('TOC', 'Introduction 2')}</w:p>" + paragraph("Text.")
    made, _ = remarks(contents)
    assert [one for one in made.remarks if one.left_out] == [
        Remark(
            "Word's list of contents, left out: a long note has its own",
            "Introduction 2",
            wants_look=False,
            left_out=True,
        )
    ]


SOURCES = b"""<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
<b:Source><b:Tag>Doe20</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>Roads</b:Title>
<b:JournalName>Borders</b:JournalName><b:Year>2020</b:Year><b:Month>May</b:Month><b:Day>3</b:Day>
<b:Author><b:Author><b:NameList><b:Person><b:Last>Doe</b:Last><b:First>Jane</b:First><b:Middle>M.</b:Middle></b:Person>
</b:NameList></b:Author></b:Author></b:Source>
<b:Source><b:Tag>UN21</b:Tag><b:SourceType>Report</b:SourceType><b:Title>Borders</b:Title><b:Year>2021</b:Year>
<b:Publisher>UN</b:Publisher><b:Author><b:Author><b:Corporate>United Nations</b:Corporate></b:Author></b:Author>
</b:Source></b:Sources>"""


def test_words_own_sources_and_the_switches_of_its_fields() -> None:
    """ECMA-376-1, 17.16.5.8: \\p page, \\v volume, \\m a further source, \\f and \\s around it, \\n no author."""
    code = 'CITATION Doe20 \\p 12-14 \\f "see " \\s ", passim" \\l 2057 \\m UN21 \\v 2 \\n'
    body = document(f"<w:p>{field(code, '(Doe, 2020)')}</w:p>")
    made = word.plain(zipped({"word/document.xml": body, "customXml/item1.xml": SOURCES}), "a.docx")
    (cited,) = made.fields
    assert cited.words == "(Doe, 2020)"
    first, second = cited.cited
    assert (first.key, first.locator, first.prefix, first.suffix) == ("Doe20", "pp. 12-14", "see", ", passim")
    assert (second.key, second.locator, second.alone) == ("UN21", "vol. 2", True)
    assert made.sources["Doe20"].fields == {
        "author": "Doe, Jane M.",
        "title": "Roads",
        "journaltitle": "Borders",
        "date": "3 May 2020",
    }
    assert made.sources["UN21"].kind == "report"
    assert made.sources["UN21"].fields["author"] == "{United Nations}"
    assert made.sources["UN21"].fields["institution"] == "UN"
