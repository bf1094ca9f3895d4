"""`doit run` with a lock, exit status 1 for a user's fault, and the proof of what is ready."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from doit.cmd_run import Run as DoitRun
from filelock import FileLock, Timeout

from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline import stale
from notebuild.pipeline.guard import WRITABLE, Guarded
from notebuild.pipeline.journal import Journal
from notebuild.pipeline.record import Record
from notebuild.pipeline.reporter import JsonReporter
from notebuild.pipeline.selection import expanded

LOCK = Path(".doit.db.lock")
"""Held by a run from before it reads doit's database until it has written it; freed when it ends or dies."""

YOUNG, OLDER, OLDEST = 1_000_000, 10, 100
"""GC thresholds: collect reference cycles rarely.

A build makes large trees and drops them whole; at the usual 700 the search is a tenth of its time
and frees next to nothing: a PDF of 16 pages or of 110 takes no more memory with these.
"""


class Selecting:
    """A loader of doit's that also names in full what the command line names short.

    What doit knows of the tasks that a killed run may have begun is forgotten.
    """

    def __init__(self, loader: Any) -> None:
        self.loader = loader
        self.journal = Journal()
        self.reports = False
        """Whether the reporter keeps the journal; a reporter of doit's own does not, so all tasks count as begun."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loader, name)

    def load_tasks(self, cmd: Any, pos_args: list[str]) -> Any:
        """Return the tasks; what the command selects is named in full."""
        tasks = self.loader.load_tasks(cmd=cmd, pos_args=pos_args)
        names = [task.name for task in tasks]
        cmd.sel_tasks = cmd.sel_tasks and expanded(cmd.sel_tasks, names)
        for name in self.journal.unfinished():
            cmd.dep_manager.remove(name)
        if not self.reports:
            self.journal.begin(*names)
        return tasks


class Run(Guarded, DoitRun):  # type: ignore[misc]
    """doit's `run`, alone in its folder, with the exit status of the project.

    doit counts a task that could not run because another failed as an error of its own (2). With
    TRANSLATIONS=apart in the environment a translation that is merely behind is not a failure:
    the pull request shows it as a check of its own.
    """

    name = "run"

    def __init__(self, task_loader: Any, **options: Any) -> None:
        super().__init__(task_loader=Selecting(task_loader), **options)

    def get_reporters(self) -> dict[str, type]:
        """Return doit's reporters by name, with ours for JSON."""
        reporters: dict[str, type] = super().get_reporters()
        if "reporter" in self.cmdparser:
            self.cmdparser["reporter"].choices["json"] = JsonReporter.desc
        return {**reporters, "json": JsonReporter}

    def execute(self, params: Any, args: Any) -> int:
        """Run the tasks, prove what is ready, report; return the exit status: 0, 1, or 2 for a fault of ours."""
        self.enter(params)
        gc.set_threshold(YOUNG, OLDER, OLDEST)
        with locked(LOCK), contextlib.ExitStack() as opened:
            stale.clear(stale.half_written())
            self.loader.setup(params)
            params.update_defaults(self.loader.load_doit_config())
            kind = params["reporter"]
            kind = self.reporters.get(kind, kind) if isinstance(kind, str) else kind
            if not (isinstance(kind, type) and issubclass(kind, Record)):
                status = int(super().execute(params, args) or 0)
                self.loader.journal.end()
                return status
            if params["outfile"] is None:  # it was closed as doit was loaded
                params["outfile"] = sys.stdout
            if isinstance(params["outfile"], str):
                params["outfile"] = opened.enter_context(Path(params["outfile"]).open("w", encoding="utf-8"))
            record = kind(params["outfile"], {"failure_verbosity": params["failure_verbosity"]})
            params["reporter"], record.journal, self.loader.reports = record, self.loader.journal, True
            try:
                status = int(super().execute(params, args) or 0)
                self.loader.journal.end()
                prove(record)
            except BaseException:  # Ctrl-C, or a fault of ours: what is said of it is not a report
                record.abandon()
                raise
            record.conclude()
            gc.freeze()  # the system takes it all back at once: no last search among what is left
            return verdict(status, record)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of the folder; a run that has to wait for another says so.

    Raises NotebuildError where the lock cannot be written.
    """
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("waiting for another run in this folder", file=sys.stderr, flush=True)
        lock.acquire()
    except OSError as fault:
        message = f"cannot be written: {(fault.strerror or str(fault)).lower()}"
        raise NotebuildError([Problem(Location(path.as_posix()), message, WRITABLE)]) from None
    try:
        yield
    finally:
        lock.release()


def verdict(status: int, record: Record) -> int:
    """Return the exit status of a run: doit's own, or 1 where only faults of the user's stopped tasks."""
    if record.ours or record.runtime_errors or not (status or record.broken):
        return status
    apart = os.environ.get("TRANSLATIONS") == "apart"
    return 0 if apart and record.broken and only_behind(record.broken) else 1


def prove(record: Record) -> None:
    """Prove the editions that are ready of each note whose proof waited on one that is refused.

    doit runs no task after one that failed; what the other editions prove is still worth saying.
    """
    from notebuild.pipeline.verify import verify

    for note, refused in unverified(record.failed).items():
        started = time.perf_counter()
        outcome = verify(note, refused)
        problems = outcome.problems if outcome else ()
        record.proved(f"verify:{note}", refused, problems, time.perf_counter() - started)


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


def only_behind(broken: Collection[str]) -> bool:
    """Return whether all that failed is the check of translations that are behind, and nothing else is wrong."""
    from notebuild.sources import project

    jobs = {f"check:{job.name}": job for job in project.every_job(project.house())}
    return all(name in jobs and behind(jobs[name].standing) for name in broken)


def behind(standing: Path) -> bool:
    """Return whether a translation has gaps and no other fault, as its check keeps it."""
    if not standing.exists():
        return False
    counts = json.loads(standing.read_text(encoding="utf-8"))
    return bool(counts["other"] == 0 and counts["stale"] + counts["untranslated"] > 0)


def edition_of(task: str) -> str:
    """Return the edition that a task belongs to: `south-caucasus.fr` for `figure:south-caucasus.fr/x.svg`."""
    return task.partition(":")[2].partition("/")[0]
