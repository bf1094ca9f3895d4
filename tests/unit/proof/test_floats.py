"""Tests of what a page may set elsewhere than its note has it."""

from __future__ import annotations

import pytest

from notebuild.core.passages import Passage
from notebuild.proof.words.floats import floated


def written(letters: str) -> list[Passage]:
    """A note: h is a heading, q a pull quote, p, c and s a picture, its caption and source, others are paragraphs."""
    kinds = {"h": "heading", "p": "picture", "c": "caption"}
    return [
        Passage(kinds.get(one.lower(), "paragraph"), one, floats=one.lower() in "pcsq") for one in letters
    ]


@pytest.mark.parametrize(
    ("note", "page", "order"),
    [
        pytest.param("apcsbd", "apcsbd", "apcsbd", id="where the note has it"),
        pytest.param("apcsbd", "abpcsd", "abpcsd", id="a figure after the next paragraph"),
        pytest.param("abqd", "aqbd", "aqbd", id="a pull quote before a paragraph"),
        pytest.param("apcPCbd", "abpcPCd", "abpcPCd", id="two figures, in their order"),
        pytest.param("apchbd", "ahbpcd", "apchbd", id="not in another section"),
        pytest.param("apcsbd", "acpsbd", "apcsbd", id="not in parts"),
        pytest.param("abqd", "abd", "abqd", id="nor lost"),
        pytest.param("abaq", "aqba", "aqba", id="after the first of two alike, before other words"),
        pytest.param("aqba", "abaq", "abaq", id="after the second of two alike"),
        pytest.param("apcbd", "apcdb", "apcbd", id="a paragraph has its place"),
        pytest.param("aqbhcqde", "aqbhcdqe", "aqbhcdqe", id="the second of two pull quotes alike"),
    ],
)
def test_order(note: str, page: str, order: str) -> None:
    """The passages of a note in the order in which a page may have them."""
    expected = written(note)
    assert "".join(expected[at].words for at in floated(expected, written(page))) == order
