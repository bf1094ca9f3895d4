"""A title that the head of the pages cuts is told where its writer can mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.house import House, read_house
from notebuild.core.model import Segment
from notebuild.core.problems import Location
from notebuild.pipeline import heads

HOUSE = Path(__file__).parents[2] / "projects" / "published" / "styles" / "house.toml"
LONG = "Who watches the harbour when the harbour is closed, and who pays for the watching of it?"


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE)


def field(name: str, text: str, path: str = "manuscript/quay/note.md", line: int = 2) -> Segment:
    return Segment(f"meta:{name}", "metadata", Location(path, line, 8), text, context=f"meta:{name}")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param([field("title", "The quay")], [], id="a short title"),
        pytest.param([field("title", LONG), field("short-title", "The quay", line=3)], [], id="both"),
        pytest.param(
            [field("title", "A **harbour** that is **closed** for *all* of the **winter** now")],
            [],
            id="marks take no room",
        ),
        pytest.param(
            [field("title", LONG)],
            [
                "manuscript/quay/note.md:2:8: warning: the title is cut at the head of the pages: "
                "Who watches the harbour when the harbour is closed, and who…\n"
                '    give the note a short-title: "…"'
            ],
            id="a long title",
        ),
        pytest.param(
            [field("title", LONG, "manuscript/quay/fr.po", 7)],
            [
                "manuscript/quay/fr.po:7:8: warning: the title is cut at the head of the pages: "
                "Who watches the harbour when the harbour is closed, and who…\n"
                '    give the note a short-title: "…", and translate it'
            ],
            id="a long title in translation",
        ),
        pytest.param(
            [field("title", LONG + "\ue013")],
            [
                "manuscript/quay/note.md:2:8: warning: the title is cut at the head of the pages: "
                "Who watches the harbour when the harbour is closed, and who…\n"
                '    give the note a short-title: "…"'
            ],
            id="a long title that is not translated",
        ),
        pytest.param([field("title", LONG[:60] + "\ue013")], [], id="a mark takes no room"),
        pytest.param(
            [field("title", "The quay"), field("short-title", LONG, line=3)],
            [
                "manuscript/quay/note.md:3:8: warning: short-title is cut at the head of the pages: "
                "Who watches the harbour when the harbour is closed, and who…\n    shorten it"
            ],
            id="a short title that is long",
        ),
    ],
)
def test_a_title_that_is_cut(house: House, fields: list[Segment], expected: list[str]) -> None:
    assert [str(problem) for problem in heads.check(fields, house, "note.md")] == expected
