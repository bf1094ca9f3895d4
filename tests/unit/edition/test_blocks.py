"""Levels, tasks and lines that pandoc leaves to its writers are set once, in the tree."""

from __future__ import annotations

import pytest

from notebuild.core.model import Document, Node
from notebuild.edition import blocks, nodes


def bullets(*items: list[Node]) -> Node:
    return {"t": "BulletList", "c": list(items)}


def line(words: str) -> Node:
    return nodes.plain(nodes.words(words))


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [([1, 2, 3], [2, 3, 4]), ([2, 3], [2, 3]), ([3, 4, 3], [2, 3, 2]), ([], [])],
)
def test_the_highest_level_is_the_section(typed: list[int], set_as: list[int]) -> None:
    """Whichever level the author began with, a section is of level 2: the title is level 1."""
    tree: Document = {"meta": {}, "blocks": [nodes.header(level, nodes.words("A")) for level in typed]}
    assert [node["c"][0] for node in blocks.levels(tree)["blocks"]] == set_as


def test_tasks() -> None:
    """A box at the head of an item is a mark; one inside it, or in a paragraph, is a word."""
    listed = bullets([line("☐ open")], [nodes.para(nodes.words("☑ done"))], [line("a ☐ box")], [])
    marked = blocks.boxes([listed, line("☐ word")])
    assert [blocks.box(item) for item in marked[0]["c"]] == ["☐", "☑", "", ""]
    assert blocks.unboxed(marked[0]["c"][0]) == [line("open")]
    assert marked[1] == line("☐ word")


def test_lines() -> None:
    """A line block is a paragraph with breaks, in a Div of its own."""
    verse: Node = {"t": "LineBlock", "c": [nodes.words("one"), [], nodes.words("two")]}
    broken: Node = {"t": "LineBreak"}
    words = [*nodes.words("one"), broken, broken, *nodes.words("two")]
    assert blocks.lines([verse]) == [nodes.div([nodes.para(words)], classes=["lines"])]


def test_lines_that_meet_are_paragraphs() -> None:
    """Two lines of a definition, which pandoc's HTML would write as one, are parted."""
    meaning = [line("one"), line("two")]
    listed: Node = {"t": "DefinitionList", "c": [[nodes.words("Term"), [meaning, [line("three")]]]]}
    (parted,) = blocks.parted([listed])
    ((_, meanings),) = parted["c"]
    assert [[block["t"] for block in one] for one in meanings] == [["Para", "Para"], ["Plain"]]


def test_a_line_after_a_list_in_an_item() -> None:
    """It is a paragraph: as a line of its own the PDF engine would tag it before the list."""
    (parted,) = blocks.parted([bullets([line("one"), bullets([line("two")]), line("three")])])
    ((first, _, last),) = parted["c"]
    assert (first["t"], last["t"]) == ("Plain", "Para")


def test_numbers_without_a_style() -> None:
    """`#.` counts in figures, whatever stands around it (pandoc's manual, fancy lists)."""
    how = [1, {"t": "DefaultStyle"}, {"t": "DefaultDelim"}]
    listed: Node = {"t": "OrderedList", "c": [how, [[line("one")]]]}
    (set_as,) = blocks.numbers([bullets([line("x"), listed])])
    assert set_as["c"][0][1]["c"][0] == [1, {"t": "Decimal"}, {"t": "Period"}]


def test_a_quotation_over_lines() -> None:
    """A quotation that begins in one line of a verse and ends in another is one."""
    verse: Node = {"t": "LineBlock", "c": [nodes.words("(“one two"), nodes.words("three.”)")]}
    (made,) = blocks.lines([verse])
    (paragraph,) = made["c"][1]
    before, quotation, after = paragraph["c"]
    assert (before, after) == (nodes.string("("), nodes.string(")"))
    broken: Node = {"t": "LineBreak"}
    assert quotation["c"][1] == [*nodes.words("one two"), broken, *nodes.words("three.")]
