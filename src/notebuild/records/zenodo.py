"""The record of a note for Zenodo: the metadata of a deposit, as its REST API takes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from notebuild.core.model import short
from notebuild.records.record import Author, Record

CODES = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "it": "ita",
    "nl": "nld",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "uk": "ukr",
}
"""Languages by the codes of ISO 639-3, which Zenodo wants; another is left for its form to ask."""


def zenodo(records: Sequence[Record]) -> str:
    """Return the metadata of one deposit that holds these editions, as a file of JSON.

    The words are those of the first; the others are described after it, each in its language. A DOI that the note
    has goes along, and Zenodo gives none of its own then.
    """
    first = records[0]
    notes = [
        f"Version {first.version}.",
        *(f"{one.language}: {one.whole_title}." for one in records if len(records) > 1),
        *(f"Funded by {one.name}{f', {one.award}' if one.award else ''}." for one in first.funders),
    ]
    said: dict[str, Any] = {
        "upload_type": "publication",
        "publication_type": "report",
        "publication_date": first.date.isoformat(),
        "title": first.whole_title,
        "creators": [_creator(one) for one in first.authors],
        "description": "".join(map(_described, records)),
        "access_right": "open",
        "license": licence(first),
        "doi": first.doi,
        "keywords": list(first.keywords),
        "notes": " ".join(notes),
        "related_identifiers": _relations(first, {one.language for one in records}),
        "imprint_publisher": first.publisher,
        "imprint_place": first.place,
        "imprint_isbn": first.isbn,
        "version": str(first.version),
        "language": CODES.get(short(first.language), "") if len(records) == 1 else "",
    }
    metadata = {name: value for name, value in said.items() if value}
    return json.dumps({"metadata": metadata}, ensure_ascii=False, indent=1) + "\n"


def licence(record: Record) -> str:
    """Return a licence of Creative Commons as Zenodo names it, cc-by-4.0; empty for any other."""
    _, known, rest = record.licence_url.partition("creativecommons.org/")
    if not known:
        return ""
    kind, name, number = rest.strip("/").split("/")
    return f"cc0-{number}" if kind == "publicdomain" else f"cc-{name}-{number}"


def _creator(one: Author) -> dict[str, str]:
    made = {
        "name": one.inverted,
        "affiliation": "; ".join(place.name for place in one.affiliations),
        "orcid": one.orcid.rpartition("/")[2],
    }
    return {name: value for name, value in made.items() if value}


def _described(record: Record) -> str:
    """Return the summary of an edition as HTML, which Zenodo shows."""
    paragraphs = record.abstract.split("\n\n")
    return "".join(f'<p lang="{record.language}">{escape(one)}</p>' for one in paragraphs if one)


def _relations(record: Record, together: set[str]) -> list[dict[str, str]]:
    """Return where the note's page is, its series, and its editions that have a DOI and are not in the deposit."""
    rows = [
        (record.url, "isIdenticalTo"),
        (record.issn, "isPartOf"),
        (record.replaces_url, "isNewVersionOf"),
    ]
    for one in record.twins:
        if one.language in together or not one.doi or one.doi == record.doi:
            continue
        if record.is_original or one.is_original:
            rows.append((one.doi, "isOriginalFormOf" if record.is_original else "isVariantFormOf"))
    return [
        {"identifier": number, "relation": relation, "resource_type": "publication-report"}
        for number, relation in rows
        if number
    ]
