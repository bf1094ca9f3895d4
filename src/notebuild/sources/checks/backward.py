"""Tell of letters that are read from right to left where no engine could set them so: in code and in drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notebuild.core.characters import RIGHT_TO_LEFT
from notebuild.core.model import Note, Segment
from notebuild.core.problems import Problem
from notebuild.sources import markdown
from notebuild.sources.checks.glyphs import code as shown
from notebuild.sources.markdown import markers


def code(note: Note) -> Iterator[Problem]:
    """Yield a Problem for each stretch of code with letters from right to left: its signs would change places."""
    for segment in note.segments:
        whole = [(segment.text, segment.location)] if segment.kind == "code" else []
        inside = [(mark.text, mark.location) for mark in markdown.marks(segment) if mark.kind == "code"]
        for text, where in (*whole, *inside):
            if found := RIGHT_TO_LEFT.search(text):
                message = f"{found[0]} ({shown(found[0])}) in code, which is read from left to right"
                yield Problem(
                    markers.place(text, found.start(), where),
                    message,
                    "take it out of the code, or write it in Latin letters",
                )


def drawing(words: Iterable[Segment]) -> Iterator[Problem]:
    """Yield a Problem for each words from right to left in a drawing: the PDF engine sets them letter by letter."""
    for segment in words:
        if found := RIGHT_TO_LEFT.search(segment.text):
            message = f"{found[0]} ({shown(found[0])}) in a drawing, whose words are set from left to right"
            remedy = "write it in Latin letters, or turn the words into paths in the drawing program"
            yield Problem(segment.location, message, remedy)
