"""Set the blocks that pandoc leaves to its writers, so that every format has the same: levels, tasks, lines."""

from __future__ import annotations

from itertools import pairwise

from notebuild.core.model import Document, Node
from notebuild.edition import nodes
from notebuild.edition.tree import ITEMIZED, Whole, classes, find, rewrite

SECTION = 2
"""The level of a section in an edition's tree: the title of the note is level 1."""

BOX = "box"
"""Class of the Span around the mark of a task."""

LINES = "lines"
"""Class of the Div around a paragraph whose lines are the author's own."""

OPEN, DONE = "☐", "☑"
"""The marks of a task (Unicode 2610 and 2611)."""


def levels(tree: Document) -> Document:
    """Return the tree with its highest headings as sections, whatever level the author began with."""
    highest = min((node["c"][0] for node in find(tree["blocks"], "Header")), default=SECTION)

    def change(node: Node) -> Node:
        level, *rest = node["c"]
        return nodes.with_content(node, [level - highest + SECTION, *rest])

    return tree if highest == SECTION else {**tree, "blocks": rewrite(tree["blocks"], change, "Header")}


def parted(whole: Whole) -> Whole:
    """Return a document, list or element in which lines of an item that follow another block are paragraphs.

    Pandoc's HTML writes one Plain after the other as one line of text.
    """

    def change(node: Node) -> Node:
        content = node["c"]
        if node["t"] == "DefinitionList":
            return nodes.with_content(
                node, [[term, [_parted(one) for one in meant]] for term, meant in content]
            )
        if node["t"] == "OrderedList":
            return nodes.with_content(node, [content[0], [_parted(item) for item in content[1]]])
        return nodes.with_content(node, [_parted(item) for item in content])

    return rewrite(whole, change, *ITEMIZED)


def _parted(item: list[Node]) -> list[Node]:
    """Return an item's blocks as they were, or, where two lines meet, with paragraphs for lines.

    A line after another block, say a list inside the item, is a paragraph too: the PDF engine, which
    finds it with no element around it, tags it before that block.
    """
    meet = any(one["t"] == two["t"] == "Plain" for one, two in pairwise(item))
    return [
        nodes.para(block["c"]) if block["t"] == "Plain" and (at or meet) else block
        for at, block in enumerate(item)
    ]


def boxes(whole: Whole) -> Whole:
    """Return a document, list or element in which the mark at the head of each task is a Span of class `box`."""

    def change(node: Node) -> Node:
        items = node["c"] if node["t"] == "BulletList" else node["c"][1]
        boxed = [[_boxed(item[0]), *item[1:]] if item else item for item in items]
        return nodes.with_content(node, boxed if node["t"] == "BulletList" else [node["c"][0], boxed])

    return rewrite(whole, change, "BulletList", "OrderedList")


def _boxed(block: Node) -> Node:
    """Return the first block of a list item, its mark in a Span if it is a task."""
    words = block.get("c")
    if block["t"] not in ("Plain", "Para") or not words or words[0].get("c") not in (OPEN, DONE):
        return block
    return nodes.with_content(block, [nodes.span([BOX], [words[0]]), *words[1:]])


def numbers(whole: Whole) -> Whole:
    """Return a document, list or element whose lists without a style of their own, `#.`, count 1, 2, 3.

    Each of pandoc's writers would choose one, and Word's another at each level.
    """

    def change(node: Node) -> Node:
        (start, style, delimiter), items = node["c"]
        style = {"t": "Decimal"} if style["t"] == "DefaultStyle" else style
        delimiter = {"t": "Period"} if delimiter["t"] == "DefaultDelim" else delimiter
        return nodes.with_content(node, [[start, style, delimiter], items])

    return rewrite(whole, change, "OrderedList")


def box(item: list[Node]) -> str:
    """Return the mark of a list item that is a task; empty for any other."""
    words = item[0].get("c") if item and item[0]["t"] in ("Plain", "Para") else None
    return str(words[0]["c"][1][0]["c"]) if words and BOX in classes(words[0]) else ""


def unboxed(item: list[Node]) -> list[Node]:
    """Return a task's blocks without its mark and the space after it, which a call that comes first has taken."""
    first, *rest = item
    words = first["c"][1:]
    return [nodes.with_content(first, words[1:] if words and words[0]["t"] == "Space" else words), *rest]


def lines(whole: Whole) -> Whole:
    """Return a document, list or element with each line block as one paragraph of lines, in a Div of its own."""

    def change(node: Node) -> Node:
        first, *rest = node["c"]
        words = list(first)
        for line in rest:
            words += [{"t": "LineBreak"}, *line]
        return nodes.div([nodes.para(_quoted(words))], classes=[LINES])

    return rewrite(whole, change, "LineBlock")


def _quoted(words: list[Node]) -> list[Node]:
    """Return the lines of a verse with the quotation that goes over some of them as one: pandoc reads each alone."""
    strings = [(at, node["c"]) for at, node in enumerate(words) if node["t"] == "Str"]
    first = next((at for at, letters in strings if "“" in letters), None)
    last = next((at for at, letters in reversed(strings) if "”" in letters), None)
    if first is None or last is None or first >= last:
        return words
    before, _, opening = words[first]["c"].partition("“")
    closing, _, after = words[last]["c"].rpartition("”")
    inside = [nodes.string(opening), *words[first + 1 : last], nodes.string(closing)]
    quotation: Node = {
        "t": "Quoted",
        "c": [{"t": "DoubleQuote"}, [one for one in inside if one.get("c") != ""]],
    }
    around = [nodes.string(before), quotation, nodes.string(after)]
    return [*words[:first], *(one for one in around if one.get("c") != ""), *words[last + 1 :]]
