"""Makes the keys of proposed sources, and tells whether two entries are the same source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from notebuild.core.model import Source
from notebuild.exchange.intake import names
from notebuild.exchange.intake.publication import Reading

EMPTY = frozenset(
    str.split("""a an the of for on in and to at from by with is le la les l un une des du de d et en sur dans au
    aux der die das ein eine und von im zu what how why does""")
)
"""Words that say nothing of a title."""


def made(fields: Mapping[str, str], taken: Collection[str]) -> str:
    """Return a new key for an entry: author, year, and a word of the title where that is not enough."""
    who = next((fields[name] for name in ("author", "editor", "institution") if fields.get(name)), "")
    family = names.families(who)[0] if who and names.families(who) else ""
    if who.startswith("{"):
        family = next((word for word in re.findall(r"\w+", family) if word.casefold() not in EMPTY), family)
    year = next(iter(re.findall(r"\d{4}", fields.get("date", ""))), "")
    words = [
        _plain(word) for word in re.findall(r"\w+", fields.get("title", "")) if word.casefold() not in EMPTY
    ]
    words = [word for word in words if word]
    head = _plain(family) or (words[0] if words else "source")
    base = f"{head}{year}"
    tries = [
        base,
        *(f"{base}{word}" for word in words[:3]),
        *(f"{base}{letter}" for letter in "abcdefghijklm"),
    ]
    tries += [f"{base}-{number}" for number in range(2, 10_000)]
    return next(one for one in tries if one.casefold() not in taken)


def _plain(word: str) -> str:
    """Return a word in plain small letters and digits."""
    text = unicodedata.normalize(
        "NFKD", word.casefold().replace("ø", "o").replace("ı", "i").replace("ł", "l")
    )
    return re.sub(r"[^a-z0-9]", "", text)


def same(source: Source, reading: Reading | Source) -> bool:
    """Return whether an entry is a source: one identifier or address, or one title of one author and year."""
    own, other = source.fields, reading.fields
    for name in ("doi", "url"):
        if own.get(name) and other.get(name):
            return _address(own[name]) == _address(other[name])
    if _said(own.get("title", "")) != _said(other.get("title", "")) or not other.get("title"):
        return False
    years = [one.get("date", one.get("year", ""))[:4] for one in (own, other)]
    if all(years) and years[0] != years[1]:
        return False
    who = [names.families(one.get("author", "")) for one in (own, other)]
    if not all(who):
        return not any(who)
    return _said(who[0][0]) == _said(who[1][0])


def _address(text: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", text.casefold()).rstrip("/")


def _said(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"[{}\\]", "", text).casefold()))
