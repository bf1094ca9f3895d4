"""Figures and tables that follow one another keep their own captions, above or below."""

from __future__ import annotations

import pytest

from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import floats
from notebuild.exchange.intake.arrange import Item


def picture(name: str) -> Node:
    """A picture as pandoc reads it, with words for those who cannot see it."""
    return nodes.image(nodes.attr(), nodes.words(f"alt of {name}"), [f"{name}.png", ""])


def block(said: str) -> Node:
    """A paragraph; `[a]`, a picture; `[a] Figure 1. Words`, one to which pandoc gave a caption."""
    if not said.startswith("["):
        return nodes.para(nodes.words(said))
    name, _, words = said[1:].partition("]")
    if not words:
        return nodes.para([picture(name)])
    held = [nodes.plain([picture(name)])]
    return {"t": "Figure", "c": [nodes.attr(), [None, [nodes.plain(nodes.words(words.strip()))]], held]}


READ = {
    "below": (
        ["One.", "[a]", "[b] Figure 1. Turns", "[c] Figure 2. Hours", "Figure 3. Euros", "Two."],
        ["a.png: Turns", "b.png: Hours", "c.png: Euros"],
    ),
    "above": (
        ["One.", "[a] Figure 1. Turns", "[b] Figure 2. Hours", "Two."],
        ["a.png: Turns", "b.png: Hours"],
    ),
    "above, behind a picture without": (
        ["[a]", "[b] Figure 1. Turns", "Two."],
        ["a.png: ", "b.png: Turns"],
    ),
}


@pytest.mark.parametrize(("read", "expected"), READ.values(), ids=READ)
def test_each_figure_has_its_own_caption(read: list[str], expected: list[str]) -> None:
    """In Word a caption stands below; pandoc gives it to the picture behind it."""
    found, _, _ = floats.floats([Item(block(said), at) for at, said in enumerate(read)])
    made = []
    for item in found:
        for image in tree.find(item.block, "Image"):
            words = tree.text(item.block["c"][1][1]) if item.block["t"] == "Figure" else ""
            made.append(f"{image['c'][2][0]}: {words}")
    assert made == expected
    assert not any("Figure" in tree.text(item.block) for item in found)


def test_a_reference_to_a_caption_leads_to_its_own_picture() -> None:
    """Word's bookmark stands in the caption; what pandoc takes from there as alternative text is none."""
    second = block("[b] Figure 1. Turns")
    second["c"][2][0]["c"][0]["c"][1] = nodes.words("Figure 1. Turns")
    said = [block("[a]"), second, block("Figure 2. Hours")]
    anchors = [frozenset[str](), frozenset({"_Ref1"}), frozenset({"_Ref2"})]
    found, labels, remarks = floats.floats(
        [Item(one, at, names) for at, (one, names) in enumerate(zip(said, anchors, strict=True))]
    )
    assert (labels["_Ref1"], labels["_Ref2"]) == ("fig-1", "fig-2")
    assert [tree.text(one.block["c"][1][1]) for one in found] == ["Turns", "Hours"]
    assert [one.words for one in remarks if one.what == "a picture without an alternative text"] == ["b.png"]
