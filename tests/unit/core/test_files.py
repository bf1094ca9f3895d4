"""A file is written whole or not at all, and what the system does not allow is a Problem."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from notebuild.core.files import is_of_the_system, put, system_fault
from notebuild.core.problems import NotebuildError


def told(path: Path) -> str:
    with pytest.raises(NotebuildError) as caught:
        put(path, "words")
    (problem,) = caught.value.problems
    return str(problem)


def test_a_file_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where a folder should be is named, however deep below it something was to be written."""
    monkeypatch.chdir(tmp_path)
    Path("build").write_text("")
    assert told(Path("build/house/reach.json")) == "build: is a file, not a folder\n    move it away"
    assert told(Path("build/a.json")) == "build: is a file, not a folder\n    move it away"


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that could not be written whole leaves nothing beside its place."""

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "write_bytes", full)
    assert told(Path("build/a.json")) == (
        "build/a.json: cannot be read or written: no space left on device\n"
        "    let the project read and write it, with room on its disk"
    )
    assert list(Path("build").iterdir()) == []


def test_faults_of_the_system() -> None:
    """A folder where a file is read is of the system; a file that is not there may be a fault of ours."""
    folder = IsADirectoryError(errno.EISDIR, "Is a directory", "a.bib")
    assert is_of_the_system(folder)
    assert str(system_fault(folder)) == (
        "a.bib: is a folder, not a file\n    move it away, and put the file in its place"
    )
    assert not is_of_the_system(FileNotFoundError(errno.ENOENT, "No such file", "a.bib"))
    assert str(system_fault(OSError(errno.ENOSPC, "No space left on device"))).startswith(
        "the output: cannot"
    )
