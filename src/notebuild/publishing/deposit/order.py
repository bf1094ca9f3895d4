"""What is to be deposited and where, and the package that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from notebuild.core.problems import Location, Problem
from notebuild.records.record import Record

COMMAND = Location(place="the command line")
"""Where what was typed is wrong."""

Files = Mapping[str, bytes]
"""The bytes of files by their names; a folder's name and a stroke may go before."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be deposited: the records, the original's first, the released files, what was typed besides."""

    records: Sequence[Record]
    files: Files
    places: Mapping[str, Location]
    """Where the note's fields are given; the note itself stands at ""."""

    email: str = ""
    """The house's."""

    domain: str = ""
    """Of HAL: shs.scipo."""

    series: str = ""
    """The handle of the house's series at RePEc."""


@dataclass(frozen=True, slots=True)
class Service:
    """Where a note can be deposited."""

    name: str
    lacking: Callable[[Order], Iterator[Problem]]
    """What keeps the note from being taken there."""

    files: Callable[[Order], dict[str, bytes]]
    steps: Callable[[Order], list[str]]
    """What to do with the package, an order each."""


def package(order: Order, service: Service) -> dict[str, bytes]:
    """Return the files of a package, the list of what to do among them."""
    return {**service.files(order), "README.txt": readme(order, service).encode()}


def readme(order: Order, service: Service) -> str:
    """Return what to do with a package."""
    first = order.records[0]
    rows = [f"{number}. {step}" for number, step in enumerate(service.steps(order), 1)]
    return "\n".join([f"{first.whole_title}, version {first.version}, for {service.name}", "", *rows, ""])


def missing(order: Order, field: str, why: str, example: str) -> Problem:
    """Return the Problem of a field that a service asks for."""
    where = order.places.get(field, order.places[""])
    return Problem(where, f"{field} is missing: {why}", f"write in the front matter: {field}: {example}")


def alone(records: Sequence[Record]) -> list[list[Record]]:
    """Return the editions in groups of one DOI, or of none: each group is one work to an agency."""
    groups: dict[str, list[Record]] = {}
    for one in records:
        groups.setdefault(one.doi, []).append(one)
    return list(groups.values())


def own(order: Order, records: Sequence[Record]) -> dict[str, bytes]:
    """Return the released files of these editions; a JATS article with its pictures beside it, as repositories want."""
    from notebuild.render.jats.document import beside

    out: dict[str, bytes] = {}
    for record in records:
        for kind, name in record.files.items():
            content = order.files[name]
            if kind == "jats":
                content, pictures = beside(content, record.name)
                out |= pictures
            out[name] = content
    return out


def addresses(order: Order, who: str) -> Iterator[Problem]:
    """Yield each edition of those with a DOI of their own that has no address to lead to."""
    for group in alone(order.records):
        if not group[0].url:
            tag = group[0].language
            message = f"{who} wants the address that the DOI of {tag} leads to"
            yield missing(order, "url", message, "{en-GB: https://…, fr-FR: https://…}")


def undecided(order: Order, who: str) -> Iterator[Problem]:
    """Yield each author of whom nobody says whether it is a house, or a person of which family name.

    An agency keeps for good what it is told: a person registered as a house is found by nobody.
    """
    where = order.places.get("author", order.places[""])
    for one in order.records[0].authors:
        if not one.is_house and not one.family:
            message = f"{who} asks whether {one.name} is a house, or a person of which family name"
            remedy = (
                "write name: {given: …, family: …} in the author's entry, or name: {literal: …} of a house"
            )
            yield Problem(where, message, remedy)


def dois(order: Order, who: str) -> Iterator[Problem]:
    """Yield where no DOI is named: agencies register one that the house gives, with its own prefix."""
    lacking = [one.language for one in order.records if not one.doi]
    if len(lacking) == len(order.records):
        why = f"{who} registers the one that you give, which begins with the prefix that it gave the house"
        yield missing(order, "doi", why, "10.…/…")
    elif lacking:
        yield missing(order, "doi", f"it names none for {', '.join(lacking)}", "{en-GB: …, fr-FR: …}")
