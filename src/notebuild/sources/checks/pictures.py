"""Check the pictures of a note: files of its own, of a kind that every format shows, whole, and described in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from notebuild.core.model import Note
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.sources import drawing_faults, drawing_rasters, markdown, pictures
from notebuild.sources.markdown import inlines
from notebuild.sources.markdown.markers import Mark


def check(note: Note, folder: Path) -> Iterator[Problem]:
    """Tell of every fault of a note's pictures; `folder` is the note's own."""
    seen: dict[str, bool] = {}
    for segment, after in zip(note.segments, (*note.segments[1:], None), strict=True):
        for mark in markdown.marks(segment):
            if mark.kind != "image":
                continue
            if segment.kind == "markup" and (after is None or after.kind != "alt"):
                remedy = 'write alt="…" in the braces after it: what a reader who cannot see it should know'
                yield Problem(mark.location, f"image {mark.value} has no alternative text", remedy)
            elif segment.kind != "markup" and not mark.text[2:].partition("](")[0].strip():
                remedy = "write what it shows between the square brackets"
                yield Problem(mark.location, f"image {mark.value} has no alternative text", remedy)
            if any(inlines.faults([mark])):
                continue
            misplaced = _misplaced(mark, folder)
            if misplaced:
                yield misplaced
            elif mark.value not in seen:  # a picture shown twice is told once
                seen[mark.value] = True
                yield from _file(mark, folder / mark.value, Path(note.path).parent / mark.value)


def _misplaced(mark: Mark, folder: Path) -> Problem | None:
    """Return what is wrong with the place or the name of a picture's file."""
    path = folder / mark.value
    if not path.is_file():
        near = nearest(mark.value, _files(folder))
        message, remedy = f"image {mark.value} is missing{near}", "put the file there, or mend its name"
    elif path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        message = f"image {mark.value} is outside the note's folder"
        remedy = "put a copy of the file in the note's folder"
    elif not pictures.promised(path):
        message = f"image {mark.value} is of no known sort"
        remedy = "save it as SVG, PNG or JPEG, its name ending in .svg, .png or .jpg"
    elif path.parent != folder / "figures":
        message, remedy = (
            f"image {mark.value} is not in the folder figures",
            f"move it to figures/{path.name}",
        )
    else:
        return None
    return Problem(mark.location, message, remedy)


def _file(mark: Mark, path: Path, shown: Path) -> Iterator[Problem]:
    """Tell what keeps a picture's file from being printed: a drawing's faults at its own lines."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        message = f"image {mark.value} cannot be read: {(fault.strerror or str(fault)).lower()}"
        yield Problem(mark.location, message, "make it readable, or put another copy there")
        return
    if fault_ := pictures.fault(content, mark.value):
        yield Problem(mark.location, f"image {mark.value} {fault_[0]}", fault_[1])
        return
    if pictures.promised(path) != "SVG":
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        where = Location(shown.as_posix(), line)
        yield Problem(where, "the figure is not in UTF-8", "save it in UTF-8 in the drawing program")
        return
    faults = drawing_faults.check(text, shown.as_posix())
    faults = faults or tuple(drawing_faults.size_faults(text, shown.as_posix()))
    yield from faults
    if not faults:
        try:
            drawing_rasters.drawn(content, (), mark.location)
        except NotebuildError as died:
            for problem in died.problems:
                message = problem.message.replace("this drawing", f"image {mark.value}")
                yield Problem(mark.location, message, problem.remedy)


def _files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if pictures.promised(path)]
