"""doit's commands as a person meets them: a fault of theirs is a Problem and status 1, Ctrl-C a quiet 130."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from doit.cmd_base import Command
from doit.cmdparse import CmdParseError
from doit.dependency import DatabaseException
from doit.exceptions import InvalidCommand, InvalidDodoFile, InvalidTask

from notebuild.core.files import is_of_the_system, system_fault
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.pipeline import selection
from notebuild.sources import project

DATABASE = ".doit.db.sqlite3"
"""Where doit keeps what is up to date, in the house's folder."""

TYPED = Location(place="the command line")
"""Where a fault lies that is in the words of a command, in no file."""

UNREADABLE = Problem(
    Location(DATABASE),
    "cannot be read: doit keeps there what is up to date",
    f"remove it, and everything is built anew: rm {DATABASE}",
)

WRITABLE = "build in a folder where you may write, with room on its disk"

SIGNALLED = 128
"""An exit status of more is this and the number of the signal that ended a command, as shells give it."""

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C ended (the number of SIGINT is 2)."""


class Guarded(Command):  # type: ignore[misc]
    """A command of doit's, or one made on its pattern, that answers `--help` and tells faults as Problems.

    Mix it in before the command's own class. A fault of ours keeps its traceback.
    """

    def parse_execute(self, in_args: Sequence[str]) -> int:
        """Parse the arguments and execute the command; return the exit status: 0, 1 or 130."""
        speak()
        try:
            if asks_for_help(in_args):
                print(self.help(), flush=True)
                return 0
            with stoppable():
                status = super().parse_execute(in_args) or 0
            sys.stdout.flush()
            return status
        except NotebuildError as fault:
            tell(fault.problems)
        except (CmdParseError, InvalidCommand, InvalidDodoFile, InvalidTask) as fault:
            tell([self.problem(fault)])
        except DatabaseException:
            tell([UNREADABLE])
        except sqlite3.OperationalError as fault:
            message = f"cannot be written: {fault}; doit keeps there what is up to date"
            tell([Problem(Location(DATABASE), message, WRITABLE)])
        except KeyboardInterrupt as stop:
            return int(getattr(stop, "status", INTERRUPTED))
        except BrokenPipeError:  # who read the output, as `head` does, has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as fault:
            if not is_of_the_system(fault):
                raise
            if fault.filename is None:  # the output: nothing more can be written there
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            tell([system_fault(fault)])
        return 1

    def execute(self, params: Mapping[str, Any], args: list[str]) -> int:
        """Execute a command of doit's in the house's folder, from wherever in the house."""
        with contextlib.suppress(NotebuildError):  # some can do without
            self.enter(params)
        try:
            return int(super().execute(params, args) or 0)
        except KeyError as fault:  # doit's `info` looks a task up without asking whether there is one
            if fault.args[0] not in args:
                raise
            raise InvalidCommand(not_found=fault.args[0]) from None

    def enter(self, params: Mapping[str, Any]) -> None:
        """Go to the house's folder, the nearest upwards, unless doit is told another.

        Raises NotebuildError where there is none.
        """
        if not params.get("cwdPath") and params.get("dodoFile") == project.DODO.name:
            os.chdir(project.folder())

    def problem(self, fault: Exception) -> Problem:
        """Return what doit says is wrong with the command line, with the nearest right name for a wrong one."""
        if name := getattr(fault, "not_found", None):
            tasks = [task.name for task in self.task_list]
            known = [*selection.short_names(tasks), *self.loader.cmd_names, *tasks]
            remedy = f"{self.bin_name} help lists what there is"
            return Problem(
                TYPED, f"{name} is no command, task, note or built file{nearest(name, known)}", remedy
            )
        # What doit adds for its own developers comes after these.
        message = str(fault).partition(" (parsing options:")[0].partition("\n")[0].rstrip(".")
        message = message.removeprefix("Error parsing Command: ")
        return Problem(TYPED, message, f"{self.bin_name} help {self.name} shows what may be given")


class Stopped(KeyboardInterrupt):
    """Raised where the system asks the run to end, as Ctrl-C does: the terminal is closed, or SIGTERM came."""

    def __init__(self, number: int) -> None:
        self.status = 128 + number
        super().__init__()


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Have SIGTERM and SIGHUP end what is done inside the `with` as Ctrl-C does, with all that it started.

    One that was ignored, as under nohup, stays so. Only the program's first thread can say so.
    """

    def stop(number: int, frame: object) -> None:
        raise Stopped(number)

    before = {}
    if threading.current_thread() is threading.main_thread():
        for one in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(one) is signal.SIG_DFL:
                before[one] = signal.signal(one, stop)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def speak() -> None:
    """See to it that what is printed can be: a character that a terminal lacks is written by its number.

    Where a stream is closed what goes there is dropped; no file that is opened later takes its place.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def asks_for_help(words: Sequence[str]) -> bool:
    """Return whether `-h` or `--help` is among the words before `--`."""
    options = words[: words.index("--")] if "--" in words else words
    return "-h" in options or "--help" in options


def tell(problems: Iterable[Problem]) -> None:
    """Print Problems to the standard error, sorted, each once."""
    sys.stdout.flush()
    for problem in sorted(set(problems)):
        print(problem, file=sys.stderr, flush=True)
