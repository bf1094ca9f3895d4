"""Proves the changes of a review: the edition is built with them, and must read as the document does."""

from __future__ import annotations

import re
from pathlib import Path

from notebuild.core.problems import Location, NotebuildError
from notebuild.exchange.review import comments as remarks
from notebuild.exchange.review import settle
from notebuild.exchange.review.comments import Comment
from notebuild.exchange.review.found import Change, Found
from notebuild.exchange.review.replacements import applied, united
from notebuild.exchange.review.returned import Returned
from notebuild.exchange.review.review import review
from notebuild.pipeline import reviewed
from notebuild.pipeline.reviewed import Version
from notebuild.sources.project import Job

ROUNDS = 6
"""How often the edition is built again, each time without the changes that did not hold."""

PROGRESS = re.compile(r"the build says:\Z|\d\.\d s(?:  failed)?\Z|\Anot run, ")
"""Lines of a build that name no cause."""

CITES = re.compile(r"\.po:\d+: translation of \S+ (?:adds|drops|has) (?:\[\^|.*@)")
"""What a build says of a translation that cites otherwise than its original."""

OF_THE_ORIGINAL = (
    "sources, pages and notes are those of the original: change it there, then in the translation"
)


def proven(
    job: Job,
    version: Version,
    folder: Path,
    changes: list[Change],
    back: Returned,
    found: Found,
    *,
    exact: bool,
) -> tuple[list[Change], list[Change]]:
    """Return the changes of which the edition, built with them, shows that they do what was asked, the others refused.

    With them, what else differs. `found` is what the document was found to ask for. `exact`: the version that was
    sent was found.
    """
    ripple: list[Change] = []
    for _ in range(ROUNDS):
        if not any(one.replacements for one in changes):  # what was to go with another change stays with it
            return [one if one.refused else settle.refuse(one, settle.UNPROVED) for one in changes], []
        text = settle.made(version.base.text, changes)
        with reviewed.with_text(job, folder, text) as copy:
            try:
                again = reviewed.built(job, copy, "the note with its changes")
            except NotebuildError as fault:
                changes = settle.together(broken(job, folder, changes, version, text, fault))
                continue
        left = review(again.base, again.document, back, found)
        settled, ripple = settle.proved(changes, left, exact=exact)
        settled = settle.together(settled)
        if settled == changes:
            return changes, ripple
        changes = settled
    return [settle.refuse(one, settle.UNPROVED) if one.replacements else one for one in changes], []


def broken(
    job: Job, folder: Path, changes: list[Change], version: Version, text: str, fault: NotebuildError
) -> list[Change]:
    """Return changes without those at whose lines the build says that the note cannot be built.

    Where it names none of their lines, the passage is found with whose changes the note can no longer be built.
    """
    said = "\n".join(problem.message for problem in fault.problems)
    lines = {int(number) for number in re.findall(r"(?:note\.md|\.po):(\d+)", said)}
    named = [line.strip() for line in said.splitlines() if not PROGRESS.search(line)]
    cause = next(
        (line for line in named if re.search(r"(?:note\.md|\.po):\d+", line)), named[0] if named else said
    )
    reason = OF_THE_ORIGINAL if CITES.search(cause) else f"the note could not be built with it: {cause}"
    out = []
    for change in changes:
        own = {
            text.count("\n", 0, settle.moved(one.start, changes)) + 1 + step
            for one in change.replacements
            for step in range(-1, one.text.count("\n") + 2)
        }
        out.append(settle.refuse(change, reason) if own & lines else change)
    if out != changes:
        return out
    passages = sorted({one.passage for one in changes if one.replacements})
    good, bad = 0, len(passages)  # with the changes of so many passages it can be built, and cannot
    while bad - good > 1:
        tried = (good + bad) // 2
        some = [one for one in changes if one.passage in passages[:tried]]
        with reviewed.with_text(job, folder, settle.made(version.base.text, some)) as copy:
            try:
                reviewed.built(job, copy, "the note with some of its changes")
                good = tried
            except NotebuildError:
                bad = tried
    culprit = passages[bad - 1]
    return [
        settle.refuse(one, reason) if one.passage == culprit and one.replacements else one for one in changes
    ]


def landed(base: str, changes: list[Change], current: str) -> tuple[list[Change], str]:
    """Return changes and today's text with them: those that meet others' changes of the same lines are refused."""
    whole = reviewed.merged(base, settle.made(base, changes), current)
    if whole is not None:
        return changes, whole
    reason = "the note has been changed here since it was sent: make it by hand"
    kept: list[Change] = []
    out: list[Change] = []
    text = current
    for change in changes:
        tried = reviewed.merged(base, settle.made(base, [*kept, change]), current)
        if tried is None:
            out.append(settle.refuse(change, reason))
        else:
            kept.append(change)
            out.append(change)
            text = tried
    return out, text


def commented(
    version: Version,
    placed: list[tuple[tuple[Location, int], Comment]],
    text: str,
    current: str,
    changes: list[Change],
) -> str:
    """Return the text with the comments of the document before their passages."""
    rows: dict[int, list[str]] = {}
    for (_, start), one in placed:
        if start >= 0:
            rows.setdefault(start, []).append(remarks.shown(one))
    own = [one for change in changes for one in change.replacements]
    made = united([*remarks.written(version.base, rows), *own], version.base.text)
    base = version.base.text
    whole = reviewed.merged(base, applied(base, made), current)
    return text if whole is None else whole
