"""The record of an edition for DataCite, which gives DOIs: its metadata schema 4.5, as JSON and as XML."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from notebuild.core.formats import FORMATS
from notebuild.records.markup import LANG, put, written
from notebuild.records.record import Author, Record

KERNEL = "http://datacite.org/schema/kernel-4"
SCHEMES = {"ORCID": "https://orcid.org", "ROR": "https://ror.org"}


def datacite(record: Record) -> dict[str, Any]:
    """Return the record as DataCite's JSON; what it translates, and what translates it, as forms of one work.

    Version 4.6 has HasTranslation and IsTranslationOf; 4.5, which all of DataCite's tools know, does not.
    """
    rights = {"rights": record.licence, "rightsUri": record.licence_url, "lang": record.language}
    made: dict[str, Any] = {
        "doi": record.doi,
        "url": record.url,
        "types": {"resourceTypeGeneral": "Report", "resourceType": record.series or "Report"},
        "creators": [_creator(one) for one in record.authors],
        "titles": _titles(record),
        "publisher": {"name": record.publisher},
        "publicationYear": str(record.first_date.year),
        "subjects": [{"subject": word, "lang": record.language} for word in record.keywords],
        "dates": _dates(record),
        "language": record.language,
        "alternateIdentifiers": [
            {"alternateIdentifier": number, "alternateIdentifierType": kind}
            for kind, number in (("ISBN", record.isbn), ("Report number", record.number))
            if number
        ],
        "relatedIdentifiers": _relations(record),
        "formats": [FORMATS[kind].media_type.partition(";")[0] for kind in record.files],
        "version": str(record.version),
        "rightsList": [{name: value for name, value in rights.items() if value}] if record.licence else [],
        "descriptions": _descriptions(record),
        "fundingReferences": [
            {
                "funderName": one.name,
                **({"funderIdentifier": one.ror, "funderIdentifierType": "ROR"} if one.ror else {}),
                **({"awardNumber": one.award} if one.award else {}),
            }
            for one in record.funders
        ],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return {name: value for name, value in made.items() if value}


def _creator(one: Author) -> dict[str, Any]:
    """Return an author: a person or a house where something says so."""
    made: dict[str, Any] = {"name": one.inverted}
    if one.is_person or one.is_house:
        made["nameType"] = "Personal" if one.is_person else "Organizational"
    if one.family:
        made |= {"familyName": one.family} | ({"givenName": one.given} if one.given else {})
    if one.orcid:
        made["nameIdentifiers"] = [
            {"nameIdentifier": one.orcid, "nameIdentifierScheme": "ORCID", "schemeUri": SCHEMES["ORCID"]}
        ]
    if one.affiliations:
        made["affiliation"] = [
            {
                "name": place.name,
                **(
                    {
                        "affiliationIdentifier": place.ror,
                        "affiliationIdentifierScheme": "ROR",
                        "schemeUri": SCHEMES["ROR"],
                    }
                    if place.ror
                    else {}
                ),
            }
            for place in one.affiliations
        ]
    return made


def _titles(record: Record) -> list[dict[str, str]]:
    """Return title and subtitle, and the title in the note's other languages."""
    made = [{"title": record.title, "lang": record.language}]
    if record.subtitle:
        made.append({"title": record.subtitle, "titleType": "Subtitle", "lang": record.language})
    return made + [
        {"title": one.title, "titleType": "TranslatedTitle", "lang": one.language}
        for one in record.twins
        if one.title
    ]


def _dates(record: Record) -> list[dict[str, str]]:
    """Return when the first version was published, and when this one was, if it is another."""
    made = [{"date": record.first_date.isoformat(), "dateType": "Issued"}]
    if record.date != record.first_date:
        made.append({"date": record.date.isoformat(), "dateType": "Updated"})
    return made


def _relations(record: Record) -> list[dict[str, str]]:
    """Return the note's other editions that are works of their own to DataCite, and the series by its ISSN."""
    made = []
    for one in record.twins:
        if (record.doi and one.doi == record.doi) or not (record.is_original or one.is_original):
            continue
        number, kind = (one.doi, "DOI") if one.doi else (one.url, "URL")
        if number:
            relation = "IsOriginalFormOf" if record.is_original else "IsVariantFormOf"
            made.append(
                {"relatedIdentifier": number, "relatedIdentifierType": kind, "relationType": relation}
            )
    if record.replaces_url:
        at = record.replaces_url
        made.append(
            {"relatedIdentifier": at, "relatedIdentifierType": "URL", "relationType": "IsNewVersionOf"}
        )
    if record.issn:
        made.append(
            {"relatedIdentifier": record.issn, "relatedIdentifierType": "ISSN", "relationType": "IsPartOf"}
        )
    return made


def _descriptions(record: Record) -> list[dict[str, str]]:
    """Return the summary, and the place in the series."""
    series = ", ".join(part for part in (record.series, record.number) if part)
    rows = (("Abstract", record.abstract), ("SeriesInformation", series))
    return [
        {"description": words, "descriptionType": kind, "lang": record.language}
        for kind, words in rows
        if words
    ]


def to_json(record: Record) -> str:
    """Return the record as a file of JSON."""
    return json.dumps(datacite(record), ensure_ascii=False, indent=1) + "\n"


def to_xml(record: Record) -> str:
    """Return the record as a file of XML, made from what the JSON says."""
    said = datacite(record)
    root = etree.Element(f"{{{KERNEL}}}resource", nsmap={None: KERNEL})
    put(root, "identifier", said.get("doi", ""), identifierType="DOI")
    people = put(root, "creators")
    for one in said["creators"]:
        _person(put(people, "creator"), one)
    titles = put(root, "titles")
    for one in said["titles"]:
        put(titles, "title", one["title"], titleType=one.get("titleType", "")).set(LANG, one["lang"])
    put(root, "publisher", said["publisher"]["name"])
    put(root, "publicationYear", said["publicationYear"])
    kind = said["types"]
    put(root, "resourceType", kind["resourceType"], resourceTypeGeneral=kind["resourceTypeGeneral"])
    if "subjects" in said:
        subjects = put(root, "subjects")
        for one in said["subjects"]:
            put(subjects, "subject", one["subject"]).set(LANG, one["lang"])
    dates = put(root, "dates")
    for one in said["dates"]:
        put(dates, "date", one["date"], dateType=one["dateType"])
    put(root, "language", said["language"])
    _listed(root, said, "alternateIdentifiers", "alternateIdentifier", ("alternateIdentifierType",))
    _listed(
        *(root, said, "relatedIdentifiers", "relatedIdentifier"), ("relatedIdentifierType", "relationType")
    )
    if "formats" in said:
        formats = put(root, "formats")
        for one in said["formats"]:
            put(formats, "format", one)
    put(root, "version", said["version"])
    if "rightsList" in said:
        for one in said["rightsList"]:
            rights = put(put(root, "rightsList"), "rights", one["rights"], rightsURI=one.get("rightsUri", ""))
            rights.set(LANG, one["lang"])
    if "descriptions" in said:
        rows = put(root, "descriptions")
        for one in said["descriptions"]:
            made = put(rows, "description", one["description"], descriptionType=one["descriptionType"])
            made.set(LANG, one["lang"])
    if "fundingReferences" in said:
        funding = put(root, "fundingReferences")
        for one in said["fundingReferences"]:
            made = put(funding, "fundingReference")
            put(made, "funderName", one["funderName"])
            if "funderIdentifier" in one:
                put(made, "funderIdentifier", one["funderIdentifier"], funderIdentifierType="ROR")
            if "awardNumber" in one:
                put(made, "awardNumber", one["awardNumber"])
    return written(root)


def _listed(
    root: etree._Element, said: dict[str, Any], plural: str, name: str, attributes: tuple[str, ...]
) -> None:
    """Append a list of identifiers, where there are any."""
    if plural in said:
        rows = put(root, plural)
        for one in said[plural]:
            put(rows, name, one[name], **{key: one[key] for key in attributes})


def _person(made: etree._Element, one: dict[str, Any]) -> None:
    """Fill a creator."""
    put(made, "creatorName", one["name"], nameType=one.get("nameType", ""))
    for key in ("givenName", "familyName"):
        if key in one:
            put(made, key, one[key])
    for number in one.get("nameIdentifiers", ()):
        put(
            made,
            "nameIdentifier",
            number["nameIdentifier"],
            nameIdentifierScheme="ORCID",
            schemeURI=SCHEMES["ORCID"],
        )
    for place in one.get("affiliation", ()):
        is_known = "affiliationIdentifier" in place
        put(
            made,
            "affiliation",
            place["name"],
            affiliationIdentifier=place.get("affiliationIdentifier", ""),
            affiliationIdentifierScheme="ROR" if is_known else "",
            schemeURI=SCHEMES["ROR"] if is_known else "",
        )
