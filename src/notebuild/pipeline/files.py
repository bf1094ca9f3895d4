"""Read the files that a step of the build left for another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, NotebuildError, Problem

T = TypeVar("T")


def read_step(path: Path, read: Callable[[str], T]) -> T:
    """Return what a step of the build left in a file; raises NotebuildError where `read` cannot read it."""
    try:
        return read(path.read_text(encoding="utf-8"))
    except (OSError, AttributeError, KeyError, TypeError, ValueError):
        raise NotebuildError(
            [
                Problem(
                    Location(path.as_posix()),
                    "was changed after the build wrote it",
                    f"remove it and run {ENTRY} again: rm -r {path.as_posix()}",
                )
            ]
        ) from None
