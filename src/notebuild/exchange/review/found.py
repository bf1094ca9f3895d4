"""The values of a review: what was asked for, where, and how its file is changed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from notebuild.core.problems import Location
from notebuild.exchange.review.base import Base, Target
from notebuild.exchange.review.replacements import Replacement
from notebuild.sources.markdown import markers

HOUSE = "it is the house's own text"
LACKING = "it is not translated yet: translate it in the catalogue first, or change the original"
TRANSLATED = "a translation has the paragraphs of its original: change that first"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a reviewer asks for."""

    where: Location
    """In the file of the words; empty where it is none of them."""

    kind: str
    """Of what: the kind of a passage, "note", "house" …"""

    old: str
    new: str
    before: str = ""
    after: str = ""
    """The words beside it."""

    replacements: tuple[Replacement, ...] = ()
    """Of the file."""

    refused: str = ""
    """Why it is not done; empty where it is."""

    passage: int = -1
    """Where the passage begins in the file, in characters from 0: what is of one passage has one."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that a reviewed document asks for."""

    changes: tuple[Change, ...]
    told: tuple[Change, ...] = ()
    """Looks that cannot be brought in."""

    comments: Mapping[str, tuple[Location, int]] = field(default_factory=dict)
    """Where each comment stands, by its id: its place in the file, and the character at which its passage begins."""

    house: tuple[str, ...] = ()
    """What the document that was sent says of the house's own."""

    names: tuple[str, ...] = ()
    """What each note of the document is known by in the source once its changes are made."""

    fields: frozenset[int] = frozenset()
    """The notes of the document, from 1, whose live citation was changed: it counts, and not the words it shows."""


def located(base: Base, target: Target, at: int) -> Location:
    """Return where a character of a passage stands in its file."""
    if target.style == "entry":
        return target.where
    if target.offsets:
        at = target.offsets[min(at, len(target.offsets) - 1)]
        return markers.place(base.text, at, Location(target.where.path, 1, 1))
    return markers.place(target.text, at, target.where)
