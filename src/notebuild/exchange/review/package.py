"""Opens a document of Word that came from outside: its parts, within limits, and what it says of itself."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from notebuild.readback import Unreadable
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, name

DOCUMENT, NOTES, ENDNOTES = "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"

LARGEST, LARGEST_PART, MOST_PARTS, DEEPEST = 30_000_000, 40_000_000, 2_000, 200
"""Bytes of a file, bytes of all its parts unpacked, how many parts, and how deep their elements stand."""

TOO_DEEP = "is nested deeper than a document is"

OLD = b"\xd0\xcf\x11\xe0"
"""How a file of Word before 2007 begins, and one that a password locks ([MS-CFB] 2.2)."""


def package(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document that came from outside.

    Raises Unreadable for what is none, or would fill memory.
    """
    if not data:
        raise Unreadable("is empty")
    if len(data) > LARGEST:
        raise Unreadable("is larger than 30 MB")
    if data.startswith(OLD):
        raise Unreadable("is a file of Word 97\u20132003, or locked by a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unreadable("asks for a password")
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_PART:
                raise Unreadable("unpacks to more than a document has")
            names = {entry.filename for entry in entries}
            if "mimetype" in names and DOCUMENT not in names:
                raise Unreadable("is a file of OpenDocument, no .docx")
            parts = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zipfile.LargeZipFile, zlib.error):
        raise Unreadable("is no .docx, or only a part of one") from None
    if DOCUMENT not in parts:
        raise Unreadable("is no Word document: it has no word/document.xml")
    return parts


def parsed(part: bytes) -> Element:
    """Return a part of a document from outside; raises Unreadable where it is no plain XML of a sane depth."""
    if b"<!DOCTYPE" in part[:4000] or b"<!ENTITY" in part:
        raise Unreadable("declares entities, which no document of Word does")
    try:
        start = ooxml.parse(part)
    except etree.XMLSyntaxError as fault:
        is_deep = "depth" in str(fault)
        raise Unreadable(TOO_DEEP if is_deep else "is damaged: its text breaks off or is garbled") from None
    if _deep(start):
        raise Unreadable(TOO_DEEP)
    return start


def _deep(start: Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(start, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return what a document says of itself, by our names."""
    found: dict[str, str] = {}
    if "docProps/core.xml" in parts:
        core = parsed(parts["docProps/core.xml"])
        for key, tag in (
            ("identifier", "dc:identifier"),
            ("version", "cp:version"),
            ("title", "dc:title"),
            ("language", "dc:language"),
        ):
            said = core.findtext(name(tag))
            if said:
                found[key] = said
    if "docProps/custom.xml" in parts:
        for one in parsed(parts["docProps/custom.xml"]):
            own = str(one.get("name", ""))
            if own.startswith("notebuild-"):
                found[own.removeprefix("notebuild-")] = "".join(map(str, one.itertext())).strip()
    return found
