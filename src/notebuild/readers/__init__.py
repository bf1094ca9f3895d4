"""What a finished PDF, DOCX or page says: notes, pages and links, read back from the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from notebuild.readers import docx, geometry, html, pdf, structure
from notebuild.readers.geometry import notes as pdf_notes
from notebuild.readers.value import NoteReading, Reading, plain, same, squeeze

__all__ = [
    "NoteReading",
    "Reading",
    "pdf_notes",
    "plain",
    "read",
    "read_docx",
    "read_html",
    "read_pdf",
    "same",
    "squeeze",
]

read_html: Callable[[bytes, str], Reading] = html.read
read_docx: Callable[[bytes, str], Reading] = docx.read


def read_pdf(data: bytes, shown: str) -> tuple[Reading, Reading]:
    """A PDF's bytes read twice: by geometry, then by structure; neither knows of the other."""
    plan = pdf.read_outline(data)
    named = {link.target for link in plan.links if link.target}
    links = tuple(link.address for link in plan.links if link.address)
    dead = tuple(sorted(named - plan.places.keys()))
    by_place, by_tag = geometry.notes(data), structure.notes(data)
    return (
        Reading(shown, "pdf", "geometry", plan.language, plan.title, by_place, plan.pages, links, dead),
        Reading(shown, "pdf", "structure", plan.language, plan.title, by_tag, plan.pages, links, dead),
    )


def read(path: Path, shown: str) -> tuple[Reading, ...]:
    """Every reading of a finished file, by its suffix: two of a PDF, one of a DOCX or a page."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return read_pdf(data, shown)
    return (read_docx(data, shown) if path.suffix == ".docx" else read_html(data, shown),)
