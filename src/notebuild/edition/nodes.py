"""Make the elements of pandoc's tree, as pandoc writes them in JSON (pandoc-types, `Text.Pandoc.Definition`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from notebuild.core.model import Node


def string(content: str) -> Node:
    """Return a Str: letters without a break."""
    return {"t": "Str", "c": content}


def space() -> Node:
    """Return a Space: a new one each time, since typography tells the leaves of a tree apart by identity."""
    return {"t": "Space"}


def words(plain: str) -> list[Node]:
    """Return a plain string as inlines: a Str for each word, a Space between them."""
    out: list[Node] = []
    for index, word in enumerate(plain.split(" ")):
        if index:
            out.append(space())
        if word:
            out.append(string(word))
    return out


def emphasis(content: list[Node]) -> Node:
    """Return an Emph around these inlines."""
    return {"t": "Emph", "c": content}


def strong(content: list[Node]) -> Node:
    """Return a Strong around these inlines."""
    return {"t": "Strong", "c": content}


def superscript(content: list[Node]) -> Node:
    """Return a Superscript around these inlines."""
    return {"t": "Superscript", "c": content}


def span(classes: Iterable[str], content: list[Node], **attributes: str) -> Node:
    """Return a Span of these classes and attributes."""
    return {"t": "Span", "c": [attr(classes=classes, **attributes), content]}


def link(content: list[Node], target: str, title: str = "", classes: Iterable[str] = ()) -> Node:
    """Return a Link to `target`."""
    return {"t": "Link", "c": [attr(classes=classes), content, [target, title]]}


def note(content: list[Node]) -> Node:
    """Return a Note of these blocks."""
    return {"t": "Note", "c": content}


def image(attributes: list[Any], content: list[Node], target: list[str]) -> Node:
    """Return an Image with this attribute triple; `target` is its path and title."""
    return {"t": "Image", "c": [attributes, content, target]}


def plain(content: list[Node]) -> Node:
    """Return a Plain: a line of inlines that is no paragraph."""
    return {"t": "Plain", "c": content}


def para(content: list[Node]) -> Node:
    """Return a paragraph of these inlines."""
    return {"t": "Para", "c": content}


def header(level: int, content: list[Node], own: str = "") -> Node:
    """Return a heading of this level, 1 at the top, with the id `own`."""
    return {"t": "Header", "c": [level, attr(own), content]}


def div(content: list[Node], own: str = "", classes: Iterable[str] = (), **attributes: str) -> Node:
    """Return a Div around these blocks, with the id `own`."""
    return {"t": "Div", "c": [attr(own, classes, **attributes), content]}


def attr(own: str = "", classes: Iterable[str] = (), **attributes: str) -> list[Any]:
    """Return pandoc's attribute triple: id, classes, and pairs of name and value."""
    return [own, list(classes), [[name, value] for name, value in attributes.items()]]


def with_content(node: Node, content: Any) -> Node:
    """Return a node of the same kind with other content."""
    return {"t": node["t"], "c": content}
