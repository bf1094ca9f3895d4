"""What a run says: one line a task with its time, every Problem, and a table of what was made."""

from __future__ import annotations

import contextlib
import io
import json
import time
from collections.abc import Collection, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from doit.exceptions import TaskFailed

from notebuild.core.formats import FORMATS
from notebuild.core.problems import Problem
from notebuild.pipeline import times
from notebuild.pipeline.github import annotation
from notebuild.pipeline.record import Record, findings

BUILD = Path("build")


class Reporter(Record):
    """One line a task that ran, with its seconds; then the Problems and the deliverables."""

    desc = "one line a task, then the Problems and what was made"

    def line(self, name: str, word: str = "") -> None:
        """Write the line of a task that ran."""
        if not name.startswith("_"):
            self.write(f"{name:<32} {self.seconds.get(name, 0.0):6.1f} s{word}\n")

    def add_success(self, task: Any) -> None:
        """Write the line of a task that succeeded; a group has none."""
        super().add_success(task)
        if task.actions:
            self.line(task.name)

    def add_failure(self, task: Any, fail: Any) -> None:
        """Write the line of a task that failed, and what it says unless that is a Problem."""
        super().add_failure(task, fail)
        if task.name in self.broken:
            self._failed(task.name, fail)

    def proved(self, task: str, refused: Collection[str], fail: Any) -> None:
        """Write the line of a proof without the editions that are refused."""
        super().proved(task, refused, fail)
        without = f"  without {', '.join(refused)}"
        if fail is None:
            self.line(task, without)
        else:
            self._failed(task, fail, without)

    def _failed(self, name: str, fail: Any, words: str = "") -> None:
        self.line(name, f"  failed{words}")
        if name not in self.told:
            self.write(f"{fail.message if isinstance(fail, TaskFailed) else fail.get_msg()}\n")

    def conclude(self) -> None:
        """Write which tasks were not run, what the checks found, now or earlier, and what lies in `build/`."""
        super().conclude()
        # Of tasks that wait for the same one doit says in no order that they cannot be run.
        waiting = sorted(self.waiting, key=lambda name: self.order.get(name, 0))
        waiting = [name for name in waiting if not name.startswith("_")]
        if waiting:
            self.write(f"not run, since what they need failed: {', '.join(waiting)}\n")
        for problem in self.problems:
            self.write(f"{annotation(problem)}{problem}\n")
        if {"verify", *(one.task for one in FORMATS.values())} & set(self.selected):
            self.write(table(BUILD))
        if self.runtime_errors:
            self.write("\n".join(self.runtime_errors) + "\n")
        if self.with_times:
            whole = time.perf_counter() - self.since
            self.write(times.table(self.seconds, self.cpu, whole, time.process_time()))


class JsonReporter(Record):
    """One JSON object at the end of the run.

    `tasks`: name, result (`success`, `fail`, `not run`, `up-to-date`), seconds by the clock and, as `cpu`,
    of processor time, and `problems`, each with path, line, column, place, message, remedy and severity.
    `problems`: all of them, sorted, each once.
    `output`: what the tasks printed; `errors`: what doit says itself, and the traces of faults of ours.
    """

    desc = "one JSON object, the Problems in it as values"

    def __init__(self, outstream: Any, options: Mapping[str, Any]) -> None:
        super().__init__(outstream, options)
        self.current: list[str] = []
        self.checks: dict[str, Path] = {}
        self.traces: list[str] = []
        self.printed = io.StringIO()
        self._silence = contextlib.ExitStack()

    def initialize(self, tasks: Mapping[str, Any], selected_tasks: Any) -> None:
        """Keep from the output whatever is printed from now on."""
        super().initialize(tasks, selected_tasks)
        self._silence.enter_context(contextlib.redirect_stdout(self.printed))
        self._silence.enter_context(contextlib.redirect_stderr(self.printed))

    def get_status(self, task: Any) -> None:
        """Keep where a check stores its findings, by its name."""
        super().get_status(task)
        if self.checked and task.name.startswith("check:") and task.targets:
            self.checks[task.name] = self.checked[-1]

    def skip_uptodate(self, task: Any) -> None:
        """Keep the name of a task with nothing to do."""
        super().skip_uptodate(task)
        if task.actions:
            self.current.append(task.name)

    def add_failure(self, task: Any, fail: Any) -> None:
        """Keep what a task says that failed, unless it is a Problem."""
        super().add_failure(task, fail)
        self._trace(task.name, fail)

    def proved(self, task: str, refused: Collection[str], fail: Any) -> None:
        """Keep what the proof says that failed, unless it is a Problem."""
        super().proved(task, refused, fail)
        self._trace(task, fail)

    def _trace(self, name: str, fail: Any) -> None:
        if name in self.broken and name not in self.told:
            self.traces.append(f"{name}: {fail.get_msg()}")

    def conclude(self) -> None:
        """Write the object."""
        super().conclude()
        self._silence.close()
        results = dict.fromkeys(self.seconds, "success")
        results |= dict.fromkeys(self.current, "up-to-date")
        results |= dict.fromkeys(self.broken, "fail") | dict.fromkeys(self.waiting, "not run")
        tasks = [
            {
                "name": name,
                "result": result,
                "seconds": round(self.seconds.get(name, 0.0), 3),
                "cpu": round(self.cpu.get(name, 0.0), 3),
                "problems": [flat(problem) for problem in self.problems_of(name)],
            }
            for name, result in results.items()
        ]
        report = {
            "tasks": tasks,
            "problems": [flat(problem) for problem in self.problems],
            "output": self.printed.getvalue(),
            "errors": [*self.traces, *self.runtime_errors],
        }
        self.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")

    def abandon(self) -> None:
        """Let be printed what is printed."""
        super().abandon()
        self._silence.close()

    def problems_of(self, name: str) -> list[Problem]:
        """Return what a task tells; a check, what it has stored, warnings too."""
        if name in self.checks:
            return findings([self.checks[name]])
        return list(self.told.get(name, ()))


def flat(problem: Problem) -> dict[str, Any]:
    """Return a problem as one flat JSON object: place, message, remedy, severity."""
    values = asdict(problem)
    return {**values.pop("location"), **values}


def table(build: Path) -> str:
    """Return what was made: one row a file with its version, pages, notes and bytes, from the concordances."""
    rows = []
    for path in sorted(build.glob("*/concordance.json")):
        try:
            files = json.loads(path.read_text(encoding="utf-8")).get("files", [])
        except (AttributeError, ValueError):
            continue  # spoilt by somebody: the next proof writes it anew
        for made in files:
            target = Path(made["path"])
            if not target.exists():
                continue
            pages = str(made.get("pages") or "")
            note = "  last good, this edition is refused" if made.get("refused") else ""
            rows.append(
                f"{made['path']:<52} v{made['version']:<4}{pages:>5}{made['notes']:>7}"
                f"{target.stat().st_size:>11,}".replace(",", " ")
                + f"{note}\n"
            )
    head = f"\n{'file':<52} {'vers.':<5}{'pages':>5}{'notes':>7}{'bytes':>11}\n"
    return head + "".join(rows) if rows else ""
