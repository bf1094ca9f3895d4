"""The record of a note for RePEc, the index of economics: templates of ReDIF-Paper 1.0, a text file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from notebuild.core.model import short
from notebuild.records.record import Author, Record

HANDLE = re.compile(r"RePEc:[a-z]{3}:[a-z0-9]{6}")
"""The handle of a series: the archive's three letters, the series' six (RePEc, "step-by-step tutorial")."""


def redif(records: Sequence[Record], series: str) -> str:
    """Return a template for each edition; `series` is the handle of the house's series, RePEc:abc:wpaper.

    A file begins with a template, and templates are parted by an empty line; each field is one line.
    """
    return "\n".join(template(record, series) for record in records)


def template(record: Record, series: str) -> str:
    """Return the template of one edition."""
    number = re.sub(r"[^A-Za-z0-9.-]+", "-", record.number).strip("-") or record.note
    handle = f"{series}:{number}" + ("" if record.is_original else f"-{short(record.language)}")
    pdf = record.files.get("pdf", "")
    rows = [
        ("Template-Type", "ReDIF-Paper 1.0"),
        *(row for one in record.authors for row in people(one)),
        ("Title", record.whole_title),
        ("Abstract", record.abstract),
        ("Keywords", "; ".join(record.keywords)),
        ("Series", record.series),
        ("Number", record.number),
        ("ISBN", record.isbn),
        ("DOI", record.doi),
        ("Language", short(record.language)),
        ("Creation-Date", record.first_date.isoformat()),
        ("Revision-Date", record.date.isoformat() if record.date != record.first_date else ""),
        ("Publication-Status", f"Published by {record.publisher}, version {record.version}"),
        *([("File-URL", urljoin(record.url, pdf)), ("File-Format", "application/pdf")] if pdf else []),
        ("Handle", handle),
    ]
    return "".join(f"{name}: {' '.join(words.split())}\n" for name, words in rows if words)


def people(author: Author) -> list[tuple[str, str]]:
    """Return the fields of one author; what follows a name is of its bearer."""
    return [
        ("Author-Name", author.name),
        ("Author-Name-First", author.given if author.family else ""),
        ("Author-Name-Last", author.family),
        ("Author-Email", author.email),
        ("Author-WWW", author.url or author.orcid),
        *(("Author-Workplace-Name", place.name) for place in author.affiliations),
    ]
