"""`changes`: planted changes of a note, built on both sides and shown as a reader will meet them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

Project = Any  # the class of `tests/conftest.py`
NOTE, FRENCH, SOURCES = "manuscript/small/note.md", "manuscript/small/fr.po", "bibliography.bib"


@pytest.fixture
def small(small_build: Project, tmp_path: Path) -> Project:
    """A copy of the built note, in a repository of its own, with one commit."""
    return committed(small_build.copy(tmp_path / "small"))


@pytest.fixture
def published(published_build: Project, tmp_path: Path) -> Project:
    """A copy of the long note, with one commit."""
    return committed(published_build.copy(tmp_path / "published"))


def committed(project: Project) -> Project:
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "manuscript", "bibliography.bib")
    git(project, "commit", "-q", "-m", "The first version")
    return project


def git(project: Project, *words: str) -> None:
    names = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *names, *words], cwd=project.root, check=True, capture_output=True)


def compared(project: Project, *words: str) -> tuple[Any, str]:
    """The changes since the commit, as JSON and as the summary's first lines."""
    run = project.run("changes", "--base", "main", *words)
    assert run.status == 0, run.output
    folder = project.root / "build"
    assert (folder / "changes.html").stat().st_size < 10_000_000
    head = (folder / "changes.md").read_text(encoding="utf-8").partition("\n##")[0]
    return json.loads((folder / "changes.json").read_text(encoding="utf-8")), head


def test_nothing_and_wrong_words(small: Project) -> None:
    raw, head = compared(small)
    assert raw["notes"] == []
    assert head == "**Nothing changes for a reader.**\n\nCompared with main.\n"
    run = small.run("changes")
    assert run.output == (
        "the command line: changes needs a version to compare with\n"
        "    add --base COMMIT: a commit, tag or branch, such as main\n"
    )
    run = small.run("changes", "--base", "nowhere")
    assert run.status == 1 and "nowhere is no commit, tag or branch" in run.output


def test_a_word_in_both_languages_with_pages(small: Project) -> None:
    """The English and its translation: each shows its passage, and the page that looks otherwise."""
    small.edit(NOTE, "The first footnote cites", "The first footnote names")
    text = (small.root / FRENCH).read_text(encoding="utf-8")
    (small.root / FRENCH).write_text(
        text.replace("The first footnote cites", "The first footnote names"), encoding="utf-8"
    )
    raw, head = compared(small)
    (note,) = raw["notes"]
    english, french = note["editions"]
    assert "- **small** — English: 1 passage; French: no word has changed" in head
    assert [pair["new"] for pair in english["pages"]] != []
    assert french["state"] == "same" and note["problems"] == []
    page = (small.root / "build/changes.html").read_text(encoding="utf-8")
    assert "The first footnote <del>cites</del><ins>names</ins> a book" in page
    assert page.count("data:image/png;base64,") == len(english["pages"])


@pytest.mark.slow
def test_a_base_without_notes(small: Project) -> None:
    """Before the first note there was nothing: every note is new."""
    git(small, "checkout", "-q", "--orphan", "bare")
    git(small, "rm", "-q", "-r", "--cached", ".")
    (small.root / "README").write_text("A house.", encoding="utf-8")
    git(small, "add", "README")
    git(small, "commit", "-q", "-m", "A house")
    run = small.run("changes", "--base", "bare", "--no-pages")
    assert run.status == 0, run.output
    assert "**small** (new)" in (small.root / "build/changes.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_translation_that_waits(small: Project) -> None:
    """The English alone: the French edition is refused, counted, and told at its line."""
    small.edit(NOTE, "The first footnote cites", "The first footnote names")
    raw, head = compared(small, "--no-pages")
    assert "French: it cannot be built as it is now, 1 passage now stale" in head
    (problem,) = (one for one in raw["notes"][0]["problems"] if one["severity"] == "error")
    assert problem["location"]["path"] == FRENCH and problem["location"]["line"] > 1


@pytest.mark.slow
def test_a_citation_in_the_middle(small: Project) -> None:
    """A source cited once more before the others: one change, and their numbers as a fold."""
    small.edit(
        NOTE, "The first footnote cites", "It begins with a source [@unsc822].\nThe first footnote cites"
    )
    _, head = compared(small, "--no-pages")
    assert "English: 1 passage, 1 note new" in head and "notes 1–3 renumbered" in head


@pytest.mark.slow
def test_a_citation_before_a_hundred_notes(published: Project) -> None:
    """In three languages: one passage and one note are said, and 102 notes that only have another number are not."""
    for path, old in (
        ("note.md", "It was counted among the 'frozen' conflicts"),
        ("fr.po", "On le rangeait parmi les conflits « gelés »"),
    ):
        published.edit(f"manuscript/south-caucasus/{path}", old, f"{old} [@souleimanov2024]")
    published.edit(
        "manuscript/south-caucasus/fr.po", "'frozen' conflicts,", "'frozen' conflicts [@souleimanov2024],"
    )
    raw, head = compared(published, "--no-pages")
    (note,) = raw["notes"]
    for edition in note["editions"]:
        text = edition["changes"]["text"]
        assert [(change["kind"], bool(change["old"])) for change in text["passages"]] == [("paragraph", True)]
        assert [(change["old"], change["new"]) for change in text["notes"]] == [(0, 15)]
        assert len(text["renumbered"]) == 102
    assert head.count("1 passage, 1 note new") == 3 and head.count("notes 15–116 renumbered") == 3


@pytest.mark.slow
def test_a_footnote_less_in_both_languages(small: Project) -> None:
    """A note that is taken out is said once a language; no word beside it is."""
    for path in (NOTE, FRENCH):
        text = (small.root / path).read_text(encoding="utf-8")
        (small.root / path).write_text(text.replace(" [@dewaal2003, p. 3]", ""), encoding="utf-8")
    _, head = compared(small, "--no-pages")
    assert head.count("1 note gone") == 2


@pytest.mark.slow
def test_the_translation_alone(small: Project) -> None:
    """A French sentence says it otherwise: English is the same, and is not built for it."""
    small.edit(FRENCH, "est écrite à la main", "est rédigée à la main")
    raw, head = compared(small, "--no-pages")
    english, french = raw["notes"][0]["editions"]
    assert (english["state"], french["state"], french["stale"]) == ("same", "changed", 0)
    assert "English: no word has changed; French: 1 passage" in head


@pytest.mark.slow
def test_a_field_of_the_bibliography(small: Project) -> None:
    text = (small.root / SOURCES).read_text(encoding="utf-8")
    assert "New York University Press" in text
    (small.root / SOURCES).write_text(text.replace("New York University Press", "A Press"), encoding="utf-8")
    raw, head = compared(small, "--no-pages")
    assert "English: 1 note printed in other words, 1 entry of the bibliography" in head
    (source,) = raw["notes"][0]["editions"][0]["changes"]["sources"]
    assert (source["key"], source["state"], source["fields"][0]["name"]) == (
        "dewaal2003",
        "changed",
        "publisher",
    )


@pytest.mark.slow
def test_a_note_that_is_new_and_one_that_is_gone(small: Project) -> None:
    folder = small.root / "manuscript"
    (folder / "small").rename(folder / "large")
    raw, head = compared(small, "--no-pages")
    assert [(note["note"], note["state"]) for note in raw["notes"]] == [("large", "new"), ("small", "gone")]
    assert "**large** (new)" in head and "**small** (gone)" in head


@pytest.mark.slow
def test_a_version_that_does_not_build(small: Project) -> None:
    """What stands against it is said, and nothing else is lost."""
    small.edit(NOTE, "[@dewaal2003, p. 3]", "[@nobody, p. 3]")
    raw, head = compared(small)
    (note,) = raw["notes"]
    assert {edition["state"] for edition in note["editions"]} == {"refused"}
    assert any("nobody" in problem["message"] for problem in note["problems"])
    assert "English: it cannot be built as it is now" in head


@pytest.mark.slow
def test_a_figure(small: Project) -> None:
    figure = small.root / "manuscript/small/figures/bar.svg"
    figure.write_text(figure.read_text(encoding="utf-8").replace("<svg", "<svg ", 1), encoding="utf-8")
    raw, head = compared(small, "--no-pages")
    assert [one["name"] for one in raw["notes"][0]["figures"]] == ["bar.svg"]
    assert "1 of its pictures" in head
