"""What `check` tells of the house, before anything is made of its colours and its mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.model import Segment
from notebuild.core.problems import Location, Problem
from notebuild.pipeline.check import check_look, in_catalogue


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", []),
        (
            'logo = "none.svg"',
            [
                "styles/house.toml: no logo styles/none.svg\n"
                "    name an SVG file that lies beside the house file, or take the line out"
            ],
        ),
        (
            '[colour.light]\nquiet = "#aaaaaa"\ntint = "#000000"\ntext = "#ffffff"\nground = "#000000"',
            ["styles/house.toml:2: light ink"],
        ),
    ],
    ids=["plain", "logo", "colours"],
)
def test_the_look_of_a_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: list[str]
) -> None:
    """A mark that is not there and colours that cannot be read are told at check, not when a file is made."""
    monkeypatch.chdir(tmp_path)
    Path("styles").mkdir()
    Path("styles/house.toml").write_text(f'publisher = "A house"\n{text}\n', encoding="utf-8")
    found = [str(problem) for problem in check_look()]
    assert [one[: len(two)] for one, two in zip(found, told, strict=False)] == told
    assert bool(found) == bool(told)


def test_what_a_translation_breaks_is_told_in_its_catalogue() -> None:
    """A fault seen at a mark of the note, or nowhere, is told at the translation that it follows from."""
    rows = [("fr.po", 23), ("note.md", 11), ("note.md", 13), ("fr.po", 31)]
    texts = [Segment("", "paragraph", Location(path, line, 1), "") for path, line in rows]
    places = [*(one.location for one in texts), Location("note.md")]
    told = in_catalogue((Problem(place, "broken") for place in places), texts, "fr.po")
    assert [str(problem) for problem in told] == [
        "fr.po:23:1: broken", "fr.po:23:1: broken", "fr.po:23:1: broken", "fr.po:31:1: broken", "fr.po: broken"
    ]  # fmt: skip
