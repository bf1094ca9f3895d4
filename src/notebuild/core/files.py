"""Write a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, NotebuildError, Problem


def put(path: Path, content: str | bytes) -> None:
    """Write a file beside its place, then move it there whole; raises NotebuildError where a folder is."""
    if path.is_dir():
        remedy = f"move it away and run {ENTRY} again: rm -r {path.as_posix()}"
        raise NotebuildError([Problem(Location(path.as_posix()), "is a folder, not a file", remedy)])
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two processes may write the same file: each has its own beside it.
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    beside.write_bytes(content.encode() if isinstance(content, str) else content)
    beside.replace(path)
