"""Which tasks take longest with all that waits for them: those begin first."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from notebuild.core.formats import FORMATS
from notebuild.sources import project

WEIGHTS = {
    "check": 10,
    "edition": 15,
    **{one.task: one.weight for one in FORMATS.values()},
    "share": 3,
    "verify": 15,
}
"""What a task takes for a note of the same length, by its kind, in tenths of the seconds
measured on a note of 2,000 words; any other takes one."""

LEAST = 1_000
"""Bytes of a note: of a shorter one a task takes no less."""


def ranks(tasks: Mapping[str, Any]) -> dict[str, int]:
    """Return for each task of doit's, by name, what it takes together with the longest way that waits for it.

    The order by falling rank is that of list scheduling by the critical path (Graham, 1969).
    """
    waiting: dict[str, list[str]] = {name: [] for name in tasks}
    for name, task in tasks.items():
        for needed in task.task_dep:
            waiting[needed].append(name)
    lengths = {name: length(name) for name in project.notes()}
    found: dict[str, int] = {}
    try:
        for name in TopologicalSorter(waiting).static_order():
            found[name] = cost(name, lengths) + max((found[one] for one in waiting.get(name, ())), default=0)
    except CycleError:  # doit tells it
        return {}
    return found


def cost(task: str, lengths: Mapping[str, int]) -> int:
    """Return what a task takes; `lengths` are the bytes of the notes by name."""
    kind, _, rest = task.partition(":")
    edition = rest.partition("/")[0]
    size = lengths.get(edition) or lengths.get(edition.rpartition(".")[0])
    return WEIGHTS.get(kind, 1) * max(size, LEAST) if size else 1


def length(note: str) -> int:
    """Return the bytes of a note's text."""
    try:
        return (project.MANUSCRIPT / note / "note.md").stat().st_size
    except OSError:
        return 0
