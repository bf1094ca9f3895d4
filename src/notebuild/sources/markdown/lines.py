"""The values and patterns that the block readers share: what a line of pandoc Markdown looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a container: its text without the container's prefix, and where that begins."""

    start: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text.strip(" \t")

    @property
    def end(self) -> int:
        """Where its words end; white space at the end of a line is not words."""
        return self.start + len(self.text.rstrip(" \t"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words from `start` to `end`; `owner` is the label of a heading, table, figure or note."""

    start: int
    end: int
    kind: str
    owner: str = ""
    prefix: str = ""
    """What begins each further line of it: quotation marks, indentation."""


@dataclass(frozen=True, slots=True)
class Place:
    """The container one is in: the kind its paragraphs have, its prefix, and what ends them."""

    kind: str = "paragraph"
    prefix: str = ""
    in_list: bool = False
    in_div: bool = False
    depth: int = 0
    """How many containers it is in; past DEEPEST_CONTAINER, marks are read as text."""


DEEPEST_CONTAINER = 30
"""How deep containers are read inside containers; no author comes near, and no file can exhaust us."""

Taken = tuple[list[Stretch], int] | None
"""What a reader found, and the number of the line after it; None where it does not apply."""

RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*$")
DIV = re.compile(r":{3,}[ \t]*(\{.*\}|[^\s{}:]+)[ \t]*:*[ \t]*$")
DIV_END = re.compile(r":{3,}[ \t]*$")
BULLET = re.compile(r" {0,3}[-+*](?:[ \t]{1,4}(?![ \t])|[ \t]|$)")
ROMAN = "m*(?:cm)?d?(?:cd)?c*(?:xc)?l?(?:xl)?x*(?:ix)?v?(?:iv)?i*"
"""A numeral as pandoc reads it; it may be empty, so that what stands before it looks ahead."""

ORDERED = re.compile(
    r" {0,3}(?!p\.[ \t]\d)"
    rf"(?:\(?(?:\d{{1,9}}|#|(?=[ivxlcdm]){ROMAN}|(?=[IVXLCDM]){ROMAN.upper()}|[a-zA-Z])\)"
    rf"|(?:\d{{1,9}}|#|(?=[ivxlcdm]){ROMAN}|[a-z]|(?=[IVXLCDM]{{2}}){ROMAN.upper()})\."
    r"|[A-Z]\.(?=[ \t]{2}|[ \t]?$))"
    r"(?:[ \t]{1,4}(?![ \t])|[ \t]|$)"
)
"""The number of a list item: `3.`, `(a)`, `iv)`, `#.`; a capital alone, which may be an initial, wants two spaces."""

TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
"""The box at the head of a list item that is a task: open, or done (extension task_lists)."""

ID = re.compile(r"(?<=[\s{])#([^\s}]+)")


def lines_of(text: str, start: int = 0) -> list[Line]:
    """Return the lines of a text, without their ends (LF or CRLF), with their offsets."""
    lines = []
    for raw in text.split("\n"):
        lines.append(Line(start, raw.removesuffix("\r")))
        start += len(raw) + 1
    return lines


def identifier(attributes: str) -> str:
    """Return the id in a pandoc attribute list, or nothing."""
    match = ID.search(attributes)
    return match[1] if match else ""


def fenced(lines: Sequence[Line], at: int) -> Taken:
    """Return a block of code between fences; without its closing fence it is none."""
    opening = FENCE.match(lines[at].text)
    if opening is None:
        return None
    closing = re.compile(rf" {{0,3}}{re.escape(opening[1])}{opening[1][0]}*[ \t]*$")
    for last in range(at + 1, len(lines)):
        if closing.match(lines[last].text):
            return [Stretch(lines[at].start, lines[last].end, "code")], last + 1
    return None


def paragraph_end(lines: Sequence[Line], at: int, place: Place) -> int:
    """Return the line after the paragraph that begins here."""
    last = at + 1
    while last < len(lines) and not lines[last].blank and not closes(lines, last, place):
        last += 1
    return last


def closes(lines: Sequence[Line], at: int, place: Place) -> bool:
    """Whether a line ends the paragraph before it though no blank line parts them."""
    text = lines[at].text
    if place.in_div and DIV_END.match(text):
        return True
    if place.in_list and item_mark(text):
        return True
    return text.lstrip().startswith("```") and fenced(lines, at) is not None


def item_mark(text: str) -> re.Match[str] | None:
    """Return the bullet or number at the head of a list item, with the space after it."""
    return None if RULE.match(text) else BULLET.match(text) or ORDERED.match(text)


def indent(text: str) -> int:
    """Return how many columns of white space a line begins with; a tab goes to the next column of four."""
    wide = text.expandtabs(4)
    return len(wide) - len(wide.lstrip(" "))


def cut(line: Line, count: int) -> Line:
    """Return the line without its first characters."""
    count = min(count, len(line.text))
    return Line(line.start + count, line.text[count:])


def gap(line: Line, following: Line) -> bool:
    """Whether a prefix or a carriage return stands between two lines."""
    return following.start != line.start + len(line.text) + 1
