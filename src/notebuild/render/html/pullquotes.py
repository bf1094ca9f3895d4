"""Finds each pull quote its place on paper: beside other words than those it repeats, and text as tall as itself."""

from __future__ import annotations

import re
from math import ceil

from lxml.html import HtmlElement

from notebuild.core.house import House

LETTER = 0.45
"""Width of a letter of running text, in sizes of its type, as an estimate."""

MILLIMETRE = 72 / 25.4
"""Points in a millimetre."""

FRAME = 6.5
"""Millimetres above and below the words of a pull quote."""

HEAD = 3
"""Lines of a head in the margin, below which a pull quote may stand."""

BESIDE = frozenset(("p", "ul", "ol", "dl", "blockquote", "pre"))
"""Blocks that a pull quote may stand beside; any other ends what is searched."""

ACROSS = "across"
"""The class of a pull quote that stands in the column, where the margin has no place for it."""


def place(root: HtmlElement, house: House) -> None:
    """Put each pull quote of the text beside the nearest passage, in its own section, that leaves it room.

    Where there is none, it stands in the column, where it costs no blank.
    """
    page, size = house.tokens["page"], house.tokens["size"]
    side = page["side"] * MILLIMETRE / (size["quote"] * LETTER)
    column = (page["width"] - page["left"] - page["right"]) * MILLIMETRE / (size["text"] * LETTER)
    for quote in [one for one in root if is_quote(one)]:
        said = plain(quote)
        tall = ceil((ceil(len(said) / side) * size["quote-leading"] + FRAME * MILLIMETRE) / size["leading"])
        blocks, here = around(quote)
        lines = [ceil(len(plain(block)) / column) for block in blocks]
        free = [at for at in range(len(blocks)) if fits(at, blocks, lines, said, tall, column)]
        if not free:
            quote.set("class", f"pullquote {ACROSS}")
            continue
        chosen = min(free, key=lambda at: abs(at - here))
        tail, quote.tail = quote.tail, None
        if chosen != here:
            blocks[chosen].addprevious(quote)
        quote.tail = tail


def is_quote(element: HtmlElement) -> bool:
    """Return whether an element is a pull quote."""
    return "pullquote" in (element.get("class") or "").split()


def plain(element: HtmlElement) -> str:
    """Return an element's words with single spaces, as they compare."""
    return " ".join(element.text_content().split())


def around(quote: HtmlElement) -> tuple[list[HtmlElement], int]:
    """Return the blocks before and after a pull quote that it may stand beside, and how many stand before it."""
    before: list[HtmlElement] = []
    for one in quote.itersiblings(preceding=True):
        if one.tag not in BESIDE:
            break
        before.insert(0, one)
    after: list[HtmlElement] = []
    for one in quote.itersiblings():
        if one.tag not in BESIDE:
            break
        after.append(one)
    return [*before, *after], len(before)


def fits(at: int, blocks: list[HtmlElement], lines: list[int], said: str, tall: int, column: float) -> bool:
    """Return whether a pull quote of so many lines may stand at the head of this block."""
    head = blocks[0].getprevious()
    if head is not None and is_quote(head):
        head = head.getprevious()
    has_side_head = head is not None and head.tag == "h3" and head.get("class") != "in-column"
    if has_side_head and sum(lines[:at]) < HEAD:
        return False
    if sum(lines[at:]) < tall:
        return False
    down = 0
    words = bare(said)
    for block, count in zip(blocks[at:], lines[at:], strict=True):
        if down >= tall:
            break
        found = bare(plain(block)).find(words)
        if found >= 0 and down + found / column < tall:
            return False
        down += count
    return True


def bare(text: str) -> str:
    """Return a text's letters and figures, in small letters and single spaces."""
    return " ".join(re.findall(r"\w+", text.lower()))
