"""Draw SVG as PNG with resvg, in a process of its own: a drawing that kills it is told, and stops nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from notebuild.core.apart import Died, apart
from notebuild.core.problems import Location, NotebuildError, Problem

WIDTH = 1000
"""Raster width in pixels (157 dpi over text and margin): the fallback for readers that cannot show SVG."""

SECONDS, MEGABYTES = 3, 400
"""What drawing one may take; the map of a country takes a fifth of a second and 20 MB."""


def drawn(svg: bytes, faces: Sequence[str], where: Location, width: int = WIDTH) -> bytes:
    """Return a drawing as PNG of so many pixels' width, set in these font files only, whatever the machine has.

    Raises NotebuildError, at `where`, for one that cannot be drawn within the limits.
    """
    try:
        return apart(lambda: raster(svg.decode(), faces, width), SECONDS, MEGABYTES)
    except ValueError as fault:
        message = f"this drawing cannot be drawn: {str(fault).partition(chr(10))[0]}"
        remedy = "open it in a drawing program and save it as plain SVG"
        raise NotebuildError([Problem(where, message, remedy)]) from None
    except Died as death:
        message = f"this drawing cannot be drawn: the program that draws it {death}"
        remedy = "simplify it in the drawing program, or export it as PNG"
        raise NotebuildError([Problem(where, message, remedy)]) from None


def raster(svg: str, faces: Sequence[str], width: int) -> bytes:
    """Return a drawing as PNG, drawn in this process: for work that is done apart. Raises ValueError."""
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg, width=width, font_files=list(faces), skip_system_fonts=True))
