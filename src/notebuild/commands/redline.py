"""The command `redline`: two versions of an edition as one Word document with tracked changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notebuild.commands import names
from notebuild.commands.command import Command
from notebuild.core.files import put
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline.guard import TYPED
from notebuild.sources import project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.core.model import Edition

LARGEST = 30_000_000
"""Bytes of a document that is compared; ours have some hundred thousand."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an edition's Word document."""

    named: str
    package: bytes
    edition: Edition | None = None
    """What it was made of; nothing is known of a file's."""


class Redline(Command):
    """Write a DOCX whose tracked changes lead from an older version to a newer one, and a list of them."""

    name = "redline"
    doc_purpose = "write a Word document whose tracked changes lead from one version of a note to another"
    doc_usage = "NOTE | NOTE.LANGUAGE … --from COMMIT|FILE.docx [--to COMMIT]"
    doc_description = (
        "Both versions are made with today's styles, so that only words, notes and pictures differ. The "
        "document lies in build/NOTE/, with a list of the changes as a page and as text. It is proved: with "
        "all changes accepted it is the new version, with all of them rejected the old one.\n"
        "While changes are shown, Word counts the notes that went among the others; the list gives the "
        "numbers that they have when all is accepted."
    )
    cmd_options = (
        {
            "name": "from",
            "long": "from",
            "type": str,
            "default": "",
            "metavar": "COMMIT|FILE",
            "help": "the older version: a commit, tag or branch, or a .docx that went out",
        },
        {
            "name": "to",
            "long": "to",
            "type": str,
            "default": "",
            "metavar": "COMMIT",
            "help": "the newer version; without it, the note as it stands in the folder",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        jobs = list(project.every_job(project.house()))
        if not words:
            known = ", ".join(dict.fromkeys(job.note for job in jobs)) or "none: the house has no note"
            raise NotebuildError([Problem(TYPED, "redline needs a note", f"name one of {known}")])
        chosen = names.chosen(words, jobs, "note or edition")
        if not options["from"]:
            message, remedy = "redline needs the older version", "add --from COMMIT, or --from FILE.docx"
            raise NotebuildError([Problem(TYPED, message, remedy)])
        if without := [job.name for job in chosen if "docx" not in job.formats]:
            message = f"{without[0]} has no Word document"
            remedy = f"add docx to the formats of {chosen[0].manuscript.as_posix()}"
            raise NotebuildError([Problem(TYPED, message, remedy)])
        file = self.path(options["from"])
        is_file = file.suffix.lower() == ".docx" or file.is_file()
        if is_file and len(chosen) > 1:
            several = ", ".join(job.name for job in chosen)
            message = f"{options['from']} is of one edition, and {words[0]} has {several}"
            raise NotebuildError([Problem(TYPED, message, "name the edition that the file is of")])
        names.each(
            lambda job: write(
                job,
                from_file(file, options["from"], job, jobs) if is_file else at(options["from"], job),
                at(options["to"], job) if options["to"] else now(job),
            ),
            chosen,
        )


def from_file(path: Path, shown: str, job: Job, jobs: list[Job]) -> Version:
    """Return the version that a document is; raises NotebuildError where it is none that can be compared.

    One that says it is another edition of the house is refused; of one that the house does not have, the note
    may have had another name.
    """
    from notebuild import readback
    from notebuild.exchange import incoming, resolve
    from notebuild.exchange.review import package as outside

    remedy = "give a .docx as the build wrote it, or a commit"
    try:
        if path.suffix.lower() != ".docx":
            raise NotebuildError([Problem(Location(shown), "is no .docx file", remedy)])
        if not path.is_file():
            raise NotebuildError([Problem(Location(shown), "there is no such file", remedy)])
        if path.stat().st_size > LARGEST:
            raise NotebuildError([Problem(Location(shown), "is larger than 30 MB", remedy)])
        package = path.read_bytes()
        parts = outside.package(package)
        for part in (outside.DOCUMENT, outside.NOTES):
            if part in parts:
                outside.parsed(parts[part])
        own = outside.properties(parts).get("edition", job.name)
        readback.read(path, shown)
        clean = incoming.cleaned(package)
    except readback.Unreadable as fault:
        raise NotebuildError([Problem(Location(shown), str(fault), remedy)]) from None
    if own != job.name and own in [one.name for one in jobs]:
        message = f"is {own}, not {job.name}"
        remedy = f"name the edition that it is of, {own}, or give a document of {job.name}"
        raise NotebuildError([Problem(Location(shown), message, remedy)])
    if resolve.is_tracked(package):
        message = "has tracked changes of its own"
        remedy = "accept or reject them in Word first, and save it under another name"
        raise NotebuildError([Problem(Location(shown), message, remedy)])
    return Version(path.name, clean)


def now(job: Job) -> Version:
    """Return the version that stands in the folder, built where it is not up to date."""
    from notebuild.pipeline import revision

    revision.build(Path(), job.name, "docx", job.name)
    return _version("the note as it stands", job, Path())


def at(commit: str, job: Job) -> Version:
    """Return the version of a commit, with today's styles; raises NotebuildError where there is none."""
    from notebuild.pipeline import revision

    paths = [job.manuscript.parent.as_posix(), project.BIBLIOGRAPHY.as_posix()]
    with revision.standing(commit, paths) as folder:
        revision.build(folder, job.name, "docx", f"revision {commit}")
        return _version(commit, job, folder)


def _version(named: str, job: Job, folder: Path) -> Version:
    from notebuild.core.model import from_json

    edition = from_json((folder / job.edition).read_text(encoding="utf-8"))
    version = f"{edition.metadata['version-text']}, {edition.metadata['date-text']}"
    return Version(f"{named} ({version})", (folder / job.deliverable("docx")).read_bytes(), edition)


def write(job: Job, old: Version, new: Version) -> None:
    """Write the redline of two versions of an edition and its lists; nothing where it does not hold."""
    from notebuild.compare.changes import between
    from notebuild.edition import tree
    from notebuild.exchange.redline import listing, prove, redline
    from notebuild.exchange.redline.looks import looks
    from notebuild.readback import docx

    edition = new.edition
    assert edition is not None
    meta = edition.metadata
    made = redline(old.package, new.package, meta["publisher"], meta["date"])
    path = project.BUILD / job.note / f"{job.name}.redline.docx"
    if faults := prove.differences(made, old.package, new.package):
        remedy = "report it with both versions; nothing was written"
        if old.edition is None:
            remedy = f"give {old.named} as the build wrote it, or a commit; nothing was written"
        raise NotebuildError(Problem(Location(path.as_posix()), fault, remedy) for fault in faults)
    texts = (listing.text_of(docx.read(version.package, version.named)) for version in (old, new))
    changes = between(*texts)
    title = re.sub(r"\s+", " ", tree.text(meta["title"]))
    versions = listing.Versions(title, edition.language, old.named, new.named)
    seen = looks(made)
    put(path, made)
    put(path.with_suffix(".html"), listing.page(changes, versions, seen))
    put(path.with_suffix(".txt"), listing.text(changes, versions, seen))
    print(f"{path.as_posix()}: {listing.summary(changes, seen)}", flush=True)
