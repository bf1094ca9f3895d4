"""Changes to finished files, to see that a fault in one of them is found: in the elements of a page, the parts of a
Word document, the objects and the content of a PDF."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree, html

from notebuild.render.pdf.tags.elements import Element, read, walk
from notebuild.render.word import ooxml

Seed = Callable[[bytes], bytes]


def page(change: Callable[[Any], None]) -> Seed:
    """A change to a page's elements."""

    def seed(data: bytes) -> bytes:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
        change(root)
        out: bytes = html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
        return out

    return seed


def word(change: Callable[[Any, Any], None]) -> Seed:
    """A change to a DOCX's document and footnotes."""

    def seed(data: bytes) -> bytes:
        parts = ooxml.read(data)
        names = ("word/document.xml", "word/footnotes.xml")
        roots = [etree.fromstring(parts[name]) for name in names]
        change(*roots)
        for name, root in zip(names, roots, strict=True):
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        return ooxml.write(parts)

    return seed


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def by_id(root: Any, name: str) -> Any:
    return root.xpath("//*[@id=$name]", name=name)[0]


def paper(change: Callable[[pikepdf.Pdf], None]) -> Seed:
    """A change to a PDF's objects."""

    def seed(data: bytes) -> bytes:
        with pikepdf.open(BytesIO(data)) as opened:
            change(opened)
            out = BytesIO()
            opened.save(out)
            return out.getvalue()

    return seed


def element_of(opened: pikepdf.Pdf, name: str) -> Element:
    return next(element for element in walk(read(opened)) if element.id == name)


def marks_of(element: Element) -> set[int]:
    """The marked content of an element, without its label."""
    return {kid for e in walk(element) if e.kind != "Lbl" for kid in e.kids if isinstance(kid, int)}


def shown(leaf: Any, change: Callable[[int, Any], list[Any]]) -> list[Any]:
    """A page's steps, those that show text changed by what `change` makes of their mark and step."""
    steps: list[Any] = []
    mark = -1
    for step in pikepdf.parse_content_stream(leaf):
        if str(step.operator) == "BDC" and "/MCID" in step.operands[1]:
            mark = int(step.operands[1].MCID)
        steps += change(mark, step) if str(step.operator) in ("Tj", "TJ") else [step]
        mark = -1 if str(step.operator) == "EMC" else mark
    return steps


def write(opened: pikepdf.Pdf, change: Callable[[int, Any], list[Any]], page: int = -1) -> None:
    """Write what a page shows as `change` has it; every page, where none is named."""
    for at, leaf in enumerate(opened.pages):
        if page not in (-1, at):
            continue
        steps = shown(leaf, change)
        leaf.obj.Contents = opened.make_stream(pikepdf.unparse_content_stream(steps))
