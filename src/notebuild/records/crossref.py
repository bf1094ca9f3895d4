"""The record of a note for Crossref, which gives DOIs: a deposit of reports in its schema 5.5.0."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element as Element

from notebuild.core.model import short
from notebuild.records.markup import LANG, put, written
from notebuild.records.record import Author, Organisation, Record, Twin

VERSION = "5.5.0"
SPACES = {
    None: f"http://www.crossref.org/schema/{VERSION}",
    "ai": "http://www.crossref.org/AccessIndicators.xsd",
    "fr": "http://www.crossref.org/fundref.xsd",
    "jats": "http://www.ncbi.nlm.nih.gov/JATS1",
    "rel": "http://www.crossref.org/relations.xsd",
}
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def crossref(records: Sequence[Record], email: str) -> str:
    """Return a deposit of these editions, each under a DOI of its own; `email` is told what became of it.

    What identifies the deposit is the note and its version, and the timestamp grows with the date and the version,
    so that the same sources give the same bytes; Crossref takes the larger timestamp for the newer word.
    """
    first = records[0]
    root = etree.Element(f"{{{SPACES[None]}}}doi_batch", nsmap=SPACES, version=VERSION)
    root.set(SCHEMA, f"{SPACES[None]} https://www.crossref.org/schemas/crossref{VERSION}.xsd")
    head = put(root, "head")
    put(head, "doi_batch_id", f"{first.note}-v{first.version}")
    put(head, "timestamp", f"{first.date:%Y%m%d}{first.version:09d}")
    depositor = put(head, "depositor")
    put(depositor, "depositor_name", first.publisher)
    put(depositor, "email_address", email)
    put(head, "registrant", first.publisher)
    body = put(root, "body")
    for record in records:
        report(put(body, "report-paper"), record)
    return written(root)


def report(parent: Element, record: Record) -> None:
    """Append what is said of one edition, in the order that the schema has: in its series where that has an ISSN."""
    is_serial = bool(record.series and record.issn)
    made = put(parent, "report-paper_series_metadata" if is_serial else "report-paper_metadata")
    made.set("language", short(record.language))
    if is_serial:
        series = put(made, "series_metadata")
        put(put(series, "titles"), "title", record.series)
        put(series, "issn", record.issn)
    people = put(made, "contributors")
    for number, one in enumerate(record.authors):
        author(people, one, "additional" if number else "first")
    titles(put(made, "titles"), record)
    if record.abstract:
        words = put(made, "jats:abstract")
        words.set(LANG, short(record.language))
        for paragraph in record.abstract.split("\n\n"):
            put(words, "jats:p", paragraph)
    if is_serial and record.number:
        put(made, "volume", record.number)
    issued = put(made, "publication_date", media_type="")
    issued.set("media_type", "online")
    for part in (f"{record.date:%m}", f"{record.date:%d}", f"{record.date:%Y}"):
        put(issued, ("month", "day", "year")[len(issued)], part)
    if record.isbn:
        put(made, "isbn", record.isbn)
    house = put(made, "publisher")
    put(house, "publisher_name", record.publisher)
    if record.place:
        put(house, "publisher_place", record.place)
    if record.number and not is_serial:
        number = put(put(made, "publisher_item"), "item_number", record.number)
        number.set("item_number_type", "report-number")
    funding(made, record)
    if record.licence_url:
        licence = put(put(made, "ai:program", name="AccessIndicators"), "ai:license_ref", record.licence_url)
        licence.set("applies_to", "vor")
    if not is_serial:
        relations(made, record)
    put(put(made, "version_info"), "version", str(record.version))
    where = put(made, "doi_data")
    put(where, "doi", record.doi)
    put(where, "resource", record.url)
    if is_serial:
        relations(made, record)


def author(parent: Element, one: Author, sequence: str) -> None:
    """Append an author: a person where something says so, else an organisation."""
    if not one.is_person:
        made = put(parent, "organization", one.name, sequence=sequence)
        made.set("contributor_role", "author")
        return
    made = put(parent, "person_name", sequence=sequence)
    made.set("contributor_role", "author")
    if one.given:
        put(made, "given_name", one.given)
    put(made, "surname", one.family or one.name)
    if one.affiliations:
        places = put(made, "affiliations")
        for place in one.affiliations:
            institution(places, place)
    if one.orcid:
        put(made, "ORCID", one.orcid)


def institution(parent: Element, place: Organisation) -> None:
    """Append where an author works."""
    made = put(parent, "institution")
    put(made, "institution_name", place.name)
    if place.ror:
        put(made, "institution_id", place.ror, type="ror")


def titles(parent: Element, record: Record) -> None:
    """Append title and subtitle, and those of the original, which a translation names."""
    put(parent, "title", record.title)
    if record.subtitle:
        put(parent, "subtitle", record.subtitle)
    original = next((one for one in record.twins if one.is_original and one.title), None)
    if original:
        put(parent, "original_language_title", original.title, language=short(original.language))
        if original.subtitle:
            put(parent, "subtitle", original.subtitle)


def funding(parent: Element, record: Record) -> None:
    """Append who paid, a group each: by the ROR where it is known, which then goes before the name."""
    if not record.funders:
        return
    program = put(parent, "fr:program", name="fundref")
    for one in record.funders:
        group = put(program, "fr:assertion", name="fundgroup")
        put(
            group,
            "fr:assertion",
            *([one.ror] if one.ror else [one.name]),
            name="ror" if one.ror else "funder_name",
        )
        if one.award:
            put(group, "fr:assertion", one.award, name="award_number")


def relations(parent: Element, record: Record) -> None:
    """Append which version it replaces, and what translates it or what it translates, under a DOI of its own."""
    others: list[Twin] = [one for one in record.twins if one.doi and one.doi != record.doi]
    others = [one for one in others if record.is_original or one.is_original]
    if not others and not record.replaces_url:
        return
    program = put(parent, "rel:program")
    if record.replaces_url:
        item = put(program, "rel:related_item")
        at = record.replaces_url
        put(item, "rel:intra_work_relation", at, relationship_type="replaces", identifier_type="uri")
    for one in others:
        item = put(program, "rel:related_item")
        kind = "hasTranslation" if record.is_original else "isTranslationOf"
        put(item, "rel:intra_work_relation", one.doi, relationship_type=kind, identifier_type="doi")
