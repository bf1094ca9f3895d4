"""The commands for who works on the tool itself: its tests, outside judges, the stress, the pictures.

Each starts a program of the tool's repository, which no house has that only installed the package.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from doit.cmdparse import CmdParse

from notebuild.commands.command import Command
from notebuild.core.problems import Location, NotebuildError, Problem

ALL_WORKERS = ("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile")
"""pytest on all processors, the tests of a file together, as they share builds (pytest-xdist)."""

QUICK = ("-m", "not slow")

CHOOSING = ("-k", "-m", "--lf", "--last-failed", "--deselect")
"""Options by which pytest is told itself which tests to run."""


class Chore(Command):
    """A command that starts a program of the tool's own repository."""

    def enter(self, params: Mapping[str, Any]) -> None:
        """Go to the tool's repository; raises NotebuildError in a house that is not in it."""
        with contextlib.suppress(NotebuildError):
            super().enter(params)
        if not Path("src/notebuild/commands/chores.py").is_file():
            message = "this command belongs to the tool's own repository"
            remedy = f"run it in a clone of that; {self.bin_name} help lists what there is for a house"
            raise NotebuildError([Problem(Location(place=self.name), message, remedy)])


def start(*arguments: str) -> int:
    """Run Python on these arguments, its output shown as it comes; return 0, or 1 for any failure.

    What the script `doit` says of this call (NOTEBUILD_…) is not for calls that the program makes itself.
    """
    sys.stdout.flush()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("NOTEBUILD_")}
    return int(subprocess.run([sys.executable, *arguments], env=settings, check=False).returncode != 0)


class Handed(CmdParse):  # type: ignore[misc]
    """Takes `--all` out of the words and leaves everything else for another program."""

    def parse_only(
        self, in_args: Sequence[str], params: dict[str, Any] | None = None
    ) -> tuple[dict[str, Any], list[str]]:
        """Return whether `--all` is there, and the other words as they are."""
        values = {} if params is None else params
        values["all"] = "--all" in in_args
        return values, [word for word in in_args if word != "--all"]


class Test(Chore):
    """pytest, on the quick tests unless something else is asked for."""

    name = "test"
    doc_purpose = "run the tool's tests: those that are quick, or --all"
    doc_usage = "[--all] [PATH …] [pytest's own options]"
    doc_description = (
        "Other options and paths are handed to pytest. Where they say which tests to run (a path, -k, -m) "
        "nothing is left out of those."
    )
    parser = Handed
    cmd_options = (
        {
            "name": "all",
            "long": "all",
            "type": bool,
            "default": False,
            "help": "the long ones too: random texts, long notes, LibreOffice, the built package",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> int:
        return start("-m", "pytest", *selection(words, options["all"]))


def selection(words: Sequence[str], everything: bool) -> list[str]:
    """Return pytest's arguments for what was typed: our choice of tests where that makes none itself."""
    if any(Path(word.partition("::")[0]).exists() for word in words):
        return list(words)
    chooses = any(word.startswith(CHOOSING) for word in words)
    return [*ALL_WORKERS, *(() if everything or chooses else QUICK), *words]


class Standards(Chore):
    """The outside judges; each says one line on the built files."""

    name = "standards"
    doc_purpose = "ask outside judges about the finished files"
    doc_usage = "[--all]"
    cmd_options = (
        {
            "name": "all",
            "long": "all",
            "type": bool,
            "default": False,
            "help": "also a browser, LibreOffice and Grammalecte",
        },
    )
    takes_words = False

    def run(self, options: Mapping[str, Any], words: list[str]) -> int:
        return start("tests/standards", *["--all"] * options["all"])


class Stress(Chore):
    """Random notes; the sum of what became of them is printed."""

    name = "stress"
    doc_purpose = "build random notes of all constructs, in two languages, and tell what is not right"
    doc_usage = "[--notes N] [--seed S] [--jobs J] [--minutes M] [--dense]"
    doc_description = (
        "Each note is released with every word in its place, or refused by check, or a finding: of the first "
        "of each sort the smallest note that shows it is printed. The same seed makes the same note."
    )
    cmd_options = (
        {
            "name": "notes",
            "long": "notes",
            "type": int,
            "default": 300,
            "metavar": "N",
            "help": "how many notes (%(default)s)",
        },
        {
            "name": "seed",
            "long": "seed",
            "type": int,
            "default": 1,
            "metavar": "S",
            "help": "the seed of the first one (%(default)s)",
        },
        {
            "name": "jobs",
            "long": "jobs",
            "type": int,
            "default": 2,
            "metavar": "J",
            "help": "how many at the same time (%(default)s)",
        },
        {
            "name": "minutes",
            "long": "minutes",
            "type": int,
            "default": 120,
            "metavar": "M",
            "help": "stop after so long (%(default)s)",
        },
        {
            "name": "dense",
            "long": "dense",
            "type": bool,
            "default": False,
            "help": "notes full of footnotes instead, through the PDF engine alone",
        },
    )
    takes_words = False

    def run(self, options: Mapping[str, Any], words: list[str]) -> int:
        chosen = [f"--{name}={options[name]}" for name in ("notes", "seed", "jobs", "minutes")]
        return start("tests/stress", *chosen, *["--dense"] * options["dense"])


class Picture(Chore):
    """The pictures of the README and of the docs, made from the built files and the source."""

    name = "picture"
    doc_purpose = "make the pictures of the documentation anew: the first pages, the rooms of the package"
    takes_words = False

    def run(self, options: Mapping[str, Any], words: list[str]) -> int:
        return start("docs/pictures.py")
