"""Check the words of the front matter for what begins a heading, a list or another block: it has words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notebuild.core.model import Segment
from notebuild.core.problems import Problem
from notebuild.sources import frontmatter_fields
from notebuild.sources.markdown import markers

BEGINS = re.compile(
    r"""(?mx)^[ \t]*(?:(?P<heading>\#{1,6}(?=[ \t])) | (?P<quotation>>) | (?P<part>:{3,}) | (?P<code>```+|~~~+)
    | (?P<list>[-*+](?=[ \t])) | (?P<line>\|(?=[ \t])))"""
)
"""What begins a block at the beginning of a line, in pandoc's Markdown."""

NUMBERED = re.compile(
    r"(?m)^[ \t]*(\(?(?:\d{1,3}|[a-z]|\#)[.)])[ \t].*\n(?:.*\n)*?[ \t]*\(?(?:\d{1,3}|[a-z]|\#)[.)][ \t]"
)
"""Two lines with numbers: a list; a number alone, "1989. The year", is words."""

NAMES = {
    "heading": "a heading",
    "quotation": "a quotation",
    "part": "a part of the text",
    "code": "code",
    "list": "a list",
    "line": "lines kept",
}


def faults(field: Segment) -> Iterator[Problem]:
    """Yield the first mark of a block in a field of the front matter, or its translation, at its place."""
    first = BEGINS.search(field.text)
    numbered = NUMBERED.search(field.text)
    if first:
        at, mark, what = (
            first.start(first.lastgroup or 0),
            first[first.lastgroup or 0],
            NAMES[first.lastgroup or ""],
        )
    elif numbered:
        at, mark, what = numbered.start(1), numbered[1], NAMES["list"]
    else:
        return
    name = frontmatter_fields.BY_CONTEXT[field.context].name
    remedy = "write it in sentences, or put a backslash before a mark meant as a character"
    if what == NAMES["list"] and name == "abstract":
        remedy = 'write it in sentences, or as "key-points:", a line "- …" for each'
    yield Problem(
        markers.place(field.text, at, field.location),
        f'"{mark}" begins {what}, and {name} holds words alone',
        remedy,
    )
