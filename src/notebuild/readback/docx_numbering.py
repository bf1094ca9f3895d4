"""Counts the marks of a DOCX's lists as Word does (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from lxml import etree

from notebuild.core.passages import number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = {
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is marked."""

    start: int
    style: str
    text: str


_BARE = _Level(1, "decimal", "")


class Numbering:
    """The lists of one document, and how far each has been counted."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        """By list (`w:num`) and level."""

        self.family: dict[str, str] = {}
        """The definition (`w:abstractNum`) of each list: lists of one definition count on together."""

        self.restarts: dict[str, set[int]] = {}
        """The levels at which a list begins anew with its first item, by list."""

        self.counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self.styled = _styled(styles)
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: etree._Element) -> None:
        abstract = {
            item.get(f"{_W}abstractNumId"): {
                _index(level): _level(level) for level in item.iterchildren(f"{_W}lvl")
            }
            for item in numbering.iterchildren(f"{_W}abstractNum")
        }
        for item in numbering.iterchildren(f"{_W}num"):
            name, of = str(item.get(f"{_W}numId")), item.find(f"{_W}abstractNumId")
            family = "" if of is None else str(of.get(f"{_W}val"))
            levels = dict(abstract.get(family, {}))
            restarts: set[int] = set()
            for override in item.iterchildren(f"{_W}lvlOverride"):
                own, start = override.find(f"{_W}lvl"), override.find(f"{_W}startOverride")
                if own is not None:
                    levels[_index(override)] = _level(own)
                if start is not None:
                    at = _index(override)
                    restarts.add(at)
                    levels[at] = replace(levels.get(at, _BARE), start=int(start.get(f"{_W}val", "1")))
            self.levels[name], self.family[name], self.restarts[name] = levels, family, restarts

    def mark(self, paragraph: etree._Element, style: str) -> tuple[str, int]:
        """Count a paragraph; return its mark, empty for none, and how many lists deep it stands."""
        its = paragraph.find(f"{_W}pPr/{_W}numPr")
        name, at = self.styled.get(style, ("0", 0)) if its is None else _numbered(its)
        level = self.levels.get(name, {}).get(at)
        if level is None:
            return "", 0
        counts, restarts = self.counts[self.family[name]], self.restarts[name]
        counts[at] = counts[at] + 1 if at in counts and at not in restarts else level.start
        restarts.discard(at)
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        if level.style in ("bullet", "none"):
            return level.text.strip(), at + 1
        return re.sub(r"%([1-9])", lambda found: self._value(name, int(found[1]) - 1), level.text), at + 1

    def _value(self, name: str, at: int) -> str:
        """Return the number that a level of a list stands at, as it counts."""
        level = self.levels[name].get(at, _BARE)
        value = self.counts[self.family[name]].get(at, level.start)
        return number(value, _STYLES.get(level.style, level.style))


def _index(element: etree._Element) -> int:
    return int(element.get(f"{_W}ilvl", "0"))


def _level(level: etree._Element) -> _Level:
    def value(tag: str, otherwise: str) -> str:
        found = level.find(f"{_W}{tag}")
        return otherwise if found is None else str(found.get(f"{_W}val", otherwise))

    return _Level(int(value("start", "0")), value("numFmt", "decimal"), value("lvlText", ""))


def _numbered(its: etree._Element) -> tuple[str, int]:
    """Return the list and the level that a paragraph's or a style's properties name; list "0" is none."""
    name, level = its.find(f"{_W}numId"), its.find(f"{_W}ilvl")
    return (
        "0" if name is None else str(name.get(f"{_W}val", "0")),
        0 if level is None else int(level.get(f"{_W}val", "0")),
    )


def _styled(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Return the list and level of each style that numbers its paragraphs."""
    found = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        its = style.find(f"{_W}pPr/{_W}numPr")
        if its is not None:
            found[str(style.get(f"{_W}styleId"))] = _numbered(its)
    return found
