"""What `init` and `new` write: whole or not at all, over nothing, and for names that can be typed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from notebuild.commands import scaffold
from notebuild.commands.init import Init
from notebuild.commands.new import New
from notebuild.core.problems import NotebuildError
from notebuild.sources import project
from notebuild.sources.frontmatter_fields import FIELDS

DEFAULTS = {"publisher": "Your think tank", "languages": "", "tool": ""}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which each test is run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def house(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with French among its languages, in which the test is run."""
    Init().run({**DEFAULTS, "languages": "fr"}, ["house"])
    monkeypatch.chdir(folder / "house")
    return folder / "house"


def refusal(command: Init | New, options: dict[str, str], words: list[str]) -> str:
    """What a command says that refuses its words."""
    with pytest.raises(NotebuildError) as caught:
        command.run(options, words)
    return "\n".join(map(str, caught.value.problems))


def names(folder: Path) -> set[str]:
    """Every file below a folder, by its path in it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_house(house: Path) -> None:
    """A house is what its README says it is, and nothing more: no build, nothing half made beside it."""
    assert names(house) == {
        ".github/workflows/notes.yml",
        ".gitignore",
        "README.md",
        "bibliography.bib",
        "dodo.py",
        "manuscript/sample/fr.po",
        "manuscript/sample/note.md",
        "requirements.txt",
        "styles/house.toml",
    }
    assert [path.name for path in house.parent.iterdir()] == ["house"]
    assert (house / "dodo.py").read_text(encoding="utf-8").count("\n") == 2


def test_the_french_catalogue_is_whole(house: Path) -> None:
    """The French of the sample is that of its English as it stands: nothing is missing and nothing is stale."""
    text = (house / "manuscript/sample/fr.po").read_text(encoding="utf-8")
    assert text == (scaffold.TEMPLATES / "sample.fr.po").read_text(encoding="utf-8")
    assert 'msgstr ""\n\n' not in text
    assert "#, fuzzy" not in text


def test_words_that_need_quoting(folder: Path) -> None:
    """A publisher's name may hold what TOML and Markdown give a meaning; the tool is where it was said to be."""
    options = {"publisher": 'The "Quay" \\ Institute', "languages": "fr-CA,de", "tool": "../n.whl"}
    Init().run(options, ["house"])
    said = tomllib.loads((folder / "house/styles/house.toml").read_text(encoding="utf-8"))
    assert said == {
        "publisher": 'The "Quay" \\ Institute',
        "lang": "en-GB",
        "languages": ["fr-CA", "de-DE"],
    }
    assert (folder / "house/requirements.txt").read_text(encoding="utf-8").splitlines()[-1] == "../n.whl"


def test_a_language_to_be_translated(folder: Path) -> None:
    """A language other than French gets an empty catalogue, and an edition that says what it lacks."""
    Init().run({**DEFAULTS, "languages": "de"}, ["house"])
    note = (folder / "house/manuscript/sample/note.md").read_text(encoding="utf-8")
    front = yaml.safe_load(note.split("---\n")[1])
    assert (front["languages"], front["translation"]) == (["de-DE"], {"de-DE": "banner"})
    assert 'msgid "How to write a note"\nmsgstr ""\n' in (folder / "house/manuscript/sample/de.po").read_text(
        encoding="utf-8"
    )


def test_the_workflow(house: Path) -> None:
    """The workflow is YAML, may only read, and installs what requirements.txt names."""
    flow = yaml.safe_load((house / ".github/workflows/notes.yml").read_text(encoding="utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    runs = [step["run"] for step in flow["jobs"]["build"]["steps"] if "run" in step]
    assert "pip install -r requirements.txt" in runs[0]
    assert runs[1:] == ['notebuild --shard "$SHARD"', "notebuild status --strict"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["full"],
            "the command line: full is there already\n    take another name; nothing is overwritten",
        ),
        (
            ["full/note"],
            "the command line: full/note is there already\n    take another name; nothing is overwritten",
        ),
        (["away/house"], "the command line: away is no folder\n    make it first, or name another"),
        (
            ["../house"],
            "the command line: ../house leads out of this folder\n    name a folder without ..",
        ),
        (
            ["h" * 300],
            "the command line: hhhhhhhhhhhhhhhhhhhh… is too long a name for a house\n"
            "    take at most 80 characters",
        ),
        (
            ["a house"],
            "the command line: a house is no name for a house\n"
            "    take letters of the English alphabet, digits and hyphens, and begin with a letter or digit",
        ),
        ([], "the command line: init takes the name of one folder\n    type doit init FOLDER"),
        (["a", "b"], "the command line: init takes the name of one folder\n    type doit init FOLDER"),
        (
            ["."],
            "the command line: . is no name for a house\n"
            "    take letters of the English alphabet, digits and hyphens, and begin with a letter or digit",
        ),
    ],
    ids=["full", "file", "no-parent", "upwards", "long", "space", "none", "two", "here"],
)
def test_no_house(folder: Path, words: list[str], message: str) -> None:
    """`init` refuses what it could not make whole, and leaves everything as it was."""
    (folder / "full").mkdir()
    (folder / "full/note").write_text("mine", encoding="utf-8")
    assert refusal(Init(), DEFAULTS, words) == message
    assert names(folder) == {"full/note"}


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        (
            "languages",
            "xx",
            "the command line: no profile for the language xx\n    take one of de-DE, en-GB, en-US, fr-CA, "
            "fr-FR, or add styles/profiles/xx.toml to the house first",
        ),
        (
            "languages",
            "fr-FF",
            "the command line: no profile for the language fr-FF (did you mean fr-FR?)\n    take one of de-DE, "
            "en-GB, en-US, fr-CA, fr-FR, or add styles/profiles/fr-FF.toml to the house first",
        ),
        (
            "publisher",
            "two\nlines",
            "the command line: --publisher 'two\\nlines': not one line of words\n"
            "    give --publisher in quotation marks, on one line",
        ),
    ],
    ids=["language", "near-language", "publisher"],
)
def test_wrong_options(folder: Path, option: str, value: str, message: str) -> None:
    """An option that cannot be followed is told with what may be given, and nothing is made."""
    assert refusal(Init(), {**DEFAULTS, option: value}, ["house"]) == message
    assert list(folder.iterdir()) == []


def test_languages_with_spaces(house: Path) -> None:
    """Languages parted by spaces are taken for names; the remedy shows how they are written."""
    assert refusal(Init(), {**DEFAULTS, "languages": "fr"}, ["quay", "de"]) == (
        "the command line: init takes the name of one folder\n    type doit init FOLDER, and --languages fr,de"
    )
    assert refusal(New(), {"languages": "fr", "title": ""}, ["quay", "de"]) == (
        "the command line: new takes the name of one note\n    type doit new NAME, and --languages fr,de"
    )


def test_an_empty_folder_will_do(folder: Path) -> None:
    """A folder that was made for the house, and holds nothing, is taken."""
    (folder / "house").mkdir()
    Init().run(DEFAULTS, ["house"])
    assert (folder / "house/dodo.py").is_file()


def test_nothing_is_left_of_a_fault(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a note cannot be made whole nothing of it stays behind."""
    before = names(house)

    def full(note: str, language: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(scaffold, "catalogue", full)
    assert refusal(New(), {"languages": "", "title": ""}, ["quay"]) == (
        "the command line: manuscript/quay cannot be made: No space left on device\n"
        "    put that right, or take another folder"
    )
    assert names(house) == before


def test_a_note(house: Path) -> None:
    """A note comes in the house's languages, with a title from its name and a catalogue for each."""
    New().run({"languages": "", "title": ""}, ["old-quay"])
    front = project.front("old-quay")
    assert (front["title"], front["languages"]) == ("Old quay", ["fr-FR"])
    assert front["translation"] == {"fr-FR": "banner"}
    assert names(house / "manuscript/old-quay") == {"note.md", "fr.po"}
    assert (house / "bibliography.bib").read_text(encoding="utf-8") != ""


def test_a_note_with_a_title(house: Path) -> None:
    """A title is kept as it was typed, in the languages that were asked for."""
    New().run({"languages": "de", "title": 'Quays: "old" and new'}, ["quay"])
    assert project.front("quay")["title"] == 'Quays: "old" and new'
    assert names(house / "manuscript/quay") == {"note.md", "de.po"}


@pytest.mark.parametrize("languages", ["fr", "en"], ids=["translated", "not translated"])
def test_every_field_is_there(house: Path, languages: str) -> None:
    """A new note has every field of the front matter once, in use or not, and each says what it is for."""
    New().run({"languages": languages, "title": ""}, ["quay"])
    head = (house / "manuscript/quay/note.md").read_text(encoding="utf-8").split("---\n")[1]
    rows = re.findall(r"^(?:# )?([a-z-]+): \S.*  # \S.*$", head, re.MULTILINE)
    assert sorted(rows) == sorted(field.name for field in FIELDS)
    assert len(rows) == head.count("\n") - 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["sample"],
            "the command line: manuscript/sample is there already\n    take another name; nothing is overwritten",
        ),
        (
            ["../quay"],
            "the command line: ../quay is no name for a note\n"
            "    take letters of the English alphabet, digits and hyphens, and begin with a letter or digit",
        ),
        ([], "the command line: new takes the name of one note\n    type doit new NAME"),
        (
            ["House"],
            "the command line: House is no name for a note: build/house holds what all notes share\n"
            "    take another name",
        ),
    ],
    ids=["there", "upwards", "none", "reserved"],
)
def test_no_note(house: Path, words: list[str], message: str) -> None:
    """`new` refuses a name that is taken or that no folder of a note can bear."""
    before = names(house)
    assert refusal(New(), {"languages": "", "title": ""}, words) == message
    assert names(house) == before
