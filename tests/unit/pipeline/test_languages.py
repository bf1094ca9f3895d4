"""What a note says of its languages, where no profile or several fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.pipeline import languages
from notebuild.sources import markdown, project

HOUSE = 'publisher = "A house"\nlang = "{}"\n'


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a house file that names no language of its own."""
    monkeypatch.chdir(tmp_path)
    Path("styles").mkdir()
    Path("styles/house.toml").write_text(HOUSE.format(""), encoding="utf-8")
    return tmp_path


def told(head: str) -> list[str]:
    """What is told of the languages of a note with these lines of front matter, edition by edition."""
    path = Path("manuscript/quay/note.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: T\nauthor: A\ndate: 2025-03-31\n{head}---\n\nText.\n", encoding="utf-8")
    note, _ = markdown.read(path, path.as_posix())
    assert note is not None
    jobs = project.jobs("quay", project.house())
    found = [problem for job in jobs for problem in languages.unknown(note, job)]
    return [str(problem) for problem in [*found, *languages.doubled(note, jobs[0])]]


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (
            "lang: en\n",
            "manuscript/quay/note.md:5:7: en may be en-GB, en-US\n"
            "    write en-GB or en-US, or name one as lang in styles/house.toml",
        ),
        (
            "lang: en-AU\n",
            "manuscript/quay/note.md:5:7: no profile for the language en-AU\n"
            "    write en-GB or en-US; or make styles/profiles/en-AU.toml, like a sibling",
        ),
        (
            "lang: en-GB\nlanguages: [sv]\n",
            "manuscript/quay/note.md:6:12: no profile for the language sv\n"
            "    write one of de-DE, en-GB, en-US, fr-CA, fr-FR; or make styles/profiles/sv.toml, like a sibling",
        ),
        (
            "lang: en-GB\nlanguages: [en-US]\n",
            "manuscript/quay/note.md:6:12: en-US stands beside en-GB, the note's own\n"
            "    take it out: an edition's files are named by the first part of its language",
        ),
    ],
)
def test_faults(head: str, problem: str) -> None:
    """A language that may be several, or none, is told at its field, with those that there are."""
    assert told(head) == [problem]


@pytest.mark.parametrize(
    "head", ["lang: de\n", "lang: en-US\nlanguages: [de, fr-FR]\n", "lang: en-GB\nlanguages: []\n"]
)
def test_languages_that_are_clear(head: str) -> None:
    """The only profile of a language serves for it, and a full tag for itself."""
    assert told(head) == []


def test_the_language_of_the_house() -> None:
    """The house's own English is meant by "en"."""
    Path("styles/house.toml").write_text(HOUSE.format("en-US"), encoding="utf-8")
    assert told("lang: en\n") == []
    assert project.jobs("quay", project.house())[0].language == "en-US"
