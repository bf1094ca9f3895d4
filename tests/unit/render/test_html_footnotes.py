"""Calls are links, notes are where their medium wants them, and copies beside the text are for the eye only."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from notebuild.render.html import footnotes
from notebuild.render.html.elements import inner, outer, parse

CALL = '<span class="note-call" data-note="7">7</span>'


def only_call(text: str) -> tuple[HtmlElement, HtmlElement]:
    """A fragment and its one call, made a link."""
    root = parse(text)
    ((number, link),) = footnotes.calls(root, "Note {number}")
    assert number == 7
    return root, link


def test_call() -> None:
    """A call is a link to its note, named aloud; what followed it still follows."""
    root, _ = only_call(f"<p>Said{CALL}.</p>")
    assert inner(root) == (
        '<p>Said<a class="call" id="call-7" href="#note-7" role="doc-noteref" aria-label="Note 7">7</a>.</p>'
    )


def test_foot() -> None:
    """A note to be floated is one inline element: its paragraphs are spans, its number links back."""
    note = footnotes.foot(7, parse("<p>One <em>two</em>.</p>\n<p>Three.</p>"), "Back to {number}")
    assert outer(note) == (
        '<span class="note" id="note-7" role="doc-footnote"><span class="block p">'
        '<a class="back" href="#call-7" role="doc-backlink" aria-label="Back to 7">7</a>'
        '\u2002One <em>two</em>.</span><span class="block p">Three.</span></span>'
    )


@pytest.mark.parametrize("tag", ["ul", "blockquote", "pre", "p"])
def test_foot_holds_no_block(tag: str) -> None:
    """Whatever a note holds, no block element is left that would split the calling paragraph."""
    kids = "<li><p>a</p></li>" if tag == "ul" else "a"
    note = footnotes.foot(1, parse(f"<p>x</p><{tag}>{kids}</{tag}>"), "b")
    assert not [e.tag for e in note.iter() if e.tag in footnotes.BLOCKS]


def test_side_is_for_the_eye_only() -> None:
    """A copy beside the text is whole, hidden and silent; its links are for the pointer; it has no id and no block."""
    body = parse('<p>See <a href="https://x.org/a">x.org/<wbr>a</a>, <em id="i">y</em>.</p><p>Z.</p>')
    aside = footnotes.side(7, body)
    assert aside.get("hidden")
    assert aside[0].get("aria-hidden") == "true"
    assert [(link.get("href"), link.get("tabindex")) for link in aside.iter("a")] == [
        ("https://x.org/a", "-1")
    ]
    assert not aside.xpath(".//@id | .//p")
    assert aside.text_content() == "7See x.org/a, y.Z."
    assert body.xpath(".//p")


@pytest.mark.parametrize("beside", [(), (7,)])
def test_only_some_notes_stand_beside(beside: tuple[int, ...]) -> None:
    """On screen a note stands beside its call only where it was chosen to; each call leads to the note at the end."""
    root = parse(f"<p>Said{CALL}.</p>")
    footnotes.place(root, {7: parse("<p>Note.</p>")}, {"call": "Note {number}"}, None, beside)
    assert [side.get("data-note") for side in root.find_class("side")] == [str(number) for number in beside]
    assert [link.get("href") for link in root.iter("a")] == ["#note-7"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<p>Said.{CALL}</p>", "Said.\u20607"),
        (f"<p><em>Said</em>{CALL}</p>", "Said\u20607"),
        (f"<p>{CALL}</p>", "\u20607"),
    ],
    ids=["after text", "after an element", "first"],
)
def test_join(text: str, expected: str) -> None:
    """No line breaks between a call and what stands before it."""
    root, link = only_call(text)
    footnotes.join(link)
    assert root.text_content() == expected


def test_two_calls_stand_apart() -> None:
    """Two calls in a row stay together, a thin space apart: 17 and 18 are not 1718."""
    root = parse(f"<p>a{CALL}{CALL.replace('7', '8')}</p>")
    for _, link in footnotes.calls(root, "Note {number}"):
        footnotes.join(link)
    assert root.text_content() == "a\u20607\u2060\u2009\u20608"


@pytest.mark.parametrize(
    ("text", "firmly", "expected"),
    [
        (f"<p>a{CALL}</p><p>b</p><p>c</p>", 1, ["pinned-1", "pinned-1", None]),
        (f"<p>a{CALL}</p><p>b</p><p>c</p>", 3, ["pinned-3", None, None]),
        (f'<p class="x pinned-1">a{CALL}</p><p>b</p>', 2, ["x pinned-2", "pinned-2"]),
    ],
    ids=["and the next", "begins a page", "more firmly"],
)
def test_pin(text: str, firmly: int, expected: list[str | None]) -> None:
    """The calling paragraph is pinned, and the next one too unless it begins a page."""
    root, link = only_call(text)
    footnotes.pin(link, firmly)
    assert [p.get("class") for p in root.iter("p")] == expected


TABLE = (
    "<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>{}</td></tr><tr><td>{}</td></tr></tbody></table>"
)


def test_pin_in_a_table() -> None:
    """A row begins a page; the last one takes the row before with it."""
    row = "<tr><td>{}</td></tr>"
    for place, held in ((1, 1), (2, 2), (3, 2)):
        cells = ["a", "b", "c", "d"]
        cells[place] += CALL
        root, link = only_call(f"<table><tbody>{''.join(map(row.format, cells))}</tbody></table>")
        footnotes.pin(link, 1)
        assert [e.get("class") == "pinned-3" for e in root.iter("tr")].index(True) == held


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (f"<p>x</p>{TABLE.format(f'a{CALL}', 'b')}", "table"),
        (f"<p>x</p>{TABLE.format('a', f'b{CALL}')}", "table"),
        (f"<p>x</p><h2>H</h2><h3>I</h3>{TABLE.format(f'a{CALL}', 'b')}", "h2"),
    ],
    ids=["first row", "last of two", "under headings"],
)
def test_pin_holds_a_table(text: str, begins: str) -> None:
    """Before its first row no table breaks: it begins a page whole, and takes the headings above it along."""
    root, link = only_call(text)
    footnotes.pin(link, 1)
    assert [e.tag for e in root.iter() if e.get("class") == "pinned-3"] == [begins]


@pytest.mark.parametrize(("classes", "sign"), [("fitted", "\u2060"), ("fitted dense broken", "\u200b")])
def test_a_call_in_a_table(classes: str, sign: str) -> None:
    """A call stays on the line of its word, unless the words of the table are wider than their columns."""
    root, link = only_call(f'<table class="{classes}"><tr><td>word{CALL}</td></tr></table>')
    footnotes.join(link)
    assert root.find(".//td").text == f"word{sign}"
