"""A translation opened to be worked on: its note, its catalogue brought up to date in memory, its segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notebuild.core.files import put
from notebuild.core.model import Note, Segment
from notebuild.core.problems import NotebuildError, Problem, errors
from notebuild.pipeline.edition import everything, read_note
from notebuild.pipeline.library import library
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.translation import Catalogue


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation as its files say it now."""

    job: Job
    note: Note
    catalogue: Catalogue
    """As `catalogue` would write it: every segment has an entry, what has changed is marked."""

    segments: tuple[Segment, ...]
    """All that is translated of the note, in the order a translator meets it."""

    problems: tuple[Problem, ...]
    """Errors of the catalogue's or bibliography's form, with which nothing may be written."""


def read(job: Job) -> Translation:
    """Return a translation; raises NotebuildError where its note cannot be read."""
    from notebuild import translation
    from notebuild.sources import bibliography, markdown

    note, problems = read_note(job)
    if note is None:
        raise NotebuildError(problems)
    catalogue, faults = translation.read(job.catalogue, job.catalogue.as_posix())
    sources = library()
    marks = (mark for segment in note.segments for mark in markdown.marks(segment))
    keys = dict.fromkeys(mark.value for mark in marks if mark.kind == "key")
    segments = everything(job, note, [sources[key] for key in keys if key in sources])
    wrong = [
        *sources.problems(bibliography.needed(sources, keys)),
        *(faults if job.catalogue.exists() else ()),
    ]
    return Translation(job, note, translation.update(catalogue, segments), segments, errors(wrong))


def opened(job: Job) -> Translation:
    """Return a translation whose catalogue may be written; raises NotebuildError with what stands against it."""
    translation = read(job)
    if translation.problems:
        raise NotebuildError(translation.problems)
    return translation


def write(translation: Translation, catalogue: Catalogue) -> None:
    """Write this catalogue of a translation; one that is whole says in its head which version it translates."""
    from notebuild.translation import gaps, with_version
    from notebuild.translation.catalogue import po

    version = translation.note.metadata.get("version")
    if gaps.standing(translation.segments, catalogue).current and version is not None:
        catalogue = with_version(catalogue, str(version))
    put(translation.job.catalogue, po.write(catalogue))
