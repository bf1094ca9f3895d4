"""Draws SVG as PNG, set in the house's own faces: for Word, and for whoever shows a link to the page."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.render.fonts import faces

WIDTH = 1000
"""Raster width in pixels (157 dpi over text and margin): the fallback for readers that cannot show SVG."""

PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an edition: its raster as PNG, and the drawing behind it where there is one."""

    source: str
    raster: bytes
    drawing: bytes | None
    width: int
    height: int
    """Size of the raster in pixels."""


def fonts(house: House) -> list[str]:
    """Return the files of the house's faces and their fallbacks; never the machine's."""
    return [str(face.path) for face in faces(house)]


def picture(folder: Path, source: str, faces: Sequence[str], display_path: str) -> Picture:
    """Return the picture `source` of the edition in `folder`; `display_path` is the folder's path in messages.

    Raises NotebuildError for what lies elsewhere, is missing, or is neither PNG nor SVG.
    """
    path, where = folder / source, Location(f"{display_path}/{source}")
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise refused(where, "this picture is missing", "put it under figures/ beside the note")
    content = path.read_bytes()
    drawing = content if path.suffix == ".svg" else None
    raster = content if drawing is None else drawn(drawing, faces, where)
    if not raster.startswith(PNG) or len(raster) < 24:
        raise refused(where, "this picture is neither PNG nor SVG", "save it as PNG")
    width, height = struct.unpack(">II", raster[16:24])
    return Picture(source, raster, drawing, width, height)


def drawn(svg: bytes, faces: Sequence[str], where: Location, width: int = WIDTH) -> bytes:
    """Return a drawing as PNG of so many pixels' width, set in these font files only, whatever the machine has."""
    from resvg_py import svg_to_bytes

    try:
        return bytes(
            svg_to_bytes(
                svg_string=svg.decode(),
                width=width,
                font_files=list(faces),
                skip_system_fonts=True,
            )
        )
    except ValueError as fault:
        remedy = "open it in a drawing program and save it as plain SVG"
        raise refused(where, f"this drawing cannot be drawn: {fault}", remedy) from None


def refused(where: Location, message: str, remedy: str) -> NotebuildError:
    """Return one Problem with a picture, ready to be raised."""
    return NotebuildError([Problem(where, message, remedy)])
