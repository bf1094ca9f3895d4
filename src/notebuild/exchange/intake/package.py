"""Opens the file of a document that somebody sends: what is no document, or a harmful one, is refused by name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.render.word import ooxml

LARGEST = 60_000_000
"""Bytes of a file that is taken in; a note with twenty photographs has half of it."""

UNPACKED = 300_000_000
PART = 60_000_000
"""Bytes of all parts of a package and of one of them, unpacked: text packs well, and a bomb better."""

PARTS = 5000
DEEPEST = 200
"""Elements that stand in each other; Word's own documents reach some forty."""

DOCX = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of Word 97 begin, and all that Office encrypts ([MS-CFB] 2.2)."""

SAVE = "save it as .docx, .odt or Markdown, and take that in"


def refused(shown: str, message: str, remedy: str) -> NotebuildError:
    """Return the error of a file that cannot be taken in."""
    return NotebuildError([Problem(Location(shown), message, remedy)])


def kind(content: bytes, name: str, shown: str) -> str:
    """Return what a file is, `docx`, `odt` or `markdown`, by what stands in it.

    Raises NotebuildError for what is none of them.
    """
    if not content.strip():
        raise refused(shown, "is empty", "give the document that is meant")
    if len(content) > LARGEST:
        raise refused(shown, f"has {len(content) // 1_000_000} million bytes", "save its pictures smaller")
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refused(
                shown, "is locked with a password", "take the password off in Word, and save it again"
            )
        raise refused(shown, "is of Word 97 to 2003", "open it in Word or LibreOffice, and save it as .docx")
    if content.startswith(b"%PDF"):
        raise refused(
            shown, "is a PDF, which has no footnotes to read", "ask for the document it was made of"
        )
    if content.startswith(b"{\\rtf"):
        raise refused(shown, "is RTF", "open it in Word or LibreOffice, and save it as .docx")
    if content.startswith(b"PK"):
        names = _names(content, shown)
        if DOCX in names:
            return "docx"
        if "content.xml" in names:
            return "odt"
        raise refused(shown, "is a package, but no document of Word or OpenDocument", SAVE)
    ending = name.rpartition(".")[2].lower()
    if ending not in ("md", "markdown", "qmd", "rmd", "txt"):
        raise refused(shown, "is no document of Word or OpenDocument, nor Markdown", SAVE)
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        problem = Problem(
            Location(shown, line), "this line is not UTF-8", "save the file in the encoding UTF-8"
        )
        raise NotebuildError([problem]) from None
    return "markdown"


def _names(content: bytes, shown: str) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise refused(shown, "is damaged: its package cannot be opened", "ask for it again") from None


def parts(content: bytes, shown: str) -> dict[str, bytes]:
    """Return the parts of a package by their names.

    Raises NotebuildError for one that is damaged, locked, or unpacks to more than a document has, and
    for XML that defines entities or stands too deep in itself. What lies outside of the package is
    never asked for.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            sizes = [entry.file_size for entry in entries]
            if len(entries) > PARTS or sum(sizes) > UNPACKED or max(sizes, default=0) > PART:
                message = f"unpacks to {sum(sizes) // 1_000_000} million bytes in {len(entries)} parts"
                raise refused(shown, message, "no note is so large: look where it comes from")
            if any(entry.flag_bits & 1 for entry in entries):
                raise refused(shown, "is locked with a password", "take it off, and save the document again")
            if len({entry.filename for entry in entries}) < len(entries):
                raise refused(
                    shown, "holds a part twice", "open it in Word or LibreOffice, and save it again"
                )
            found = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise refused(shown, "is damaged: its package cannot be read", "ask for it again") from None
    for name, part in found.items():
        if name.endswith((".xml", ".rels")):
            _harmless(part, name, shown)
            try:
                ooxml.parse(part)
            except etree.XMLSyntaxError:
                raise refused(shown, f"is damaged: {name} cannot be read", "ask for it again") from None
    return found


_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")


def _harmless(part: bytes, name: str, shown: str) -> None:
    """Raise NotebuildError for XML with a document type, which alone can define entities, or too deep in itself."""
    head = part[:4].replace(b"\0", b"")
    text = part if head.startswith((b"<", b"\xef\xbb\xbf")) and b"\0" not in part[:4] else _recoded(part)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise refused(
            shown, f"defines entities in {name}", "no program does: look where the document comes from"
        )
    depth = 0
    for tag in _TAG.finditer(text):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > DEEPEST:
            raise refused(
                shown, f"has elements too deep in each other in {name}", "copy its text into a new document"
            )


def _recoded(part: bytes) -> bytes:
    try:
        return part.decode("utf-16").encode()
    except UnicodeDecodeError:
        return part
