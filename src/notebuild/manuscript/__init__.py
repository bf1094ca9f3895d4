"""A note's manuscript: its front matter, its text as segments with nothing lost, the marks in them."""

from notebuild.manuscript.frontmatter import with_fields
from notebuild.manuscript.reading import read
from notebuild.manuscript.segmentation import (
    UNTRANSLATED,
    heading_ids,
    join,
    marks,
    segments,
    slug,
    translatable,
    with_words,
    words,
)

__all__ = [
    "UNTRANSLATED",
    "heading_ids",
    "join",
    "marks",
    "read",
    "segments",
    "slug",
    "translatable",
    "with_fields",
    "with_words",
    "words",
]
