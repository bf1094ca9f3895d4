"""A site as its pages are made from it, and one of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from notebuild.core.house import House, Profile
from notebuild.publishing.site import catalogue
from notebuild.publishing.site.catalogue import Group, Kind, Work
from notebuild.publishing.site.versions import Version
from notebuild.sources import drawings

KINDS: tuple[Kind, ...] = ("topics", "authors")


@dataclass(frozen=True)
class Site:
    """What all pages of a site are made from."""

    house: House
    versions: tuple[Version, ...]
    profiles: Mapping[str, Profile]
    """By primary subtag, the house's own language first: those of the site, never none."""

    address: str
    """Where the site will be, with a slash at its end; empty where nobody has said."""

    templates: Path
    """Where the house's own templates and its mark are."""

    script: str
    """What filters the list of notes in a reader's browser."""

    sheet: str
    """The sheet of its pages, finished CSS without the faces."""

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """Its notes, the newest first."""
        return catalogue.works(self.versions)

    def of(self, language: str) -> tuple[Work, ...]:
        """Return the notes that there is an edition of in a language."""
        return tuple(work for work in self.works if language in work.languages)

    @cached_property
    def groups(self) -> Mapping[tuple[str, Kind], tuple[Group, ...]]:
        """Its topics and authors, by language."""
        return {
            (language, kind): catalogue.groups(kind, language, self.of(language))
            for language in self.profiles
            for kind in KINDS
        }

    @cached_property
    def logo(self) -> str:
        """The house's mark as a data address; empty where it has none."""
        name = Path(str(self.house.tokens.get("logo", ""))).name
        return drawings.mark(self.templates / name, f"styles/{name}") if name else ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be filled in."""

    site: Site
    path: str
    language: str
    template: str
    canonical: str = ""
    """The path that it is a copy of; empty where it is its own."""

    alternates: Mapping[str, str] | None = None
    """The paths of the same page in each language, its own among them."""
