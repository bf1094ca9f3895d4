"""Sets an edition's blocks as lines of plain text, each kind by a form of its own, which `readback.text` knows.

A paragraph stands at the margin, a heading too, with a rule below. All else stands two columns in and begins with
a sign of its kind: an item with its mark, a line of a quotation with ">", one of code with "|", a picture
with "[", a table with "+". So no words of an author's can be taken for one of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from notebuild.core.model import Node
from notebuild.edition.wording import bulleted, marks
from notebuild.render.text import tables
from notebuild.render.text.lines import indented, width, wrap
from notebuild.render.text.words import Signs, flat, pictures, words

RULES = "=-~^\"'`"
"""What stands below a heading, by its level."""

LEAST, BREAK = 20, "-" * 24
"""Columns that a line has, however deep it stands; and what a change of subject prints."""


def blocks(nodes: Sequence[Node], signs: Signs, most: int, *, tight: bool = False) -> list[str]:
    """Return blocks as lines of at most so many columns, apart by an empty line unless `tight`.

    `signs` are those of its language.
    """
    lines: list[str] = []
    for node in nodes:
        for group in block(node, signs, max(most, LEAST)):
            lines += [*([""] if lines and not tight else []), *group]
    return lines


def block(node: Node, signs: Signs, most: int) -> Iterator[list[str]]:
    """Yield the groups of lines of a block, which an empty line parts."""
    kind: str = node["t"]
    content: Any = node.get("c")
    if kind in ("Para", "Plain"):
        if (said := words(content)).strip():
            yield wrap(said, most)
        yield from shown(content, signs, most)
    elif kind == "LineBlock":
        yield wrap("\n".join(map(words, content)), most)
    elif kind == "Header":
        yield heading(words(content[2]), content[0], most)
        yield from shown(content[2], signs, most)
    elif kind == "CodeBlock":
        yield [f"  | {line}".rstrip() for line in content[1].strip("\n").split("\n")]
    elif kind == "BlockQuote" or (kind == "Div" and "pullquote" in content[0][1]):
        inner = blocks(content if kind == "BlockQuote" else content[1], signs, most - 4)
        if inner:
            yield [f"  > {line}" if line else "  >" for line in inner]
    elif kind == "Div":
        if inner := blocks(content[1], signs, most):
            yield inner
    elif kind == "BulletList":
        yield listed([bulleted(item) for item in content], signs, most)
    elif kind == "OrderedList":
        yield listed(list(zip(marks(*content), content[1], strict=True)), signs, most)
    elif kind == "DefinitionList":
        for term, meanings in content:
            yield defined(term, meanings, signs, most)
    elif kind == "Table":
        yield tables.table(content, signs, most)
    elif kind == "Figure":
        made = [line for one in pictures(content[2]) for line in drawn(one, signs, most)]
        yield made + (indented(wrap(flat(content[1][1]), most - 2), "  ") if content[1][1] else [])
    elif kind == "HorizontalRule":
        yield [BREAK]


def heading(said: str, level: int, most: int) -> list[str]:
    """Return a heading with the rule of its level below it."""
    lines = wrap(said, most)
    return [*lines, RULES[min(level, len(RULES)) - 1] * max(3, *(width(line.rstrip()) for line in lines))]


def shown(inlines: Any, signs: Signs, most: int) -> Iterator[list[str]]:
    """Yield what stands for each picture in these inlines."""
    return (drawn(one, signs, most) for one in pictures(inlines))


def drawn(alternative: str, signs: Signs, most: int) -> list[str]:
    """Return what stands for a picture: its alternative text, in brackets."""
    first, *rest = wrap(f"[{signs.picture}{signs.colon} {alternative}]", most - 3)
    return [f"  {first}", *indented(rest, "   ")]


def listed(items: Sequence[tuple[str, list[Node]]], signs: Signs, most: int) -> list[str]:
    """Return a list; its items stand close where none of them has more than a line of text and lists."""
    tight = all(block["t"] in ("Plain", "BulletList", "OrderedList") for _, item in items for block in item)
    column = max((width(mark) for mark, _ in items), default=1) + 1
    lines: list[str] = []
    for mark, item in items:
        sign = "*" if mark == "\u2022" else mark
        inner = blocks(item, signs, most - 2 - column, tight=tight)
        lines += [""] if lines and not tight else []
        if inner and not inner[0].startswith(" "):
            lines += [f"  {sign}{' ' * (column - width(sign))}{inner[0]}"]
            lines += indented(inner[1:], " " * (2 + column))
        else:
            lines += [f"  {sign}", *indented(inner, " " * (3 + width(sign)))]
    return lines


def defined(term: Sequence[Node], meanings: Sequence[Sequence[Node]], signs: Signs, most: int) -> list[str]:
    """Return a term, and directly below it, four columns in, what it means."""
    lines = [line for one in pictures(term) for line in [*drawn(one, signs, most - 4), ""]]
    for meaning in meanings:
        lines += [*([""] if lines and lines[-1] else []), *blocks(meaning, signs, most - 4)]
    return [*wrap(words(list(term)), most), *indented(lines, "    ")]
