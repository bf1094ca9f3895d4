"""The record of an edition for reference managers: BibTeX, RIS and CSL JSON."""

from __future__ import annotations

import json
from urllib.parse import quote

from notebuild.records.record import Author, Record
from notebuild.records.words import plain

LITERAL = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
"""Signs that BibTeX takes for its own, as text."""


def exports(record: Record) -> list[dict[str, str]]:
    """Return the entry of an edition in each format that reference managers read: name, file and address."""
    kinds = (
        ("BibTeX", "bib", "application/x-bibtex", bibtex(record)),
        ("RIS", "ris", "application/x-research-info-systems", ris(record)),
        ("CSL JSON", "json", "application/vnd.citationstyles.csl+json", csl(record)),
    )
    return [
        {"name": name, "file": f"{record.name}.{suffix}", "address": address(text, kind)}
        for name, suffix, kind, text in kinds
    ]


def address(text: str, media_type: str) -> str:
    """Return a text as a `data:` address (RFC 2397)."""
    return f"data:{media_type};charset=utf-8,{quote(text)}"


def bibtex(record: Record) -> str:
    """Return an entry as BibTeX: a report of its publisher. A name that may be a house's is kept whole by braces."""
    fields = {
        "author": " and ".join(map(_bibtex_name, record.authors)),
        "title": f"{{{record.whole_title.translate(LITERAL)}}}",
        "institution": record.publisher.translate(LITERAL),
        "type": record.series.translate(LITERAL),
        "number": record.number.translate(LITERAL),
        "year": str(record.date.year),
        "month": str(record.date.month),
        "date": record.date.isoformat(),
        "version": str(record.version) if record.version > 1 else "",
        "language": record.language,
        "isbn": record.isbn,
        "issn": record.issn,
        "doi": record.doi,
        "url": record.url,
    }
    rows = "".join(f"  {name} = {{{plain(value)}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{record.note}{record.date.year},\n{rows}}}\n"


def _bibtex_name(author: Author) -> str:
    if not author.is_person:
        return f"{{{author.name.translate(LITERAL)}}}"
    return author.inverted.translate(LITERAL)


def ris(record: Record) -> str:
    """Return an entry as RIS; its lines end with CR LF, the last is ER."""
    rows = [
        ("TY", "RPRT"),
        *(("AU", one.inverted) for one in record.authors),
        ("TI", record.whole_title),
        ("T2", record.series),
        ("M1", record.number),
        ("PB", record.publisher),
        ("CY", record.place),
        ("PY", str(record.date.year)),
        ("DA", record.date.strftime("%Y/%m/%d")),
        ("ET", str(record.version) if record.version > 1 else ""),
        ("LA", record.language),
        ("SN", record.isbn or record.issn),
        ("DO", record.doi),
        ("UR", record.url),
        *(("KW", word) for word in record.keywords),
    ]
    lines = [f"{tag}  - {plain(value)}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_item(record: Record) -> dict[str, object]:
    """Return an entry as an item of CSL; an author by the whole name where it is not said which is the family's."""
    day = record.date
    entry = {
        "id": record.note,
        "type": "report",
        "title": record.whole_title,
        "author": [
            {"family": one.family, "given": one.given} if one.family and one.given else {"literal": one.name}
            for one in record.authors
        ],
        "publisher": record.publisher,
        "publisher-place": record.place,
        "collection-title": record.series,
        "number": record.number,
        "version": str(record.version),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "language": record.language,
        "ISBN": record.isbn,
        "ISSN": record.issn,
        "DOI": record.doi,
        "URL": record.url,
    }
    return {name: value for name, value in entry.items() if value}


def csl(record: Record) -> str:
    """Return an entry as CSL JSON."""
    return json.dumps([csl_item(record)], ensure_ascii=False, indent=1) + "\n"
