"""Tell of what word processors leave in a text that is pasted: lines of spaces, headings that are only bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from notebuild.core.model import Note
from notebuild.core.problems import Problem
from notebuild.sources.markdown import inlines

SPACES = re.compile(r"(?:&nbsp;|&ensp;|&emsp;|&thinsp;|&#(?:160|xa0);|\\ |\\(?=\n|$)|\s)+", re.IGNORECASE)
BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).){2,80}?)(?<=[^\s.,;:!?…])\1:?", re.DOTALL)
HEADLINE = 12
"""Words in a heading, at most."""


def check(note: Note) -> Iterator[Problem]:
    """Yield each paragraph that has nothing but spaces; a warning for each that looks like a heading and is none."""
    text = [one for one in note.segments if one.kind not in {"markup", "comment", "footnote"}]
    for one, below in pairwise([*text, None]):
        if one is None or one.kind != "paragraph":
            continue
        if SPACES.fullmatch(one.text):
            remedy = "take it out: how far paragraphs stand apart is for the sheets"
            yield Problem(one.location, "a paragraph of spaces alone", remedy)
        bold = BOLD.fullmatch(inlines.without_code(one.text).strip())
        if bold and below and below.kind in {"paragraph", "list-item"} and len(bold[2].split()) <= HEADLINE:
            message = f'"{bold[2]}" stands alone in bold, which is no heading'
            yield Problem(one.location, message, f'write "## {bold[2]}" if it is meant as one', "warning")
