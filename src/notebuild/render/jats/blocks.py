"""Writes the blocks of an edition's tree as JATS: sections, paragraphs, lists, quotations, tables, figures.

By hand and not by pandoc, whose JATS loses the lines of a verse, a forced break, the mark of a task and the number of
a list that a reader counts by, and has notes only of its own making.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml.etree import _Element as Element

from notebuild.core.model import Node
from notebuild.core.passages import BULLET
from notebuild.edition import nodes, tree, wording
from notebuild.edition.blocks import LINES, box, unboxed
from notebuild.render.jats import tables
from notebuild.render.jats.inlines import (
    LANG,
    Pictures,
    alternative,
    graphic,
    identified,
    say,
    under,
    write,
)

HOLDS = {
    "list-item": frozenset(("label", "p", "list", "def-list")),
    "def": frozenset(("p",)),
    "fn": frozenset(("label", "p")),
    "abstract": frozenset(("title", "p")),
    "caption": frozenset(("p",)),
    "td": frozenset(("p", "list", "def-list", "disp-quote", "preformat", "verse-group")),
    "th": frozenset(("p", "list", "def-list", "disp-quote", "preformat", "verse-group")),
}
"""What may stand in an element by itself; all else stands in a paragraph there. Other elements hold anything."""

KINDS = {
    "Decimal": "order",
    "LowerAlpha": "alpha-lower",
    "UpperAlpha": "alpha-upper",
    "LowerRoman": "roman-lower",
    "UpperRoman": "roman-upper",
}
"""Pandoc's names for how a list counts, and those of JATS."""

ENDED: Node = {"t": "LineBreak"}


def sections(parent: Element, blocks: Sequence[Node], pictures: Pictures) -> None:
    """Append blocks, each heading as a section that holds all up to the next of its level or a higher one."""
    open_ones: list[tuple[int, Element]] = [(0, parent)]
    for node in blocks:
        if node["t"] == "Header":
            level, _, words = node["c"]
            while open_ones[-1][0] >= level:
                open_ones.pop()
            depth = f"level-{level}" if level - 1 != len(open_ones) else ""  # a level was left out
            made = under(open_ones[-1][1], "sec", id=identified(node), specific_use=depth)
            write(under(made, "title"), words, pictures)
            open_ones.append((level, made))
        else:
            block(open_ones[-1][1], node, pictures)


def blocks(parent: Element, content: Sequence[Node], pictures: Pictures) -> None:
    """Append blocks that hold no headings."""
    for node in content:
        block(parent, node, pictures)


def block(parent: Element, node: Node, pictures: Pictures) -> None:
    """Append one block."""
    kind, content = node["t"], node.get("c")
    assert content is not None or kind == "HorizontalRule"
    if kind in ("Para", "Plain"):
        write(under(parent, "p"), content or (), pictures)
    elif kind == "Header":  # in a quotation or a list, where there are no sections
        write(under(under(parent, "p"), "bold"), node["c"][2], pictures)
    elif kind == "CodeBlock":
        made = under(home(parent, "preformat"), "preformat", preformat_type="code", id=identified(node))
        say(made, node["c"][1])
    elif kind == "BlockQuote":
        blocks(under(home(parent, "disp-quote"), "disp-quote"), node["c"], pictures)
    elif kind == "Div":
        division(parent, node, pictures)
    elif kind in ("BulletList", "OrderedList"):
        listed(home(parent, "list"), node, pictures)
    elif kind == "DefinitionList":
        made = under(home(parent, "def-list"), "def-list")
        for term, meanings in node["c"]:
            item = under(made, "def-item")
            write(under(item, "term"), term, pictures)
            for meaning in meanings:
                blocks(under(item, "def"), meaning, pictures)
    elif kind == "Table":
        made = under(home(parent, "table-wrap"), "table-wrap", id=identified(node))
        captioned(made, node["c"][1][1], pictures)
        tables.table(made, node, lambda cell, inner: cell_of(cell, inner, pictures))
    elif kind == "Figure":
        figure(home(parent, "fig"), node, pictures)


def home(parent: Element, name: str) -> Element:
    """Return where an element of this name may stand in another: in it, or in a paragraph made there."""
    if name in HOLDS.get(str(parent.tag), (name,)):
        return parent
    return under(parent, "p", specific_use="wrapper")


def division(parent: Element, node: Node, pictures: Pictures) -> None:
    """Append a division: a verse, a pull quote, the source of the figure before it, or blocks that share a language."""
    names, inner = tree.classes(node), node["c"][1]
    before = parent[-1] if len(parent) else None
    if LINES in names and len(inner) == 1:
        verse(home(parent, "verse-group"), inner[0]["c"], pictures)
    elif "pullquote" in names:
        blocks(under(home(parent, "disp-quote"), "disp-quote", content_type="pullquote"), inner, pictures)
    elif is_source(node, before):
        write(under(before, "attrib"), inner[0]["c"], pictures)
    else:
        start = len(parent)
        blocks(parent, inner, pictures)
        made = parent[start:]
        for one in made:
            if language := tree.attribute(node, "lang"):
                one.set(LANG, language)
        if made and (own := identified(node)) and not made[0].get("id"):
            made[0].set("id", own)


def is_source(node: Node, before: Element | None) -> bool:
    """Return whether a division is a line on the source of what stands before it, a figure or a table."""
    inner = node["c"][1]
    is_line = len(inner) == 1 and inner[0]["t"] in ("Para", "Plain")
    return (
        before is not None
        and "source" in tree.classes(node)
        and is_line
        and before.tag in ("fig", "table-wrap")
    )


def verse(parent: Element, inlines: Sequence[Node], pictures: Pictures) -> None:
    """Append lines that are the author's own; one that goes over in the middle of an emphasis is no line here."""
    made = under(parent, "verse-group")
    line: list[Node] = []
    for node in [*inlines, ENDED]:
        if node["t"] == "LineBreak":
            write(under(made, "verse-line"), line, pictures)
            line = []
        else:
            line.append(node)


def listed(parent: Element, node: Node, pictures: Pictures) -> None:
    """Append a list; an item that is numbered or a task bears its mark as a label."""
    content: Any = node["c"]
    if node["t"] == "OrderedList":
        how, items = content
        marks = list(wording.marks(how, items))
        made = under(parent, "list", list_type=KINDS.get(how[1]["t"], "order"))
    else:
        items = content
        tasks = [box(item) for item in items]
        marks = [task or (BULLET if any(tasks) else "") for task in tasks]
        made = under(parent, "list", list_type="simple" if any(tasks) else "bullet")
        items = [unboxed(item) if task else item for item, task in zip(items, tasks, strict=True)]
    for mark, item in zip(marks, items, strict=True):
        entry = under(made, "list-item")
        if mark:
            under(entry, "label", mark)
        blocks(entry, item, pictures)
        if len(entry) == bool(mark):
            under(entry, "p")  # an item without words


def figure(parent: Element, node: Node, pictures: Pictures) -> None:
    """Append a figure: its caption, what is said in its place, and its picture, a drawing with its raster."""
    _, (_, caption), content = node["c"]
    made = under(parent, "fig", id=identified(node))
    captioned(made, caption, pictures)
    for image in tree.find(content, "Image"):
        under(made, "alt-text", alternative(image))
        known = pictures[image["c"][2][0]]
        if known.drawing is None:
            graphic(made, "graphic", known.raster)
        else:
            both = under(made, "alternatives")
            graphic(both, "graphic", known.drawing)
            graphic(both, "graphic", known.raster)


def captioned(parent: Element, caption: Sequence[Node], pictures: Pictures) -> None:
    """Append a caption, its number apart, as the label."""
    if not caption:
        return
    first, *rest = caption
    words = list(first["c"]) if first["t"] in ("Para", "Plain") else []
    if words and "caption-label" in tree.classes(words[0]):
        under(parent, "label", tree.text(words[0]))
        words = words[2:] if words[1:2] and words[1]["t"] == "Space" else words[1:]
        first = nodes.with_content(first, words)
    if words or first["t"] not in ("Para", "Plain") or rest:
        blocks(under(parent, "caption"), [first, *rest], pictures)


def cell_of(cell: Element, content: Sequence[Node], pictures: Pictures) -> None:
    """Fill a cell: with a line as it is, with more as paragraphs."""
    if len(content) == 1 and content[0]["t"] == "Plain":
        write(cell, content[0]["c"], pictures)
    else:
        blocks(cell, content, pictures)
