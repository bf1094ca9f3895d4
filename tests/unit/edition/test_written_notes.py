"""What a written note cites stands without the parentheses of the citation pass where it is what the note says."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.core.model import Node
from notebuild.edition import nodes, tree, written_notes
from notebuild.edition.nodes import words as s


def cite(printed: str, prefix: str = "") -> Node:
    """A citation in a note as the pass gives it (pandoc 3.9): its parentheses are words of their own."""
    inside = s(f"{prefix} {printed}".strip())
    given = [{"citationId": "k", "citationPrefix": s(prefix) if prefix else []}]
    return {"t": "Cite", "c": [given, [nodes.string("("), *inside, nodes.string(")")]]}


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ([cite("Waal, p. 3"), s(".")], "Waal, p. 3."),
        ([cite("Waal, p. 3")], "Waal, p. 3."),
        ([cite("Waal, p. 3 ff."), s(". More")], "Waal, p. 3 ff. More"),
        ([s("See "), cite("Waal"), s(", above.")], "See Waal, above."),
        ([s("Cf. "), cite("Waal"), s(" and "), cite("Dawn"), s(".")], "Cf. Waal and Dawn."),
        ([s("Voir "), cite("Waal"), s(".")], "Voir Waal."),
        ([s("It is told (see "), cite("Waal"), s(").")], "It is told (see Waal)."),
        ([s("It fell. "), cite("Waal"), s(".")], "It fell. Waal."),
        ([cite("Waal", "see"), s(".")], "See Waal."),
        ([s("It fell; "), cite("Waal", "see")], "It fell; see Waal."),
        ([s("It grew by a third "), cite("Waal"), s(".")], "It grew by a third (Waal)."),
        ([s("It grew "), cite("Waal", "see")], "It grew (see Waal)"),
        ([s("No source")], "No source"),
        ([nodes.emphasis([*s("See "), cite("Waal")]), s(" on this.")], "See Waal on this."),
    ],
)
def test_parentheses(given: list[Any], printed: str) -> None:
    """They stand behind a statement (New Hart's Rules 17), not around a source that the sentence brings in."""
    inlines = [node for part in given for node in (part if isinstance(part, list) else [part])]
    assert tree.text(written_notes.set_sources([nodes.para(inlines)])) == printed
