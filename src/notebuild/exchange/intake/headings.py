"""Reads the headings of a document: their levels, numbers typed by hand, and bold lines that stand for headings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import captions, tidying
from notebuild.exchange.intake.value import Remark
from notebuild.sources import markdown

if TYPE_CHECKING:
    from notebuild.exchange.intake.arrange import Item

FIRST = 2
"""The level of a section in a note: its title stands in the front matter."""

NUMBER = re.compile(
    r"\s*(?P<number>(?:(?:chapter|section|part|chapitre|partie|kapitel|teil)\s+)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])"
    r"(?:[.)]|(?<=\d)(?=\s)|\s?[–—:-](?=\s))+)\s*(?=[^\W\d_]|[“«‘\"(])",
    re.I,
)
WORDS = 14
"""Words of a bold line that may be a heading."""

SOURCES = re.compile(
    r"(?:references|bibliography|works cited|sources|reference list|literature|(?:table of )?contents|index|notes"
    r"|(?:table|list) of (?:figures|tables|illustrations)|table des matières|sommaire|endnotes|footnotes|références"
    r"|(?:table|liste) des (?:figures|tableaux|illustrations)|bibliographie|références bibliographiques|literatur"
    r"|literaturverzeichnis|quellen|fußnoten|inhalt(?:sverzeichnis)?)\s*:?",
    re.I,
)
"""Headings of what a note prints by itself."""


def bold(found: list[Item]) -> tuple[list[Item], list[Remark]]:
    """Return the text with bold lines of their own as headings, each told."""
    out: list[Item] = []
    remarks: list[Remark] = []
    level = 1 if not any(item.block["t"] == "Header" for item in found) else 0
    last = FIRST
    for at, item in enumerate(found):
        if item.block["t"] == "Header":
            last = item.block["c"][0]
        words = _bold(item.block)
        following = found[at + 1].block if at + 1 < len(found) else None
        if (
            words
            and following is not None
            and following["t"] not in ("Table", "Figure", "Header")
            and not captions.caption(item.block)
        ):
            said = tree.text(words)
            number = NUMBER.match(said)
            depth = number["number"].strip(".) ").count(".") if number and re.match(r"\s*\d", said) else 0
            own = level + depth if level else min(last + 1, 6)
            if not (_bold(following) and level == 0):
                out.append(replace(item, block=nodes.header(own, words)))
                what = "a bold line, read as a heading: give it a style of headings in Word, or mend its level here"
                remarks.append(Remark(what, said, place=item.place))
                continue
        out.append(item)
    return out, remarks


def _bold(block: Node) -> list[Node]:
    """Return the words of a paragraph that is one short bold line; none of another."""
    if block["t"] != "Para" or not block["c"]:
        return []
    if len(block["c"]) == 1 and block["c"][0]["t"] == "Emph":
        return _bold(nodes.para(block["c"][0]["c"]))
    if not all(one["t"] in ("Strong", "Note") for one in block["c"]) or block["c"][0]["t"] != "Strong":
        return []
    words = [inner for one in block["c"] for inner in (one["c"] if one["t"] == "Strong" else [one])]
    said = tree.text(words).strip()
    if (
        not said
        or len(said.split()) > WORDS
        or said[-1] in ".;,:"
        or any(one["t"] == "LineBreak" for one in words)
    ):
        return []
    return words


def arranged(found: list[Item]) -> tuple[list[Item], list[Remark], dict[str, str]]:
    """Return the text with its headings at the house's levels and without numbers, and the label of each by its names.

    A call in a heading goes to the paragraph behind it. The label `title:…` gives the words of a heading.
    """
    headings = [item for item in found if item.block["t"] == "Header"]
    top = min((item.block["c"][0] for item in headings), default=FIRST)
    numbers = [NUMBER.match(tree.text(item.block["c"][2])) for item in headings]
    numbered = sum(map(bool, numbers)) >= 2
    out: list[Item] = []
    remarks: list[Remark] = []
    labels: dict[str, str] = {}
    taken: set[str] = set()
    calls: list[Node] = []
    deepest = FIRST - 1
    for item in found:
        if item.block["t"] != "Header":
            block = item.block
            if calls and block["t"] == "Para":
                block, calls = nodes.para([*block["c"], *calls]), []
            out.append(replace(item, block=block))
            continue
        words = _words(item.block["c"][2])
        held = list(tree.find(words, "Note", "Cite"))
        if held:
            words = tidying.inlines(tree.rewrite(words, lambda one: [], "Note", "Cite"))
            remarks.append(
                Remark(
                    "a note in a heading: its call stands in the paragraph behind it",
                    tree.text(words),
                    place=item.place,
                )
            )
            calls += held
        number = NUMBER.match(tree.text(words)) if numbered else None
        if number:
            said = number["number"].strip()
            remarks.append(
                Remark(
                    "the number of a heading, typed by hand",
                    said,
                    wants_look=False,
                    left_out=True,
                    place=item.place,
                )
            )
            words = captions.after(words, number.end())
        if not tree.text(words).strip():
            continue
        level = min(item.block["c"][0] - top + FIRST, deepest + 1, 6)
        deepest = level
        said = tree.text(words)
        label = _label(said, taken)
        taken.add(label)
        labels |= dict.fromkeys(item.anchors, label) | {f"title:{label}": said}
        out.append(replace(item, block=nodes.header(level, words, label)))
    if calls:
        out.append(replace(found[-1], block=nodes.para(calls)))
    return out, remarks, labels


def _words(content: list[Node]) -> list[Node]:
    """Return the words of a heading without the bold and the breaks that the house gives it."""
    content = [nodes.space() if one["t"] == "LineBreak" else one for one in content]
    return tidying.inlines(tree.rewrite(content, lambda one: one["c"], "Strong"))


def _label(words: str, taken: set[str]) -> str:
    """Return a short label of a heading's words, none that is taken or that the page keeps for itself."""
    slug = markdown.slug(words)
    short = "-".join(slug.split("-")[:5]) or "section"
    if re.match(r"(?:fn-|page-|part-|note-\d|call-\d|fig-|tbl-)", short) or not short[0].isalpha():
        short = f"sec-{short}"
    return next(name for name in [short, *(f"{short}-{n}" for n in range(2, 999))] if name not in taken)


def without_sources(found: list[Item]) -> tuple[list[Item], list[Remark]]:
    """Return the text without a heading that has nothing below it, such as that of Word's list of sources."""
    out: list[Item] = []
    remarks: list[Remark] = []
    for at, item in enumerate(found):
        following = found[at + 1].block if at + 1 < len(found) else None
        own = item.block["c"][0] if item.block["t"] == "Header" else 0
        last = following is None or (following["t"] == "Header" and following["c"][0] <= own)
        if item.block["t"] == "Header" and last and SOURCES.fullmatch(tree.text(item.block["c"][2]).strip()):
            what = "a heading of a list that a note prints by itself"
            remarks.append(
                Remark(what, tree.text(item.block["c"][2]), wants_look=False, left_out=True, place=item.place)
            )
            continue
        out.append(item)
    return out, remarks
