"""The house's bibliography: read once, kept in `build/`, and asked from then on for the entries that are cited."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from notebuild.core import texts
from notebuild.core.files import code, put
from notebuild.pipeline.uptodate import version
from notebuild.sources import project

if TYPE_CHECKING:
    from notebuild.sources.bibliography.kept import Library

KEPT = project.SHARED / "bibliography" / "entries.jsonl"
"""Where it is kept what was read; `sources/bibliography/kept.py` says in which form."""


def library() -> Library:
    """Return the house's bibliography, from what is kept of it where that is of the same file and code.

    Where several processes ask at once, one reads, and the others wait for what it keeps.
    """
    path = project.BIBLIOGRAPHY
    try:
        state = path.stat()
        data = b"" if texts.misplaced(path, path.as_posix()) else path.read_bytes()
    except OSError:  # that it is not there, or may not be read, is told by who tries
        data = b""
    if not data:
        KEPT.unlink(missing_ok=True)
        return _opened(_read(path, data, ""))
    return _library(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _library(path: Path, modified: int, size: int) -> Library:
    data = path.read_bytes()
    origin = (sha256(data).hexdigest(), f"{code('sources/bibliography', 'core')} {version('bibtexparser')}")
    if found := kept(origin):
        return found
    if (
        not project.BUILD.is_dir()
    ):  # nothing was built here yet, and a command that builds nothing leaves nothing
        return _opened(_read(path, data, origin[1]))
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(KEPT.with_suffix(".lock")):
        if found := kept(origin):
            return found
        content = _read(path, data, origin[1])
        put(KEPT, content)
        return _opened(content)


def kept(origin: tuple[str, str]) -> Library | None:
    """Return what is kept of this file by this reader; None where there is nothing, or nothing that is whole."""
    try:
        found = _opened(KEPT.read_bytes())
        return found if found.origin == origin else None
    except (OSError, KeyError, TypeError, ValueError):
        return None


def _opened(content: bytes) -> Library:
    from notebuild.sources.bibliography.kept import (
        Library,
    )  # the task graph loads this module, and reads nothing

    return Library(content)


def _read(path: Path, data: bytes, reader: str) -> bytes:
    from notebuild.sources import bibliography

    return bibliography.written(path.as_posix(), data, reader, *bibliography.told(path, path.as_posix()))
