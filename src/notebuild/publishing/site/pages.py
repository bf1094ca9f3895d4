"""The pages of a site, filled into the house's templates: indexes, topics, authors, lists of versions, 404."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from notebuild.core.house import House, Profile
from notebuild.core.model import short
from notebuild.edition import direction
from notebuild.publishing.site import rows
from notebuild.publishing.site.catalogue import Group, Kind, Work, absolute, relative
from notebuild.publishing.site.shelf import INDEX
from notebuild.publishing.site.site import KINDS, Page, Site
from notebuild.render import templates
from notebuild.render.html import pages
from notebuild.render.templates import trusted


def every(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the path and the HTML of each page."""
    first = next(iter(site.profiles))
    for language in site.profiles:
        index = Page(site, f"{language}/{INDEX}", language, "site-index.html.j2", "", _alike(site, INDEX))
        yield _index(index)
        if language == first:
            yield _index(replace(index, path=INDEX, canonical=index.path))
        for kind in KINDS:
            twins = _alike(site, f"{kind}.html")
            page = Page(site, twins[language], language, "site-names.html.j2", "", twins)
            yield (
                page.path,
                _filled(
                    page,
                    kind=kind,
                    groups=[g for g in site.groups[language, kind] if g.current],
                    any_published=bool(site.of(language)),
                ),
            )
            for group in site.groups[language, kind]:
                yield _group(site, language, kind, group)
        yield from _years(site, language)
    for work in site.works:
        yield from _lists(site, work)
    yield "404.html", _missing(Page(site, "404.html", first, "site-missing.html.j2"))


def _alike(site: Site, name: str) -> dict[str, str]:
    """Return the path of a page that each language has, by language."""
    return {language: f"{language}/{name}" for language in site.profiles}


def _index(page: Page) -> tuple[str, str]:
    site, language = page.site, page.language
    others = [
        rows.row(page, work, rows.TOLD, short(work.newest.entries[0].language))
        for work in site.works
        if language not in work.languages
    ]
    about = site.house.about.get(site.profiles[language].language, "")
    return _listed(page, site.of(language), 0, others=others[: rows.MOST], kind="", group=None, about=about)


def _years(site: Site, language: str) -> Iterator[tuple[str, str]]:
    """Yield an index for each year of which notes are too old for the others."""
    works = site.of(language)
    for year in _older(works):
        own = tuple(work for work in works if work.newest.date.startswith(year))
        group = Group(year, f"{language}/{year}.html", own, own)
        page = Page(site, group.path, language, "site-index.html.j2")
        yield _listed(page, own, rows.PICTURED, most=len(own), kind="years", group=group)


def _older(works: Sequence[Work]) -> list[str]:
    """Return the years of the notes that an index leaves to them, the newest first."""
    return sorted({work.newest.date[:4] for work in works[rows.MOST :]}, reverse=True)


def _group(site: Site, language: str, kind: Kind, group: Group) -> tuple[str, str]:
    name = group.path.partition("/")[2]
    twins = [(other, f"{other}/{name}") for other in site.profiles]
    known = {one.path for other in site.profiles for one in site.groups[other, kind]}
    alternates = {other: path for other, path in twins if path in known}
    page = Page(site, group.path, language, "site-index.html.j2", "", alternates)
    return _listed(page, group.works, rows.PICTURED, kind=kind, group=group)


def _listed(page: Page, works: Sequence[Work], start: int, most: int = 0, **told: Any) -> tuple[str, str]:
    """Return a page that lists notes, the first of them as if it stood at this place, and where older ones are."""
    most = most or rows.MOST
    shown = [rows.row(page, work, place) for place, work in enumerate(works[:most], start)]
    older = _older(works) if len(works) > most else []
    return page.path, _filled(
        page,
        **{"others": [], "about": "", **told},
        rows=shown,
        older=[(year, relative(f"{page.language}/{year}.html", page.path)) for year in older],
        series=page.site.house.series.get(page.site.profiles[page.language].language, ""),
    )


def _lists(site: Site, work: Work) -> Iterator[tuple[str, str]]:
    """Yield the list of a note's versions in each of its languages, and at the note's address where it has no page."""
    original = short(work.versions[-1].entries[0].language)
    alternates = {language: work.list(language) for language in work.languages}
    for language in work.languages:
        page = Page(site, work.list(language), language, "site-versions.html.j2", "", alternates)
        told = {
            "work": work,
            "entry": work.entry(language),
            "home": work.page(language),
            "versions": [rows.version(page, version) for version in work.versions],
        }
        yield page.path, _filled(page, **told)
        copies = [f"{work.note}/versions-{language}.html"] if language == original else []
        copies += [f"{work.note}/{INDEX}"] if not work.newest.home and language == original else []
        for path in copies:
            yield path, _filled(replace(page, path=path, canonical=page.path), **told)


def _missing(page: Page) -> str:
    """Return the page of 404, which a host shows at any depth: its links are whole where the site has an address."""
    site = page.site
    rows = [
        {
            "language": profile.language,
            "labels": profile.labels,
            "href": absolute(f"{one}/{INDEX}", site.address) if site.address else f"{one}/{INDEX}",
        }
        for one, profile in site.profiles.items()
    ]
    return _filled(page, others=rows, sheet=trusted(site.sheet.replace("</", "<\\/")))


def _filled(page: Page, **told: Any) -> str:
    """Return a page's HTML, with what every page of the site has."""
    site, profile = page.site, page.site.profiles[page.language]
    to = partial(relative, page=page.path)
    alternates = page.alternates or {}
    script = site.script if page.template == "site-index.html.j2" else ""
    materials = pages.Materials(site.house, profile, site.templates, site.templates)
    tags = {language: one.language for language, one in site.profiles.items()}
    context = {
        "house": site.house,
        "language": profile.language,
        "short": page.language,
        "is_rtl": short(profile.language) in direction.LANGUAGES,
        "to": to,
        "logo": site.logo,
        "script": trusted(script),
        "policy": templates.allowed(script),
        "canonical": absolute(page.canonical or page.path, site.address) if site.address else "",
        "alternates": [
            (tags.get(one, one), absolute(path, site.address) if site.address else to(path))
            for one, path in alternates.items()
            if len(alternates) > 1 and not page.canonical
        ],
        "switch": [
            (one, site.profiles[one], to(alternates.get(one, f"{one}/{INDEX}")))
            for one in site.profiles
            if len(site.profiles) > 1
        ],
        "is_whole": page.template != "site-missing.html.j2",
        "contact": _contact(site.house, profile),
        **told,
    }
    return pages.fill(materials, page.template, context)


def _contact(house: House, profile: Profile) -> dict[str, str]:
    """Return how to reach the house, in a language."""
    said = {name: value for name, value in house.contact.items() if isinstance(value, str)}
    none = dict.fromkeys(("place", "address", "email", "phone"), "")
    return {
        **none,
        **said,
        **(house.contact.get(profile.language) or {}),
        "issn": house.issn.get(profile.language, ""),
    }
