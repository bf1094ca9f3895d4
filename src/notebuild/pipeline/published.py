"""The tasks that hold each edition of a published note against what was published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from notebuild.core.model import Edition
from notebuild.pipeline import graph, versions
from notebuild.pipeline.check import store
from notebuild.pipeline.edition import job_of
from notebuild.pipeline.files import read_step
from notebuild.pipeline.outcome import action
from notebuild.pipeline.render import read_edition
from notebuild.pipeline.uptodate import Task, changed
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.publishing.held import Now


def tasks() -> Iterator[Task]:
    """Yield the task that holds each edition of a published note against the record."""
    for note in graph.notes():
        for job in graph.jobs(note) if needed(note) else ():
            files = [versions.path(note), job.edition, job.places]
            files += [job.figure(one) for one in graph.figures(job)]
            yield {
                "name": f"{job.name}/published",
                "doc": f"the words of {job.name} against those that were published",
                "actions": [(check, (note, job.language))],
                "file_dep": [path.as_posix() for path in files],
                # Where the original is another text, that is the cause.
                "task_dep": [] if job.is_original else needed(note)[:1],
                "targets": [(job.folder / "published.json").as_posix()],
                "uptodate": changed(check),
            }


def needed(note: str) -> list[str]:
    """Return the tasks that must hold before a note is released; none where nothing of it was published."""
    if not versions.path(note).is_file():
        return []
    return [f"check:{job.name}/published" for job in graph.jobs(note)]


@action
def check(note: str, language: str) -> None:
    """Hold an edition against what was published of it; say how a new version differs from the last one."""
    from notebuild.publishing import held

    job, record = job_of(note, language), versions.read(note)
    if record is None:
        return
    stands = now(job)
    if told := held.summary(record, stands.words, int(stands.edition.metadata["version"])):
        print(f"{note}.{language}: {told}")
    store(job.folder / "published.json", [*held.words(record, stands), *held.corrections(record, stands)])


def now(job: Job) -> Now:
    """Return an edition as it was made, to be held against what was published."""
    from notebuild.edition import places
    from notebuild.publishing.held import Now

    edition = read_edition(job)
    return Now(edition, read_step(job.places, places.from_json), drawn(job, edition))


def drawn(job: Job, edition: Edition) -> tuple[str, ...]:
    """Return the words of the drawings that an edition shows, in the order in which it shows them."""
    from notebuild.edition import tree
    from notebuild.sources import drawings

    shown = dict.fromkeys(Path(image["c"][2][0]).name for image in tree.find(edition.tree["blocks"], "Image"))
    paths = [job.figure(Path(name)) for name in shown if name.lower().endswith(".svg")]
    return tuple(
        run.text
        for path in paths
        if path.is_file()
        for run in drawings.printed(path.read_text(encoding="utf-8"), path.as_posix())
        if run.text.strip()
    )
