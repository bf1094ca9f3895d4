"""The formats in which an edition comes: one table, in the order in which an imprint names them.

To add one: a row here; its label `format-<name>` in the tool's profiles; its task, in `pipeline/formats.py`; its
reader, in `readback.READERS`. All else asks this table: what a front matter and a house may name, what the files are
called, which tasks a short name means, what the proof reads, what the preview shows, what is left over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Format:
    """One format; in an edition's own language a profile's label `format-<name>` names it."""

    name: str
    """As a front matter and a house file write it."""

    ending: str
    """Of its files, without the stop; no two formats share one."""

    media_type: str
    """RFC 6838, as the register of IANA has it."""

    words: str
    """What an editor calls a file of it, in English."""

    task: str
    """The task that makes it."""

    weight: int
    """What it takes for a note of 2,000 words, in tenths of seconds."""


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS = {
    one.name: one
    for one in (
        Format("pdf", "pdf", "application/pdf", "PDF", "pdf", 60),
        Format("html", "html", "text/html; charset=utf-8", "web page", "web", 9),
        Format("docx", "docx", _WORD, "Word document", "docx", 18),
        Format("epub", "epub", "application/epub+zip", "e-book", "epub", 10),
        Format("txt", "txt", "text/plain; charset=utf-8", "plain text", "txt", 1),
        Format("jats", "xml", "application/xml", "JATS article", "jats", 4),
    )
}
"""Every format by its name: to print, to read on screen, to work on, and what few ask for."""


def of(path: Path) -> Format:
    """Return the format of a finished file, by its ending; raises KeyError for a file of none."""
    return {f".{one.ending}": one for one in FORMATS.values()}[path.suffix]
