"""Set the sources that a written note cites as its sentence wants them: without the parentheses of the citation pass.

The pass puts each citation inside a note in parentheses, as behind a statement: "It grew by a third (Waal, *Garden*)."
Where the citation is itself what the sentence says, a note that only cites, or "See Waal, *Garden*.", nobody
typed them, and they go (New Hart's Rules 17: a note begins with its source).
"""

from __future__ import annotations

import re
from typing import Any

from notebuild.core.model import Node
from notebuild.edition import nodes
from notebuild.edition.tree import rewrite, rewrite_runs, text

INTRODUCING = frozenset(
    str.split("""see also cf compare comp contra vide e.g eg i.e ie and or but in by from of to with on at per as
    than against after following quoting citing voir v aussi cf. et ou mais dans par de d’après selon avec sur chez
    notamment comparer siehe vgl so auch und oder aber bei von nach mit aus zu s etwa""")
)
"""Words that bring in a source, in the languages of the house's profiles, without their stops."""

LEADING = re.compile(r"[.,;:!?…—–(\[/“‘«„\"'-]\s*\Z|\A\s*\Z")
"""What stands before a source that a sentence does not put behind a statement: a mark, or nothing."""

STOPS = ".?!…"
SENTENCE = re.compile(r"(?:\A|[.?!…])[’”»)]?\s*\Z")
"""Where a sentence begins."""


def set_sources(blocks: list[Node]) -> list[Node]:
    """Return the blocks of a written note with each source that it introduces out of its parentheses.

    A note that ends with such a source ends with a stop, as the notes of the citation pass do.
    """
    return rewrite(rewrite_runs(blocks, _set), _stopped, "Para", "Plain")


def _set(run: list[Node]) -> list[Node]:
    out: list[Node] = []
    said, ending = "", ""
    for node in run:
        if node["t"] == "Cite" and _introduced(said):
            node = _bare(node, begins=bool(SENTENCE.search(said)))
            ending = text(node)[-1:]
        elif ending and node["t"] == "Str" and ending == ".":
            node = nodes.string(node["c"].removeprefix("."))
            ending = ""
        else:
            ending = ""
        said += text(node)
        out.append(node)
    return out


def _stopped(block: Node) -> Node | None:
    """Return a paragraph that ends with a source, not with parentheses around one, with a stop."""
    last = block["c"][-1] if block["c"] else block
    if last["t"] != "Cite" or text(last)[-1:] in STOPS or _is_enclosed(last["c"][1]):
        return None
    return nodes.with_content(block, [*block["c"], nodes.string(".")])


def _is_enclosed(content: list[Node]) -> bool:
    """Whether the pass has put parentheses around a citation: words of their own, which no author types so."""
    return len(content) > 2 and content[0] == nodes.string("(") and content[-1] == nodes.string(")")


def _introduced(said: str) -> bool:
    """Whether what a note has said so far brings in a source, as "See" does."""
    last = said.split()[-1] if said.split() else ""
    word = last.strip("(“‘«„[").casefold().rstrip(".,")
    return bool(LEADING.search(said)) or word in INTRODUCING


def _bare(cite: Node, *, begins: bool) -> Node:
    """Return a Cite without the parentheses of the pass; at the beginning of a sentence its own words begin large."""
    citations, content = cite["c"]
    if _is_enclosed(content):
        content = content[1:-1]
    if begins and citations[0].get("citationPrefix"):
        content = [_large(content[0]), *content[1:]]
    return nodes.with_content(cite, [citations, content])


def _large(node: Node) -> Node:
    """Return an inline whose first letter is a capital: that of a word, plain, in an emphasis or a span."""
    content: Any = node.get("c")
    if node["t"] == "Str":
        return nodes.string(content[:1].upper() + content[1:])
    if node["t"] == "Span" and content[1]:
        return nodes.with_content(node, [content[0], [_large(content[1][0]), *content[1][1:]]])
    if node["t"] in ("Emph", "Strong") and content:
        return nodes.with_content(node, [_large(content[0]), *content[1:]])
    return node
