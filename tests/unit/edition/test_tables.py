"""Which tables keep the widths of their dashes: as pandoc's manual says, and the same in every language."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.edition import tables
from notebuild.sources import markdown

SHORT = "| One | Two |\n|---|---------|\n| a | b |\n"
LONG = f"| One | Two |\n|---|---------|\n| a | {'b' * 71} |\n"
CUT = f"| One | Two |\n|---|---------|\n| a | {'b' * 70}[@key] |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SHORT, [False]),
        (LONG, [False]),
        (LONG.replace("| a |", "| aa |"), [True]),
        (CUT.replace("| a |", "| aa |"), [False]),
        (f"{SHORT}\nWords.\n\n{LONG.replace('| a |', '| aa |')}\n{SHORT}", [False, True, False]),
        (f"> {SHORT}".replace("\n|", "\n> |"), [False]),
        ("No table.\n", []),
    ],
    ids=["short", "as long as may be", "longer", "a key is no letter", "several", "in a quotation", "none"],
)
def test_long_rows(text: str, expected: list[bool]) -> None:
    """A row counts with its words alone, from 73 letters on."""
    assert list(tables.rows_are_long(markdown.segments(text, "note.md"))) == expected


def table(*parts: float) -> dict[str, Any]:
    blank = ["", [], []]
    columns = [[{"t": "AlignRight"}, {"t": "ColWidth", "c": part}] for part in parts]
    return {"t": "Table", "c": [blank, [None, []], columns, [blank, []], [], [blank, []]]}


@pytest.mark.parametrize(
    ("text", "parts", "kept"),
    [
        (LONG.replace("| a |", "| aa |"), (0.25, 0.75), True),
        (LONG.replace("| a |", "| aa |"), (0.5, 0.5), False),
        (SHORT, (0.25, 0.75), False),
    ],
    ids=["given", "dashes of one length", "short rows"],
)
def test_widths(text: str, parts: tuple[float, ...], kept: bool) -> None:
    """Widths stand where the dashes say something and a row is long; the alignment stays."""
    read: Any = {"blocks": [table(*parts)], "meta": {}}
    (after,) = tables.widths(read, markdown.segments(text, "note.md"))["blocks"]
    assert [column[0]["t"] for column in after["c"][2]] == ["AlignRight", "AlignRight"]
    assert [column[1]["t"] == "ColWidth" for column in after["c"][2]] == [kept, kept]
