"""What a site has to show: its notes by language, newest first, their topics and authors, and where each page is."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Literal
from urllib.parse import quote

from notebuild.core.formats import FORMATS
from notebuild.core.model import short
from notebuild.publishing.site.shelf import INDEX
from notebuild.publishing.site.versions import Entry, File, Version

Kind = Literal["topics", "authors"]

WORD = re.compile(r"[^\W_]+")
HARMLESS = re.compile(r"[\s'’.,\-‐–—\"“”«»]*")
"""What may stand between the words of a name without telling it from another."""

MOST = 60
"""Characters of a name in an address."""

OFFERED = ("html", *(kind for kind in FORMATS if kind != "html"))
"""The formats in the order in which a reader is offered them; one that there is no longer follows."""


@dataclass(frozen=True, slots=True)
class Work:
    """A note: its published versions, the newest first."""

    versions: tuple[Version, ...]

    @property
    def note(self) -> str:
        return self.newest.note

    @property
    def newest(self) -> Version:
        return self.versions[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The primary subtags of all languages that it was ever published in, those of the newest version first."""
        entries = (entry for version in self.versions for entry in version.entries)
        return tuple(dict.fromkeys(short(entry.language) for entry in entries))

    def entry(self, language: str) -> Entry | None:
        """Return what its newest edition in a language says of itself; None where it never had one."""
        return next((entry for version in self.versions if (entry := version.entry(language))), None)

    def page(self, language: str) -> str:
        """Return the path of its newest edition in a language: the page, else the first of its other files."""
        version = next(version for version in self.versions if version.entry(language))
        if version is self.newest and version.home and language == short(version.entries[0].language):
            return f"{self.note}/{INDEX}"
        files = editions_files(version, language)
        return f"{self.note}/{files[0].name}" if files else self.list(language)

    def list(self, language: str) -> str:
        """Return the path of the list of its versions in a language; in a foreign one, that of the original."""
        original = short(self.versions[-1].entries[0].language)
        is_own = language == original or language not in self.languages
        return f"{self.note}/versions.html" if is_own else f"{self.note}/versions-{language}.html"


def works(versions: Sequence[Version]) -> tuple[Work, ...]:
    """Return the notes of a site, those with the newest date first, those of one date by their name."""
    sorted_by = sorted(versions, key=lambda one: (one.note, -one.number))
    found = [Work(tuple(group)) for _, group in groupby(sorted_by, key=lambda one: one.note)]
    return tuple(sorted(found, key=lambda work: work.newest.date, reverse=True))


def editions_files(version: Version, language: str) -> tuple[File, ...]:
    """Return the files of an edition that a reader is offered, its page first; not the picture of a link."""
    own = [file for file in version.files if short(file.language) == language and file.format != "png"]
    order = {kind: place for place, kind in enumerate(OFFERED)}
    return tuple(sorted(own, key=lambda file: (order.get(file.format, len(order)), file.name)))


def permanent(version: Version, language: str) -> str:
    """Return the path at which an edition of a version lies for ever."""
    if version.home and language == short(version.entries[0].language):
        return f"{version.folder}/{INDEX}"
    files = editions_files(version, language)
    return f"{version.folder}/{files[0].name}"


def newest_files(work: Work) -> Mapping[str, Version]:
    """Return the version that each file at the note's own address is of: the newest that has it.

    So no address ever leads nowhere, not even that of a format or a language that was given up.
    """
    found = {file.name: version for version in reversed(work.versions) for file in version.files}
    return {name: found[name] for name in sorted(found) if not name.endswith(".zip")}


@dataclass(frozen=True, slots=True)
class Group:
    """A topic or an author, with the notes that have it in a language."""

    name: str
    path: str
    works: tuple[Work, ...]
    """Those that have it in any version, so that its page never goes."""

    current: tuple[Work, ...]
    """Those that have it in their newest version."""

    addresses: tuple[str, ...] = ()
    """Of an author: what tells who it is."""


def groups(kind: Kind, language: str, works: Sequence[Work]) -> tuple[Group, ...]:
    """Return the topics or authors of the notes in a language, by their name."""
    names: dict[str, str] = {}
    every: dict[str, list[Work]] = {}
    current: dict[str, list[Work]] = {}
    addresses: dict[str, dict[str, None]] = {}
    for work in works:
        for version in work.versions:
            for name, told in _named(kind, version.entry(language)):
                key = slug(name)
                names.setdefault(key, name)
                addresses.setdefault(key, {}).update(dict.fromkeys(filter(None, told)))
                for shelf, fits in ((every, True), (current, version is work.newest)):
                    if fits and work not in shelf.setdefault(key, []):
                        shelf[key].append(work)
    found = [
        Group(
            name,
            f"{language}/{kind}/{key}.html",
            tuple(every[key]),
            tuple(current.get(key, ())),
            tuple(addresses[key]),
        )
        for key, name in names.items()
    ]
    return tuple(sorted(found, key=lambda group: _sorted_as(group.name)))


def _named(kind: Kind, entry: Entry | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    if entry and kind == "topics":
        yield from ((word, ()) for word in entry.keywords)
    elif entry:
        yield from ((one.name, (one.orcid, one.url)) for one in entry.authors)


def _sorted_as(name: str) -> tuple[str, str]:
    """Return what a name is sorted by: its letters without their marks, as dictionaries do."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)), name


def slug(name: str) -> str:
    """Return a name as a part of an address: small letters of any script, with hyphens, the same for ever.

    A name that has more to it, C++ or one that is cut off, ends with six figures of its digest: no two have one.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    words = "-".join(WORD.findall(folded))
    rest = WORD.sub("", folded)
    if len(words) <= MOST and words and HARMLESS.fullmatch(rest):
        return words
    return f"{words[:MOST]}-{sha256(folded.encode()).hexdigest()[:6]}".lstrip("-")


def relative(path: str, page: str) -> str:
    """Return the path of one file as an address that the page at another asks for: also from `file:`."""
    return quote(posixpath.relpath(path, posixpath.dirname(page) or "."))


def absolute(path: str, address: str) -> str:
    """Return the web address of a file of the site, a folder's for its index."""
    folder, _, name = path.rpartition("/")
    return address + quote(f"{folder}/".lstrip("/") if name == INDEX else path)
