"""Read a note's file: its front matter, checked, and its text as segments."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from notebuild.core import texts
from notebuild.core.characters import composed
from notebuild.core.model import Note
from notebuild.core.problems import Location, Problem
from notebuild.sources.markdown import frontmatter, markers
from notebuild.sources.markdown.segmentation import segments


def read(path: Path, shown: str) -> tuple[Note | None, tuple[Problem, ...]]:
    """Read the note in a file, and the faults of its front matter; None where nothing can be built.

    `shown` is the path for people: relative to the project, with slashes.
    """
    start = Location(shown, 1, 1)
    if wrong := texts.misplaced(path, shown):
        return None, (wrong,)
    try:
        data = path.read_bytes()
    except OSError as fault:
        return None, (Problem(start, f"cannot be read: {fault.strerror}", "bring the file back"),)
    return parsed(data, path.parent.name, shown)


@lru_cache(maxsize=8)
def parsed(data: bytes, name: str, shown: str) -> tuple[Note | None, tuple[Problem, ...]]:
    """Read the same from the bytes of the note of this name; kept, since every edition's steps ask for it."""
    start = Location(shown, 1, 1)
    try:
        text = composed(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = len(data[data.rfind(b"\n", 0, fault.start) + 1 : fault.start].decode("utf-8", "replace")) + 1
        return None, (
            Problem(
                Location(shown, line, column),
                "not UTF-8 text",
                "save the file with the encoding UTF-8",
            ),
        )
    if not text.strip():
        return None, (Problem(start, "the file is empty", 'begin it with "---", the fields and "---"'),)
    if old := re.search(r"\r(?!\n)", text):
        remedy = "save the file with line ends of today (LF)"
        where = markers.place(text, old.start(), start)
        return None, (Problem(where, "a line ends in a carriage return alone", remedy),)
    if foreign := texts.faults(text, shown) or texts.lengths(text, shown):
        return None, foreign
    head = frontmatter.read(text, shown)
    if not head.values:
        return None, head.problems
    note = Note(name, shown, head.values, segments(text, shown), head.fields, head.places)
    return note, head.problems
