"""Give an entry the fields that it takes from others: `crossref` and `xdata`, as biber resolves them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from notebuild.core.model import Source

_OWN = frozenset(
    str.split("""ids crossref xref entryset entrysubtype execute label options presort related relatedoptions
    relatedstring relatedtype shorthand shorthandintro sortkey xdata""")
)
"""What no entry takes from its parent (biblatex manual, appendix B)."""

_TITLES = ("title", "subtitle", "titleaddon")
_NAMES = frozenset({*_TITLES, "shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
_WHEN = frozenset(("date", "year", "month", "day"))
_WHERE = frozenset(("pages", "pagetotal", "doi", "url", "urldate", "eprint", "eprinttype", "isbn", "eid"))
"""What leads to the whole, and would send the reader of a part to the wrong place."""

_WHOLES = frozenset(
    ("book", "collection", "proceedings", "reference", "manual", "booklet", "report", "techreport")
)
_PARTS = frozenset(
    str.split(
        """inbook bookinbook suppbook incollection inreference suppcollection inproceedings conference"""
    )
)


class Unfound(NamedTuple):
    """A field that names an entry which is not there, or leads back to its own entry."""

    field: str
    key: str


Entries = Mapping[str, tuple[str, Mapping[str, str]]]
"""Key to the type of an entry and its own fields."""


DEEPEST = 40
"""Longest way from an entry to another that it takes from: no bibliography comes near a quarter of it."""


class Whole(NamedTuple):
    """All fields of an entry, its own first, and the names that led nowhere."""

    fields: Mapping[str, str]
    unfound: tuple[Unfound, ...] = ()


def resolved(entries: Entries) -> dict[str, Whole]:
    """Return every entry with all that it takes from others, each looked at once."""
    wholes: dict[str, Whole] = {}

    def whole(key: str, way: tuple[str, ...]) -> Whole:
        if key not in wholes:
            wholes[key] = _whole(key, way)
        return wholes[key]

    def _whole(key: str, way: tuple[str, ...]) -> Whole:
        kind, own = entries[key]
        found = dict(own)
        unfound: list[Unfound] = []
        for name in ("xdata", "crossref"):
            for other in filter(None, (one.strip() for one in own.get(name, "").split(","))):
                if other not in entries or other in (*way, key) or len(way) > DEEPEST:
                    unfound.append(Unfound(name, other))
                    continue
                given = whole(other, (*way, key)).fields
                if name == "xdata":
                    taken = {field: value for field, value in given.items() if field not in _OWN}
                else:
                    taken = dict(_taken(kind, entries[other][0], given, bool(_WHEN & found.keys())))
                found = {**taken, **found}
        return Whole(found, tuple(unfound))

    return {key: whole(key, ()) for key in entries}


def _taken(kind: str, parent: str, given: Mapping[str, str], is_dated: bool) -> Iterator[tuple[str, str]]:
    """Yield what a part takes from its whole, the titles under the name that they have in the part."""
    prefix = ""
    if parent.startswith("mv"):
        prefix = "main"
    elif parent == "periodical":
        prefix = "journal"
    elif parent in _WHOLES and kind in _PARTS:
        prefix = "book"
    for name, value in given.items():
        if name in _OWN or (name in _WHEN and is_dated) or (name in _WHERE and kind in _PARTS):
            continue
        if name in _TITLES:
            if prefix:
                yield prefix + name, value
        elif name == "author" and prefix == "book" and parent == "book":
            yield "author", value
            yield "bookauthor", value
        elif name not in _NAMES:
            yield name, value


def needed(sources: Mapping[str, Source], cited: Collection[str]) -> frozenset[str]:
    """Return the keys of the entries that are cited, and of those that they take from or name."""
    found: set[str] = set()
    waiting = list(cited)
    while waiting:
        key = waiting.pop()
        if key not in found and key in sources:
            found.add(key)
            fields = sources[key].fields
            for name in ("crossref", "xref", "related", "entryset"):
                waiting += [other.strip() for other in fields.get(name, "").split(",")]
    return frozenset({*found, *cited, ""})
