"""Makes the raster of a drawing small: few colours, named once in a palette (PNG, 3rd edition, 11.2.2)."""

from __future__ import annotations

from io import BytesIO

FEW = 4096
"""Colours of a drawing without a photograph or a gradient: its own, and those at the edges of its letters."""


def lean(png: bytes) -> bytes:
    """Return a PNG with a palette of 256 colours, where it has few and shows nothing through; else as it is.

    What has no more of them than that loses nothing; else an edge may differ by a shade.
    """
    from PIL import Image

    with Image.open(BytesIO(png)) as opened:
        picture = opened.convert("RGBA")
    colours = picture.getcolors(FEW)
    if colours is None or picture.getchannel("A").getextrema() != (255, 255):
        return png
    made = BytesIO()
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return min(png, made.getvalue(), key=len)
