"""Reads and writes packages of Word, and makes the elements of their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha1
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "op": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
EMU = 635
"""English Metric Units in a twentieth of a point."""

SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The extension by which a picture names its drawing ([MS-ODRAWXML] 2.2.1, svgBlip)."""

CONTENT_TYPES = "[Content_Types].xml"
STAMP = (1980, 1, 1, 0, 0, 0)
"""The date of every entry of a package: the first a ZIP can hold, so that no clock shows."""


LONGEST = 40
"""Letters of a bookmark's name (ECMA-376, 17.13.6.2; Word takes no more)."""


def bookmark(identifier: str) -> str:
    """Return the name of the bookmark that pandoc makes of an identifier.

    One that is too long, or does not begin with a letter, becomes an X and its SHA-1 (pandoc's writer for DOCX).
    """
    if identifier[:1].isalpha() and len(identifier) <= LONGEST:
        return identifier
    return f"X{sha1(identifier.encode(), usedforsecurity=False).hexdigest()[1:]}"


def name(prefixed: str) -> str:
    """Return `w:p` as lxml names it, `{namespace}p`; a name without a prefix stays as it is."""
    prefix, _, local = prefixed.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def element(tag: str, *children: Element | None, text: str = "", **attributes: str) -> Element:
    """Return an element of this prefixed name; `w_val="x"` becomes the attribute `w:val`.

    The declared namespaces are those of the prefixes in use, so that a part stays readable.
    """
    named = {name(key.replace("_", ":", 1)): value for key, value in attributes.items()}
    prefix = tag.partition(":")[0]
    made = etree.Element(name(tag), named, nsmap={prefix: NAMESPACES[prefix]})
    if text:
        made.text = text
        if tag in ("w:t", "w:instrText"):
            made.set(name("xml:space"), "preserve")
    made.extend(child for child in children if child is not None)
    return made


def root(tag: str, *children: Element, prefixes: Iterable[str] = (), **attributes: str) -> Element:
    """Return the root of a part, which declares its own prefix and these; without one, the default."""
    prefix, _, local = tag.partition(":")
    used = {p: NAMESPACES[p] for p in prefixes}
    used[None if prefix in ("rel", "ct", "ep", "op") else prefix] = NAMESPACES[prefix]  # type: ignore[index]
    named = {name(key.replace("_", ":", 1)): value for key, value in attributes.items()}
    made = etree.Element(f"{{{NAMESPACES[prefix]}}}{local}", named, nsmap=used)
    made.extend(children)
    etree.cleanup_namespaces(made, keep_ns_prefixes=list(prefixes))
    return made


def parse(part: bytes) -> Element:
    """Return a part as its root element; no entity is resolved and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    return etree.fromstring(part, parser)


def serialize(made: Element) -> bytes:
    """Return a root element as the bytes of a part."""
    etree.cleanup_namespaces(made, keep_ns_prefixes=["w", "r", "w14"])
    return bytes(etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True))


def find(start: Element, tag: str) -> Element | None:
    """Return the first child of this prefixed name."""
    return start.find(name(tag))


def every(start: Element, *tags: str) -> list[Element]:
    """Return every element below of these prefixed names, in document order."""
    return list(start.iter(*(name(tag) for tag in tags)))


def value(start: Element, attribute: str = "w:val") -> str:
    """Return an attribute by prefixed name; empty where there is none."""
    return str(start.get(name(attribute), ""))


def read(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, without the leading slash."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist() if not entry.endswith("/")}


def write(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts: content types first (ECMA-376-2), the rest by name, dates fixed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for entry in sorted(parts, key=lambda part: (part != CONTENT_TYPES, part)):
            info = zipfile.ZipInfo(entry, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, parts[entry])
    return buffer.getvalue()


def relationships(rows: Iterable[tuple[str, str, str]]) -> Element:
    """Return a relationships part from rows of id, type (its last word) and target."""
    base = NAMESPACES["r"]
    return root(
        "rel:Relationships",
        *(
            element(
                "rel:Relationship",
                Id=key,
                Type=kind if ":" in kind else f"{base}/{kind}",
                Target=target,
            )
            for key, kind, target in rows
        ),
    )


MIME = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "word/document.xml": f"{MIME}.wordprocessingml.document.main+xml",
    "word/theme.xml": f"{MIME}.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{MIME}.extended-properties+xml",
    "docProps/custom.xml": f"{MIME}.custom-properties+xml",
}
DEFAULTS = {
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xml": "application/xml",
    "odttf": f"{MIME}.obfuscatedFont",
}


def content_types(parts: Iterable[str]) -> Element:
    """Return what each part is (ECMA-376-2, 10.1.2); one directly under word/ is named after its kind."""
    names = sorted(set(parts) - {CONTENT_TYPES})
    endings = sorted({part.rpartition(".")[2] for part in names})
    kinds = {
        part: KINDS.get(part) or f"{MIME}.wordprocessingml.{part[5:-4].rstrip('0123456789')}+xml"
        for part in names
        if part in KINDS or (part.startswith("word/") and part.count("/") == 1)
    }
    return root(
        "ct:Types",
        *(element("ct:Default", Extension=ending, ContentType=DEFAULTS[ending]) for ending in endings),
        *(element("ct:Override", PartName=f"/{part}", ContentType=kind) for part, kind in kinds.items()),
    )


def run(text: str) -> Element:
    """Return a run of plain words."""
    return element("w:r", element("w:t", text=text))


def tab() -> Element:
    """Return a run that is one tab."""
    return element("w:r", element("w:tab"))


def simple_field(instruction: str, placeholder: str = "1") -> Element:
    """Return a field that Word works out, with what to show until it has."""
    return element("w:fldSimple", run(placeholder), w_instr=f" {instruction} ")


def page_of(pattern: str) -> list[Element]:
    """Return `{page} / {pages}`, in any language's words, with Word's own fields for the two numbers."""
    made: list[Element] = []
    for index, piece in enumerate(
        pattern.replace("{pages}", "\0NUMPAGES\0").replace("{page}", "\0PAGE\0").split("\0")
    ):
        if piece:
            made.append(simple_field(piece) if index % 2 else run(piece))
    return made


def line(style: str, *content: str | Element) -> Element:
    """Return a paragraph of this style, of words and runs."""
    runs: Iterable[Element] = (run(piece) if isinstance(piece, str) else piece for piece in content)
    return element("w:p", element("w:pPr", element("w:pStyle", w_val=style)), *runs)


def borders(sides: Mapping[str, tuple[float, str, int]]) -> list[Element]:
    """Return border elements in the order of the schema; Word counts their width in eighths of a point."""
    order = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
    return [
        element(
            f"w:{side}",
            w_val="single",
            w_sz=str(max(2, round(sides[side][0] * 8))),
            w_space=str(sides[side][2]),
            w_color=sides[side][1],
        )
        for side in order
        if side in sides
    ]
