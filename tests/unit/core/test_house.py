"""The house file, laid over the tool's defaults: a value of a wrong kind is told by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.house import read_house
from notebuild.core.problems import NotebuildError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("publisher = 3", "publisher is a number, not words\n    give publisher words"),
        ('publisher = ["x"]', "publisher is a list, not words\n    give publisher words"),
        ("publisher = 'x'\nlanguages = 'fr-FR'", "languages is words, not a list\n    give languages a list"),
        ("publisher = 'x'\ncolour = 'red'", "colour is words, not a table\n    give colour a table"),
        (
            "publisher = 'x'\n[size]\ntext = '10'",
            "size.text is words, not a number\n    give size.text a number",
        ),
        (
            "publisher = 'x'\n[colour.light]\nink = 1",
            "colour.light.ink is a number, not words\n    give colour.light.ink words",
        ),
    ],
    ids=["words", "list", "a list", "a table", "a number", "deep"],
)
def test_a_value_of_a_wrong_kind(tmp_path: Path, text: str, expected: str) -> None:
    """A value is told that is of another kind than the default it takes the place of (TOML 1.0)."""
    path = tmp_path / "house.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebuildError) as caught:
        read_house(path)
    assert [str(problem) for problem in caught.value.problems] == [f"styles/house.toml: {expected}"]


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
