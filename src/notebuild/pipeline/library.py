"""The house's bibliography: read once, kept in `build/`, and asked from then on for the entries that are cited."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from notebuild.core import texts
from notebuild.core.files import code, put
from notebuild.pipeline.uptodate import version
from notebuild.sources import project

if TYPE_CHECKING:
    from notebuild.sources.bibliography.kept import Library

KEPT = project.SHARED / "bibliography" / "entries.jsonl"
"""Where it is kept what was read; `sources/bibliography/kept.py` says in which form."""


CITED = KEPT.with_name("cited.json")
"""Where it is kept what each note cites."""


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


def cited() -> dict[str, list[str] | None]:
    """Return the keys that each note cites, by its name; None of one that cannot be read.

    A note that has not changed since is not read again.
    """
    reader = code("sources/markdown", "sources", "core")
    try:
        held = json.loads(CITED.read_text(encoding="utf-8"))
        before = dict(held["notes"]) if held["reader"] == reader else {}
    except (OSError, KeyError, TypeError, ValueError):
        before = {}
    found: dict[str, list[Any]] = {}
    for name in project.notes():
        path = project.MANUSCRIPT / name / "note.md"
        try:
            digest = sha256(path.read_bytes()).hexdigest()
        except OSError:
            digest = ""
        row = before.get(name)
        if not isinstance(row, list) or len(row) != 2 or row[0] != digest or not digest:
            row = [digest, _cited(path)]
        found[name] = row
    put(CITED, json.dumps({"reader": reader, "notes": found}, ensure_ascii=False) + "\n")
    return {name: keys for name, (_, keys) in found.items()}


def _cited(path: Path) -> list[str] | None:
    from notebuild.sources import markdown

    note, _ = markdown.read(path, path.as_posix())
    if note is None:
        return None
    marks = (mark for segment in note.segments for mark in markdown.marks(segment))
    return sorted({mark.value for mark in marks if mark.kind == "key"})


def _opened(content: bytes) -> Library:
    from notebuild.sources.bibliography.kept import (
        Library,
    )  # the task graph loads this module, and reads nothing

    return Library(content)


def _read(path: Path, data: bytes, reader: str) -> bytes:
    from notebuild.sources import bibliography

    return bibliography.written(path.as_posix(), data, reader, *bibliography.told(path, path.as_posix()))
