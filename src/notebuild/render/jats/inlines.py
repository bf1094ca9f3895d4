"""Writes the words of an edition's tree as JATS: formats, links, calls, languages, pictures in a line."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from notebuild.core.characters import END, ISOLATE
from notebuild.core.model import Node
from notebuild.edition import tree
from notebuild.edition.footnote_calls import is_call
from notebuild.render.raster import Picture
from notebuild.sources import pictures as kinds

XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
HREF = f"{{{XLINK}}}href"
LANG = f"{{{XML}}}lang"

FORMATS = {
    "Emph": "italic",
    "Strong": "bold",
    "Strikeout": "strike",
    "Underline": "underline",
    "SmallCaps": "sc",
    "Superscript": "sup",
    "Subscript": "sub",
}
"""Pandoc's inlines that JATS has an element for."""

STATES = ("state", "stale", "untranslated")
"""Classes of what a translation lacks; they are kept as the style of a passage."""

LINE = "\u2028"
"""Parts lines where JATS has no <break/>: Unicode's line separator, which stands for nothing else."""

BROKEN = frozenset(("td", "th", "title", "article-title", "subtitle"))
"""The elements of ours that may hold <break/>."""

WITHOUT_LINKS = frozenset(("verse-line",))
WITHOUT_PICTURES = frozenset(("ext-link", "xref"))
"""Elements that hold a link or a picture only inside <styled-content>."""

Pictures = Mapping[str, Picture]
"""The edition's pictures by the path that its tree has."""


def write(parent: Element, inlines: Iterable[Node], pictures: Pictures) -> None:
    """Append inlines to an element."""
    for node in inlines:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            say(parent, node["c"])
        elif kind in ("Space", "SoftBreak"):
            say(parent, " ")
        elif kind == "LineBreak":
            broken(parent)
        elif kind in FORMATS:
            write(under(parent, FORMATS[kind]), content or (), pictures)
        elif kind == "Code":
            say(under(parent, "monospace"), node["c"][1])
        elif is_call(node):
            call(parent, node)
        elif kind == "Span":
            span(parent, node, pictures)
        elif kind == "Link":
            link(parent, node, pictures)
        elif kind == "Image":
            picture(parent, node, pictures)
        elif kind in ("Quoted", "Cite"):
            write(parent, node["c"][1], pictures)


def say(parent: Element, text: str) -> None:
    """Append a text to an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def under(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Append an element and return it; an attribute that is empty is left out, and `_` in a name is `-`."""
    made = etree.SubElement(parent, name)
    for key, value in attributes.items():
        if value:
            made.set(key.replace("_", "-"), value)
    if text:
        made.text = text
    return made


def broken(parent: Element) -> None:
    """Append the end of a line."""
    if parent.tag in BROKEN:
        under(parent, "break")
    else:
        say(parent, LINE)


def call(parent: Element, node: Node) -> None:
    """Append the call of a note, which has its number for words."""
    number = tree.attribute(node, "note")
    under(parent, "xref", number, id=f"call-{number}", ref_type="fn", rid=f"note-{number}")


def span(parent: Element, node: Node, pictures: Pictures) -> None:
    """Append a stretch of words: what it is only where it has a language, a state or a place of its own."""
    language, own = tree.attribute(node, "lang"), identified(node)
    state = next((name for name in tree.classes(node) if name in STATES), "")
    if language or own or state:
        parent = under(parent, "styled-content", id=own, style_type=state)
        if language:
            parent.set(LANG, language)
    turned = tree.attribute(node, "dir") == "rtl"  # JATS has no word for it: Unicode's signs keep it together
    say(parent, ISOLATE if turned else "")
    write(parent, node["c"][1], pictures)
    say(parent, END if turned else "")


def link(parent: Element, node: Node, pictures: Pictures) -> None:
    """Append a link: to a place in the text as a reference, whose kind `refer` sets when all places are known."""
    target = node["c"][2][0]
    if parent.tag in WITHOUT_LINKS:
        parent = under(parent, "styled-content")
    if target.startswith("#"):
        made = under(parent, "xref", rid=identifier(target[1:]))
    else:
        made = under(parent, "ext-link", ext_link_type="uri")
        made.set(HREF, target)
    write(made, node["c"][1], pictures)


def picture(parent: Element, node: Node, pictures: Pictures) -> None:
    """Append a picture in a line, with what is said in its place."""
    if parent.tag in WITHOUT_PICTURES:
        parent = under(parent, "styled-content")
    made = graphic(parent, "inline-graphic", pictures[node["c"][2][0]].raster)
    under(made, "alt-text", alternative(node))


def graphic(parent: Element, name: str, content: bytes) -> Element:
    """Append a picture that is held in the file itself, as a `data:` address (RFC 2397)."""
    kind = {"SVG": "svg+xml", "PNG": "png", "JPEG": "jpeg"}[kinds.kind(content)]
    made = under(parent, name, mimetype="image", mime_subtype=kind)
    made.set(HREF, f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}")
    return made


def alternative(image: Node) -> str:
    """Return what is said in place of a picture."""
    return tree.attribute(image, "alt") or tree.text(image["c"][1])


def identified(node: Node) -> str:
    """Return the id of an element, as XML takes it; empty where it has none."""
    own = tree.identifier(node)
    return identifier(own) if own else ""


def identifier(name: str) -> str:
    """Return a name as an id of XML, which begins with a letter (XML 1.0, 2.3; Namespaces, 3)."""
    kept = re.sub(r"[^\w.\-]", "_", name)
    return kept if re.match(r"[^\W\d]|_", kept) else f"_{kept}"


def refer(root: Element) -> None:
    """Give each reference the kind of what it leads to."""
    named = {"fig": "fig", "table-wrap": "table", "fn": "fn", "sec": "sec"}
    places: dict[str, Any] = {str(one.get("id")): one.tag for one in root.iter() if one.get("id")}
    for reference in root.iter("xref"):
        if not reference.get("ref-type"):
            reference.set("ref-type", named.get(places.get(str(reference.get("rid")), ""), "other"))


def sources(blocks: Sequence[Node]) -> list[str]:
    """Return the paths of the pictures in these blocks, each once."""
    return list(dict.fromkeys(image["c"][2][0] for image in tree.find(blocks, "Image")))
