"""The notes and editions that a person names on the command line, in full or short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from notebuild.core.problems import NotebuildError, Problem, nearest
from notebuild.pipeline.guard import TYPED
from notebuild.sources import project
from notebuild.sources.project import Job

T = TypeVar("T")


def translations() -> list[Job]:
    """Return the editions that are translations; raises NotebuildError where the house cannot be read."""
    return [job for job in project.every_job(project.house()) if not job.is_original]


def answers(job: Job, name: str) -> bool:
    """Return whether an edition is meant by a name: its own, or its note's."""
    return name in (job.name, job.note)


def chosen(names: Sequence[str], jobs: Sequence[Job], kind: str) -> list[Job]:
    """Return the editions among `jobs` that are named; all of them where there is no name.

    `gas.fr` is one edition, `gas` means all that the note has. Raises NotebuildError for a name that
    none answers to; `kind` is what it should have been, for the message: "translation".
    """
    unknown = [name for name in names if not any(answers(job, name) for job in jobs)]
    if unknown:
        raise NotebuildError(wrong_name(name, jobs, kind) for name in unknown)
    return [job for job in jobs if not names or any(answers(job, name) for name in names)]


def wrong_name(name: str, jobs: Iterable[Job], kind: str) -> Problem:
    """Return the Problem of a name that no edition answers to, with the nearest that one does."""
    known = [job.name for job in jobs]
    close = nearest(name, [*known, *(job.note for job in jobs)])
    remedy = f"name one of {', '.join(known)}" if known else f"the house has no {kind} yet"
    return Problem(TYPED, f"{name} is no {kind}{close}", remedy)


def known_for(command: str, words: Sequence[str]) -> tuple[list[Job], list[str]]:
    """Return the editions of the house and the names of its notes, for a command that needs one of them.

    Raises NotebuildError where nothing is named.
    """
    known = list(project.every_job(project.house()))
    notes = list(dict.fromkeys(job.note for job in known))
    if not words:
        remedy = f"name one of {', '.join(notes) or 'none: the house has no note'}"
        raise NotebuildError([Problem(TYPED, f"{command} needs a note", remedy)])
    return known, notes


def notes(names: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return the notes that are named, each once, where editions are not asked for.

    Raises NotebuildError for a name that is no note's.
    """
    remedy = f"name one of {', '.join(known)}" if known else "the house has no note yet"
    if unknown := [name for name in names if name not in known]:
        raise NotebuildError(
            Problem(TYPED, f"{name} is no note{nearest(name, known)}", remedy) for name in unknown
        )
    return list(dict.fromkeys(names))


def each(act: Callable[[T], object], items: Iterable[T]) -> None:
    """Do something to every item, whatever is wrong with another; then raise all that was wrong as one."""
    problems: list[Problem] = []
    for item in items:
        try:
            act(item)
        except NotebuildError as fault:
            problems += fault.problems
    if problems:
        raise NotebuildError(problems)
