"""Sets the figures and tables of a document as the house writes them, each with its caption, label and source."""

from __future__ import annotations

import re

from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import captions, tidying
from notebuild.exchange.intake.arrange import Item
from notebuild.exchange.intake.value import Remark, squeezed


def floats(found: list[Item]) -> tuple[list[Item], dict[str, str], list[Remark]]:
    """Return the text with its figures and tables as the house writes them, and the label that each name leads to."""
    out: list[Item] = []
    labels: dict[str, str] = {}
    remarks: list[Remark] = []
    count = {"fig": 0, "tbl": 0}
    used: set[int] = set()
    for at, item in enumerate(found):
        if at in used:
            continue
        images = _pictures(item.block)
        is_table = item.block["t"] == "Table"
        if not images and not is_table:
            out.append(item)
            continue
        kind = "tbl" if is_table else "fig"
        words, label, near = _caption(found, at, kind, used, out)
        anchors = item.anchors | near
        made: list[Node]
        if is_table:
            table = captions.grid(item.block)
            own_words = tidying.inlines(
                [one for block in item.block["c"][1][1] for one in block.get("c", [])]
            )
            if own_words and not words:
                inner = captions.caption(nodes.para(own_words))
                words, label = (inner.content, inner.label) if inner else (own_words, "")
            if captions.is_layout(table):
                remarks.append(
                    Remark(
                        "a table that only places text: its paragraphs stand one after the other",
                        "",
                        place=item.place,
                    )
                )
                out += [
                    Item(block, item.place)
                    for row in [table.head, *table.rows]
                    for cell in row
                    for block in cell
                ]
                continue
            if table.spans:
                remarks.append(
                    Remark(
                        "a table with joined cells: each stands in the first of its places",
                        tree.text(words),
                        place=item.place,
                    )
                )
            words, calls = _without_calls(words)
            count["tbl"] += bool(words)
            name = _own(anchors, "tbl") or f"tbl-{count['tbl']}" if words else ""
            made = [captions.pipe(table, words, name), *([nodes.para(calls)] if calls else [])]
            if not words:
                remarks.append(
                    Remark(
                        "a table without a caption", squeezed(tree.text(item.block))[:80], place=item.place
                    )
                )
        else:
            inner_words = _figure_words(item.block)
            if inner_words and not words:
                inner = captions.caption(nodes.para(inner_words))
                words, label = (inner.content, inner.label) if inner else (inner_words, "")
            words, calls = _without_calls(words)
            made, first = [], ""
            for number, image in enumerate(images):
                count["fig"] += 1
                name = _own(anchors, "fig") if not number else ""
                name = name or f"fig-{count['fig']}"
                first = name if not number else first
                made.append(captions.figure(image, words if not number else [], name))
                if number == 0:
                    labels |= dict.fromkeys(anchors, name)
                if not words or number:
                    remarks.append(Remark("a picture without a caption", image["c"][2][0], place=item.place))
                if not image["c"][1]:
                    remarks.append(
                        Remark("a picture without an alternative text", image["c"][2][0], place=item.place)
                    )
            name = first
            made += [nodes.para(calls)] if calls else []
        if label:
            remarks.append(
                Remark(
                    "a label that the house counts by itself",
                    label,
                    wants_look=False,
                    left_out=True,
                    place=item.place,
                )
            )
            labels[label.casefold()] = name
        labels |= dict.fromkeys(anchors, name) if name else {}
        out += [Item(block, item.place, anchors) for block in made]
        following = at + 1
        while following in used:
            following += 1
        if following < len(found) and captions.is_source(found[following].block):
            used.add(following)
            out.append(Item(captions.source(found[following].block), found[following].place))
    return out, labels, remarks


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


def _figure_words(block: Node) -> list[Node]:
    if block["t"] != "Figure":
        return []
    return tidying.inlines([one for inner in block["c"][1][1] for one in inner.get("c", [])])


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
