"""Sets the figures and tables of a document as the house writes them, each with its caption, label and source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import captions, tidying
from notebuild.exchange.intake.arrange import Item
from notebuild.exchange.intake.value import Remark, squeezed


@dataclass(frozen=True, slots=True)
class _Made:
    """A figure or table as the house writes it."""

    blocks: list[Node]
    name: str
    """The label that references to it have; empty of a table without a caption."""

    remarks: list[Remark]


def floats(found: list[Item]) -> tuple[list[Item], dict[str, str], list[Remark]]:
    """Return the text with its figures and tables as the house writes them, and the label that each name leads to."""
    found = unfolded(found)
    out: list[Item] = []
    labels: dict[str, str] = {}
    remarks: list[Remark] = []
    used: set[int] = set()
    figures = tables = 0
    for at, item in enumerate(found):
        images = _pictures(item.block)
        if at in used:
            continue
        if not images and item.block["t"] != "Table":
            out.append(item)
            continue
        kind = "fig" if images else "tbl"
        words, label, near = _caption(found, at, kind, used, out)
        own = _own_words(item.block)
        if own and not words:
            inner = captions.caption(nodes.para(own))
            words, label = (inner.content, inner.label) if inner else (captions.unlabelled(own), "")
        words, calls = _without_calls(words)
        anchors = item.anchors | near
        given = _own(anchors, kind)
        if images:
            made = _figures(images, words, given, figures)
            figures += len(images)
        else:
            tables += bool(words)
            made = _table(item.block, words, given or f"tbl-{tables}")
        remarks += [replace(one, place=item.place) for one in made.remarks]
        if label:
            what = "a label that the house counts by itself"
            remarks.append(Remark(what, label, wants_look=False, left_out=True, place=item.place))
        if made.name:
            labels |= dict.fromkeys([*anchors, *([label.casefold()] if label else [])], made.name)
        blocks = [*made.blocks, *([nodes.para(calls)] if calls else [])]
        out += [Item(block, item.place, anchors) for block in blocks]
        following = next((n for n in range(at + 1, len(found)) if n not in used), 0)
        if following and captions.is_source(found[following].block):
            used.add(following)
            out.append(Item(captions.source(found[following].block), found[following].place))
    return out, labels, remarks


def _figures(images: list[Node], words: list[Node], given: str, before: int) -> _Made:
    """Return pictures as figures, the first with the caption."""
    blocks, remarks = [], []
    first = given or f"fig-{before + 1}"
    for number, image in enumerate(images):
        own = first if not number else f"fig-{before + number + 1}"
        blocks.append(captions.figure(image, words if not number else [], own))
        source = image["c"][2][0]
        if not words or number:
            remarks.append(Remark("a picture without a caption", source))
        pairs = dict(image["c"][0][2])
        if not (image["c"][1] or pairs.get("alt") or pairs.get("fig-alt")):
            remarks.append(Remark("a picture without an alternative text", source))
    return _Made(blocks, first, remarks)


def _table(block: Node, words: list[Node], name: str) -> _Made:
    """Return a table with bars between its cells."""
    grid = captions.grid(block)
    remarks = []
    if grid.spans:
        what = "a table with joined cells: each stands in the first of its places"
        remarks.append(Remark(what, tree.text(words)))
    cells = [cell for row in [grid.head, *grid.rows] for cell in row]
    if inner := [one for cell in cells for one in tree.find(cell, "Table")]:
        what = "a table within a cell: its words stand there one after the other"
        remarks += [Remark(what, squeezed(tree.text(one))[:80]) for one in inner]
    elif several := [
        cell for cell in cells if len(cell) > 1 or any(one["t"] not in ("Para", "Plain") for one in cell)
    ]:
        what = "a cell with several paragraphs: they stand on one line, parted by semicolons"
        remarks += [Remark(what, squeezed(tree.text(cell))[:80]) for cell in several]
    if not any(tree.text(cell).strip() for cell in grid.head):
        remarks.append(Remark("a table without a row of heads: write one", squeezed(tree.text(block))[:80]))
    if not words:
        remarks.append(Remark("a table without a caption", squeezed(tree.text(block))[:80]))
    return _Made([captions.pipe(grid, words, name if words else "")], name if words else "", remarks)


def opened(found: list[Item]) -> tuple[list[Item], list[Remark]]:
    """Return the text with the tables that only place words beside words opened, cell after cell."""
    out: list[Item] = []
    remarks: list[Remark] = []
    for item in found:
        if item.block["t"] != "Table" or not captions.is_layout(captions.grid(item.block)):
            out.append(item)
            continue
        what = "a table that only places text: its paragraphs stand one after the other"
        remarks.append(Remark(what, squeezed(tree.text(item.block))[:80], place=item.place))
        words = _own_words(item.block)
        cells = [nodes.para(words)] if words else []
        cells += [nodes.para(one["c"]) if one["t"] == "Plain" else one for one in _cells(item.block)]
        out += [
            Item(block, item.place, item.anchors if not at else frozenset()) for at, block in enumerate(cells)
        ]
    return out, remarks


def _cells(block: Node) -> list[Node]:
    """Return what stands in the cells of a table, one after the other."""
    grid = captions.grid(block)
    return [inner for row in [grid.head, *grid.rows] for cell in row for inner in cell]


def unfolded(found: list[Item]) -> list[Item]:
    """Return the text with captions below figures or tables that follow one another as paragraphs again.

    pandoc gives a paragraph of a caption's style to what stands behind it, wherever captions stand.
    """
    out: list[Item] = []
    below = False
    for at, item in enumerate(found):
        kind = _kind(item.block)
        if below and kind and _own_words(item.block):
            caption = nodes.para(_own_words(item.block))
            out += [
                Item(caption, item.place, item.anchors),  # Word's references lead to captions
                Item(_bare(item.block), item.place),
            ]
            continue
        out.append(item)
        end = next((n for n in range(at + 1, len(found)) if not _is_labelled(found[n].block, kind)), 0)
        last = captions.caption(found[end].block) if end else None
        below = bool(kind and not _own_words(item.block) and last and last.kind == kind)
    return out


def _kind(block: Node) -> str:
    return "tbl" if block["t"] == "Table" else "fig" if _pictures(block) else ""


def _is_labelled(block: Node, kind: str) -> bool:
    """Return whether it is a figure or table to which pandoc gave a caption with a number."""
    said = captions.caption(nodes.para(_own_words(block)))
    return bool(kind and kind == _kind(block) and said and said.kind == kind)


def _bare(block: Node) -> Node:
    """Return a figure or table without the caption that pandoc gave it."""
    if block["t"] == "Table":
        return {**block, "c": [block["c"][0], [None, []], *block["c"][2:]]}
    said = tree.text(_own_words(block))
    images = [
        nodes.image(one["c"][0], [] if tree.text(one["c"][1]) == said else one["c"][1], one["c"][2])
        for one in _pictures(block)
    ]
    return nodes.para(images)


def _own_words(block: Node) -> list[Node]:
    """Return the caption that a figure or table has in pandoc's tree."""
    if block["t"] not in ("Figure", "Table"):
        return []
    return tidying.inlines([one for inner in block["c"][1][1] for one in inner.get("c", [])])


def _own(anchors: frozenset[str], kind: str) -> str:
    """Return the label that an author gave a figure or table, in our form (Quarto's `fig-x`, Manubot's `fig:x`)."""
    given = sorted(name for name in anchors if re.fullmatch(rf"{kind}[-:][\w-]+", name))
    return given[0].replace(":", "-") if given else ""


def _pictures(block: Node) -> list[Node]:
    """Return the pictures of a block that is nothing but pictures."""
    if block["t"] == "Figure":
        return list(tree.find(block["c"][2], "Image"))
    if block["t"] == "Para" and not re.search(r"\w", tree.text(block["c"])):
        return list(tree.find(block["c"], "Image")) if not any(tree.find(block, "Note", "Cite")) else []
    return []


def _caption(
    found: list[Item], at: int, kind: str, used: set[int], out: list[Item]
) -> tuple[list[Node], str, frozenset[str]]:
    """Return the caption that stands behind a figure or before a table (or the other way about), and take it."""
    last = at - 1
    before = last if last >= 0 and last not in used and out and out[-1].place == found[last].place else None
    after = at + 1 if at + 1 < len(found) else None
    for number in (before, after) if kind == "tbl" else (after, before):
        said = captions.caption(found[number].block) if number is not None else None
        if number is None or said is None or said.kind != kind:
            continue
        if number == before:
            beyond = at - 2
            if kind == "fig" and beyond >= 0 and _pictures(found[beyond].block):
                continue  # it is the caption of the picture above it
            out.pop()
        used.add(number)
        return said.content, said.label, found[number].anchors
    return [], "", frozenset()


def _without_calls(words: list[Node]) -> tuple[list[Node], list[Node]]:
    """Return a caption without its calls, which the house has in the text, and these calls."""
    calls = list(tree.find(words, "Note", "Cite"))
    return (tree.rewrite(words, lambda one: [], "Note", "Cite") if calls else words), calls
