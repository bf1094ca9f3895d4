"""Sets the lists that pandoc wrote for Word in the house's styles and measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from notebuild.edition.blocks import DONE, OPEN
from notebuild.render.word.cleanup import FLOWING, properties, restyle, style
from notebuild.render.word.measures import Measures, pt
from notebuild.render.word.ooxml import Element, element, every, name, value

STEP = 15
"""Points by which each level of a list is indented, and by which its marks hang."""

ROOM = {"lowerRoman": 26, "upperRoman": 32}
"""Points that the marks of a list hang where they are long, by how it counts."""

IN_BRACKETS = 20
"""Points that a number in two brackets hangs."""

BOXES = {"\u2610": OPEN, "\u2612": DONE}
"""The marks that pandoc gives tasks, and ours."""

QUOTED = ("BlockText", "QuotedItem")
"""Styles of a quotation, which stands in from what is around it."""


def lists(body: Element, numbering: Element, m: Measures) -> None:
    """Set lists in the house's styles and measure: marks in the text's face and the accent."""
    for level in every(numbering, "w:lvl"):
        if not every(level, "w:pStyle"):
            dress(level, m)
    levels = dict(known(numbering))
    hung: dict[int, int] = {}
    for paragraph in every(body, "w:p"):
        for number in every(paragraph, "w:numPr"):
            (list_,), (at,) = every(number, "w:numId"), every(number, "w:ilvl")
            depth, its = int(value(at)), levels[value(list_)][value(at)]
            kind, mark = (value(every(its, tag)[0]) for tag in ("w:numFmt", "w:lvlText"))
            room = hang(kind, mark)
            if mark.strip():
                hung[depth] = room
            else:  # a further paragraph of an item: under the words of its first
                room = hung.get(depth, STEP)
            if style(paragraph) in FLOWING:
                restyle(paragraph, "ListBullet" if kind == "bullet" else "ListNumber")
            further = STEP if style(paragraph) in QUOTED else 0
            if further or room != hang(kind, mark):
                left = str(pt(STEP * depth + room + further))
                indent = element("w:ind", w_left=left, w_hanging=str(pt(room)))
                properties(paragraph).append(indent)


def dress(level: Element, m: Measures) -> None:
    """Give a level of a list the house's marks and indentation."""
    depth = int(value(level, "w:ilvl"))
    (mark,), (kind,) = every(level, "w:lvlText"), every(level, "w:numFmt")
    for old in every(level, "w:rPr"):
        level.remove(old)
    if value(mark).strip() and value(kind) == "bullet":
        mark.set(name("w:val"), BOXES.get(value(mark), "–" if depth % 2 else "•"))
    room = hang(value(kind), value(mark))
    for indent in every(level, "w:ind"):
        indent.set(name("w:left"), str(pt(STEP * depth + room)))
        indent.set(name("w:hanging"), str(pt(room)))
    level.append(element("w:rPr", element("w:color", w_val=m.colour["accent"])))


def hang(kind: str, mark: str) -> int:
    """Return how far a mark hangs, in points, by how its list counts and what stands around the number."""
    return ROOM.get(kind, IN_BRACKETS if mark.startswith("(") else STEP)


def known(numbering: Element) -> Iterator[tuple[str, Mapping[str, Element]]]:
    """Yield each list's number and its levels by their number."""
    of = {
        value(abstract, "w:abstractNumId"): {
            value(level, "w:ilvl"): level for level in abstract.findall(name("w:lvl"))
        }
        for abstract in numbering.findall(name("w:abstractNum"))
    }
    for number in numbering.findall(name("w:num")):
        (abstract,) = every(number, "w:abstractNumId")
        yield value(number, "w:numId"), of[value(abstract)]
