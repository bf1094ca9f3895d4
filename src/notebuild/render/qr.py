"""Makes an address a QR code, drawn as an SVG text (ISO/IEC 18004)."""

from __future__ import annotations

import base64
from io import BytesIO

QUIET = 0
"""Modules of margin in the drawing: the page's own white is the quiet zone of four that the rule wants."""


def qr(address: str, colour: str) -> str:
    """Return a `data:` address of the SVG drawing of a code, in one colour, that leads to `address`.

    Error correction is at the lowest level, raised where that does not enlarge the symbol: a page is
    read flat and close.
    """
    import segno

    out = BytesIO()
    code = segno.make(address, micro=False)
    code.save(out, kind="svg", dark=colour, light=None, border=QUIET, xmldecl=False, svgns=True, nl=False)
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode("ascii")
