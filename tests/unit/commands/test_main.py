"""The program `notebuild`: help inside a house and outside, and no exit status but 0, 1, 2 and 130."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

from notebuild.commands.help import Help
from notebuild.commands.main import Main
from notebuild.commands.new import New
from notebuild.commands.status import Status

ROOT = Path(__file__).parents[3]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with two tasks."""
    (tmp_path / "dodo.py").write_text(
        'def task_check():\n    """find every fault"""\n    return {"actions": ["true"]}\n\n'
        'def task_letter():\n    """write the covering letter\n\n    By post."""\n'
        '    return {"actions": ["true"]}\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Main, "BIN_NAME", "./doit")
    return tmp_path


def run(*words: str) -> int:
    return Main().run(words)


@pytest.mark.parametrize("words", [["help"], ["-h"], ["--help"], ["help", "--help"]], ids=" ".join)
def test_overview(house: Path, capsys: pytest.CaptureFixture[str], words: Sequence[str]) -> None:
    """Our commands stand first, then the tasks of this house's dodo.py, a line each; then doit's by name."""
    assert run(*words) == 0
    text = capsys.readouterr().out
    lines = text.splitlines()
    order = [
        "usage: ./doit [COMMAND or TASK …]; without a word all that is not up to date is built",
        "  accept     confirm that stale translations still hold",
        "  status     say what is translated, stale and missing, and what each edition would print",
        "  check   find every fault",
        "  letter  write the covering letter",
        "  test       run the tool's tests: those that are quick, or --all",
    ]
    assert [line for line in lines if line in order] == order
    assert "Commands of doit: dumpdb, " in text and " list, " in text
    assert "pdf " not in text and "pydoit.org" not in text


@pytest.mark.parametrize(
    "words", [["status", ""], ["new", "quay", "--title", "E = mc²"]], ids=["empty", "equals"]
)
def test_words_reach_a_command_as_they_are(
    house: Path, monkeypatch: pytest.MonkeyPatch, words: Sequence[str]
) -> None:
    """A word with an equals sign is no variable of doit's, and an empty one is a word."""
    heard: list[object] = []
    for command in (Status, New):
        monkeypatch.setattr(
            command, "run", lambda self, options, words: heard.extend([*words, options.get("title", "")])
        )
    assert run(*words) == 0
    assert heard == {"status": ["", ""], "new": ["quay", "E = mc²"]}[words[0]]


def test_an_empty_word_is_no_task(house: Path) -> None:
    """doit is not given an empty word: it would break on it."""
    assert run("check", "") == 0


def test_outside_a_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Help is there before a house is; the tasks are the package's."""
    monkeypatch.chdir(tmp_path)
    assert run("--help") == 0
    assert "  pdf        make the PDF of each edition\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param(
            ["help", "status"], "usage: ./doit status [NOTE | NOTE.LANGUAGE …] [--strict]", id="command"
        ),
        pytest.param(
            ["status", "--help"], "usage: ./doit status [NOTE | NOTE.LANGUAGE …]", id="its own --help"
        ),
        pytest.param(["help", "letter"], "usage: ./doit letter, ./doit letter:NOTE or", id="task"),
        pytest.param(
            ["help", "check:gas.fr"], "usage: ./doit check, ./doit check:NOTE or", id="part of a task"
        ),
        pytest.param(["help", "forget"], "PURPOSE\n    clear successful run", id="command of doit's"),
        pytest.param(["help", "task"], "\n\nTask Dictionary parameters", id="doit's own reference"),
    ],
)
def test_help_on(house: Path, capsys: pytest.CaptureFixture[str], words: Sequence[str], begins: str) -> None:
    """A command shows its options, a task its line, doit's own commands what doit says of them."""
    assert run(*words) == 0
    assert capsys.readouterr().out.startswith(begins)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        pytest.param(
            ["help", "statsu"],
            "the command line: statsu is no command or task (did you mean status?)\n"
            "    ./doit help lists what there is\n",
            id="help on a misspelt command",
        ),
        pytest.param(
            ["help", "leter"],
            "the command line: leter is no command or task (did you mean letter?)\n"
            "    ./doit help lists what there is\n",
            id="help on a misspelt task",
        ),
        pytest.param(
            ["statsu"],
            "the command line: statsu is no command, task, note or built file (did you mean status?)\n"
            "    ./doit help lists what there is\n",
            id="a misspelt command",
        ),
        pytest.param(
            ["letter", "chekc"],
            "the command line: chekc is no command, task, note or built file (did you mean check?)\n"
            "    ./doit help lists what there is\n",
            id="a misspelt task",
        ),
        pytest.param(
            ["list", "--bla"],
            "the command line: option --bla not recognized\n    ./doit help list shows what may be given\n",
            id="a wrong option of a command of doit's",
        ),
        pytest.param(
            ["info", "latter"],
            "the command line: latter is no command, task, note or built file (did you mean letter?)\n"
            "    ./doit help lists what there is\n",
            id="a wrong task for doit's info",
        ),
        pytest.param(
            ["forget", "latter"],
            "the command line: 'latter' is not a task\n    ./doit help forget shows what may be given\n",
            id="a wrong task for a command of doit's",
        ),
    ],
)
def test_wrong_words(
    house: Path, capsys: pytest.CaptureFixture[str], words: Sequence[str], problem: str
) -> None:
    """What is typed wrong is a Problem and status 1, for doit's own commands too."""
    assert run(*words) == 1
    assert capsys.readouterr().err == problem


def test_in_a_folder_below(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run, and doit's own commands, find their house from any folder of it, and leave nothing there."""
    below = house / "below"
    below.mkdir()
    for words in (["letter"], ["list"], ["forget", "letter"]):
        monkeypatch.chdir(below)
        assert run(*words) == 0
    assert "letter   write the covering letter" in capsys.readouterr().out
    assert list(below.iterdir()) == []


def test_a_run_without_a_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no house that is said, with how to get one."""
    monkeypatch.chdir(tmp_path)
    assert run("build") == 1
    assert capsys.readouterr().err == (
        f"{tmp_path}: no house here: neither this folder nor one above it has a dodo.py\n"
        "    go to a house's folder, or make a house: notebuild init FOLDER\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_ours(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What no user can have broken leaves its traceback and status 2."""
    monkeypatch.setattr(Help, "execute", lambda *_: 1 // 0)
    assert run("help") == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["clean", "info", "list", "forget", "run", "build"])
def test_interrupted(house: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Ctrl-C ends any command, doit's own as well, with 130."""
    kind = Main().get_cmds().get_plugin(name)

    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(kind, "execute", interrupt)
    monkeypatch.setattr(Main, "get_cmds", lambda self: Guarding(name, kind))
    assert run(name) == 130


class Guarding(dict[str, type]):
    """One command by its name, as doit's table of plugins gives it."""

    def __init__(self, name: str, kind: type) -> None:
        super().__init__({name: kind})

    def get_plugin(self, name: str) -> type:
        return self[name]


def test_a_reader_that_has_had_enough(house: Path) -> None:
    """Output that is read no further ends a command quietly, with one of our statuses."""
    process = subprocess.Popen(
        [sys.executable, "-m", "notebuild.commands.main", "help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdout is not None
    process.stdout.close()
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (1, b"")


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is that of the tool, wherever it is asked for."""
    assert run("--version") == 0
    assert capsys.readouterr().out == f"notebuild {version('notebuild')}\n"


def test_a_memory_that_cannot_be_written(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where doit's memory cannot be made, that is a Problem and no traceback."""
    assert run("list", "--status", "--backend", "sqlite3", "--db-file", "/dev/null/memory") == 1
    assert capsys.readouterr().err == (
        ".doit.db.sqlite3: cannot be written: unable to open database file; doit keeps there what is up to date\n"
        "    build in a folder where you may write, with room on its disk\n"
    )
