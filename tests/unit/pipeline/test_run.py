"""The run: alone in its folder, and the status with which it ends."""

from __future__ import annotations

import io
import threading
import time
from pathlib import Path

import pytest

from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline import run
from notebuild.pipeline.outcome import Refused
from notebuild.pipeline.record import Record

WRONG = Problem(Location("file.md", 1, 2), "it is wrong", "mend it")


def test_one_run_waits_for_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run that finds another in its folder says so, and goes on when that has ended."""
    path, order = tmp_path / "lock", ["first"]

    def second() -> None:
        with run.locked(path):
            order.append("second")

    with run.locked(path):
        thread = threading.Thread(target=second)
        thread.start()
        deadline = time.monotonic() + 10
        while not (waits := capsys.readouterr().err) and time.monotonic() < deadline:
            time.sleep(0.01)
        order.append("first ends")
    thread.join(10)
    assert waits == "waiting for another run in this folder\n"
    assert order == ["first", "first ends", "second"]


@pytest.mark.parametrize(
    ("broken", "apart", "behind", "ours", "expected"),
    [
        pytest.param([], "", True, False, 0, id="nothing failed"),
        pytest.param(["check:n.fr"], "", True, False, 1, id="behind"),
        pytest.param(["check:n.fr"], "apart", True, False, 0, id="behind, told apart"),
        pytest.param(["check:n.fr"], "apart", False, False, 1, id="a fault besides"),
        pytest.param(["check:n.fr", "pdf:n.en"], "apart", False, False, 1, id="another task too"),
        pytest.param(["pdf:n.en"], "apart", False, True, 2, id="a fault of ours"),
    ],
)
def test_status(
    monkeypatch: pytest.MonkeyPatch, broken: list[str], apart: str, behind: bool, ours: bool, expected: int
) -> None:
    """A user's fault is 1; TRANSLATIONS=apart forgives translations that are merely behind, and nothing else."""
    monkeypatch.setenv("TRANSLATIONS", apart)
    monkeypatch.setattr(run, "only_behind", lambda names: behind)
    record = Record(io.StringIO(), {})
    record.broken, record.ours = broken, ours
    assert run.verdict(2 if broken else 0, record) == expected


def test_a_proof_without_refused_editions() -> None:
    """A proof that was made after all no longer counts as not run; what it found is told."""
    record = Record(io.StringIO(), {})
    record.waiting = ["pdf:n.fr", "verify:n"]
    record.proved("verify:n", ["n.fr"], Refused([WRONG]))
    assert (record.waiting, record.broken, record.problems) == (["pdf:n.fr"], ["verify:n"], [WRONG])


@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        pytest.param('{"other": 0, "stale": 1, "untranslated": 0}', True, id="stale"),
        pytest.param('{"other": 1, "stale": 1, "untranslated": 0}', False, id="and a fault"),
        pytest.param('{"other": 0, "stale": 0, "untranslated": 0}', False, id="whole"),
    ],
)
def test_behind(tmp_path: Path, stands: str, expected: bool) -> None:
    """A translation is merely behind where it has gaps and no other fault."""
    path = tmp_path / "standing.json"
    assert not run.behind(path)
    path.write_text(stands, encoding="utf-8")
    assert run.behind(path) is expected


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A lock that cannot be made is told with what to do, whoever runs: a folder that is not there has no lock."""
    path = tmp_path / "afile" / "lock"
    path.parent.write_text("", encoding="utf-8")
    with pytest.raises(NotebuildError) as caught, run.locked(path):
        pass
    assert [(p.location.path, p.remedy) for p in caught.value.problems] == [
        (path.as_posix(), "build in a folder where you may write, with room on its disk")
    ]
    assert caught.value.problems[0].message.startswith("cannot be written: ")
