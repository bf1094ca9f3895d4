"""The builds of the pages: the task graph's own `check` and `web`, in processes that stay warm.

They keep their engines imported and their patterns compiled; of what they have read they keep only what
they look up by content or time, and the house is read anew. A build writes doit's own database, under
the lock that every run takes, so that `./doit` afterwards does exactly what is left to do.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from doit.cmd_base import ModuleTaskLoader
from doit.doit_cmd import DoitMain

from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline import graph, tasks
from notebuild.pipeline.processors import number
from notebuild.pipeline.reporter import Reporter
from notebuild.pipeline.workers import Workers
from notebuild.sources import project

OURS = Problem(
    Location("notebuild"), "the build broke off", "read the terminal: a fault of ours left its trace there"
)


@dataclass(frozen=True, slots=True)
class Build:
    """The outcome of a build: the editions (by name) that have no new page, and every Problem."""

    refused: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    nothing: bool = False
    """No edition could be built: the house cannot be read, or the build broke off."""


class Builder:
    """The process that builds, started anew should it ever end; it keeps the workers of every run, warm."""

    def __init__(self) -> None:
        self.process: multiprocessing.process.BaseProcess | None = None

    def build(self, ready: Callable[[], object]) -> Build:
        """Build every page, calling `ready` after each; return the outcome."""
        if self.process is None or not self.process.is_alive():
            context = multiprocessing.get_context("spawn")
            self.connection, theirs = context.Pipe()
            self.process = context.Process(target=_work, args=(theirs,))
            self.process.start()
            theirs.close()
        try:
            self.connection.send("build")
            while (built := self.connection.recv()) is None:
                ready()
        except (EOFError, OSError):
            self.process.join()
            return Build(problems=(OURS,), nothing=True)
        assert isinstance(built, Build)
        return built

    def close(self) -> None:
        """Have the process end, and wait for it."""
        if self.process:
            self.connection.close()
            self.process.join()


def _work(connection: Connection) -> None:
    """Build whenever the server asks for it, until that has gone; this is the process."""
    # Ctrl-C is the server's: what is begun is finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Workers(number(None)) as workers, contextlib.suppress(EOFError, OSError):
        while connection.recv():
            _build(connection, workers)


def _build(connection: Connection, workers: Workers) -> None:
    """Run the `check` and `web` tasks and send the outcome to the server."""
    graph.forget()
    try:
        project.house()
    except NotebuildError as fault:
        connection.send(Build(problems=fault.problems, nothing=True))
        return

    class Recorder(Reporter):
        def add_success(self, task: Any) -> None:
            super().add_success(task)
            if task.name.startswith("web:"):
                connection.send(None)

        def conclude(self) -> None:
            self.status.clear()
            ours = [OURS] if self.ours or self.runtime_errors else []
            self.write("".join(f"{error}\n" for error in self.runtime_errors))
            refused = {name.removeprefix("web:") for name in self.failed if name.startswith("web:")}
            connection.send(Build(frozenset(refused), (*ours, *self.problems)))

    jobs = project.every_job(project.house())
    pages = [f"web:{job.name}" for job in jobs if "html" in job.formats]
    loaded = {name: made for name, made in vars(tasks).items() if name.startswith("task_")}
    loaded["DOIT_CONFIG"] = {**tasks.DOIT_CONFIG, "reporter": Recorder, "workers": workers}
    DoitMain(ModuleTaskLoader(loaded)).run([*pages, "check"])
