"""The command `prove`: the finished files read again and compared, whatever is up to date."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from notebuild.commands import names
from notebuild.commands.command import Command
from notebuild.core import progress
from notebuild.core.problems import NotebuildError, Problem
from notebuild.sources import project


class Prove(Command):
    """Look at what was built and at what was released; write nothing."""

    name = "prove"
    doc_purpose = "read the finished and the released files again and compare them, whatever is up to date"
    doc_usage = "[NOTE …]"
    doc_description = (
        "The files in build/ are compared with their editions and with one another, those in release/ with "
        "the concordance that went out with them. Nothing is written: verify makes the concordance anew."
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        jobs = names.chosen(words, list(project.every_job(project.house())), "note or edition")
        names.each(prove, dict.fromkeys(job.note for job in jobs))


def prove(note: str) -> None:
    """Print that the files of a note agree, or raise NotebuildError with where they do not."""
    from notebuild.pipeline import verify
    from notebuild.proof import released
    from notebuild.proof.concordance import verdict

    folder = project.BUILD / note
    problems: list[Problem] = []
    left_out = refused(note)
    with progress.shown(f"reading {note} back", sys.stderr):
        concordance = verify.prove(note, left_out).concordance
    without = f" (without {', '.join(left_out)}, refused)" * bool(left_out)
    print(f"{folder.as_posix()}/{without}: {verdict(concordance)}", flush=True)
    problems += concordance.problems
    try:
        version, faults = released.check(folder)
    except NotebuildError as fault:
        faults, version = fault.problems, "unknown"
    problems += faults
    state = "nothing has been released"
    if version:
        state = f"version {version}, " + ("not as it was proved" if faults else "as it was proved")
    print(f"{folder.as_posix()}/release/: {state}", flush=True)
    if problems:
        raise NotebuildError(problems)


def refused(note: str) -> list[str]:
    """Return the editions that the last concordance of a note says were refused, of those there still are."""
    try:
        report = json.loads((project.BUILD / note / "concordance.json").read_text(encoding="utf-8"))
        names = set(report["refused"])
    except (OSError, KeyError, TypeError, ValueError):
        return []
    return [job.name for job in project.jobs(note, project.house()) if job.name in names]
