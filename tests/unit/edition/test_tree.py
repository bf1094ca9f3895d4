"""The tree's words, walks and rewrites."""

from __future__ import annotations

import pytest

from notebuild.core.model import Node
from notebuild.edition import nodes, tree


def s(text: str) -> list[Node]:
    return nodes.words(text)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ({"t": "Para", "c": s("two words")}, "two words"),
        ({"t": "Header", "c": [2, ["id", [], []], s("A title")]}, "A title"),
        ({"t": "Para", "c": [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, s("so")]}]}, "“so”"),
        ({"t": "Para", "c": [{"t": "Code", "c": [["", [], []], "a : b"]}]}, "a : b"),
        ({"t": "Para", "c": [nodes.span(["x"], s("in a span"))]}, "in a span"),
        (
            {"t": "Para", "c": [*s("seen"), {"t": "Note", "c": [{"t": "Para", "c": s("not")}]}]},
            "seen",
        ),
        (
            {
                "t": "BulletList",
                "c": [[{"t": "Plain", "c": s("one")}], [{"t": "Plain", "c": s("two")}]],
            },
            "one\ntwo",
        ),
        ([{"t": "Para", "c": s("one")}, {"t": "Para", "c": s("two")}], "one\ntwo"),
        ([], ""),
    ],
    ids=["paragraph", "heading", "quoted", "code", "span", "note", "list", "blocks", "nothing"],
)
def test_text(node: object, expected: str) -> None:
    """The words of a node are what is printed, without its notes."""
    assert tree.text(node) == expected


def test_rewrite_replaces_by_a_list() -> None:
    """An element may give way to several, or to none."""

    def change(node: Node) -> list[Node] | None:
        return s("a b") if node.get("c") == "x" else [] if node.get("c") == "y" else None

    before = {"t": "Para", "c": [*s("x"), *s("y"), *s("z")]}
    assert tree.text(tree.rewrite(before, change)) == "a bz"


def test_rewrite_leaves_its_input() -> None:
    """A pass gives a new tree and changes nothing in place."""
    before = {"t": "Para", "c": s("x")}
    tree.rewrite(before, lambda node: {"t": "Str", "c": "new"} if node["t"] == "Str" else None)
    assert before == {"t": "Para", "c": s("x")}


def test_attributes_are_found_on_every_kind() -> None:
    """Id, classes and attributes are read alike from a heading and from a span."""
    heading: Node = {"t": "Header", "c": [2, ["sec", ["k"], [["lang", "fr"]]], s("T")]}
    assert (tree.identifier(heading), tree.classes(heading), tree.attribute(heading, "lang")) == (
        "sec",
        ["k"],
        "fr",
    )
    assert tree.attribute(nodes.span(["k"], [], note="7"), "note") == "7"
    assert tree.identifier({"t": "Str", "c": "x"}) == ""
