"""Where something is, what is wrong with it, and how a person reads that."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file, or in a built one.

    `line` and `column` count from 1, columns in characters; 0 means unknown.
    `place` is for built files, which have no lines: "page 3", "footnote 7".
    """

    path: str = ""
    line: int = 0
    column: int = 0
    place: str = ""

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        text = ":".join([self.path, *numbers]) if self.path else ""
        return f"{text}: {self.place}" if text and self.place else text or self.place


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: lower case, no final stop, the value as the author typed it; then the remedy."""

    location: Location
    message: str
    remedy: str = ""
    severity: Severity = field(default="error", compare=False)

    def __str__(self) -> str:
        word = "warning: " if self.severity == "warning" else ""
        head = f"{self.location}: {word}{self.message}"
        return f"{head}\n    {self.remedy}" if self.remedy else head


class NotebuildError(Exception):
    """Raised only where one cannot go on; carries everything that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[NotebuildError], tuple[tuple[Problem, ...]]]:
        """Go from one process to another with the Problems, not with their text."""
        return type(self), (self.problems,)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop an edition, warnings left out."""
    return tuple(problem for problem in problems if problem.severity == "error")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 fault`, `2 faults`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def nearest(word: str, known: Collection[str]) -> str:
    """Return ` (did you mean …?)` for a misspelt word, or nothing where none is close."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" (did you mean {close[0]}?)" if close else ""
