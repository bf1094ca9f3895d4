"""How large a picture prints: one answer for every format, said in the tree before pandoc writes it.

A picture is as wide as its author asks, else a drawing that stands alone as wide as the text and its
margin, any other picture as its pixels (or the drawing's own size) say; never wider than its place, nor
so high that its caption and source have no room on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from notebuild.core.house import House
from notebuild.core.model import Node
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import tree
from notebuild.edition.nodes import with_content
from notebuild.edition.tree import Whole
from notebuild.sources import drawing_faults, pictures

TALLEST = 0.7
"""The height of a picture at most, as part of the page's text area: what is left holds its caption and source."""

INDENT = 10.0
"""Millimetres that a list or a quotation stands in, at most, in any format."""

GUTTER = 4.0
"""Millimetres between the columns of a table."""

SMALLEST = 4.0
"""Millimetres that a place leaves a picture at least, however deep it lies."""

CONTAINERS = ("BlockQuote", "BulletList", "DefinitionList", "OrderedList")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands: the width there is and the height of the page, in millimetres; whether in a figure."""

    width: float
    height: float
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The size that a picture has of itself: its width in millimetres, and its height as part of that."""

    width: float
    ratio: float
    drawing: bool


LEAST = 0.5
"""Millimetres of a picture's width at least: a speck is printed as one, not as nothing."""


def sized(blocks: Whole, folder: Path, house: House) -> Whole:
    """Return an edition's blocks with the width of each picture said in millimetres, its height left to follow.

    `folder` holds the edition's pictures. Raises NotebuildError for one that is missing.
    """
    page, column = house.tokens["page"], column_width(house)
    height = (page["height"] - page["top"] - page["bottom"]) * TALLEST
    full = full_width(house)

    def inside(whole: Whole, place: Place) -> Whole:
        def change(node: Node) -> list[Node] | None:
            kind = node["t"]
            if kind == "Image":
                return [widened(node, place, measure(folder, node["c"][2][0]))]
            if kind == "Figure":
                width = full if place.width == column else place.width
                return [inside_content(node, replace(place, width=width, alone=True))]
            if kind == "Table":
                columns = max(1, len(node["c"][2]))
                width = max(SMALLEST, place.width / columns - GUTTER)
                return [inside_content(node, Place(width, height))]
            return [inside_content(node, Place(max(SMALLEST, place.width - INDENT), height))]

        return tree.rewrite_down(whole, change, "Figure", "Image", "Table", *CONTAINERS)

    def inside_content(node: Node, place: Place) -> Node:
        return with_content(node, inside(node["c"], place))

    return inside(blocks, Place(column, height))


def column_width(house: House) -> float:
    """Return the width of the text, in millimetres."""
    page = house.tokens["page"]
    return float(page["width"] - page["left"] - page["right"])


def full_width(house: House) -> float:
    """Return the width of the text and of the margin that titles use, in millimetres."""
    return column_width(house) + float(house.tokens["page"]["hang"])


def widened(image: Node, place: Place, own: Measure) -> Node:
    """Return an Image with the width that it prints at, to a tenth of a millimetre."""
    (name, classes, pairs), words, target = image["c"]
    said = dict(pairs)
    width = min(wanted(said, place, own), place.width, place.height / own.ratio)
    kept = [pair for pair in pairs if pair[0] not in ("width", "height")]
    return with_content(
        image, [[name, classes, [*kept, ["width", f"{max(width, LEAST):.1f}mm"]]], words, target]
    )


def wanted(said: Mapping[str, str], place: Place, own: Measure) -> float:
    """Return the width in millimetres that a picture would have had it room without end."""
    if "width" in said:
        return given(said["width"], place.width)
    if "height" in said:
        return given(said["height"], place.height) / own.ratio
    return place.width if own.drawing and place.alone else own.width


def given(value: str, whole: float) -> float:
    """Return what an author's `width=` or `height=` says in millimetres; a percentage is part of `whole`."""
    if value.endswith("%"):
        return float(value[:-1]) / 100 * whole
    return drawing_faults.length(value) * 25.4 / 96


def measure(folder: Path, source: str) -> Measure:
    """Return the size of a picture of the edition; raises NotebuildError where it is missing."""
    path = folder / source
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        remedy = "put it under figures/ beside the note"
        raise NotebuildError([Problem(Location(path.as_posix()), "this picture is missing", remedy)])
    if pictures.promised(path) == "SVG":
        width, height = drawing_faults.size(path.read_text(encoding="utf-8")) or (1.0, 1.0)
        return Measure(width * 25.4 / 96, height / width, drawing=True)
    raster = pictures.read(path.read_bytes())
    return Measure(raster.width / raster.resolution * 25.4, raster.height / raster.width, drawing=False)


def width_of(image: Any) -> float:
    """Return the millimetres that `sized` has said of an Image."""
    return float(tree.attribute(image, "width").removesuffix("mm"))
