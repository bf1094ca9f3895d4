"""Captions get their number, empty links their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.house import read_profile
from notebuild.core.model import Document, Footnote, Node
from notebuild.core.problems import NotebuildError
from notebuild.edition import crossrefs, tree
from notebuild.edition.nodes import words as s

FRENCH = read_profile(Path("styles/profiles/fr-FR.toml"), "fr-FR.toml")


def link(target: str, text: str = "") -> Node:
    return {"t": "Link", "c": [["", [], []], s(text) if text else [], [target, ""]]}


def document(*inlines: object) -> Document:
    figure: Node = {
        "t": "Figure",
        "c": [["fig-x", [], []], [None, [{"t": "Plain", "c": s("Une carte")}]], []],
    }
    heading: Node = {"t": "Header", "c": [2, ["suite", [], []], s("La suite")]}
    return {"meta": {}, "blocks": [heading, {"t": "Para", "c": list(inlines)}, figure]}


NOTE = Footnote(3, "quay", "authored", (), "x", ())


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((*s("voir "), link("#fig-x")), "voir figure\u00a01"),
        ((*s("voir "), link("#fn-quay")), "voir note\u00a03"),
        ((*s("voir "), link("#suite")), "voir «\u00a0La suite\u00a0»"),
        ((*s("voir "), link("#suite", "plus loin")), "voir plus loin"),
        ((link("#fig-x"), *s(" montre")), "Figure\u00a01 montre"),
        ((*s("Fin. "), link("#fig-x"), *s(" montre")), "Fin. Figure\u00a01 montre"),
        ((*s("Quoi ? "), link("#fig-x"), *s(" montre")), "Quoi ? Figure\u00a01 montre"),
        ((*s("Voyez ! "), link("#fig-x"), *s(" montre")), "Voyez ! Figure\u00a01 montre"),
        ((*s("ainsi : "), link("#fig-x"), *s(" montre")), "ainsi : figure\u00a01 montre"),
    ],
    ids=[
        "figure",
        "note",
        "section",
        "own words",
        "first word",
        "after a stop",
        "after a question",
        "after a cry",
        "after a colon",
    ],
)
def test_fill(inlines: tuple[object, ...], expected: str) -> None:
    """A reference prints its word and number in the edition's language, with a capital where a sentence begins."""
    read = document(*inlines)
    filled = crossrefs.fill(read, crossrefs.targets(read, [NOTE], FRENCH), "text.md")
    assert tree.text(filled["blocks"][1]) == expected


def test_a_note_is_addressed_by_its_number() -> None:
    """A reference to a label leads to the note's place in the finished page."""
    read = document(link("#fn-quay"))
    filled = crossrefs.fill(read, crossrefs.targets(read, [NOTE], FRENCH), "text.md")
    assert filled["blocks"][1]["c"][0]["c"][2][0] == "#note-3"


def test_a_dead_reference_is_refused() -> None:
    """A link that leads nowhere is a Problem, with the nearest name."""
    read = document(link("#fig-y"))
    with pytest.raises(NotebuildError) as caught:
        crossrefs.fill(read, crossrefs.targets(read, [NOTE], FRENCH), "build/n/fr/text.md")
    problem = caught.value.problems[0]
    assert str(problem) == (
        "build/n/fr/text.md: #fig-y leads nowhere (did you mean #fig-x?)\n"
        "    name a heading, table, figure or note"
    )


def test_captions_are_numbered() -> None:
    """A caption begins with its word and number, as a span that a sheet can set apart."""
    made = crossrefs.number(document(), FRENCH)
    caption = made["blocks"][2]["c"][1][1][0]
    assert tree.text(caption) == "Figure\u00a01. Une carte"
    assert tree.classes(caption["c"][0]) == ["caption-label"]


def test_anchor_gives_every_language_the_same_ids() -> None:
    """Headings of a translation take the ids of the English ones, in order."""
    made = crossrefs.anchor(document(), ["next"])
    assert tree.identifier(made["blocks"][0]) == "next"
