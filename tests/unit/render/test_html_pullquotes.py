"""Tests of the place of pull quotes on paper."""

from __future__ import annotations

import pytest
from lxml import html

from houses import HOUSE
from notebuild.core.house import read_house
from notebuild.render.html import pullquotes

QUOTE = '<div class="pullquote"><p>The lamp is lit by whoever needs it most.</p></div>'
LONG = f"<p>{'The mole keeps the waves from the boats that lie behind it. ' * 16}</p>"
SAID = f"<p>The lamp is lit by whoever needs it most. {'So says the log. ' * 30}</p>"
SHORT = "<p>That is all.</p>"


@pytest.mark.parametrize(
    ("blocks", "order"),
    [
        pytest.param([QUOTE, LONG], "QL", id="it stands where its author put it"),
        pytest.param([LONG, QUOTE, SAID, LONG], "QLSL", id="not beside the sentence that it repeats"),
        pytest.param([LONG, QUOTE, SHORT], "QLs", id="not beside less text than it is tall"),
        pytest.param(
            ["<h2>Head</h2>", LONG, "<h2>Head</h2>", QUOTE, SHORT], "hLhqs", id="never out of its section"
        ),
        pytest.param(["<h3>Head</h3>", LONG, QUOTE, SHORT], "hLqs", id="not beside a head in the margin"),
        pytest.param([SHORT, QUOTE, "<figure></figure>", LONG], "sqfL", id="never past a figure"),
    ],
)
def test_place(blocks: list[str], order: str) -> None:
    """Q is a pull quote in the margin and q one in the column, L and S long paragraphs, s a short one, h a head."""
    body = html.fragment_fromstring(f"<div>{''.join(blocks)}</div>")
    pullquotes.place(body, read_house(HOUSE / "house.toml"))
    assert "".join(map(letter, body)) == order


def letter(element: html.HtmlElement) -> str:
    if pullquotes.is_quote(element):
        return "q" if pullquotes.ACROSS in element.get("class").split() else "Q"
    if element.tag != "p":
        return str(element.tag)[0]
    return "s" if len(element.text) < 20 else "S" if "lamp" in element.text else "L"
