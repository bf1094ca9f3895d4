"""The house's style files go before the tool's of the same name; its house.toml is laid over the defaults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from notebuild.core import styles
from notebuild.core.house import read_house, read_profile
from notebuild.core.problems import NotebuildError


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The styles folder of an empty house, in which each test is run."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "styles"
    (folder / "profiles").mkdir(parents=True)
    return folder


def test_the_tool_has_what_the_house_has_not() -> None:
    """An empty house has the sheets, templates, citation style, profiles and Word styles of the tool."""
    for name in ("print.css", "screen.html.j2", "note.csl", "word.toml", "profiles/fr-FR.toml"):
        assert styles.style(name) == styles.TOOL / name
        assert styles.style(name).is_file()


def test_the_house_goes_first(house: Path) -> None:
    """A file of the same name under the house's styles is the one that is read."""
    (house / "print.css").write_text("", encoding="utf-8")
    assert styles.style("print.css") == Path("styles/print.css")
    assert styles.style("screen.css") == styles.TOOL / "screen.css"


def test_a_file_that_neither_has() -> None:
    """What is nowhere is named where the house would put it."""
    assert styles.style("profiles/xx-XX.toml") == Path("styles/profiles/xx-XX.toml")


def test_matching(house: Path) -> None:
    """A glob gives each name once, the house's file before the tool's."""
    (house / "screen.css").write_text("", encoding="utf-8")
    (house / "_mast.css").write_text("", encoding="utf-8")
    assert styles.matching("*.css") == [
        Path("styles/_mast.css"),
        styles.TOOL / "epub.css",
        styles.TOOL / "print.css",
        Path("styles/screen.css"),
        styles.TOOL / "site.css",
    ]


def test_a_profile_over_the_tools_own(house: Path) -> None:
    """A house's profile that is like its own name says only what it changes."""
    path = house / "profiles" / "fr-FR.toml"
    path.write_text('like = "fr-FR"\n[labels]\ncontents = "Au sommaire"\n', encoding="utf-8")
    mine, tools = read_profile(path, path.as_posix()), read_profile(styles.TOOL / "profiles/fr-FR.toml", "t")
    assert mine.labels == {**tools.labels, "contents": "Au sommaire"}
    assert (mine.rules, mine.path) == (tools.rules, path.as_posix())


def test_like_a_profile_of_the_house(house: Path) -> None:
    """A profile that is like another is like the house's of that name, where the house has one."""
    (house / "profiles" / "fr-FR.toml").write_text("", encoding="utf-8")
    assert styles.like(house / "profiles/fr-CA.toml", "fr-FR") == Path("styles/profiles/fr-FR.toml")
    assert styles.like(house / "profiles/fr-CA.toml", "en-GB") == styles.TOOL / "profiles/en-GB.toml"


def test_a_house_of_one_line(house: Path) -> None:
    """A house that names its publisher alone has the tool's design, three formats and one language."""
    (house / "house.toml").write_text('publisher = "The Quay Institute"\n', encoding="utf-8")
    made = read_house(house / "house.toml")
    assert (made.publisher, made.languages, made.formats) == (
        "The Quay Institute",
        (),
        ("pdf", "docx", "html"),
    )
    assert {"page", "face", "size", "screen", "colour", "font"} <= set(made.tokens)
    assert "logo" not in made.tokens


def test_a_house_changes_one_token(house: Path) -> None:
    """A table of the house is laid over the tool's row by row; a list takes its place whole."""
    text = 'publisher = "Q"\nformats = ["html"]\n[colour.light]\nink = "#123456"\n'
    (house / "house.toml").write_text(text, encoding="utf-8")
    made = read_house(house / "house.toml")
    assert made.formats == ("html",)
    assert made.tokens["colour"]["light"]["ink"] == "#123456"
    assert made.tokens["colour"]["light"]["ground"] == "#ffffff"


def test_a_house_without_a_publisher(house: Path) -> None:
    """The one thing that a house must say is asked for."""
    (house / "house.toml").write_text("", encoding="utf-8")
    with pytest.raises(NotebuildError) as fault:
        read_house(house / "house.toml")
    assert [str(problem) for problem in fault.value.problems] == [
        "styles/house.toml: publisher is missing\n    add publisher = …"
    ]


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (
            lambda path: None,
            "styles/print.css: this file is missing\n    bring it back, or copy one of its siblings",
        ),
        (
            lambda path: path.write_bytes(b"p {}\xff"),
            "styles/print.css: not UTF-8 at byte 5\n    save it as UTF-8 text",
        ),
        (
            Path.mkdir,
            "styles/print.css: cannot be read: is a directory\n    put a text file that you may read in its place",
        ),
    ],
    ids=["missing", "bytes", "folder"],
)
def test_a_file_that_cannot_be_read(write: Callable[[Path], object], expected: str) -> None:
    """What stands in the place of a style file and is no text is told by its name."""
    path = Path("styles/print.css")
    write(path)
    with pytest.raises(NotebuildError) as caught:
        styles.text(path)
    assert str(caught.value) == expected
