"""An edition as it stood at a commit, built with today's code and styles, in a folder that is thrown away."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from notebuild.core import progress
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline.guard import TYPED

OURS = ("styles", "dodo.py")
"""What is taken from the house as it is now, so that a change of the house is no change of the text."""

TOLD = 12
"""How many lines are shown of what a revision that does not build says."""


@contextmanager
def standing(revision: str, paths: Sequence[str], *, all_needed: bool = True) -> Iterator[Path]:
    """Yield a folder with these files and folders of the house as they stood at a commit; styles are today's.

    Raises NotebuildError where there is no git, no such commit, or one of the paths is not in it and
    `all_needed`.
    """
    commit = _commit(revision, or_file=all_needed)
    prefix = _git("rev-parse", "--show-prefix").strip()
    tree = f"{commit}:{prefix}"
    there = [path for path in _git("ls-tree", "--name-only", "-z", tree, *paths).split("\0") if path]
    if all_needed and (missing := [path for path in paths if path not in there]):
        remedy = f"name a commit that has it: git log --oneline -- {missing[0]}"
        raise NotebuildError([Problem(TYPED, f"{revision} has no {missing[0]}", remedy)])
    with tempfile.TemporaryDirectory(prefix="notebuild-") as name:
        folder = Path(name)
        if there:  # without a path git would give the whole repository
            command = ["git", "archive", "--format=tar", tree, *there]
            archive = subprocess.run(command, capture_output=True, check=True).stdout
            with tarfile.open(fileobj=io.BytesIO(archive)) as files:
                files.extractall(folder, filter="data")
        for ours in OURS:
            if Path(ours).is_dir():
                shutil.copytree(ours, folder / ours)
            else:
                shutil.copy(ours, folder / ours)
        yield folder


def build(folder: Path, edition: str, kind: str, called: str) -> None:
    """Build one format of an edition in a house's folder; `called` is how messages name what is built.

    Raises NotebuildError, with what the build says, where it fails.
    """
    settings = {name: value for name, value in os.environ.items() if not name.startswith("NOTEBUILD_")}
    with progress.shown(f"building {edition}.{kind}", sys.stderr):
        done = subprocess.run(
            [sys.executable, "-m", "notebuild.commands.main", f"{kind}:{edition}"],
            cwd=folder,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        lines = _faults(done.stdout.decode(errors="replace").strip().splitlines())[:TOLD]
        message = f"{edition}.{kind} cannot be built; the build says:\n    " + "\n    ".join(lines)
        remedy = "mend that, or compare with a version that builds"
        raise NotebuildError([Problem(Location(place=called), message, remedy)])


def _faults(lines: Sequence[str]) -> list[str]:
    """Return what a build says without its warnings and their remedies, which would stand before the cause."""
    kept: list[str] = []
    is_warning = False
    for line in lines:
        is_warning = ": warning: " in line or (is_warning and line.startswith(" "))
        if not is_warning:
            kept.append(line)
    return kept


def _commit(revision: str, *, or_file: bool) -> str:
    """Return a commit's full name; raises NotebuildError where git knows none by this one.

    `or_file`: a Word document might have been given in its place.
    """
    if shutil.which("git") is None:
        remedy = "install git, or give a file" if or_file else "install git"
        raise NotebuildError([Problem(TYPED, "git is not installed", remedy)])
    try:
        return _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except NotebuildError:
        message = f"{revision} is {'no file here and ' * or_file}no commit, tag or branch"
        remedy = f"give {'a .docx file, or ' * or_file}a commit: git log --oneline shows them"
        try:
            if _git("rev-parse", "--is-shallow-repository").strip() == "true":
                remedy = "this copy of the repository lacks older commits: git fetch --unshallow brings them"
        except NotebuildError:
            message, remedy = "this folder is in no git repository", "work in a clone of it"
        raise NotebuildError([Problem(TYPED, message, remedy)]) from None


def _git(*arguments: str) -> str:
    """Return what git says; raises NotebuildError with it where it fails."""
    done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or "git failed"
        raise NotebuildError([Problem(TYPED, said.splitlines()[0], "look at the repository with git status")])
    return done.stdout.decode()
