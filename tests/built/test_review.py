"""`review`: what a reviewer's document asks for, found, proved and written into the note.

The documents of `tests/documents/reviewed` were edited by hand in LibreOffice, fourteen times each, with changes
tracked and without; `expected.md` is what an editor made of them by hand.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from typing import Any

import pytest

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
