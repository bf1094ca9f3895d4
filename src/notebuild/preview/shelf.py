"""What there is to look at: each note by its title, each edition by its language, and how it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from notebuild.core.formats import FORMATS
from notebuild.core.problems import Problem
from notebuild.sources import project
from notebuild.sources.project import Job

KINDS = {one.name: one.words for one in sorted(FORMATS.values(), key=lambda one: one.name != "html")}
"""What an editor calls the formats, in the order in which they are read: the page comes first."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a note on the list."""

    language: str
    """The language's own name."""

    state: str
    """How it stands, in words."""

    is_refused: bool
    files: tuple[tuple[str, str], ...]
    """What there is of it, in words, each with its address; the first is its page, or what stands in its place."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note on the list."""

    title: str
    name: str
    editions: tuple[Edition, ...]
    proof: str = ""
    """The address of its concordance; empty where there is none."""


def notes(jobs: Sequence[Job], refused: Mapping[str, bool], files: Mapping[str, Path]) -> list[Note]:
    """Return the notes of these jobs; `refused` says it of each by its name, `files` are those served, by address."""
    addresses = {path: where for where, path in files.items()}
    rows: dict[str, list[Job]] = {}
    for job in jobs:
        rows.setdefault(job.note, []).append(job)
    return [
        Note(
            title(own[0]),
            name,
            tuple(edition(job, refused[job.name], addresses) for job in own),
            next(
                (where for path, where in addresses.items() if path == proof(name) and path.exists()),
                "",
            ),
        )
        for name, own in rows.items()
    ]


def proof(note: str) -> Path:
    """Return where a note's concordance lies."""
    return project.BUILD / note / "concordance.html"


def edition(job: Job, is_refused: bool, addresses: Mapping[Path, str]) -> Edition:
    """Return how one edition stands."""
    made = [(kind, job.deliverable(kind)) for kind in KINDS if kind in job.formats]
    there = tuple((KINDS[kind], addresses[path]) for kind, path in made if kind == "html" or path.exists())
    return Edition(job.spoken() or job.language, state(job, is_refused), is_refused, there)


def state(job: Job, is_refused: bool) -> str:
    """Return how an edition stands, in words: what a translation lacks is counted."""
    lacking = ""
    try:
        counts = json.loads(job.standing.read_text(encoding="utf-8"))
        gaps = ((counts["untranslated"], "to translate"), (counts["stale"], "to look at again"))
        lacking = ", ".join(f"{count} {what}" for count, what in gaps if count)
    except (OSError, KeyError, TypeError, ValueError):
        pass  # an original, or nothing known yet
    said = "refused" if is_refused else "good"
    return f"{said}: {lacking}" if lacking else said


def title(job: Job) -> str:
    """Return a job's title as its author or translator wrote it; the name of the note where none is known."""
    try:
        titles = json.loads(project.titles(job.note).read_text(encoding="utf-8"))
        return str(titles[job.language]["title"])
    except (OSError, KeyError, TypeError, ValueError):
        return job.note


def causes_first(problems: Iterable[Problem], note: str = "") -> list[Problem]:
    """Return Problems in the order in which one mends them: errors first, and what follows after its cause.

    What the house and the bibliography say reaches every note, a note its translations, and both what is made of
    them; another note comes last where one is asked for.
    """

    def rank(problem: Problem) -> tuple[bool, bool, int, Problem]:
        path = Path(problem.location.path)
        of_other = bool(note) and path.parts[:1] == ("manuscript",) and path.parts[1:2] != (note,)
        kinds = (
            path.parts[:1] == ("styles",),
            path.suffix == ".bib",
            path.name == "note.md" or "figures" in path.parts,
            path.suffix == ".po",
        )
        order = next((at for at, matches in enumerate(kinds) if matches), len(kinds))
        return problem.severity == "warning", of_other, order, problem

    return sorted(problems, key=rank)
