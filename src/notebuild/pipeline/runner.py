"""doit's runner with worker processes: what takes longest begins first, and a dead worker is one failed task."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from doit.action import PythonAction
from doit.exceptions import BaseFail, TaskError
from doit.runner import Runner

from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, Problem
from notebuild.pipeline.order import ranks
from notebuild.pipeline.outcome import Refused
from notebuild.pipeline.record import Record
from notebuild.pipeline.workers import At, Dead, Done, OutOfMemory, Workers

BEAT = 0.5
"""Seconds after which the reporter may show that work goes on, though nothing was heard of it."""

Call = tuple[Callable[..., Any], tuple[Any, ...], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Performed:
    """What came of a task's actions, in words of doit's: as its own `Task.execute` would leave the task."""

    failure: BaseFail | None
    result: Any
    values: Mapping[str, Any]
    printed: Sequence[tuple[str, str]]
    """What each action printed to the output and to the standard error."""


class Parallel(Runner):  # type: ignore[misc]
    """Runs tasks in worker processes; all that doit knows and reports of them stays in this one."""

    def __init__(self, *arguments: Any, workers: Workers) -> None:
        super().__init__(*arguments)
        self.workers = workers
        self.nodes: dict[str, Any] = {}
        """The nodes of doit's whose tasks are being done, by name."""

    def run_tasks(self, task_dispatcher: Any) -> None:
        """Run all tasks of a dispatcher of doit's."""
        number, ready, ended = count(), [], [None]  # type: ignore[var-annotated]
        rank: Mapping[str, int] = {}
        while True:
            found = self.selected(task_dispatcher, ended)
            rank = rank or (ranks(task_dispatcher.tasks) if found else {})
            for node in found:
                heapq.heappush(ready, (-rank.get(node.task.name, 0), next(number), node))
            while ready and self.workers.is_free and not self._stop_running:
                self.begin(heapq.heappop(ready)[2])
            if self.workers.is_idle:
                return
            self.beat()
            ended = self.heard()

    def selected(self, dispatcher: Any, ended: list[Any]) -> list[Any]:
        """Return the nodes that may begin now that these have ended; doit's own rules say which are to be run."""
        found: list[Any] = []
        ended = [*ended]
        while ended:
            node = ended.pop()
            while not self._stop_running:
                try:
                    node = dispatcher.generator.send(node)
                except StopIteration:
                    return found
                if node == "hold on":
                    break
                if self.select_task(node, dispatcher.tasks):
                    if node.task.actions:
                        found.append(node)
                        node = None
                    else:
                        self.process_task_result(node, self.execute_task(node.task))
        return found

    def begin(self, node: Any) -> None:
        """Hand a task to a worker."""
        task = node.task
        if task.teardown:
            self.teardown_list.append(task)
        task.init_options()
        self.reporter.execute_task(task)
        self.nodes[task.name] = node
        if all(isinstance(action, PythonAction) for action in task.actions):
            calls = [
                (action.py_callable, tuple(action.args), action._prepare_kwargs()) for action in task.actions
            ]
            self.workers.start(task.name, partial(perform, calls))
        else:  # a command of the shell, of a house's own: done in a process that is forked for it
            self.workers.start(task.name, lambda: performed(task.actions))

    def heard(self) -> list[Any]:
        """Wait for the workers; return the nodes whose tasks have ended, with all that is to be said of them said."""
        ended = []
        for name, said in self.workers.heard(BEAT):
            node = self.nodes[name]
            if isinstance(said, At):
                if isinstance(self.reporter, Record):
                    self.reporter.at(name, said.words)
                continue
            del self.nodes[name]
            if isinstance(said, Dead):
                self.process_task_result(node, of_death(name, said))
            else:
                self.end(node.task, said)
                self.process_task_result(node, said.value.failure)
            ended.append(node)
        return ended

    def beat(self) -> None:
        """Let the reporter show that work goes on."""
        if isinstance(self.reporter, Record):
            self.reporter.beat()

    def end(self, task: Any, done: Done) -> None:
        """Leave a task as doit would that has run it itself, and print what it printed."""
        came: Performed = done.value
        task.executed = True
        task.result = came.result
        task.values.update(came.values)
        if isinstance(self.reporter, Record):
            self.reporter.took(task.name, done.cpu)
        streams = self.stream._get_out_err(task.verbosity)
        if isinstance(self.reporter, Record):
            self.reporter.status.clear()
        for action, words in zip(task.actions, came.printed, strict=False):
            action.out, action.err = words
            for stream, said in zip(streams, words, strict=True):
                if stream and said:
                    stream.write(said)
                    stream.flush()


def perform(calls: list[Call]) -> Performed:
    """Call Python actions as doit does, and keep what comes of it; raises OutOfMemory."""
    return performed([PythonAction(in_memory(function), args, options) for function, args, options in calls])


def performed(actions: list[Any]) -> Performed:
    """Execute actions of doit's one after the other until one fails, and keep what comes of them."""
    failure, result = None, None
    values: dict[str, Any] = {}
    printed: list[tuple[str, str]] = []
    for action in actions:
        failure = action.execute()
        printed.append((action.out or "", action.err or ""))
        if isinstance(failure, BaseFail):
            break
        result = action.result
        values.update(action.values)
    return Performed(failure, result, values, printed)


def in_memory(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that raises OutOfMemory, which passes through doit, where this one lacks memory."""

    def call(*args: Any, **options: Any) -> Any:
        try:
            return function(*args, **options)
        except MemoryError:
            raise OutOfMemory from None

    return call


def of_death(name: str, dead: Dead) -> BaseFail:
    """Return the failure of a task whose worker died: a Problem, or a fault of ours where its work crashed."""
    if dead.is_ours:
        return TaskError(f"{name}: the process that made it {dead.how}")
    remedy = f"start again; where memory is short, with less at a time: {ENTRY} -n 1"
    return Refused([Problem(Location(place=name), f"the process that made it {dead.how}", remedy)])
