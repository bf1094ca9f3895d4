"""The project as files: which notes, languages and formats there are, and where each file lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from notebuild.core import styles
from notebuild.core.house import House
from notebuild.core.model import short
from notebuild.sources import pictures, project

HOUSE = House("notebuild", {}, ("fr-FR",), ("pdf", "docx", "html"), {})
FRONT = "---\ntitle: A note\nauthor: [The editors]\ndate: 2025-03-31\nversion: 1\n"

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a note with these lines of front matter, in an empty project."""
    monkeypatch.chdir(tmp_path)

    def writing(name: str, *lines: str) -> None:
        folder = Path("manuscript") / name
        (folder / "figures").mkdir(parents=True)
        text = FRONT + "".join(f"{line}\n" for line in lines) + "---\n\nText.\n"
        (folder / "note.md").write_text(text, encoding="utf-8")

    return writing


def languages(name: str = "quay", house: House = HOUSE) -> list[str]:
    return [job.language for job in project.jobs(name, house)]


def test_notes_are_folders(write: Write) -> None:
    """A note is a folder of `manuscript/` with a note.md; they come in the order of their names."""
    write("quay")
    write("harbour")
    Path("manuscript/drafts").mkdir()
    assert project.notes() == ["harbour", "quay"]
    assert project.strays() == []


def test_strays(write: Write) -> None:
    """A folder that holds something but no note.md, and a text in no folder, belong to no note."""
    write("quay")
    for name in ("drafts", ".hidden", "linked", "odd"):
        Path("manuscript", name).mkdir()
    Path("manuscript/.hidden/fr.po").touch()
    Path("manuscript/drafts/Note.md").touch()
    Path("manuscript/linked/note.md").symlink_to("/nonexistent")
    Path("manuscript/odd/note.md").mkdir()
    Path("manuscript/late.md").touch()
    Path("manuscript/README.txt").touch()
    assert project.notes() == ["quay"]
    assert project.strays() == [
        "manuscript/drafts", "manuscript/late.md", "manuscript/linked", "manuscript/odd"
    ]  # fmt: skip


def test_a_name_that_no_note_may_bear(write: Write) -> None:
    """`build/house` holds what all notes share: a note of that name is none, and is told as a stray."""
    write("house")
    write("quay")
    assert project.notes() == ["quay"]
    assert project.strays() == ["manuscript/house"]


def test_no_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project without manuscripts has no notes, and no fault."""
    monkeypatch.chdir(tmp_path)
    assert project.notes() == []
    assert list(project.every_job(HOUSE)) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), ["en-GB", "fr-FR"]),
        (("lang: en-GB",), ["en-GB", "fr-FR"]),
        (("lang: en-GB", "languages: [de-DE]"), ["en-GB", "de-DE"]),
        (("lang: fr-FR", "languages: [en-GB]"), ["fr-FR", "en-GB"]),
        (("lang: fr-FR",), ["fr-FR"]),
        (("lang: en-GB", "languages: [en-GB, fr-FR]"), ["en-GB", "fr-FR"]),
        (("lang: en-GB", "languages: [fr-FR]", "translation: {fr-FR: omit}"), ["en-GB"]),
        (("lang: en-GB", "languages: [fr-FR]", "translation: {fr: omit}"), ["en-GB"]),
        (("lang: fr", "languages: [en-GB]"), ["fr-FR", "en-GB"]),
        (("lang: de-DE", "languages: [fr]"), ["de-DE", "fr-FR"]),
        (("lang: en",), ["en", "fr-FR"]),
        (("lang: en-GB", "languages: [en-US]"), ["en-GB"]),
        (
            ("lang: en-GB", "languages: [fr-FR]", "translation: {fr: banner}"),
            ["en-GB", "fr-FR"],
        ),
    ],
    ids=[
        "the house's", "named", "others", "another original", "the original once",
        "named twice", "omitted by tag", "omitted by name", "the only French", "the only French besides", "one of two",
        "files of one name", "not omitted",
    ],
)  # fmt: skip
def test_languages(write: Write, lines: tuple[str, ...], expected: list[str]) -> None:
    """The original comes first; further languages are the note's own or, failing that, the house's."""
    write("quay", *lines)
    assert languages() == expected


def test_formats(write: Write) -> None:
    """The formats are the note's own or, failing that, the house's."""
    write("quay", "formats: [html]")
    write("harbour")
    assert project.jobs("quay", HOUSE)[0].formats == ("html",)
    assert project.jobs("harbour", HOUSE)[0].formats == ("pdf", "docx", "html")


@pytest.mark.parametrize("text", ["", "no front matter", "---\n: [\n---\n", "---\n- a list\n---\n"])
def test_front_matter_that_cannot_be_read(write: Write, text: str) -> None:
    """A note whose front matter cannot be read still has its jobs, so that the check can tell why."""
    write("quay")
    Path("manuscript/quay/note.md").write_text(text, encoding="utf-8")
    assert languages() == ["en-GB", "fr-FR"]


def test_a_note_that_is_no_text(write: Write) -> None:
    """A note that is not UTF-8 still has its jobs."""
    write("quay")
    Path("manuscript/quay/note.md").write_bytes(b"\xff\xfe\x00")
    assert languages() == ["en-GB", "fr-FR"]


def test_places(write: Write) -> None:
    """Every file of an edition lies where the layout says, by the language's primary subtag."""
    write("quay")
    english, french = project.jobs("quay", HOUSE)
    assert (english.is_original, french.is_original) == (True, False)
    assert french.name == "quay.fr"
    assert french.manuscript.as_posix() == "manuscript/quay/note.md"
    assert french.catalogue.as_posix() == "manuscript/quay/fr.po"
    assert french.profile == styles.TOOL / "profiles" / "fr-FR.toml"
    assert french.edition.as_posix() == "build/quay/fr/edition.json"
    assert french.findings.as_posix() == "build/quay/fr/findings.json"
    assert french.deliverable("pdf").as_posix() == "build/quay/quay.fr.pdf"
    assert english.cited == french.cited == Path("build/quay/cited.json")


def test_figures(write: Write) -> None:
    """The pictures of a note are those of its figures folder, in the order of their names."""
    write("quay")
    for name in ("plan.svg", "map.png", "notes.txt"):
        (Path("manuscript/quay/figures") / name).touch()
    job = project.jobs("quay", HOUSE)[1]
    assert [path.name for path in job.figures()] == ["map.png", "plan.svg"]
    assert job.figure(job.figures()[1]).as_posix() == "build/quay/fr/figures/plan.svg"


@pytest.mark.parametrize("suffix", sorted(pictures.SUFFIXES))
def test_every_picture_that_the_check_takes(write: Write, suffix: str) -> None:
    """Every sort of picture that the check of a note takes is one that the line knows."""
    write("quay")
    (Path("manuscript/quay/figures") / f"plan{suffix}").touch()
    assert [path.suffix for path in project.jobs("quay", HOUSE)[0].figures()] == [suffix]


@pytest.mark.parametrize(
    ("tag", "subtag"), [("fr-FR", "fr"), ("en", "en"), ("zh-Hans-CN", "zh"), ("gsw-CH", "gsw")]
)
def test_short(tag: str, subtag: str) -> None:
    """A language's short name is the primary subtag of its tag (BCP 47, 2.2.1)."""
    assert short(tag) == subtag
