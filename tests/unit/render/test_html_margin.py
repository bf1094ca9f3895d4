"""Which footnotes stand in the margin of a web page: whole, and beside their calls."""

from __future__ import annotations

import pytest

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.render.html import margin
from notebuild.render.html.elements import parse

SHORT, LONG = "A short note.", "words of a long note " * 30


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


def call(number: int) -> str:
    return f'<span class="note-call" data-note="{number}">{number}</span>'


def chosen(page: str, notes: list[str], house: House) -> set[int]:
    bodies = {number: parse(f"<p>{note}</p>") for number, note in enumerate(notes, 1)}
    return set(margin.chosen(parse(page), bodies, house))


@pytest.mark.parametrize(
    ("page", "notes", "expected"),
    [
        (f"<p>One{call(1)}.</p>", [LONG], {1}),
        (f"<p>One{call(1)} two{call(2)}.</p>", [SHORT, SHORT], {1, 2}),
        (f"<p>{''.join(map(call, range(1, 9)))}</p>", [SHORT] * 8, {1, 2, 3}),
        (f"<p>One{call(1)}.</p><p>Two{call(2)}.</p><p>Three{call(3)}.</p>", [LONG, SHORT, SHORT], {2, 3}),
        (f"<p>One{call(1)}{'words ' * 300}</p><p>Two{call(2)}.</p>", [LONG, SHORT], {1, 2}),
        (f"<table><tr><td>One{call(1)}</td></tr></table>", [SHORT], set()),
        (f'<p>One{call(1)}.</p><div class="scroll wide"></div>', [LONG], set()),
        (f'<p>One{call(1)}.</p><div class="scroll wide"></div>', [SHORT], {1}),
    ],
    ids=[
        "alone",
        "two short ones",
        "eight on a line",
        "a long one gives way",
        "a long one has room",
        "in a table",
        "before a wide table",
        "short before a wide table",
    ],
)
def test_chosen(page: str, notes: list[str], expected: set[int], house: House) -> None:
    """A note stands in the margin where it begins beside its call; a long one gives way to two that fit."""
    assert chosen(page, notes, house) == expected
