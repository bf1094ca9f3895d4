"""The first letter of a note: a capital for a name's particle at its head, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.edition import note_heads, tree
from notebuild.edition.nodes import emphasis, para, span, words


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("de Waal, Black Garden.", "De Waal, Black Garden."),
        ("van der Leeuw, Azerbaijan.", "Van der Leeuw, Azerbaijan."),
        ("d’Encausse, L’Empire.", "D’Encausse, L’Empire."),
        ("al-Assad, discours.", "Al-Assad, discours."),
        ("von der Leyen, Rede.", "Von der Leyen, Rede."),
        ("de ce point de vue", "de ce point de vue"),
        ("iPhone sales", "iPhone sales"),
        ("see de Waal", "see de Waal"),
        ("De Waal", "De Waal"),
    ],
)
def test_begun(typed: str, printed: str) -> None:
    """A particle before a name takes a capital; words of the language, and marks of a maker, do not."""
    assert tree.text(note_heads.begun([para(words(typed)), para(words("de Waal"))])) == f"{printed}\nde Waal"


def test_inside_other_elements() -> None:
    """The particle may stand in italics, or in the box of a citation."""
    block = para([span(["cited"], [emphasis(words("de Waal"))]), *words(", p. 3")])
    assert tree.text(note_heads.begun([block])) == "De Waal, p. 3"


def test_no_paragraph() -> None:
    """A note without a paragraph, or without anything, stays as it is."""
    rule: Any = {"t": "HorizontalRule"}
    assert note_heads.begun([rule]) == [rule] and note_heads.begun([]) == []
