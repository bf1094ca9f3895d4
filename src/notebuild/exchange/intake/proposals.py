"""Keeps proposed sources beside a note, each with the words that it was read from, until they are accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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


USE = re.compile(r"% (note \d+|bracket in note \d+|text), cited as (\S.*?) from: (.*)")
ENTRY = re.compile(r"^@(\w+)\{([^,\s]+),\n(?:.*\n)*?\}\n", re.MULTILINE)

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

    Raises NotebuildError for a file that BibTeX could not read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        bibliography.read(path, path.as_posix())
        return {}
    return read_text(text)


def read_text(text: str) -> dict[str, Proposal]:
    """Return what is proposed in the text of such a file, by key."""
    found: dict[str, Proposal] = {}
    last = 0
    for match in ENTRY.finditer(text):
        lines = text[last : match.start()].replace(AT, "@").split("\n")
        uses = tuple(Use(*use.groups()) for line in lines if (use := USE.fullmatch(line)))
        found[match[2]] = Proposal(match[2], match[0], uses)
        last = match.end()
    return found


def without(text: str, keys: Iterable[str], uses: Iterable[Use] = ()) -> str:
    """Return the text of the file without these entries and uses; empty where no entry is left.

    An entry whose last use is gone is cited by nothing, and goes too.
    """
    lines = {_comment(use) for use in uses}
    for proposal in read_text(text).values():
        if proposal.uses and all(_comment(use) in lines for use in proposal.uses):
            keys = [*keys, proposal.key]
    text = "\n".join(line for line in text.split("\n") if line not in lines)
    gone, last, left = set(keys), 0, 0
    out: list[str] = []
    for match in ENTRY.finditer(text):
        before = text[last : match.start()]
        last = match.end()
        if match[2] in gone:
            kept = [line for line in before.split("\n") if not USE.fullmatch(line.replace(AT, "@"))]
            out.append("\n".join(kept).removesuffix("\n"))
        else:
            left += 1
            out.append(before + match[0])
    return "".join(out) + text[last:] if left else ""


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
