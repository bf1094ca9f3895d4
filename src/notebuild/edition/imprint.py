"""The imprint of an edition: its date in words, and how it and its alternates are cited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date

from notebuild.core.house import House, Profile
from notebuild.core.model import Node
from notebuild.edition import nodes, tree, typography


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another edition of the note, in its own language, as far as a reader needs it to cite it."""

    profile: Profile
    title: str
    """Markdown, in the alternate's own language; empty where it has no title of its own yet."""

    subtitle: str
    authors: tuple[str, ...]


def day(when: date, profile: Profile) -> str:
    """Return a date in words, as the profile writes it: 31 March 2025, 1er mars 2025."""
    written = str(format_date(when, profile.dates, locale=Locale.parse(profile.language, sep="-")))
    if when.day == 1 and profile.first != "1":
        written = re.sub(r"\b1\b", profile.first, written, count=1)
    return written


def series(values: Mapping[str, Any], house: House, profile: Profile) -> str:
    """Return the series in a language, with the number where the note has one."""
    name = values.get("series") or house.series.get(profile.language, "")
    number = profile.labels["number"].format(number=values["number"]) if values.get("number") else ""
    return " ".join(part for part in (str(name), number) if part)


def citation(
    title: Sequence[Node],
    subtitle: Sequence[Node],
    authors: Sequence[str],
    values: Mapping[str, Any],
    profile: Profile,
    house: House,
) -> list[Node]:
    """Return how to cite an edition, as inlines set in its own language.

    `values` are the note's: date, series, number. The rule: authors, title and subtitle in italics, series and
    number, publisher, date: the order of a report in CSL, with what the house prints of itself.
    """
    name = list(title)
    if subtitle:
        stop = "" if tree.text(name)[-1:] in "?!.…" else "."
        name += [*nodes.words(stop), nodes.space(), *subtitle]
    issued = day(date.fromisoformat(str(values["date"])), profile)
    rest = ", ".join(part for part in (series(values, house, profile), house.publisher, issued) if part)
    head = [*nodes.words(f"{', '.join(authors)},"), nodes.space()] if authors else []
    entry = [*head, nodes.emphasis(name), *nodes.words(f", {rest}.")]
    return list(typography.set_text(entry, profile))


def linked(entry: list[Node], url: str) -> list[Node]:
    """Return a citation followed by the address where the note can be read, where it has one."""
    if not url:
        return entry
    return [*entry, nodes.space(), nodes.link([nodes.string(url)], url, classes=["uri"])]
