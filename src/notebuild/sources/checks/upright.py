"""Tell of emphasis in letters that the house's italics lack: the PDF engine sets them upright."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from notebuild.core.model import Segment
from notebuild.core.problems import Problem
from notebuild.sources.markdown import inlines, markers

EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?![*\s])([^*\n]+)(?<![\s\\])\*(?![\w*])|(?<![\w\\])_(?![_\s])([^_\n]+)(?<![\s\\])_(?!\w)"
)

REMEDY = (
    "write it in bold, or in quotation marks; or name an italic face with these letters under [[fallback]]"
)


def check(texts: Iterable[Segment], italics: Collection[int]) -> Iterator[Problem]:
    """Yield a warning at the first emphasis of each text that no italic face can draw; `italics` are code points."""
    for one in texts:
        if one.kind in {"code", "comment", "front-matter", "markup"}:
            continue
        for found in EMPHASIS.finditer(inlines.without_code(one.text)):
            words = found[1] or found[2]
            if any(letter.isalpha() and ord(letter) not in italics for letter in words):
                where = markers.place(one.text, found.start(), one.location)
                shown = words if len(words) <= 40 else f"{words[:39]}…"
                message = f'the italics of the house lack letters of "{shown}", which a PDF sets upright'
                yield Problem(where, message, REMEDY, "warning")
                break
