"""Packs a note for HAL, the French archive, and for RePEc, the index of economics."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from notebuild.core.problems import Problem
from notebuild.publishing.deposit.order import COMMAND, Files, Order, missing, undecided
from notebuild.records import hal, redif


def hal_lacking(order: Order) -> Iterator[Problem]:
    """Yield what HAL asks for and neither the note nor who deposits it says."""
    first = order.records[0]
    if not order.domain:
        message = "HAL files a deposit under a domain"
        yield Problem(COMMAND, message, "add --domain shs.scipo, or another of HAL's")
    yield from undecided(order, "HAL")
    persons = [one for one in first.authors if one.given and one.family]
    where = order.places.get("author", order.places[""])
    if all(one.is_house for one in first.authors):
        message = "no author is a person by given and family name, and HAL takes no other"
        remedy = "write name: {given: …, family: …} for each"
        yield Problem(where, message, remedy)
    for one in persons:
        if not one.affiliations:
            message = f"{one.name} works nowhere, and HAL asks where"
            yield Problem(where, message, "add affiliation: … to the author")
    for field in ("abstract", "keywords"):
        if not getattr(first, field):
            yield missing(order, field, "HAL asks for it", "…")
    if any("pdf" not in one.files for one in order.records):
        yield missing(order, "formats", "HAL takes the PDF", "[pdf, docx, html]")


def hal_files(order: Order) -> dict[str, bytes]:
    """Return for each edition the packet of SWORD: meta.xml and the PDF in a zip; and meta.xml beside it."""
    out = {}
    for record in order.records:
        pdf = record.files["pdf"]
        meta = hal.hal(record, order.domain, pdf).encode()
        out[f"{record.name}.xml"] = meta
        out[f"{record.name}.zip"] = zipped({"meta.xml": meta, pdf: order.files[pdf]})
    return out


def zipped(files: Files) -> bytes:
    """Return files in a zip that is the same whenever it is made."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            out.writestr(entry, content)
    return held.getvalue()


def hal_steps(order: Order) -> list[str]:
    """Return what to do at HAL."""
    names = ", ".join(f"{one.name}.zip" for one in order.records)
    return [
        f"Each edition is a deposit of its own: {names}.",
        "With an account that may use SWORD: curl -u LOGIN -H 'Packaging: http://purl.org/net/sword-types/AOfr' "
        "-H 'Content-Type: application/zip' -H 'Content-Disposition: attachment; filename=meta.xml' "
        "--data-binary @FILE.zip https://api.archives-ouvertes.fr/sword/hal/; with -H 'X-test: 1' HAL only says "
        "what it would answer. Do that first: its schema was not at hand when meta.xml was made.",
        "Without: deposit the PDF at https://hal.science/submit, and take the values from the .xml file.",
        "In the deposit of a translation, name the identifier of the original's as a related document.",
    ]


def repec_lacking(order: Order) -> Iterator[Problem]:
    """Yield what RePEc asks for and neither the note nor who deposits it says."""
    if not redif.HANDLE.fullmatch(order.series):
        is_none = f"{order.series} is no handle of a series at RePEc"
        message = is_none if order.series else "RePEc knows a note by the handle of its series"
        remedy = "add --series RePEc:abc:wpaper, with the archive's three letters and the series' six"
        yield Problem(COMMAND, message, remedy)
    if any("pdf" in one.files and not one.url for one in order.records):
        why = "RePEc wants the address of each PDF, beside the page"
        yield missing(order, "url", why, "{en-GB: https://…, fr-FR: https://…}")


def repec_files(order: Order) -> dict[str, bytes]:
    """Return the templates of all editions in one file."""
    return {f"{order.records[0].note}.rdf": redif.redif(order.records, order.series).encode()}


def repec_steps(order: Order) -> list[str]:
    """Return what to do for RePEc."""
    _, archive, series = order.series.split(":")
    return [
        f"Put {order.records[0].note}.rdf in the folder {archive}/{series}/ of the house's archive, in place of the "
        "one of an earlier version.",
        "See that each File-URL is there.",
        "RePEc comes for it by itself; a day later the archive is in the list of checks at "
        "https://ideas.repec.org/cgi-bin/checker.cgi.",
    ]
