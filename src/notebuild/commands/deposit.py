"""The command `deposit`: a released note packed for a repository, an agency or an index."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notebuild.commands import names
from notebuild.commands.command import Command
from notebuild.core.entry import ENTRY
from notebuild.core.files import is_of_the_system, put, system_fault
from notebuild.core.problems import Location, NotebuildError, Problem, errors, nearest
from notebuild.pipeline.guard import TYPED, tell
from notebuild.sources import project

if TYPE_CHECKING:
    from notebuild.core.house import House
    from notebuild.publishing.deposit import Order

KNOWN = ("zenodo", "crossref", "datacite", "hal", "repec")


class Deposit(Command):
    """Write a package that a repository takes, and say what to do with it; send nothing."""

    name = "deposit"
    doc_purpose = (
        "pack a released note for Zenodo, Crossref, DataCite, HAL or RePEc, and say what to do there"
    )
    doc_usage = f"NOTE … --for {'|'.join(KNOWN)}"
    doc_description = (
        "Writes build/NOTE/deposit/SERVICE/: the released files where the service keeps files, the record of the "
        "note in the form that it takes, and README.txt with what to do, step by step. Nothing is sent.\n"
        "The release must be of the sources as they stand, as for `publish`. What a service asks for and the note "
        "does not say is told at its field: a DOI with the house's prefix (Crossref, DataCite), an address, a "
        "licence (Zenodo), persons with given and family name and a place of work (HAL)."
    )
    cmd_options = (
        {
            "name": "for",
            "long": "for",
            "type": str,
            "default": "",
            "metavar": "SERVICE",
            "help": f"where it goes: {', '.join(KNOWN)}",
        },
        {
            "name": "domain",
            "long": "domain",
            "type": str,
            "default": "",
            "metavar": "CODE",
            "help": "of HAL alone: the domain to file it under, shs.scipo",
        },
        {
            "name": "series",
            "long": "series",
            "type": str,
            "default": "",
            "metavar": "HANDLE",
            "help": "of RePEc alone: the handle of the house's series, RePEc:abc:wpaper",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        known, notes = names.known_for("deposit", words)
        if (service := options["for"]) not in KNOWN:
            message = (
                f"{service} is no service{nearest(service, KNOWN)}" if service else "deposit needs a service"
            )
            raise NotebuildError(
                [Problem(TYPED, message, f"add --for {', '.join(KNOWN[:-1])} or {KNOWN[-1]}")]
            )
        if partial := [word for word in words if word not in notes and word in {job.name for job in known}]:
            note = partial[0].rpartition(".")[0]
            message = f"{partial[0]} is one edition, and a note is deposited with all its editions"
            raise NotebuildError([Problem(TYPED, message, f"write {ENTRY} deposit {note} --for {service}")])
        chosen = dict.fromkeys(job.note for job in names.chosen(words, known, "note"))
        names.each(lambda note: deposit(note, service, options), chosen)


def deposit(note: str, service: str, options: Mapping[str, Any]) -> None:
    """Pack a note for a service; raises NotebuildError for what is not released, or what the service lacks."""
    from notebuild.commands import publish
    from notebuild.publishing.deposit import SERVICES, package

    house = project.house()
    publish.current(note)
    order = ordered(note, house, options)
    chosen = SERVICES[service]
    problems = list(chosen.lacking(order))
    if errors(problems):
        raise NotebuildError(problems)
    tell(problems)
    files = package(order, chosen)
    place = project.BUILD / note / "deposit" / service
    write(place, files)
    print(f"{place.as_posix()}/: {len(files)} files\n")
    print(files["README.txt"].decode(), end="")


def ordered(note: str, house: House, options: Mapping[str, Any]) -> Order:
    """Return what is deposited of a note: its records, what was released, where its fields stand."""
    from notebuild.pipeline.edition import read_note
    from notebuild.pipeline.render import read_edition
    from notebuild.proof import released
    from notebuild.publishing.deposit import Order
    from notebuild.records.record import record

    folder = project.BUILD / note
    _, faults = released.check(folder)
    if faults:
        raise NotebuildError(faults)
    jobs = project.jobs(note, house)
    text, _ = read_note(jobs[0])
    records = [record(read_edition(job), house) for job in jobs]
    place = folder / "release"
    wanted = [name for one in records for name in one.files.values()]
    if lost := [name for name in wanted if not (place / name).is_file()]:
        remedy = f"release the set anew: {ENTRY} forget verify, then {ENTRY} {note}"
        raise NotebuildError([Problem(Location(place.as_posix()), f"lacks {', '.join(lost)}", remedy)])
    path = jobs[0].manuscript.as_posix()
    contact = {**house.contact, **(house.contact.get(records[0].language) or {})}
    return Order(
        records=records,
        files={name: (place / name).read_bytes() for name in wanted},
        places={"": Location(path, 1, 1), **(text.places if text else {})},
        email=str(contact.get("email", "")),
        domain=options["domain"],
        series=options["series"],
    )


def write(place: Path, files: Mapping[str, bytes]) -> None:
    """Write a package beside its place and move it there whole, in place of an older one."""
    beside = place.with_name(f".{place.name}.new")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        for name, content in files.items():
            put(beside / name, content)
        if place.is_dir():
            shutil.rmtree(place)
        beside.rename(place)
    except OSError as fault:
        if not is_of_the_system(fault):
            raise
        raise NotebuildError([system_fault(fault, place)]) from None
