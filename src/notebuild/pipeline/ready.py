"""The proof of what is ready of a note: doit makes none where one of its editions is refused."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from notebuild.pipeline.record import Record
from notebuild.pipeline.runner import BEAT, of_death, perform
from notebuild.pipeline.workers import At, Dead, Done, Workers


def prove(record: Record, workers: Workers) -> None:
    """Prove the editions that are ready of each note whose proof waited on one that is refused.

    doit runs no task after one that failed; what the other editions prove is still worth saying.
    """
    from notebuild.pipeline.verify import verify

    waiting = unverified(record.failed)
    left = list(waiting)
    while left or not workers.is_idle:
        while left and workers.is_free:
            note = left.pop(0)
            record.began(f"verify:{note}")
            workers.start(f"verify:{note}", partial(perform, [(verify, (note, waiting[note]), {})]))
        for name, said in workers.heard(BEAT):
            if isinstance(said, At):
                record.at(name, said.words)
                continue
            if isinstance(said, Done):
                record.took(name, said.cpu)
            failure = of_death(name, said) if isinstance(said, Dead) else said.value.failure
            record.proved(name, waiting[name.partition(":")[2]], failure)
        record.beat()


def unverified(failed: Collection[str]) -> dict[str, list[str]]:
    """Return the notes whose proof had to wait, with their editions that failed; the original is not one."""
    from notebuild.sources import project

    out = {}
    for note in [name.partition(":")[2] for name in failed if name.startswith("verify:")]:
        jobs = project.jobs(note, project.house())
        refused = [job for job in jobs if any(edition_of(name) == job.name for name in failed)]
        if refused and not any(job.is_original for job in refused):
            out[note] = [job.name for job in refused]
    return out


def edition_of(task: str) -> str:
    """Return the edition that a task belongs to: `south-caucasus.fr` for `figure:south-caucasus.fr/x.svg`."""
    return task.partition(":")[2].partition("/")[0]
