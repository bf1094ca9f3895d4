"""The fields of a note's front matter, one row each: the only place that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal[
    "text",  # words, one line or several paragraphs
    "texts",  # a list of them
    "words",  # a list of single terms, or one alone
    "names",  # a list of persons and houses, or one alone
    "address",  # a web address
    "date",  # 2025-03-31
    "count",  # a whole number above 0
    "language",  # a tag of BCP 47
    "languages",  # a list of tags
    "formats",  # a list of the formats that a note is printed in
    "policies",  # a mapping of tags to what an edition may print of a translation with gaps
]
"""What the author may write as a field's value; `markdown.field_values` has the check of each."""

Printed = Literal["", "inlines", "blocks", "items"]

LIST_SHAPES: frozenset[Shape] = frozenset(("texts", "words", "names", "languages", "formats"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field, by the name that an author writes and that an edition's metadata has."""

    name: str
    shape: Shape = "text"
    printed_as: Printed = ""
    """How the edition holds it for the renderers: inlines, blocks, or a list of inlines. Empty where it is
    not running text. Only running text can bear the mark of a stale or untranslated passage: a field of
    blocks or items with a label before it, one of inlines by its look alone."""

    translated: bool = False
    """Whether its words are in the catalogue. Names are there only where one of them is more than a name."""

    identifies: bool = False
    """Whether an edition is cited by it."""

    on_last_page: bool = False
    """Whether it stands on the last page of every format, below the profile's label of its name. For one
    that prints as inlines."""

    required: bool = False
    former_names: tuple[str, ...] = ()
    """Names that are still read, each with a warning that gives the new one."""

    @property
    def is_list(self) -> bool:
        """Whether its value is a list."""
        return self.shape in LIST_SHAPES

    @property
    def context(self) -> str:
        """The translation context of its words (PO msgctxt)."""
        return f"meta:{self.name}"


FIELDS = (
    Field("title", printed_as="inlines", translated=True, identifies=True, required=True),
    Field("subtitle", printed_as="inlines", translated=True, identifies=True),
    Field("authors", "names", translated=True, identifies=True, required=True),
    Field("date", "date", required=True),
    Field("version", "count", required=True),
    Field("language", "language", required=True),
    Field("credit", printed_as="inlines", translated=True),
    Field("teaser", printed_as="inlines", translated=True),
    Field("summary", printed_as="blocks", translated=True),
    Field("key-points", "texts", printed_as="items", translated=True),
    Field("corrections", "texts", printed_as="items", translated=True),
    Field("series", translated=True),
    Field("number"),
    Field("licence", printed_as="inlines", translated=True, on_last_page=True),
    Field("description", translated=True),
    Field("keywords", "words", translated=True),
    Field("url", "address"),
    Field("languages", "languages"),
    Field("formats", "formats"),
    Field("translation", "policies"),
)

BY_NAME = {field.name: field for field in FIELDS}
BY_CONTEXT = {field.context: field for field in FIELDS}
CURRENT_NAMES = {former: field.name for field in FIELDS for former in field.former_names}
"""Each former name to the field's name of today."""


LAST_PAGE = tuple(field.name for field in FIELDS if field.on_last_page)
"""The fields that stand on the last page by themselves, in the order of the table."""


def printed(kind: Printed) -> tuple[str, ...]:
    """Return the names of the fields that print in this way, in the order of the table."""
    return tuple(field.name for field in FIELDS if field.printed_as == kind)
