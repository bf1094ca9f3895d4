"""Packs a note for the agencies that register DOIs, Crossref and DataCite: the record of each DOI."""

from __future__ import annotations

from collections.abc import Iterator

from notebuild.core.problems import Location, Problem
from notebuild.publishing.deposit.order import Order, addresses, alone, dois, undecided
from notebuild.records import crossref, datacite


def crossref_lacking(order: Order) -> Iterator[Problem]:
    """Yield what Crossref asks for and the note or the house does not say."""
    yield from dois(order, "Crossref")
    yield from addresses(order, "Crossref")
    yield from undecided(order, "Crossref")
    if not order.email:
        message = "contact.email is missing: Crossref writes there what became of a deposit"
        yield Problem(Location("styles/house.toml"), message, 'add email = "…" under [contact]')


def crossref_files(order: Order) -> dict[str, bytes]:
    """Return the deposit: a report for each DOI."""
    first = [group[0] for group in alone(order.records)]
    return {"crossref.xml": crossref.crossref(first, order.email).encode()}


def crossref_steps(order: Order) -> list[str]:
    """Return what to do at Crossref."""
    return [
        "See that the pages are where the deposit says, and that each shows its DOI.",
        "Try it first at https://test.crossref.org, with the role of the house.",
        "Deposit crossref.xml at https://doi.crossref.org: Submissions, Upload, Metadata.",
        f"Wait for the letter to {order.email}; then open https://doi.org/{order.records[0].doi}.",
    ]


def datacite_lacking(order: Order) -> Iterator[Problem]:
    """Yield what DataCite asks for and the note does not say."""
    yield from dois(order, "DataCite")
    yield from addresses(order, "DataCite")


def datacite_files(order: Order) -> dict[str, bytes]:
    """Return the record of each DOI, in both forms."""
    out = {}
    for record in (group[0] for group in alone(order.records)):
        out[f"{record.name}.json"] = datacite.to_json(record).encode()
        out[f"{record.name}.xml"] = datacite.to_xml(record).encode()
    return out


def datacite_steps(order: Order) -> list[str]:
    """Return what to do at DataCite."""
    return [
        "See that the pages are where the records say, and that each shows its DOI.",
        "Sign in at https://doi.datacite.org with the account of the house's repository.",
        "DOIs, Create DOI (File Upload): give the DOI, the address, and the .xml file; or send the .json file as "
        "the attributes of the REST API.",
        "Choose Findable, and create it.",
    ]
