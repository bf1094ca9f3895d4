"""Runs in worker processes: which begins first, what a death of one leaves of the rest, and what is told."""

from __future__ import annotations

import faulthandler
import json
import os
import re
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str]]

REMEDY = "\n    start again; where memory is short, with less at a time: ./doit -n 1\n"


def good() -> None:
    """A task that succeeds."""


def killed() -> None:
    """A task whose process the system ends, as it does where memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(20)


def crashes() -> None:
    """A task with a fault in native code."""
    faulthandler.disable()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.kill(os.getpid(), signal.SIGSEGV)
    time.sleep(20)


def hungry() -> None:
    """A task that asks for more memory than there is."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    bytearray(1 << 31)


@pytest.mark.parametrize("number", ["1", "2", "4"])
@pytest.mark.parametrize(
    ("action", "how"),
    [(killed, "was killed (SIGKILL)"), (hungry, "ran out of memory")],
    ids=["killed", "out of memory"],
)
def test_a_death_is_one_failed_task(run: Run, action: Callable[[], None], how: str, number: str) -> None:
    """It is told by the name of its task, with what to do; what needs it waits, and all else is done."""
    tasks = {
        "pdf": {"actions": [action]},
        "verify": {"actions": [good], "task_dep": ["pdf"]},
        **{f"web{one}": {"actions": [good]} for one in range(5)},
    }
    began = time.monotonic()
    status, output = run(tasks, "-n", number)
    assert time.monotonic() - began < 10
    assert status == 1
    assert re.search(r"^pdf +\d+\.\d s  failed$", output, re.MULTILINE)
    assert f"pdf: the process that made it {how}{REMEDY}" in output
    assert "not run, since what they need failed: verify\n" in output
    assert len(re.findall(r"^web\d +\d+\.\d s$", output, re.MULTILINE)) == 5


def test_a_death_as_a_value(run: Run) -> None:
    """So it stands in the report for programs."""
    _, output = run({"pdf": {"actions": [killed]}}, "run", "-r", "json")
    (problem,) = json.loads(output)["problems"]
    assert (problem["place"], problem["message"]) == ("pdf", "the process that made it was killed (SIGKILL)")


def test_a_crash_is_a_fault_of_ours(run: Run) -> None:
    """The status is 2, and the signal is named."""
    status, output = run({"pdf": {"actions": [crashes]}, "web": {"actions": [good]}})
    assert status == 2
    assert "pdf: the process that made it crashed (SIGSEGV)" in output
    assert re.search(r"^web +\d+\.\d s$", output, re.MULTILINE)


def append(name: str) -> None:
    """A task that writes down when it began, and takes a moment."""
    with Path("order").open("a", encoding="utf-8") as file:
        file.write(f"{name}\n")
    time.sleep(0.05)


def test_what_takes_longest_begins_first(run: Run) -> None:
    """Of three notes the longest comes first, and of what can begin the PDF; the order of the list is another."""
    for name, size in (("short", 2_000), ("long", 50_000), ("middling", 9_000)):
        note = Path("manuscript") / name / "note.md"
        note.parent.mkdir(parents=True)
        note.write_text("x" * size, encoding="utf-8")
    kinds = ("share", "web", "docx", "pdf")
    tasks = {
        f"{kind}_{note}": {"basename": f"{kind}:{note}.en", "actions": [(append, [f"{kind}:{note}"])]}
        for note in ("short", "long", "middling")
        for kind in kinds
    }
    run(tasks, "-n", "1")
    order = Path("order").read_text(encoding="utf-8").splitlines()
    assert len(order) == 12
    assert order[:2] == ["pdf:long", "docx:long"]
    assert [name for name in order if name.startswith("pdf")] == ["pdf:long", "pdf:middling", "pdf:short"]


def test_what_others_wait_for_begins_first(run: Run) -> None:
    """A short task that a long one waits for comes before a middling one that nothing waits for."""
    Path("manuscript/note").mkdir(parents=True)
    Path("manuscript/note/note.md").write_text("x" * 5_000, encoding="utf-8")
    tasks = {
        "docx": {"basename": "docx:note.en", "actions": [(append, ["docx"])]},
        "check": {"basename": "check:note.en", "actions": [(append, ["check"])]},
        "pdf": {
            "basename": "pdf:note.en",
            "actions": [(append, ["pdf"])],
            "task_dep": ["check:note.en"],
        },
    }
    run(tasks, "-n", "1")
    assert Path("order").read_text(encoding="utf-8").split() == ["check", "pdf", "docx"]


def test_a_command_of_the_shell(run: Run) -> None:
    """A task of a house's own may be a command, or a function that cannot be sent; what it prints is printed."""
    word = "a closure"

    def says() -> None:
        print(f"from {word}")

    status, output = run({"echo": {"actions": ["echo $((40 + 2)) > answer"]}, "says": {"actions": [says]}})
    assert status == 0
    assert Path("answer").read_text(encoding="utf-8") == "42\n"
    assert len(re.findall(r"^(?:echo|says) +\d+\.\d s$", output, re.MULTILINE)) == 2


def gives() -> dict[str, int]:
    """A task with a value for another."""
    return {"number": 42}


def takes(number: int) -> None:
    """A task that is given a value."""
    Path("taken").write_text(str(number), encoding="utf-8")


def test_values_go_from_task_to_task(run: Run) -> None:
    """What doit keeps of a task, and hands to another (getargs), goes through the processes."""
    tasks: dict[str, dict[str, Any]] = {
        "gives": {"actions": [gives]},
        "takes": {"actions": [takes], "getargs": {"number": ("gives", "number")}},
    }
    assert run(tasks)[0] == 0
    assert Path("taken").read_text(encoding="utf-8") == "42"


def test_without_continue_nothing_new_begins(run: Run) -> None:
    """`--no-continue` ends a run with the first failure, after what has begun."""
    tasks = {"a": {"actions": ["false"]}, **{f"b{one}": {"actions": ["sleep 0.2"]} for one in range(9)}}
    status, output = run(tasks, "run", "--no-continue", "-n", "2")
    assert status == 1
    assert 0 < len(re.findall(r"^b\d +\d+\.\d s$", output, re.MULTILINE)) < 9


def test_in_the_program_itself(run: Run) -> None:
    """`-n 0` does one task after the other in the program's own process, as doit does."""
    ran: list[int] = []
    assert run({"a": {"actions": [lambda: ran.append(1)]}}, "run", "-n", "0")[0] == 0
    assert ran == [1]


def test_a_number_that_is_none(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer than no tasks at a time is a fault in the command line."""
    assert run({"a": {"actions": [good]}}, "run", "-n", "-2")[0] == 1
    assert (
        capsys.readouterr().err == "the command line: -n -2: not a number of tasks\n    give -n 1, or more\n"
    )


def waits() -> None:
    """A task that takes a moment."""
    time.sleep(0.3)


def test_times(run: Run) -> None:
    """`--times` ends with a table: each task by the clock and the processor, the longest first, and the total."""
    tasks = {"quick": {"actions": [good]}, "slow": {"actions": [waits]}}
    _, output = run(tasks, "run", "--times")
    table = output[output.index("\ntask") :].splitlines()[1:]
    assert [line.split()[0] for line in table] == ["task", "slow", "quick", "reading", "total"]
    assert float(table[1].split()[1]) >= 0.3 > float(table[2].split()[1])
    assert float(table[-1].split()[1]) >= 0.3
    assert "total" not in run(tasks)[1]
