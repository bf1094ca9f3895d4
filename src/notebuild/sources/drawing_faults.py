"""Tell what keeps an SVG text from being used as a figure: what could run or fetch, and what no engine bears.

It is read once, in document order, and no further than to a fault that makes the rest not worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from notebuild.core.problems import Location, Problem

UNSAFE = frozenset({"script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler"})
MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
INSIDE = ("#", "data:image/png", "data:image/jpeg")
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)[^'\")\s]|@import|javascript:", re.IGNORECASE)
REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")

BYTES = 5_000_000
"""The largest file: the print engine, in Python, takes two seconds a million bytes of paths."""

ELEMENTS = 20_000
"""The most elements, each counted as often as it is drawn; a map of all communes of France is one path each."""

DEEPEST = 50
"""Groups in groups; drawing programs make twenty. Parsers of ours and of browsers give up at 256."""

LARGEST = 1_000_000
"""A side of a drawing in CSS pixels; its size is made to fit in any case."""

SVG = "http://www.w3.org/2000/svg"
HEAD = re.compile(r"<(?:[\w.-]+:)?svg\b[^>]*>")

SLIMMEST = 25
"""How many times longer than its other side a drawing may be."""

EXPORT = "simplify it in the drawing program, or export it as PNG"

UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96}
"""CSS pixels in each unit of length (CSS Values and Units 3, 6.2); em, ex and % have no size of their own."""

LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+))?\s*([a-z]*)\s*")


class _Enough(Exception):
    """Raised by a handler of the parser where the rest is not worth reading."""


@dataclass(slots=True)
class _Part:
    """An element with all that it holds: how many elements it draws itself, and what it refers to."""

    own: str = ""
    drawn: int = 1
    references: list[str] = field(default_factory=list)


def check(text: str, shown: str) -> tuple[Problem, ...]:
    """Tell of what keeps an SVG text from being used at all: as a figure, or as the house's mark."""
    if len(text.encode("utf-8", "surrogatepass")) > BYTES:
        message = f"the figure has more than {BYTES // 1_000_000} million bytes"
        return (Problem(Location(shown), message, EXPORT),)
    reader = _Reader(shown)
    reader.read(text)
    return tuple(reader.problems)


class _Reader:
    """The handlers of one parse, and what they find."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.problems: list[Problem] = []
        self.open: list[_Part] = [_Part()]
        self.known: dict[str, _Part] = {}
        self.style: list[str] | None = None
        self.elements = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.XmlDeclHandler = self.declaration
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.ProcessingInstructionHandler = self.instruction

    def read(self, text: str) -> None:
        """Parse a text, and count what it draws."""
        try:
            self.parser.Parse(text.encode("utf-8", "replace"), True)
        except _Enough:
            return
        except expat.ExpatError as fault:
            where = Location(self.shown, fault.lineno, fault.offset + 1)
            message = f"the figure is not well-formed SVG: {expat.errors.messages[fault.code]}"
            self.problems.append(Problem(where, message, "save it again from the drawing program"))
            return
        if _drawn(self.open[0], self.known) > ELEMENTS:
            message = f"the figure draws more than {ELEMENTS:,} elements, those that it repeats counted again"
            self.problems.append(Problem(Location(self.shown), message, EXPORT))

    def tell(self, message: str, remedy: str, column: bool = True) -> None:
        """Keep a fault, at the parser's place."""
        line, offset = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        where = Location(self.shown, line, offset + 1 if column else 0)
        self.problems.append(Problem(where, message, remedy))

    def declaration(self, _: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
            self.tell(f"the figure says that it is in {encoding}", "save it in UTF-8", False)
            raise _Enough

    def doctype(self, *_: object) -> None:
        self.tell("the figure has a document type declaration", "take the <!DOCTYPE …> line out", False)
        raise _Enough

    def instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            self.sheet()

    def sheet(self) -> None:
        remedy = "write the colours and sizes as attributes of the shapes"
        self.tell("the figure refers to a style sheet", remedy, False)

    def words(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        bare = name.rpartition(":")[2]
        self.elements += 1
        if self.elements > ELEMENTS:
            self.tell(f"the figure has more than {ELEMENTS:,} elements", EXPORT, False)
            raise _Enough
        if len(self.open) > DEEPEST:
            remedy = "ungroup its parts in the drawing program"
            self.tell(f"the figure has groups in groups more than {DEEPEST} deep", remedy)
            raise _Enough
        if bare in UNSAFE:
            self.tell(
                f"the figure holds a <{name}> element", "take it out; a figure is shapes and words only"
            )
        elif bare in MOVING:
            self.tell(f"the figure holds a <{name}> element", "take it out; a figure in print stands still")
        elif bare == "filter":
            remedy = "take the effect (a shadow, a blur) off in the drawing program; PDF has none"
            self.tell(f"the figure holds a <{name}> element", remedy)
        elif bare == "style":
            self.style = []
        part = _Part(attributes.get("id", ""))
        for attribute, value in attributes.items():
            self.attribute(attribute, value)
            if attribute.rpartition(":")[2] == "href" and value.startswith("#"):
                part.references.append(value[1:])
            part.references += REFERENCE.findall(value)
        self.open.append(part)

    def attribute(self, name: str, value: str) -> None:
        bare = name.rpartition(":")[2]
        if bare.lower().startswith("on"):
            self.tell(f"the figure holds the event attribute {name}", "take it out")
        elif (bare in {"href", "src"} and not value.startswith(INSIDE)) or OUTSIDE.search(value):
            self.tell(f"the figure refers to {value[:60]}", "draw what it refers to in the figure itself")

    def end(self, _: str) -> None:
        if self.style is not None and OUTSIDE.search("".join(self.style)):
            self.sheet()
        self.style = None
        part = self.open.pop()
        self.open[-1].drawn += part.drawn
        self.open[-1].references += part.references
        if part.own:
            self.known[part.own] = part


def _drawn(root: _Part, known: Mapping[str, _Part]) -> int:
    """Return how many elements a drawing comes to; more than ELEMENTS where it repeats itself without end."""
    totals: dict[int, int] = {}

    def total(part: _Part, level: int) -> int:
        if level > DEEPEST:
            return ELEMENTS + 1
        if id(part) not in totals:
            totals[id(part)] = ELEMENTS + 1  # what refers to itself
            count = part.drawn
            for name in part.references:
                if count > ELEMENTS:
                    break
                if name in known:
                    count += total(known[name], level + 1)
            totals[id(part)] = count
        return totals[id(part)]

    return total(root, 0)


def size_faults(text: str, shown: str) -> Iterator[Problem]:
    """Tell of a text that is no SVG, of a drawing without a size, or of one that is a line rather than a picture."""
    head = HEAD.search(text)
    measured = size(text)
    if head is None or SVG not in head[0]:
        remedy = f'save it as plain SVG, or write xmlns="{SVG}" into its <svg>'
        yield Problem(Location(shown), "the figure does not say that it is SVG", remedy)
    elif measured is None:
        remedy = 'give its <svg> a viewBox="0 0 WIDTH HEIGHT" (Inkscape: Document Properties, Scale)'
        yield Problem(Location(shown), "the figure says no size", remedy)
    elif max(measured) > SLIMMEST * min(measured):
        message = f"one side of the figure is more than {SLIMMEST} times the other"
        yield Problem(Location(shown), message, "draw the part that matters, or wrap it into rows")


def size(text: str) -> tuple[float, float] | None:
    """Return width and height of a drawing in CSS pixels; None where it says none (SVG 2, 8.2).

    Of a width and a height in percent the `viewBox` is the size.
    """
    found = HEAD.search(text)
    head = dict(re.findall(r"""\s(width|height|viewBox)\s*=\s*["']([^"']*)["']""", found[0] if found else ""))
    box = [
        float(one)
        for one in re.findall(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", head.get("viewBox", ""))
    ]
    inner = (box[2], box[3]) if len(box) == 4 and 0 < min(box[2:]) <= max(box[2:]) < LARGEST else None
    width, height = length(head.get("width", "")), length(head.get("height", ""))
    if width and height:
        return width, height
    if inner and (width or height):
        return (width, width * inner[1] / inner[0]) if width else (height * inner[0] / inner[1], height)
    return inner


def length(value: str) -> float:
    """Return a length in CSS pixels; 0 where it is none, or one of something else, as a percentage is."""
    match = LENGTH.fullmatch(value)
    if match is None or match[3] not in UNITS or len(match[2] or "") > 3:
        return 0
    pixels = float(f"{match[1]}e{match[2] or 0}") * UNITS[match[3]]
    return pixels if pixels < LARGEST else 0
