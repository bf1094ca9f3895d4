"""What a run says: one line a task with its time, every finding, and a table of what was made."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, ClassVar

from doit.exceptions import TaskFailed, UnmetDependency
from doit.reporter import ConsoleReporter

from notebuild.core.problems import Location, Problem
from notebuild.pipeline.outcome import Refused

BUILD = Path("build")


class Reporter(ConsoleReporter):  # type: ignore[misc]
    """One line a task that ran, with its seconds; then the findings and the deliverables."""

    desc = "one line a task, then the findings and what was made"
    prove: ClassVar[Any] = None
    """Verifies the rest of a note where some of its editions are refused; given by the task graph."""

    def __init__(self, outstream: Any, options: dict[str, Any]) -> None:
        super().__init__(outstream, options)
        self.started: dict[str, float] = {}
        self.selected: list[str] = []
        self.ours = False
        self.problems: list[Problem] = []
        self.failed: list[str] = []
        """The names of the tasks that failed, and of those that waited on one of them."""

        self.checked: list[Path] = []
        """Where the checks of this run keep their findings, run again or not."""

        self.broken: list[str] = []
        """The names of those that failed themselves."""

    def initialize(self, tasks: dict[str, Any], selected_tasks: list[str]) -> None:
        self.selected = list(selected_tasks)

    def get_status(self, task: Any) -> None:
        if task.name.startswith("check:") and task.targets:
            self.checked.append(Path(task.targets[0]))

    def execute_task(self, task: Any) -> None:
        self.started[task.name] = time.perf_counter()

    def skip_uptodate(self, task: Any) -> None:
        """Nothing: a line a task that ran is enough."""

    def line(self, task: Any, word: str) -> None:
        if task.actions and not task.name.startswith("_"):
            seconds = time.perf_counter() - self.started.get(task.name, time.perf_counter())
            self.write(f"{task.name:<32} {seconds:6.1f} s{word}\n")

    def add_success(self, task: Any) -> None:
        self.line(task, "")

    def add_failure(self, task: Any, fail: Any) -> None:
        self.failed.append(task.name)
        if isinstance(fail, UnmetDependency):
            self.write(f"{task.name:<32}      –  not run: needs {fail.get_msg().strip()}\n")
            return
        self.broken.append(task.name)
        self.line(task, "  failed")
        if isinstance(fail, Refused):
            self.problems.extend(fail.problems)
        elif isinstance(fail, TaskFailed):
            self.write(f"{fail.message}\n")
        else:
            self.ours = True
            self.write(fail.get_msg() + "\n")

    def complete_run(self) -> None:
        """Print what the checks found, now or in an earlier run, and what lies in `build/`."""
        for note, refused in unverified(self.failed).items() if self.prove else ():
            self.verify(note, refused)
        for problem in once([*self.problems, *findings(self.checked)]):
            self.write(f"{annotation(problem)}{problem}\n")
        if {"verify", "pdf", "web", "docx"} & set(self.selected):
            self.write(table(BUILD))
        if self.runtime_errors:
            self.write("\n".join(self.runtime_errors) + "\n")

    def verify(self, note: str, refused: Collection[str]) -> None:
        """Prove the editions that are ready, where `verify` waited on one that is refused."""
        started = time.perf_counter()
        outcome = self.prove(note, refused)
        seconds = time.perf_counter() - started
        word = "" if outcome is None else "  failed"
        self.write(f"verify:{note:<25} {seconds:6.1f} s{word}  without {', '.join(refused)}\n")
        if outcome is not None:
            self.broken.append(f"verify:{note}")
            self.problems.extend(outcome.problems)

    def only_behind(self) -> bool:
        """Whether all that failed is the check of translations that are behind, and nothing else is wrong."""
        from notebuild.sources import project

        jobs = {f"check:{job.name}": job for job in project.every_job(project.house())}
        return all(name in jobs and behind(jobs[name].standing) for name in self.broken)


def unverified(failed: Collection[str]) -> dict[str, list[str]]:
    """The notes whose `verify` had to wait, and their editions that failed; the original is not one.

    doit runs no task after one that failed; what the other editions prove is still worth saying.
    """
    from notebuild.sources import project

    out = {}
    for note in [name.partition(":")[2] for name in failed if name.startswith("verify:")]:
        jobs = project.jobs(note, project.house())
        bad = [job for job in jobs if any(edition_of(name) == job.name for name in failed)]
        if bad and not any(job.is_original for job in bad):
            out[note] = [job.name for job in bad]
    return out


def behind(standing: Path) -> bool:
    """Whether a translation has gaps and no other fault."""
    if not standing.exists():
        return False
    stands = json.loads(standing.read_text(encoding="utf-8"))
    return bool(stands["other"] == 0 and stands["stale"] + stands["untranslated"] > 0)


def edition_of(task: str) -> str:
    """The edition that a task belongs to: `south-caucasus.fr` for `figure:south-caucasus.fr/x.svg`."""
    return task.partition(":")[2].partition("/")[0]


def findings(stored: Iterable[Path]) -> list[Problem]:
    """Return every problem that these checks have stored, sorted, each once."""
    return once(
        Problem(**{**raw, "location": Location(**raw["location"])})
        for path in stored
        if path.exists()
        for raw in json.loads(path.read_text(encoding="utf-8"))
    )


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems sorted by file, line and column, each once; an error and a warning are two."""
    return [problem for problem, _ in sorted({(problem, problem.severity) for problem in problems})]


def annotation(problem: Problem) -> str:
    """Return, on GitHub, the workflow command that shows a problem on its line of the pull request."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return ""
    at = problem.location
    properties = {"file": at.path, "line": at.line, "col": at.column}
    where = ",".join(f"{name}={quoted(str(value))}" for name, value in properties.items() if value)
    place = f"{at.place}: " if at.place else ""
    text = place + problem.message + (f"\n{problem.remedy}" if problem.remedy else "")
    return f"::{problem.severity}{' ' if where else ''}{where}::{escaped(text)}\n"


def quoted(value: str) -> str:
    """A property of a workflow command, in which a colon or a comma would end it."""
    return escaped(value).replace(":", "%3A").replace(",", "%2C")


def escaped(text: str) -> str:
    """A message as a workflow command wants it (GitHub, "Workflow commands"): %, CR and LF encoded."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def table(build: Path) -> str:
    """What was made: one row a file with its version, pages, notes and bytes, from the concordances."""
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
            kept = "  last good, this edition is refused" if made.get("refused") else ""
            rows.append(
                f"{made['path']:<52} v{made['version']:<4}{pages:>5}{made['notes']:>7}"
                f"{target.stat().st_size:>11,}".replace(",", " ")
                + f"{kept}\n"
            )
    head = f"\n{'file':<52} {'vers.':<5}{'pages':>5}{'notes':>7}{'bytes':>11}\n"
    return head + "".join(rows) if rows else ""
