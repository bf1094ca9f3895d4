"""Packs a note for Zenodo: the files, and the metadata of a deposit."""

from __future__ import annotations

from collections.abc import Iterator

from notebuild.core.model import short
from notebuild.core.problems import Problem
from notebuild.publishing.deposit.order import Order, alone, missing, own
from notebuild.records import cff, zenodo


def lacking(order: Order) -> Iterator[Problem]:
    """Yield what Zenodo asks for and the note does not say."""
    first = order.records[0]
    if not first.licence:
        yield missing(order, "license", "Zenodo asks what readers may do with the files", '"CC BY 4.0"')
    elif not zenodo.licence(first):
        message = f"license {first.licence} has no name at Zenodo"
        remedy = "name a licence of Creative Commons, or choose one in Zenodo's form"
        yield Problem(order.places.get("license", order.places[""]), message, remedy, "warning")
    if not first.abstract:
        yield missing(order, "abstract", "Zenodo asks what the note says", "…")


def files(order: Order) -> dict[str, bytes]:
    """Return a folder for each work: the files, and the metadata as the REST API takes them."""
    groups = alone(order.records)
    out: dict[str, bytes] = {}
    for group in groups:
        folder = f"{short(group[0].language)}/" if len(groups) > 1 else ""
        out |= {f"{folder}files/{name}": content for name, content in own(order, group).items()}
        out[f"{folder}files/CITATION.cff"] = cff.cff(group[0]).encode()
        out[f"{folder}zenodo.json"] = zenodo.zenodo(group).encode()
    return out


def steps(order: Order) -> list[str]:
    """Return what to do at Zenodo."""
    groups = alone(order.records)
    each = " Do so once for each folder: each edition has a DOI of its own." if len(groups) > 1 else ""
    doi = (
        "The metadata hold the note's DOI: Zenodo keeps it and gives none."
        if order.records[0].doi
        else "Zenodo gives the DOI. Write it into the front matter (doi: …) with the next version; to print it in "
        "this one, reserve it in the form first, add it, build and release again, and deposit those files."
    )
    return [
        f"Sign in at https://zenodo.org and open a new upload; for a later version, New version of the last one.{each}",
        "Add everything in files/.",
        "Take the values of the form from zenodo.json; or send them: "
        'curl -X POST -H "Content-Type: application/json" -H "Authorization: Bearer TOKEN" '
        "--data @zenodo.json https://zenodo.org/api/deposit/depositions",
        doi,
        "Look at the preview, then publish: Zenodo never changes a published file.",
    ]
