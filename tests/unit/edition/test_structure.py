"""What pandoc read is compared with the segments: one block read otherwise is told at its line."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.core.model import Document, Node
from notebuild.core.problems import NotebuildError
from notebuild.edition import nodes, structure
from notebuild.sources import markdown

NOTE = """## A

It *is*[^a], with `code`[^b].

| One | *Two* | |
|-----|-------|-|
| [@k] | 3 | <!-- later --> |

: A table {#tbl}

![A drawing](figures/a.svg){#fig alt="It"}

[^a]: X.

[^b]:
    - Y

## B {#b}
"""


def head(words: str) -> Node:
    return {"t": "Header", "c": [2, ["", [], []], nodes.words(words)]}


def para(*inlines: Node) -> Node:
    return {"t": "Para", "c": list(inlines)}


def footnote(label: str, *blocks: Node) -> Node:
    return {"t": "Note", "c": [para(nodes.span(["note-label"], [], note=label)), *blocks]}


def row(*cells: str) -> list[Any]:
    blank = ["", [], []]
    plain = ([{"t": "Plain", "c": nodes.words(cell)}] if cell else [] for cell in cells)
    return [blank, [[blank, {"t": "AlignDefault"}, 1, 1, blocks] for blocks in plain]]


def table(*rows: list[Any], caption: str = "A table") -> Node:
    blank = ["", [], []]
    said = [{"t": "Plain", "c": nodes.words(caption)}] if caption else []
    return {
        "t": "Table",
        "c": [blank, [None, said], [], [blank, [rows[0]]], [[blank, 0, [], rows[1:]]], [blank, []]],
    }


def figure(caption: str = "A drawing") -> Node:
    return {"t": "Figure", "c": [["", [], []], [None, [{"t": "Plain", "c": nodes.words(caption)}]], []]}


GRID = table(row("One", "Two", ""), row("[@k]", "3", ""))
NOTES = para(footnote("a"), footnote("b", table(row("In", "a"), row("foot", "note")), head("In a footnote")))


def test_the_same_blocks_are_passed() -> None:
    """Marks, empty cells, comments and what stands inside footnotes make no difference."""
    read: Document = {"meta": {}, "blocks": [head("A"), NOTES, GRID, figure(), head("B")]}
    structure.check(read, markdown.segments(NOTE, "n.md"), "n.md")


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        (
            [head("A"), NOTES, GRID, figure()],
            'n.md:18:4: pandoc reads 1 heading where 2 are marked; the first that differs is "B"',
        ),
        (
            [
                head("A"),
                {"t": "BlockQuote", "c": [head("It is")]},
                NOTES,
                GRID,
                figure(),
                head("B"),
            ],
            'n.md:3:1: pandoc reads 3 headings where 2 are marked; the first that differs is "It is"',
        ),
        (
            [head("A"), NOTES, GRID, figure(), head("B"), head("Nowhere")],
            'n.md: pandoc reads 3 headings where 2 are marked; the first that differs is "Nowhere"',
        ),
        (
            [head("A"), NOTES, table(row("One", "Two", ""), row("3", "", "")), figure(), head("B")],
            'n.md:7:3: pandoc reads 3 table cells where 4 are marked; the first that differs is "[@k]"',
        ),
        (
            [head("A"), NOTES, table(*GRID["c"][3][1], *GRID["c"][4][0][3], caption=""), figure(), head("B")],
            'n.md:9:3: pandoc reads 1 caption where 2 are marked; the first that differs is "A table"',
        ),
        (
            [head("A"), NOTES, GRID, figure(), figure("It is"), head("B")],
            'n.md:3:1: pandoc reads 3 captions where 2 are marked; the first that differs is "It is"',
        ),
        (
            [head("A"), para(footnote("b")), GRID, figure(), head("B")],
            'n.md:13:7: pandoc reads 1 footnote where 2 are marked; the first that differs is "a"',
        ),
    ],
    ids=["a heading less", "a quoted one more", "one from nowhere", "cell", "table", "figure", "footnote"],
)
def test_a_difference_is_told_at_its_line(blocks: list[Node], told: str) -> None:
    """More or fewer of a kind stop the edition, at the first that is not in both."""
    with pytest.raises(NotebuildError) as caught:
        structure.check({"meta": {}, "blocks": blocks}, markdown.segments(NOTE, "n.md"), "n.md")
    (problem,) = caught.value.problems
    assert str(problem) == f"{told}\n    put a blank line before and after it, and begin it at the margin"
