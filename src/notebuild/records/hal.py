"""The record of an edition for HAL, the French archive: the TEI that its SWORD interface takes (AOfr)."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from lxml.etree import _Element as Element

from notebuild.core.model import short
from notebuild.records.markup import LANG, XML, put, written
from notebuild.records.record import Author, Record

TEI = "http://www.tei-c.org/ns/1.0"
SPACES = {None: TEI, "hal": "http://hal.archives-ouvertes.fr/"}


def hal(record: Record, domain: str, pdf: str) -> str:
    """Return the record as HAL's TEI; `domain` is one of HAL's (shs.scipo), `pdf` the name of the file with it.

    HAL knows persons alone as authors, each with a given and a family name; a house is left to `publisher`.
    """
    root = etree.Element(f"{{{TEI}}}TEI", nsmap=SPACES)
    text = put(root, "text")
    whole = put(put(put(text, "body"), "listBibl"), "biblFull")
    persons = [one for one in record.authors if one.family and one.given]
    places = list(dict.fromkeys(place for one in persons for place in one.affiliations))
    named = {place: f"localStruct-{number}" for number, place in enumerate(places, 1)}

    def people(parent: Element) -> None:
        for one in persons:
            author(parent, one, [named[place] for place in one.affiliations])

    head = put(whole, "titleStmt")
    titles(head, record)
    people(head)
    for one in record.funders:
        put(head, "funder", f"{one.name}, {one.award}" if one.award else one.name)
    edition = put(put(whole, "editionStmt"), "edition")
    put(edition, "date", record.date.isoformat(), type="whenWritten")
    put(edition, "ref", type="file", subtype="author", n="1", target=pdf)
    if record.licence_url:
        put(put(put(whole, "publicationStmt"), "availability"), "licence", target=record.licence_url)
    put(whole, "seriesStmt")
    notes = put(whole, "notesStmt")
    put(notes, "note", type="audience", n="2")
    put(notes, "note", type="popular", n="0")
    source(put(put(whole, "sourceDesc"), "biblStruct"), record, people)
    profile = put(whole, "profileDesc")
    put(put(profile, "langUsage"), "language", ident=short(record.language))
    classes = put(profile, "textClass")
    if record.keywords:
        words = put(classes, "keywords", scheme="author")
        for word in record.keywords:
            put(words, "term", word).set(LANG, short(record.language))
    put(classes, "classCode", scheme="halDomain", n=domain)
    put(classes, "classCode", scheme="halTypology", n="REPORT")
    if record.abstract:
        put(profile, "abstract", record.abstract).set(LANG, short(record.language))
    if places:
        listed = put(put(text, "back"), "listOrg", type="structures")
        for place in places:
            made = put(listed, "org", type="institution")
            made.set(f"{{{XML}}}id", named[place])
            put(made, "orgName", place.name)
            if place.ror:
                put(made, "idno", place.ror, type="ROR")
    return written(root)


def titles(parent: Element, record: Record) -> None:
    """Append the title and subtitle, in the edition's language."""
    put(parent, "title", record.title).set(LANG, short(record.language))
    if record.subtitle:
        put(parent, "title", record.subtitle, type="sub").set(LANG, short(record.language))


def author(parent: Element, one: Author, places: list[str]) -> None:
    """Append a person, with the places of work by their ids."""
    made = put(parent, "author", role="aut")
    name = put(made, "persName")
    put(name, "forename", one.given, type="first")
    put(name, "surname", one.family)
    if one.email:
        put(made, "email", one.email)
    if one.orcid:
        put(made, "idno", one.orcid, type="ORCID")
    for place in places:
        put(made, "affiliation", ref=f"#{place}")


def source(parent: Element, record: Record, people: Callable[[Element], None]) -> None:
    """Append what the report is: its title and authors again, its series and publisher, its numbers."""
    analytic = put(parent, "analytic")
    titles(analytic, record)
    people(analytic)
    monograph = put(parent, "monogr")
    if record.number:
        put(monograph, "idno", record.number, type="reportNumber")
    if record.isbn:
        put(monograph, "idno", record.isbn, type="isbn")
    if record.issn:
        put(monograph, "idno", record.issn, type="issn")
    imprint = put(monograph, "imprint")
    put(imprint, "publisher", record.publisher)
    if record.place:
        put(imprint, "pubPlace", record.place)
    if record.series:
        put(imprint, "biblScope", record.series, unit="serie")
    put(imprint, "date", record.date.isoformat(), type="datePub")
    if record.doi:
        put(parent, "idno", record.doi, type="doi")
    if record.url:
        put(parent, "ref", record.url, type="publisher")
