"""Compares what a finished file says around its text with the front matter: every field that prints, every word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from notebuild.core.model import Edition
from notebuild.core.passages import Passage
from notebuild.core.problems import Location, Problem
from notebuild.edition import wording
from notebuild.edition.places import Places
from notebuild.proof.words.align import joined
from notebuild.proof.words.say import REMEDY, file_of, shown, torn
from notebuild.readback import Reading
from notebuild.readback.passages import key
from notebuild.sources.frontmatter_fields import LINES, printed

_LIKE = 0.5
"""A passage that shares this part of a field's words is that field, changed."""


HOUSE = dict.fromkeys(("publisher", "about"), Location("styles/house.toml"))
"""What the house says of itself, and where."""


@dataclass(frozen=True, slots=True)
class Field:
    """Words of the front matter that every format prints."""

    name: str
    words: str
    is_alone: bool = False
    """They stand in a passage of their own; else others may stand beside them."""


def fields(edition: Edition) -> Iterator[Field]:
    """Yield the words of each field that an edition prints, in its order."""
    meta = edition.metadata
    for name in LINES:
        if said := wording.words(meta.get(name) or ()):
            yield Field(name, said)
    yield from (Field("author", name) for name in meta["authors"])
    yield from (Field("author", wording.words(one)) for one in meta.get("contributors", ()))
    yield from (Field("publisher", wording.words(one)) for one in meta.get("published-by", ()))
    yield from (
        Field("formats", "".join(words for _, words in entry["formats"])) for entry in meta["editions"]
    )
    if meta.get("about"):
        yield Field("about", meta["about"])
    yield from (
        Field(name.partition("-")[0], meta[name]) for name in ("date-text", "version-text") if meta[name]
    )
    if meta.get("earlier"):
        yield Field("version", wording.words(meta["situation"]))
    if meta["banner"]:
        yield Field("translation", meta["banner"])
    for name in printed("blocks"):
        for passage in wording.passages(meta.get(name) or ()):
            yield Field(name, passage.words, is_alone=True)
    for name in printed("items"):
        yield from (Field(name, wording.words(item), is_alone=True) for item in meta.get(name) or ())


def check(edition: Edition, places: Places, reading: Reading) -> Iterator[Problem]:
    """Yield each word of the front matter that a reading lacks, doubles, or has in another order."""
    expected = list(fields(edition))
    read = [passage for passage in reading.passages if passage.part != "text"]
    if reading.format == "pdf":
        read = joined([Passage("paragraph", one.words) for one in expected], read)
    at = {field: _at(field, read) for field in expected}
    alike: defaultdict[str, list[Field]] = defaultdict(list)
    for field in expected:
        alike[key(field.words)].append(field)
    for before, field in zip([None, *expected], expected, strict=False):
        where = places.fields.get(field.name, HOUSE.get(field.name, Location(places.note, 1)))
        found = at[field]
        if not found:
            yield Problem(where, f"{_fault(field, read)} {file_of(reading)}{_instead(field, read)}", REMEDY)
        elif field.is_alone and len(found) > len(alike[key(field.words)]) and _in_a_row(found):
            yield Problem(where, f"{_named(field)} stands {len(found)} times in {file_of(reading)}", REMEDY)
        elif (
            before
            and field.is_alone
            and before.name == field.name
            and at[before]
            and found[-1] < at[before][0]
        ):
            yield Problem(where, f"{_named(field)} stands too early in {file_of(reading)}", REMEDY)


def _at(field: Field, read: Sequence[Passage]) -> list[int]:
    """Return the places of the passages that have a field's words."""
    wanted = key(field.words)
    return [
        place
        for place, passage in enumerate(read)
        if (key(passage.words) == wanted if field.is_alone else wanted in key(passage.words))
    ]


def _in_a_row(places: Sequence[int]) -> bool:
    """Return whether two of these places follow each other; a label elsewhere may say the same as a field."""
    return any(after == before + 1 for before, after in pairwise(places))


def _fault(field: Field, read: Sequence[Passage]) -> str:
    likely = _likely(field, read)
    if likely is None:
        return f"{_named(field)} is not in"
    theirs, _ = torn(likely.words, field.words)
    return f'the words of "{field.name}" read "{theirs}" in'


def _instead(field: Field, read: Sequence[Passage]) -> str:
    likely = _likely(field, read)
    return "" if likely is None else f', not "{torn(likely.words, field.words)[1]}"'


def _likely(field: Field, read: Sequence[Passage]) -> Passage | None:
    """Return the passage that holds a field's words but for some of them."""
    words = field.words.split()
    if not words:
        return None

    def likeness(passage: Passage) -> float:
        blocks = SequenceMatcher(None, words, passage.words.split(), autojunk=False).get_matching_blocks()
        return sum(block.size for block in blocks) / len(words)

    best = max(read, key=likeness, default=None)
    return best if best is not None and likeness(best) > _LIKE else None


def _named(field: Field) -> str:
    return f'"{field.name}" {shown(field.words)}'
