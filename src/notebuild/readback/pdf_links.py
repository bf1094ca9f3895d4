"""Reads the named places and links of a finished PDF: what both PDF readers start from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

_CALL, _NOTE = re.compile(r"call-([0-9]+)\Z"), re.compile(r"note-([0-9]+)\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A named place: page from 0, points from the page's left and bottom."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page: its rectangle, and the named place or the address it leads to."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    target: str
    address: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The skeleton of a PDF: places by name, links in order, page count, language, title."""

    places: dict[str, Place]
    links: tuple[Link, ...]
    pages: int
    language: str
    title: str
    sizes: tuple[tuple[float, float], ...] = ()
    """Width and height of each page, in points."""


def call_number(name: str) -> int:
    """Return 7 for `call-7`, 0 for any other name."""
    match = _CALL.match(name)
    return int(match[1]) if match else 0


def note_number(name: str) -> int:
    """Return 7 for `note-7`, 0 for any other name."""
    match = _NOTE.match(name)
    return int(match[1]) if match else 0


def _names(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield the pairs of a PDF name tree (ISO 32000-1, 7.9.6)."""
    for child in node.get("/Kids", []):
        yield from _names(child)
    pairs = node.get("/Names", [])
    for at in range(0, len(pairs), 2):
        yield str(pairs[at]), pairs[at + 1]


def outline(pdf: pikepdf.Pdf) -> Outline:
    """Return the named places and links of an open PDF."""
    index = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    places: dict[str, Place] = {}
    root: Any = pdf.Root
    names = root.Names.get("/Dests") if "/Names" in root else None
    for name, target in _names(names) if names is not None else ():
        array: Any = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
        # Only a place with a left and a top edge is one of ours (ISO 32000-1, table 151).
        if len(array or ()) >= 4 and array[1] == "/XYZ" and array[0].objgen in index:
            places[name] = Place(index[array[0].objgen], float(array[2] or 0), float(array[3] or 0))
    links = []
    for at, page in enumerate(pdf.pages):
        for note in page.obj.get("/Annots", []):
            if note.get("/Subtype") != "/Link":
                continue
            action: Any = note.get("/A", pikepdf.Dictionary())
            target = note.get("/Dest", action.get("/D"))
            box = [float(value) for value in note.Rect]
            links.append(
                Link(
                    at,
                    min(box[0], box[2]),
                    min(box[1], box[3]),
                    max(box[0], box[2]),
                    max(box[1], box[3]),
                    str(target) if isinstance(target, pikepdf.String) else "",
                    str(action.get("/URI", "")),
                )
            )
    title = str(pdf.docinfo.get("/Title", "")) if "/Info" in pdf.trailer else ""
    boxes = [[float(value) for value in page.mediabox] for page in pdf.pages]
    sizes = tuple((box[2] - box[0], box[3] - box[1]) for box in boxes)
    return Outline(places, tuple(links), len(pdf.pages), str(pdf.Root.get("/Lang", "")), title, sizes)


def is_call(place: Place | None, page: int, left: float, middle: float) -> bool:
    """Return whether a link stands where its note's call does; a cross-reference leads there as well."""
    return place is not None and place.page == page and abs(place.x - left) < 2 and abs(place.y - middle) < 18


def call_links(plan: Outline) -> dict[int, Link]:
    """Return the link at each note's call, by number."""
    links: dict[int, Link] = {}
    for link in plan.links:
        if number := note_number(link.target):
            place = plan.places.get(f"call-{number}")
            if is_call(place, link.page, link.left, (link.bottom + link.top) / 2):
                links.setdefault(number, link)
    return links
