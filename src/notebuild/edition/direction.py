"""Close off what is read from right to left, so that every format sets it whole and in its own order.

Unicode's rules (Standard Annex 9) let a Hebrew or Arabic title run into the figures and marks after it: a page
number would stand before the title, two titles change places. A Span with a direction of its own is one thing to
its neighbours in HTML and Word, and is set by itself in print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from operator import is_

from notebuild.core.characters import DIRECTIONS, END, ISOLATE, RIGHT_TO_LEFT, RTL
from notebuild.core.model import Node, short
from notebuild.edition import closing, nodes, tree
from notebuild.edition.tree import Whole

LANGUAGES = frozenset("ar arc ckb dv fa he iw ji khw ks ps sd ug ur yi".split())
"""Primary subtags of languages that are written from right to left."""

PIECE = re.compile(f"[{ISOLATE}{END}]|[{RTL}]+|[^{RTL}{ISOLATE}{END}]+")
FORMATTED = frozenset("Emph Strong Underline Strikeout SmallCaps Superscript Subscript Link Span".split())

Piece = tuple[str, Node]
"""An inline, or a part of a Str, and what it is: "rtl", "ltr" (letters, or what parts two passages),
"space" (neither: marks, figures, blanks), "closed" (a passage by itself), or a sign that begins or ends an isolate."""


def mark(whole: Whole) -> Whole:
    """Return a document, list or element in which each passage from right to left is a Span with `dir`.

    Signs of direction that have no shape, typed or of the citation pass, are gone.
    """
    known: list[Node] = []
    bare = tree.rewrite(whole, undirected, *tree.ATTR_AT)
    return tree.rewrite_runs(bare, lambda inlines: run(inlines, known))


def undirected(node: Node) -> Node | list[Node] | None:
    """Return an element without a direction that its author gave it; a Span with letters to set so, as an isolate."""
    if not tree.attribute(node, "dir"):
        return None
    if node["t"] == "Span" and tree.attributes_of(node) == nodes.attr(dir="rtl"):
        told = RIGHT_TO_LEFT.search(tree.text(node)) is not None
        return [nodes.string(ISOLATE), *node["c"][1], nodes.string(END)] if told else list(node["c"][1])
    own, classes, pairs = tree.attributes_of(node)
    content = list(node["c"])
    content[tree.ATTR_AT[node["t"]]] = [own, classes, [pair for pair in pairs if pair[0] != "dir"]]
    return nodes.with_content(node, content)


def run(inlines: list[Node], known: list[Node]) -> list[Node]:
    """Return one run of inlines with its passages in Spans; a run without any, as it is.

    `known` are the passages that were isolates, in whatever elements they lie: nothing is joined to them.
    """
    directed = [spoken(node) for node in inlines]
    pieces = [piece for node in directed for piece in parted(node, known)]
    kinds = {kind for kind, _ in pieces}
    closed = bool(kinds & {ISOLATE, END, "closed"})
    if "rtl" in kinds:
        pieces = isolates(pieces, known) if closed else pieces
        return joined(wrapped(pieces, not closed and "ltr" not in kinds))
    if kinds & {ISOLATE, END} or any(node["t"] == "Str" and DIRECTIONS.search(node["c"]) for node in inlines):
        return joined(isolates(pieces, known))
    return inlines if all(map(is_, directed, inlines)) else directed


def spoken(node: Node) -> Node:
    """Return a Span in a language from right to left with that direction, whole; any other element as it is."""
    if node["t"] != "Span":
        return node
    if short(tree.attribute(node, "lang")) not in LANGUAGES or not RIGHT_TO_LEFT.search(tree.text(node)):
        return node
    own, classes, pairs = node["c"][0]
    return nodes.with_content(node, [[own, classes, [*pairs, ["dir", "rtl"]]], entire(node["c"][1])])


def entire(inlines: list[Node]) -> list[Node]:
    """Return the inlines of a passage that is told to be one, without the passages that were found in it."""
    return absorbed(joined([("", inline) for inline in tree.rewrite(inlines, inner, "Span")]))


def inner(node: Node) -> list[Node] | None:
    """Return the inlines of a passage that was found inside another."""
    found = tree.attributes_of(node) == nodes.attr(dir="rtl")
    return list(node["c"][1]) if found else None


def parted(node: Node, known: Sequence[Node]) -> list[Piece]:
    """Return an inline in pieces of one direction each."""
    kind = node["t"]
    if kind == "Str":
        return [
            piece(text)
            for text in PIECE.findall(node["c"])
            if DIRECTIONS.sub("", text) or text in (ISOLATE, END)
        ]
    if kind in ("Space", "SoftBreak"):
        return [("space", node)]
    core = node
    while core["t"] in FORMATTED and core["c"] and not tree.attribute(core, "dir"):
        content = core["c"] if isinstance(core["c"][0], dict) else core["c"][1]
        if len(content) != 1:
            break
        (core,) = content
    if tree.attribute(core, "dir") != "rtl":
        return [("ltr", node)]
    whole = tree.attribute(core, "lang") or any(core is one for one in known)
    return [("closed" if whole else "rtl", node)]


def piece(text: str) -> Piece:
    """Return a part of a Str, which holds letters of one direction alone."""
    if text in (ISOLATE, END):
        return text, nodes.string("")
    node = nodes.string(DIRECTIONS.sub("", text))
    return ("rtl" if RIGHT_TO_LEFT.match(text) else "ltr" if is_forward(text) else "space"), node


def is_forward(text: str) -> bool:
    """Return whether a text has a letter that is read from left to right."""
    return any(letter.isalpha() and not RIGHT_TO_LEFT.match(letter) for letter in text)


def isolates(pieces: Sequence[Piece], known: list[Node]) -> list[Piece]:
    """Return the pieces with each isolate one of them; two names with a space between are one name."""
    out: list[Piece] = []
    opened: list[Piece] | None = None
    for at, (kind, node) in enumerate(pieces):
        before = [one for one, _ in pieces[max(at - 2, 0) : at]]
        if kind == ISOLATE:
            if before == [END, "space"] and len(out) > 1 and is_blank(out[-1][1]):
                blank, last = out.pop(), out.pop()
                opened = [*(("", inline) for inline in last[1]["c"][1]), blank]
            else:
                opened = []
        elif kind == END:
            if opened:
                known.append(nodes.span((), entire(joined(opened)), dir="rtl"))
                out.append(("closed", known[-1]))
            opened = None
        elif opened is not None:
            opened.append((kind, node))
        else:
            out.append((kind, node))
    return [*out, *(opened or [])]


def is_blank(node: Node) -> bool:
    """Return whether an inline is a space between two words."""
    return node["t"] in tree.BREAKS or (node["t"] == "Str" and not node["c"].strip())


def wrapped(pieces: list[Piece], whole: bool) -> list[Piece]:
    """Return the pieces with each passage in a Span: from a letter to the last before letters of other scripts.

    Figures that touch it belong to it. Where no letter is of another script, the `whole` is a passage.
    """
    letters = [at for at, (kind, _) in enumerate(pieces) if kind == "rtl"]
    out: list[Piece] = []
    at = 0
    while letters:
        before = at
        begin = end = letters.pop(0)
        while letters and all(kind == "space" for kind, _ in pieces[end + 1 : letters[0]]):
            if not whole and not closing.holds(
                said(pieces[begin : end + 1]), said(pieces[end + 1 : letters[0]])
            ):
                break
            end = letters.pop(0)
        if whole:
            begin, end = 0, len(pieces) - 1
        content, at = [*pieces[begin : end + 1]], end + 1
        if not whole and at < len(pieces) and (figures := touching(content, pieces[at])):
            text = pieces[at][1]["c"]
            content.append(("space", nodes.string(figures)))
            pieces[at] = ("space", nodes.string(text[len(figures) :]))
        out += [*pieces[before:begin], ("", passage(content))]
    return [*out, *(piece for piece in pieces[at:] if piece[1].get("c") != "")]


def touching(so_far: Sequence[Piece], one: Piece) -> str:
    """Return the figures and closing marks with which a piece begins that belong to the passage before it."""
    if one[0] != "space" or one[1]["t"] != "Str":
        return ""
    return closing.taken(said(so_far), one[1]["c"])


def said(pieces: Sequence[Piece]) -> str:
    """Return the words of pieces."""
    return tree.text([node for _, node in pieces])


def passage(pieces: Sequence[Piece]) -> Node:
    """Return a passage; one element that is it already, or holds it, as it is."""
    content = joined(pieces)
    if len(content) == 1 and content[0]["t"] in FORMATTED:
        return content[0]
    return nodes.span((), absorbed(content), dir="rtl")


def absorbed(inlines: list[Node]) -> list[Node]:
    """Return the inlines of a passage with what has no letter of it beside an element put into that element.

    In print each piece is set by itself; one without such a letter would not say on which side it stands.
    """
    out: list[Node] = []
    before: list[Node] = []
    for formatted, group in groupby(inlines, lambda node: node["t"] in FORMATTED):
        held = list(group)
        if formatted:
            out += [extended(held[0], before, 0), *held[1:]] if before else held
            before = []
        elif RIGHT_TO_LEFT.search(tree.text(held)):
            out += held
        elif out:
            out[-1] = extended(out[-1], held, -1)
        else:
            before = held
    return [*out, *before]


def extended(node: Node, inlines: list[Node], at: int) -> Node:
    """Return an element with inlines added at its beginning (0) or end (-1), in the innermost element there."""
    wrapped = not isinstance(node["c"][0], dict)
    content = node["c"][1] if wrapped else node["c"]
    inner = content[at]
    if inner["t"] in FORMATTED:
        new = (
            [extended(inner, inlines, 0), *content[1:]]
            if at == 0
            else [*content[:-1], extended(inner, inlines, -1)]
        )
    else:
        new = [*inlines, *content] if at == 0 else [*content, *inlines]
    return nodes.with_content(node, [node["c"][0], new, *node["c"][2:]] if wrapped else new)


def joined(pieces: Sequence[Piece]) -> list[Node]:
    """Return the pieces as inlines, parts of a word in one Str again."""
    out: list[Node] = []
    for _, node in pieces:
        if node["t"] == "Str" and out and out[-1]["t"] == "Str":
            out[-1] = nodes.string(out[-1]["c"] + node["c"])
        else:
            out.append(node)
    return out
