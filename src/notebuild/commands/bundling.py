"""Puts what `publish` recorded of a note, and what it was made of, into one archive beside the released files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from notebuild.core.files import put
from notebuild.sources import project
from notebuild.sources.project import Job


def write(jobs: Sequence[Job], number: int) -> Path:
    """Write the archive of the version of a note that lies in `release/`; return its path."""
    from notebuild.pipeline.render import read_edition
    from notebuild.publishing import bundle
    from notebuild.records.record import record

    note, house = jobs[0].note, project.house()
    folder = project.BUILD / note
    name = f"{note}-v{number}"
    files = {path.name: path.read_bytes() for path in (folder / "release").iterdir() if path.is_file()}
    records = [record(read_edition(job), house) for job in jobs]
    path = folder / f"{name}.zip"
    put(path, bundle.bundle(records, files, sources(jobs), name))
    return path


def sources(jobs: Sequence[Job]) -> dict[str, bytes]:
    """Return what a note is made of, as it lies in a house: text, catalogues, pictures, and the entries it cites."""
    first = jobs[0]
    paths = [first.manuscript, *(job.catalogue for job in jobs[1:]), *first.figures()]
    found = {path.as_posix(): path.read_bytes() for path in paths if path.is_file()}
    cited = first.folder / "cited.bib"
    return {**found, project.BIBLIOGRAPHY.as_posix(): cited.read_bytes()}
