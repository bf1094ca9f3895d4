"""The record of an edition for search engines: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from notebuild.records.record import Author, Funder, Organisation, Record, Twin


def linked_data(record: Record) -> str:
    """Return what a page says of itself to machines, safe inside a script."""
    said = json.dumps(work(record), ensure_ascii=False)
    return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def work(record: Record) -> dict[str, Any]:
    """Return an edition as a Report of schema.org, its relations to the note's other editions named."""
    day = record.date.isoformat()
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": record.url,
        "url": record.url,
        "name": record.title,
        "headline": record.title,
        "alternativeHeadline": record.subtitle,
        "abstract": record.description,
        "author": [_author(one) for one in record.authors],
        "publisher": {"@type": "Organization", "name": record.publisher},
        "inLanguage": record.language,
        "datePublished": record.first_date.isoformat(),
        "dateModified": day,
        "version": str(record.version),
        "identifier": f"https://doi.org/{record.doi}" if record.doi else "",
        "isbn": record.isbn,
        "issn": record.issn,
        "reportNumber": record.number,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": record.series} if record.series else "",
        "license": record.licence_url,
        "keywords": list(record.keywords),
        "funding": [_grant(one) for one in record.funders],
        "isBasedOn": _before(record),
    }
    if record.is_original:
        made["workTranslation"] = [_twin(one) for one in record.twins]
    elif record.twins:
        made["translationOfWork"] = _twin(record.twins[0])
    return {name: value for name, value in made.items() if value}


def _before(record: Record) -> dict[str, Any]:
    """Return the published version that this one replaces, by its address where that is known."""
    if not record.replaces:
        return {}
    said = {"@type": "Report", "version": str(record.replaces), "url": record.replaces_url}
    return {name: value for name, value in said.items() if value}


def _organisation(one: Organisation | Funder) -> dict[str, Any]:
    named = {"@type": "Organization", "name": one.name}
    return {**named, "@id": one.ror} if one.ror else named


def _author(one: Author) -> dict[str, Any]:
    """Return an author: a person where something says so, else by name alone."""
    said = {
        "@type": "Person" if one.is_person else "Organization" if one.is_house else "",
        "name": one.name,
        "givenName": one.given,
        "familyName": one.family,
        "affiliation": [_organisation(place) for place in one.affiliations],
        "sameAs": one.orcid,
        "url": one.url,
        "email": one.email,
    }
    return {name: value for name, value in said.items() if value}


def _grant(one: Funder) -> dict[str, Any]:
    grant = {"@type": "Grant", "funder": _organisation(one)}
    return {**grant, "identifier": one.award} if one.award else grant


def _twin(one: Twin) -> dict[str, Any]:
    """Return another edition of the note, by its address where it has one, else by its file."""
    at = one.url or one.files.get("html") or next(iter(one.files.values()), "")
    return {"@type": "Report", "inLanguage": one.language, "url": at}
