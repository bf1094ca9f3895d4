"""Problems as workflow commands of GitHub."""

from __future__ import annotations

from pathlib import Path

import pytest

from houses import PROJECTS, furnish
from notebuild.core.problems import Location, Problem
from notebuild.pipeline import github

KEY = Problem(Location("manuscript/n/note.md", 14, 27), "no source has the key @quai", "mend it")
UNUSED = Problem(Location("bibliography.bib", 3, 1), "no note cites quay", "cite it", "warning")


@pytest.mark.parametrize(
    ("problem", "command"),
    [
        (
            KEY,
            "::error file=manuscript/n/note.md,line=14,col=27::no source has the key @quai%0Amend it\n",
        ),
        (
            UNUSED,
            "::warning file=bibliography.bib,line=3,col=1::no note cites quay%0Acite it\n",
        ),
        (
            Problem(Location("build/n.pdf", place="page 3"), "it is short"),
            "::error file=build/n.pdf::page 3: it is short\n",
        ),
        (Problem(Location("fr.po", 8), "drops @a"), "::error file=fr.po,line=8::drops @a\n"),
        (
            Problem(Location("note.md", 1), "link to http://host/a%3Ab is dead"),
            "::error file=note.md,line=1::link to http://host/a%253Ab is dead\n",
        ),
        (
            Problem(Location("manuscript/a:b, c/note.md", 3, 4), "it is wrong"),
            "::error file=manuscript/a%3Ab%2C c/note.md,line=3,col=4::it is wrong\n",
        ),
        (Problem(Location(), "nothing was built"), "::error::nothing was built\n"),
    ],
    ids=[
        "error",
        "warning",
        "a place in a built file",
        "no column",
        "a per cent sign",
        "an odd path",
        "no file",
    ],
)
def test_annotations(monkeypatch: pytest.MonkeyPatch, problem: Problem, command: str) -> None:
    """On GitHub a problem is a workflow command with its file, line and column (Actions' own format).

    A per cent sign, and in a property a colon or a comma, is encoded, or GitHub decodes what follows it.
    """
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert github.annotation(problem) == command


def test_no_annotations_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without GitHub there are no annotations."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert github.annotation(KEY) == ""


@pytest.mark.parametrize(
    ("passage", "file", "line"),
    [
        ("text:paragraph:1", "manuscript/small/note.md", 17),
        ("meta:teaser", "manuscript/small/note.md", 8),
        ("source:dewaal2003:title", "manuscript/small/fr.po", 12),
    ],
)
def test_what_made_a_translation_stale(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, passage: str, file: str, line: int
) -> None:
    """A stale passage is told at its original, which is on the lines of the pull request; its own place is named."""
    furnish(tmp_path, PROJECTS / "small")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    problem = Problem(
        Location("manuscript/small/fr.po", 12), f"the original of {passage} has changed: a", "mend it"
    )
    said = github.annotation(problem)
    assert said.startswith(f"::error file={file},line={line}")
    assert ("manuscript/small/fr.po:12: the original" in said) == (file.endswith("note.md"))
