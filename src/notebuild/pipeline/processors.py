"""How many tasks are done at a time."""

from __future__ import annotations

import os
from pathlib import Path

from notebuild.core.problems import NotebuildError, Problem
from notebuild.pipeline.guard import TYPED

QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""Where Linux says how much of its processors a container gets: microseconds, or `max`, in a period of so many."""


def number(asked: int | None) -> int:
    """Return how many tasks are done at a time: as many as asked, or one a processor that this process may use.

    Raises NotebuildError for a number below 0.
    """
    if asked is None:
        return min(processors(), quota() or processors())
    if asked < 0:
        raise NotebuildError([Problem(TYPED, f"-n {asked}: not a number of tasks", "give -n 1, or more")])
    return asked


def processors() -> int:
    """Return how many processors this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def quota() -> int:
    """Return how many processors this process's container has a right to, rounded up; 0 where nothing limits it."""
    try:
        most, period = QUOTA.read_text(encoding="ascii").split()
        return -(-int(most) // int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return 0
