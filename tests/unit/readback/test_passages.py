"""Passages as the readers find them: marks as a browser and as Word count them, words without what is apart."""

from __future__ import annotations

import pytest
from lxml import etree, html

from notebuild.core.passages import Passage, number
from notebuild.readback import docx_passages, html_passages
from notebuild.readback.passages import agree, boxed, marked

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def page(body: str) -> list[tuple[str, str, str]]:
    """Kind, mark and words of what stands in the text of a page."""
    root = html.document_fromstring(f"<main><h1>T</h1><article>{body}</article></main>")
    found = html_passages.passages(root)
    assert [one.words for one in found if one.part == "front"] == ["T"]
    return [(one.kind, one.mark, one.words) for one in found if one.part == "text"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", ["3.", "7.", "8."]),
        ("<ol type=i><li>a<li>b</ol>", ["i.", "ii."]),
        ("<ol reversed><li>a<li>b</ol>", ["2.", "1."]),
        ('<ol style="list-style-type: upper-alpha"><li>a</ol>', ["A."]),
        ("<ul><li>a<li></ul>", ["\u2022", "\u2022"]),
    ],
)
def test_marks_of_a_page(body: str, expected: list[str]) -> None:
    """A browser's own rules give each item its mark (HTML, 4.4.5 to 4.4.8); an empty item has one too."""
    assert [mark for _, mark, _ in page(body)] == expected


def test_words_of_a_page() -> None:
    """A note beside the text, a link to another language and a drawing's words are no part of a passage."""
    body = (
        '<p>Tin<a role="doc-noteref" href="#note-1">1</a><span class="side" hidden>One.</span> is '
        '<em>soft</em>.<a hreflang="fr" href="x">fr</a></p><dl><dt>Tin<dd>A metal.</dl>'
        "<pre><code>a\n  b</code></pre><svg><title>A map</title><text>Sea</text></svg>"
        "<table><caption>Ores</caption><tr><th>A<td>B<br>C</table>"
    )
    assert page(body) == [
        ("paragraph", "", "Tin\u27e61\u27e7 is soft."),
        ("term", "", "Tin"),
        ("paragraph", "", "A metal."),
        ("code", "", "a\n  b"),
        ("picture", "", "A map"),
        ("caption", "", "Ores"),
        ("cell", "", "A"),
        ("cell", "", "B\nC"),
    ]


NUMBERING = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1.%2)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def word(*items: tuple[int, int]) -> list[str]:
    """The marks of a document's list items, each by its list and level."""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>'
        "<w:r><w:t>x</w:t></w:r></w:p>"
        for name, level in items
    )
    document = etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>')
    numbering = etree.fromstring(f'<w:numbering xmlns:w="{W}">{NUMBERING}</w:numbering>')
    return [one.mark for one in docx_passages.passages(document, None, numbering, 1)]


def test_marks_of_word() -> None:
    """Lists of one definition count on together, but where one begins anew (ECMA-376-1, 17.9)."""
    assert word((1, 0), (1, 0), (2, 0), (3, 0), (3, 0)) == ["1.", "2.", "3.", "5.", "6."]


def test_levels_of_word() -> None:
    """A deeper level begins anew below each item of the level above, and may name its number."""
    assert word((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == ["1.", "(1.a)", "(1.b)", "2.", "(2.a)"]


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (4, "decimal", "4"),
        (28, "lower-alpha", "ab"),
        (26, "upper-alpha", "Z"),
        (1994, "upper-roman", "MCMXCIV"),
    ],
)
def test_numbers(value: int, style: str, expected: str) -> None:
    assert number(value, style) == expected


def test_alike() -> None:
    """A line's end within a word changes no word; a line of code that is indented otherwise is another."""
    one, two = Passage("paragraph", "a well-known fact"), Passage("paragraph", "a well\u00ad\nknown fact")
    assert agree(two, one, by_lines=False)
    assert not agree(Passage("paragraph", "a wellknown fact"), one, by_lines=False)
    assert not agree(Passage("code", "a\n b"), Passage("code", "a\n  b"), by_lines=True)


def test_a_hyphen_at_the_foot_of_a_page() -> None:
    """There pdfium reads the hyphen of a parted word as one that was written; within a line it was written."""
    northern = Passage("paragraph", "a letter of northern lakes")
    assert agree(Passage("paragraph", "a letter of north-\nern lakes"), northern, by_lines=False)
    assert not agree(Passage("paragraph", "a letter of north-ern lakes"), northern, by_lines=False)
    twin = Passage("paragraph", "a north-eastern lake")
    assert agree(Passage("paragraph", "a north-\neastern lake"), twin, by_lines=False)


def test_tasks_and_bullets() -> None:
    """All bullets are one mark; the box of a task is its mark, wherever the format puts it."""
    assert marked("\u2013") == marked("\u25e6 ") != marked("1.")
    task = Passage("paragraph", "\u2610 open", mark="\u2022")
    assert (boxed(task).mark, boxed(task).words) == ("\u2610", "open")


def test_the_end_of_word_without_a_heading() -> None:
    """What stands after the text is told by either of its styles: a series without a name has no heading."""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>'
        for style in ("BodyText", "AboutText", "AboutTitle", "AboutText")
    )
    document = etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>')
    parts = [one.part for one in docx_passages.passages(document, None, None, 1)]
    assert parts == ["text", "back", "back", "back"]


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        ('<a download="t.csv" href="data:,">As CSV</a>', ["Text."]),
        ("<details><summary>Enlarge</summary></details>", ["Text."]),
        ('<a href="#x">Words</a>', ["Text.", "Words"]),
        (
            "<details><summary>Enlarge</summary><p>Hidden words</p></details>",
            ["Text.", "EnlargeHidden words"],
        ),
    ],
    ids=["download", "to press", "a link of the text", "words behind"],
)
def test_a_toolbar_is_no_text(bar: str, expected: list[str]) -> None:
    """A menu is no part of the text where all its words are of something to press; other words in it are read."""
    page = f"<article><p>Text.</p><menu><li>{bar}</li></menu></article>"
    found = html_passages.passages(html.document_fromstring(page))
    assert ["".join(one.words.split("\n")) for one in found if one.part == "text"] == expected
