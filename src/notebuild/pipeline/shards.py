"""A shard: a share of the notes, for houses whose notes several machines build: which notes it has, and their tasks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256

from notebuild.core.problems import NotebuildError, Problem
from notebuild.pipeline.guard import TYPED
from notebuild.sources import project

OF_NOTES = frozenset({"sources", "titles", "verify"})
"""The tasks that are named by a note; those of the others are named by an edition, or by neither."""

MOST = 1_000
"""Shards that notes may be parted in: more than a service runs jobs for one change."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several equal parts of the notes; `number` counts from 1."""

    number: int
    count: int

    def has(self, note: str) -> bool:
        """Return whether a note is in this shard: by the digest of its name, so that another note moves none."""
        return int(sha256(note.encode()).hexdigest(), 16) % self.count == self.number - 1

    def tasks(self, selected: Sequence[str], tasks: Collection[str]) -> list[str]:
        """Return those of the selected tasks that are of no note, or of one in this shard.

        A group, such as `pdf`, stands for its tasks. What is no task's name, a built file or a pattern of
        doit's, stays as it is.
        """
        editions = {job.name: job.note for job in project.every_job(project.house())}
        out = []
        for name in selected:
            within = [task for task in tasks if task.startswith(f"{name}:")] or [name]
            for task in within:
                kind, _, rest = task.partition(":")
                note = rest if kind in OF_NOTES else editions.get(rest.partition("/")[0], "")
                if not note or self.has(note):
                    out.append(task)
        return out


def shard(words: str) -> Shard:
    """Return the shard that was asked for, `3/8`; raises NotebuildError where there is no such shard."""
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", words, re.ASCII)
    if not match or not 1 <= int(match[2]) <= MOST:
        remedy = f"write which of how many, 3/8 for the third of eight; of {MOST:,} at most"
        raise NotebuildError([Problem(TYPED, f"{words} is no shard of the notes", remedy)])
    number, count = int(match[1]), int(match[2])
    if not 1 <= number <= count:
        remedy = f"write one from 1/{count} to {count}/{count}"
        raise NotebuildError([Problem(TYPED, f"there is no shard {number} of {count}", remedy)])
    return Shard(number, count)
