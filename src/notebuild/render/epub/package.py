"""Packs the documents of a book: its package file, its contents, the archive; the same parts, the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from notebuild.records.record import Record
from notebuild.render.epub.xhtml import OPS, XHTML

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "woff": "font/woff",
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
}
"""Core media types (EPUB 3.3, 3.2), by the ending of a file."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every part: a ZIP has none before."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents, and the lines below it."""

    words: str
    target: str
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The parts of a book, by their names beside the package file, and what stands where."""

    record: Record
    parts: Mapping[str, bytes]
    spine: Sequence[str]
    """The documents, in reading order."""

    entries: Sequence[Entry]
    landmarks: Sequence[tuple[str, str, str]]
    """Kind (EPUB Structural Semantics), words, and target."""

    labels: Mapping[str, str]
    drawn: frozenset[str]
    """The documents that hold a drawing."""

    has_pictures: bool


def pack(book: Book) -> bytes:
    """Return the archive: `mimetype` first and as it is (EPUB OCF 3.3, 4.3), the rest compressed."""
    files = {
        "META-INF/container.xml": CONTAINER.encode(),
        "EPUB/package.opf": package(book),
        "EPUB/nav.xhtml": contents(book),
        **{f"EPUB/{name}": data for name, data in book.parts.items()},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", EARLIEST), b"application/epub+zip")
        for name, data in files.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def identifier(record: Record) -> str:
    """Return the name of an edition that no version changes: made of its address, or its publisher and name."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, record.url or f'{record.publisher}/{record.name}')}"


def package(book: Book) -> bytes:
    """Return the package file (EPUB 3.3, 5)."""
    root = etree.Element(f"{{{OPF}}}package", nsmap={None: OPF, "dc": DC})
    root.set("version", "3.0")
    root.set("unique-identifier", "edition")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", book.record.language)
    root.append(_metadata(book))
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    names = ["nav.xhtml", *book.parts]
    for name in names:
        item = etree.SubElement(manifest, f"{{{OPF}}}item", id=_id(name), href=name)
        item.set("media-type", TYPES[name.rpartition(".")[2]])
        held = ["nav"] * (name == "nav.xhtml") + ["svg"] * (name in book.drawn)
        if held:
            item.set("properties", " ".join(held))
    spine = etree.SubElement(root, f"{{{OPF}}}spine")
    for name in book.spine:
        etree.SubElement(spine, f"{{{OPF}}}itemref", idref=_id(name))
    return _serialized(root)


def _id(name: str) -> str:
    return "part-" + name.replace("/", "-").replace(".", "-")


def _metadata(book: Book) -> etree._Element:
    """Return what the package says of the edition, and of how it can be read (EPUB Accessibility 1.1, 2)."""
    record = book.record
    data = etree.Element(f"{{{OPF}}}metadata")

    def core(name: str, words: str, own: str = "", **refined: str) -> None:
        if not words:
            return
        element = etree.SubElement(data, f"{{{DC}}}{name}")
        element.text = words
        if own:
            element.set("id", own)
        for key, value in refined.items():
            meta(key.replace("_", "-"), value, f"#{own}")

    def meta(name: str, words: str, refines: str = "", own: str = "") -> None:
        if words:
            element = etree.SubElement(data, f"{{{OPF}}}meta", property=name)
            element.text = words
            if refines:
                element.set("refines", refines)
            if own:
                element.set("id", own)

    core("identifier", identifier(record), "edition")
    core("identifier", f"https://doi.org/{record.doi}" if record.doi else "")
    core("title", record.title, "title", title_type="main", display_seq="1" if record.subtitle else "")
    core("title", record.subtitle, "subtitle", title_type="subtitle", display_seq="2")
    for number, author in enumerate(record.authors, 1):
        core("creator", author.name, f"author-{number}", role="aut", display_seq=str(number))
    core("publisher", record.publisher)
    core("date", record.date.isoformat())
    core("language", record.language)
    core("description", record.description)
    core("rights", record.licence)
    for word in record.keywords:
        core("subject", word)
    meta("dcterms:modified", f"{record.date.isoformat()}T00:00:00Z")
    if record.series:
        meta("belongs-to-collection", record.series, own="series")
        meta("collection-type", "series", "#series")
        meta("group-position", record.number if record.number.replace(".", "").isdigit() else "", "#series")
    for mode in ["textual", *(["visual"] if book.has_pictures else [])]:
        meta("schema:accessMode", mode)
    meta("schema:accessModeSufficient", "textual")
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    for feature in [*features, *(["alternativeText"] if book.has_pictures else [])]:
        meta("schema:accessibilityFeature", feature)
    meta("schema:accessibilityHazard", "none")
    meta("schema:accessibilitySummary", book.labels["accessible"])
    return data


def contents(book: Book) -> bytes:
    """Return the contents (EPUB 3.3, 7): the headings, and where a reader begins."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML, "epub": OPS})
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        root.set(name, book.record.language)
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = book.record.whole_title
    etree.SubElement(head, f"{{{XHTML}}}link", rel="stylesheet", type="text/css", href="house.css")
    body = etree.SubElement(root, f"{{{XHTML}}}body")
    body.set(f"{{{OPS}}}type", "frontmatter")
    nav = _nav(body, "toc", "doc-toc", book.labels["contents"])
    _listed(nav, book.entries)
    marks = _nav(body, "landmarks", "", book.labels["about"])
    marks.set("hidden", "hidden")
    rows = etree.SubElement(marks, f"{{{XHTML}}}ol")
    for kind, words, target in book.landmarks:
        link = etree.SubElement(etree.SubElement(rows, f"{{{XHTML}}}li"), f"{{{XHTML}}}a", href=target)
        link.set(f"{{{OPS}}}type", kind)
        link.text = words
    return _serialized(root, "<!DOCTYPE html>")


def _nav(body: etree._Element, kind: str, role: str, words: str) -> etree._Element:
    nav = etree.SubElement(body, f"{{{XHTML}}}nav", id=kind)
    nav.set(f"{{{OPS}}}type", kind)
    if role:
        nav.set("role", role)
    nav.set("aria-labelledby", f"{kind}-heading")
    etree.SubElement(nav, f"{{{XHTML}}}h1", id=f"{kind}-heading").text = words
    return nav


def _listed(above: etree._Element, entries: Sequence[Entry]) -> None:
    rows = etree.SubElement(above, f"{{{XHTML}}}ol")
    for entry in entries:
        row = etree.SubElement(rows, f"{{{XHTML}}}li")
        etree.SubElement(row, f"{{{XHTML}}}a", href=entry.target).text = entry.words
        if entry.below:
            _listed(row, entry.below)


def _serialized(root: etree._Element, doctype: str | None = None) -> bytes:
    out: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=doctype)
    return out
