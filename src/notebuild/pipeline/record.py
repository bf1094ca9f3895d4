"""What comes of a run, as values: which tasks failed, which had to wait, and every Problem."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from doit.exceptions import TaskFailed, UnmetDependency
from doit.reporter import ConsoleReporter

from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline.files import read_step
from notebuild.pipeline.journal import Journal
from notebuild.pipeline.outcome import Refused
from notebuild.pipeline.status import Status


class Record(ConsoleReporter):  # type: ignore[misc]
    """A reporter of doit's that prints nothing: the base of ours.

    doit calls its methods task by task, in the process that writes the output. The run calls
    `conclude` at its very end, after the proof of what is ready.
    """

    desc = "nothing"

    def __init__(self, outstream: Any, options: Mapping[str, Any]) -> None:
        super().__init__(outstream, options)
        self.selected: list[str] = []
        """The tasks that were asked for."""

        self.order: dict[str, int] = {}
        """The place of each task in the graph."""

        self.seconds: dict[str, float] = {}
        """How long each task ran that did."""

        self.broken: list[str] = []
        """The tasks that failed themselves."""

        self.waiting: list[str] = []
        """The tasks that were not run, since one that they need failed."""

        self.checked: list[Path] = []
        """Where the checks of this run keep their findings, run again or not."""

        self.told: dict[str, tuple[Problem, ...]] = {}
        """The Problems of each task that failed for a fault of the user's."""

        self.cpu: dict[str, float] = {}
        """The seconds of processor time of each task that was done by a worker, with all that it started."""

        self.with_times: bool = options.get("times", False)
        """Whether it is told at the end where the time went."""

        self.since = time.perf_counter()
        """When the run began, on the clock of `time.perf_counter`."""

        self.status = Status(sys.stderr)
        """Shows on a terminal what is being done."""

        self.ours = False
        """Whether a task failed for a fault of ours."""

        self.journal: Journal | None = None
        """Where it is kept which tasks the run may have begun; none where a test makes the record."""

        self._started: dict[str, float] = {}

    @property
    def failed(self) -> list[str]:
        """The tasks of which nothing new came."""
        return [*self.broken, *self.waiting]

    @property
    def problems(self) -> list[Problem]:
        """Every Problem of the run, sorted, each once; those of checks that are up to date among them."""
        tasks = (problem for problems in self.told.values() for problem in problems)
        return once([*tasks, *findings(self.checked)])

    def initialize(self, tasks: Mapping[str, Any], selected_tasks: Iterable[str]) -> None:
        """Keep what was asked for."""
        self.selected = list(selected_tasks)
        self.order = {name: number for number, name in enumerate(tasks)}
        self.status.expect(needed(tasks, self.selected))

    def get_status(self, task: Any) -> None:
        """Write down that a task may begin; keep where a check stores its findings."""
        if self.journal:
            self.journal.begin(task.name)
        if task.name.startswith("check:") and task.targets:
            self.checked.append(Path(task.targets[0]))

    def execute_task(self, task: Any) -> None:
        """Note the time at which a task begins."""
        if task.actions:
            self.began(task.name)

    def began(self, name: str) -> None:
        """Note that a task, or the proof of what is ready, begins now."""
        self._started[name] = time.perf_counter()
        self.status.begin(name)

    def at(self, name: str, words: str) -> None:
        """Note what a task is at."""
        self.status.at(name, words)

    def beat(self) -> None:
        """Show that work goes on; called twice a second, or more often."""
        self.status.show()

    def took(self, name: str, cpu: float) -> None:
        """Keep the seconds of processor time that a task took."""
        self.cpu[name] = cpu

    def write(self, text: str) -> None:
        """Write to the output, where nothing else stands on the same line."""
        self.status.clear()
        super().write(text)

    def add_success(self, task: Any) -> None:
        """Note how long a task took; keep where a proof that was made has told what it replaced."""
        self._time(task.name)
        if task.name.startswith("verify:"):
            self.checked.append(Path(task.targets[0]).with_name("findings.json"))

    def add_failure(self, task: Any, fail: Any) -> None:
        """Keep the Problems of a task that failed, or that it waited; what a check found before it had to is void."""
        if isinstance(fail, UnmetDependency):
            if task.actions:  # a group is named by its parts
                self.waiting.append(task.name)
                self.status.end(task.name)
                self.checked = [path for path in self.checked if path.as_posix() not in task.targets]
            return
        self._broke(task.name, fail)

    def skip_uptodate(self, task: Any) -> None:
        """Write down that a task had nothing to do, and say nothing of it."""
        self.status.end(task.name)
        if self.journal:
            self.journal.skip(task.name)

    def proved(self, task: str, refused: Collection[str], fail: Any) -> None:
        """Keep the outcome of a proof without the editions that are refused; `fail` is as doit has it, or None."""
        self.waiting.remove(task)
        if fail is None:
            self._time(task)
        else:
            self._broke(task, fail)

    def complete_run(self) -> None:
        """Say nothing yet: doit calls this when its own tasks are done."""

    def conclude(self) -> None:
        """Say what came of the run."""
        self.status.clear()

    def abandon(self) -> None:
        """Give back what the reporter has taken of the process: the run broke off."""
        self.status.clear()

    def _broke(self, name: str, fail: Any) -> None:
        self._time(name)
        self.broken.append(name)
        if isinstance(fail, Refused):
            self.told[name] = fail.problems
        elif not isinstance(fail, TaskFailed):
            self.ours = True

    def _time(self, name: str) -> None:
        self.status.end(name)
        now = time.perf_counter()
        self.seconds[name] = now - self._started.get(name, now)


def needed(tasks: Mapping[str, Any], selected: Iterable[str]) -> set[str]:
    """Return the tasks that are selected or that those need, without groups."""
    names, left = set(), list(selected)
    while left:
        name = left.pop()
        if name not in names and name in tasks:
            names.add(name)
            left += tasks[name].task_dep
    return {name for name in names if tasks[name].actions}


def findings(stored: Iterable[Path]) -> list[Problem]:
    """Return every problem that these checks have stored, sorted, each once.

    A file that somebody has spoilt is a warning: a check that found errors runs again anyway.
    """
    problems: list[Problem] = []
    for path in stored:
        if path.is_file():
            try:
                problems += read_step(path, _problems)
            except NotebuildError as fault:
                problems += [replace(problem, severity="warning") for problem in fault.problems]
    return once(problems)


def _problems(text: str) -> list[Problem]:
    return [Problem(**{**raw, "location": Location(**raw["location"])}) for raw in json.loads(text)]


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems sorted by file, line and column, each once; an error and a warning are two."""
    return [problem for problem, _ in sorted({(problem, problem.severity) for problem in problems})]
