"""Turns a page's HTML into the documents of a book: XHTML, links from one to another, drawings as SVG inside."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement

from notebuild.render.html import elements, pictures

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
OPS = "http://www.idpf.org/2007/ops"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Drawings = Mapping[str, tuple[Path, str]]
"""Of each drawing that stands in a document, by the address that its `img` has: its file, and a stem for its ids."""


def document(page: str, drawings: Drawings) -> etree._Element:
    """Return a page's HTML as XHTML; a drawing stands in place of the `img` that names it."""
    # The parser does not know that this element has no end, and would put the rest of the paragraph into it.
    root = html.document_fromstring(page.replace("<wbr>", "<wbr></wbr>"))
    return _element(root, drawings)


def _element(element: HtmlElement, drawings: Drawings) -> etree._Element:
    """Return an element of HTML with all in it; comments are left out."""
    if element.tag == "img" and element.get("src") in drawings:
        return _drawn(element, *drawings[element.get("src")])
    spaces = {None: XHTML, "epub": OPS} if element.tag == "html" else None
    made: etree._Element = etree.Element(f"{{{XHTML}}}{element.tag}", nsmap=spaces)
    for name, value in element.attrib.items():
        made.set(f"{{{OPS}}}type" if name == "epub:type" else name, value)
    if language := element.get("lang"):
        made.set(LANG, language)
    made.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            made.append(_element(child, drawings))
            made[-1].tail = child.tail
        else:
            elements.say(made, child.tail or "")
    return made


def _drawn(image: HtmlElement, path: Path, stem: str) -> etree._Element:
    """Return the drawing that an `img` names, with its words, as wide as it."""
    drawing = pictures.inline(path, stem, image.get("alt", ""))
    if style := image.get("style"):
        drawing.set("style", style)
    return _of_svg(drawing, outermost=True)


def _of_svg(element: etree._Element, *, outermost: bool = False) -> etree._Element:
    """Return an element of a drawing in its namespace; SVG 1.1, which e-readers know, has XLink's addresses."""
    spaces = {None: SVG, "xlink": XLINK} if outermost else None
    made: etree._Element = etree.Element(f"{{{SVG}}}{element.tag}", nsmap=spaces)
    for name, value in element.attrib.items():
        made.set(f"{{{XLINK}}}href" if name == "href" else name, value)
    made.text, made.tail = element.text, element.tail
    made.extend(_of_svg(child) for child in element if isinstance(child.tag, str))
    return made


def joined(documents: Mapping[str, etree._Element]) -> None:
    """Let every link inside the book lead to the document in which its target stands; one to nowhere stays."""
    homes = {
        element.get("id"): name
        for name, root in documents.items()
        for element in root.iter(etree.Element)
        if element.get("id")
    }
    for name, root in documents.items():
        for link in root.iter(f"{{{XHTML}}}a"):
            target = link.get("href", "")
            if target.startswith("#") and homes.get(target[1:], name) != name:
                link.set("href", homes[target[1:]] + target)


def has_drawing(root: etree._Element) -> bool:
    """Return whether a drawing stands in a document."""
    return next(root.iter(f"{{{SVG}}}svg"), None) is not None


def serialized(root: etree._Element) -> bytes:
    """Return a document as a file."""
    out: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return out
