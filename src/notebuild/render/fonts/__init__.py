"""The house's font faces: where their files are, how sheets name them, and what of them a page carries."""

from __future__ import annotations

import base64
import importlib.resources
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notebuild.core import styles
from notebuild.core.house import House
from notebuild.core.house_faults import line
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.render.fonts.files import (
    FEATURES,
    advances,
    characters,
    glyphs,
    in_pieces,
    named,
    subset,
    woff,
)

__all__ = [
    "FEATURES",
    "OWN",
    "Face",
    "advances",
    "characters",
    "drawn",
    "embedded",
    "faces",
    "families",
    "glyphs",
    "italics",
    "local",
    "named",
    "pieced",
    "subset",
    "woff",
]

OWN = styles.HOUSE / "fonts"
"""Where a house keeps font files of its own."""


@dataclass(frozen=True, slots=True)
class Face:
    """One static font file of a package, and what a sheet calls it."""

    family: str
    weight: int
    style: str
    path: Path
    only: tuple[str, ...] = ()
    """The elements it is for; empty where any may use it."""

    fallback: bool = False
    """Whether it is only for the characters that the house's first faces lack."""

    @property
    def called(self) -> str:
        """What a sheet calls its family: a fallback by a name that no machine has.

        Where a machine had the family too, the PDF engine would mix both files under one name.
        """
        return f"{self.family} Fallback" if self.fallback else self.family

    def rule(self, source: str) -> str:
        """Return its `@font-face` rule, with `source` as the value of `src`."""
        return (
            f'@font-face {{ font-family: "{self.called}"; font-weight: {self.weight}; '
            f"font-style: {self.style}; font-display: swap; src: {source} }}\n"
        )


def faces(house: House, display_path: str = "styles/house.toml") -> tuple[Face, ...]:
    """Return the house's faces, found in their installed packages; then its fallbacks, in their order.

    A `[[fallback]]` names a family and a file, in a package or in the house's own `styles/fonts/`. Raises
    NotebuildError with a Problem for each font file that is not there.
    """
    tables = ("font", "fallback")
    rows = [(f"{table}.{n}", row) for table in tables for n, row in enumerate(house.tokens.get(table, ()))]
    present, problems = [], []
    for name, row in rows:
        where, fallback = place(display_path, name), name.startswith("fallback")
        if missing := [name for name in ("family", "file") if not isinstance(row.get(name), str)]:
            remedy = f'add {missing[0]} = "…"'
            problems.append(Problem(where, f"a face without a {missing[0]}", remedy))
            continue
        path = found(row)
        if path is None:
            problems.append(absent(row, where))
            continue
        if fallback and ord(" ") not in characters(path):
            message = f"the face {row['family']} has no space in its file {row['file']}"
            remedy = "take the whole font, not a part of it"
            problems.append(Problem(where, message, remedy))
        only = tuple(row.get("only", ()))
        weight, style = row.get("weight", 400), row.get("style", "normal")
        present.append(Face(row["family"], weight, style, path, only, fallback))
    if problems:
        raise NotebuildError(problems)
    return tuple(present)


def place(display_path: str, name: str) -> Location:
    """Return where a row of the house file stands, `fallback.0`; the file alone where it is a row of the tool's own."""
    try:
        return Location(display_path, line(Path(display_path).read_text(encoding="utf-8"), name))
    except (OSError, UnicodeDecodeError):
        return Location(display_path)


def found(row: Mapping[str, Any]) -> Path | None:
    """Return the file behind a row of the house's faces; None where there is none."""
    if Path(row["file"]).name != row["file"]:
        return None
    if package := row.get("package"):
        try:
            home = Path(str(importlib.resources.files(package)))
        except ModuleNotFoundError:
            return None
        places = [home / "files" / row["file"], home / row["file"]]
    else:
        places = [OWN / row["file"]]
    return next((path.resolve() for path in places if path.is_file()), None)


def absent(row: Mapping[str, Any], where: Location) -> Problem:
    """Return the Problem with a row whose file is not there."""
    if package := row.get("package"):
        message = f"no font file {row['file']} in the package {package}"
        return Problem(where, message, "name a file of an installed font package")
    remedy = 'put the file there, or name the package that has it: package = "…"'
    return Problem(where, f"no font file {row['file']} in {OWN.as_posix()}", remedy)


def families(house: House, *, own: bool = False) -> tuple[str, ...]:
    """Return the families of the fallbacks as sheets call them, each once, in their order.

    With `own`, after each the name that its file has, by which other engines know it.
    """
    rows = [(face.called, face.family) if own else (face.called,) for face in faces(house) if face.fallback]
    return tuple(dict.fromkeys(name for row in rows for name in row))


def local(house: House) -> str:
    """Return the `@font-face` rules for an engine that reads the packages' own files."""
    return "".join(face.rule(f'url("{face.path.as_uri()}")') for face in faces(house))


def embedded(path: Path, characters: Iterable[str]) -> str:
    """Return the value of `src` in an `@font-face` rule that holds the font, cut down to these characters.

    It is packed as WOFF 1.0: WOFF 2.0 is a fifth smaller, but takes twenty times as long to pack.
    """
    coded = base64.b64encode(woff(subset(path, characters))).decode()
    return f'url("data:font/woff;base64,{coded}") format("woff")'


def drawn(house: House, fallbacks: bool = True) -> frozenset[int]:
    """Return the code points that a face of the house draws, without those for some elements alone.

    Its fallbacks are left out where they are not asked for.
    """
    chosen = [face for face in faces(house) if not face.only and (fallbacks or not face.fallback)]
    return frozenset().union(*(characters(face.path) for face in chosen))


def italics(house: House) -> frozenset[int]:
    """Return the code points that an italic face of the house draws, its fallbacks too."""
    slanted = [face for face in faces(house) if face.style != "normal" and not face.only]
    return frozenset().union(*(characters(face.path) for face in slanted))


def pieced(house: House) -> dict[int, str]:
    """Return the letters from right to left that a fallback draws in pieces, each with the face's family.

    A PDF says of each glyph what it means: a stroke that is a part of several letters means none of them.
    """
    first = drawn(house, fallbacks=False)
    found: dict[int, str] = {}
    seen = set(first)
    for face in faces(house):
        if face.fallback:
            new = characters(face.path) - seen
            found |= dict.fromkeys(new & in_pieces(face.path), face.family)
            seen |= new
    return found
