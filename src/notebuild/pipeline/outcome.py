"""What a task returns where it fails for a fault of the user's: the Problems themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

from doit.exceptions import TaskFailed

from notebuild.core.files import is_of_the_system, system_fault
from notebuild.core.problems import NotebuildError, Problem

P = ParamSpec("P")


class Refused(TaskFailed):  # type: ignore[misc]
    """A failure, as doit wants it returned and not raised, that carries its Problems as values."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def action(function: Callable[P, None]) -> Callable[P, Refused | None]:
    """Make a function the action of a task: a NotebuildError that it raises is returned as Refused.

    So is what the system does not allow. Whatever else it raises is a fault of ours and keeps its traceback.
    """

    @wraps(function)
    def run(*args: P.args, **options: P.kwargs) -> Refused | None:
        try:
            function(*args, **options)
        except NotebuildError as fault:
            return Refused(fault.problems)
        except OSError as fault:
            if not is_of_the_system(fault):
                raise
            return Refused([system_fault(fault)])
        return None

    return run
