"""What a run says and with which status it ends; the tasks are made up, the runs are doit's own."""

from __future__ import annotations

import json
import os
import pickle
import re
import signal
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from notebuild.core.problems import Location, Problem
from notebuild.pipeline import record, reporter
from notebuild.pipeline.outcome import Refused

KEY = Problem(Location("manuscript/n/note.md", 14, 27), "no source has the key @quai", "mend it")
WRONG = Problem(Location("file.md", 1, 2), "it is wrong", "mend it")
UNUSED = Problem(Location("bibliography.bib", 3, 1), "no note cites quay", "cite it", "warning")

Run = Callable[..., tuple[int, str]]


def stored(*problems: Problem, note: str = "n/en") -> str:
    """Where findings stand as a check keeps them."""
    place = Path("build") / note / "findings.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps([asdict(problem) for problem in problems]), encoding="utf-8")
    return place.as_posix()


def good() -> None:
    """A task that succeeds."""


def fails() -> Refused:
    """A task that tells a fault of the user's."""
    return Refused([WRONG])


def breaks() -> None:
    """A task with a fault of ours."""
    raise ZeroDivisionError("a fault of ours")


def test_one_line_a_task(run: Run) -> None:
    """A task that ran prints its name and its seconds, and nothing more."""
    status, output = run({"web": {"actions": [good]}})
    assert status == 0
    assert re.fullmatch(r"web {30} +\d+\.\d s\n", output)


def test_nothing_for_a_task_with_nothing_to_do(run: Run) -> None:
    """A task that is up to date prints nothing."""
    task = {"actions": [good], "uptodate": [True]}
    run({"web": task})
    assert run({"web": task}) == (0, "")


def test_a_fault_of_the_user(run: Run) -> None:
    """A fault of the user's is told after the tasks, without a traceback, and the status is 1."""
    status, output = run({"web": {"actions": [fails]}})
    assert status == 1
    head, *rest = output.splitlines()
    assert re.fullmatch(r"web +\d+\.\d s  failed", head)
    assert rest == ["file.md:1:2: it is wrong", "    mend it"]


def several() -> Refused:
    """A task that tells two faults, one of them known to a check already."""
    return Refused([Problem(Location("file.md", 10, 1), "it is late", "mend it"), KEY])


def test_faults_are_told_in_the_order_of_the_files(run: Run) -> None:
    """What tasks tell and what checks found stand together by file, line and column, each once."""
    check = {"basename": "check:n.en", "actions": [fails], "targets": [stored(KEY, UNUSED)]}
    _, output = run({"web": {"actions": [several]}, "check": check})
    heads = [line for line in output.splitlines() if re.match(r"\S+:\d+:\d+: ", line)]
    assert heads == [
        "bibliography.bib:3:1: warning: no note cites quay",
        "file.md:1:2: it is wrong",
        "file.md:10:1: it is late",
        "manuscript/n/note.md:14:27: no source has the key @quai",
    ]


def test_a_fault_of_the_user_that_stops_others(run: Run) -> None:
    """Tasks that wait on a failed one are listed in one line; the status stays 1 (doit's own would be 2)."""
    wait = {"actions": [good], "task_dep": ["edition"]}
    status, output = run({"edition": {"actions": [fails]}, "pdf": wait, "docx": wait})
    assert status == 1
    assert output.splitlines()[1:] == [
        "not run, since what they need failed: pdf, docx",
        "file.md:1:2: it is wrong",
        "    mend it",
    ]


def test_other_tasks_go_on(run: Run) -> None:
    """A failed task does not stop those that do not need it."""
    status, output = run({"a": {"actions": [fails]}, "b": {"actions": [good]}})
    assert status == 1
    assert re.search(r"^b +\d+\.\d s$", output, re.MULTILINE)


def test_a_fault_of_ours(run: Run) -> None:
    """A fault of ours keeps its traceback, and the status is 2."""
    status, output = run({"web": {"actions": [breaks]}})
    assert status == 2
    assert "ZeroDivisionError: a fault of ours" in output


def test_a_fault_of_ours_beside_one_of_the_user(run: Run) -> None:
    """A fault of ours is not hidden by one of the user's."""
    status, _ = run(
        {
            "a": {"actions": [fails]},
            "b": {"actions": [breaks]},
            "c": {"actions": [good], "task_dep": ["a"]},
        }
    )
    assert status == 2


def test_findings_are_printed_on_every_run(run: Run) -> None:
    """What a check once found is printed again where the check itself did not run again."""
    task = {
        "basename": "check:n.en",
        "actions": [good],
        "targets": [stored(UNUSED)],
        "uptodate": [True],
    }
    run({"check": task})
    assert run({"check": task}) == (0, f"{UNUSED}\n")


def test_findings_of_a_note_that_is_gone_are_not_printed(run: Run) -> None:
    """Only what the checks of this graph have found is told; a removed note has nothing to say."""
    stored(KEY, note="gone/en")
    task = {"basename": "check:n.en", "actions": [good], "targets": [stored(UNUSED)], "uptodate": [True]}
    run({"check": task})
    assert str(KEY) not in run({"check": task})[1]


def test_findings_are_printed_for_a_single_file(run: Run) -> None:
    """Where one file is asked for and its check fails, the findings say why."""
    tasks = {
        "check": {
            "basename": "check:n.en",
            "actions": [lambda: Refused([KEY])],
            "targets": [stored(KEY)],
        },
        "pdf": {"actions": [good], "task_dep": ["check:n.en"]},
    }
    status, output = run(tasks, "pdf")
    assert status == 1
    assert output.count(str(KEY)) == 1


def test_findings_of_a_check_that_had_to_wait_are_not_printed(run: Run) -> None:
    """What it found when it last ran may hold no more: only what it waits for is told."""
    tasks = {
        "check": {
            "basename": "check:n.en",
            "actions": [lambda: Refused([KEY])],
            "targets": [stored(KEY)],
        },
        "held": {
            "basename": "check:n.en/published",
            "actions": [good],
            "targets": [stored(WRONG, note="n/held")],
            "task_dep": ["check:n.en"],
        },
    }
    status, output = run(tasks)
    assert status == 1
    assert str(KEY) in output and str(WRONG) not in output


def test_findings_are_sorted_and_told_once(run: Run) -> None:
    """The findings of all notes are sorted by place, and one found twice is told once."""
    places = [Path(stored(KEY, UNUSED)), Path(stored(UNUSED, KEY, note="n/fr")), Path("none.json")]
    assert record.findings(places) == [UNUSED, KEY]


def test_table(run: Run) -> None:
    """The table has a row for each file that is there, with version, pages, notes and bytes."""
    place = Path("build/n")
    place.mkdir(parents=True)
    (place / "n.en.pdf").write_bytes(b"x" * 12345)
    files = [
        {"path": "build/n/n.en.pdf", "version": 2, "notes": 34, "pages": 6},
        {"path": "build/n/n.en.docx", "version": 2, "notes": 34, "pages": 0},
    ]
    (place / "concordance.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    _, output = run({"pdf": {"actions": [good], "uptodate": [True]}}, "pdf")
    rows = [line for line in output.splitlines() if line.startswith("build/")]
    (row,) = [re.sub(r"[\s\u202f]+", " ", line) for line in rows]
    assert row == "build/n/n.en.pdf v2 6 34 12 345"


def test_no_table_of_nothing(run: Run) -> None:
    """Before anything was made there is no table."""
    assert reporter.table(Path("build")) == ""


def test_a_failure_keeps_its_problems_through_processes() -> None:
    """A worker sends a failure to the program, as a pickle."""
    sent = pickle.loads(pickle.dumps(Refused([KEY, UNUSED])))
    assert sent.problems == (KEY, UNUSED)
    assert [problem.severity for problem in sent.problems] == ["error", "warning"]


def test_a_shell_command_that_fails(run: Run) -> None:
    """What a house's own task says of its failure is printed as it is."""
    status, output = run({"letter": {"actions": ["exit 3"]}})
    assert status == 1
    assert "Command failed: 'exit 3' returned 3" in output


def speaks() -> None:
    """A task that prints."""
    print("a line of an engine")


def test_json(run: Run) -> None:
    """`-r json` gives one object, whatever tasks print: each task with its Problems, and all of them sorted."""
    check = {"basename": "check:n.en", "actions": [speaks], "targets": [stored(UNUSED)], "uptodate": [True]}
    run({"check": check})
    tasks = {
        "check": check,
        "edition": {"actions": [fails]},
        "pdf": {"actions": [good], "task_dep": ["edition"]},
        "web": {"actions": [speaks]},
    }
    status, output = run(tasks, "run", "-r", "json")
    report = json.loads(output)
    assert status == 1
    results = {task["name"]: (task["result"], len(task["problems"])) for task in report["tasks"]}
    assert results == {
        "check:n.en": ("up-to-date", 1),
        "edition": ("fail", 1),
        "pdf": ("not run", 0),
        "web": ("success", 0),
    }
    assert report["problems"] == [
        {
            "path": "bibliography.bib",
            "line": 3,
            "column": 1,
            "place": "",
            "message": "no note cites quay",
            "remedy": "cite it",
            "severity": "warning",
        },
        {
            "path": "file.md",
            "line": 1,
            "column": 2,
            "place": "",
            "message": "it is wrong",
            "remedy": "mend it",
            "severity": "error",
        },
    ]
    assert (report["output"], report["errors"]) == ("a line of an engine\n", [])


def test_json_of_a_fault_of_ours(run: Run) -> None:
    """A fault of ours leaves its trace in the object, and the status is 2."""
    status, output = run({"web": {"actions": [breaks]}}, "run", "-r", "json")
    assert status == 2
    (trace,) = json.loads(output)["errors"]
    assert "ZeroDivisionError: a fault of ours" in trace


def test_a_report_in_a_file(run: Run) -> None:
    """`-o FILE` puts the report into a file."""
    assert run({"web": {"actions": [good]}}, "run", "-o", "report.txt") == (0, "")
    assert re.fullmatch(r"web {30} +\d+\.\d s\n", Path("report.txt").read_text(encoding="utf-8"))


def test_a_reporter_of_doit_s_own(run: Run) -> None:
    """Every other reporter of doit works as it does there."""
    assert run({"web": {"actions": [good]}}, "run", "-r", "console") == (0, ".  web\n")


def stopped() -> None:
    """A task during which somebody presses Ctrl-C: the program gets it, and ends its workers."""
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(60)


@pytest.mark.parametrize("reporting", [[], ["-r", "json"]], ids=["text", "json"])
def test_ctrl_c(run: Run, capsys: pytest.CaptureFixture[str], reporting: list[str]) -> None:
    """Ctrl-C ends a run quietly with 130, and leaves the process its own output."""
    assert run({"web": {"actions": [stopped]}}, "run", *reporting) == (130, "")
    print("still heard")
    assert capsys.readouterr().out.endswith("still heard\n")


def test_a_database_that_is_none(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """What doit remembers is told with its file where it cannot be read, without a traceback."""
    Path("memory").write_text("no database", encoding="utf-8")
    status, _ = run({"web": {"actions": [good]}}, "run", "--backend=sqlite3", "--db-file=memory")
    assert status == 1
    assert capsys.readouterr().err == (
        ".doit.db.sqlite3: cannot be read: doit keeps there what is up to date\n"
        "    remove it, and everything is built anew: rm .doit.db.sqlite3\n"
    )
