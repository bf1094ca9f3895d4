"""What a task returns where it fails for a fault of the user's: the Problems themselves."""

from __future__ import annotations

from collections.abc import Iterable

from doit.exceptions import TaskFailed

from notebuild.core.problems import Problem


class Refused(TaskFailed):  # type: ignore[misc]
    """A failure, as doit wants it returned and not raised, that carries its Problems as values."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
