"""What `clean` removes, and what a build removes of notes, languages and formats that are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.commands.clean import Clean
from notebuild.core.house import House
from notebuild.pipeline import stale
from notebuild.pipeline.guard import DATABASE
from notebuild.sources import project

NOTE = """---
title: A note
author: [The editors]
date: 2025-03-31
lang: en-GB
version: 1
{more}---

Text.
"""


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with the built files of two notes, one of them without its text."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "dodo.py",
        "manuscript/gas/note.md",
        *(f"build/gas/{name}" for name in ("front.json", "concordance.html", "release/gas.en.pdf")),
        *(f"build/gas/gas.{end}" for end in ("en.pdf", "en.html", "en.png", "fr.pdf", "fr.html", "fr.png")),
        *(f"build/gas/{language}/findings.json" for language in ("en", "fr")),
        "build/gone/front.json",
        "build/gone/en/findings.json",
        "build/gone/release/gone.en.pdf",
        "build/house/reference.docx",
        "build/mine/letter.txt",
        DATABASE,
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def left(folder: Path) -> set[str]:
    """The files that are left of what was built."""
    files = [*folder.glob("build/**/*"), *folder.glob(".doit*")]
    names = {path.relative_to(folder).as_posix() for path in files if path.is_file()}
    return names - {".doit.db.lock"}


def clean(*words: str) -> int:
    """Run the command; return its exit status."""
    return Clean(bin_name="./doit").parse_execute(words)


def test_all(house: Path) -> None:
    """Without a name everything goes, of notes that are gone too, and doit's memory with it."""
    assert clean() == 0
    assert left(house) == set()
    assert (house / "manuscript/gas/note.md").exists()


def test_nothing_to_clean(house: Path) -> None:
    """Twice is once."""
    assert (clean(), clean(), left(house)) == (0, 0, set())


def test_a_note(house: Path) -> None:
    """A note's name stands for its folder, whether its text is there or not."""
    before = left(house)
    assert clean("gone") == 0
    assert before - left(house) == {name for name in before if name.startswith("build/gone/")}


def test_an_edition(house: Path) -> None:
    """Of one edition its files and its steps go; what was released stays."""
    before = left(house)
    assert clean("gas.fr") == 0
    ends = ("pdf", "html", "png")
    assert before - left(house) == {
        "build/gas/fr/findings.json",
        *(f"build/gas/gas.fr.{end}" for end in ends),
    }


def test_dry_run(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run says what would go, and touches nothing."""
    before = left(house)
    assert clean("gone", "--dry-run") == 0
    assert (capsys.readouterr().out, left(house)) == ("build/gone/\n", before)


@pytest.mark.parametrize(
    "name", ["gsa", "gas.de", "..", "house", "../manuscript", "gas/../../manuscript", ""]
)
def test_a_name_of_nothing(house: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A name of which nothing was built is told, with the nearest; nothing is removed, inside or outside."""
    before = left(house)
    assert clean("gone", name) == 1
    error = capsys.readouterr().err
    near = {"gsa": " (did you mean gas?)", "gas.de": " (did you mean gas.en?)"}.get(name)
    assert error.startswith(f"the command line: nothing was built of {name}{near or ''}")
    assert "name a note or an edition that lies in build/, or none to remove all" in error
    assert left(house) == before


def test_a_build_folder_that_leads_elsewhere(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a link in place of build/ leads to is not removed."""
    (house / "build").rename(house / "elsewhere")
    (house / "build").symlink_to("elsewhere")
    assert clean() == 1
    assert capsys.readouterr().err == (
        "build: is no folder of its own\n    look where it leads, and remove it yourself\n"
    )
    assert (house / "elsewhere/gas/gas.en.pdf").exists()


def test_a_note_that_is_gone(house: Path) -> None:
    """The folder of a note that is gone goes as a whole; what is not ours stays."""
    assert [path.as_posix() for path in stale.abandoned()] == ["build/gone"]


def test_a_note_that_is_misplaced(house: Path) -> None:
    """A note whose text is only misplaced keeps what was built of it."""
    (house / "manuscript/gone").mkdir()
    (house / "manuscript/gone/text.md").touch()
    assert stale.abandoned() == []


@pytest.mark.parametrize(
    ("more", "formats", "expected"),
    [
        ("languages: [fr]\n", ("pdf", "html"), set()),
        ("languages: []\n", ("pdf", "html"), {"gas.fr.pdf", "gas.fr.html", "gas.fr.png", "fr"}),
        ("languages: [fr]\n", ("pdf",), {"gas.en.html", "gas.en.png", "gas.fr.html", "gas.fr.png"}),
        ("languages: [fr]\n", ("html",), {"gas.en.pdf", "gas.fr.pdf"}),
    ],
    ids=["nothing", "a language", "the page and its picture", "the PDF"],
)
def test_languages_and_formats_that_are_gone(
    house: Path, more: str, formats: tuple[str, ...], expected: set[str]
) -> None:
    """What was built in a language or a format that a note no longer comes in is left over; release/ is not."""
    (house / "manuscript/gas/note.md").write_text(NOTE.format(more=more), encoding="utf-8")
    values = House("notebuild", {}, ("en-GB", "fr-FR"), formats, {})
    assert {path.name for path in stale.leftovers("gas", values)} == expected
    assert project.notes() == ["gas"]
