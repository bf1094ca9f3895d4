"""Lets each bracket of a PDF mean itself.

In words from right to left an opening bracket is drawn as a closing one, and the engine writes down of each glyph
the character that it drew with it first: of one such word, every bracket of the document would be read turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pikepdf

from notebuild.core.characters import RIGHT_TO_LEFT
from notebuild.render import fonts

BRACKETS = frozenset("()[]{}<>«»‹›")
_PAIR = re.compile(rb"<([0-9a-fA-F]{4})>(\s+)<([0-9a-fA-F]{4})>")


def mend(pdf: pikepdf.Pdf) -> None:
    """Make each code of a bracket mean the bracket that the font's own table has there, where words need it."""
    named = {font.objgen: font for font in _named(pdf)}
    tables = {name: font.ToUnicode.read_bytes() for name, font in named.items()}
    if not any(
        RIGHT_TO_LEFT.search(_meaning(pair[3])) for text in tables.values() for pair in _PAIR.finditer(text)
    ):
        return
    for name, text in tables.items():
        own = fonts.glyphs(_file(named[name]), BRACKETS)

        def meant(pair: re.Match[bytes], own: dict[int, str] = own) -> bytes:
            code = int(pair[1], 16)
            if _meaning(pair[3]) not in BRACKETS or code not in own:
                return pair[0]
            return b"<%s>%s<%04x>" % (pair[1], pair[2], ord(own[code]))

        named[name].ToUnicode.write(_PAIR.sub(meant, text))


def _named(pdf: pikepdf.Pdf) -> Iterable[Any]:
    """Yield the fonts of each page that say what their codes mean."""
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", pikepdf.Dictionary())
        for font in resources.get("/Font", pikepdf.Dictionary()).values():
            if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
                yield font


def _file(font: Any) -> bytes:
    """Return the font file that stands behind a composite font (ISO 32000-1, 9.9)."""
    described = font.DescendantFonts[0].FontDescriptor
    name = next((key for key in ("/FontFile2", "/FontFile3") if key in described), "")
    return bytes(described[name].read_bytes()) if name else b""


def _meaning(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")
