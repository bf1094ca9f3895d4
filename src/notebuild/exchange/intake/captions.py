"""Recognises the captions of tables and figures, and makes both as the house writes them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import tidying
from notebuild.exchange.intake.value import squeezed

LABEL = re.compile(
    r"\s*(?P<word>figures?|fig|graph(?:ique|ic)?s?|charts?|cartes?|maps?|images?|photos?|abbildungen|abbildung|abb|box|encadré"
    r"|illustrations?|tables?|tabl|tableaux?|tabellen?|tab)\b\.?\s*(?P<number>\d+[a-z]?(?:[.-]\d+)?|[IVX]+\b)?\s*(?P<end>[.:–—-]*)\s*",
    re.I,
)
TABULAR = re.compile(r"tab", re.I)
SOURCE = re.compile(r"\s*(?:sources?|quelle|quellen|note|notes|lecture)\s?:\s*\S", re.I)


class Caption(NamedTuple):
    """A paragraph that is the caption of a table or a figure."""

    kind: str
    """`tbl` or `fig`."""

    label: str
    """What it is called in the document: `Table 1`."""

    content: list[Node]
    """The words after the label."""


def caption(block: Node) -> Caption | None:
    """Return what a paragraph says as a caption, `Figure 2. The road`; None for one that is none."""
    if block["t"] not in ("Para", "Plain"):
        return None
    content = tidying.inlines(block["c"])
    words = tree.text(content)
    found = LABEL.match(words)
    if not found or not found["number"] or len(words) > 400:
        return None
    if not found["end"] and not re.match(r"[A-ZÀ-Þ“«‘\"(]", words[found.end() :] or "A"):
        return None  # "Figure 2 shows" begins a sentence
    if not found["end"] and words.rstrip().endswith(".") and len(words.split()) > 25:
        return None
    rest = after(content, found.end())
    label = squeezed(f"{found['word']} {found['number']}")
    return Caption("tbl" if TABULAR.match(found["word"]) else "fig", label, rest)


def unlabelled(content: list[Node]) -> list[Node]:
    """Return the words of a caption without `Figure:`, a label that has no number."""
    found = LABEL.match(tree.text(content))
    return after(content, found.end()) if found and not found["number"] and found["end"] == ":" else content


def after(content: list[Node], letters: int) -> list[Node]:
    """Return a run without its first letters, and the marks around what is left as they were."""
    out: list[Node] = []
    left = letters
    for one in content:
        if not left:
            out.append(one)
            continue
        words = tree.text(one)
        if len(words) <= left:
            left -= len(words)
        elif one["t"] == "Str":
            out.append(nodes.string(words[left:]))
            left = 0
        elif one["t"] in ("Emph", "Strong", "SmallCaps", "Superscript", "Subscript"):
            out.append(nodes.with_content(one, after(one["c"], left)))
            left = 0
        else:
            out.append(one)
            left = 0
    return tidying.inlines(out)


def is_source(block: Node) -> bool:
    """Return whether a paragraph behind a table or figure says where it comes from."""
    return block["t"] in ("Para", "Plain") and bool(SOURCE.match(tree.text(block["c"])))


def source(block: Node) -> Node:
    """Return the line below a table or figure, as the house marks it."""
    return nodes.div([nodes.para(block["c"])], classes=["source"])


def figure(image: Node, words: list[Node], own: str) -> Node:
    """Return a picture alone, with its caption, label and alternative text."""
    pairs = dict(image["c"][0][2])
    given = pairs.get("fig-alt") or pairs.get("alt") or ""
    alt = nodes.words(given) if given else image["c"][1]
    if not given and tree.text(alt) == tree.text(words):
        alt = []  # pandoc takes the caption for it where there is none
    target = [image["c"][2][0], ""]
    if not words:
        pairs = {"alt": squeezed(tree.text(alt))} if alt else {}
        return nodes.para([nodes.image(nodes.attr(own, **pairs), [], target)])
    held = [nodes.plain([nodes.image(nodes.attr(), alt, target)])]
    return {"t": "Figure", "c": [nodes.attr(own), [None, [nodes.plain(words)]], held]}


class Grid(NamedTuple):
    """A table as rows of cells, each a list of blocks."""

    head: list[list[Node]]
    rows: list[list[list[Node]]]
    aligned: list[Any]
    spans: bool
    """Whether a cell stood over several columns or rows."""


def grid(table: Node) -> Grid:
    """Return the cells of a table, one for each place; one that stood over several stands in the first."""
    _, _, columns, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    width = len(columns)
    taken: dict[tuple[int, int], bool] = {}
    out: list[list[list[Node]]] = []
    spans = False
    for at, row in enumerate(rows):
        cells: list[list[Node]] = [[] for _ in range(width)]
        column = 0
        for _, _, down, across, blocks in row[1]:
            while (at, column) in taken:
                column += 1
            spans = spans or down > 1 or across > 1
            if column < width:
                cells[column] = blocks
            taken |= {(at + y, column + x): True for y in range(down) for x in range(across)}
            column += across
        out.append(cells)
    out[len(head[1]) :] = [row for row in out[len(head[1]) :] if any(map(_holds, row))]
    heads = out[: len(head[1])]
    rest = out[len(head[1]) :]
    if not heads and rest and _is_head(rest[0]):
        heads, rest = rest[:1], rest[1:]
    if len(heads) > 1:
        rest, heads = [*heads[1:], *rest], heads[:1]
    return Grid(heads[0] if heads else [[] for _ in range(width)], rest, [one[0] for one in columns], spans)


def _holds(cell: list[Node]) -> bool:
    """Return whether anything stands in a cell."""
    return bool(tree.text(cell).strip()) or any(tree.find(cell, "Image", "Note", "Cite"))


def _is_head(row: list[list[Node]]) -> bool:
    """Return whether a first row has the look of heads: every word bold, or words in all cells, and no figures."""
    said = [tree.text(cell).strip() for cell in row]
    if not any(said) or len(row) < 2:
        return False
    bold = [
        all(one["t"] in ("Strong", "Space") for block in cell for one in block["c"])
        for cell, words in zip(row, said, strict=True)
        if words
        if all(block["t"] in ("Para", "Plain") for block in cell)
    ]
    return bool(bold and all(bold)) or (
        all(said[1:]) and not any(re.fullmatch(r"[\d\s.,%€$–-]+", one) for one in said)
    )


def is_layout(made: Grid) -> bool:
    """Return whether a table only places text beside text: one column, or a cell that holds a page's worth."""
    cells = [made.head, *made.rows]
    if len(made.aligned) < 2 and len(cells) < 3:
        return True
    return any(
        (len(cell) > 1 and len(tree.text(cell)) > 400) or len(tree.text(cell)) > 900
        for row in cells
        for cell in row
    )


def pipe(made: Grid, words: list[Node], own: str) -> Node:
    """Return a table that bars can draw: one paragraph a cell, a row of heads, caption and label."""

    def cell(blocks: list[Node]) -> list[Any]:
        return [nodes.attr(), {"t": "AlignDefault"}, 1, 1, [nodes.plain(one_line(blocks))] if blocks else []]

    def row(cells: list[list[Node]]) -> list[Any]:
        return [nodes.attr(), [cell(blocks) for blocks in cells]]

    caption = [None, [nodes.plain(words)] if words or own else []]
    widths = [[aligned, {"t": "ColWidthDefault"}] for aligned in made.aligned]
    head = [_unbold(cell) for cell in made.head]
    body = [[nodes.attr(), 0, [], [row(cells) for cells in made.rows]]]
    return {
        "t": "Table",
        "c": [nodes.attr(own), caption, widths, [nodes.attr(), [row(head)]], body, [nodes.attr(), []]],
    }


def _unbold(blocks: list[Node]) -> list[Node]:
    """Return a head without the bold that the house gives it anyway."""
    return tree.rewrite(blocks, lambda one: one["c"], "Strong")


def one_line(blocks: list[Node]) -> list[Node]:
    """Return the blocks of a cell as one run: paragraphs and items parted by semicolons, breaks by spaces."""
    out: list[Node] = []
    for block in blocks:
        if block["t"] in ("BulletList", "OrderedList"):
            items = block["c"] if block["t"] == "BulletList" else block["c"][1]
            pieces = [one_line(item) for item in items]
        elif block["t"] in ("Para", "Plain"):
            pieces = [tidying.inlines(block["c"])]
        else:
            pieces = [nodes.words(squeezed(tree.text(block)))]
        for piece in filter(None, pieces):
            if out:
                end = tree.text(out)[-1:]
                out += [*([] if end in ".;:,!?" else [nodes.string(";")]), nodes.space()]
            out += piece
    return tidying.inlines([nodes.space() if one["t"] == "LineBreak" else one for one in out])
