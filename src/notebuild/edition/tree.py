"""Walk and rewrite pandoc's tree, and read its text. Nothing is changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeGuard, TypeVar, cast

from notebuild.core.model import Node
from notebuild.edition.nodes import attr

Whole = TypeVar("Whole")
"""A document, a list of elements or an element: a rewriting gives what it was given."""

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


def walk(node: Any) -> Iterator[Node]:
    """Give every element below `node`, itself included, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "t" in node:
                yield cast(Node, node)
            waiting.extend([value for value in reversed(node.values()) if isinstance(value, NESTED)])
        elif isinstance(node, list):
            waiting.extend([value for value in reversed(node) if isinstance(value, NESTED)])


def find(node: Any, *kinds: str) -> Iterator[Node]:
    """Give the elements of these kinds below `node`, itself included, in reading order."""
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


def rewrite(whole: Whole, change: Callable[[Node], Node | list[Node] | None], *kinds: str) -> Whole:
    """Return a document, list or element with each element replaced, children first.

    What `change` returns takes the element's place: another element, several, or none; None keeps it.
    Where `kinds` are named, `change` is asked about these alone. What stays as it was is not copied.
    """
    passed = LEAVES.difference(kinds) if kinds else frozenset[str]()

    def items(values: list[Any]) -> list[Any]:
        out: list[Any] = []
        same = True
        for value in values:
            if isinstance(value, dict):
                if value.get("t") in passed:
                    out.append(value)
                    continue
                new = element(value)
                if isinstance(new, list) and "t" in value:
                    same = False
                    out.extend(new)
                    continue
            else:
                new = items(value) if isinstance(value, list) else value
            same = same and new is value
            out.append(new)
        return values if same else out

    def element(node: Any) -> Any:
        new = node
        for name, value in node.items():
            if isinstance(value, NESTED):
                inner = items(value) if isinstance(value, list) else element(value)
                if inner is not value:
                    new = {**new, name: inner}
        if "t" not in node or (kinds and node["t"] not in kinds):
            return new
        changed = change(new)
        return new if changed is None else changed

    return cast(Whole, items(whole) if isinstance(whole, list) else element(whole))


def rewrite_down(whole: Whole, change: Callable[[Node], list[Node] | None], *kinds: str) -> Whole:
    """Return a document, list or element with elements of these kinds replaced from the outside in.

    Nothing inside an element that `change` replaced is visited; None keeps it, and its insides are visited.
    """

    def items(values: list[Any]) -> list[Any]:
        out: list[Any] = []
        for value in values:
            kind = value.get("t") if isinstance(value, dict) else None
            new = change(value) if kind in kinds else None
            if new is not None:
                out.extend(new)
            else:
                out.append(value if kind in LEAVES else inside(value))
        return out

    def inside(value: Any) -> Any:
        if isinstance(value, list):
            return items(value)
        return {name: inside(part) for name, part in value.items()} if isinstance(value, dict) else value

    return cast(Whole, inside(whole))


def rewrite_runs(whole: Whole, change: Callable[[list[Node]], list[Node]], *, inner: bool = True) -> Whole:
    """Return a document, list or element with each run of inlines replaced by what `change` makes of it.

    A run is what one paragraph, link or emphasis holds. Runs inside a run are replaced first, or, without
    `inner`, left to `change`.
    """

    def visit(value: Any) -> Any:
        if isinstance(value, list):
            if not inner and is_inlines(value):
                return change(value)
            new = [
                item if isinstance(item, dict) and item.get("t") in LEAVES else visit(item) for item in value
            ]
            return change(new) if is_inlines(new) else new
        if isinstance(value, dict):
            return {name: visit(part) if isinstance(part, NESTED) else part for name, part in value.items()}
        return value

    return cast(Whole, visit(whole))


def is_inlines(value: Any) -> TypeGuard[list[Node]]:
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
    if kind == "LineBlock":
        return "\n".join(map(text, content))
    if kind == "DefinitionList":
        return "\n".join(text(part) for term, meanings in content for part in (term, *meanings))
    for index in TEXT_AT.get(kind, ()):
        content = content[index]
    if kind in ITEMIZED:
        return "\n".join(map(text, content))
    if kind == "Quoted":
        opening, closing = "‘’" if node["c"][0]["t"] == "SingleQuote" else "“”"
        return f"{opening}{text(content)}{closing}"
    return text(content) if isinstance(content, list) else ""


def attributes_of(node: Node) -> list[Any]:
    """Return the attribute triple of a node, an empty one where its kind has none."""
    kind: str = node["t"]
    return node["c"][ATTR_AT[kind]] if kind in ATTR_AT else attr()


def attribute(node: Node, name: str) -> str:
    """Return one attribute of a node; empty where it has none of that name."""
    return next((str(value) for key, value in attributes_of(node)[2] if key == name), "")


def classes(node: Node) -> list[str]:
    """Return the classes of a node that has attributes, or none."""
    return list(attributes_of(node)[1])


def identifier(node: Node) -> str:
    """Return the id of a node that has attributes, or empty."""
    return str(attributes_of(node)[0])
