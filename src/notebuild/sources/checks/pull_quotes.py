"""Tell of a pull quote that repeats what a reader has just read.

In the PDF it finds another place; on the web and in Word it stands where it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Problem
from notebuild.sources import markdown
from notebuild.sources.markdown import markers

BETWEEN = 25
"""Words between a sentence and its repetition, up to which both are seen at once."""

TEXT = frozenset({"paragraph", "list-item", "quote", "pullquote"})
WORDS = re.compile(r"\w+")


def check(note: Note) -> Iterator[Problem]:
    """Yield a warning for each pull quote right after its sentence, or right before it."""
    remedy = "put a paragraph or more between them, or repeat another sentence"
    for above, quote, below in _around(markdown.translatable(note.segments)):
        said = _words(quote)
        if not said or quote.kind != "pullquote":
            continue
        before, after = _words(above), _words(below)
        if _ends(before, said):
            yield Problem(quote.location, "the pull quote follows its own sentence", remedy, "warning")
        elif after[: len(said)] == said:
            yield Problem(
                quote.location, "the pull quote stands right before its own sentence", remedy, "warning"
            )


def _ends(before: list[str], said: list[str]) -> bool:
    """Return whether words stand in the ones before with no more than a few after them."""
    lasts = range(len(before), max(0, len(before) - BETWEEN) - 1, -1)
    return any(before[:last][-len(said) :] == said for last in lasts)


def _around(segments: Iterable[Segment]) -> Iterator[tuple[Segment | None, Segment, Segment | None]]:
    """Yield each segment of the text with the one above and the one below; footnotes are none of it."""
    text = [one for one in segments if one.kind != "footnote"]
    yield from zip([None, *text], text, [*text[1:], None], strict=False)


def _words(segment: Segment | None) -> list[str]:
    """Return the words of a segment of text as they compare, without keys and marks; none of another kind."""
    if segment is None or segment.kind not in TEXT:
        return []
    return WORDS.findall(markers.without_marks(segment.text).lower())
