"""The style sheets of the page, made from the house's tokens; and the layouts the PDF may fall back on."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem, nearest

TOKEN = re.compile(r"\$\{([a-z0-9.-]+)\}")

AA = 4.5
"""Least contrast of text on its ground (WCAG 2.2, success criterion 1.4.3)."""

PAIRS = (
    ("text", "ground"),
    ("text", "tint"),
    ("ink", "ground"),
    ("ink", "tint"),
    ("accent", "ground"),
    ("accent", "tint"),
    ("quiet", "ground"),
    ("quiet", "tint"),
    ("ground", "ink"),
)
"""Every text colour with each ground the sheets put it on."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to set the page, as differences from the house; lengths in points."""

    name: str
    leading: float = 0.0
    size: float = 0.0
    note: float = 0.0
    policy: str = "line"
    """`footnote-policy`: "line" moves the calling line with its note, "auto" may let the note go on."""

    endnotes: bool = False
    """The notes stand at the end, and the page says so."""

    held: tuple[tuple[int, int], ...] = ()
    """Notes whose calling paragraphs are kept from breaking, and how firmly, 1 to 3."""


LADDER = (
    Layout("set"),
    Layout("leading +0.2", leading=0.2),
    Layout("text -0.1", size=-0.1),
    Layout("leading +0.4, notes -0.1", leading=0.4, note=-0.1),
    Layout("notes may follow", policy="auto"),
    Layout("endnotes", endnotes=True),
)
"""From what the designer wants to what cannot lose a note, tried in this order.

On each but the last, paragraphs are first held together where notes strayed (`held`).
"""


def sheet(text: str, house: House, shown: str, layout: Layout = LADDER[0]) -> str:
    """The sheet `text` with each `${token}` of the house filled in, sizes as the layout wants them.

    Raises NotebuildError for each token the house lacks, at its line and column in `shown`, and for
    each colour that does not stand out from its ground.
    """
    tokens = dict(flat(house.tokens))
    for name, by in (
        ("size.leading", layout.leading),
        ("size.text", layout.size),
        ("size.note", layout.note),
        ("size.note-leading", layout.note),
    ):
        if name in tokens:
            tokens[name] = f"{float(tokens[name]) + by:g}"
    tokens["layout.policy"] = layout.policy
    problems = [
        Problem(
            place(text, found.start(), shown),
            f"no token {found[1]} in the house{nearest(found[1], tokens)}",
            "add it to styles/house.toml, or name one that is there",
        )
        for found in TOKEN.finditer(text)
        if found[1] not in tokens
    ]
    if problems := [*problems, *check(house)]:
        raise NotebuildError(problems)
    return TOKEN.sub(lambda found: tokens[found[1]], text)


def place(text: str, offset: int, shown: str) -> Location:
    """Line and column of an offset in a file's text."""
    before = text[:offset]
    return Location(shown, before.count("\n") + 1, offset - before.rfind("\n"))


def flat(tokens: Mapping[str, Any], stem: str = "") -> Iterator[tuple[str, str]]:
    """Nested tokens as dotted names and what a sheet prints for them; lists are left out."""
    for name, value in tokens.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{stem}{name}.")
        elif not isinstance(value, list):
            yield f"{stem}{name}", str(value)


@dataclass(frozen=True, slots=True)
class Face:
    """One static font file of a package, and what a sheet calls it."""

    family: str
    weight: int
    style: str
    path: Path
    only: tuple[str, ...] = ()
    """The elements it is for; empty where any may use it."""

    def rule(self, source: str) -> str:
        """Its `@font-face` rule, with `source` as the value of `src`."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; '
            f"font-style: {self.style}; font-display: swap; src: {source} }}\n"
        )


def faces(house: House, shown: str = "styles/house.toml") -> tuple[Face, ...]:
    """The house's faces, found in their installed packages; raises NotebuildError for one not there."""
    found, problems = [], []
    for font in house.tokens.get("font", ()):
        try:
            path = Path(str(importlib.resources.files(font["package"]))) / "files" / font["file"]
        except ModuleNotFoundError:
            path = Path()
        if not path.is_file():
            message = f"no font file {font['file']} in the package {font['package']}"
            problems.append(Problem(Location(shown), message, "name a file of an installed font package"))
        only = tuple(font.get("only", ()))
        found.append(Face(font["family"], font["weight"], font["style"], path, only))
    if problems:
        raise NotebuildError(problems)
    return tuple(found)


def local(house: House) -> str:
    """The `@font-face` rules for an engine that reads the packages' own files."""
    return "".join(face.rule(f'url("{face.path.as_uri()}")') for face in faces(house))


def check(house: House, text: str = "", shown: str = "styles/house.toml") -> tuple[Problem, ...]:
    """A Problem for each text colour whose contrast is below WCAG AA; `text` is the file, for its lines."""
    problems = []
    for scheme, colours in house.tokens.get("colour", {}).items():
        for over, under in PAIRS:
            if over not in colours or under not in colours:
                continue
            ratio = contrast(colours[over], colours[under])
            if ratio < AA:
                line = text[: max(text.find(f"[colour.{scheme}]"), 0)].count("\n") + 1 if text else 0
                problems.append(
                    Problem(
                        Location(shown, line),
                        f"{scheme} {over} {colours[over]} on {under} {colours[under]}"
                        f" has a contrast of {ratio:.1f}, below {AA}",
                        f"make colour.{scheme}.{over} stand out more from {under}",
                    )
                )
    return tuple(problems)


def contrast(one: str, other: str) -> float:
    """Contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of a `#rrggbb` colour, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
