"""What a reviewer moved: a paragraph changes its side of a heading, and the heading stays where it was."""

from __future__ import annotations

import pytest

from notebuild.exchange.review.atoms import read
from notebuild.exchange.review.pairs import pairs
from notebuild.exchange.review.replacements import Replacement, applied, united
from notebuild.exchange.review.returned import Paragraph


def document(text: str) -> list[Paragraph]:
    """The paragraphs of a document, one a line; a heading begins with #."""
    return [
        Paragraph(tuple(read(line.lstrip("# "))), level=int(line.startswith("#"))) for line in text.split("|")
    ]


@pytest.mark.parametrize(
    ("sent", "back", "gone", "came"),
    [
        ("One quay.|The last word.|# Costs|Two.", "One quay.|# Costs|The last word.|Two.", 1, 2),
        ("One quay.|# Costs|The last word.|Two.", "One quay.|The last word.|# Costs|Two.", 2, 1),
        ("# Costs|One quay.|Two.", "One quay.|# Costs|Two.", 1, 0),
    ],
)
def test_the_heading_stays_and_the_paragraph_moves(sent: str, back: str, gone: int, came: int) -> None:
    """Words that crossed a heading may be read either way: a heading has a label and a section."""
    found = pairs(document(sent), document(back))
    assert found.gone == ((gone,),)
    assert [new for _, new in found.new] == [(came,)]


def test_a_heading_that_passed_a_whole_section_is_the_one_that_moved() -> None:
    """Nobody moves four paragraphs one by one."""
    found = pairs(document("# Costs|One.|Two.|Three.|Four."), document("One.|Two.|Three.|Four.|# Costs"))
    assert found.gone == ((0,),)


def test_a_sentence_comes_before_the_paragraph_that_came_behind_it() -> None:
    """Both are put in where the paragraph ends, whichever of them was found first."""
    text = "In turn.\n\nTwo.\n"
    asked = [Replacement(8, 8, "\n\nA new paragraph."), Replacement(8, 8, "\nNobody objected.")]
    said = "In turn.\nNobody objected.\n\nA new paragraph.\n\nTwo.\n"
    assert applied(text, united(asked, text)) == said
    assert applied(text, united(asked[::-1], text)) == said
