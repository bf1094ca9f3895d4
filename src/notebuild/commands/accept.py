"""The command `accept`: an editor confirms that a translation still holds after its English has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from notebuild.commands import names, translations
from notebuild.commands.command import Command
from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, NotebuildError, Problem, counted, nearest
from notebuild.pipeline.guard import TYPED
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.translation import Change

LOST = "it keeps not every key, locator and label of the original"


class Accept(Command):
    """Show the change of words, and only then write the catalogue."""

    name = "accept"
    doc_purpose = "confirm that stale translations still hold"
    doc_usage = "[NOTE | NOTE.LANGUAGE [SEGMENT …]] [--all]"
    doc_description = (
        "The change of words is shown first. Without segments and without --all what could be confirmed "
        "is listed, and nothing is written. A translation that lost a key, a locator or a label of the "
        "English cannot be confirmed."
    )
    cmd_options = (
        {
            "name": "all",
            "long": "all",
            "type": bool,
            "default": False,
            "help": "confirm every stale translation, of what is named or of all notes",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        jobs = names.translations()
        editions, segments = parted(words, jobs)
        chosen = names.chosen(editions, jobs, "translation")
        if segments and len(chosen) > 1:
            several = ", ".join(job.name for job in chosen)
            raise NotebuildError(
                [Problem(TYPED, f"{segments[0]} may be of {several}", "name the edition, then its segments")]
            )
        names.each(partial(confirm, segments=segments, everything=options["all"]), chosen)


def parted(words: Sequence[str], jobs: Sequence[Job]) -> tuple[list[str], list[str]]:
    """Return the names of notes and editions among words, and those of segments.

    Raises NotebuildError where a segment stands without its edition.
    """
    editions = [word for word in words if any(names.answers(job, word) for job in jobs)]
    segments = [word for word in words if word not in editions]
    if segments and not editions:
        problem = names.wrong_name(segments[0], jobs, "translation")
        known = ", ".join(job.name for job in jobs) or "the translations: there are none yet"
        remedy = f"begin with one of {known}, then name its segments"
        raise NotebuildError([Problem(problem.location, problem.message, remedy)])
    return editions, segments


def confirm(job: Job, segments: Sequence[str], everything: bool) -> None:
    """Show, then confirm, the named stale segments of a translation, or every one of them.

    Raises NotebuildError, with what could be confirmed written, for each that could not.
    """
    from notebuild.translation import accept, changes, holds

    translation = translations.opened(job)
    stale = {change.segment.id: change for change in changes(translation.catalogue, translation.segments)}
    if unknown := [name for name in segments if name not in stale]:
        raise NotebuildError(
            Problem(
                Location(job.catalogue.as_posix()),
                f"{name} is not stale{nearest(name, stale)}",
                f"name a stale segment; {ENTRY} accept {job.name} lists them",
            )
            for name in unknown
        )
    chosen = [change for name, change in stale.items() if everything or name in segments]
    lost = {name for name, change in stale.items() if not holds(change.segment, translation.catalogue)}
    print(f"{job.name}: {counted(len(stale), 'stale segment')}")
    print("\n".join(differences(chosen or stale.values(), lost)), flush=True)
    held = [change.segment for change in chosen if change.segment.id not in lost]
    if held:
        translations.write(translation, accept(translation.catalogue, held))
        print(f"{job.catalogue.as_posix()}: {counted(len(held), 'translation')} confirmed")
    elif stale and not chosen:
        print(f"confirm with {ENTRY} accept {job.name} SEGMENT …, or {ENTRY} accept {job.name} --all")
    if refused := [change.segment.id for change in chosen if change.segment.id in lost]:
        raise NotebuildError(
            Problem(
                Location(job.catalogue.as_posix()),
                f"the translation of {name} cannot stand: {LOST}",
                f"run {ENTRY} catalogue, then mend it",
            )
            for name in refused
        )


def differences(changes: Iterable[Change], lost: Collection[str]) -> list[str]:
    """Return what is shown before anything is written: each segment's English by word, its translation.

    `lost` are the segments whose translation cannot be confirmed.
    """
    from notebuild.translation import difference

    lines: list[str] = []
    for change in changes:
        lines.append(change.segment.id)
        lines.append(f"    English:     {difference(change.old, change.new) if change.old else '?'}")
        lines.append(f"    translation: {' '.join(change.translation.split())}")
        if change.segment.id in lost:
            lines.append(f"    cannot stand: {LOST}")
    return lines
