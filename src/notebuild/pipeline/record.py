"""What comes of a run, as values: which tasks failed, which had to wait, and every Problem."""

from __future__ import annotations

import json
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

    def get_status(self, task: Any) -> None:
        """Write down that a task may begin; keep where a check stores its findings."""
        if self.journal:
            self.journal.begin(task.name)
        if task.name.startswith("check:") and task.targets:
            self.checked.append(Path(task.targets[0]))

    def execute_task(self, task: Any) -> None:
        """Note the time at which a task begins."""
        self._started[task.name] = time.perf_counter()

    def add_success(self, task: Any) -> None:
        """Note how long a task took; keep where a proof that was made has told what it replaced."""
        self._time(task.name)
        if task.name.startswith("verify:"):
            self.checked.append(Path(task.targets[0]).with_name("findings.json"))

    def add_failure(self, task: Any, fail: Any) -> None:
        """Keep the Problems of a task that failed, or that it waited."""
        if isinstance(fail, UnmetDependency):
            if task.actions:  # a group is named by its parts
                self.waiting.append(task.name)
            return
        self._time(task.name)
        self.broken.append(task.name)
        if isinstance(fail, Refused):
            self.told[task.name] = fail.problems
        elif not isinstance(fail, TaskFailed):
            self.ours = True

    def skip_uptodate(self, task: Any) -> None:
        """Write down that a task had nothing to do, and say nothing of it."""
        if self.journal:
            self.journal.skip(task.name)

    def proved(
        self, task: str, refused: Collection[str], problems: Collection[Problem], seconds: float
    ) -> None:
        """Keep the outcome of a proof without the editions that are refused."""
        self.waiting.remove(task)
        self.seconds[task] = seconds
        if problems:
            self.broken.append(task)
            self.told[task] = tuple(problems)

    def complete_run(self) -> None:
        """Say nothing yet: doit calls this when its own tasks are done."""

    def conclude(self) -> None:
        """Say what came of the run."""

    def abandon(self) -> None:
        """Give back what the reporter has taken of the process: the run broke off."""

    def _time(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = now - self._started.get(name, now)


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
