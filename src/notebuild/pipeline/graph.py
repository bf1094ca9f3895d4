"""What the task graph asks of the project, each thing once a load: a house may have hundreds of notes.

Each task asks again which editions its note has, in which languages, by which profiles; an answer takes a dozen looks
at the disk. `forget` is for a process that loads the graph again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from notebuild.pipeline import uptodate
from notebuild.sources import project
from notebuild.sources.project import Job


@cache
def notes() -> tuple[str, ...]:
    """Return the names of the notes."""
    return tuple(project.notes())


@cache
def jobs(note: str) -> tuple[Job, ...]:
    """Return the editions of a note, the original first."""
    return tuple(project.jobs(note, uptodate.house()))


def every_job() -> Iterator[Job]:
    """Yield the editions of every note."""
    return (job for note in notes() for job in jobs(note))


@cache
def _profiles(language: str, sheet: str) -> tuple[str, tuple[Path, ...], str, str]:
    job = Job("", language, language, (), sheet=sheet)
    return language, tuple(job.profiles()), job.tag(), job.spoken()


def profiles(job: Job) -> tuple[Path, ...]:
    """Return the file of the profile of an edition, and that of the one it is like."""
    return _profiles(job.language, job.sheet)[1]


def tag(job: Job) -> str:
    """Return the language that an edition says it is."""
    return _profiles(job.language, job.sheet)[2]


def spoken(job: Job) -> str:
    """Return what the language of an edition calls itself."""
    return _profiles(job.language, job.sheet)[3]


@cache
def _figures(note: str) -> tuple[Path, ...]:
    return tuple(jobs(note)[0].figures())


def figures(job: Job) -> tuple[Path, ...]:
    """Return the pictures of a job's note."""
    return _figures(job.note)


@cache
def style(name: str) -> Path:
    """Return the path of a style file."""
    return project.style(name)


@cache
def included() -> tuple[Path, ...]:
    """Return the templates that other templates include."""
    return tuple(project.included())


@cache
def digest(ask: Any) -> str:
    """Return the digest of what a function says of the house: a task runs again when it changes."""
    return sha256(json.dumps(ask(), sort_keys=True, default=str).encode()).hexdigest()


def tokens() -> Any:
    """Return all that the house says of how its pages look."""
    return uptodate.house().tokens


def forget() -> None:
    """Forget every answer, so that the next load asks anew."""
    for one in (notes, jobs, _profiles, _figures, style, included, digest, uptodate.house):
        one.cache_clear()
