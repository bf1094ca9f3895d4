"""What machines read of a site: an Atom feed a language, the sitemap, robots.txt, an index in JSON.

The feed is made with lxml, which is here already: it is one element a line, and a library for feeds would be
one more to pin that sets times of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from notebuild.core.formats import FORMATS
from notebuild.core.house import House
from notebuild.core.model import short
from notebuild.publishing.site import catalogue
from notebuild.publishing.site.catalogue import Work, absolute, relative
from notebuild.publishing.site.shelf import INDEX
from notebuild.publishing.site.versions import Entry, Version

ATOM = "http://www.w3.org/2005/Atom"
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

NEVER = "1970-01-01"
"""When a feed without an entry was last changed: Atom wants a time, and the same sources give the same bytes."""


def feed(versions: Iterable[Version], language: str, tag: str, house: House, address: str) -> bytes:
    """Return the Atom feed of a language (RFC 4287): an entry a version, the newest first.

    An entry's name is the edition's own, so that a site that moves tells nobody of it as of news.
    """
    path = f"{language}/feed.xml"
    found = sorted(
        ((one, entry) for one in versions if (entry := one.entry(language))),
        key=lambda pair: (pair[0].published, pair[0].note, pair[0].number),
        reverse=True,
    )
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set(LANG, tag)
    _add(root, "id", uuid5(NAMESPACE_URL, f"{house.publisher}/feed/{language}").urn)
    title = ", ".join(filter(None, (house.publisher, house.series.get(tag, ""))))
    _add(root, "title", title)
    _add(root, "updated", _time(found[0][0].published if found else NEVER))
    _add(root, "generator", "notebuild")
    _add(_add(root, "author"), "name", house.publisher)
    if address:
        _add(root, "link", rel="self", type="application/atom+xml", href=absolute(path, address))
    _add(root, "link", rel="alternate", type="text/html", href=_at(f"{language}/{INDEX}", path, address))
    for version, entry in found:
        _entry(root, version, entry, path, address)
    return _written(root)


def _entry(root: Any, version: Version, entry: Entry, path: str, address: str) -> None:
    language = short(entry.language)
    item = _add(root, "entry")
    item.set(LANG, entry.language)
    _add(item, "id", entry.urn)
    name = f"{entry.title} – {entry.subtitle}" if entry.subtitle else entry.title
    _add(item, "title", f"{name} (v{version.number})" if version.number > 1 else name)
    _add(item, "updated", _time(version.published))
    _add(item, "published", _time(version.published))
    for author in entry.authors:
        person = _add(item, "author")
        _add(person, "name", author.name)
        if author.orcid or author.url:
            _add(person, "uri", author.orcid or author.url)
    page = catalogue.permanent(version, language)
    _add(
        item, "link", rel="alternate", type=kind(page), hreflang=entry.language, href=_at(page, path, address)
    )
    for file in catalogue.editions_files(version, language):
        if file.format != "html":
            at = _at(f"{version.folder}/{file.name}", path, address)
            _add(item, "link", rel="enclosure", type=kind(file.name), length=str(file.size), href=at)
    for word in entry.keywords:
        _add(item, "category", term=word)
    said = "\n".join(filter(None, (entry.teaser, *entry.corrections)))
    if said:
        _add(item, "summary", said)


def sitemap(
    works: Sequence[Work], languages: Mapping[str, str], groups: Iterable[str], address: str
) -> bytes:
    """Return the sitemap: every page that is its own, with its alternates in other languages.

    `languages` are the primary subtags of the site with their tags, `groups` the paths of topics and authors.
    """
    root = etree.Element(f"{{{MAP}}}urlset", nsmap={None: MAP, "xhtml": XHTML})
    day = max((work.newest.date for work in works), default="")
    for name in (INDEX, "topics.html", "authors.html"):
        _urls(root, {tag: f"{one}/{name}" for one, tag in languages.items()}, day, address)
    for work in works:
        tags = {short(entry.language): entry.language for entry in work.newest.entries}
        pages = {tag: work.page(one) for one, tag in tags.items()}
        html = {tag: path for tag, path in pages.items() if path.endswith(".html")}
        _urls(root, html, work.newest.date, address, default=next(iter(html.values()), ""))
        lists = {languages.get(one, one): work.list(one) for one in work.languages}
        _urls(
            root,
            {tag: path for tag, path in lists.items() if path not in html.values()},
            work.newest.date,
            address,
        )
    for path in groups:
        _urls(root, {"": path}, "", address)
    return _written(root)


def _urls(root: Any, pages: Mapping[str, str], day: str, address: str, default: str = "") -> None:
    """Add a page in each of its languages, by tag; each names all of them (Google, "Localized versions")."""
    for path in pages.values():
        item = etree.SubElement(root, f"{{{MAP}}}url")
        etree.SubElement(item, f"{{{MAP}}}loc").text = absolute(path, address)
        if day:
            etree.SubElement(item, f"{{{MAP}}}lastmod").text = day
        if len(pages) > 1:
            named = [*pages.items(), *([("x-default", default)] if default else [])]
            for tag, other in named:
                link = etree.SubElement(item, f"{{{XHTML}}}link", rel="alternate", hreflang=tag)
                link.set("href", absolute(other, address))


def robots(address: str) -> str:
    """Return robots.txt: all may be read; where the sitemap is (RFC 9309)."""
    where = f"\nSitemap: {absolute('sitemap.xml', address)}\n" if address else ""
    return f"User-agent: *\nAllow: /\n{where}"


def index(works: Sequence[Work], house: House, address: str) -> str:
    """Return the index of the site for programs: each note with its versions, the newest first."""
    told = {
        "generator": "notebuild",
        "publisher": house.publisher,
        "url": address,
        "notes": [listed(work, "", address) for work in works],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def listed(work: Work, folder: str, address: str) -> dict[str, Any]:
    """Return a note for programs: where its newest version is, and all of them with their files and sums.

    Addresses are whole where the site has one, else relative to `folder`.
    """

    def at(path: str) -> str:
        return absolute(path, address) if address else relative(path, f"{folder}/x" if folder else "x")

    return {
        "note": work.note,
        "url": at(work.page(short(work.newest.entries[0].language))),
        "newest": work.newest.number,
        "versions": [
            {
                "version": version.number,
                "date": version.date,
                "published": version.published,
                "url": at(catalogue.permanent(version, short(version.entries[0].language))),
                "superseded": version is not work.newest,
                "editions": [_edition(version, entry, at) for entry in version.entries],
            }
            for version in work.versions
        ],
    }


def _edition(version: Version, entry: Entry, at: Any) -> dict[str, Any]:
    language = short(entry.language)
    said = {name: value for name, value in asdict(entry).items() if value}
    files = [
        {
            "format": file.format,
            "url": at(f"{version.folder}/{file.name}"),
            "bytes": file.size,
            "sha256": file.sha256,
        }
        | ({"pages": file.pages} if file.pages else {})
        for file in catalogue.editions_files(version, language)
    ]
    return {**said, "url": at(catalogue.permanent(version, language)), "files": files}


def kind(name: str) -> str:
    """Return the media type of a file, by its name."""
    ending = name.rpartition(".")[2]
    types = (one.media_type.partition(";")[0] for one in FORMATS.values() if one.ending == ending)
    return next(types, "application/octet-stream")


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = text or None
    return made


def _at(path: str, page: str, address: str) -> str:
    return absolute(path, address) if address else relative(path, page)


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"


def _written(root: Any) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made
