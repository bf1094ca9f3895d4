"""The commands for work on the tool itself: what they start, and what they say in a house."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from notebuild.commands import chores

ROOT = Path(__file__).parents[3]
WORKERS = ["--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile"]
QUICK = ["-m", "not slow"]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What is handed to Python, in the tool's repository; nothing is started."""
    calls: list[tuple[str, ...]] = []

    def start(*arguments: str) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setattr(chores, "start", start)
    monkeypatch.chdir(ROOT)
    return calls


@pytest.mark.parametrize(
    ("words", "handed"),
    [
        pytest.param([], [*WORKERS, *QUICK], id="quick"),
        pytest.param(["-x", "-n", "2"], [*WORKERS, *QUICK, "-x", "-n", "2"], id="with an option of pytest's"),
        pytest.param(["--all"], WORKERS, id="all"),
        pytest.param(["-x", "--all"], [*WORKERS, "-x"], id="all, with an option"),
        pytest.param(["-k", "names"], [*WORKERS, "-k", "names"], id="by a word"),
        pytest.param(["-m", "slow"], [*WORKERS, "-m", "slow"], id="by a mark"),
        pytest.param(["tests/unit", "-x"], ["tests/unit", "-x"], id="by a folder"),
        pytest.param(
            ["tests/unit/test_imports.py::test_rooms"],
            ["tests/unit/test_imports.py::test_rooms"],
            id="by a test",
        ),
    ],
)
def test_test(started: list[tuple[str, ...]], words: Sequence[str], handed: list[str]) -> None:
    """The quick tests, or all; where tests are named, none of those is left out."""
    assert chores.Test().parse_execute(words) == 0
    assert started == [("-m", "pytest", *handed)]


def test_others(started: list[tuple[str, ...]]) -> None:
    """Each chore starts its program in the repository."""
    assert chores.Standards().parse_execute([]) == 0
    assert chores.Standards().parse_execute(["--all"]) == 0
    assert chores.Stress().parse_execute(["--notes", "12", "--seed", "7"]) == 0
    assert chores.Stress().parse_execute(["--dense"]) == 0
    assert chores.Picture().parse_execute([]) == 0
    assert started == [
        ("tests/standards",),
        ("tests/standards", "--all"),
        ("tests/stress", "--notes=12", "--seed=7", "--jobs=2", "--minutes=120"),
        ("tests/stress", "--notes=300", "--seed=1", "--jobs=2", "--minutes=120", "--dense"),
        ("docs/pictures.py",),
    ]


@pytest.mark.parametrize("chore", [chores.Test, chores.Standards, chores.Stress, chores.Picture])
@pytest.mark.parametrize("is_house", [True, False], ids=["a house", "no house"])
def test_in_a_house(
    chore: type[chores.Chore],
    is_house: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A house that only installed the package is told plainly."""
    monkeypatch.chdir(tmp_path)
    if is_house:
        Path("dodo.py").touch()
    assert chore(bin_name="notebuild").parse_execute([]) == 1
    assert capsys.readouterr().err == (
        f"{chore.name}: this command belongs to the tool's own repository\n"
        "    run it in a clone of that; notebuild help lists what there is for a house\n"
    )


def test_words_that_mean_nothing(started: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]) -> None:
    """A name given to a command that takes none is told, not passed over."""
    assert chores.Stress(bin_name="./doit").parse_execute(["40"]) == 1
    assert started == []
    assert capsys.readouterr().err == (
        "the command line: 40: stress takes no names\n    ./doit help stress shows what may be given\n"
    )


@pytest.mark.parametrize(("code", "status"), [("", 0), ("raise SystemExit(5)", 1)], ids=["well", "failed"])
def test_status(code: str, status: int) -> None:
    """However a program fails, the chore's own status is 1."""
    assert chores.start("-c", code) == status
