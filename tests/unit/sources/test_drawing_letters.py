"""How small the letters of a drawing become on a telephone."""

from __future__ import annotations

import pytest

from notebuild.sources.drawing_letters import on_a_phone


def svg(inside: str, head: str = 'width="500" height="200"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{inside}</svg>'


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (svg('<text font-size="10">a</text><text font-size="20">b</text>'), 6.4),
        (svg('<g font-size="5pt"><text>a</text></g>'), 6.667 * 0.64),
        (svg('<text style="fill: red; font-size: 6px">a</text>'), 3.84),
        (svg("<text>a</text>"), 10.24),
        (svg('<g transform="translate(3) scale(.5)"><text font-size="20">a</text></g>'), 6.4),
        (svg('<text font-size="20">a</text>', 'width="250" viewBox="0 0 1000 400"'), 5.0),
        (svg('<text font-size="1.2.3">a</text>', 'width="100" height="9" viewBox="0 0 0 0"'), 16),
        (svg('<text font-size="4">a</text>', 'viewBox="0 0 760 400"'), 0),
        (svg("<style>text { font-size: 3px }</style><text>a</text>"), 0),
        (svg("<rect/>"), 0),
        ("<svg", 0),
    ],
    ids=[
        "the smallest",
        "inherited, in points",
        "in a style",
        "none said",
        "scaled",
        "drawn smaller",
        "a box of nothing",
        "of full width",
        "in a sheet",
        "without words",
        "broken",
    ],
)
def test_on_a_phone(drawing: str, expected: float) -> None:
    """320 pixels of 500 are 0.64 of the size; a drawing of full width can be enlarged."""
    assert on_a_phone(drawing) == pytest.approx(expected, abs=0.01)
