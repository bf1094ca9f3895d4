"""The house file, laid over the tool's defaults: its faults are told by name, at their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.formats import FORMATS
from notebuild.core.house import read_house
from notebuild.core.house_faults import line
from notebuild.core.problems import NotebuildError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("publisher = 3", "1: publisher is a number, not words\n    give publisher words"),
        ('publisher = ["x"]', "1: publisher is a list, not words\n    give publisher words"),
        (
            "publisher = 'x'\nlanguages = 'fr-FR'",
            "2: languages is words, not a list\n    give languages a list",
        ),
        ("publisher = 'x'\ncolour = 'red'", "2: colour is words, not a table\n    give colour a table"),
        (
            "publisher = 'x'\n[size]\ntext = '10'",
            "3: size.text is words, not a number\n    give size.text a number",
        ),
        (
            "publisher = 'x'\n[colour.light]\nink = 1",
            "3: colour.light.ink is a number, not words\n    give colour.light.ink words",
        ),
        (
            "publisher = 'x'\n[series]\nen-GB = 5",
            "3: series.en-GB is a number, not words\n    give series.en-GB words",
        ),
        (
            "publisher = 'x'\n\nlanguags = ['fr-FR']",
            "3: languags says nothing here (did you mean languages?)\n    mend the name, or take it out",
        ),
        (
            "publisher = 'x'\nanything = 1",
            "2: anything says nothing here\n    mend the name, or take it out",
        ),
        (
            "publisher = 'x'\n[colours.light]\nink = '#000000'",
            "2: colours says nothing here (did you mean colour?)\n    mend the name, or take it out",
        ),
        ("publisher = ' '", "1: publisher ' ': not one line of words\n    say who publishes the notes"),
        (
            'publisher = "a\\u0000b"',
            "1: publisher 'a\\x00b': not one line of words\n    say who publishes the notes",
        ),
        (
            "publisher = 'x'\nformats = ['pdf', 'mobi']",
            f"2: unknown format mobi\n    use {', '.join(FORMATS)}",
        ),
        (
            "publisher = 'x'\n[colour.light]\nink = 'red;}'",
            '3: colour.light.ink red;} is no colour\n    write it as "#", then six figures from 0 to f',
        ),
    ],
    ids=[
        "words",
        "list",
        "a list",
        "a table",
        "a number",
        "deep",
        "by language",
        "misspelt",
        "stranger",
        "misspelt table",
        "blank",
        "control",
        "format",
        "colour",
    ],
)
def test_faults_of_the_file(tmp_path: Path, text: str, expected: str) -> None:
    """A name that says nothing and a value that nothing can be made with are told at their line."""
    path = tmp_path / "house.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebuildError) as caught:
        read_house(path)
    assert [str(problem) for problem in caught.value.problems] == [f"styles/house.toml:{expected}"]


def test_values_of_a_house_s_own(tmp_path: Path) -> None:
    """A whole number may stand for a broken one, and a house may say what has no default."""
    path = tmp_path / "house.toml"
    path.write_text(
        "publisher = 'x'\nurl = 'https://a.b/'\n[size]\ntext = 10\n[mine]\na = 1\n", encoding="utf-8"
    )
    house = read_house(path)
    assert (house.publisher, house.url, house.tokens["size"]["text"], house.tokens["mine"]) == (
        "x", "https://a.b/", 10, {"a": 1}
    )  # fmt: skip


def test_a_file_that_is_not_toml(tmp_path: Path) -> None:
    """What Python's reader says of a text that is not TOML is told at the line and column that it names."""
    path = tmp_path / "house.toml"
    path.write_text("publisher = 'x'\nurl = nothing\n", encoding="utf-8")
    with pytest.raises(NotebuildError) as caught:
        read_house(path)
    assert (
        str(caught.value)
        == "styles/house.toml:2:7: not valid TOML: Invalid value\n    mend the line it names"
    )


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("x = " + "[" * 2000 + "]" * 2000, ""),
        ("x = " + "9" * 5000, ""),
        (f"[{'.'.join('a' * 3000)}]", ":2"),
        (f"x{'.a' * 3000} = 1", ":2"),
    ],
    ids=["deep", "long", "a deep table", "a deep name"],
)
def test_toml_that_python_cannot_read(tmp_path: Path, row: str, line: str) -> None:
    """Depth and figures beyond what Python's reader takes are a Problem, no traceback."""
    path = tmp_path / "house.toml"
    path.write_text(f"publisher = 'x'\n{row}\n", encoding="utf-8")
    with pytest.raises(NotebuildError) as caught:
        read_house(path)
    assert (
        str(caught.value) == f"styles/house.toml{line}: nested too deep, or a number too long, to be read\n"
        "    write plain values and tables"
    )


def test_the_line_of_a_row_is_not_that_of_its_namesake() -> None:
    """A row is found in its own table; where only its table stands there, the table is."""
    text = "text = 1\n[size]\n# text = 2\n[screen]\ntext = 3\n"
    assert [line(text, name) for name in ("text", "screen.text", "size.text", "page.width")] == [1, 5, 2, 0]
