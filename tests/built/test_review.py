"""`review`: what a reviewer's document asks for, found, proved and written into the note.

The documents of `tests/documents/reviewed` were edited by hand in LibreOffice, fourteen times each, with changes
tracked and without; `expected.md` is what an editor made of them by hand.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import office
import pytest
from repacked import changed

from houses import ROOT

Project = Any  # the class of `tests/conftest.py`
REVIEWED = ROOT / "tests/documents/reviewed"
NOTE = "manuscript/south-caucasus/note.md"


@pytest.fixture(scope="module")
def reviewed(project: Callable[..., Project]) -> Project:
    """The published note as it stood when it was sent out."""
    note = project("published", "reviewed")
    shutil.copy(REVIEWED / "note.md", note / NOTE)
    return note


@pytest.mark.parametrize("file", ["tracked.docx", "untracked.docx"])
def test_the_fourteen_edits_come_back(reviewed: Project, file: str) -> None:
    """Tracked or not, the edits give the note that was made by hand; the author's name in a citation is refused."""
    shutil.copy(REVIEWED / file, reviewed / file)
    run = reviewed.run("review", file)
    assert run.status == 0, run.output
    assert (reviewed / NOTE).read_bytes() == (REVIEWED / "note.md").read_bytes()
    run = reviewed.run("review", file, "--write", "--base", str(REVIEWED / "sent.docx"))
    assert (reviewed / NOTE).read_bytes() == (REVIEWED / "expected.md").read_bytes()
    shutil.copy(REVIEWED / "note.md", reviewed / NOTE)
    assert (
        f"{file}, of south-caucasus.en, the note as it stands: 12 changes, 1 not taken over, 1 comment"
        in run.output
    )
    assert (
        f"{NOTE}:87:1: warning: not taken over: Novaya Gazeta [-Europe-], \u2018Armenia suspends participation in\n"
        "    note 26 (@novaya2024csto, @dewaal2024path): its words are printed from bibliography.bib: change the entry "
        "there\n"
    ) in run.output
    assert "[-9-]{+8+}" in run.output
    comment = (
        f'{NOTE}:54:1: comment: Reviewer, on "It was counted among the": Who counted it so? Please cite.'
    )
    assert comment in re.sub(r"\n {4}", " ", run.output)


@pytest.fixture
def small(small_build: Project, tmp_path: Path) -> Project:
    """A copy of the built note, in a repository of its own, with one commit."""
    project = small_build.copy(tmp_path / "small")
    git(project, "init", "-q")
    git(project, "add", "manuscript", "bibliography.bib")
    git(project, "commit", "-q", "-m", "The first version")
    return project


def git(project: Project, *words: str) -> str:
    names = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")
    done = subprocess.run(["git", *names, *words], cwd=project.root, check=True, capture_output=True)
    return done.stdout.decode()


def test_an_older_version_is_merged(small: Project) -> None:
    """What was asked for of the first version lands in today's text; the lines that both changed are told."""
    sent = small.deliverable("en", "docx").read_bytes()
    edits = [("A cell", "One cell"), ("is written by hand", "is typed")]
    (small / "back.docx").write_bytes(changed(sent, *edits))
    note = "manuscript/small/note.md"
    small.edit(note, "written by hand[^second]", "written with a pen[^second]")
    small.edit(note, "as small as a note can be", "as small as any note can be")
    before = (small / note).read_text(encoding="utf-8")
    run = small.run("review", "back.docx", "--write")
    assert run.status == 1
    assert run.output.startswith(
        f"{note}: has changes that are not committed: what a review writes could not be told"
    )
    git(small, "commit", "-q", "-a", "-m", "Today's words")
    run = small.run("review", "back.docx", "--write")
    assert run.status == 0, run.output
    after = (small / note).read_text(encoding="utf-8")
    first = git(small, "rev-list", "--max-parents=0", "HEAD")[:9]
    assert f"back.docx, of small.en, commit {first}: 1 change, 1 not taken over" in run.output
    assert after == before.replace("A cell", "One cell")
    told = "is [-written by hand-]{+typed+}.[2]"
    assert f"The second one {told}" in run.output
    assert "\n    the note has been changed here since it was sent: make it by hand\n" in run.output


TALK = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" '
    'w:author="Ana" w:date="2026-11-30T10:00:00Z"><w:p><w:r><w:t>Which -- book?</w:t></w:r></w:p></w:comment>'
    "</w:comments>"
)


def test_a_comment_is_put_before_its_paragraph(small: Project) -> None:
    """On a line of its own, where it prints nowhere and makes no translation stale."""
    sent = small.deliverable("en", "docx").read_bytes()
    mark = '<w:commentRangeStart w:id="0"/>'
    head = '<w:r><w:t xml:space="preserve">The first footnote cites'
    back = changed(sent, (head, mark + head), **{"word__comments.xml": TALK})
    (small / "back.docx").write_bytes(back)
    run = small.run("review", "back.docx", "--write", "--comments")
    assert run.status == 0, run.output
    assert "back.docx, of small.en, the note as it stands: 0 changes, 1 comment" in run.output
    text = (small / "manuscript/small/note.md").read_text(encoding="utf-8")
    assert "## Text {#text}\n\n<!-- Ana, 2026-11-30: Which \u2013 book? -->\nThe first footnote" in text
    assert small.run("check:small.fr").status == 0


def test_a_french_review_changes_the_catalogue_alone(small: Project) -> None:
    """A word of the French edition is a word of fr.po, in the line where it stands."""
    sent = small.deliverable("fr", "docx").read_bytes()
    catalogue = small / "manuscript/small/fr.po"
    before = catalogue.read_text(encoding="utf-8")
    (small / "back.docx").write_bytes(changed(sent, ("\u00e9crite", "trac\u00e9e")))
    run = small.run("review", "back.docx")
    assert run.output.endswith("nothing is written yet: with --write it goes into manuscript/small/fr.po\n")
    run = small.run("review", "back.docx", "--write")
    assert run.status == 0, run.output
    assert git(small, "diff", "--name-only").split() == ["manuscript/small/fr.po"]
    assert catalogue.read_text(encoding="utf-8") == before.replace("\u00e9crite", "trac\u00e9e")
    page = changed(sent, ("p.\u00a03", "p.\u00a031"), part="word/footnotes.xml")
    (small / "back.docx").write_bytes(page)
    said = small.run("review", "back.docx").output
    assert "\n    sources, pages and notes are those of the original: change it there" in said


def test_what_cannot_be_taken_back(small: Project) -> None:
    """Each wrong file or word is one Problem, and nothing is written."""
    sent = small.deliverable("en", "docx").read_bytes()
    own = "docProps/custom.xml"
    (small / "other.docx").write_bytes(changed(sent, ("small.en<", "large.en<"), part=own))
    (small / "text.docx").write_text("Words.", encoding="utf-8")
    (small / "sent.docx").write_bytes(sent)
    told = {
        (): "the command line: review needs one document\n    name the .docx that came back\n",
        ("a.docx", "b.docx"): "the command line: review takes one document at a time\n"
        "    name the .docx that came back\n",
        ("lost.docx",): "lost.docx: there is no such file\n"
        "    give the .docx that came back; save it as .docx where it is another kind of file\n",
        ("text.docx",): "text.docx: is no .docx, or only a part of one\n"
        "    give the .docx that came back; save it as .docx where it is another kind of file\n",
        ("other.docx",): "other.docx: says it is large.en, which is no edition of this house\n"
        "    the editions here are small.en, small.fr: run this in the house that sent it\n",
        (
            "sent.docx",
            "--base",
            "other.docx",
        ): "other.docx: is a document of large.en, and sent.docx of small.en\n"
        "    name the .docx as it was sent to this reviewer\n",
    }
    for words, problem in told.items():
        run = small.run("review", *words)
        assert (run.status, run.output) == (1, problem)


@pytest.mark.slow
@pytest.mark.skipif(not office.is_there(), reason="LibreOffice is not installed")
def test_saved_by_libreoffice_nothing_has_changed(published_build: Project, tmp_path: Path) -> None:
    """A document that LibreOffice has opened and saved asks for nothing, in each language."""
    for language in ("en", "fr"):
        source, target = published_build.deliverable(language, "docx"), tmp_path / f"{language}.docx"
        office.resolved({target: (source, "")}, tmp_path / language)
        run = published_build.run("review", str(target))
        assert run.status == 0
        assert re.search(
            r"the note as it stands: no change\nproof: nothing to build again\n\Z", run.output
        ), run.output
