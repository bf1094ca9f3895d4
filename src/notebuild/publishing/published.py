"""The record of a note's published versions, `published.toml`: written by `publish`, committed, never edited.

Its first line but one is a digest of all that follows, so that a line that somebody changed is told.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, NotebuildError, Problem

FORM = 1
"""Goes up when older tools could no longer read the file."""

HEAD = "# What was published of this note, version by version. `publish` writes it; a published version never changes."

MARKS = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: |$)", re.MULTILINE)
"""What git leaves in a file that it could not merge."""

DIGEST = re.compile(r'^digest = "([0-9a-f]{64})"\n', re.MULTILINE)

Said = tuple[str, str]
"""A kind of passage ("heading", "cell" …) or the name of a field of the front matter, and its words."""


@dataclass(frozen=True, slots=True)
class Words:
    """What an edition says: its front matter, its passages in reading order, and its footnotes."""

    language: str
    front: tuple[Said, ...]
    passages: tuple[Said, ...]
    """A call stands in them as `core.passages.CALL`."""

    notes: tuple[str, ...]
    """As printed, in the order of their numbers, from 1."""

    @property
    def digest(self) -> str:
        """The digest of all of them."""
        said = json.dumps([self.front, self.passages, self.notes], ensure_ascii=False)
        return sha256(said.encode()).hexdigest()

    def field(self, name: str) -> tuple[str, ...]:
        """Return what the front matter says under a name."""
        return tuple(words for kind, words in self.front if kind == name)


@dataclass(frozen=True, slots=True)
class Version:
    """One published version of a note."""

    number: int
    date: str
    """The day on which it was published: 2025-03-31."""

    files: Mapping[str, str]
    """The sha256 of each file that went out, by its name."""

    editions: tuple[Words, ...]
    """The original first."""

    address: str = ""
    """Where it can be read, empty where that was not said."""

    @property
    def dated(self) -> str:
        """The date that its pages bear; that of its publication where they bear none."""
        return next(iter(self.editions[0].field("date")), self.date) if self.editions else self.date

    def edition(self, language: str) -> Words | None:
        """Return what it says in a language, if it was published in it."""
        return next((one for one in self.editions if one.language == language), None)


@dataclass(frozen=True, slots=True)
class Published:
    """All published versions of a note, the oldest first."""

    note: str
    """What the note was called when they were published."""

    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    def before(self, number: int) -> tuple[Version, ...]:
        """Return the versions before one, the oldest first."""
        return tuple(one for one in self.versions if one.number < number)

    def version(self, number: int) -> Version | None:
        """Return the version of a number, if it was published."""
        return next((one for one in self.versions if one.number == number), None)


def to_toml(published: Published) -> str:
    """Return the record as TOML, a passage a line, the same for the same versions."""
    body = "\n".join(_lines(published)) + "\n"
    return f'{HEAD}\ndigest = "{sha256(body.encode()).hexdigest()}"\n{body}'


def _lines(published: Published) -> Iterator[str]:
    yield from (f"form = {FORM}", f"note = {_string(published.note)}")
    for version in published.versions:
        yield from ("", "[[version]]", f"number = {version.number}", f"date = {version.date}")
        yield from (f"address = {_string(version.address)}",) if version.address else ()
        yield from ("", "[version.files]")
        yield from (f"{_string(name)} = {_string(sums)}" for name, sums in sorted(version.files.items()))
        for words in version.editions:
            yield from ("", "[[version.edition]]", f"language = {_string(words.language)}")
            yield f"digest = {_string(words.digest)}"
            yield from _listed("front", (_pair(one) for one in words.front))
            yield from _listed("passages", (_pair(one) for one in words.passages))
            yield from _listed("notes", map(_string, words.notes))


def _listed(name: str, items: Iterable[str]) -> Iterator[str]:
    rows = [f"  {item}," for item in items]
    yield from (f"{name} = [", *rows, "]") if rows else (f"{name} = []",)


def _pair(said: Said) -> str:
    return f"{{ {said[0]} = {_string(said[1])} }}"


def _string(words: str) -> str:
    """Return words as a basic string of TOML (1.0, "String"), whose escapes are those of JSON and one more."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def from_toml(data: bytes, shown: str) -> Published:
    """Return the record that `to_toml` wrote; raises NotebuildError where it is not as it was written.

    `shown` is its path in messages. Line ends may be those of another system.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _changed(shown, 1) from None
    if marks := MARKS.search(text):
        message = "git could not merge it, and both sides stand in it"
        remedy = f"keep the side that was published, whole: git checkout --ours {shown}, or --theirs"
        where = Location(shown, text.count("\n", 0, marks.start()) + 1, 1)
        raise NotebuildError([Problem(where, message, remedy)])
    form = re.search(r"^form = (\d{1,9})$", text, re.MULTILINE)
    if form and int(form[1]) > FORM:
        where = Location(shown, text.count("\n", 0, form.start()) + 1, 1)
        message = "was written by a newer version of notebuild, which this one cannot read"
        raise NotebuildError([Problem(where, message, "install the version of notebuild that wrote it")])
    digest = DIGEST.search(text)
    try:
        raw = tomllib.loads(text)
    except RecursionError:
        raise _changed(shown, 1) from None
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"line (\d+)", str(fault))
        raise _changed(shown, int(line[1]) if line else text.count("\n") + 1) from None
    if not digest or sha256(text[digest.end() :].encode()).hexdigest() != digest[1]:
        raise _changed(shown, 1)
    try:
        return Published(str(raw["note"]), tuple(map(_version, raw["version"])))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _changed(shown, 1) from None


def _version(raw: Mapping[str, Any]) -> Version:
    editions = tuple(
        Words(row["language"], _said(row["front"]), _said(row["passages"]), tuple(row["notes"]))
        for row in raw["edition"]
    )
    files, address = dict(raw["files"]), str(raw.get("address", ""))
    return Version(int(raw["number"]), raw["date"].isoformat(), files, editions, address)


def _said(rows: Iterable[Mapping[str, str]]) -> tuple[Said, ...]:
    return tuple(pair for row in rows for pair in row.items())


def _changed(shown: str, line: int) -> NotebuildError:
    """Return the fault of a record that is cut off, or that somebody changed."""
    message = f"is not as {ENTRY} publish wrote it: cut off, or changed by hand"
    remedy = f"bring back what was committed: git checkout HEAD -- {shown}, or an older commit of git log -- {shown}"
    return NotebuildError([Problem(Location(shown, line, 1), message, remedy)])
