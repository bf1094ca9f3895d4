"""The command `review`: what a reviewer's Word document asks for, in the note's own lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notebuild.commands.command import Command
from notebuild.core.files import put
from notebuild.core.problems import Location, NotebuildError, Problem, counted
from notebuild.pipeline.guard import TYPED
from notebuild.sources import project

if TYPE_CHECKING:
    from notebuild.exchange.review.found import Change
    from notebuild.exchange.review.returned import Returned
    from notebuild.pipeline.reviewed import Version


class Review(Command):
    """Say what a returned Word document asks for, prove it, and write it into the note when asked."""

    name = "review"
    doc_purpose = "take a reviewed Word document back: say what it asks for, and write it into the note"
    doc_usage = "FILE.docx [--write] [--comments] [--base COMMIT|FILE.docx]"
    doc_description = (
        "The document may have tracked changes or not, and be of an older version: it is compared with the "
        "version that it was made from, and what it asks for is merged into the note as it stands. Keys, places "
        "in sources and labels stay. What is printed from the bibliography or by the house is not taken over, "
        "and said with its reason.\n"
        "What is taken over is proved: the edition is built again with it, and reads as the document does. "
        "Nothing is written without --write; of a translation the catalogue is written, and nothing else."
    )
    cmd_options = (
        {
            "name": "write",
            "long": "write",
            "type": bool,
            "default": False,
            "help": "write the changes into note.md, or into the catalogue of a translation",
        },
        {
            "name": "comments",
            "long": "comments",
            "type": bool,
            "default": False,
            "help": "put the comments in too, each on a line of its own before its paragraph",
        },
        {
            "name": "base",
            "long": "base",
            "type": str,
            "default": "",
            "metavar": "COMMIT|FILE",
            "help": "the version that was sent: a commit, or the .docx itself; found by itself where left out",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        if len(words) != 1:
            message = "review needs one document" if not words else "review takes one document at a time"
            raise NotebuildError([Problem(TYPED, message, "name the .docx that came back")])
        back, first, parts = opened(self.path(words[0]), words[0])
        named = options["base"]
        sent = None
        if named and (self.path(named).suffix.lower() == ".docx" or self.path(named).is_file()):
            sent = opened(self.path(named), named)[0]
            named = ""
        taken_back(words[0], back, first, parts, sent, named, options)


def opened(path: Path, shown: str) -> tuple[Returned, Returned, Mapping[str, bytes]]:
    """Return a document with its changes accepted, with them rejected, and its parts; raises NotebuildError."""
    from notebuild.exchange.review import package, returned
    from notebuild.readback import Unreadable

    remedy = "give the .docx that came back; save it as .docx where it is another kind of file"
    try:
        if not path.is_file():
            raise Unreadable("there is no such file")
        if path.stat().st_size > package.LARGEST:
            raise Unreadable("is larger than 30 MB")
        parts = package.package(path.read_bytes())
        return returned.read(parts), returned.read(parts, "reject"), parts
    except Unreadable as fault:
        raise NotebuildError([Problem(Location(shown), str(fault), remedy)]) from None


def taken_back(
    shown: str,
    back: Returned,
    first: Returned,
    parts: Mapping[str, bytes],
    sent: Returned | None,
    named: str,
    options: Mapping[str, Any],
) -> None:
    """Review a document and print what was found; write what is asked to be written."""
    from notebuild.exchange.review import comments as remarks
    from notebuild.exchange.review import report, settle
    from notebuild.exchange.review.review import review
    from notebuild.pipeline import proving, reviewed

    job = reviewed.job_of(back.properties, list(project.every_job(project.house())), shown)
    if sent and (of := sent.properties.get("edition", job.name)) != job.name:
        remedy = "name the .docx as it was sent to this reviewer"
        raise NotebuildError(
            [Problem(Location(options["base"]), f"is a document of {of}, and {shown} of {job.name}", remedy)]
        )
    path = reviewed.source(job)
    if options["write"]:
        _writable(path)
    with reviewed.version(job, back, first, named) as (version, folder, exact):
        found = review(version.base, sent or version.document, back)
        changes = settle.apart([*found.changes, *found.told])
        noise: list[Change] = []
        if not exact and not sent:  # what its untouched words differ in, an older notebuild printed
            older = review(version.base, version.document, first).changes if back.is_tracked else ()
            changes, noise = settle.without_noise(changes, older, found.house)
        changes, ripple = proving.proven(job, version, folder, changes, back, found, exact=exact)
        changes, ripple = ([report.spelt(one, back) for one in each] for each in (changes, ripple))
        current = path.read_bytes().decode()
        changes, text = proving.landed(version.base.text, changes, current)
        comments = remarks.read(parts)
        placed = [(found.comments.get(one.id, (Location(), -1)), one) for one in comments]
        if options["comments"]:
            text = proving.commented(version, placed, text, current, changes)
        listed = [(where, one) for (where, _), one in placed]
        for line in report.lines(changes, listed, shown):
            print(line)
        if not exact and not sent:
            print(_doubt(shown, version, back, noise))
        print(f"{shown}, of {job.name}, {version.named}: {report.summary(changes, comments)}")
        print(proof(changes, ripple if exact else _asked_for(ripple, noise)), flush=True)
    if options["write"] and text != current:
        put(path, text)
        print(f"{path.as_posix()}: written", flush=True)
    elif text != current:
        print(f"nothing is written yet: with --write it goes into {path.as_posix()}", flush=True)
    elif any(one.replacements and not one.refused for one in changes):
        print(f"{path.as_posix()}: nothing to write, it stands there already", flush=True)


def _asked_for(ripple: list[Change], noise: list[Change]) -> list[Change]:
    """Return differences without those of the house's own text, and without what an older notebuild printed."""
    known = {(one.old, one.new) for one in noise}
    return [one for one in ripple if one.kind != "house" and (one.old, one.new) not in known]


def _doubt(shown: str, version: Version, back: Returned, noise: list[Change]) -> Problem:
    """Return what is doubtful about the version that a document was compared with."""
    said = "an older notebuild wrote it, and it does not say from which words"
    if back.properties.get("sources"):
        said = "no version of the note that is known here has exactly the words that it was made from"
    rest = (
        f"; {counted(len(noise), 'passage')} of the house's own differ from those of today" if noise else ""
    )
    remedy = (
        "where that is not the one that was sent, name it: --base COMMIT, or --base FILE.docx as it was sent"
    )
    return Problem(Location(shown), f"{said}: it is compared with {version.named}{rest}", remedy, "warning")


def _writable(path: Path) -> None:
    """Raise NotebuildError where a file has changes that git does not hold; say so where there is no git."""
    from notebuild.pipeline import reviewed

    changed = reviewed.is_changed(path)
    if changed:
        message = "has changes that are not committed: what a review writes could not be told from them"
        raise NotebuildError(
            [Problem(Location(path.as_posix()), message, "commit them, or put them aside with git stash")]
        )
    if changed is None:
        message = "stands in no git repository: what a review changes in it cannot be taken back by git"
        print(Problem(Location(path.as_posix()), message, "keep a copy", "warning"), flush=True)


def proof(changes: list[Change], ripple: list[Change]) -> str:
    """Return in words what the rebuilt edition shows."""
    from notebuild.exchange.review import report

    if not any(one.replacements for one in changes):
        return "proof: nothing to build again"
    refused = sum(bool(one.refused) for one in changes)
    rest = f", but for the {counted(refused, 'place')} not taken over" if refused else ""
    lines = [f"proof: built again, the edition reads as the document does{rest}"]
    if ripple:
        lines[0] += f", and {counted(len(ripple), 'place')} that the build writes:"
        lines += [f"    {report.words(one)}" for one in ripple]
    return "\n".join(lines)
