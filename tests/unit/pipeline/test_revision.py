"""What is shown of a version that does not build: the cause, and no warning before it."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from notebuild.core.problems import NotebuildError
from notebuild.pipeline import revision

SAID = "\n".join(
    [
        f"bibliography.bib:{line}:1: warning: no note cites it\n    cite it, or delete the entry"
        for line in range(1, 30)
    ]
    + ["manuscript/a/note.md:95:8: no face of the house has מ", "    set the words in another script"]
)


def test_warnings_do_not_hide_the_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each warning of the bibliography has two lines, and only so many lines are shown."""
    build = tmp_path / "build"
    build.write_text(f"#!/bin/sh\ncat <<'END'\n{SAID}\nEND\nexit 1\n", encoding="utf-8")
    build.chmod(build.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(build))
    with pytest.raises(NotebuildError) as raised:
        revision.build(tmp_path, "a.en", "docx", "revision v1")
    (problem,) = raised.value.problems
    assert problem.message == (
        "a.en.docx cannot be built; the build says:\n"
        "    manuscript/a/note.md:95:8: no face of the house has מ\n"
        "        set the words in another script"
    )
    assert problem.location.place == "revision v1"


def test_a_copy_without_history_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository at all; then a shallow one, as a pull request's is."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    told = [
        ("this folder is in no git repository", "work in a clone of it"),
        (
            "v1 is no file here and no commit, tag or branch",
            "this copy of the repository lacks older commits: git fetch --unshallow brings them",
        ),
    ]
    for wanted in told:
        with pytest.raises(NotebuildError) as raised, revision.standing("v1", ["manuscript"]):
            pass
        (problem,) = raised.value.problems
        assert (problem.message, problem.remedy) == wanted
        subprocess.run(["git", "init", "-q"], check=True)
        (tmp_path / ".git/shallow").write_text(f"{'0' * 39}1\n", encoding="utf-8")
