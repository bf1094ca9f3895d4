"""The command `prove`: the finished files read again and compared, whatever is up to date."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from notebuild.commands import names
from notebuild.commands.command import Command
from notebuild.core import progress
from notebuild.core.model import short
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.sources import project

if TYPE_CHECKING:
    from notebuild.proof.carried import Carried


class Prove(Command):
    """Look at what was built and at what was released; write nothing."""

    name = "prove"
    doc_purpose = "read the finished and the released files again and compare them, whatever is up to date"
    doc_usage = "[NOTE … | FILE.pdf …]"
    doc_description = (
        "The files in build/ are compared with their editions and with one another, those in release/ with "
        "the concordance that went out with them. Nothing is written: verify makes the concordance anew.\n"
        "A PDF, wherever it comes from, is held against the sources that travel in it: its words and notes are "
        "made again from them and compared with what it prints. That works in any folder; in the house of "
        "the note its bytes are compared with those of the file that was built last, too."
    )
    in_house = False

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        files = [word for word in words if word.lower().endswith(".pdf")]
        names.each(self.prove_file, files)
        words = [word for word in words if word not in files]
        if files and not words:
            return
        self.enter(self.opt_vals)
        jobs = names.chosen(words, list(project.every_job(project.house())), "note or edition")
        names.each(prove, dict.fromkeys(job.note for job in jobs))

    def prove_file(self, word: str) -> None:
        """Print that a PDF prints what travels in it, or raise NotebuildError with where it does not."""
        from notebuild import readback
        from notebuild.proof import carried

        try:
            data = readback.content(self.path(word), "PDF")
        except readback.Unreadable as fault:
            raise NotebuildError([Problem(Location(word), str(fault), "name a PDF that is there")]) from None
        with progress.shown(f"making {word} again", sys.stderr):
            found = carried.check(data, word)
        print(f"{word}: {carried.sentence(found)}", flush=True)
        print(f"{word}: {self.bytes_of(found, data)}", flush=True)
        if found.problems:
            raise NotebuildError(found.problems)

    def bytes_of(self, found: Carried, data: bytes) -> str:
        """Return whether the bytes of a PDF are those of the file that this house has of the edition, in words."""
        edition = found.edition
        from notebuild.proof.carried import seen

        made = f"made by notebuild {seen(found.tool)[:40]}, proved by notebuild {version('notebuild')}"
        try:
            home = project.folder(self.typed_in)
        except NotebuildError:
            return f"{made}; in its house its bytes are compared, too"
        name = f"{edition.note}.{short(edition.language)}.pdf"
        known = {path.name for path in (home / project.MANUSCRIPT).glob("*")}
        own = project.BUILD / edition.note
        places = [own / "release" / name, own / name] if edition.note in known else []
        there = [path for path in places if (home / path).is_file()]
        if not there:
            return f"{made}; this house has no {name} to compare its bytes with"
        if same := [path for path in there if (home / path).read_bytes() == data]:
            return f"{made}; the same bytes as {same[0].as_posix()}"
        return f"{made}; other bytes than {there[0].as_posix()}, which may be of another version or style"


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
