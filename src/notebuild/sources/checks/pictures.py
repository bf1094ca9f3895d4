"""Check the pictures of a note: files of its own, of a kind that every format shows, whole, and described in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote

from notebuild.core import texts
from notebuild.core.model import Note
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.sources import drawing_faults, drawing_letters, drawing_rasters, markdown, pictures
from notebuild.sources.markdown import inlines, markers
from notebuild.sources.markdown.markers import Mark
from notebuild.sources.markdown.tables_figures import ALT

EMBEDDED = re.compile(r"(?<!\\)!\[\[([^\]\n]*)\]\]")
TITLED = re.compile(r"""[ \t\n](["'(]).*\)$""", re.DOTALL)
"""What stands after the address of an image besides: its title."""

NOWHERE = {"heading": "a heading", "footnote": "a footnote", "metadata": "the front matter"}
"""Kinds of text that hold no picture, in the author's words."""


def check(note: Note, folder: Path) -> Iterator[Problem]:
    """Tell of every fault of a note's pictures; `folder` is the note's own."""
    seen: set[str] = set()
    segments = (*note.fields, *note.segments)
    for before, segment, after in zip((None, *segments), segments, (*segments[1:], None), strict=False):
        marks = markdown.marks(segment)
        for mark, behind in zip_longest(marks, marks[1:]):
            if mark.kind in {"link", "xref"} and "![" in mark.text.partition("](")[0]:
                remedy = "write the picture alone, and the link into its caption or a line of text"
                yield Problem(mark.location, "a picture is the words of a link", remedy)
            if mark.kind != "image":
                continue
            if segment.kind in NOWHERE:
                message = f"image {mark.value} stands in {NOWHERE[segment.kind]}"
                yield Problem(mark.location, message, "put it into the text, in a paragraph of its own")
                continue
            if segment.kind == "markup" and (before is None or before.kind != "caption"):
                message = f"image {mark.value} stands alone and has no caption"
                yield Problem(mark.location, message, "write it between the square brackets")
            described = after is not None and after.kind == "alt" if segment.kind == "markup" else None
            yield from _words(mark, behind, described)
            if any(inlines.faults([mark])):
                continue
            misplaced = _misplaced(mark, folder)
            if misplaced:
                yield misplaced
            elif mark.value not in seen:  # a picture shown twice is told once
                seen.add(mark.value)
                yield from _file(mark, folder / mark.value, Path(note.path).parent / mark.value)
        if segment.kind not in {"markup", "code"}:
            for match in EMBEDDED.finditer(inlines.without_code(segment.text)):
                where = markers.place(segment.text, match.start(), segment.location)
                remedy = f'write ![caption]({match[1] or "figures/name.png"}){{alt="…"}}'
                yield Problem(where, f"{match[0]} is another program's way to show a picture", remedy)


def _words(mark: Mark, behind: Mark | None, described: bool | None) -> Iterator[Problem]:
    """Check the words of an image; `described`, of one that stands alone, says whether it has its `alt`.

    In a line the words in brackets are the alternative text (pandoc's manual, Images).
    """
    if TITLED.search(mark.text.partition("](")[2]):
        message = f"the words after {mark.value} in its brackets print in no format"
        yield Problem(mark.location, message, "write them into the caption, or take them out")
    said = bool(mark.text[2:].partition("](")[0].strip())
    with_alt = behind is not None and behind.start == mark.start + len(mark.text) and ALT.search(behind.text)
    if described is False:
        remedy = 'write alt="…" in the braces after it: what a reader who cannot see it should know'
        yield Problem(mark.location, f"image {mark.value} has no alternative text", remedy)
    elif described is None and said and with_alt:
        message = f"the caption of image {mark.value} prints nowhere: only one alone in its paragraph has one"
        yield Problem(
            mark.location, message, "put it in a paragraph of its own, with a blank line before and after"
        )
    elif described is None and not said and not with_alt:
        remedy = "write what it shows between the square brackets"
        yield Problem(mark.location, f"image {mark.value} has no alternative text", remedy)


def _misplaced(mark: Mark, folder: Path) -> Problem | None:
    """Return what is wrong with the place or the name of a picture's file."""
    path = folder / mark.value
    if not path.is_file() and (meant := _meant(mark, folder)):
        if " " in meant:
            message = f"the file name {meant} has a space"
            remedy = f"rename the file to {meant.replace(' ', '-')}, and name it so here"
        else:
            message, remedy = f"image {mark.value} is written as in an address", f"write {meant}"
    elif not path.is_file():
        near = nearest(mark.value, _files(folder))
        message, remedy = f"image {mark.value} is missing{near}", "put the file there, or mend its name"
    elif path.is_symlink() and path.resolve().is_relative_to(folder.resolve()):
        message, remedy = (
            f"image {mark.value} is a link to another file",
            "put a copy of that file in its place",
        )
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


def _meant(mark: Mark, folder: Path) -> str:
    """Return the file that an image names with a space, or with the signs of an address (RFC 3986); else nothing."""
    typed = mark.text.rpartition("](")[2].rpartition(")")[0].strip().strip("<>")
    names = (name for name in (typed, unquote(typed)) if "\0" not in name and len(name) < 200)
    return next((name for name in names if name != mark.value and (folder / name).is_file()), "")


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
    faults = texts.faults(text, shown.as_posix()) or drawing_faults.check(text, shown.as_posix())
    faults = faults or tuple(drawing_faults.size_faults(text, shown.as_posix()))
    yield from faults
    small = drawing_letters.on_a_phone(text) if not faults else 0.0
    if 0 < small < drawing_letters.LEAST:
        message = f"the smallest letters of {mark.value} are {small:.2g} pixels high on a telephone"
        remedy = "make them larger, or the drawing wider than 600 pixels: then a reader can enlarge it"
        yield Problem(mark.location, message, remedy, "warning")
    if not faults:
        try:
            drawing_rasters.drawn(content, (), mark.location)
        except NotebuildError as died:
            for problem in died.problems:
                message = problem.message.replace("this drawing", f"image {mark.value}")
                yield Problem(mark.location, message, problem.remedy)


def _files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if pictures.promised(path)]
