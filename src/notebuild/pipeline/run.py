"""`doit run` with a lock, exit status 1 for a user's fault, and the proof of what is ready."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from doit.action import PythonAction
from doit.cmd_run import Run as DoitRun
from doit.control import TaskControl
from doit.runner import Runner
from doit.task import Stream
from filelock import FileLock, Timeout

from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline import stale
from notebuild.pipeline.guard import WRITABLE, Guarded
from notebuild.pipeline.journal import Journal
from notebuild.pipeline.processors import number
from notebuild.pipeline.ready import prove
from notebuild.pipeline.record import Record
from notebuild.pipeline.reporter import JsonReporter
from notebuild.pipeline.runner import Parallel
from notebuild.pipeline.selection import expanded
from notebuild.pipeline.shards import Shard, shard
from notebuild.pipeline.workers import Workers

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
        self.shard: Shard | None = None
        """The share of the notes to which the run keeps."""

        self.reports = False
        """Whether the reporter keeps the journal; a reporter of doit's own does not, so all tasks count as begun."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loader, name)

    def load_tasks(self, cmd: Any, pos_args: list[str]) -> Any:
        """Return the tasks; what the command selects is named in full."""
        tasks = self.loader.load_tasks(cmd=cmd, pos_args=pos_args)
        names = [task.name for task in tasks]
        cmd.sel_tasks = cmd.sel_tasks and expanded(cmd.sel_tasks, names)
        if self.shard:
            cmd.sel_tasks = self.shard.tasks(cmd.sel_tasks, names)
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

    cmd_options = (
        *(option for option in DoitRun.cmd_options if option["name"] not in ("num_process", "par_type")),
        {
            "name": "num_process",
            "short": "n",
            "long": "process",
            "type": int,
            "default": None,
            "help": "how many tasks at a time, each in a process of its own [default: one a processor]; "
            "0 is one after the other in this process, for a debugger",
        },
        {
            "name": "times",
            "long": "times",
            "type": bool,
            "default": False,
            "help": "tell at the end where the time went: each task by the clock and by the processor",
        },
        {
            "name": "shard",
            "long": "shard",
            "type": str,
            "default": "",
            "help": "build a share of the notes, 3/8 for the third of eight: for several machines at once",
        },
    )

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
        self.loader.shard = shard(params["shard"]) if params["shard"] else None
        gc.set_threshold(YOUNG, OLDER, OLDEST)
        with locked(LOCK), contextlib.ExitStack() as opened:
            stale.clear(stale.half_written())
            self.loader.setup(params)
            params.update_defaults(self.loader.load_doit_config())
            at_once = number(params["num_process"])
            workers = params.get("workers") or opened.enter_context(Workers(at_once or 1))
            self.runner = partial(Parallel, workers=workers) if at_once and not params["pdb"] else Runner
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
            record = kind(params["outfile"], {name: params[name] for name in ("failure_verbosity", "times")})
            params["reporter"], record.journal, self.loader.reports = record, self.loader.journal, True
            try:
                status = int(super().execute(params, args) or 0)
                self.loader.journal.end()
                prove(record, workers)
            except BaseException:  # Ctrl-C, or a fault of ours: what is said of it is not a report
                record.abandon()
                raise
            record.conclude()
            gc.freeze()  # the system takes it all back at once: no last search among what is left
            return verdict(status, record)

    def _execute(
        self,
        outfile: Any,
        verbosity: int | None,
        always: bool,
        continue_: bool,
        reporter: Any,
        single: bool,
        auto_delayed_regex: bool,
        force_verbosity: bool,
        failure_verbosity: int,
        pdb: bool | None,
    ) -> int:
        """Do what doit's own does, which makes its runner itself, with the runner of this run."""
        PythonAction.pm_pdb = pdb
        self.control = TaskControl(self.task_list, auto_delayed_regex=auto_delayed_regex)
        self.control.process(self.sel_tasks)
        if single:
            for name in self.control.selected_tasks:
                task = self.control.tasks[name]
                for one in (
                    [self.control.tasks[part] for part in task.task_dep] if task.has_subtask else [task]
                ):
                    one.task_dep = []
        with contextlib.ExitStack() as opened:
            if isinstance(outfile, str):
                outfile = opened.enter_context(Path(outfile).open("w", encoding="utf-8"))
            kind = self.reporters[reporter] if isinstance(reporter, str) else reporter
            told = kind(outfile, {"failure_verbosity": failure_verbosity}) if isinstance(kind, type) else kind
            stream = Stream(verbosity, force_verbosity)
            runner = self.runner(self.dep_manager, told, continue_, always, stream)
            return int(runner.run_all(self.control.task_dispatcher()))


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
