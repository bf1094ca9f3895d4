"""The words of a printed line are found in the author's own file, where they stand there once."""

from __future__ import annotations

import pytest

from notebuild.core.model import Edition, Footnote, Node
from notebuild.core.problems import Location
from notebuild.edition import nodes
from notebuild.edition.places import Places
from notebuild.proof import files

LINES = tuple(Location("note.md", line, 1) for line in (9, 11, 13))
"""Of the three paragraphs."""

NOTE = Location("note.md", 20, 1)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("of the north", LINES[0]),
        ("south ends", LINES[1]),
        ("lakes of the", None),
        ("a foot-", NOTE),
        ("nowhere", None),
        ("", None),
    ],
    ids=["once", "at another line", "twice", "in a footnote, hyphenated", "nowhere", "nothing"],
)
def test_where_a_line_was_written(words: str, where: Location | None) -> None:
    """A line in two passages is in none: a wrong line would be worse than a page."""
    texts = ("Of the lakes of the north.", "The lakes of the south ends.", "Another.")
    blocks: list[Node] = [nodes.para(nodes.words(text)) for text in texts]
    note = Footnote(1, "a", "authored", (), "Some words in a footnote.", ())
    edition = Edition("n", "en-GB", {}, {"meta": {}, "blocks": blocks}, (note,))
    assert files.source(edition, Places(LINES, {1: NOTE}, {}, "note.md"))(words) == where
