"""The pictures of an edition as Word wants them: each as PNG or JPEG, with the drawing behind it where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from notebuild.core.house import House
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.render.fonts import faces
from notebuild.sources import drawing_faults, drawing_rasters, pictures
from notebuild.sources.pictures import palette


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an edition: its raster as PNG or JPEG, and the drawing behind it where there is one."""

    source: str
    raster: bytes
    drawing: bytes | None
    width: int
    height: int
    """Size of the raster in pixels."""

    @property
    def ending(self) -> str:
        """How the name of the raster's file ends."""
        return "jpg" if pictures.kind(self.raster) == "JPEG" else "png"


def fonts(house: House) -> list[str]:
    """Return the files of the house's faces and their fallbacks; never the machine's."""
    return [str(face.path) for face in faces(house)]


def picture(folder: Path, source: str, faces: Sequence[str], display_path: str) -> Picture:
    """Return the picture `source` of the edition in `folder`; `display_path` is the folder's path in messages.

    Raises NotebuildError for what lies elsewhere, is missing, or is neither PNG, JPEG nor SVG.
    """
    path, where = folder / source, Location(f"{display_path}/{source}")
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise refused(where, "this picture is missing", "put it under figures/ beside the note")
    content = path.read_bytes()
    drawing = content if pictures.promised(path) == "SVG" else None
    raster = content
    if drawing is not None:
        raster = palette.lean(drawing_rasters.drawn(drawing, faces, where, across(drawing)))
    if pictures.kind(raster) not in ("PNG", "JPEG"):
        raise refused(where, "this picture is neither PNG, JPEG nor SVG", "save it as PNG")
    size = pictures.read(raster)
    return Picture(source, raster, drawing, size.width, size.height)


def across(drawing: bytes) -> int:
    """Return how many pixels a drawing's raster is wide: fewer where it is much higher than wide."""
    width, height = drawing_faults.size(drawing.decode()) or (1.0, 1.0)
    return max(1, min(drawing_rasters.WIDTH, round(2 * drawing_rasters.WIDTH * width / height)))


def refused(where: Location, message: str, remedy: str) -> NotebuildError:
    """Return one Problem with a picture, ready to be raised."""
    return NotebuildError([Problem(where, message, remedy)])
