"""Reads JATS that others could have written: what is a passage, a mark, a call and a reference."""

from __future__ import annotations

import pytest

from notebuild.core.passages import Passage
from notebuild.readback import Reading, jats

HEAD = '<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><article-meta><title-group>'
META = "<article-title>A <italic>title</italic></article-title></title-group></article-meta></front>"


def article(body: str, back: str = "") -> Reading:
    return jats.read(f"{HEAD}{META}<body>{body}</body><back>{back}</back></article>".encode(), "a.xml")


def text(body: str) -> list[Passage]:
    return [one for one in article(body).passages if one.part == "text"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Two\n  words</p>", [Passage("paragraph", "Two words")]),
        (
            "<sec><title>A</title><sec><title>B</title></sec></sec><sec><title>C</title></sec>",
            [
                Passage("heading", "A", level=2),
                Passage("heading", "B", level=3),
                Passage("heading", "C", level=2),
            ],
        ),
        (
            '<list list-type="roman-lower"><list-item><p>x</p></list-item><list-item><p/></list-item></list>',
            [Passage("paragraph", "x", mark="i.", depth=1), Passage("paragraph", "", mark="ii.", depth=1)],
        ),
        (
            '<list list-type="order"><list-item><label>7)</label><p>x</p><p>y</p></list-item></list>',
            [Passage("paragraph", "x", mark="7)", depth=1), Passage("paragraph", "y", depth=1)],
        ),
        (
            "<table-wrap><label>Table 1.</label><caption><p>T</p></caption><table><tfoot><tr><td>f</td></tr>"
            "</tfoot><tbody><tr><td>a<break/>b</td><td/></tr></tbody></table><attrib>By us</attrib></table-wrap>",
            [
                Passage("caption", "Table 1. T"),
                Passage("cell", "a\nb", column=1),
                Passage("cell", "", column=2),
                Passage("cell", "f", column=1),
                Passage("paragraph", "By us"),
            ],
        ),
        (
            "<fig><caption><p>F</p></caption><alt-text>seen</alt-text><graphic/></fig>",
            [Passage("picture", "seen"), Passage("caption", "F")],
        ),
        (
            "<p>x <inline-graphic><alt-text>in</alt-text></inline-graphic> y</p>",
            [Passage("paragraph", "x  y"), Passage("picture", "in")],
        ),
        (
            "<p><disp-quote><p>q</p></disp-quote></p><preformat>a\n b</preformat>",
            [Passage("paragraph", "q"), Passage("code", "a\n b")],
        ),
        (
            "<verse-group><verse-line>one</verse-line><verse-line>  two</verse-line></verse-group>",
            [Passage("paragraph", "one\n two")],
        ),
        (
            "<def-list><def-item><term>T</term><def><p>d</p></def></def-item></def-list>",
            [Passage("term", "T"), Passage("paragraph", "d")],
        ),
    ],
    ids=[
        "white space",
        "levels",
        "list",
        "labels",
        "table",
        "figure",
        "in a line",
        "quotation",
        "verse",
        "term",
    ],
)
def test_passages(body: str, expected: list[Passage]) -> None:
    """What stands by itself is a passage, in the order of print (JATS Tag Library: the foot of a table comes first)."""
    assert text(body) == expected


def test_notes_and_references() -> None:
    """A note is known by its number in its id, a call by its own; a reference that leads nowhere or to two is told."""
    read = article(
        '<p id="p">A<xref ref-type="fn" rid="note-1" id="call-1">1</xref>, '
        '<xref ref-type="fn" rid="note-1">note 1</xref>, <xref ref-type="fig" rid="f">1</xref></p><p id="p"/>',
        '<fn-group><fn id="note-1"><label>1</label><p>One.</p><p>Two.</p></fn></fn-group>',
    )
    (note,) = read.footnotes
    assert (note.number, note.call, note.marker, note.text) == (1, "1", "1", "One.\nTwo.")
    assert note.there and note.back
    assert read.dead == ("f", "p")
    assert (read.language, read.title) == ("en", "A title")
    assert [one.words for one in read.passages if one.part == "text"] == ["A\u27e61\u27e7, note 1, 1"]


def test_another_xml_is_refused() -> None:
    """XML that is no article is not read as one."""
    with pytest.raises(ValueError, match="its root is html, not article"):
        jats.read(b"<html/>", "a.xml")
