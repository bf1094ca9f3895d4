"""Published versions made up for the tests of the site: their values, and files of a few bytes each."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.core.model import short
from notebuild.publishing.site import make, shelf
from notebuild.publishing.site.shelf import New
from notebuild.publishing.site.versions import Entry, File, Person, Version

ADDRESS = "https://notes.example.org/"
NAMES = {"en-GB": "English", "fr-FR": "Français", "de-DE": "Deutsch", "en-US": "English (US)"}


def house(**changes: Any) -> House:
    """The tests' house, with other values where they are named."""
    made = read_house(HOUSE / "house.toml")
    return House(**{name: getattr(made, name) for name in House.__slots__} | changes)


def entry(note: str, language: str, number: int, **said: Any) -> Entry:
    """What an edition says of itself; all that is not said is made from the note's name."""
    told = {
        "title": f"{note} in {language}",
        "subtitle": "",
        "teaser": f"What {note} says.",
        "authors": (Person("Ada Byron", "https://orcid.org/0000-0002-1825-0097"),),
        "keywords": ("gas", "rivers"),
        "series": "Policy Notes",
        "number": "",
        "corrections": (f"Corrected in {number}.",) if number > 1 else (),
        "doi": "",
        "urn": f"urn:uuid:{note}-{language}-{number}",
    }
    return Entry(language, NAMES[language], **(told | said))


def version(
    folder: Path,
    note: str,
    number: int = 1,
    *,
    date: str = "2025-03-31",
    languages: tuple[str, ...] = ("en-GB", "fr-FR"),
    formats: tuple[str, ...] = ("html", "pdf", "docx"),
    words: str = "",
    **said: Any,
) -> New:
    """A version whose files lie in `folder`; its pages link as the real ones do, `words` are in each."""
    place = folder / f"{note}-{number}"
    place.mkdir(parents=True, exist_ok=True)
    files = []
    for language in languages:
        for kind in (*formats, "png"):
            name = f"{note}.{short(language)}.{kind}"
            links = "".join(f'<a href="{note}.{short(each)}.html">{each}</a>' for each in languages)
            text = (
                f"<!DOCTYPE html><title>{note}</title>{links}{words}"
                if kind == "html"
                else f"{name} {number}{words}"
            )
            (place / name).write_text(text, encoding="utf-8")
            pages = 12 if kind == "pdf" else 0
            files.append(
                File(name, kind, language, len(text.encode()), sha256(text.encode()).hexdigest(), pages)
            )
    entries = tuple(entry(note, language, number, **said) for language in languages)
    made = Version(note, number, date, date, entries, tuple(files))
    return New(made, {file.name: place / file.name for file in files})


def put(onto: Path, *new: New, address: str = ADDRESS, by: House | None = None) -> list[str]:
    """Bring a site up to date with new versions, as the command does; the paths of the files that were written."""
    ours, standing = shelf.check(onto, "site"), shelf.standing(onto, "site")
    files = make.files(by or house(), standing, new, onto, address)
    assert list(shelf.foreign(onto, "site", files, ours)) == []
    return shelf.write(onto, new, files, ours)


def measured(new: New) -> New:
    """The same version with sizes and sums as its files now are."""
    files = tuple(
        replace(file, size=len(data), sha256=sha256(data).hexdigest())
        for file in new.version.files
        for data in [new.sources[file.name].read_bytes()]
    )
    return New(replace(new.version, files=files), new.sources)
