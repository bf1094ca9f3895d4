"""What the pages of a site say of a note, a version and a file: words, dates, sizes, and where each leads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from babel.units import format_unit

from notebuild.core.house import Profile
from notebuild.core.model import short
from notebuild.edition import direction, imprint
from notebuild.publishing.site import catalogue
from notebuild.publishing.site.catalogue import Kind, Work, relative
from notebuild.publishing.site.shelf import SUMS
from notebuild.publishing.site.site import Page
from notebuild.publishing.site.versions import Entry, File, Version

PICTURED = 3
"""Notes at the head of an index that show the picture of their link: each is some forty kilobytes."""

TOLD = 60
"""Notes of an index that say all; those after them have two lines, so that the page stays light."""

MOST = 300
"""Notes of an index; older ones are in those of their years."""


def row(page: Page, work: Work, place: int, language: str = "") -> dict[str, Any]:
    """Return what an index says of a note: at this place in it, in another language than the page's where it must."""
    language = language or page.language
    site, entry = page.site, work.entry(language)
    assert entry is not None
    profile = site.profiles[page.language]
    version = next(version for version in work.versions if version.entry(language))
    share = version.file("png", language)
    return {
        "entry": entry,
        "dir": "rtl" if language in direction.LANGUAGES else "ltr",
        "work": work,
        "href": relative(work.page(language), page.path),
        "date": version.date,
        "date_text": imprint.day(date.fromisoformat(version.date), profile),
        "picture": relative(f"{work.note}/{share.name}", page.path) if share and place < PICTURED else "",
        "is_told": place < TOLD,
        "files": [
            _file(page, file, f"{work.note}/{file.name}")
            for file in catalogue.editions_files(version, language)
            if file.format != "html"
        ],
        "authors": _grouped(page, "authors", language, [one.name for one in entry.authors]),
        "topics": _grouped(page, "topics", language, entry.keywords),
        "editions": [
            (twin, relative(work.page(short(twin.language)), page.path))
            for twin in version.entries
            if short(twin.language) != language
        ],
        "versions": relative(work.list(language), page.path) if len(work.versions) > 1 else "",
    }


def _grouped(page: Page, kind: Kind, language: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return topics or authors, each with the address of its page."""
    return [(name, relative(f"{language}/{kind}/{catalogue.slug(name)}.html", page.path)) for name in names]


def version(page: Page, one: Version) -> dict[str, Any]:
    """Return what a list of versions says of one of them."""
    profile = page.site.profiles[page.language]
    own: list[tuple[Entry, list[dict[str, Any]]]] = []
    others: list[tuple[Entry, list[dict[str, Any]]]] = []
    for entry in one.entries:
        language = short(entry.language)
        files = [
            _file(page, file, f"{one.folder}/{file.name}") for file in catalogue.editions_files(one, language)
        ]
        (own if language == page.language else others).append((entry, files))
    entry = one.entry(page.language) or one.entries[0]
    shared = {
        file.name: _file(page, file, f"{one.folder}/{file.name}") for file in one.files if not file.language
    }
    return {
        "version": one,
        "entry": entry,
        "href": relative(catalogue.permanent(one, short(entry.language)), page.path),
        "date_text": imprint.day(date.fromisoformat(one.date), profile),
        "editions": own + others,
        "proof": shared.get("concordance.html"),
        "bundle": shared.get(f"{one.note}-v{one.number}.zip"),
        "sums": relative(f"{one.folder}/{SUMS}", page.path),
    }


def _file(page: Page, file: File, path: str) -> dict[str, Any]:
    """Return a file as a list offers it: its format in words, how large, how many pages."""
    profile = page.site.profiles[page.language]
    pages = profile.labels["file-page" if file.pages == 1 else "file-pages"].format(
        pages=format_decimal(file.pages, locale=_locale(profile))
    )
    return {
        "name": file.name,
        "words": profile.labels.get(f"format-{file.format}", file.format.upper()),
        "size": size(file.size, profile),
        "pages": pages if file.pages else "",
        "sha256": file.sha256,
        "href": relative(path, page.path),
    }


def size(count: int, profile: Profile) -> str:
    """Return a number of bytes as a reader of a language reads it: 279 kB, 1,4 Mo."""
    unit, figures = (count / 1000, "#,##0") if count < 1_000_000 else (count / 1_000_000, "#,##0.0")
    name = "digital-kilobyte" if count < 1_000_000 else "digital-megabyte"
    said = format_unit(max(unit, 1), name, length="short", format=figures, locale=_locale(profile))
    return said.replace(" ", "\u00a0")


def _locale(profile: Profile) -> Locale:
    return Locale.parse(profile.language, sep="-")
