"""Says what a review found: what is changed where, what is not and why, the comments, and whether it was proved."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from notebuild.core.problems import Location, Problem, counted
from notebuild.exchange.review.atoms import plain
from notebuild.exchange.review.comments import Comment, shown
from notebuild.exchange.review.found import Change
from notebuild.exchange.review.returned import Returned

WIDTH = 100
LONG = 300


def words(change: Change) -> str:
    """Return a change in its sentence: `the [-old-]{+new+} words`."""
    old = f"[-{_short(change.old)}-]" if change.old else ""
    new = f"{{+{_short(change.new)}+}}" if change.new else ""
    closes = re.match(r"[.,;:!?)\]\u2019\u201d]", change.after)
    return (
        " ".join(filter(None, (change.before, old + new)))
        + " " * (not closes) * bool(change.after)
        + change.after
    )


def spelt(change: Change, back: Returned) -> Change:
    """Return a change whose words say what a new note says, where they have its call."""

    def said(match: re.Match[str]) -> str:
        return f"[note: {plain(back.notes[int(match[1]) - 1].atoms)}]"

    old, new, before, after = (
        re.sub(r"\[\+(\d+)\]", said, one) for one in (change.old, change.new, change.before, change.after)
    )
    return replace(change, old=old, new=new, before=before, after=after)


def _short(said: str) -> str:
    if len(said) <= LONG:
        return said
    return f"{said[: LONG // 2].rpartition(' ')[0]} \u2026 {said[-LONG // 2 :].partition(' ')[2]}"


def problem(change: Change, shown_file: str) -> Problem:
    """Return a change that is not made as a Problem, at its line, or in the document where it has none."""
    where = change.where if change.where.path else Location(shown_file)
    asked = words(change)
    return Problem(where, f"not taken over: {asked}", f"{change.refused}", "warning")


def summary(changes: Sequence[Change], comments: Sequence[Comment]) -> str:
    """Return in one line how much was asked for."""
    done = sum(not one.refused for one in changes)
    refused = sum(bool(one.refused) for one in changes)
    said = [counted(done, "change")] if done or refused or comments else ["no change"]
    said += [f"{refused} not taken over"] * bool(refused)
    said += [counted(len(comments), "comment")] * bool(comments)
    return ", ".join(said)


def lines(
    changes: Sequence[Change], comments: Sequence[tuple[Location, Comment]], shown_file: str
) -> Iterator[str]:
    """Yield the lines of the report, from change to comment."""
    for change in changes:
        if not change.refused:
            yield _wrapped(f"{change.where}: {words(change)}")
    for change in changes:
        if change.refused:
            yield str(problem(change, shown_file))
    for where, comment in comments:
        yield _wrapped(f"{where if where.path else shown_file}: comment: {shown(comment)}")


def _wrapped(line: str) -> str:
    return "\n".join(
        textwrap.wrap(line, WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
    )
