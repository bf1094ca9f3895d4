"""All files of a site but those of the versions themselves, by their paths: what the published folder must hold."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from notebuild.core import styles
from notebuild.core.house import House, Profile, read_profile
from notebuild.core.model import short
from notebuild.core.problems import Location, Problem
from notebuild.publishing.site import catalogue, feeds, pages
from notebuild.publishing.site.shelf import INDEX, MARK, New
from notebuild.publishing.site.site import Site
from notebuild.publishing.site.versions import Version
from notebuild.render import sheets
from notebuild.render.html.pages import embedded
from notebuild.sources import project

MODEL = "en-GB"
"""What a house speaks that has not said so and has published nothing."""

TOP = ("404.html", "icon.svg", INDEX, "index.json", "robots.txt", MARK, "site.css", "sitemap.xml")
"""What a note may not be called: files that lie beside its folder."""

TAGS = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)


def files(
    house: House, standing: Sequence[Version], new: Sequence[New], onto: Path, address: str
) -> dict[str, str | bytes | Path]:
    """Return every file of the site by its path, but those in the folders of versions.

    `standing` are the versions in the folder `onto`, `new` those that will be; a file of the newest one is given
    by where its bytes are.
    """
    versions = [*standing, *(one.version for one in new)]
    sources = {(one.version.folder, name): path for one in new for name, path in one.sources.items()}
    site = Site(
        house=house,
        versions=tuple(versions),
        profiles=profiles(house, versions),
        address=address,
        templates=project.STYLES,
        script=styles.text(styles.style("site.js")).strip(),
        sheet=sheet(house),
    )
    made: dict[str, str | bytes | Path] = {}
    for work in site.works:
        where = {
            name: sources.get((version.folder, name), onto / version.folder / name)
            for name, version in catalogue.newest_files(work).items()
        }
        made |= {f"{work.note}/{name}": path for name, path in where.items()}
        if page := work.newest.home:
            made[f"{work.note}/{INDEX}"] = where[page]
        told = feeds.listed(work, work.note, address)
        made[f"{work.note}/versions.json"] = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    told_pages = dict(pages.every(site))
    made |= told_pages
    made["site.css"] = faces(house, told_pages.values()) + site.sheet
    made["icon.svg"] = icon(house, site.logo)
    tags = {language: profile.language for language, profile in site.profiles.items()}
    for language, tag in tags.items():
        made[f"{language}/feed.xml"] = feeds.feed(versions, language, tag, house, address)
    made["index.json"] = feeds.index(site.works, house, address)
    made["robots.txt"] = feeds.robots(address)
    if address:
        paths = [group.path for groups in site.groups.values() for group in groups if group.current]
        made["sitemap.xml"] = feeds.sitemap(site.works, tags, paths, address)
    return dict(sorted(made.items()))


def profiles(house: House, versions: Sequence[Version]) -> dict[str, Profile]:
    """Return the profile of each language of the site by its primary subtag, the one it begins with first.

    That is the house's own, or the one that most of its notes are written in.
    """
    works = catalogue.works(versions)
    tags: dict[str, str] = {}
    for work in works:
        for version in work.versions:
            for entry in version.entries:
                tags.setdefault(short(entry.language), entry.language)
    originals = [short(work.newest.entries[0].language) for work in works]
    ordered = sorted(tags, key=lambda one: (one != short(house.lang or ""), -originals.count(one), one))
    if not ordered:
        tag = house.lang or next(iter(house.languages), MODEL)
        tags, ordered = {short(tag): tag}, [short(tag)]
    return {language: profile(tags[language], house) for language in ordered}


def profile(tag: str, house: House) -> Profile:
    """Return the profile of a language: as the house chose it, else one of the same language, else the house's own."""
    chosen = str(house.tokens.get("profiles", {}).get(tag, tag))
    kin = [path.stem for path in styles.matching(f"profiles/{short(tag)}-*.toml")]
    names = [chosen, tag, *kin, house.lang, MODEL]
    path = next(path for name in names if name and (path := styles.profile(name)).is_file())
    return read_profile(path, path.as_posix())


def clashes(versions: Iterable[Version], languages: Iterable[str]) -> list[Problem]:
    """Return a Problem for each note whose address would be that of an index, or of another file of the site."""
    taken = {language: f"the index in the language {language}" for language in languages}
    taken |= {name: f"the site's own {name}" for name in TOP}
    return [
        Problem(
            Location((project.MANUSCRIPT / note).as_posix()),
            f"the note's address, /{note}/, is that of {taken[note.lower()]}",
            "give the note's folder another name",
        )
        for note in sorted({version.note for version in versions})
        if note.lower() in taken
    ]


def sheet(house: House) -> str:
    """Return the sheet of the site's pages, the house's tokens filled in."""
    path = styles.style("site.css")
    return sheets.sheet(styles.text(path), house, path.as_posix())


def faces(house: House, filled: Iterable[str]) -> str:
    """Return the `@font-face` rules with the faces of the house, cut down to the characters that the pages print."""
    texts = (html.unescape(TAGS.sub(" ", page)) for page in filled)
    letters = html.escape("".join(sorted(set().union(*texts))))
    return embedded(f"<html><body><h1>{letters}</h1><p>{letters}</p></body></html>", house)


def icon(house: House, logo: str) -> str:
    """Return the picture of the site that a browser shows beside its name: the mark on the ink it is drawn for."""
    ink = house.tokens["colour"]["light"]["ink"]
    mark = f'<image href="{logo}" x="6" y="6" width="20" height="20"/>' if logo else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" '
        f'fill="{ink}"/>{mark}</svg>\n'
    )
