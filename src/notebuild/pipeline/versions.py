"""Reads what was published of a note from beside it, and holds the note's front matter against it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from notebuild.core import texts
from notebuild.core.model import Note
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.sources import project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.edition.imprint import Earlier
    from notebuild.publishing.published import Published

LARGEST = 30_000_000
"""Bytes of a record; a note of ten pages in two languages takes a tenth of a million a version."""


def path(note: str) -> Path:
    """Return where the record of what was published of a note lies."""
    return project.MANUSCRIPT / note / "published.toml"


def read(note: str) -> Published | None:
    """Return what was published of a note; None where nothing was.

    Raises NotebuildError where the record is not as it was written.
    """
    from notebuild.publishing import published

    place = path(note)
    shown = place.as_posix()
    if not place.is_file():
        return None
    if texts.leads_out(place):
        remedy = "put a copy of what it leads to in its place"
        raise NotebuildError([Problem(Location(shown), "leads out of the project", remedy)])
    if place.stat().st_size > LARGEST:
        remedy = "bring back what was committed"
        raise NotebuildError([Problem(Location(shown), "is larger than 30 MB", remedy)])
    return published.from_toml(place.read_bytes(), shown)


def earlier(note: str, number: int) -> tuple[Earlier, ...]:
    """Return the versions of a note that were published before the one of this number, the oldest first."""
    from notebuild.edition.imprint import Earlier

    record = read(note)
    before = record.before(number) if record else ()
    return tuple(Earlier(one.number, one.dated, one.address) for one in before)


def check(note: Note, job: Job) -> list[Problem]:
    """Return what is wrong with the record of a note, or with its front matter against it.

    A version that is no number stands in no order; it is told where the front matter is read.
    """
    from notebuild.publishing import front

    try:
        record = read(job.note)
    except NotebuildError as fault:
        return list(fault.problems)
    if record is None or "version" not in note.metadata:
        return []
    languages = [one.tag() for one in project.jobs(job.note, project.house())]
    places = {**note.places, "": Location(note.path, 1, 1)}
    return list(front.check(record, job.note, int(note.metadata["version"]), languages, places))
