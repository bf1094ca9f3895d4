"""Makes lists of paragraphs whose marks were typed by hand."""

from __future__ import annotations

import re
from dataclasses import replace

from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import captions
from notebuild.exchange.intake.arrange import Item
from notebuild.exchange.intake.value import Remark

LISTS = ("BulletList", "OrderedList")


def typed_lists(found: list[Item]) -> tuple[list[Item], list[Remark]]:
    """Return the text with lists where their marks were typed: `• one`, `- two`, `1. three`."""
    out: list[Item] = []
    remarks: list[Remark] = []
    found = [part for item in found for part in _lines(item)]
    at = 0
    while at < len(found):
        run = _run(found, at)
        if len(run) < 2:
            out.append(found[at])
            at += 1
            continue
        marks, contents = [], []
        for item in run:
            mark = _mark(item.block)
            assert mark
            marks.append(mark[0])
            contents.append([nodes.plain(captions.after(item.block["c"], mark.end()))])
        numbered = re.match(r"\W?(\d+)", marks[0])
        if numbered:
            style = [int(numbered[1]), {"t": "Decimal"}, {"t": "OneParen" if ")" in marks[0] else "Period"}]
            block: Node = {"t": "OrderedList", "c": [style, contents]}
        else:
            block = {"t": "BulletList", "c": contents}
        what = "a list whose marks were typed by hand: it is a list now"
        remarks.append(Remark(what, " ".join(marks), wants_look=False, left_out=True, place=run[0].place))
        out.append(Item(block, run[0].place, frozenset().union(*(item.anchors for item in run))))
        at += len(run)
    return out, remarks


def regrouped(found: list[Item]) -> list[Item]:
    """Return the text with lists that another program has parted made one again.

    LibreOffice writes a deeper level as a list of its own, whose items hold nothing but a list; and of two
    lists of one kind with nothing between them Markdown makes one in any case.
    """
    out: list[Item] = []
    for item in found:
        last = out[-1].block if out else None
        if last is None or last["t"] not in LISTS or item.block["t"] not in LISTS:
            out.append(item)
            continue
        depth, inner = 0, item.block
        while (
            all(len(one) == 1 and one[0]["t"] in LISTS for one in _entries(inner))
            and len(_entries(inner)) == 1
        ):
            depth, inner = depth + 1, _entries(inner)[0][0]
        if depth or inner["t"] == last["t"]:
            out[-1] = replace(
                out[-1], block=_joined(last, inner, depth), anchors=out[-1].anchors | item.anchors
            )
        else:
            out.append(item)
    return out


def _entries(block: Node) -> list[list[Node]]:
    entries: list[list[Node]] = block["c"] if block["t"] == "BulletList" else block["c"][1]
    return entries


def _joined(before: Node, inner: Node, depth: int) -> Node:
    """Return a list with another behind it, or below its last item so many levels down."""
    entries = _entries(before)
    if depth == 0 and inner["t"] == before["t"]:
        entries = [*entries, *_entries(inner)]
    elif entries:
        *rest, last = entries
        own = last[-1] if last and last[-1]["t"] in LISTS else None
        goes_on = own is not None and (depth > 1 or own["t"] == inner["t"])
        below = [*last[:-1], _joined(own, inner, depth - 1)] if own and goes_on else [*last, inner]
        entries = [*rest, below]
    return {"t": before["t"], "c": entries if before["t"] == "BulletList" else [before["c"][0], entries]}


def _lines(item: Item) -> list[Item]:
    """Return a paragraph whose lines all begin with marks of a list as paragraphs of their own."""
    if item.block["t"] != "Para" or not any(one["t"] == "LineBreak" for one in item.block["c"]):
        return [item]
    lines: list[list[Node]] = [[]]
    for one in item.block["c"]:
        if one["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(one)
    marked = [bool(_mark(nodes.para(line))) for line in lines]
    if sum(marked) < 2 or not all(marked[1:]):
        return [item]
    return [
        Item(nodes.para(line), item.place, item.anchors if not at else frozenset())
        for at, line in enumerate(lines)
    ]


_MARK = re.compile(r"\s*(?:[•◦▪●‣·]|[-–—]|\(?\d{1,2}[.)])\s+(?=\S)")


def _mark(block: Node) -> re.Match[str] | None:
    return _MARK.match(tree.text(block["c"])) if block["t"] == "Para" else None


def _run(found: list[Item], at: int) -> list[Item]:
    """Return the paragraphs from one on that are the items of one typed list."""
    run: list[Item] = []
    for item in found[at:]:
        mark = _mark(item.block)
        if not mark:
            break
        sign = mark[0].strip()
        if run:
            first = _mark(run[0].block)
            assert first
            number = re.search(r"\d+", sign)
            begun = re.search(r"\d+", first[0])
            if bool(number) != bool(begun) or (
                number and begun and int(number[0]) != int(begun[0]) + len(run)
            ):
                break
            if not number and sign != first[0].strip():
                break
        run.append(item)
    return run
