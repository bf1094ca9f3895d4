"""Arranges the blocks of a document as the house's notes have them: headings, figures, tables, lists, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import captions, tidying
from notebuild.exchange.intake.value import Remark


@dataclass(frozen=True, slots=True)
class Item:
    """A block of the text, where it stands in the document, and the names by which links lead to it."""

    block: Node
    place: int = 0
    anchors: frozenset[str] = field(default_factory=frozenset)


def items(blocks: Iterable[Node]) -> list[Item]:
    """Return the blocks of a document one after the other: what only groups others is opened, what is empty goes."""
    found: list[Item] = []
    waiting: frozenset[str] = frozenset()
    for block, anchors in _opened(blocks, frozenset()):
        own = (
            waiting
            | anchors
            | {tree.identifier(one) for one in tree.find(block, "Span", "Div", "Header", "Figure", "Table")}
        )
        own -= {""}
        tidy = tree.rewrite_runs(block, tidying.inlines)
        has_words = tree.text(tidy).strip() or any(tree.find(tidy, "Image", "Note", "HorizontalRule", "Cite"))
        if not has_words:
            waiting = own  # the bookmark of an empty paragraph means the next one
            continue
        waiting = frozenset()
        found.append(Item(tidy, len(found) + 1, own))
    return found


def _opened(blocks: Iterable[Node], anchors: frozenset[str]) -> Iterator[tuple[Node, frozenset[str]]]:
    for block in blocks:
        if block["t"] == "Div" and not set(tree.classes(block)) & {"source", "pullquote"}:
            own = frozenset({tree.identifier(block)} - {""})
            yield from _opened(block["c"][1], anchors | own)
        elif block["t"] == "Plain":
            yield nodes.para(block["c"]), anchors
        else:
            yield block, anchors
        anchors = frozenset()


def linked(block: Node, labels: Mapping[str, str], place: int) -> tuple[Node, list[Remark]]:
    """Return a block whose links within the document lead to the labels of the note; a dead one keeps its words."""
    remarks: list[Remark] = []
    block = _typed(block, labels, remarks)

    def link(one: Node) -> Node | list[Node] | None:
        words, target = one["c"][1], str(one["c"][2][0])
        if not target.startswith("#"):
            if re.match(r"(?:https?://|mailto:)", target):
                return None
            remarks.append(
                Remark(
                    f"a link to {target}, which is no address of the web: its words stay", tree.text(words)
                )
            )
            return list(words)
        label = labels.get(target[1:]) or labels.get(target[1:].casefold())
        said = tree.text(words).strip()
        if not said and label:  # a reference of Quarto, which has no words of its own
            return [{"t": "RawInline", "c": ["markdown", f"[](#{label})"]}]
        if words and all(one["t"] == "RawInline" for one in words):
            return list(words)
        if label is None:
            what = "a reference to a place for which the note has no label: its words stay"
            remarks.append(Remark(what, said or target[1:]))
            return list(words) or [nodes.string(target[1:])]
        prints = label.startswith(("fig-", "tbl-")) and captions.LABEL.fullmatch(said)
        if prints or labels.get(f"title:{label}") == said:
            remarks.append(
                Remark("a reference that the house words by itself", said, wants_look=False, left_out=True)
            )
            return [{"t": "RawInline", "c": ["markdown", f"[](#{label})"]}]
        return nodes.link(list(words), f"#{label}")

    done = tree.rewrite(block, link, "Link")
    return done, [replace(remark, place=place) for remark in remarks]


def _typed(block: Node, labels: Mapping[str, str], remarks: list[Remark]) -> Node:
    """Return a block in which `Table 1`, typed as words, is a reference too, where the document has one so called."""

    def run(content: list[Node]) -> list[Node]:
        out: list[Node] = []
        for one in content:
            number = re.match(r"\d+[a-z]?", str(one["c"])) if one["t"] == "Str" else None
            before = out[-2:] if number else []
            is_word = (
                len(before) == 2 and before[0]["t"] == "Str" and before[1]["t"] in ("Space", "SoftBreak")
            )
            word = re.search(r"[^\W\d_]+\.?\Z", str(before[0]["c"])) if is_word else None
            label = labels.get(f"{word[0]} {number[0]}".casefold()) if word and number else None
            if not label or not word or not number:
                out.append(one)
                continue
            head, tail = str(before[0]["c"])[: word.start()], str(one["c"])[number.end() :]
            out[-2:] = [nodes.string(head)] if head else []
            out.append({"t": "RawInline", "c": ["markdown", f"[](#{label})"]})
            out += [nodes.string(tail)] if tail else []
            said = f"{word[0]} {number[0]}"
            remarks.append(
                Remark("a reference that the house words by itself", said, wants_look=False, left_out=True)
            )
        return out

    return block if block["t"] in ("Header", "Figure") else tree.rewrite_runs(block, run)


def levelled(block: Node) -> Node:
    """Return a list, quotation or paragraph with what stands in it as the house writes it, items tight."""
    if block["t"] in ("BulletList", "OrderedList"):
        inner = block["c"] if block["t"] == "BulletList" else block["c"][1]
        fitted = [
            _merged([levelled(one) for one in item if one["t"] != "Para" or one["c"]]) for item in inner
        ]
        tight = all(sum(one["t"] == "Para" for one in item) <= 1 for item in fitted)
        fitted = [
            [nodes.plain(one["c"]) if one["t"] == "Para" and tight else one for one in item]
            for item in fitted
            if item
        ]
        return {"t": block["t"], "c": fitted if block["t"] == "BulletList" else [block["c"][0], fitted]}
    if block["t"] == "BlockQuote":
        return {"t": "BlockQuote", "c": [levelled(one) for one in block["c"]]}
    if block["t"] == "Header":
        return nodes.para([{"t": "Strong", "c": block["c"][2]}])
    return block


def _merged(blocks: list[Node]) -> list[Node]:
    """Return the blocks of an item with lists of one kind that stand next to each other made one, as Markdown does."""
    out: list[Node] = []
    for block in blocks:
        before = out[-1] if out else None
        if before is not None and before["t"] == block["t"] == "BulletList":
            out[-1] = {"t": "BulletList", "c": [*before["c"], *block["c"]]}
        elif before is not None and before["t"] == block["t"] == "OrderedList":
            out[-1] = {"t": "OrderedList", "c": [before["c"][0], [*before["c"][1], *block["c"][1]]]}
        else:
            out.append(block)
    return out


def finished(item: Item) -> Node:
    """Return a block with calls before stops, and a line of the source for each sentence."""

    def run(content: list[Node]) -> list[Node]:
        return tidying.unmarked(tidying.sentences(tidying.before_stops(content)))

    block = item.block
    if block["t"] in ("Header", "Table", "Figure", "CodeBlock"):
        return tree.rewrite_runs(block, tidying.before_stops)
    return tree.rewrite_down([block], lambda one: [nodes.with_content(one, run(one["c"]))], "Para", "Plain")[
        0
    ]
