"""What readers make of a page's and a DOCX's notes, and when two texts are the same words."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from notebuild.readback import plain, read_docx, read_html, same

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("read", "expected", "agree"),
    [
        pytest.param("self-de\u00ad\ntermination", "self-determination", True, id="setter's hyphen"),
        pytest.param("self\u00ad\ndetermination", "self-determination", True, id="writer's hyphen"),
        pytest.param("p.\u00a033", "p. 33", True, id="spaces"),
        pytest.param("https://a.org/\nb", "https://\u200ba.org/\u200bb", True, id="address"),
        pytest.param("o\ufb03cial", "official", True, id="ligature"),
        pytest.param("pp. 3\u20114", "pp. 3-4", True, id="no-break hyphen"),
        pytest.param("official", "officials", False, id="a letter short"),
        pytest.param("con\u00ad\ntact, p. 3", "contact, p. 4", False, id="another number"),
        pytest.param("con\u00ad\ntact", "contact us", False, id="words missing"),
    ],
)
def test_same(read: str, expected: str, agree: bool) -> None:
    """Two texts agree when they have the same letters and signs, however their lines break."""
    assert same(read, expected) is agree


def test_plain() -> None:
    """A reading shown to a person has no line breaks and no hyphens of the setter."""
    assert plain("de Waal, Black Gar\u00ad\nden,\n33") == "de Waal, Black Garden, 33"


PAGE = """<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8"><title>T</title></head>
<body><h1>Titre</h1><p>Un fait<a class="call" id="call-1" href="#note-1">1</a> et un
autre<a class="call" id="call-2" href="#note-2">2</a>. <a href="https://a.org/">a</a>
<a href="#nulle-part">b</a><span class="side" hidden>copie</span></p>
<ol><li id="note-1"><div><p>Voir Ömer, <i>Été</i>.</p><p>Suite.
<a href="#call-1">↑</a></p></div><a hreflang="en" href="t.en.html#note-1">en</a></li>
<li id="note-2"><div><p>Deux. <a href="#call-9">↑</a></p></div></li></ol></body></html>"""


def test_page_notes() -> None:
    """A page's note is its words, without the link back and the link to the other language."""
    reading = read_html(PAGE.encode(), "t.fr.html")
    assert (reading.language, reading.title, reading.format) == ("fr-FR", "Titre", "html")
    first, second = reading.footnotes
    assert same(first.text, "Voir Ömer, Été.\nSuite.")
    assert (first.call, first.there, first.back) == ("1", True, True)
    assert (second.number, second.back) == (2, False)
    assert (first.anchor, second.anchor) == ("note-1", "note-2")


def test_page_links() -> None:
    """Links out are listed in order; a target that no element has is dead."""
    reading = read_html(PAGE.encode(), "t.fr.html")
    assert reading.links == ("https://a.org/",)
    assert reading.dead == ("call-9", "nulle-part")


def test_page_repeated_id() -> None:
    """An id that stands twice is no place to link to."""
    page = b'<html lang="en"><p id="a">x</p><p id="a">y</p></html>'
    assert read_html(page, "x.html").dead == ("a",)


def docx(document: str, footnotes: str) -> bytes:
    """A DOCX of these bodies, with nothing in it that the reader does not ask for."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}">{document}</w:document>')
        package.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W}">{footnotes}</w:footnotes>')
        package.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{W}"><w:docDefaults><w:lang w:val="fr-FR"/></w:docDefaults></w:styles>',
        )
    return out.getvalue()


def call(identifier: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{identifier}"/></w:r>'


def note(identifier: int, *paragraphs: str) -> str:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return f'<w:footnote w:id="{identifier}"><w:r><w:footnoteRef/></w:r>{body}</w:footnote>'


def test_docx_order() -> None:
    """In a DOCX the order of the calls numbers the notes, not their ids."""
    reading = read_docx(docx(call(9) + call(4), note(4, "four") + note(9, "nine", "more")), "t.docx")
    assert [(n.number, n.text) for n in reading.footnotes] == [(1, "nine\nmore"), (2, "four")]
    assert reading.language == "fr-FR"


def marked(identifier: int, name: str, content: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{identifier}"/>'
    )


def test_docx_anchor() -> None:
    """A note's anchor is the bookmark around its call, not one that ended before it."""
    body = marked(1, "call-7", marked(2, "note-7", call(9))) + call(4)
    reading = read_docx(docx(f"<w:p>{body}</w:p>", note(9, "nine") + note(4, "four")), "t.docx")
    assert [n.anchor for n in reading.footnotes] == ["note-7", ""]


def test_docx_without_body() -> None:
    """A call whose footnote is gone is a note without text that cannot be reached."""
    (only,) = read_docx(docx(call(2), ""), "t.docx").footnotes
    assert (only.text, only.there) == ("", False)


def test_docx_tracked_changes() -> None:
    """A tracked deletion is no text; an insertion is."""
    body = (
        '<w:footnote w:id="2"><w:p><w:del><w:r><w:t>old</w:t></w:r></w:del>'
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p></w:footnote>"
    )
    (only,) = read_docx(docx(call(2), body), "t.docx").footnotes
    assert only.text == "new"


def test_docx_first_number() -> None:
    """A document that starts its notes at another number is read with that number."""
    start = '<w:sectPr><w:footnotePr><w:numStart w:val="5"/></w:footnotePr></w:sectPr>'
    (only,) = read_docx(docx(call(2) + start, note(2, "x")), "t.docx").footnotes
    assert only.number == 5


def test_fragments_of_letters_with_accents() -> None:
    """A fragment leads to the id as it stands, or without its percent signs (HTML, "find the indicated part")."""
    page = '<html lang="fr"><p id="après">a <a href="#apr%C3%A8s">b</a> <a href="#après">c</a> <a href="#apr">d</a></p>'
    assert read_html(page.encode(), "n.html").dead == ("apr",)
