"""Chooses the footnotes of a web page that stand in its margin: those that end up beside their call, whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from lxml.html import HtmlElement

from notebuild.core.house import House
from notebuild.render.measuring import ruler

SIDE, SIZE, LEADING, GAP = 14.0, 0.74, 0.74 * 1.45, 0.6
"""Of the sheet, in sizes of the text: width of the margin, size and leading of its type, space between notes."""

WALL = 0
"""In place of a number: a table that reaches into the margin, and waits until the notes above it have ended."""

FURTHEST = 3.5
"""How far below its call a note may begin, in sizes of the text: the browser's lines may differ by two of ours.

What differs by more the page's script takes out of the margin.
"""

FULL, NARROW = 0.96, 0.88
"""How much of a line words fill, ragged: of the text, and of the margin, whose lines are short."""

BLOCKS = frozenset("p li h2 h3 h4 h5 h6 dt dd".split())
ABOVE = {"p": 0.9, "li": 0.4, "dt": 0.0, "dd": 0.0}
"""What stands above a block, in sizes of the text, at least; above a heading more."""

HEADING = 4.0


@dataclass(frozen=True, slots=True)
class Called:
    """A call, and the note it calls, in sizes of the text."""

    number: int
    top: float
    """Where the line of its call begins."""

    height: float


def chosen(body: HtmlElement, bodies: Mapping[int, HtmlElement], house: House) -> frozenset[int]:
    """Return the numbers of the footnotes that stand in the margin; as many as may be, none far from its call.

    `body` is the text with its calls as pandoc wrote them, `bodies` are the notes. The rule is that of
    interval scheduling: of two that want the same place the one that ends first.
    """
    standing: list[tuple[Called, float]] = []
    for one in _called(body, bodies, house):
        if one.number == WALL:
            while standing and standing[-1][1] > one.top + FURTHEST:
                standing.pop()
            continue
        for kept in (standing, standing[:-1]):
            begins = max(one.top, kept[-1][1] if kept else 0.0)
            ends = begins + one.height + GAP
            is_near = begins - one.top <= FURTHEST
            if is_near and (kept is standing or ends < standing[-1][1]):
                standing = [*kept, (one, ends)]
                break
    return frozenset(one.number for one, _ in standing)


def _called(body: HtmlElement, bodies: Mapping[int, HtmlElement], house: House) -> Iterator[Called]:
    """Yield the calls of a text in their order; those in tables, whose frame would hide a note, are left out."""
    screen, text, sans = house.tokens["screen"], ruler(house, role="text"), ruler(house)
    line, measure = screen["leading"] / screen["text"], float(screen["measure"]) * FULL
    down = 0.0
    for block in body.iter(*BLOCKS, "div"):
        if block.tag == "div":
            if "wide" in (block.get("class") or "").split():
                yield Called(WALL, down, 0.0)
            continue
        if any(parent.tag in ("table", "figure") for parent in block.iterancestors()):
            continue
        down += ABOVE.get(block.tag, HEADING)
        words, calls = _words(block)
        for number, before in calls:
            top = down + line * int(text(words[:before]) / measure)
            paragraphs = [" ".join(one.text_content().split()) for one in bodies[number]]
            lines = sum(
                ceil(sans(f"{number} {said}") * SIZE / (SIDE * NARROW)) for said in paragraphs if said
            )
            yield Called(number, top, lines * LEADING)
        down += line * ceil(text(words) / measure)


def _words(block: HtmlElement) -> tuple[str, list[tuple[int, int]]]:
    """Return a block's own words, without blocks in it, and its calls: number, and how many signs stand before."""
    words: list[str] = []
    calls: list[tuple[int, int]] = []

    def walk(element: HtmlElement) -> None:
        words.append(element.text or "")
        for child in element:
            if "note-call" in (child.get("class") or "").split():
                calls.append((int(child.get("data-note")), sum(map(len, words))))
            elif child.tag not in (*BLOCKS, "ul", "ol", "dl"):
                walk(child)
            words.append(child.tail or "")

    walk(block)
    return "".join(words), calls
