"""What stands at the head of every page is one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.house import House, read_house
from notebuild.render import running

HOUSE = Path(__file__).parents[2] / "projects" / "published" / "styles" / "house.toml"


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE)


def letters(text: str) -> float:
    """A ruler for which every character is one point wide."""
    return len(text)


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("The harbour", 11, "The harbour"),
        ("The harbour at night", 18, "The harbour at…"),
        ("The harbour, at night", 13, "The harbour…"),
        ("Harbours: a history", 11, "Harbours…"),
        ("The harbour “(at night)", 15, "The harbour…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("Quel port\u00a0? Une histoire", 12, "Quel port\u00a0?…"),
        ("", 10, ""),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, room: float, expected: str) -> None:
    """What does not fit ends in an ellipsis after its last whole word, and before a mark that parts or opens."""
    assert running.cut(text, room, letters) == expected


def test_a_line_holds_its_two_ends(house: House) -> None:
    """At the widest, title and section, or series and title, leave a gap between them on the line of the page."""
    width, word = running.size(house), "Wörter "
    whole = running.line(house)
    assert round(whole / 72 * 25.4) == 162  # a column of 116 mm, and 46 of the margin
    both = width(running.left(word * 40, house)) + width(running.right(word * 40, house))
    assert 0.85 * whole < both < whole
    for series, title in ((word * 40, word * 40), ("Papers", word * 40), (word * 40, "A note")):
        held = running.beside(series, title, house)
        assert sum(map(width, held)) < whole
    assert running.beside("Papers", "A note", house) == ("Papers", "A note")
