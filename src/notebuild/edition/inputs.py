"""All that an edition is made from, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from notebuild.core.house import House, Profile
from notebuild.core.model import Note, Segment, Source
from notebuild.edition.imprint import Alternate, Earlier


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that one edition is made from."""

    note: Note
    segments: tuple[Segment, ...]
    """The note's text, in the edition's language."""

    fields: tuple[Segment, ...]
    """The words of its front matter, in the edition's language."""

    sources: tuple[Source, ...]
    """What the note cites, in the order of first citation."""

    words: Mapping[tuple[str, str], str]
    """The translated words of the sources, by key and field; those of the original are in the sources."""

    profile: Profile
    house: House
    style: Path
    """The CSL file."""

    languages: Mapping[str, str]
    """Each edition's language tag to the language's own name, the original first."""

    is_original: bool = True
    original: Profile | None = None
    """The profile of a translation's untranslated passages; None for the original."""

    banner: str = ""
    """What a translation with gaps says of itself."""

    terms: tuple[str, ...] = ()
    """The agreed forms of the term base of the edition's language."""

    alternates: tuple[Alternate, ...] = ()
    """The other editions, for whoever cites them."""

    earlier: tuple[Earlier, ...] = ()
    """The versions that were published before this one, the oldest first."""
