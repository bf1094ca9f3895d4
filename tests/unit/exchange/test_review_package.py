"""A document from outside is opened within limits, or refused in a sentence; its comments are read with replies."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from notebuild.exchange.review import comments, package, returned
from notebuild.exchange.review.comments import Comment
from notebuild.readback import Unreadable

ROOT = Path(__file__).resolve().parents[3]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


def packed(body: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A document of Word with this body, and further parts by name."""
    named = {"document.xml": f"<w:document {W} {W14}><w:body>{body}</w:body></w:document>", **(parts or {})}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in named.items():
            archive.writestr(name if "/" in name or name == "mimetype" else f"word/{name}", said)
    return buffer.getvalue()


def opened(data: bytes) -> returned.Returned:
    return returned.read(package.package(data))


def odt() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    return buffer.getvalue()


HOSTILE = {
    "empty": (b"", "is empty"),
    "no zip": (b"PK no zip", "is no .docx, or only a part of one"),
    "Word 97": (b"\xd0\xcf\x11\xe0" + b"\0" * 500, "is a file of Word 97\u20132003, or locked by a password"),
    "OpenDocument": (odt(), "is a file of OpenDocument, no .docx"),
    "large": (b"\0" * 30_000_001, "is larger than 30 MB"),
    "bomb": (packed(parts={"big.bin": b"\0" * 41_000_000}), "unpacks to more than a document has"),
    "no body": (
        packed(parts={"document.xml": f"<w:document {W}/>"}),
        "is no Word document: it has no body",
    ),
    "entities": (
        packed(parts={"document.xml": f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {W}>&b;</w:document>'}),
        "declares entities, which no document of Word does",
    ),
    "torn": (
        packed(parts={"document.xml": f"<w:document {W}><w:body>"}),
        "is damaged: its text breaks off or is garbled",
    ),
    "deep": (packed("<w:p>" * 210 + "</w:p>" * 210), "is nested deeper than a document is"),
    "deeper than the parser goes": (
        packed("<w:p>" * 300 + "</w:p>" * 300),
        "is nested deeper than a document is",
    ),
}


@pytest.mark.parametrize(("data", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_document_is_refused(data: bytes, said: str) -> None:
    """Each is one sentence, and none fills the memory or opens a file."""
    with pytest.raises(Unreadable, match=f"^{said.replace('.', '[.]')}"):
        opened(data)


def test_an_external_relation_is_not_followed() -> None:
    """A template or a picture from outside is a name in a part that nobody opens."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r1" Type="x/attachedTemplate" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    data = packed("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>", {"word/_rels/settings.xml.rels": rels})
    assert [atom.text for atom in opened(data).paragraphs[0].atoms] == ["Words", "."]


NESTED = (
    '<w:p><w:r><w:t xml:space="preserve">The </w:t></w:r>'
    '<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve">very </w:t></w:r>'
    '<w:del w:id="2" w:author="B"><w:r><w:delText xml:space="preserve">most </w:delText></w:r></w:del></w:ins>'
    '<w:moveFrom w:id="3" w:author="A"><w:r><w:t xml:space="preserve">old </w:t></w:r></w:moveFrom>'
    "<w:r><w:t>quay</w:t></w:r></w:p>"
    '<w:p><w:moveTo w:id="4" w:author="A"><w:r><w:t xml:space="preserve">old </w:t></w:r></w:moveTo>'
    "<w:r><w:t>port</w:t></w:r></w:p>"
)


def test_nested_changes_and_moves() -> None:
    """What one reviewer put in and another took out is in neither text; what moved is once in each."""
    parts = package.package(packed(NESTED))
    accepted, rejected = returned.read(parts), returned.read(parts, "reject")
    said = [
        [" ".join(atom.text for atom in one.atoms) for one in each.paragraphs]
        for each in (accepted, rejected)
    ]
    assert said == [["The very quay", "old port"], ["The old quay", "port"]]
    assert accepted.is_tracked


def test_cells_of_a_column_that_came_or_went() -> None:
    """They are in one of the two texts (ECMA-376-1, 17.13.5.1); other changes of a table's looks are in both."""

    def cell(said: str, change: str = "") -> str:
        return f"<w:tc><w:tcPr>{change}</w:tcPr><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:tc>"

    gone, came = cell("old", '<w:cellDel w:id="1"/>'), cell("new", '<w:cellIns w:id="2"/>')
    looks = '<w:tblPr><w:tblPrChange w:id="3"><w:tblPr/></w:tblPrChange></w:tblPr>'
    parts = package.package(packed(f"<w:tbl>{looks}<w:tr>{cell('kept')}{gone}{came}</w:tr></w:tbl>"))
    said = [
        [one.atoms[0].text for one in returned.read(parts, way).paragraphs] for way in ("accept", "reject")
    ]
    assert said == [["kept", "new"], ["kept", "old"]]


THINGS = (
    '<w:p xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
    '<w:r><w:t xml:space="preserve">Here </w:t>'
    "</w:r><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath><w:r><w:drawing/></w:r><w:r><w:pict><w:txbxContent>"
    "<w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
)


def test_what_is_no_text_is_kept_by_name() -> None:
    """An equation, a picture and the words of a text box are there to be told."""
    found = opened(packed(THINGS)).paragraphs
    assert [(atom.kind, atom.text) for atom in found[0].atoms] == [
        ("word", "Here"),
        ("thing", "equation E=mc"),
        ("thing", "picture"),
    ]
    assert (found[1].box, [atom.text for atom in found[1].atoms]) == (True, ["Boxed", "."])


TALK = f"""<w:comments {W} {W14}>
<w:comment w:id="0" w:author="Ana" w:date="2026-11-30T10:00:00Z">
<w:p w14:paraId="0A"><w:r><w:t>Who says so?</w:t></w:r></w:p></w:comment>
<w:comment w:id="1" w:author="Ben" w:date="0-00-00T00:00:00Z">
<w:p w14:paraId="0B"><w:r><w:t>The report.</w:t></w:r></w:p></w:comment>
<w:comment w:id="2" w:author=""><w:p w14:paraId="0C"><w:r><w:t>Two</w:t></w:r></w:p>
<w:p w14:paraId="0D"><w:r><w:t>lines</w:t></w:r></w:p></w:comment>
</w:comments>"""
THREADS = f"""<w15:commentsEx {W15}><w15:commentEx w15:paraId="0A" w15:done="1"/>
<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/></w15:commentsEx>"""
ON = (
    '<w:p><w:commentRangeStart w:id="2"/><w:r><w:t>Quay</w:t></w:r><w:commentRangeEnd w:id="2"/></w:p>'
    '<w:p><w:r><w:t xml:space="preserve">The </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>old port</w:t></w:r>'
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
)


def test_comments_with_replies_and_what_is_settled() -> None:
    """In the order of the text, each with the words that it is on, followed by its replies ([MS-DOCX] 2.5.4)."""
    parts = package.package(packed(ON, {"comments.xml": TALK, "commentsExtended.xml": THREADS}))
    found = comments.read(parts)
    assert found == (
        Comment("2", "", "", "Two\nlines", "Quay"),
        Comment("0", "Ana", "2026-11-30", "Who says so?", "old port", settled=True),
        Comment("1", "Ben", "", "The report.", "", parent="0"),
    )
    assert [comments.shown(one) for one in found] == [
        'a reviewer, on "Quay": Two lines',
        'Ana, 2026-11-30, settled, on "old port": Who says so?',
        "reply, Ben: The report.",
    ]
