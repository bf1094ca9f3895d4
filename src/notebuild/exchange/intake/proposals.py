"""Keeps proposed sources beside a note, each with the words that it was read from, until they are accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from notebuild.core.model import Source
from notebuild.core.problems import NotebuildError, Problem
from notebuild.sources import bibliography

NAME = "proposed.bib"
"""The file beside a note; no build reads it."""

AT = "\uff20"
"""What stands for @ in its comments: BibTeX reads an entry at each @ (btxdoc, 2)."""


@dataclass(frozen=True, slots=True)
class Use:
    """A place in the note that cites proposed sources, and the words that stood there in the document."""

    place: str
    """`note 12`, `bracket in note 12`, `text`."""

    cited: str
    """How it is cited: `[@doe2019, p. 3]`."""

    words: str
    """The document's own words, in Markdown, on one line."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that it cites."""
        return tuple(re.findall(r"@\{?([^\s;,\]{}]+)", self.cited))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed source, as it stands in the file, and what was read for it."""

    key: str
    entry: str
    uses: tuple[Use, ...]


USE = re.compile(r"% (note \d+|bracket in note \d+|text), cited as (\[.*?\]|[^\[].*?) from: (.*)")

HEAD = """% Sources proposed from the words of {file}. No build reads this file.
% Compare each entry with the words above it, and mend it here.
% Take it into bibliography.bib:       {program} intake --accept {note} KEY
% Put the note's own words back:       {program} intake --reject {note} KEY
"""


def file(note: Path) -> Path:
    """Return where the proposed sources of a note lie; `note` is its text."""
    return note.with_name(NAME)


def entry(source: Source) -> str:
    """Return a source as biblatex."""
    return bibliography.listed([source], {})


def written(sources: Iterable[Source], uses: Sequence[Use], head: Mapping[str, str]) -> str:
    """Return the file of these sources, each below the words that it was read from."""
    of: dict[str, list[Use]] = {}
    for use in uses:
        for key in dict.fromkeys(use.keys):
            of.setdefault(key, []).append(use)
    parts = [HEAD.format(**head)]
    for source in sources:
        parts.append("\n".join([*map(_comment, of.get(source.key, ())), entry(source)]))
    return "\n".join(parts)


def _comment(use: Use) -> str:
    return f"% {use.place}, cited as {use.cited} from: {use.words}".replace("@", AT)


def read(path: Path) -> dict[str, Proposal]:
    """Return what is proposed beside a note, by key; nothing where there is no file.

    Raises NotebuildError for a file that cannot be read.
    """
    if not path.exists():
        return {}
    _, problems = bibliography.read(path, path.as_posix())
    try:
        return read_text(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise NotebuildError(problems) from None


def read_text(text: str) -> dict[str, Proposal]:
    """Return what is proposed in the text of such a file, by key."""
    parts, _ = _parted(text)
    return {
        part.key: Proposal(
            part.key, "\n".join(part.entry) + "\n", tuple(filter(None, map(_use, part.before)))
        )
        for part in parts
    }


class _Part(NamedTuple):
    """An entry of the file: its key, the lines above it, and its own."""

    key: str
    before: list[str]
    entry: list[str]


def _parted(text: str) -> tuple[list[_Part], list[str]]:
    """Return the entries of such a file, however an editor has set them, and the lines behind the last."""
    lines = text.replace("\r\n", "\n").split("\n")
    sources, _ = bibliography.parsed("\n".join(lines), NAME)
    starts = sorted((source.location.line - 1, source.key) for source in sources)
    parts: list[_Part] = []
    last = 0
    for (start, key), (following, _) in zip(starts, [*starts[1:], (len(lines), "")], strict=True):
        end = following
        while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("%")):
            end -= 1
        parts.append(_Part(key, lines[last:start], lines[start:end]))
        last = end
    return parts, lines[last:]


def _use(line: str) -> Use | None:
    found = USE.fullmatch(line.replace(AT, "@"))
    return Use(*found.groups()) if found else None


def without(text: str, keys: Iterable[str], uses: Iterable[Use] = ()) -> str:
    """Return the text of the file without these entries and uses; empty where no entry is left.

    An entry whose last use is gone is cited by nothing, and goes too.
    """
    gone, settled = set(keys), set(uses)
    parts, tail = _parted(text)
    out: list[str] = []
    left = 0
    for part in parts:
        own = [use for use in map(_use, part.before) if use]
        if part.key in gone or (own and all(use in settled for use in own)):
            rest = [line for line in part.before if _use(line) is None]
            out += rest[:-1] if rest and not rest[-1].strip() else rest
            continue
        left += 1
        out += [line for line in part.before if _use(line) not in settled or _use(line) is None] + part.entry
    return "\n".join([*out, *tail]) if left else ""


def chosen(held: Mapping[str, Proposal], keys: Sequence[str], everything: bool, path: Path) -> list[Proposal]:
    """Return the proposals that are named, or all; raises NotebuildError for a key that none has."""
    from notebuild.core.problems import Location, nearest

    where = Location(path.as_posix())
    if not held:
        raise NotebuildError([Problem(where, "proposes no source", "nothing is left to accept or reject")])
    if everything:
        return list(held.values())
    unknown = [key for key in keys if key not in held]
    if unknown:
        known = ", ".join([*held][:12])
        raise NotebuildError(
            Problem(where, f"proposes no source {key}{nearest(key, held)}", f"name one of {known}, or --all")
            for key in unknown
        )
    return [held[key] for key in dict.fromkeys(keys)]
