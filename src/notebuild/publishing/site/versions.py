"""A published version as the site keeps it: what it is called in each language, and its files with their sums.

It lies beside the files, as `version.json`, so that the whole site can be made from the published folder alone:
a note that has left the house keeps its versions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, TypeVar

from notebuild.core.model import short

NAME = "version.json"
"""What the file is called in the folder of its version."""

FORM = "notebuild version 1"
"""What the file says of itself: a later form has another number."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class File:
    """One file of a version."""

    name: str
    format: str
    """As `core.formats` names it; else its ending: png for the picture of a link, zip for all of it."""

    language: str
    """The edition that it is of; empty for what is of all of them."""

    size: int
    """In bytes."""

    sha256: str
    pages: int = 0
    """0 where the format has none."""


@dataclass(frozen=True, slots=True)
class Person:
    """An author, and the addresses that tell who it is."""

    name: str
    orcid: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an edition says of itself, in its own language and set as it prints."""

    language: str
    """A tag of BCP 47."""

    name: str
    """What the language calls itself."""

    title: str
    subtitle: str
    teaser: str
    authors: tuple[Person, ...]
    keywords: tuple[str, ...]
    series: str
    number: str
    corrections: tuple[str, ...]
    doi: str
    urn: str
    """Its name for ever, in feeds: it does not change where the site moves."""


@dataclass(frozen=True, slots=True)
class Version:
    """One published version of a note."""

    note: str
    number: int
    date: str
    """When it was finished, as its pages say: 2025-03-31."""

    published: str
    """When it went out; never before."""

    entries: tuple[Entry, ...]
    """Its editions, the original first."""

    files: tuple[File, ...]

    @property
    def folder(self) -> str:
        """Where it lies for ever, below the published folder."""
        return f"{self.note}/v{self.number}"

    @property
    def sums(self) -> Mapping[str, str]:
        """The SHA-256 of each file, by its name."""
        return {file.name: file.sha256 for file in self.files}

    @property
    def home(self) -> str:
        """The file that its own address shows, the web page of the original; empty where it has none."""
        original = self.entries[0].language
        pages = (file.name for file in self.files if file.format == "html" and file.language == original)
        return next(pages, "")

    def entry(self, language: str) -> Entry | None:
        """Return the edition in a language, given by its primary subtag; None where there is none."""
        return next((entry for entry in self.entries if short(entry.language) == language), None)

    def file(self, kind: str, language: str) -> File | None:
        """Return the file of a format in a language, given by its primary subtag; None where there is none."""
        return next((f for f in self.files if f.format == kind and short(f.language) == language), None)


def to_json(version: Version) -> str:
    """Return a version as stable JSON."""
    return json.dumps({"form": FORM, **asdict(version)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str) -> Version:
    """Return the version that `to_json` wrote; raises ValueError for anything else, a newer form among it."""
    try:
        raw = dict(json.loads(text))
        if raw.pop("form") != FORM:
            raise ValueError("of another form")
        entries = [
            _made(
                Entry,
                {
                    **row,
                    "authors": tuple(_made(Person, one) for one in row["authors"]),
                    "keywords": tuple(row["keywords"]),
                    "corrections": tuple(row["corrections"]),
                },
            )
            for row in raw.pop("entries")
        ]
        files = [_made(File, row) for row in raw.pop("files")]
        version = _made(Version, {**raw, "entries": tuple(entries), "files": tuple(files)})
        for day in (version.date, version.published):
            date.fromisoformat(day)
    except (AttributeError, KeyError, RecursionError, TypeError) as fault:
        raise ValueError(str(fault)) from None
    if not version.entries or any(set(file.name) & {"/", "\\", "\0"} for file in version.files):
        raise ValueError("without an edition, or with a file that lies elsewhere")
    return version


def _made(kind: type[T], raw: Mapping[str, Any]) -> T:
    """Return a value of ours from its JSON; raises TypeError where a field is missing, strange or of another type."""
    expected = {field.name: str(field.type) for field in fields(kind)}  # type: ignore[arg-type]
    for name, value in raw.items():
        wanted = {"int": int, "str": str}.get(expected[name], tuple)
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise TypeError(f"{name} is {value!r}")
    return kind(**raw)


def sums(version: Version) -> str:
    """Return the sums of a version as `sha256sum --check` reads them."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in version.files)
