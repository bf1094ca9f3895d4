"""What runs as a process of its own: the tests, the outside judges, the stress, the preview."""

from __future__ import annotations

import os
import subprocess
import sys

from doit.exceptions import TaskFailed

from notebuild.core.problems import Location, Problem
from notebuild.pipeline.edition import Outcome, failed

EVERY_TEST = ("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile")
"""How pytest runs the whole suite: on all processors, the tests of a file together, as they share builds."""


def test(options: list[str]) -> Outcome:
    """Run pytest with these options, or the whole suite; its output is shown as it comes."""
    done = subprocess.run([sys.executable, "-m", "pytest", *(options or EVERY_TEST)], check=False)
    return TaskFailed(f"pytest ended with status {done.returncode}") if done.returncode else None


def standards(everything: bool) -> Outcome:
    """Ask the outside judges about the built files; they say one line each."""
    done = subprocess.run([sys.executable, "tests/standards", *["--all"] * everything], check=False)
    return TaskFailed("a standard is not kept, or a judge is missing") if done.returncode else None


def stress(count: int) -> Outcome:
    """Send so many random notes through the press; the sum of it is printed."""
    done = subprocess.run([sys.executable, "tests/stress", str(count)], check=False)
    return TaskFailed("a note was lost, or too many end as endnotes") if done.returncode else None


def preview(names: list[str], port: int) -> Outcome:
    """Put the preview's server in the place of this process.

    doit must not go on beside it: at its end it would write the database that it read at its start,
    over what the builds of the preview have written since.
    """
    fault = ""
    if "--port" in names[:-1]:  # doit itself reads options only before the first name
        at = names.index("--port")
        number, names = names[at + 1], [*names[:at], *names[at + 2 :]]
        port = int(number) if number.isdecimal() else 0
    if len(names) > 1:
        fault, remedy = f"{' '.join(names)} is more than one edition", "name one; every page has its links"
    elif not 1 <= port <= 65535:
        fault, remedy = f"{port} is no port", "give --port a number from 1 to 65535"
    if fault:
        return failed([Problem(Location("preview"), fault, remedy)])
    sys.stdout.flush()
    command = [sys.executable, "-m", "notebuild.preview", "".join(names), str(port)]
    os.execv(sys.executable, command)
