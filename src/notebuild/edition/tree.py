"""Pandoc's tree as plain JSON values: walk it, rewrite it, read its text. Nothing is changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from notebuild.core.model import Tree
from notebuild.edition.nodes import attr

INLINES = frozenset(
    "Str Emph Underline Strong Strikeout Superscript Subscript SmallCaps Quoted Cite Code Space "
    "SoftBreak LineBreak Math RawInline Link Image Note Span".split()
)
BREAKS = frozenset(("Space", "SoftBreak", "LineBreak"))
OPAQUE = frozenset(("Code", "CodeBlock", "Math", "RawInline", "RawBlock"))
NESTED = (dict, list)
LEAVES = frozenset(("Str", "Space", "SoftBreak", "LineBreak"))
"""Leaf inlines, which are most elements: traversals skip them."""

TEXT_AT = {
    "Quoted": (1,),
    "OrderedList": (1,),
    "Figure": (1, 1),
    "Link": (1,),
    "Cite": (1,),
    "Span": (1,),
    "Div": (1,),
    "Header": (2,),
}
"""Where the words of an element are in its content: the index of each list on the way to them."""

ITEMIZED = frozenset(("BulletList", "OrderedList", "DefinitionList"))
"""Lists, whose items are lists of blocks."""

ATTR_AT = {
    "Span": 0,
    "Div": 0,
    "Link": 0,
    "Image": 0,
    "Code": 0,
    "CodeBlock": 0,
    "Table": 0,
    "Figure": 0,
    "Header": 1,
}
"""Where the attribute triple of an element is in its content."""


def walk(node: Any) -> Iterator[Tree]:
    """Every element below `node`, itself included, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "t" in node:
                yield node
            waiting.extend([value for value in reversed(node.values()) if isinstance(value, NESTED)])
        elif isinstance(node, list):
            waiting.extend([value for value in reversed(node) if isinstance(value, NESTED)])


def find(node: Any, *kinds: str) -> Iterator[Tree]:
    """The elements of these kinds below `node`, itself included, in reading order."""
    passed = LEAVES.difference(kinds)
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(
                [
                    value
                    for value in reversed(node)
                    if isinstance(value, NESTED)
                    and not (isinstance(value, dict) and value.get("t") in passed)
                ]
            )
            continue
        if node.get("t") in kinds:
            yield node
        waiting.extend([value for value in reversed(node.values()) if isinstance(value, NESTED)])


def rewrite(node: Any, change: Callable[[Tree], Tree | list[Tree] | None], *kinds: str) -> Any:
    """`node` with each element replaced, children first: None keeps it, a list takes its place.

    Where `kinds` are named, `change` is asked about these alone. What stays as it was is not copied.
    """
    passed = LEAVES.difference(kinds) if kinds else frozenset[str]()

    def listed(nodes: list[Any]) -> list[Any]:
        out: list[Any] = []
        same = True
        for value in nodes:
            if isinstance(value, dict):
                if value.get("t") in passed:
                    out.append(value)
                    continue
                new = one(value)
                if isinstance(new, list) and "t" in value:
                    same = False
                    out.extend(new)
                    continue
            elif isinstance(value, list):
                new = listed(value)
            else:
                new = value
            same = same and new is value
            out.append(new)
        return nodes if same else out

    def one(node: Tree) -> Any:
        new = node
        for name, value in node.items():
            if isinstance(value, NESTED):
                made = listed(value) if isinstance(value, list) else one(value)
                if made is not value:
                    new = {**new, name: made}
        if "t" not in node or (kinds and node["t"] not in kinds):
            return new
        changed = change(new)
        return new if changed is None else changed

    if isinstance(node, list):
        return listed(node)
    return one(node) if isinstance(node, dict) else node


def inline_lists(node: Any, change: Callable[[list[Tree]], list[Tree]]) -> Any:
    """`node` with each list of inlines replaced by `change(list)`, inner lists first."""
    if isinstance(node, list):
        new = [
            value if isinstance(value, dict) and value.get("t") in LEAVES else inline_lists(value, change)
            for value in node
        ]
        return change(new) if is_inlines(new) else new
    if isinstance(node, dict):
        return {
            name: inline_lists(value, change) if isinstance(value, NESTED) else value
            for name, value in node.items()
        }
    return node


def is_inlines(value: Any) -> bool:
    """Whether this list holds inlines: its first element tells, since pandoc's lists are of one sort.

    An empty list does not say, and counts as not.
    """
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and first.get("t") in INLINES


def text(node: Any) -> str:
    """Return the words of a node: blocks joined by a newline, breaks as spaces, footnotes left out."""
    if isinstance(node, list):
        is_blocks = node and all(isinstance(item, dict) and "t" in item for item in node)
        if is_blocks and not is_inlines(node):
            return "\n".join(part for part in map(text, node) if part)
        return "".join(map(text, node))
    if not isinstance(node, dict):
        return ""
    kind: str = node.get("t", "")
    content: Any = node.get("c")
    if kind == "Str":
        return str(content)
    if kind in BREAKS:
        return " "
    if kind in OPAQUE:
        return str(content[-1])
    if kind in ("Note", "Image"):
        return ""
    if kind == "Table":
        return "\n".join(text(item) for item in find(content, "Plain", "Para"))
    for index in TEXT_AT.get(kind, ()):
        content = content[index]
    if kind in ITEMIZED:
        return "\n".join(map(text, content))
    if kind == "Quoted":
        opening, closing = "‘’" if node["c"][0]["t"] == "SingleQuote" else "“”"
        return f"{opening}{text(content)}{closing}"
    return text(content) if isinstance(content, list) else ""


def attributes_of(node: Tree) -> list[Any]:
    """Return the attribute triple of a node, an empty one where its kind has none."""
    kind: str = node["t"]
    return node["c"][ATTR_AT[kind]] if kind in ATTR_AT else attr()


def attribute(node: Tree, name: str) -> str:
    """Return one attribute of a node; empty where it has none of that name."""
    return next((str(value) for key, value in attributes_of(node)[2] if key == name), "")


def classes(node: Tree) -> list[str]:
    """Return the classes of a node that has attributes, or none."""
    return list(attributes_of(node)[1])


def identifier(node: Tree) -> str:
    """Return the id of a node that has attributes, or empty."""
    return str(attributes_of(node)[0])
