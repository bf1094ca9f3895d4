"""The house's font faces: where their files are, how sheets name them, and what of them a page carries."""

from __future__ import annotations

import base64
import importlib.resources
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from notebuild.core import styles
from notebuild.core.characters import RIGHT_TO_LEFT
from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem

OWN = styles.HOUSE / "fonts"
"""Where a house keeps font files of its own."""

FEATURES = ("onum", "pnum", "lnum", "tnum", "c2sc", "smcp")
"""OpenType features that the sheets ask for, besides those every engine turns on."""

TATWEEL = "\u0640"
"""A stroke that joins Arabic letters."""

SMALLEST = 9
"""The zlib level of a packed font."""


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
    rows = [(row, False) for row in house.tokens.get("font", ())]
    rows += [(row, True) for row in house.tokens.get("fallback", ())]
    present, problems = [], []
    for row, fallback in rows:
        if missing := [name for name in ("family", "file") if not isinstance(row.get(name), str)]:
            remedy = f'add {missing[0]} = "…"'
            problems.append(Problem(Location(display_path), f"a face without a {missing[0]}", remedy))
            continue
        path = found(row)
        if path is None:
            problems.append(absent(row, display_path))
            continue
        if fallback and ord(" ") not in characters(path):
            message = f"the face {row['family']} has no space in its file {row['file']}"
            remedy = "take the whole font, not a part of it"
            problems.append(Problem(Location(display_path), message, remedy))
        only = tuple(row.get("only", ()))
        weight, style = row.get("weight", 400), row.get("style", "normal")
        present.append(Face(row["family"], weight, style, path, only, fallback))
    if problems:
        raise NotebuildError(problems)
    return tuple(present)


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


def absent(row: Mapping[str, Any], display_path: str) -> Problem:
    """Return the Problem with a row whose file is not there."""
    if package := row.get("package"):
        message = f"no font file {row['file']} in the package {package}"
        return Problem(Location(display_path), message, "name a file of an installed font package")
    remedy = 'put the file there, or name the package that has it: package = "…"'
    return Problem(Location(display_path), f"no font file {row['file']} in {OWN.as_posix()}", remedy)


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


def subset(path: Path, characters: Iterable[str]) -> bytes:
    """Return the font at `path` with only what these characters need, as an OpenType file.

    Its hints are left out: screens of today smooth, and hints are a third of a file. Raises
    NotebuildError for a file that is no font.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.layout_feature_tag_set.update(int.from_bytes(feature.encode(), "big") for feature in FEATURES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    try:
        font = uharfbuzz.subset(uharfbuzz.Face(path.read_bytes()), wanted)
    except RuntimeError:
        message = "this file is no font that HarfBuzz can read"
        remedy = "install its package again, or name another file in styles/house.toml"
        raise NotebuildError([Problem(Location(path.as_posix()), message, remedy)]) from None
    return bytes(font.blob.data)


def woff(font: bytes) -> bytes:
    """Return an OpenType file packed as WOFF 1.0 (W3C Recommendation)."""
    from fontTools.ttLib import TTFont, sfnt

    sfnt.ZLIB_COMPRESSION_LEVEL = SMALLEST
    packed = BytesIO()
    with TTFont(BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as opened:
        opened.flavor = "woff"
        opened.save(packed, reorderTables=False)
    return packed.getvalue()


def drawn(house: House, fallbacks: bool = True) -> frozenset[int]:
    """Return the code points that a face of the house draws, without those for some elements alone.

    Its fallbacks are left out where they are not asked for.
    """
    chosen = [face for face in faces(house) if not face.only and (fallbacks or not face.fallback)]
    return frozenset().union(*(characters(face.path) for face in chosen))


@cache
def characters(path: Path) -> frozenset[int]:
    """Return the code points that a font file has a glyph for."""
    import uharfbuzz

    return frozenset(uharfbuzz.Face(path.read_bytes()).unicodes)


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


@cache
def in_pieces(path: Path) -> frozenset[int]:
    """Return the letters from right to left of which a font file draws one with several glyphs, alone or joined."""
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))

    def count(text: str) -> int:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer, {})
        return len(buffer.glyph_infos)

    letters = (
        chr(code) for code in characters(path) if chr(code).isalpha() and RIGHT_TO_LEFT.match(chr(code))
    )
    return frozenset(
        ord(letter) for letter in letters if count(letter) > 1 or count(f"{TATWEEL}{letter}{TATWEEL}") > 3
    )


def glyphs(data: bytes, wanted: Collection[str]) -> dict[int, str]:
    """Return the wanted characters that a font file has, by the numbers of their glyphs; none of no font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            table = font.getBestCmap() or {}
            return {font.getGlyphID(name): chr(code) for code, name in table.items() if chr(code) in wanted}
    except TTLibError:
        return {}


@cache
def advances(path: Path) -> tuple[Mapping[int, int], int]:
    """Return the advance width of each character of a font file, by code point, and the units of its em."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        widths = font["hmtx"].metrics
        return {code: widths[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm
