"""What is told of a document that is taken in, and what it is made of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from notebuild.core.model import Node, Source


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was done to a document, or that its editor should look at."""

    what: str
    """What it is, in a few words: `a comment of J. Doe`, `note 12`."""

    words: str = ""
    """The document's own words, as far as they matter."""

    wants_look: bool = True
    """Whether somebody should look at it; else it was done as one would."""

    left_out: bool = False
    """Whether these words stand nowhere in the new note."""

    place: int = 0
    """The number of the block that it stands in, from 1; 0 where the whole document is meant, or it is not known."""

    field: str = ""
    """The field of the front matter that it is of."""

    line: int = 0
    """The line of the new note that it is of, from 1; 0 where it is of none, or that is not known."""

    near: str = ""
    """The words of the paragraph that it stands in, where its number is not known yet."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One source cited once in a document, by the key that the document has for it."""

    key: str
    locator: str = ""
    """Where in the source, as one writes it after a key: `p. 12`."""

    prefix: str = ""
    suffix: str = ""
    alone: bool = False
    """Whether the author's name is left to the sentence (pandoc's `[-@key]`)."""

    woven: bool = False
    """Whether the source is named in the sentence, `As @doe2019 [p. 3] says`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A citation that stood in the document as a field: its sources, and the words that it showed."""

    cited: tuple[Cited, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document as it was read: pandoc's tree of it, and what pandoc does not read."""

    blocks: list[Node]
    meta: Mapping[str, Any]
    passages: tuple[str, ...]
    """The words of the document in its order, read by other means than the tree."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    """The sources that it brings along as data, by the key that it has for each."""

    fields: tuple[Field, ...] = ()
    """What stands for each mark of a field in the tree: see `mark`."""

    pictures: Mapping[str, bytes] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    """`title`, `author`, `date`, `language`, as the program that saved it says."""

    remarks: tuple[Remark, ...] = ()


MARK = re.compile("\ue000(\\d+)\ue001")
"""What stands in a text for a field; the characters are private ones of Unicode, which no text has."""


def mark(number: int) -> str:
    """Return what stands in a text for the field of this number."""
    return f"\ue000{number}\ue001"


_WORD = re.compile(r"\w+")


def words(texts: Iterable[str]) -> Counter[str]:
    """Return the words of texts, in small letters and without marks, and how often each occurs."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_WORD.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()))
    return found


def squeezed(text: str) -> str:
    """Return a text on one line with single spaces."""
    return " ".join(text.split())
