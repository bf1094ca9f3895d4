"""The command `publish`: a version of a note recorded as it was released, so that it never changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from notebuild.commands import bundling, names
from notebuild.commands.command import Command
from notebuild.core.entry import ENTRY
from notebuild.core.files import put
from notebuild.core.house_values import ADDRESS
from notebuild.core.problems import Location, NotebuildError, Problem, errors
from notebuild.pipeline.guard import TYPED
from notebuild.sources import project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.publishing.published import Published, Version


PROOF = ("concordance.html", "concordance.json")
"""What goes out beside the files of the editions."""


class Publish(Command):
    """Record the released version of a note beside it, and bundle what went out."""

    name = "publish"
    doc_purpose = "record the released version of a note as published: it never changes again"
    doc_usage = "NOTE …"
    doc_description = (
        "Writes manuscript/NOTE/published.toml, which is to be committed: the version, its date, the sums of the "
        "files in build/NOTE/release/, and the words of each passage and note in each language. From then on "
        "other words under this number are refused: a correction is a new version, which says what it corrects.\n"
        "Beside the build it lays NOTE-vN.zip: the files, their sources, their sums, the licence.\n"
        "What was published already is held against the record, and only the bundle is made anew."
    )
    cmd_options = (
        {
            "name": "date",
            "long": "date",
            "type": str,
            "default": "",
            "metavar": "DAY",
            "help": "when it was published, 2025-03-31; without it, the note's own date",
        },
        {
            "name": "at",
            "long": "at",
            "type": str,
            "default": "",
            "metavar": "ADDRESS",
            "help": "where this version will be for good, if not on the house's site: the next one says so",
        },
        {
            "name": "check",
            "long": "check",
            "type": bool,
            "default": False,
            "help": "record nothing: only hold what was released against what is recorded, and bundle it",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        known, notes = names.known_for("publish", words)
        if partial := [word for word in words if word not in notes and word in {job.name for job in known}]:
            note = partial[0].rpartition(".")[0]
            message = f"{partial[0]} is one edition, and a version is published in all its languages at once"
            raise NotebuildError([Problem(TYPED, message, f"write {ENTRY} publish {note}")])
        chosen = names.notes(words, notes)
        for option in ("date", "at"):
            if options[option] and len(chosen) > 1:
                remedy = "publish the notes one after the other"
                raise NotebuildError([Problem(TYPED, f"--{option} is of one note", remedy)])
        if options["at"] and not ADDRESS.fullmatch(options["at"]):
            remedy = "begin it with https://"
            raise NotebuildError([Problem(TYPED, f"--at {options['at']} is not a web address", remedy)])
        names.each(
            lambda note: publish(note, options["date"], options["at"], only_held=options["check"]), chosen
        )


def publish(note: str, day: str, address: str, *, only_held: bool) -> None:
    """Record what was released of a note, unless it is recorded already, and bundle it.

    Raises NotebuildError where the release is not of the sources as they stand, or is not what was recorded.
    """
    from notebuild.pipeline import versions
    from notebuild.publishing.published import Published, to_toml

    jobs = project.jobs(note, project.house())
    current(note)
    record = versions.read(note)
    found = released(note, jobs, day)
    found = replace(found, address=address or on_site(jobs[0], found.number))
    where = versions.path(note)
    known = record.version(found.number) if record else None
    if known:
        same(known, found, day, note)
        print(f"{note}: version {known.number} was published on {known.date}, with these bytes")
    elif only_held:
        message = f"version {found.number} of {note} is not recorded as published"
        remedy = f"{ENTRY} publish {note}, and commit {where.as_posix()}"
        raise NotebuildError([Problem(Location(where.as_posix()), message, remedy)])
    else:
        fitting(record, found, note)
        told(record, found)
        before = record.versions if record else ()
        put(where, to_toml(Published(note, (*before, found))))
        print(f"{where.as_posix()}: version {found.number}, published on {found.date}; commit it")
    print(f"{bundling.write(jobs, found.number).as_posix()}: its files, sources, sums and licence")


def on_site(job: Job, number: int) -> str:
    """Return where a version will be on the house's site, as `site` lays it; empty where that is not known."""
    site = project.house().site
    if not site or "html" not in job.formats:
        return ""
    return f"{site.rstrip('/')}/{quote(job.note)}/v{number}/"


def current(note: str) -> None:
    """See that what is released is made of the sources as they stand; raises NotebuildError where it was not.

    The build is asked: it does what is left to do, and what it released only then nobody has looked at.
    """
    from notebuild.pipeline import sides

    place = project.BUILD / note / "release"
    before = sums(place)
    report = sides.run(Path(), [f"verify:{note}"])
    problems = [sides.problem(values) for values in report.get("problems", ())]
    where = Location(place.as_posix())
    if wrong := errors(problems):
        raise NotebuildError(wrong)
    if fault := report.get("fault") or "\n".join(report.get("errors", ())):
        raise NotebuildError(
            [Problem(where, f"the build fails: {fault}", f"see what it says: {ENTRY} {note}")]
        )
    if sums(place) != before:
        message = "was not made of the sources as they stand, and has been made anew just now"
        message = message if before else "was not there, and has been made just now"
        remedy = f"look at the files, then publish them: {ENTRY} publish {note}"
        raise NotebuildError([Problem(where, message, remedy)])


def sums(folder: Path) -> dict[str, str]:
    """Return the sha256 of each file in a folder, by its name; of none where there is no such folder."""
    files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def released(note: str, jobs: list[Job], day: str) -> Version:
    """Return what lies in `release/` as a version; raises NotebuildError where that is not whole, or damaged."""
    from notebuild.pipeline import published
    from notebuild.proof import released as proved
    from notebuild.publishing.published import Version

    folder = project.BUILD / note
    place = folder / "release"
    anew = f"release the set anew: {ENTRY} forget verify, then {ENTRY} {note}"
    if not place.is_dir():
        raise NotebuildError([Problem(Location(place.as_posix()), "nothing has been released", anew)])
    _, faults = proved.check(folder)
    if faults:
        raise NotebuildError(faults)
    report = json.loads((place / "concordance.json").read_text(encoding="utf-8"))
    wanted = {job.deliverable(kind).name for job in jobs for kind in job.formats}
    wanted |= {job.share.name for job in jobs if "html" in job.formats} | set(PROOF)
    files = sums(place)
    missing = sorted(wanted - files.keys())
    if missing or report.get("refused"):
        message = f"lacks {', '.join(missing)}" if missing else f"is without {', '.join(report['refused'])}"
        raise NotebuildError([Problem(Location(place.as_posix()), message, anew)])
    built = sums(folder)
    if other := [name for name in sorted(wanted) if built.get(name) != files[name]]:
        where = Location((place / other[0]).as_posix())
        raise NotebuildError([Problem(where, "is not the file that was built and proved", anew)])
    editions = tuple(published.now(job).words for job in jobs)
    if strange := sorted(files.keys() - wanted):
        message = f"holds {', '.join(strange)}, which no build has put there"
        raise NotebuildError([Problem(Location(place.as_posix()), message, "move it away")])
    own = editions[0].field("date")[0]
    return Version(int(report["version"]), str(when(day, own)), files, editions)


def when(day: str, own: str) -> date:
    """Return the day of publication: the one that was typed, or the note's own.

    Raises NotebuildError for what is no day, one that is still to come, or one before the note was finished.
    """
    remedy = "give the day on which it went out, 2025-03-31"
    try:
        said = date.fromisoformat(day or own)
    except ValueError:
        raise NotebuildError([Problem(TYPED, f"--date {day}: no such day", remedy)]) from None
    if said > date.today():
        raise NotebuildError([Problem(TYPED, f"{said} is still to come", remedy)])
    if said < date.fromisoformat(own):
        message = f"--date {said} is before {own}, when this version was finished"
        raise NotebuildError([Problem(TYPED, message, remedy)])
    return said


def same(known: Version, found: Version, day: str, note: str) -> None:
    """See that what was released is what was published; raises NotebuildError where a byte or the day differs."""
    if day and day != known.date:
        message = f"version {known.number} was published on {known.date}, not on {day}"
        raise NotebuildError([Problem(TYPED, message, "a published version keeps its day: leave --date out")])
    names_of = sorted({*known.files, *found.files})
    other = [name for name in names_of if known.files.get(name) != found.files.get(name)]
    if other:
        place = Location(f"build/{note}/release/{other[0]}")
        count = f" (and {len(other) - 1} more)" if len(other) > 1 else ""
        message = (
            f"has other bytes than were published as version {known.number} on {known.date}{count}, though the "
            "words are the same: styles, settings or the tool have changed"
        )
        remedy = "a published version keeps its files; what has changed goes out with the next version"
        raise NotebuildError([Problem(place, message, remedy)])


def fitting(record: Published | None, found: Version, note: str) -> None:
    """See that a new version follows those before it; raises NotebuildError where its day is before theirs."""
    if record and found.date < record.newest.date:
        message = f"version {found.number} is dated {found.date}, before version {record.newest.number}"
        remedy = f"that was published on {record.newest.date}; give the day with --date"
        raise NotebuildError([Problem(Location(f"manuscript/{note}/note.md"), message, remedy)])


def told(record: Published | None, found: Version) -> None:
    """Print how each edition differs from the version before."""
    from notebuild.publishing import held

    for words in found.editions if record else ():
        assert record is not None
        print(f"{words.language}: {held.summary(record, words, found.number)}")
