"""Holds the front matter of a note against what was published: no version goes back, none has other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from notebuild.core.problems import Location, Problem
from notebuild.publishing.published import Published, Version


def check(
    published: Published, note: str, version: int, languages: Sequence[str], places: Mapping[str, Location]
) -> Iterator[Problem]:
    """Yield what the front matter alone shows to be against the record: another name, a version that goes back.

    So is a published version in other languages. `places` are where the fields are given; the note itself
    stands at "".
    """
    newest, start = published.newest, places[""]
    where = places.get("version", start)
    if published.note != note:
        message = f"{note} was published as {published.note}, whose address would break"
        remedy = (
            f"name the folder {published.note} again; of a new note, remove {published_path(note)} and begin with "
            "version 1"
        )
        yield Problem(start, message, remedy)
    elif version < newest.number:
        message = f"version {version} goes back: version {newest.number} was published on {newest.date}"
        remedy = f'write "version: {newest.number + 1}", or "version: {newest.number}" for what was published'
        yield Problem(where, message, remedy)
    elif version == newest.number:
        yield from _languages(newest, languages, places.get("languages", where))


def published_path(note: str) -> str:
    """Return where the record of a note lies."""
    return f"manuscript/{note}/published.toml"


def _languages(version: Version, languages: Sequence[str], where: Location) -> Iterator[Problem]:
    """Yield the editions that a published version has gained or lost: its pages name them."""
    known = [one.language for one in version.editions]
    new, gone = ([one for one in a if one not in b] for a, b in ((languages, known), (known, languages)))
    if new or gone:
        what = " and ".join(
            [f"with {', '.join(new)}"] * bool(new) + [f"without {', '.join(gone)}"] * bool(gone)
        )
        message = (
            f"version {version.number} was published on {version.date} in {', '.join(known)}; this is {what}"
        )
        yield Problem(where, message, f"{following(version)}; or bring those languages back")


def following(version: Version) -> str:
    """Return what to write where something else goes out than was published."""
    return f'write "version: {version.number + 1}" and say under "corrections:" what has changed'
