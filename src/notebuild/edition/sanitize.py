"""Keep in a tree only the elements, attributes and addresses that may reach a reader.

The checks of the source have already named what is not allowed; this pass makes sure of it, whatever
a translation or a bibliography brought in after them.
"""

from __future__ import annotations

from typing import Any

from notebuild.core.labels import RESERVED
from notebuild.core.model import Node
from notebuild.edition.nodes import with_content
from notebuild.edition.tree import ATTR_AT, Whole, rewrite

ATTRIBUTES = frozenset(("lang", "dir", "alt", "width", "height", "start", "note"))
CLASSES = frozenset(
    "note-label source pullquote uri email foreign csl-entry nocase caption-label "
    "stale untranslated state box lines".split()
)
SCHEMES = ("https://", "http://", "mailto:", "#")


def keep(whole: Whole) -> Whole:
    """Return the tree without raw code, foreign attributes, unsafe addresses and pictures from elsewhere."""
    return rewrite(whole, kept, "RawInline", "RawBlock", *ATTR_AT)


def kept(node: Node) -> Node | list[Node] | None:
    """Return one element as it may stay; an empty list where it may not, its words where only they may."""
    kind = node["t"]
    if kind in ("RawInline", "RawBlock"):
        return []
    if kind == "Link" and not node["c"][2][0].startswith(SCHEMES):
        return list(node["c"][1])
    if kind == "Image" and not is_local(node["c"][2][0]):
        return list(node["c"][1])
    if kind in ATTR_AT:
        content = list(node["c"])
        content[ATTR_AT[kind]] = attributes(content[ATTR_AT[kind]])
        return with_content(node, content)
    return None


def attributes(attr: list[Any]) -> list[Any]:
    """Return a pandoc attribute triple with what is on the list."""
    own, classes, pairs = attr
    return [
        "" if RESERVED.match(own) else own,
        [name for name in classes if name in CLASSES],
        [[name, value] for name, value in pairs if name in ATTRIBUTES],
    ]


def is_local(address: str) -> bool:
    """Whether a picture's address is a path inside the note's own folder."""
    parts = address.split("/")
    return not (":" in address or "\\" in address or address.startswith("/") or ".." in parts)
