"""The tasks that a person names short: `pdf:gas` for every edition of the note gas."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from notebuild.core.formats import FORMATS


def expanded(names: Sequence[str], tasks: Collection[str]) -> list[str]:
    """Return the names with each short one replaced by the tasks it means.

    `pdf:gas` means `pdf:gas.en` and `pdf:gas.fr`, `figure:gas.fr` the figures of that edition, `gas` all of
    the note and `gas.fr` the files of that edition. A name that is a task's, a pattern of doit's, or begins
    none stays as it is: it may be a built file.
    """
    out: list[str] = []
    for name in names:
        kind, colon, part = name.partition(":")
        if name not in tasks and (whole := _of_note(name, tasks)):
            out += whole
        elif name in tasks or "*" in name or not (colon and part and kind in tasks):
            out.append(name)
        else:
            out += [task for task in tasks if task.startswith((f"{name}.", f"{name}/"))] or [name]
    return out


def short_names(tasks: Collection[str]) -> list[str]:
    """Return the short names that tasks answer to: notes, editions, and a kind of task with a note."""
    notes = sorted(task.partition(":")[2] for task in tasks if task.startswith("verify:"))
    kinds = sorted({task.partition(":")[0] for task in tasks if ":" in task})
    return [*notes, *(f"{kind}:{note}" for note in notes for kind in kinds if kind != "verify")]


def _of_note(name: str, tasks: Collection[str]) -> list[str]:
    """Return the tasks that a note's or an edition's name means; none where there is no such note."""
    if f"verify:{name}" in tasks:
        return [f"verify:{name}"]
    return [task for kind in FORMATS.values() if (task := f"{kind.task}:{name}") in tasks]
