"""The command `status`: what is translated, stale and missing, and what each edition would print."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from notebuild.commands import names, translations
from notebuild.commands.command import Command
from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.sources import project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.commands.report import Report


class Status(Command):
    """Print how the translations stand; look at the sources alone, and at what was built last."""

    name = "status"
    doc_purpose = "say what is translated, stale and missing, and what each edition would print"
    doc_usage = "[NOTE | NOTE.LANGUAGE …] [--strict]"
    cmd_options = (
        {
            "name": "strict",
            "long": "strict",
            "type": bool,
            "default": False,
            "help": "fail where a translation is behind its note",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        from notebuild.commands.report import lines

        jobs = names.chosen(words, names.translations(), "translation")
        reports: dict[Job, Report] = {}
        try:
            names.each(lambda job: reports.update({job: report_on(job)}), jobs)
        finally:
            for line in lines(reports.values()) if jobs else ["no note has a translation"]:
                print(line)
        if options["strict"]:
            names.each(require_current, reports.items())


def report_on(job: Job) -> Report:
    """Return how a translation stands; raises NotebuildError where its note cannot be read."""
    from notebuild.commands.report import Report
    from notebuild.pipeline.check import findings
    from notebuild.proof import release
    from notebuild.translation import changes, gaps

    translation = translations.read(job)
    catalogue, segments = translation.catalogue, translation.segments
    return Report(
        name=job.name,
        language=job.language,
        policy=job.policy,
        version=int(translation.note.metadata.get("version", 0)),
        standing=gaps.standing(segments, catalogue),
        segments=segments,
        changes=changes(catalogue, segments),
        faults=findings(job)[1].get("other", len(translation.problems)),
        built=built_version(job),
        released=release.version(project.BUILD / job.note),
    )


def built_version(job: Job) -> str:
    """Return the version of an edition's last good files in `build/`; "" where one of them is not there."""
    if not job.edition.exists() or not all(job.deliverable(kind).exists() for kind in job.formats):
        return ""
    return str(json.loads(job.edition.read_text(encoding="utf-8"))["metadata"]["version"])


def require_current(row: tuple[Job, Report]) -> None:
    """Raise NotebuildError where a translation is behind its note."""
    job, report = row
    if not report.standing.current:
        counts = f"{report.standing.count('stale')} stale, {report.standing.count('untranslated')} missing"
        remedy = f"run {ENTRY} catalogue and mend them, or {ENTRY} accept what still holds"
        where = Location(job.catalogue.as_posix())
        raise NotebuildError([Problem(where, f"{job.name} is behind the note: {counts}", remedy)])
