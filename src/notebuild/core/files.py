"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from functools import cache
from hashlib import sha256
from pathlib import Path

from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, NotebuildError, Problem

HOME = Path(__file__).parents[1]
"""The package's own folder."""

SYSTEM = frozenset(
    (
        errno.EACCES, errno.EDQUOT, errno.EEXIST, errno.EFBIG, errno.EIO, errno.EISDIR, errno.ELOOP,
        errno.ENOSPC, errno.ENOTDIR, errno.EPERM, errno.EROFS,
    )
)  # fmt: skip
"""What the system says of its disk, and of who may do what."""


def put(path: Path, content: str | bytes) -> None:
    """Write a file beside its place, then move it there whole; raises NotebuildError where it cannot."""
    if path.is_dir():
        remedy = f"move it away and run {ENTRY} again: rm -r {path.as_posix()}"
        raise NotebuildError([Problem(Location(path.as_posix()), "is a folder, not a file", remedy)])
    # Two processes may write the same file: each has its own beside it.
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content.encode() if isinstance(content, str) else content)
        beside.replace(path)
    except OSError as fault:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise NotebuildError([system_fault(fault, path)]) from None


@cache
def code(*parts: str) -> str:
    """Return a digest of modules of ours, or of all modules in folders of ours: what they read may be kept by it."""
    named = [HOME / part for part in parts]
    modules = [
        path for place in named for path in (sorted(place.glob("*.py")) if place.is_dir() else [place])
    ]
    return sha256(b"".join(path.read_bytes() for path in modules)).hexdigest()


def system_fault(fault: OSError, path: Path | None = None) -> Problem:
    """Return as a Problem what the system does not allow, at the file that it names, or else at `path`."""
    named = Path(os.fsdecode(fault.filename)) if isinstance(fault.filename, str | bytes) else path
    where = Location(named.as_posix()) if named else Location(place="the output")
    if fault.errno == errno.EISDIR:
        return Problem(where, "is a folder, not a file", "move it away, and put the file in its place")
    if fault.errno in (errno.ENOTDIR, errno.EEXIST):
        inside = next((up for up in (named, *named.parents) if up.is_file()), named) if named else None
        place = Location(inside.as_posix()) if inside else where
        return Problem(place, "is a file, not a folder", "move it away")
    message = f"cannot be read or written: {(fault.strerror or str(fault)).lower()}"
    return Problem(where, message, "let the project read and write it, with room on its disk")


def is_of_the_system(fault: OSError) -> bool:
    """Return whether a fault is of the disk or of who may do what, and not one of ours."""
    return fault.errno in SYSTEM
