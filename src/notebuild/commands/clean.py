"""The command `clean`: what was built is removed, of notes and formats that are gone too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from notebuild.commands.command import Command
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.pipeline import stale
from notebuild.pipeline.guard import DATABASE, TYPED
from notebuild.pipeline.run import LOCK, locked
from notebuild.sources import project


class Clean(Command):
    """Remove what a build made. No manuscript is read, so that none can stand in the way."""

    name = "clean"
    doc_purpose = "remove what was built, released files too"
    doc_usage = "[NOTE | EDITION …] [--dry-run]"
    doc_description = (
        "Without a name all of build/ goes, with what lies there of notes that are gone. "
        "A name is that of a note or an edition of which something was built: gas, gas.fr; "
        "of one edition release/ keeps what it has."
    )
    cmd_options = (
        {
            "name": "dry_run",
            "short": "n",
            "long": "dry-run",
            "type": bool,
            "default": False,
            "help": "say what would be removed, and remove nothing",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        with locked(LOCK):
            paths = [path for word in words for path in built(word)] if words else everything()
            for path in dict.fromkeys(paths):
                print(path.as_posix() + "/" * path.is_dir(), flush=True)
                if not options["dry_run"]:
                    remove(path)


def everything() -> list[Path]:
    """Return all that a build leaves: what lies in `build/`, and doit's memory."""
    if project.BUILD.is_symlink() or (project.BUILD.exists() and not project.BUILD.is_dir()):
        remedy = "look where it leads, and remove it yourself"
        raise NotebuildError([Problem(Location(project.BUILD.as_posix()), "is no folder of its own", remedy)])
    inside = sorted(project.BUILD.iterdir()) if project.BUILD.is_dir() else []
    return [*inside, *(path for path in [Path(DATABASE)] if path.exists())]


def built(name: str) -> list[Path]:
    """Return what was built of a note or an edition; raises NotebuildError where nothing was."""
    folders = {path.name: path for path in project.BUILD.glob("*/") if path.name != "house"}
    editions = {
        f"{note}.{step.parent.name}": note
        for note, path in folders.items()
        for step in path.glob("*/findings.json")
    }
    if name in folders:
        return [folders[name]]
    if name in editions:
        note = editions[name]
        files = sorted(path for path in folders[note].glob("*.*") if path.name.startswith(f"{name}."))
        return [*files, folders[note] / name.removeprefix(f"{note}.")]
    close = nearest(name, [*folders, *editions])
    remedy = "name a note or an edition that lies in build/, or none to remove all"
    raise NotebuildError([Problem(TYPED, f"nothing was built of {name}{close}", remedy)])


def remove(path: Path) -> None:
    """Remove a file or a folder; raises NotebuildError where the system does not allow it."""
    try:
        stale.clear([path])
    except OSError as fault:
        remedy = "close what uses it, or ask who owns it, then run it again"
        message = f"cannot be removed: {fault.strerror}"
        raise NotebuildError([Problem(Location(path.as_posix()), message, remedy)]) from None
