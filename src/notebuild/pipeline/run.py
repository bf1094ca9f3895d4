"""doit's `run` as this project wants it: alone in its folder, with our exit status, and quick."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import sys
from pathlib import Path
from typing import Any

from doit.cmd_run import Run as DoitRun

from notebuild.pipeline.guard import Guarded
from notebuild.pipeline.reporter import Reporter
from notebuild.pipeline.selection import expanded

LOCK = Path(".doit.db.lock")
"""Held by a run from before it reads doit's database until it has written it; freed when it ends or dies."""

YOUNG, OLDER, OLDEST = 1_000_000, 10, 100
"""When Python looks for rings of dead objects (`gc.set_threshold`): seldom.

A build makes large trees and drops them whole; at the usual 700 the search is a tenth of its time
and frees next to nothing: a PDF of 16 pages or of 110 takes no more memory with these.
"""


class Run(Guarded, DoitRun):  # type: ignore[misc]
    """doit's `run`, with the project's exit status: 1 for a user's fault even where tasks waited on it.

    doit counts a task that could not run because another failed as an error of its own (2). With
    TRANSLATIONS=apart in the environment a translation that is merely behind is not a failure:
    the pull request shows it as a check of its own.
    """

    name = "run"
    sel_tasks: list[str] | None

    def execute(self, params: Any, args: Any) -> Any:
        """Run alone: doit reads its database at the start and writes it at the end, without a lock."""
        self.enter(params)
        with LOCK.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("waiting for another run in this folder", file=sys.stderr, flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
            return super().execute(params, args)

    def _execute(  # type: ignore[no-untyped-def]
        self, outfile, verbosity=None, always=False, continue_=False, reporter="console",
        num_process=0, par_type="process", single=False, auto_delayed_regex=False,
        force_verbosity=False, failure_verbosity=0, pdb=False,
    ):  # fmt: skip
        gc.set_threshold(YOUNG, OLDER, OLDEST)
        self.sel_tasks = self.sel_tasks and expanded(self.sel_tasks, [task.name for task in self.task_list])
        ours = None
        with contextlib.ExitStack() as opened:
            if isinstance(outfile, str):
                outfile = opened.enter_context(Path(outfile).open("w", encoding="utf-8"))
            if isinstance(reporter, type) and issubclass(reporter, Reporter):
                reporter = ours = reporter(outfile, {"failure_verbosity": failure_verbosity})
            status = super()._execute(
                outfile, verbosity, always, continue_, reporter, num_process, par_type, single,
                auto_delayed_regex, force_verbosity, failure_verbosity, pdb,
            )  # fmt: skip
        gc.freeze()  # the system takes it all back at once: no last search among what is left
        if ours is None or ours.ours or ours.runtime_errors or not status:
            return status
        apart = os.environ.get("TRANSLATIONS") == "apart"
        return 0 if apart and ours.broken and ours.only_behind() else 1
