"""One build of the pages: the task graph's own `check` and `web`, in a fresh process that starts warm.

Python's fork server has the engines imported; each build is a fork of it, so nothing that a build
keeps in memory (the house, a profile, a digest) outlives it. The build writes doit's own database,
under the lock that every run takes, so that `./doit` afterwards does exactly what is left to do.
"""

from __future__ import annotations

import multiprocessing
import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from doit.cmd_base import ModuleTaskLoader
from doit.doit_cmd import DoitMain

from notebuild import project, tasks
from notebuild.errors import Location, NotebuildError, Problem
from notebuild.report import Reporter, findings

WARM = ("tasks", "catalogue", "bibliography", "editions", "manuscript", "pictures", "policy", "web")
"""The modules that a build of a page uses; importing them takes longer than most builds."""

OURS = Problem(
    Location("notebuild"), "the build broke off", "read the terminal: a fault of ours left its trace there"
)
PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?: (?P<message>.+)")


@dataclass(frozen=True, slots=True)
class Build:
    """What a build left: the editions (by name) that have no new page, and everything found."""

    refused: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    house: bool = True
    """Whether the house could be read; without it there is no edition to name."""


def problems(said: str) -> Iterator[Problem]:
    """The Problems of a text made by `str`: each a line, with its remedy indented below."""
    for part in re.split(r"\n(?=\S)", said.strip()):
        head, _, remedy = part.partition("\n")
        found = PLACE.fullmatch(head)
        path, line, column, message = found.groups() if found else ("", 0, 0, head)
        word, mild, rest = message.partition("warning: ")
        is_mild = bool(mild) and not word
        yield Problem(
            Location(path, int(line or 0), int(column or 0)),
            rest if is_mild else message,
            "\n".join(row.strip() for row in remedy.splitlines()),
            "warning" if is_mild else "error",
        )


def run(ready: Callable[[], object]) -> Build:
    """Build every page in a process of its own; calls `ready` after each page, returns at the end."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"notebuild.{name}" for name in WARM])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs,))
    process.start()
    theirs.close()
    try:
        while (built := ours.recv()) is None:
            ready()
    except EOFError:
        built = Build(frozenset(job.name for job in project.every_job(project.house())), (OURS,))
    process.join()
    assert isinstance(built, Build)
    return built


def _run(connection: Connection) -> None:
    """In the fork: run doit on the narrow list, and send what came of it."""
    # Ctrl-C is the server's: what is begun is finished, and pandoc inherits that.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        project.house()
    except NotebuildError as fault:
        connection.send(Build(problems=fault.problems, house=False))
        return

    class Recorder(Reporter):
        def add_success(self, task: Any) -> None:
            super().add_success(task)
            if task.name.startswith("web:"):
                connection.send(None)

        def complete_run(self) -> None:
            told = [problem for fault in self.faults for problem in problems(fault)]
            ours = [OURS] if self.ours or self.runtime_errors else []
            self.write("".join(f"{error}\n" for error in self.runtime_errors))
            refused = {name.removeprefix("web:") for name in self.failed if name.startswith("web:")}
            found = dict.fromkeys([*ours, *told, *findings(self.checked)])
            connection.send(Build(frozenset(refused), tuple(found)))

    graph = {name: made for name, made in vars(tasks).items() if name.startswith("task_")}
    graph["DOIT_CONFIG"] = {**tasks.DOIT_CONFIG, "reporter": Recorder}
    DoitMain(ModuleTaskLoader(graph)).run(["web", "check"])
