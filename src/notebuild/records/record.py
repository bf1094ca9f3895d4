"""One edition as libraries, repositories and reference managers know it: a frozen value, made from its metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from notebuild.core.house import House
from notebuild.core.model import Edition, short
from notebuild.edition import tree
from notebuild.records.words import creative_commons, plain, whole_title


@dataclass(frozen=True, slots=True)
class Organisation:
    """A house by name, and its ROR as an address, empty where it has none."""

    name: str
    ror: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """A person or a house; `given` and `family` only where the author said which is which."""

    name: str
    given: str = ""
    family: str = ""
    orcid: str = ""
    """As an address."""

    email: str = ""
    url: str = ""
    affiliations: tuple[Organisation, ...] = ()
    is_house: bool = False
    """The author said so, by a name that is not to be parted."""

    @property
    def is_person(self) -> bool:
        """Whether something says that it is a person: an identifier, a place of work, or a family name."""
        return bool(self.orcid or self.affiliations or self.family) and not self.is_house

    @property
    def inverted(self) -> str:
        """The name with the family name first, where it is known which that is; else as it is written."""
        return f"{self.family}, {self.given}" if self.family and self.given else self.name


@dataclass(frozen=True, slots=True)
class Funder:
    """Who paid for the work, and under which number."""

    name: str
    ror: str = ""
    award: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """Another edition of the same note, in its own language."""

    language: str
    title: str
    """Empty where it has none yet."""

    subtitle: str
    is_original: bool
    url: str
    """Where its page is, empty where that is not said."""

    doi: str
    files: Mapping[str, str]
    """Format to the name of the file."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one edition, in its own language, as plain words; empty where nothing is."""

    note: str
    """The note's name, the same in every language."""

    language: str
    """A tag of BCP 47."""

    is_original: bool
    title: str
    subtitle: str
    whole_title: str
    """Title and subtitle as one."""

    authors: tuple[Author, ...]
    publisher: str
    place: str
    """Where the publisher is."""

    series: str
    number: str
    first_date: date
    """When the first version that was published was finished."""

    date: date
    """When this version was."""

    version: int
    replaces: int
    """The published version before this one; 0 where there is none."""

    replaces_url: str
    """Where that one is, empty where that is not said."""

    doi: str
    """Without an address before it: 10.5555/12345678."""

    isbn: str
    issn: str
    """The series' in this language."""

    url: str
    """Where this edition's page is."""

    licence: str
    licence_url: str
    abstract: str
    """Paragraphs parted by a blank line; the description where there is no summary."""

    description: str
    """What it says, in a sentence."""

    keywords: tuple[str, ...]
    corrections: tuple[str, ...]
    funders: tuple[Funder, ...]
    files: Mapping[str, str]
    """Format ("pdf") to the name of the file."""

    twins: tuple[Twin, ...]
    """The other editions of the note, the original first."""

    @property
    def name(self) -> str:
        """What the edition's files are called, without their ending: `south-caucasus.fr`."""
        return f"{self.note}.{short(self.language)}"


def record(edition: Edition, house: House) -> Record:
    """Return the record of an edition of this house."""
    meta = edition.metadata
    title, subtitle = plain(meta["title"]), plain(meta.get("subtitle"))
    licence = plain(meta.get("license"))
    linked = next((link["c"][2][0] for link in tree.find(meta.get("license") or [], "Link")), "")
    abstract = "\n\n".join(plain(tree.text([block])) for block in meta.get("abstract") or ())
    description = plain(meta.get("teaser")) or plain(meta["description"])
    rows, earlier = meta["editions"], meta.get("earlier") or []
    before: Mapping[str, Any] = earlier[-1] if earlier else {"version": 0, "url": ""}
    return Record(
        note=edition.note,
        language=edition.language,
        is_original=rows[0]["current"],
        title=title,
        subtitle=subtitle,
        whole_title=whole_title(
            title, subtitle, house.tokens.get("subtitles", {}).get(short(edition.language), ": ")
        ),
        authors=tuple(map(author, meta["persons"])),
        publisher=plain(meta["publisher"]),
        place=place(house, edition.language),
        series=plain(meta["series"]),
        number=plain(meta["number"]),
        date=date.fromisoformat(meta["date"]),
        first_date=date.fromisoformat(earlier[0]["date"] if earlier else meta["date"]),
        version=meta["version"],
        replaces=before["version"],
        replaces_url=before["url"],
        doi=meta["doi"],
        isbn=meta.get("isbn", ""),
        issn=meta.get("issn", ""),
        url=meta["canonical"],
        licence=licence,
        licence_url=linked or creative_commons(licence),
        abstract=abstract or description,
        description=description,
        keywords=tuple(map(plain, meta["keywords"])),
        corrections=tuple(map(plain, meta.get("corrections") or ())),
        funders=tuple(
            Funder(plain(one["name"]), one.get("ror", ""), one.get("award", ""))
            for one in meta.get("funders", ())
        ),
        files=next((row["files"] for row in rows if row["current"]), {}),
        twins=tuple(twin(row, row is rows[0]) for row in rows if not row["current"]),
    )


def author(given: Mapping[str, Any]) -> Author:
    """Return an author of a front matter."""
    return Author(
        name=plain(given["name"]),
        given=given.get("given", ""),
        family=given.get("family", ""),
        orcid=given.get("orcid", ""),
        email=given.get("email", ""),
        url=given.get("url", ""),
        affiliations=tuple(
            Organisation(plain(one["name"]), one.get("ror", "")) for one in given.get("affiliations", ())
        ),
        is_house=given.get("house", False),
    )


def twin(row: Mapping[str, Any], is_original: bool) -> Twin:
    """Return another edition, of which a row of the metadata tells."""
    return Twin(
        language=row["language"],
        title=plain(row.get("title", "")),
        subtitle=plain(row.get("subtitle", "")),
        is_original=is_original,
        url=row.get("url", ""),
        doi=row.get("doi", ""),
        files=row["files"],
    )


def place(house: House, language: str) -> str:
    """Return where a house is, in a language."""
    own = house.contact.get(language) or {}
    return str(own.get("place") or house.contact.get("place") or "")
