"""The imprint of an edition: its date in words, who publishes it, and how it and its alternates are cited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from notebuild.core.formats import FORMATS
from notebuild.core.house import House, Profile
from notebuild.core.model import Node, short
from notebuild.edition import nodes, tree, typography


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another edition of the note, in its own language, as far as a reader needs it to cite it."""

    profile: Profile
    title: str
    """Markdown, in the alternate's own language; empty where it has no title of its own yet."""

    subtitle: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version of the note that was published before."""

    number: int
    date: str
    """That its pages bear: 2025-03-31."""

    address: str = ""
    """Where it can be read, empty where that is not known."""


def day(when: date, profile: Profile) -> str:
    """Return a date in words, as the profile writes it: 31 March 2025, 1er mars 2025."""
    written = str(format_date(when, profile.dates, locale=Locale.parse(profile.language, sep="-")))
    if when.day == 1 and profile.first != "1":
        written = re.sub(r"\b1\b", profile.first, written, count=1)
    return written


def situation(when: date, earlier: Sequence[Earlier], profile: Profile) -> list[Node]:
    """Return as of when a version is and, where others were published before it, which one it replaces.

    `earlier` are those, the oldest first. Inlines, without a stop at their end.
    """
    said = nodes.words(profile.labels["situation"].format(date=day(when, profile)))
    if earlier:
        last = earlier[-1]
        before = day(date.fromisoformat(last.date), profile)
        replaces = profile.labels["replaces"].format(version=last.number, date=before)
        said += [nodes.string("."), nodes.space(), *nodes.words(replaces)]
        said += [nodes.space(), *bracketed(last.address)] if last.address else []
    return list(typography.set_text(said, profile))


def bracketed(target: str) -> list[Node]:
    """Return an address as a link that shows it, in brackets."""
    return [nodes.string("("), *addressed(target, target), nodes.string(")")]


def series(values: Mapping[str, Any], house: House, profile: Profile) -> str:
    """Return the series in a language, with the number where the note has one."""
    name = values.get("series") or house.series.get(profile.language, "")
    number = profile.labels["number"].format(number=values["number"]) if values.get("number") else ""
    return " ".join(part for part in (str(name), number) if part)


def is_of_house(values: Mapping[str, Any], house: House, profile: Profile) -> bool:
    """Return whether a note stands in the house's own series, of which the house may tell more."""
    own = house.series.get(profile.language, "")
    return str(values.get("series") or own) == own


def publisher(
    house: House, profile: Profile, issn: str = "", isbn: str = "", doi: str = ""
) -> tuple[list[Node], ...]:
    """Return who publishes an edition, as lines of inlines: name and place, address, how to reach them, numbers.

    A line that would be empty is left out; the house's name never is. `doi` is the edition's, as an address.
    """
    said = {name: value for name, value in house.contact.items() if isinstance(value, str)}
    said |= house.contact.get(profile.language) or {}
    reach = [addressed(said["email"], f"mailto:{said['email']}")] if "email" in said else []
    reach += [nodes.words(said["phone"])] if "phone" in said else []
    reach += [addressed(house.url, house.url)] if house.url else []
    numbers = [nodes.words(f"ISSN\u00a0{issn}")] if issn else []
    numbers += [nodes.words(f"ISBN\u00a0{isbn}")] if isbn else []
    numbers += [addressed(doi, doi)] if doi else []
    name = ", ".join(part for part in (house.publisher, said.get("place", "")) if part)
    lines = (nodes.words(name), nodes.words(said.get("address", "")), dotted(reach), dotted(numbers))
    return tuple(list(typography.set_text(line, profile)) for line in lines if line)


def own_value(given: Any, language: str, is_original: bool, *, shared: bool = False) -> str:
    """Return the value of a field for an edition, by its language; one for all is the original's, or is `shared`."""
    if isinstance(given, Mapping):
        return str(given.get(language) or given.get(short(language)) or "")
    return str(given or "") if is_original or shared else ""


def issn(values: Mapping[str, Any], house: House, profile: Profile, is_original: bool) -> str:
    """Return the ISSN of an edition's series: the note's own word, else the house's for its series in that language."""
    own = own_value(values.get("issn"), profile.language, is_original)
    return own or (house.issn.get(profile.language, "") if is_of_house(values, house, profile) else "")


def funding(funders: Sequence[Mapping[str, Any]], profile: Profile) -> list[Node]:
    """Return who paid for the work, as inlines: names that lead to their ROR, and the numbers of the awards."""
    out: list[Node] = []
    for one in funders:
        words = nodes.words(named(one["name"], profile.language))
        out += [*([nodes.string(";"), nodes.space()] if out else [])]
        out += [nodes.link(words, one["ror"])] if "ror" in one else words
        if "award" in one:
            award = profile.labels["award"].format(number=one["award"])
            out += [nodes.string(","), nodes.space(), *nodes.words(award)]
    return list(typography.set_text(out, profile))


def named(name: Any, language: str) -> str:
    """Return a name in a language, or in the first that it is given in."""
    if not isinstance(name, Mapping):
        return str(name)
    return str(name.get(language) or name.get(short(language)) or next(iter(name.values()), ""))


def addressed(words: str, target: str) -> list[Node]:
    """Return an address as a link that shows it."""
    return [nodes.link([nodes.string(words)], target, classes=["uri"])]


def dotted(parts: Sequence[list[Node]]) -> list[Node]:
    """Return inlines in a line, a middle dot between them."""
    out: list[Node] = []
    for part in parts:
        out += [*(nodes.words(" · ") if out else ()), *part]
    return out


def formats(name: str, kinds: Sequence[str], profile: Profile) -> tuple[tuple[str, str], ...]:
    """Return in which formats an edition comes, in words, after its language's own name.

    The words are in pieces, in their order: each is of a format, which it names before them, or of none.
    """
    kinds = sorted(kinds, key=list(FORMATS).index)
    listed = format_list([f"\0{kind}\0" for kind in kinds], locale=Locale.parse(profile.language, sep="-"))
    line = profile.labels["edition-formats"].format(name=name, formats=listed)
    pieces = enumerate(line.split("\0"))
    return tuple(
        (piece, profile.labels[f"format-{piece}"]) if at % 2 else ("", piece) for at, piece in pieces if piece
    )


def citation(
    title: Sequence[Node],
    subtitle: Sequence[Node],
    authors: Sequence[str],
    values: Mapping[str, Any],
    profile: Profile,
    house: House,
) -> list[Node]:
    """Return how to cite an edition, as inlines set in its own language.

    `values` are the note's: date, version, series, number. The rule: authors, title and subtitle in italics,
    series and number, the version where it is not the first, publisher, date: the order of a report in CSL, with
    what the house prints of itself.
    """
    name = list(title)
    if subtitle:
        stop = "" if tree.text(name)[-1:] in "?!.…" else "."
        name += [*nodes.words(stop), nodes.space(), *subtitle]
    issued = day(date.fromisoformat(str(values["date"])), profile)
    number = int(values.get("version", 1))
    version = profile.labels["cited-version"].format(version=number) if number > 1 else ""
    parts = (series(values, house, profile), version, house.publisher, issued)
    rest = ", ".join(part for part in parts if part)
    head = [*nodes.words(f"{', '.join(authors)},"), nodes.space()] if authors else []
    entry = [*head, nodes.emphasis(name), *nodes.words(f", {rest}.")]
    return list(typography.set_text(entry, profile))


def linked(entry: list[Node], url: str) -> list[Node]:
    """Return a citation followed by the address where the note can be read, where it has one."""
    if not url:
        return entry
    return [*entry, nodes.space(), nodes.link([nodes.string(url)], url, classes=["uri"])]
