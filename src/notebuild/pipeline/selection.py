"""The tasks that a person names short: `pdf:gas` for every edition of the note gas."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def expanded(names: Sequence[str], tasks: Collection[str]) -> list[str]:
    """Return the names with each short one replaced by the tasks it means.

    `pdf:gas` means `pdf:gas.en` and `pdf:gas.fr`, `figure:gas.fr` the figures of that edition. A name
    that is a task's, a pattern of doit's, or begins none stays as it is: it may be a built file.
    """
    out: list[str] = []
    for name in names:
        kind, colon, part = name.partition(":")
        if name in tasks or "*" in name or not (colon and part and kind in tasks):
            out.append(name)
        else:
            out += [task for task in tasks if task.startswith((f"{name}.", f"{name}/"))] or [name]
    return out
