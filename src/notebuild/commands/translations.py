"""What is done by hand for the sources: catalogues brought up to date, looked at, confirmed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from getopt import GetoptError, gnu_getopt
from typing import TYPE_CHECKING

from doit.exceptions import TaskFailed

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location, NotebuildError, Problem, errors, nearest
from notebuild.pipeline.edition import Outcome, everything, failed, put, read_note
from notebuild.proof import release
from notebuild.sources import project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.commands.status import Translation
    from notebuild.translation import Catalogue

Held = tuple[Note | None, "Catalogue", tuple[Segment, ...], tuple[Problem, ...]]


def held(job: Job) -> Held:
    """A job's note, its catalogue brought up to date in memory, its segments, and what is wrong."""
    from notebuild import translation as catalogue
    from notebuild.sources import bibliography, markdown

    text, problems = read_note(job)
    found, faults = catalogue.read(job.catalogue, job.catalogue.as_posix())
    if text is None:
        return None, found, (), problems
    sources, told = bibliography.read(project.BIBLIOGRAPHY, project.BIBLIOGRAPHY.as_posix())
    marks = (mark for segment in text.segments for mark in markdown.marks(segment))
    by_key = {source.key: source for source in sources}
    keys = dict.fromkeys(mark.value for mark in marks if mark.kind == "key")
    segments = everything(job, text, [by_key[key] for key in keys if key in by_key])
    missing = () if job.catalogue.exists() else faults
    wrong = (*told, *(fault for fault in faults if fault not in missing))
    return text, catalogue.update(found, segments), segments, tuple(errors(wrong))


def translations() -> list[Job]:
    """The editions that are translations."""
    return [job for job in project.every_job(project.house()) if not job.is_original]


def named(name: str) -> Job | None:
    """The translation of this name."""
    return next((job for job in translations() if job.name == name), None)


def keep(job: Job, note: Note, catalogue: Catalogue, segments: Sequence[Segment]) -> None:
    """Write a catalogue; one that is whole says in its header which version it translates."""
    from notebuild import translation as catalogues
    from notebuild.translation import gaps

    if gaps.standing(segments, catalogue).current and "version" in note.metadata:
        catalogue = catalogues.with_version(catalogue, str(note.metadata["version"]))
    put(job.catalogue, catalogues.write(catalogue))


def catalogue_update(note: str, language: str) -> Outcome:
    """Bring a catalogue up to date with the note, its drawings and the entries it cites."""
    job = next(job for job in translations() if (job.note, job.language) == (note, language))
    text, catalogue, segments, faults = held(job)
    if text is None or faults:
        return failed(faults)
    keep(job, text, catalogue, segments)
    print(f"{job.catalogue.as_posix()} is up to date")
    return None


def translation(job: Job) -> Translation | None:
    """How a job's translation stands; None where the note cannot be read."""
    from notebuild import translation as catalogue
    from notebuild.commands import status
    from notebuild.translation import gaps

    text, catalogue_, segments, faults = held(job)
    if text is None:
        return None
    checked = catalogue.check(segments, catalogue_, lenient=True)
    return status.Translation(
        name=job.name,
        language=job.language,
        policy=job.policy,
        version=int(text.metadata.get("version", 0)),
        standing=gaps.standing(segments, catalogue_),
        segments=segments,
        changes=catalogue.changes(catalogue_, segments),
        faults=len(faults) + len(errors(checked)),
        built=built(job),
        released=release.held(project.BUILD / job.note),
    )


def built(job: Job) -> str:
    """The version of an edition's last good files in `build/`; empty where one of them is not there."""
    if not job.edition.exists() or not all(job.deliverable(k).exists() for k in job.formats):
        return ""
    return str(json.loads(job.edition.read_text(encoding="utf-8"))["metadata"]["version"])


def status(strict: bool) -> Outcome:
    """Print how every translation stands; when strict, a gap in one of them is a failure."""
    from notebuild.commands import status as statuses

    stand = {job: translation(job) for job in translations()}
    print("\n".join(statuses.lines(one for one in stand.values() if one is not None)))
    if not strict:
        return None
    behind = [
        Problem(
            Location(job.catalogue.as_posix()),
            f"{job.name} is behind the note: {one.standing.count('stale')} stale, "
            f"{one.standing.count('untranslated')} missing",
            "run ./doit catalogue and mend them, or ./doit accept what still holds",
        )
        for job, one in stand.items()
        if one is not None and not one.standing.current
    ]
    return failed(behind) if behind else None


def parted(words: Sequence[str], *options: str) -> tuple[list[str], dict[str, str]]:
    """The names among words, and the options that stand after one: doit reads those before it only.

    An option with a value ends in "=". Raises NotebuildError for an option that there is not.
    """
    try:
        found, names = gnu_getopt(list(words), "", list(options))
    except GetoptError as fault:
        known = ", ".join(f"--{option.rstrip('=')}" for option in options)
        at = Location(place="the command line")
        raise NotebuildError([Problem(at, fault.msg, f"the option is {known}")]) from None
    return names, {name.removeprefix("--"): value for name, value in found}


def accept(names: Sequence[str], everything_: bool) -> Outcome:
    """Confirm that stale translations still hold: `EDITION SEGMENT …`, or all of an edition's.

    The change of words is shown first, and only then is the catalogue written. Without names the
    candidates are listed and nothing is written.
    """
    try:
        names, late = parted(names, "all")
    except NotebuildError as fault:
        return failed(fault.problems)
    everything_ = everything_ or "all" in late
    known = [job.name for job in translations()]
    wanted = [name for name in names if named(name)]
    ids = [name for name in names if name not in wanted]
    if len(wanted) > 1 or (ids and not wanted):
        word = ids[0] if ids and not wanted else wanted[1]
        remedy = f"begin with one of {', '.join(known)}, then name its segments"
        return TaskFailed(f"{word} is no translation{nearest(word, known)}\n    {remedy}")
    for job in translations():
        if wanted and job.name not in wanted:
            continue
        outcome = confirm(job, ids, everything_)
        if outcome is not None:
            return outcome
    return None


def confirm(job: Job, ids: Sequence[str], everything_: bool) -> Outcome:
    """Show, then confirm, the named stale segments of one translation, or all of them."""
    from notebuild import translation as catalogues
    from notebuild.commands import status as statuses

    text, catalogue, segments, faults = held(job)
    if text is None or faults:
        return failed(faults)
    changes = {one.segment.id: one for one in catalogues.changes(catalogue, segments)}
    unknown = [name for name in ids if name not in changes]
    if unknown:
        return failed(
            Problem(
                Location(job.catalogue.as_posix()),
                f"{name} is not stale{nearest(name, changes)}",
                f"name a stale segment; ./doit accept {job.name} lists them",
            )
            for name in unknown
        )
    chosen = [one for name, one in changes.items() if everything_ or name in ids]
    lost = {
        one.segment.id: "it keeps not every key, locator and label of the English"
        for one in changes.values()
        if not catalogues.holds(one.segment, catalogue)
    }
    print(f"{job.name}: {statuses.counted(len(changes), 'stale segment')}")
    print("\n".join(statuses.differences(chosen or changes.values(), lost)), flush=True)
    refused = [one for one in chosen if one.segment.id in lost]
    good = [one.segment for one in chosen if one.segment.id not in lost]
    if good:
        keep(job, text, catalogues.accept(catalogue, good), segments)
        print(f"{job.catalogue.as_posix()}: {statuses.counted(len(good), 'translation')} confirmed")
    elif changes and not chosen:
        print(f"confirm with ./doit accept {job.name} SEGMENT …, or ./doit accept {job.name} --all")
    return (
        failed(
            Problem(
                Location(job.catalogue.as_posix()),
                f"the translation of {one.segment.id} cannot stand: {lost[one.segment.id]}",
                "run ./doit catalogue, then mend it",
            )
            for one in refused
        )
        if refused
        else None
    )
