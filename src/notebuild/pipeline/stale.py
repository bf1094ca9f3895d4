"""What lies in `build/` of notes, languages and formats that there are no longer, and its removal."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from notebuild.core.formats import FORMATS
from notebuild.core.house import House
from notebuild.core.model import short
from notebuild.sources import project

DELIVERED = (*(one.ending for one in FORMATS.values()), "png")
"""The endings of the files that readers get."""


def leftovers(note: str, house: House) -> list[Path]:
    """Return what lies in a note's build folder of languages, formats or pictures that it no longer has.

    What is released is not among it: that is replaced as a whole, when all agrees again.
    """
    current = project.jobs(note, house)
    languages = {short(job.language) for job in current}
    made = {job.deliverable(kind) for job in current for kind in job.formats}
    made |= {job.share for job in current if "html" in job.formats}
    folder = project.BUILD / note
    files = [path for ending in DELIVERED for path in folder.glob(f"{note}.*.{ending}") if path not in made]
    steps = [path for job in current if "pdf" not in job.formats for path in job.folder.glob("layout.json")]
    pictures = [
        path
        for job in current
        for path in (job.folder / "figures").glob("[!.]*")
        if path.name not in {own.name for own in job.figures()}
    ]
    return [
        *files,
        *steps,
        *pictures,
        *(path.parent for path in folder.glob("*/findings.json") if path.parent.name not in languages),
    ]


def half_written() -> list[Path]:
    """Return the files beside their place that a killed run had not moved there; for who holds the lock."""
    return sorted(project.BUILD.rglob(".*.new"))


def abandoned() -> list[Path]:
    """Return the build folders of notes that are no longer there; what else lies in `build/` is not ours."""
    present = {*project.notes(), *(Path(path).stem for path in project.strays())}
    folders = sorted(path.parent for path in project.BUILD.glob("*/front.json"))
    return [folder for folder in folders if folder.name not in present and folder.name != "house"]


def clear(paths: Iterable[Path]) -> None:
    """Remove files, and folders with all that is in them; a link is removed, not what it leads to."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
