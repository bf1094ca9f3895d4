"""Pandoc's tree as plain JSON values: walk it, rewrite it, read its text. Nothing is changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from notebuild.core.model import Tree

INLINES = frozenset(
    "Str Emph Underline Strong Strikeout Superscript Subscript SmallCaps Quoted Cite Code Space "
    "SoftBreak LineBreak Math RawInline Link Image Note Span".split()
)
BREAKS = frozenset(("Space", "SoftBreak", "LineBreak"))
OPAQUE = frozenset(("Code", "CodeBlock", "Math", "RawInline", "RawBlock"))
NESTED = (dict, list)
LEAVES = frozenset(("Str", "Space", "SoftBreak", "LineBreak"))
"""What most elements are: words and what parts them, which hold nothing. Nothing descends into them."""


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
    """The words of a node: blocks joined by a newline, breaks as spaces, notes left out."""
    if isinstance(node, list):
        if node and all(isinstance(item, dict) and "t" in item for item in node) and not is_inlines(node):
            return "\n".join(part for part in (text(item) for item in node) if part)
        return "".join(text(item) for item in node)
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
    if kind == "Quoted":
        marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return marks[0] + text(content[1]) + marks[1]
    if kind in ("BulletList", "DefinitionList"):
        return "\n".join(text(item) for item in content)
    if kind == "OrderedList":
        return "\n".join(text(item) for item in content[1])
    if kind == "Table":
        return "\n".join(text(item) for item in walk(content) if item["t"] in ("Plain", "Para"))
    if kind == "Figure":
        return text(content[1][1])
    if kind in ("Link", "Cite", "Span", "Div"):
        return text(content[1])
    if kind == "Header":
        return text(content[2])
    return text(content) if isinstance(content, list) else ""


def words(inlines: str) -> list[Tree]:
    """A plain string as inlines."""
    out: list[Tree] = []
    for index, word in enumerate(inlines.split(" ")):
        if index:
            out.append({"t": "Space"})
        if word:
            out.append({"t": "Str", "c": word})
    return out


def unlisted(blocks: Iterable[Tree]) -> list[Tree]:
    """Blocks with each list as paragraphs that begin with their marks: a dash, or the item's number.

    A note is running text. Left a list, its marks would be made by each format in its own way, or by
    none, and the note's own number would stand alone above it.
    """
    out: list[Tree] = []
    for block in blocks:
        if block["t"] == "BulletList":
            out += [one for item in block["c"] for one in _marked("–", unlisted(item))]
        elif block["t"] == "OrderedList":
            (start, style, delimiter), items = block["c"]
            around = {"OneParen": "{})", "TwoParens": "({})"}.get(delimiter["t"], "{}.")
            for number, item in enumerate(items, start):
                out += _marked(around.format(_numeral(number, style["t"])), unlisted(item))
        else:
            out.append({**block, "t": "Para"} if block["t"] == "Plain" else block)
    return out


def _marked(mark: str, item: list[Tree]) -> list[Tree]:
    """An item's blocks, the mark and a no-break space at the head of the first paragraph."""
    words: list[Tree] = [{"t": "Str", "c": f"{mark}\u00a0"}]
    if item and item[0]["t"] == "Para":
        return [{**item[0], "c": words + item[0]["c"]}, *item[1:]]
    return [{"t": "Para", "c": words}, *item]


def _numeral(number: int, style: str) -> str:
    """A number as pandoc's list style writes it: `3`, `c`, `C`, `iii` or `III`."""
    if style.endswith("Alpha") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if style == "LowerAlpha" else letter.upper()
    if style.endswith("Roman") and 0 < number < 40:
        tens, ones = divmod(number, 10)
        digits = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return digits if style == "LowerRoman" else digits.upper()
    return str(number)


def span(classes: Iterable[str], content: list[Tree], **attributes: str) -> Tree:
    """A Span of these classes and attributes."""
    return {
        "t": "Span",
        "c": [["", list(classes), [[k, v] for k, v in attributes.items()]], content],
    }


def attribute(node: Tree, name: str) -> str:
    """One attribute of a Span, Div, Link, Image, Header or Code; empty where it has none."""
    attr = node["c"][1] if node["t"] == "Header" else node["c"][0]
    return next((value for key, value in attr[2] if key == name), "")


def classes(node: Tree) -> list[str]:
    """The classes of a node that has attributes, or none."""
    if node["t"] in ("Span", "Div", "Link", "Image", "Code", "CodeBlock", "Table", "Figure"):
        return list(node["c"][0][1])
    return list(node["c"][1][1]) if node["t"] == "Header" else []


def identifier(node: Tree) -> str:
    """The id of a node that has attributes, or empty."""
    if node["t"] in ("Span", "Div", "Link", "Image", "Code", "CodeBlock", "Table", "Figure"):
        return str(node["c"][0][0])
    return str(node["c"][1][0]) if node["t"] == "Header" else ""
