"""Writes what JATS says before and after the text: the record as data, and the last page in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from notebuild.core.model import Edition, Node
from notebuild.edition import nodes
from notebuild.records.record import Author, Record
from notebuild.render.jats.blocks import blocks
from notebuild.render.jats.inlines import HREF, LANG, under, write
from notebuild.sources.frontmatter_fields import LAST_PAGE

ALI = "http://www.niso.org/schemas/ali/1.0/"


def front(root: Element, edition: Edition, record: Record) -> None:
    """Append what is known of the edition; an element that would be empty is left out."""
    made, meta = under(root, "front"), edition.metadata
    journal(under(made, "journal-meta"), record)
    article(under(made, "article-meta"), meta, record)
    if meta["banner"]:
        under(under(made, "notes", notes_type="translation"), "p", meta["banner"])


def journal(parent: Element, record: Record) -> None:
    """Append what is said of the series, which is a journal to JATS, and of its publisher."""
    name = record.series or record.publisher
    under(parent, "journal-id", name, journal_id_type="publisher-id")
    under(under(parent, "journal-title-group"), "journal-title", name)
    if record.issn:
        under(parent, "issn", record.issn)
    house = under(parent, "publisher")
    under(house, "publisher-name", record.publisher)
    if record.place:
        under(house, "publisher-loc", record.place)


def article(parent: Element, meta: Any, record: Record) -> None:
    """Append what is said of the note, in the order that JATS has."""
    under(parent, "article-id", record.name, pub_id_type="publisher-id")
    if record.doi:
        under(parent, "article-id", record.doi, pub_id_type="doi")
    under(parent, "article-version", str(record.version), article_version_type="publisher-version")
    titles(under(parent, "title-group"), meta, record)
    people = under(parent, "contrib-group", content_type="author")
    for one in record.authors:
        contributor(people, one)
    if meta.get("credit"):
        write(under(under(parent, "author-notes"), "p"), meta["credit"], {})
    issued = under(parent, "pub-date", date_type="pub", iso_8601_date=record.date.isoformat())
    for name in ("day", "month", "year"):
        under(issued, name, str(getattr(record.date, name)))
    if record.number:
        under(parent, "issue", record.number)
    if record.isbn:
        under(parent, "isbn", record.isbn)
    if meta.get("license"):
        terms = under(under(parent, "permissions"), "license")
        if record.licence_url:
            terms.set(HREF, record.licence_url)
            etree.SubElement(terms, f"{{{ALI}}}license_ref").text = record.licence_url
        write(under(terms, "license-p"), meta["license"], {})
    if record.url:
        under(parent, "self-uri").set(HREF, record.url)
    related(parent, record)
    abstracts(parent, meta)
    if record.keywords:
        words = under(parent, "kwd-group", kwd_group_type="author")
        for word in record.keywords:
            under(words, "kwd", word)
    funding(parent, record)


def titles(parent: Element, meta: Any, record: Record) -> None:
    """Append the title and subtitle, and the title in the note's other languages."""
    write(under(parent, "article-title"), meta["title"], {})
    if meta.get("subtitle"):
        write(under(parent, "subtitle"), meta["subtitle"], {})
    for twin in record.twins:
        if twin.title:
            other = under(parent, "trans-title-group")
            other.set(LANG, twin.language)
            under(other, "trans-title", twin.title)
            if twin.subtitle:
                under(other, "trans-subtitle", twin.subtitle)
    if meta.get("short-title"):
        under(parent, "alt-title", meta["short-title"], alt_title_type="running-head")


def contributor(parent: Element, author: Author) -> None:
    """Append an author: a person by name, a house as a group."""
    made = under(parent, "contrib", contrib_type="author")
    if author.orcid:
        under(made, "contrib-id", author.orcid, contrib_id_type="orcid")
    if author.family:
        name = under(made, "name")
        under(name, "surname", author.family)
        if author.given:
            under(name, "given-names", author.given)
    else:
        under(made, "string-name" if author.is_person else "collab", author.name)
    for place in author.affiliations:
        wrap = under(under(made, "aff"), "institution-wrap")
        if place.ror:
            under(wrap, "institution-id", place.ror, institution_id_type="ror")
        under(wrap, "institution", place.name)
    if author.email:
        under(made, "email", author.email)
    if author.url:
        under(made, "uri", author.url).set(HREF, author.url)


def related(parent: Element, record: Record) -> None:
    """Append the note's other editions: what this one translates, or what translates it."""
    for twin in record.twins:
        at = f"https://doi.org/{twin.doi}" if twin.doi and twin.doi != record.doi else twin.url
        if not at:
            continue
        kind = "translation" if record.is_original else "translated-article" if twin.is_original else "other"
        made = under(parent, "related-article", related_article_type=kind, ext_link_type="uri")
        made.set(HREF, at)
        made.set(LANG, twin.language)


def abstracts(parent: Element, meta: Any) -> None:
    """Append the summary, the teaser and the key points."""
    labels = meta["labels"]
    if meta.get("abstract"):
        made = under(parent, "abstract")
        under(made, "title", labels["summary"])
        blocks(made, meta["abstract"], {})
    if meta.get("teaser"):
        write(under(under(parent, "abstract", abstract_type="teaser"), "p"), meta["teaser"], {})
    if meta.get("key-points"):
        made = under(parent, "abstract", abstract_type="key-points")
        under(made, "title", labels["key-points"])
        listed = under(under(made, "p", specific_use="wrapper"), "list", list_type="bullet")
        for point in meta["key-points"]:
            write(under(under(listed, "list-item"), "p"), point, {})


def funding(parent: Element, record: Record) -> None:
    """Append who paid, and under which number."""
    if not record.funders:
        return
    group = under(parent, "funding-group")
    for one in record.funders:
        award = under(group, "award-group")
        wrap = under(under(award, "funding-source"), "institution-wrap")
        if one.ror:
            under(wrap, "institution-id", one.ror, institution_id_type="ror")
        under(wrap, "institution", one.name)
        if one.award:
            under(award, "award-id", one.award)


def about(parent: Element, edition: Edition) -> None:
    """Append the last page, in words, as every format prints it."""
    meta, labels = edition.metadata, edition.metadata["labels"]
    made = under(parent, "sec", id="page-about", sec_type="about")
    under(made, "title", labels["about"])
    current = [one for one in meta["editions"] if one["current"]]
    others = [one for one in meta["editions"] if not one["current"]]
    formats = [
        (
            "" if one["current"] else one["language"],
            nodes.words("".join(words for _, words in one["formats"])),
        )
        for one in meta["editions"]
    ]
    rows: list[tuple[str, Iterable[tuple[str, Sequence[Node]]]]] = [
        (meta["series"], spoken([nodes.words(meta["about"])] if meta.get("about") else [])),
        (meta["version-text"], spoken([[*meta["situation"], nodes.string(".")]])),
        (labels["published-by"], spoken(meta["published-by"])),
        (labels["contributors"], spoken(meta.get("contributors", ()))),
        (labels["corrections"], spoken(meta.get("corrections") or ())),
        (
            labels["how-to-cite"],
            [
                ("" if one["current"] else one["language"], one["citation"])
                for one in (*current, *others)
                if one["citation"]
            ],
        ),
        (labels["formats"], formats),
        *((labels[name], spoken([meta[name]] if meta.get(name) else [])) for name in LAST_PAGE),
    ]
    for title, lines in rows:
        if content := list(lines):
            part = under(made, "sec") if title else made
            if title:
                under(part, "title", title)
            for language, words in content:
                row = under(part, "p")
                if language:
                    row.set(LANG, language)
                write(row, words, {})


def spoken(lines: Iterable[Sequence[Node]]) -> list[tuple[str, Sequence[Node]]]:
    """Return lines of the edition's own language."""
    return [("", line) for line in lines]
