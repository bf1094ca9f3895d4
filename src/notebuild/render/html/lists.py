"""Sets lists and lines as their author wrote them: where numbers start, their style and brackets, tasks, lines."""

from __future__ import annotations

from typing import Any

from lxml.html import HtmlElement

from notebuild.core import passages
from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.edition.blocks import BOX, DONE, LINES
from notebuild.render.html.elements import Media

DELIMITERS = {"OneParen": "one-paren", "TwoParens": "two-parens"}
"""Pandoc's names of what stands around a number, and the classes of a list for the sheets."""

STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""The values of HTML's `type` of an ordered list, and the classes for the sheets, which compare no case."""

LONG = 3
"""Characters that a number may have, with what stands around it, to fit into the sheets' indentation."""


def delimited(blocks: list[Node]) -> list[Node]:
    """Return blocks in which each ordered list with brackets is in a Div that names them: pandoc's HTML does not."""

    def change(node: Node) -> Node | None:
        name = DELIMITERS.get(node["c"][0][2]["t"])
        return nodes.div([node], classes=[name]) if name else None

    return tree.rewrite(blocks, change, "OrderedList")


def lists(root: HtmlElement, media: Media) -> None:
    """Give each ordered list the class of its numbers, each task that of tasks, each line block that of lines.

    In print a list says by a counter where it starts: the engine passes over `start` (HTML 4.4.5).
    """
    for name in DELIMITERS.values():
        for around in root.find_class(name):
            if around.tag == "div":
                around[0].set("class", name)
                around.drop_tag()
    for ordered in root.iter("ol"):
        start, counted = int(ordered.get("start", "1")), STYLES.get(ordered.get("type", ""))
        names = [ordered.get("class"), counted]
        around = len("()") if names[0] == DELIMITERS["TwoParens"] else len(".")
        marks = (passages.number(value, counted or "") for value in range(start, start + len(ordered)))
        if max(map(len, marks), default=0) + around > LONG:
            names.append("long-marks")
        if any(names):
            ordered.set("class", " ".join(filter(None, names)))
        if media == "print" and start != 1:
            ordered.set("style", f"counter-reset: list-item {start - 1}")
    for box in list(root.find_class(BOX)):
        task(box, media)
    for block in root.find_class(LINES):
        for paragraph in block.iter("p"):
            paragraph.set("class", LINES)
        block.drop_tag()


def task(box: HtmlElement, media: Media) -> None:
    """Let the box of a task stand in place of its bullet: on screen as text, in print as the item's mark."""
    item: Any = next((element for element in box.iterancestors("li")), None)
    if item is None or item.getparent().tag != "ul":
        return
    item.set("class", "task")
    if media == "print":
        item.set("class", "task done" if box.text == DONE else "task open")
        box.tail = (box.tail or "").lstrip()
        box.text = None
        box.drop_tag()
