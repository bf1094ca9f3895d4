"""Reads the footnotes of a finished DOCX by its parts (ECMA-376, part 1); the order of calls counts."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from notebuild.readback import docx_passages
from notebuild.readback.value import FootnoteReading, Reading, Unreadable, in_order

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PLAIN = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}
_UNSAID = {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr"}


LARGEST_PART = 50_000_000
"""Bytes of one part, unpacked; the largest of ours has less than a million."""


def _part(package: ZipFile, name: str) -> etree._Element | None:
    """Return a part's root element; a DOCX is somebody's file, so no entity is resolved and no bomb unpacked."""
    if name not in package.namelist():
        return None
    entry = package.getinfo(name)
    if entry.flag_bits & 1:
        raise Unreadable("asks for a password")
    if entry.file_size > LARGEST_PART:
        raise Unreadable(f"unpacks to {entry.file_size // 1_000_000} MB of {name}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(package.read(name), parser)


def _words(element: etree._Element) -> str:
    """Return the text as Word shows it with all changes accepted; a paragraph begins a line."""
    parts: list[str] = []

    def walk(node: etree._Element) -> None:
        if node.tag in _UNSAID:
            return
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        parts.append("\n" if node.tag == f"{_W}p" else _PLAIN.get(node.tag, ""))
        for child in node:
            walk(child)

    walk(element)
    return "".join(parts).strip()


def _language(styles: etree._Element | None) -> str:
    """Return the language that text has where nothing else is said (w:docDefaults)."""
    language = None if styles is None else styles.find(f"{_W}docDefaults//{_W}lang")
    return "" if language is None else str(language.get(f"{_W}val", ""))


def _mark(call: etree._Element) -> str:
    """Return what stands in the text instead of the number that Word counts; nothing where Word counts."""
    run = call.getparent()
    own = call.get(f"{_W}customMarkFollows", "0") in ("1", "true", "on")
    return "".join(run.itertext(f"{_W}t")) if own and run is not None else ""


def _anchor(call: etree._Element) -> str:
    """Return the bookmark `note-7` that is open at a call."""
    run, ended = call.getparent(), set()
    for mark in (
        run.itersiblings(f"{_W}bookmarkStart", f"{_W}bookmarkEnd", preceding=True) if run is not None else ()
    ):
        identifier, name = mark.get(f"{_W}id"), mark.get(f"{_W}name", "")
        if mark.tag == f"{_W}bookmarkEnd":
            ended.add(identifier)
        elif name.startswith("note-") and identifier not in ended:
            return str(name)
    return ""


def _counted(parts: Iterable[etree._Element]) -> str:
    """Return how Word counts the notes, where it is not 1, 2, 3 through the whole document."""
    values = [
        mark.get(f"{_W}val", "")
        for part in parts
        for way in part.iter(f"{_W}footnotePr")
        for mark in way.iter(f"{_W}numFmt", f"{_W}numRestart")
    ]
    return ", ".join(value for value in values if value not in ("decimal", "continuous"))


def read(data: bytes, display_path: str) -> Reading:
    """Return the reading of a DOCX's bytes; `display_path` is the path as Problems print it."""
    with ZipFile(BytesIO(data)) as package:
        document = _part(package, "word/document.xml")
        apparatus = _part(package, "word/footnotes.xml")
        relations = _part(package, "word/_rels/document.xml.rels")
        foot_relations = _part(package, "word/_rels/footnotes.xml.rels")
        core = _part(package, "docProps/core.xml")
        styles, numbering = _part(package, "word/styles.xml"), _part(package, "word/numbering.xml")
        settings = _part(package, "word/settings.xml")
    if document is None:
        raise Unreadable("is a package without word/document.xml, so no Word document")
    bodies = {} if apparatus is None else {n.get(f"{_W}id"): n for n in apparatus}
    calls = list(document.iter(f"{_W}footnoteReference"))
    start = document.find(f".//{_W}footnotePr/{_W}numStart")
    first = 1 if start is None else int(start.get(f"{_W}val", "1"))
    counted = _counted(part for part in (document, settings) if part is not None)
    footnotes = {}
    for number, call in enumerate(calls, first):
        body = bodies.get(call.get(f"{_W}id"))
        footnotes[number] = FootnoteReading(
            number=number,
            text="" if body is None else _words(body),
            call=_mark(call) or counted,
            there=body is not None,
            back=body is not None and body.find(f".//{_W}footnoteRef") is not None,
            anchor=_anchor(call),
        )
    targets = [
        relation.get("Target", "")
        for part in (relations, foot_relations)
        if part is not None
        for relation in part.iter(f"{_R}Relationship")
        if relation.get("TargetMode") == "External"
    ]
    marks = {mark.get(f"{_W}name") for mark in document.iter(f"{_W}bookmarkStart")}
    inside = {link.get(f"{_W}anchor") for link in document.iter(f"{_W}hyperlink")} - {None}
    return Reading(
        path=display_path,
        format="docx",
        method="parts",
        language=_language(styles),
        title=((core.findtext(f"{_DC}title") if core is not None else "") or "").strip(),
        footnotes=in_order(footnotes),
        links=tuple(targets),
        dead=tuple(sorted(inside - marks)),
        passages=docx_passages.passages(document, styles, numbering, first),
    )
