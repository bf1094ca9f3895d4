"""The fields of a note's front matter, one row each: the only place that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal[
    "text",  # words, one line or several paragraphs
    "texts",  # a list of them
    "words",  # a list of single terms, or one alone
    "authors",  # persons and houses: a name alone, or with affiliations and addresses
    "doi",  # a Digital Object Identifier, or a mapping of tags to that of each edition
    "isbn",  # an International Standard Book Number, or a mapping
    "issn",  # an International Standard Serial Number, or a mapping
    "funders",  # names, or entries with a ROR and the number of an award
    "addresses",  # a web address, or a mapping of tags to the address of each edition
    "date",  # 2025-03-31
    "count",  # a whole number above 0
    "language",  # a tag of BCP 47
    "languages",  # a list of tags
    "formats",  # a list of the formats that a note is printed in
    "citing",  # how footnotes cite in Word, one of two words
    "policies",  # a mapping of tags to what an edition may print of a translation with gaps
]
"""What the author may write as a field's value; `markdown.field_values` has the check of each."""

Printed = Literal["", "head", "inlines", "blocks", "items"]

LIST_SHAPES: frozenset[Shape] = frozenset(("texts", "words", "authors", "languages", "formats"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field, by the name that an author writes and that an edition's metadata has."""

    name: str
    example: str
    """A value as one writes it, in YAML."""

    purpose: str
    """What it is for, in a few words to its author."""

    shape: Shape = "text"
    printed_as: Printed = ""
    """How the edition holds it for the renderers: inlines, blocks, or a list of inlines; the words alone where
    it stands at the head of the pages. Empty where it is not running text. Only what stands in the text can
    bear the mark of a stale or untranslated passage: a field of blocks or items with a label before it, one of
    inlines by its look alone."""

    translated: bool = False
    """Whether its words are in the catalogue. Names are there only where one of them is more than a name."""

    identifies: bool = False
    """Whether an edition is cited by it."""

    on_last_page: bool = False
    """Whether it stands on the last page of every format, below the profile's label of its name. For one
    that the edition holds as inlines."""

    required: bool = False
    former_names: tuple[str, ...] = ()
    """Names that are still read, each with a warning that gives the new one."""

    @property
    def is_list(self) -> bool:
        """Whether its value is a list."""
        return self.shape in LIST_SHAPES

    @property
    def bears_marks(self) -> bool:
        """Whether what is stale or untranslated of it can be printed with its mark."""
        return self.printed_as not in ("", "head")

    @property
    def context(self) -> str:
        """The translation context of its words (PO msgctxt)."""
        return f"meta:{self.name}"


FIELDS = (
    Field(
        "title",
        '"…"',
        "at the head of the first page",
        printed_as="inlines",
        translated=True,
        identifies=True,
        required=True,
    ),
    Field("subtitle", '"…"', "below the title", printed_as="inlines", translated=True, identifies=True),
    Field(
        "short-title",
        '"…"',
        "at the head of the pages, where the title is long",
        printed_as="head",
        translated=True,
    ),
    Field(
        "author",
        "[The editors]",
        "persons or houses, with commas between; or entries with name, affiliation, orcid, email, url",
        shape="authors",
        translated=True,
        identifies=True,
        required=True,
        former_names=("authors",),
    ),
    Field("date", "2025-03-31", "when this version was finished", shape="date", required=True),
    Field(
        "version", "1", "goes up with every version that is published; 1 where it is not given", shape="count"
    ),
    Field(
        "lang",
        "en-GB",
        "in which it is written",
        shape="language",
        required=True,
        former_names=("language",),
    ),
    Field("credit", '"…"', "on whose work it rests", printed_as="inlines", translated=True),
    Field("teaser", '"…"', "what it says, in a sentence", printed_as="inlines", translated=True),
    Field(
        "abstract",
        '"…"',
        "what it says, in a paragraph or several",
        printed_as="blocks",
        translated=True,
        former_names=("summary",),
    ),
    Field(
        "key-points",
        '["…", "…"]',
        "what a reader should keep of it",
        shape="texts",
        printed_as="items",
        translated=True,
    ),
    Field(
        "corrections",
        '["…"]',
        "what this version corrects",
        shape="texts",
        printed_as="items",
        translated=True,
    ),
    Field("series", '"…"', "where it is not the house's", translated=True),
    Field("number", '"1"', "its number in the series"),
    Field(
        "license",
        '"CC BY 4.0"',
        "what readers may do with it, in words or as an address",
        printed_as="inlines",
        translated=True,
        on_last_page=True,
        former_names=("licence",),
    ),
    Field(
        "funder",
        '[{name: "…", award: "24-117"}]',
        "who paid: names, or entries with name, ror, award; the name may be given by language",
        shape="funders",
        on_last_page=True,
    ),
    Field(
        "doi",
        '"10.5555/12345678"',
        "the note's Digital Object Identifier; {en-GB: …, fr-FR: …} where each edition has its own",
        shape="doi",
    ),
    Field(
        "isbn",
        '"978-3-16-148410-0"',
        "the book number of the original; {en-GB: …, fr-FR: …} where each edition has its own",
        shape="isbn",
    ),
    Field(
        "issn",
        '"0317-8471"',
        "the number of the series of the original, where it is not the house's; or {en-GB: …, fr-FR: …}",
        shape="issn",
    ),
    Field("description", '"…"', "for search engines, in a sentence", translated=True),
    Field("keywords", '["…", "…"]', "for search engines, in a word each", shape="words", translated=True),
    Field(
        "url",
        '"https://www.example.org/note/"',
        "where its page will be; {en-GB: …, fr-FR: …} where each edition has its own",
        shape="addresses",
    ),
    Field(
        "languages",
        "[fr-FR]",
        "its further editions, each with a catalogue beside this file",
        shape="languages",
    ),
    Field(
        "formats", "[pdf, docx, html]", "in which it comes, where not in those of the house", shape="formats"
    ),
    Field(
        "translation",
        "{fr-FR: banner}",
        "of an unfinished translation: banner prints it and says so, block refuses it, omit leaves the edition out",
        shape="policies",
    ),
    Field(
        "word-citations",
        "live",
        "live: in Word, footnotes that cite are fields of Zotero; plain: they are words alone",
        shape="citing",
    ),
)

BY_NAME = {field.name: field for field in FIELDS}
BY_CONTEXT = {field.context: field for field in FIELDS}
CURRENT_NAMES = {former: field.name for field in FIELDS for former in field.former_names}
"""Each former name to the field's name of today."""

CURRENT_CONTEXTS = {
    f"meta:{former}": field.context for field in FIELDS for former in field.former_names if field.translated
}
"""Each former translation context to the one of today, so that a catalogue keeps its words."""


LAST_PAGE = tuple(field.name for field in FIELDS if field.on_last_page)
"""The fields that stand on the last page by themselves, in the order of the table."""

LINES = tuple(field.name for field in FIELDS if field.printed_as == "inlines" or field.on_last_page)
"""The fields that an edition holds as inlines, in the order of the table."""


def printed(kind: Printed) -> tuple[str, ...]:
    """Return the names of the fields that print in this way, in the order of the table."""
    return tuple(field.name for field in FIELDS if field.printed_as == kind)
