"""The command `xliff`: a catalogue handed out to a translator's program, and taken back from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notebuild.commands import names, translations
from notebuild.commands.command import Command
from notebuild.core.entry import ENTRY
from notebuild.core.files import put
from notebuild.core.model import short
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.translation.xliff import File


class Xliff(Command):
    """Write XLIFF 2.0 files below `build/`, or take one back into the catalogue it was handed out from."""

    name = "xliff"
    doc_purpose = "hand translations out as XLIFF 2 for a translator's program, or take one back"
    doc_usage = "[NOTE | NOTE.LANGUAGE …] [--from FILE]"
    doc_description = (
        "Without a name every translation is handed out. A file is taken back into the catalogue that it "
        "says it is of; where a program has renamed what is within, name the translation."
    )
    cmd_options = (
        {
            "name": "from",
            "long": "from",
            "type": str,
            "default": "",
            "metavar": "FILE",
            "help": "take the translations of this file into their catalogue",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        jobs = names.chosen(words, names.translations(), "translation")
        if options["from"]:
            take_back(self.path(options["from"]), options["from"], jobs, is_named=bool(words))
        else:
            names.each(hand_out, jobs)


def hand_out(job: Job) -> None:
    """Write a translation's catalogue, brought up to date, as an XLIFF file in the edition's folder."""
    from notebuild.translation import units, xliff

    translation = translations.opened(job)
    rows = units(translation.catalogue, translation.segments)
    path = job.folder / f"{job.name}.xlf"
    put(path, xliff.write(rows, job.note, job.manuscript.as_posix(), job.original, job.language))
    todo = sum(row.state != "translated" for row in rows)
    print(f"{path.as_posix()}: {len(rows)} units, {todo} to translate or review")


def take_back(path: Path, display_path: str, jobs: Sequence[Job], is_named: bool) -> None:
    """Take the translations of a file into the catalogue that it was handed out from, or the one that is named.

    Raises NotebuildError where the file is of no such translation, and, with the rest taken, for each
    unit that cannot be taken.
    """
    from notebuild.translation import take, xliff

    file, faults = xliff.read(path, display_path)
    job = origin(file, display_path, jobs, is_named)
    translation = translations.opened(job)
    taken = take(translation.catalogue, translation.segments, file.units, display_path)
    if taken.count:
        translations.write(translation, taken.catalogue)
    print(f"{job.catalogue.as_posix()}: {taken.count} of {len(file.units)} units changed it")
    if problems := (*faults, *taken.problems):
        raise NotebuildError(problems)


def origin(file: File, display_path: str, jobs: Sequence[Job], is_named: bool) -> Job:
    """Return the edition, of `jobs`, that a file is the translation of; raises NotebuildError with why none is."""
    where = Location(display_path)
    candidates = list(jobs)
    if not is_named or len(jobs) > 1:
        of_the_note = [job for job in jobs if is_named or job.note == file.note]
        candidates = [job for job in of_the_note if is_in(file.target_language, job.language)]
    if len(candidates) != 1:
        of = f"is of the note {file.note or '?'} in {file.target_language or '?'}"
        message = (
            "can be taken into one catalogue only" if candidates else f"{of}, which no catalogue here is"
        )
        remedy = f"name the translation that it is: {ENTRY} xliff EDITION --from FILE"
        raise NotebuildError([Problem(where, message, remedy)])
    job = candidates[0]
    for theirs, ours, word in (
        (file.target_language, job.language, "into"),
        (file.source_language, job.original, "from"),
    ):
        if not is_in(theirs, ours):
            message = f"translates {word} {theirs or 'no language'}, {job.name} {word} {ours}"
            raise NotebuildError([Problem(where, message, "give the file of that translation")])
    return job


def is_in(tag: str, language: str) -> bool:
    """Return whether a file's language tag is of this language: the region may differ, as programs write it."""
    return short(tag.replace("_", "-")).lower() == short(language).lower()
