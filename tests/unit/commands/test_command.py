"""The pattern of our commands: where options may stand, where work is done, how a fault is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from notebuild.commands.command import Command
from notebuild.core.problems import Location, NotebuildError, Problem


class Ring(Command):
    """A command that prints what it was given and where it is, and fails when told to."""

    name = "ring"
    doc_purpose = "ring the bells"
    doc_usage = "[BELL …] [--times N]"
    doc_description = "Without a name every bell rings."
    cmd_options = (
        {
            "name": "times",
            "long": "times",
            "type": int,
            "default": 1,
            "metavar": "N",
            "help": "%(default)s by default",
        },
        {"name": "all", "long": "all", "type": bool, "default": False, "help": "the cracked ones too"},
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        if "stop" in words:
            raise KeyboardInterrupt
        if "cracked" in words and not options["all"]:
            faults = [Problem(Location("bells.toml", 3), "the bell is cracked", "give --all")]
            raise NotebuildError([*faults, Problem(Location("bells.toml", 2), "no rope"), *faults])
        print(options["times"], options["all"], *words, Path.cwd().name)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a dodo.py, and one below it, in which one is."""
    (tmp_path / "house/below").mkdir(parents=True)
    (tmp_path / "house/dodo.py").touch()
    monkeypatch.delenv("NOTEBUILD_FROM", raising=False)
    monkeypatch.chdir(tmp_path / "house/below")
    return tmp_path / "house"


@pytest.mark.parametrize(
    "words",
    [["--times", "3", "--all", "great", "small"], ["great", "--times=3", "small", "--all"]],
    ids=["before", "after"],
)
def test_options_stand_anywhere(house: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """Options may stand before, between and after names; the work is done in the house's own folder."""
    assert Ring(bin_name="./doit").parse_execute(words) == 0
    assert capsys.readouterr().out == "3 True great small house\n"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        pytest.param(
            ["--tims", "3"],
            "the command line: option --tims not recognized (did you mean --times?)\n"
            "    the options are --times, --all\n",
            id="an option that is not there",
        ),
        pytest.param(
            ["--times", "often"],
            "the command line: --times often: not a whole number\n    give --times a whole number\n",
            id="a value of another kind",
        ),
        pytest.param(
            ["great", "--times"],
            "the command line: option --times requires argument\n    the options are --times, --all\n",
            id="no value",
        ),
        pytest.param(
            ["cracked"],
            "bells.toml:2: no rope\nbells.toml:3: the bell is cracked\n    give --all\n",
            id="a fault in a file: sorted, each once",
        ),
    ],
)
def test_faults_are_told(
    house: Path, capsys: pytest.CaptureFixture[str], words: list[str], problem: str
) -> None:
    """A fault of the user's is a Problem on the standard error and status 1."""
    assert Ring().parse_execute(words) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", problem)


def test_outside_a_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no folder upwards has a dodo.py it says so, and how to get a house."""
    monkeypatch.chdir(tmp_path)
    assert Ring().parse_execute([]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path}: no house here: neither this folder nor one above it has a dodo.py\n"
        "    go to a house's folder, or make a house: notebuild init FOLDER\n"
    )


def test_another_folder_is_asked_for(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What doit is told before the command's name (`-d FOLDER`, `-f FILE`) says which house it is."""
    monkeypatch.chdir(tmp_path)
    assert Ring(opt_vals={"cwdPath": str(house)}).parse_execute([]) == 0
    monkeypatch.chdir(tmp_path)
    assert Ring(opt_vals={"dodoFile": "house/dodo.py"}).parse_execute([]) == 0
    assert capsys.readouterr().out == "1 False house\n" * 2


def test_files_are_named_where_one_is(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's name is of the folder in which it was typed, though the work is done in the house's."""
    ring = Ring()
    assert ring.parse_execute([]) == 0
    assert ring.path("rope.xlf") == house / "below/rope.xlf"
    monkeypatch.setenv("NOTEBUILD_FROM", "/tower")  # as the script ./doit says, which goes to its own folder
    assert ring.parse_execute([]) == 0
    assert ring.path("rope.xlf") == Path("/tower/rope.xlf")


def test_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` among the words is answered, in a house or not, with usage, purpose and options."""
    monkeypatch.chdir(tmp_path)
    assert Ring(bin_name="./doit").parse_execute(["great", "--help"]) == 0
    assert capsys.readouterr().out == (
        "usage: ./doit ring [BELL …] [--times N]\n\n"
        "ring the bells\n\n"
        "  --times N  1 by default\n"
        "  --all      the cracked ones too\n\n"
        "Without a name every bell rings.\n"
    )


def test_interrupted(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends a command quietly, with a shell's own status for it."""
    assert Ring().parse_execute(["stop"]) == 130
    assert capsys.readouterr() == ("", "")
