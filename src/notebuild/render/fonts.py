"""The house's font faces: where their files are, how sheets name them, and what of them a page carries."""

from __future__ import annotations

import base64
import importlib.resources
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem

FEATURES = ("onum", "pnum", "lnum", "tnum", "c2sc", "smcp")
"""OpenType features that the sheets ask for, besides those every engine turns on."""

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

    def rule(self, source: str) -> str:
        """Return its `@font-face` rule, with `source` as the value of `src`."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; '
            f"font-style: {self.style}; font-display: swap; src: {source} }}\n"
        )


def faces(house: House, display_path: str = "styles/house.toml") -> tuple[Face, ...]:
    """Return the house's faces, found in their installed packages.

    Raises NotebuildError with a Problem for each font file that is not there.
    """
    present, problems = [], []
    for font in house.tokens.get("font", ()):
        try:
            path = Path(str(importlib.resources.files(font["package"]))) / "files" / font["file"]
        except ModuleNotFoundError:
            path = Path()
        if not path.is_file():
            message = f"no font file {font['file']} in the package {font['package']}"
            remedy = "name a file of an installed font package"
            problems.append(Problem(Location(display_path), message, remedy))
        only = tuple(font.get("only", ()))
        present.append(Face(font["family"], font["weight"], font["style"], path, only))
    if problems:
        raise NotebuildError(problems)
    return tuple(present)


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


def drawn(house: House) -> frozenset[int]:
    """Return the code points that a face of the house draws, those for some elements alone left out."""
    return frozenset().union(*(characters(face.path) for face in faces(house) if not face.only))


@cache
def characters(path: Path) -> frozenset[int]:
    """Return the code points that a font file has a glyph for."""
    import uharfbuzz

    return frozenset(uharfbuzz.Face(path.read_bytes()).unicodes)


@cache
def advances(path: Path) -> tuple[Mapping[int, int], int]:
    """Return the advance width of each character of a font file, by code point, and the units of its em."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        widths = font["hmtx"].metrics
        return {code: widths[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm
