"""Makes a font file that draws the characters it is asked for as boxes: a fallback face for tests, free to ship."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000


def make(path: Path, family: str, characters: Iterable[str], *, space: bool = True) -> Path:
    """Write a TrueType file of this family with a box for each character, and a space; all are of one width."""
    drawn = sorted({*characters, *(" " if space else "")})
    codes = {ord(character): f"u{ord(character):05X}" for character in drawn}
    glyphs = [".notdef", *codes.values()]
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(codes)
    builder.setupGlyf(
        dict.fromkeys(glyphs, _box()) | {codes.get(ord(" "), ".notdef"): TTGlyphPen(None).glyph()}
    )
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def _box() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 600), (550, 600), (550, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
