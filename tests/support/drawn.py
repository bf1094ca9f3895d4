"""What a drawing shows and where, in its own units: words as the house's faces set them, lines, points, grounds.

It reads what our drawings are made of (rect, line, circle, path of straight steps, text) and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

from notebuild.render.fonts import Face

Point = tuple[float, float]
Colour = tuple[float, float, float]
SVG = "{http://www.w3.org/2000/svg}"
INHERITED = ("fill", "font-family", "font-size", "font-style", "font-weight", "letter-spacing", "text-anchor")


@dataclass(frozen=True)
class Box:
    """A rectangle, and the words or the shape that it is drawn around."""

    left: float
    top: float
    right: float
    bottom: float
    name: str
    fill: str = ""

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by, self.name, self.fill)

    def meets(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def crossed(self, one: Point, two: Point) -> bool:
        """Whether a straight line from one point to the other enters the box (Liang and Barsky)."""
        right, down = two[0] - one[0], two[1] - one[1]
        enters, leaves = 0.0, 1.0
        for step, room in (
            (-right, one[0] - self.left), (right, self.right - one[0]),
            (-down, one[1] - self.top), (down, self.bottom - one[1]),
        ):  # fmt: skip
            if step == 0:
                if room < 0:
                    return False
            elif step < 0:
                enters = max(enters, room / step)
            else:
                leaves = min(leaves, room / step)
        return enters <= leaves


@cache
def font(path: Path) -> TTFont:
    return TTFont(path)


def words(root: ElementTree.Element, faces: Sequence[Face]) -> list[Box]:
    """Each text as the box of its ink. Kerning, which nearly always draws letters together, is left out."""
    out = []
    for element in root.iter(f"{SVG}text"):
        given = {name: root.get(name, "") for name in INHERITED} | element.attrib
        weight, style = int(given["font-weight"] or 400), given["font-style"] or "normal"
        wanted = (given["font-family"], weight, style)
        face = next(one for one in faces if (one.family, one.weight, one.style) == wanted)
        text = "".join(element.itertext())
        width, top, bottom = extent(face.path, text)
        size = float(given["font-size"]) / font(face.path)["head"].unitsPerEm
        width = width * size + float(given["letter-spacing"] or 0) * len(text)
        shift = {"middle": width / 2, "end": width}.get(given["text-anchor"], 0)
        x, y = float(given["x"]) - shift, float(given["y"])
        out.append(Box(x, y - top * size, x + width, y - bottom * size, text, given["fill"]))
    return out


def extent(path: Path, text: str) -> tuple[int, int, int]:
    """Advance, highest and lowest point of a text, in the units of the font; KeyError for a letter it lacks."""
    face = font(path)
    glyphs = [face.getBestCmap()[ord(letter)] for letter in text]
    inked = [face["glyf"][glyph] for glyph in glyphs if face["glyf"][glyph].numberOfContours]
    advance = sum(face["hmtx"][glyph][0] for glyph in glyphs)
    return advance, max(one.yMax for one in inked), min(one.yMin for one in inked)


def lines(root: ElementTree.Element) -> Iterator[tuple[Point, Point]]:
    """Every straight stroke: of lines, of stroked paths and of the sides of stroked rectangles."""
    for element in root.iter():
        if element.tag == f"{SVG}line":
            x1, y1, x2, y2 = (float(element.get(name, 0)) for name in ("x1", "y1", "x2", "y2"))
            yield (x1, y1), (x2, y2)
        elif element.get("stroke") and element.tag == f"{SVG}path":
            for step in steps(element.get("d", "")):
                yield from pairwise(step)
        elif element.get("stroke") and element.tag == f"{SVG}rect":
            box = rectangle(element)
            corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom)]
            yield from pairwise([*corners, (box.left, box.bottom), corners[0]])


def points(root: ElementTree.Element) -> Iterator[Box]:
    """Every point of a place and every head of an arrow, as the box around it."""
    for element in root.iter(f"{SVG}circle"):
        x, y, r = (float(element.get(name, 0)) for name in ("cx", "cy", "r"))
        yield Box(x - r, y - r, x + r, y + r, "point")
    for element in root.iter(f"{SVG}path"):
        if moved := re.match(r"translate\(([\d.]+) ([\d.]+)\)", element.get("transform", "")):
            x, y = float(moved[1]), float(moved[2])
            yield Box(x - 9, y - 9, x + 9, y + 9, "head of an arrow")


def rectangle(element: ElementTree.Element) -> Box:
    x, y, width, height = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height, "rectangle")


def steps(path: str) -> list[list[Point]]:
    """The points of a path, one list for each of its parts; a curve counts as the lines through its points."""
    out: list[list[Point]] = []
    x = y = 0.0
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        if command == "z":
            out[-1].append(out[-1][0])
            x, y = out[-1][0]
            continue
        assert command in "MmLlC", f"no straight step: {command}"
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        for number, (one, two) in enumerate(zip(values[::2], values[1::2], strict=True)):
            x, y = (x + one, y + two) if command.islower() else (one, two)
            if command in "Mm" and number == 0:
                out.append([])
            out[-1].append((x, y))
    return out


def ground(root: ElementTree.Element, at: Point, colours: dict[str, str]) -> Colour:
    """The colour behind a point: every fill that covers it, laid one on the other; `colours` stand in for its own."""
    below: Colour = (1, 1, 1)
    for element in root.iter():
        fill = element.get("fill", "none")
        if fill == "none" or element.get("transform") or not covers(element, at):
            continue
        opacity = float(element.get("fill-opacity", 1))
        above = rgb(colours.get(fill, fill))
        below = tuple(a * opacity + b * (1 - opacity) for a, b in zip(above, below, strict=True))  # type: ignore[assignment]
    return below


def covers(element: ElementTree.Element, at: Point) -> bool:
    """Whether a filled rectangle or path covers a point, by the even-odd rule."""
    if element.tag == f"{SVG}rect":
        return Box(*at, *at, "").within(rectangle(element))
    if element.tag != f"{SVG}path":
        return False
    inside = False
    for part in steps(element.get("d", "")):
        for (x1, y1), (x2, y2) in pairwise(part):
            if (y1 > at[1]) != (y2 > at[1]) and at[0] < (x2 - x1) * (at[1] - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def rgb(colour: str) -> Colour:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue
