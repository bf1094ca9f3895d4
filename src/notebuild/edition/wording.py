"""What an edition's text must read as in every format: its passages, in order, with the marks of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from notebuild.core.model import Node
from notebuild.core.passages import BULLET, CALL, Passage, number
from notebuild.edition import tree
from notebuild.edition.blocks import box, unboxed
from notebuild.edition.footnote_calls import is_call

STYLES = {
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}
"""Pandoc's names for how a list counts, where it is not in figures."""

AROUND = {"OneParen": "{})", "TwoParens": "({})"}
"""What stands around a list's number, where it is not a stop after it (pandoc's ListNumberDelim)."""


def passages(blocks: Sequence[Node], depth: int = 0) -> Iterator[Passage]:
    """Yield the passages of these blocks; `depth` is how many lists they stand in."""
    before = ""
    for block in blocks:
        kind = block["t"]
        content: Any = block.get("c")
        if kind == "Figure" or (kind == "Div" and _floats(content[0][1], before)):
            yield from (replace(one, floats=True) for one in _standing(block, depth))
        else:
            yield from _standing(block, depth)
        before = kind


def _floats(classes: Sequence[str], before: str) -> bool:
    """Return whether a part of these classes, after a block of this kind, may stand elsewhere on paper."""
    return "pullquote" in classes or ("source" in classes and before == "Figure")


def _standing(block: Node, depth: int) -> Iterator[Passage]:
    """Yield the passages of a block."""
    kind: str = block["t"]
    content: Any = block.get("c")
    if kind in ("Para", "Plain"):
        yield from _paragraph(content, depth)
    elif kind == "LineBlock":
        yield Passage("paragraph", "\n".join(map(words, content)), depth=depth)
    elif kind == "Header":
        yield Passage("heading", words(content[2]), level=content[0], depth=depth)
        yield from _pictures(content[2], depth)
    elif kind == "CodeBlock":
        yield Passage("code", content[1], depth=depth)
    elif kind == "BlockQuote":
        yield from passages(content, depth)
    elif kind == "Div":
        yield from passages(content[1], depth)
    elif kind == "BulletList":
        yield from _items([bulleted(item) for item in content], depth)
    elif kind == "OrderedList":
        yield from _items(list(zip(marks(*content), content[1], strict=True)), depth)
    elif kind == "DefinitionList":
        for term, definitions in content:
            yield Passage("term", words(term), depth=depth)
            yield from _pictures(term, depth)
            for definition in definitions:
                yield from passages(definition, depth)
    elif kind == "Table":
        yield from _table(content, depth)
    elif kind == "Figure":
        yield from _pictures(content[2], depth)
        if content[1][1]:
            yield Passage("caption", _all(content[1][1]), depth=depth)


def words(inlines: Any) -> str:
    """Return inlines as they read: a call as its mark, a hard break as a line's end, a picture not at all."""
    out: list[str] = []
    for node in inlines:
        kind: str = node["t"]
        content: Any = node.get("c")
        if is_call(node):
            out.append(CALL.format(tree.attribute(node, "note")))
        elif kind == "LineBreak":
            out.append("\n")
        elif kind in tree.LEAVES or kind in tree.OPAQUE or kind in ("Note", "Image"):
            out.append(tree.text(node))
        elif kind in ("Span", "Link", "Cite", "Quoted"):
            out.append(words(content[1]))
        elif isinstance(content, list):
            out.append(words(content))
    return "".join(out)


def _paragraph(inlines: list[Node], depth: int) -> Iterator[Passage]:
    """Yield a paragraph, where it has words, and the pictures in it."""
    said = words(inlines)
    if said.strip():
        yield Passage("paragraph", said, depth=depth)
    yield from _pictures(inlines, depth)


def _pictures(inlines: Any, depth: int) -> Iterator[Passage]:
    """Yield the alternative text of each picture in these inlines or blocks."""
    for image in tree.find(inlines, "Image"):
        yield Passage("picture", tree.attribute(image, "alt") or tree.text(image["c"][1]), depth=depth)


def _items(items: Sequence[tuple[str, list[Node]]], depth: int) -> Iterator[Passage]:
    """Yield the passages of a list, each item's mark at its first one; an empty item is an empty paragraph."""
    for mark, blocks in items:
        inside = list(passages(blocks, depth + 1))
        if not inside or inside[0].mark:
            inside.insert(0, Passage("paragraph", "", depth=depth + 1))
        yield replace(inside[0], mark=mark)
        yield from inside[1:]


def bulleted(item: list[Node]) -> tuple[str, list[Node]]:
    """Return the mark of an item of a list without numbers, and its blocks: a task's mark is its box."""
    mark = box(item)
    return (mark, unboxed(item)) if mark else (BULLET, item)


def marks(how: Any, items: Sequence[Any]) -> Iterator[str]:
    """Yield the marks of a numbered list, as its author wrote them."""
    start, style, delimiter = how
    around = AROUND.get(delimiter["t"], "{}.")
    for value in range(start, start + len(items)):
        yield around.format(number(value, STYLES.get(style["t"], "decimal")))


def _table(content: Any, depth: int) -> Iterator[Passage]:
    """Yield a table's caption, then its cells row by row, empty ones too."""
    _, (_, caption), _, head, bodies, foot = content
    if caption:
        yield Passage("caption", _all(caption), depth=depth)
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    for row in rows:
        for column, cell in enumerate(row[1], 1):
            yield Passage("cell", _all(cell[4]), depth=depth, column=column)
            yield from _pictures(cell[4], depth)


def _all(blocks: list[Node]) -> str:
    """Return the words of all passages in these blocks, a passage a line."""
    return "\n".join(passage.words for passage in passages(blocks) if passage.kind != "picture")
