"""Watches the files that a page depends on."""

from __future__ import annotations

import asyncio
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from notebuild.sources import project

STEP = 40
"""Milliseconds of silence after which a burst (a temporary file and its renaming, a checkout) is over."""


def is_bibliography(change: Change, path: str) -> bool:
    """Return whether a change in the house's own folder is one of the bibliography."""
    return Path(path).name == project.BIBLIOGRAPHY.name


async def watch(saved: asyncio.Event) -> None:
    """Set `saved` after every burst of changes, until cancelled.

    The bibliography is watched through its folder: an editor that saves by renaming puts another file
    in its place, which a watch on the file itself would not see.
    """

    async def sources() -> None:
        async for _ in awatch(project.MANUSCRIPT, project.STYLES, step=STEP, watch_filter=DefaultFilter()):
            saved.set()

    async def bibliography() -> None:
        async for _ in awatch(Path(), step=STEP, watch_filter=is_bibliography, recursive=False):
            saved.set()

    await asyncio.gather(sources(), bibliography())
