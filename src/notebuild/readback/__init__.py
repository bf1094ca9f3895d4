"""Reads back a finished PDF, DOCX or page: its footnotes, pages and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile
from zlib import error as ZlibError

import pikepdf
import pypdfium2 as pdfium
from lxml import etree

from notebuild.core import formats
from notebuild.readback import (
    docx,
    epub,
    html,
    jats,
    pdf_attachments,
    pdf_by_geometry,
    pdf_by_structure,
    pdf_composition,
    pdf_direction,
    pdf_letters,
    pdf_links,
    pdf_passages,
    pdf_shapes,
    text,
)
from notebuild.readback.pdf_letters import HYPHENS
from notebuild.readback.value import (
    Block,
    Composition,
    FootnoteReading,
    Reading,
    SetLine,
    Unreadable,
    plain,
    same,
    squeeze,
)

__all__ = [
    "HYPHENS",
    "Block",
    "Composition",
    "FootnoteReading",
    "Reading",
    "SetLine",
    "Unreadable",
    "content",
    "pdf_attachments",
    "pdf_footnotes",
    "plain",
    "read",
    "read_docx",
    "read_html",
    "read_pdf",
    "same",
    "squeeze",
    "told",
]

read_html: Callable[[bytes, str], Reading] = html.read
read_docx: Callable[[bytes, str], Reading] = docx.read


def read_pdf(data: bytes, display_path: str) -> tuple[Reading, Reading]:
    """Return a PDF's bytes read twice: by geometry, then by structure; neither knows of the other."""
    by_place, by_tag = _read_pdf(data)
    return replace(by_place, path=display_path), replace(by_tag, path=display_path)


def pdf_footnotes(data: bytes) -> tuple[FootnoteReading, ...]:
    """Return the notes of a PDF's bytes, by number, read by geometry."""
    return _read_pdf(data)[0].footnotes


@lru_cache(maxsize=16)
def _read_pdf(data: bytes) -> tuple[Reading, Reading]:
    """Return both readings of a PDF's bytes, without its path.

    A file is proved when it is made and again among all editions: equal bytes are read once a run.
    """
    with ExitStack() as held:
        file = held.enter_context(pikepdf.open(BytesIO(data), attempt_recovery=False))
        shown, stood = pdf_direction.shielded(file, data)
        opened = held.enter_context(pdf_letters.leaves(shown))
        plan = pdf_links.outline(file)
        drawn = [pdf_letters.letters(text, stood) for _, text in opened]
        by_place = pdf_by_geometry.footnotes(plan, drawn)
        texts = pdf_by_structure.marked_text(opened, stood)
        by_tag = pdf_by_structure.footnotes(file, texts)
        spoken, seen = pdf_passages.passages(file, texts, drawn, pdf_shapes.boxes(opened))
        how = pdf_composition.composition(file, plan, drawn)
    named = {link.target for link in plan.links if link.target}
    links = tuple(link.address for link in plan.links if link.address)
    dead = tuple(sorted(named - plan.places.keys()))
    return (
        Reading(
            "", "pdf", "geometry", plan.language, plan.title, by_place, plan.pages, links, dead, how, seen
        ),
        Reading(
            "",
            "pdf",
            "structure",
            plan.language,
            plan.title,
            by_tag,
            plan.pages,
            links,
            dead,
            passages=spoken,
        ),
    )


T = TypeVar("T")

READERS: Mapping[str, Callable[[bytes, str], tuple[Reading, ...]]] = {
    "pdf": read_pdf,
    "html": lambda data, shown: (read_html(data, shown),),
    "docx": lambda data, shown: (read_docx(data, shown),),
    "epub": lambda data, shown: (epub.read(data, shown),),
    "txt": lambda data, shown: (text.read(data, shown),),
    "jats": lambda data, shown: (jats.read(data, shown),),
}
"""What reads a file of each format back."""

LARGEST = 100_000_000
"""Bytes of a file that we may have made; ours have a few hundred thousand."""

_DAMAGED = (
    *(pikepdf.PdfError, pdfium.PdfiumError),
    # NotImplementedError: a ZIP of a later version, or with another compression.
    *(BadZipFile, ZlibError, EOFError, NotImplementedError),
    etree.LxmlError,
)
_MALFORMED = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""Exceptions raised by a well-formed file that we did not make."""


def read(path: Path, display_path: str) -> tuple[Reading, ...]:
    """Return every reading of a finished file, by its suffix: two of a PDF, one of any other.

    Raises Unreadable, with what is the matter, for one that is damaged, foreign or no file at all.
    """
    known = formats.of(path)
    data = content(path, known.words)
    return told(known.words, lambda: READERS[known.name](data, display_path))


def content(path: Path, kind: str) -> bytes:
    """Return the bytes of a file; raises Unreadable for what is none, is empty or too large. `kind` names it."""
    try:
        if path.is_dir():
            raise Unreadable("is a folder, not a file")
        if (size := path.stat().st_size) > LARGEST:
            raise Unreadable(f"is {size // 1_000_000} MB large, which no {kind} of ours is")
        data = path.read_bytes()
    except OSError as fault:
        raise Unreadable(f"cannot be opened: {fault.strerror}") from None
    if not data.strip(b"\0\t\n\r "):
        raise Unreadable("is empty")
    return data


def told(kind: str, work: Callable[[], T]) -> T:
    """Return what `work` makes of a file of this kind; raises Unreadable for what the libraries raise."""
    try:
        return work()
    except pikepdf.PasswordError:
        raise Unreadable("asks for a password") from None
    except _DAMAGED as fault:
        raise Unreadable(f"is no {kind}, or a damaged one: {_said(fault)}") from None
    except _MALFORMED as fault:
        raise Unreadable(f"is not a {kind} as we make them: {_said(fault)}") from fault


def _said(fault: Exception) -> str:
    """Return what a library says is wrong, on one line and without a final stop."""
    words = re.sub(r"stream <[^>]*>:?", "", f"{type(fault).__name__}, {fault}")
    return " ".join(words.split()).rstrip(".")
