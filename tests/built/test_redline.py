"""`redline`: two versions of an edition, from commits and files, as one Word document with tracked changes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import tracked

Project = Any  # the class of `tests/conftest.py`
DOCX = "build/small/small.{}.redline.docx"


@pytest.fixture
def small(small_build: Project, tmp_path: Path) -> Project:
    """A copy of the built note, in a repository of its own, with one commit."""
    project = small_build.copy(tmp_path / "small")
    git(project, "init", "-q")
    git(project, "add", "manuscript", "bibliography.bib")
    git(project, "commit", "-q", "-m", "The first version")
    git(project, "tag", "small-v1")
    return project


def git(project: Project, *words: str) -> None:
    names = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *names, *words], cwd=project.root, check=True, capture_output=True)


def test_from_a_commit_and_from_a_file(small: Project) -> None:
    """A word changed since a commit; then the file that went out before, against the same; then two commits."""
    sent = small.root / "sent.docx"
    shutil.copy(small.build / "small.en.docx", sent)
    small.edit("manuscript/small/note.md", "The first footnote cites", "The first footnote names")
    run = small.run("redline", "small.en", "--from", "small-v1")
    assert (run.status, run.output) == (0, f"{DOCX.format('en')}: 1 passage changed\n")
    made = (small.root / DOCX.format("en")).read_bytes()
    before, after = sent.read_bytes(), (small.build / "small.en.docx").read_bytes()
    assert tracked.said(made, "accept") == tracked.said(after, "accept")
    assert tracked.said(made, "reject") == tracked.said(before, "reject")
    listed = (small.build / "small.en.redline.txt").read_text(encoding="utf-8")
    assert "The first footnote [-cites-]{+names+} a book.[1]" in listed
    assert "from small-v1 (Version 1, 31 March 2025)" in listed
    assert (small.build / "small.en.redline.html").is_file()
    run = small.run("redline", "small.en", "--from", "sent.docx")
    assert run.status == 0
    assert (small.root / DOCX.format("en")).read_bytes() == made
    run = small.run("redline", "small.en", "--from", "small-v1", "--to", "small-v1")
    assert (run.status, run.output) == (0, f"{DOCX.format('en')}: no word has changed\n")


def test_what_cannot_be_compared(small: Project) -> None:
    """Each wrong word on the command line, and each wrong file, is one Problem; nothing is written."""
    where = "the command line: "
    shutil.copy(small.root / "manuscript/small/note.md", small.root / "note.docx")
    small.edit("manuscript/small/note.md", "The first footnote cites", "The first footnote names")
    git(small, "checkout", "-q", "-b", "empty")
    git(small, "rm", "-q", "-r", "--cached", "manuscript")
    git(small, "commit", "-q", "-m", "Without the note")
    told = {
        ("small",): where + "redline needs the older version\n    add --from COMMIT, or --from FILE.docx\n",
        ("--from", "small-v1"): where + "redline needs a note\n    name one of small\n",
        ("small", "--from", "nothing"): where
        + "nothing is no file here and no commit, tag or branch\n"
        + "    give a .docx file, or a commit: git log --oneline shows them\n",
        ("small.en", "--from", "empty"): where
        + "empty has no manuscript/small\n"
        + "    name a commit that has it: git log --oneline -- manuscript/small\n",
        ("small", "--from", "note.docx"): where
        + "note.docx is of one edition, and small has small.en, small.fr\n"
        + "    name the edition that the file is of\n",
        ("small.en", "--from", "note.docx"): "note.docx: is no .docx, or only a part of one\n"
        "    give a .docx as the build wrote it, or a commit\n",
        (
            "small.en",
            "--from",
            "build/small/small.fr.docx",
        ): "build/small/small.fr.docx: is small.fr, not small.en\n"
        "    name the edition that it is of, small.fr, or give a document of small.en\n",
        ("small.en", "--from", "lost.docx"): "lost.docx: there is no such file\n"
        "    give a .docx as the build wrote it, or a commit\n",
        ("small.en", "--from", "bibliography.bib"): "bibliography.bib: is no .docx file\n"
        "    give a .docx as the build wrote it, or a commit\n",
    }
    for words, problem in told.items():
        run = small.run("redline", *words)
        assert (run.status, run.output) == (1, problem), words
    run = small.run("redline", "small.en", "--from", "note.docx")
    assert run.status == 1 and run.output.startswith("note.docx: ")
    assert list(small.build.glob("*.redline.*")) == []


def test_a_file_with_changes_of_its_own(small: Project) -> None:
    small.edit("manuscript/small/note.md", "The first footnote cites", "The first footnote names")
    assert small.run("redline", "small.en", "--from", "small-v1").status == 0
    run = small.run("redline", "small.en", "--from", DOCX.format("en"))
    assert run.output == (
        f"{DOCX.format('en')}: has tracked changes of its own\n"
        "    accept or reject them in Word first, and save it under another name\n"
    )


def test_a_commit_that_does_not_build(small: Project) -> None:
    """The commit is named, and what its build says is shown; the folder's own note stays as it is."""
    good = (small.root / "manuscript/small/note.md").read_text(encoding="utf-8")
    small.edit("manuscript/small/note.md", "[@dewaal2003, p. 3]", "[@nobody, p. 3]")
    git(small, "commit", "-q", "-a", "-m", "A broken key")
    (small.root / "manuscript/small/note.md").write_text(good, encoding="utf-8")
    run = small.run("redline", "small.en", "--from", "HEAD")
    assert run.status == 1
    assert run.output.startswith("revision HEAD: small.en.docx cannot be built; the build says:\n")
    assert "manuscript/small/note.md:" in run.output and "nobody" in run.output
