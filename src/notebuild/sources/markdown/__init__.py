"""Read a note's manuscript: its front matter, its text as segments with nothing lost, the marks in them.

The modules are loaded when first asked for: the task graph wants the front matter of every note on
each run, and nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from notebuild.sources.markdown.field_authors import apostrophes, author_names, persons
    from notebuild.sources.markdown.frontmatter import paragraphs, with_fields
    from notebuild.sources.markdown.note import read
    from notebuild.sources.markdown.segmentation import (
        UNTRANSLATED,
        blank,
        heading_ids,
        heading_levels,
        join,
        marks,
        segments,
        slug,
        translatable,
        with_words,
        words,
    )
    from notebuild.sources.markdown.wordless import is_figures

__all__ = [
    "UNTRANSLATED",
    "apostrophes",
    "author_names",
    "blank",
    "heading_ids",
    "heading_levels",
    "is_figures",
    "join",
    "marks",
    "paragraphs",
    "persons",
    "read",
    "segments",
    "slug",
    "translatable",
    "with_fields",
    "with_words",
    "words",
]

ELSEWHERE = {
    "apostrophes": "field_authors",
    "author_names": "field_authors",
    "persons": "field_authors",
    "is_figures": "wordless",
    "read": "note",
    "paragraphs": "frontmatter",
    "with_fields": "frontmatter",
}


def __getattr__(name: str) -> Any:
    """Return what the package offers, from the module that has it (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{ELSEWHERE.get(name, 'segmentation')}")
    globals()[name] = found = getattr(module, name)  # asked for once
    return found
