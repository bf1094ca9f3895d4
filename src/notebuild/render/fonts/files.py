"""What a font file holds: its characters, their widths and glyphs; and the file cut down and packed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from notebuild.core.characters import RIGHT_TO_LEFT
from notebuild.core.problems import Location, NotebuildError, Problem

FEATURES = ("onum", "pnum", "lnum", "tnum", "c2sc", "smcp")
"""OpenType features that the sheets ask for, besides those every engine turns on."""

TATWEEL = "\u0640"
"""A stroke that joins Arabic letters."""

SMALLEST = 9
"""The zlib level of a packed font."""


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


@cache
def characters(path: Path) -> frozenset[int]:
    """Return the code points that a font file has a glyph for."""
    import uharfbuzz

    return frozenset(uharfbuzz.Face(path.read_bytes()).unicodes)


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


@cache
def named(path: Path) -> tuple[str, str, int]:
    """Return family and style of a font file, and its terms of embedding (OpenType, OS/2 fsSelection and fsType)."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True) as font:
            names, metrics = font["name"], font["OS/2"]
            family = names.getDebugName(1) or ""
            bold, italic = bool(metrics.fsSelection & 0x20), bool(metrics.fsSelection & 0x01)
            style = " ".join(word for word, is_so in (("Bold", bold), ("Italic", italic)) if is_so)
            return family, style or "Regular", int(metrics.fsType)
    except (TTLibError, KeyError, OSError):
        return "", "", 0
