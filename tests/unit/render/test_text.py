"""Plain text: how lines break, and that no words of an author's are taken for a list, a heading, a table or a rule."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.edition import nodes
from notebuild.edition.wording import passages
from notebuild.readback import text_passages
from notebuild.readback.passages import agree, boxed, marked
from notebuild.render.text import blocks, lines
from notebuild.render.text.words import Signs, signs, words

SIGNS = Signs("Figure", ":")


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        pytest.param("one two three", 7, ["one two", "three"], id="at-a-space"),
        pytest.param("a 35\u00a0km b", 6, ["a", "35 km", "b"], id="a-no-break-space-ties"),
        pytest.param("« un\u202f» deux", 5, ["«", "un »", "deux"], id="a-thin-one-too"),
        pytest.param("see https://example.org/long x", 10, ["see", "https://example.org/long", "x"], id="address"),
        pytest.param("first\nsecond", 20, ["first  ", "second"], id="a-line-broken-on-purpose"),
        pytest.param("a well\u2011known\u00ad one", 20, ["a well-known one"], id="hyphens-of-typography"),
        pytest.param("平和平和平", 4, ["平和", "平和", "平"], id="wide-letters-without-spaces"),
        pytest.param("words ==== here", 5, ["words ====", "here"], id="no-rule-begins-a-line"),
        pytest.param("שלום עולם", 5, ["שלום", "עולם"], id="right-to-left"),
        pytest.param("e\u0301t e\u0301t", 5, ["e\u0301t e\u0301t"], id="accents-have-no-width"),
    ],
)  # fmt: skip
def test_lines(text: str, most: int, expected: list[str]) -> None:
    """RFC 3676 wants lines below 80 columns; a word longer than a line stays whole."""
    assert lines.wrap(text, most) == expected


def para(text: str) -> Any:
    return nodes.para(nodes.words(text))


def listed(kind: str, *items: Any) -> Any:
    return {"t": "BulletList", "c": list(items)} if kind == "*" else {
        "t": "OrderedList", "c": [[3, {"t": kind}, {"t": "TwoParens"}], list(items)],
    }  # fmt: skip


def table(head: list[str], *rows: list[str]) -> Any:
    def row(texts: list[str]) -> Any:
        cells = [
            [nodes.attr(), {"t": "AlignDefault"}, 1, 1, [nodes.plain(nodes.words(one))]] for one in texts
        ]
        return [nodes.attr(), cells]

    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * len(rows[0])
    body = [nodes.attr(), 0, [], [row(one) for one in rows]]
    heads = [nodes.attr(), [row(head)] if head else []]
    caption = [None, [nodes.plain(nodes.words("Table 1. Some ports, with a * star"))]]
    return {"t": "Table", "c": [nodes.attr(), caption, columns, heads, [body], [nodes.attr(), []]]}


LONG = "A sentence that goes on over the end of a line of seventy-two letters, and more."
WIDE = [
    "Harbourmaster",
    "Administration",
    "Correspondence",
    "Representation",
    "Classification",
    "Jurisdiction",
]

CASES = {
    "a paragraph like an item": [para("* no item"), para("1. neither"), para("(a) nor this")],
    "a paragraph like a quotation": [para("> said"), para("| code"), para("[Figure: none]"), para("+---+")],
    "a paragraph like a rule": [para("---"), para("======= of things"), para(f"{LONG} ==="), para("[7] seven")],
    "a paragraph like a label": [para("Ship"), para(": a definition")],
    "headings": [nodes.header(level, nodes.words(f"{LONG} {level}")) for level in range(2, 8)],
    "lists in lists": [listed("*", [para("one"), listed("*", [listed("Decimal", [para("deep")], [])])], [para(LONG)])],
    "letters": [listed("LowerAlpha", [para("c")], [para("d")]), listed("UpperRoman", [para("iii")])],
    "an item that is code": [listed("*", [{"t": "CodeBlock", "c": [nodes.attr(), "a\n\n  b"]}])],
    "a list, then a quotation": [listed("*", [para("x")]), {"t": "BlockQuote", "c": [para(LONG), para("y")]}],
    "a quotation in a quotation": [{"t": "BlockQuote", "c": [{"t": "BlockQuote", "c": [para(LONG)]}, para("z")]}],
    "a table in a quotation": [{"t": "BlockQuote", "c": [table(["a", "b"], ["1", ""], ["", "2"])]}],
    "columns": [table(["A port", "Depth"], ["Poti | Batumi", "12"], ["+---+", LONG]), para("after")],
    "columns of wide letters": [table(["港", "Depth"], ["平和", "e\u0301"], [LONG, LONG])],
    "rows that do not fit": [table(WIDE, ["1", "", "3", LONG, "+-", "6: six"], [*WIDE])],
    "rows without a head": [table([], [*WIDE], ["1", "2", "3", "4", "5", "6"])],
    "a term": [{"t": "DefinitionList", "c": [[nodes.words(LONG), [[para("one"), para("two")], [para("other")]]]]}],
    "verse": [nodes.para([*nodes.words("over the sea"), {"t": "LineBreak"}, *nodes.words("under the sky")])],
    "a change of subject": [para("before"), {"t": "HorizontalRule"}, para("after")],
    "a picture": [nodes.para([nodes.image(nodes.attr(alt=f"{LONG} [sic]"), [], ["x.svg", ""])])],
    "figures above and below": [nodes.para([nodes.string("10"), nodes.superscript(nodes.words("6"))])],
    "struck": [nodes.para([{"t": "Strikeout", "c": nodes.words("gone")}, nodes.space(), nodes.string("here")])],
    "a link": [nodes.para([nodes.link(nodes.words("the page"), "https://example.org/a"), nodes.string(".")])],
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_block_is_read_as_what_it_is(name: str) -> None:
    """What the reader makes of the lines is what the edition says: kinds, words, marks, levels, columns, depth."""
    made = blocks.blocks(CASES[name], SIGNS, lines.WIDTH)
    read = [boxed(one) for one in text_passages.passages("\n".join(made).split("\n"))]
    expected = [boxed(one) for one in passages(CASES[name])]
    assert [(one.kind, one.level, one.column, one.depth) for one in read] == [
        (one.kind, one.level, one.column, one.depth) for one in expected
    ]
    assert [marked(one.mark) for one in read] == [marked(one.mark) for one in expected]
    assert all(agree(*pair, by_lines=True) for pair in zip(read, expected, strict=True)), (read, expected)


@pytest.mark.parametrize("name", CASES)
def test_no_space_that_a_mailer_mangles(name: str) -> None:
    """No line has a tab, or a space other than the plain one; those with words to break have 72 columns at most."""
    made = "\n".join(blocks.blocks(CASES[name], SIGNS, lines.WIDTH)).split("\n")
    assert not [line for line in made if set(line) & set("\t\u00a0\u202f\u2009")]
    assert not [line for line in made if lines.width(line.rstrip()) > lines.WIDTH]


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ([nodes.superscript(nodes.words("6"))], "⁶"),
        ([nodes.superscript(nodes.words("er"))], "er"),
        ([{"t": "Subscript", "c": nodes.words("2")}], "₂"),
        ([nodes.link(nodes.words("words"), "https://example.org")], "words <https://example.org>"),
        ([nodes.link(nodes.words("example.org"), "https://example.org/")], "example.org"),
        ([nodes.link(nodes.words("a@example.org"), "mailto:a@example.org")], "a@example.org"),
        ([nodes.link(nodes.words("section 2"), "#two")], "section 2"),
        ([nodes.span(["note-call"], nodes.words("7"), note="7")], "[7]"),
    ],
)  # fmt: skip
def test_words(inlines: list[Any], expected: str) -> None:
    """A raised figure is not a plain one; an address stands behind what leads to it, where that does not name it."""
    assert words(inlines) == expected


def test_a_language_sets_its_colon() -> None:
    """French has a space before it, which breaks no line (Lexique de l'Imprimerie nationale)."""
    french = {"figure": "Figure", "edition-formats": "{name}\u00a0: {formats}"}
    assert blocks.drawn("Un port.", signs(french), 72) == ["  [Figure : Un port.]"]
