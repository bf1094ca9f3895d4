"""Finds the words of an edition that are never broken at the end of a line: names and months.

They are those of the term base, of the sources' authors, of the profile's list and its months, and the words
that the text itself writes with a capital in the middle of a sentence (Bringhurst, The Elements of
Typographic Style, 2.4.6; Lexique des règles typographiques en usage à l'Imprimerie nationale, "Coupures").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from notebuild.core.house import Profile
from notebuild.core.model import Source

WORD = re.compile(r"[^\W\d_]+")
NAME = re.compile(r"(?:(?<=[^\W\d_A-Z][ \u00a0])|(?<=, )|(?<=[^\W\d_][-–]))(?:[^\W\d_]{1,2}['’])?([^\W\d_]+)")
"""A word after one that is no acronym, or after a comma or hyphen (Haut-Karabagh), its article left out
(l’Azerbaïdjan)."""

PEOPLE = ("author", "editor", "translator")
LEAST = 5
"""Letters of a word that the engine may break at all: `hyphenate-limit-chars` of the sheet asks for more."""


def whole(profile: Profile, text: str, sources: Iterable[Source], terms: Iterable[str]) -> tuple[str, ...]:
    """Return the words that stay whole, in small letters and in order; `text` is the edition's, as printed.

    Where a language gives every noun its capital, a capital says nothing, and the text is not asked.
    """
    found = set(profile.whole) | set(profile.numbers.get("months", ()))
    if profile.capitals != "nouns":
        found |= named(text)
    people = (source.fields.get(role, "") for source in sources for role in PEOPLE)
    found |= {word for words in (*people, *terms) for word in capitals(words)}
    return tuple(sorted({word.casefold() for word in found if len(word) >= LEAST}))


def named(text: str) -> set[str]:
    """Return the words of a text that have a capital where no sentence begins."""
    return {word for word in NAME.findall(text) if word[0].isupper()}


def capitals(words: str) -> Sequence[str]:
    """Return those of some words that begin with a capital: of `Thomas de Waal`, two."""
    return [word for word in WORD.findall(words) if word[0].isupper()]
