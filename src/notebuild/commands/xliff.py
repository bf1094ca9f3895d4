"""What is done by hand with XLIFF: a catalogue handed out to a translator's program, and taken back from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from doit.exceptions import TaskFailed

from notebuild.commands.translations import held, keep, named, parted, translations
from notebuild.core.model import short
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.pipeline.edition import Outcome, failed, put
from notebuild.sources.project import Job


def xliff(names: Sequence[str], source: str) -> Outcome:
    """Hand out the named translations, or all of them, as XLIFF 2.0; with a `source`, take that file back."""
    try:
        names, late = parted(names, "from=")
    except NotebuildError as fault:
        return failed(fault.problems)
    source = late.get("from", source)
    known = [job.name for job in translations()]
    if unknown := [name for name in names if not named(name)]:
        remedy = f"name one of {', '.join(known)}"
        return TaskFailed(f"{unknown[0]} is no translation{nearest(unknown[0], known)}\n    {remedy}")
    if source:
        return take_back(source, names)
    for job in translations():
        if names and job.name not in names:
            continue
        outcome = hand_out(job)
        if outcome is not None:
            return outcome
    return None


def hand_out(job: Job) -> Outcome:
    """Write a translation's catalogue, brought up to date, as an XLIFF file in the edition's folder."""
    from notebuild import translation
    from notebuild.translation import xliff

    text, catalogue, segments, faults = held(job)
    if text is None or faults:
        return failed(faults)
    made = translation.units(catalogue, segments)
    path = job.folder / f"{job.name}.xlf"
    try:
        data = xliff.write(made, job.note, job.manuscript.as_posix(), job.original, job.language)
    except NotebuildError as fault:
        return failed(fault.problems)
    put(path, data)
    todo = sum(unit.state != "translated" for unit in made)
    print(f"{path.as_posix()}: {len(made)} units, {todo} to translate or review")
    return None


def take_back(shown: str, names: Sequence[str]) -> Outcome:
    """Take the translations of a file into the catalogue that it was handed out from, or the one named."""
    from notebuild import translation
    from notebuild.translation import xliff

    try:
        file, problems = xliff.read(Path(shown), shown)
    except NotebuildError as fault:
        return failed(fault.problems)
    meant = [
        job
        for job in translations()
        if job.name in names
        or (not names and job.note == file.note and _speaks(job.language, file.target_language))
    ]
    if len(meant) != 1:
        of = f"is of the note {file.note or '?'} in {file.target_language or '?'}"
        message = "can be taken into one catalogue only" if meant else f"{of}, which no catalogue here is"
        remedy = "name the translation that it is: ./doit xliff EDITION --from FILE"
        return failed([Problem(Location(shown), message, remedy)])
    job = meant[0]
    for said, own, word in (
        (file.target_language, job.language, "into"),
        (file.source_language, job.original, "from"),
    ):
        if not _speaks(own, said):
            message = f"translates {word} {said or 'no language'}, {job.name} {word} {own}"
            return failed([Problem(Location(shown), message, "give the file of that translation")])
    text, catalogue, segments, faults = held(job)
    if text is None or faults:
        return failed(faults)
    taken = translation.take(catalogue, segments, file.units, shown)
    if taken.count:
        keep(job, text, taken.catalogue, segments)
    print(f"{job.catalogue.as_posix()}: {taken.count} of {len(file.units)} units changed it")
    problems = (*problems, *taken.problems)
    return failed(problems) if problems else None


def _speaks(own: str, said: str) -> bool:
    """Whether a file in this language is one of ours: the regions may differ, as translators' programs do."""
    return short(said.replace("_", "-")).lower() == short(own).lower()
