"""doit's commands as a person meets them: a fault of theirs is a Problem and status 1, Ctrl-C a quiet 130."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from doit.cmd_base import Command
from doit.cmdparse import CmdParseError
from doit.exceptions import InvalidCommand, InvalidDodoFile, InvalidTask

from notebuild.core.problems import Location, NotebuildError, Problem

TYPED = Location(place="the command line")
"""Where a fault lies that is in the words of a command, in no file."""

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C ended (128 and the number of SIGINT), as shells give it."""


class Guarded(Command):  # type: ignore[misc]
    """A command of doit's, or one made on its pattern, that answers `--help` and tells faults as Problems.

    Mix it in before the command's own class. A fault of ours keeps its traceback.
    """

    def parse_execute(self, in_args: Sequence[str]) -> int:
        """Parse the arguments and execute the command; return the exit status: 0, 1 or 130."""
        try:
            if asks_for_help(in_args):
                print(self.help())
                return 0
            return super().parse_execute(in_args) or 0
        except NotebuildError as fault:
            tell(fault.problems)
        except (CmdParseError, InvalidCommand, InvalidDodoFile, InvalidTask) as fault:
            # What doit adds for its own developers comes after these.
            message = str(fault).partition(" (parsing options:")[0].partition("\n")[0].rstrip(".")
            tell([Problem(TYPED, message, f"{self.bin_name} help {self.name} shows what may be given")])
        except KeyboardInterrupt:
            return INTERRUPTED
        return 1


def asks_for_help(words: Sequence[str]) -> bool:
    """Return whether `-h` or `--help` is among the words before `--`."""
    options = words[: words.index("--")] if "--" in words else words
    return "-h" in options or "--help" in options


def tell(problems: Iterable[Problem]) -> None:
    """Print Problems to the standard error, sorted, each once."""
    sys.stdout.flush()
    for problem in sorted(set(problems)):
        print(problem, file=sys.stderr, flush=True)
