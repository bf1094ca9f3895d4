"""Problems as GitHub shows them on the lines of a pull request."""

from __future__ import annotations

import os
import re
from pathlib import Path

from notebuild.core.problems import Location, Problem

STALE = re.compile(r"the original of (\S+) has changed")
"""How the check of a translation begins what it says of a passage whose original has changed."""


def annotation(problem: Problem) -> str:
    """Return, on GitHub, the workflow command that shows a problem on its line; elsewhere nothing."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return ""
    at = original(problem) or problem.location
    properties = {"file": at.path, "line": at.line, "col": at.column}
    where = ",".join(f"{name}={quoted(str(value))}" for name, value in properties.items() if value)
    place = f"{at.place}: " if at.place else f"{problem.location}: " if at != problem.location else ""
    text = place + problem.message + (f"\n{problem.remedy}" if problem.remedy else "")
    return f"::{problem.severity}{' ' if where else ''}{where}::{escaped(text)}\n"


def original(problem: Problem) -> Location | None:
    """Return where the passage stands that made a translation stale: it is on the lines of the pull request.

    None for any other problem, and for what stands in no note: a word of a drawing or of the bibliography.
    """
    from notebuild.sources import markdown

    said = STALE.match(problem.message)
    if said is None or not problem.location.path:
        return None
    note = Path(problem.location.path).with_name("note.md")
    if not note.is_file():
        return None
    read, _ = markdown.read(note, note.as_posix())
    passages = () if read is None else (*read.segments, *read.fields)
    return next((one.location for one in passages if one.id == said[1]), None)


def quoted(value: str) -> str:
    """Return a property of a workflow command, in which a colon or a comma would end it."""
    return escaped(value).replace(":", "%3A").replace(",", "%2C")


def escaped(text: str) -> str:
    """Return a message as a workflow command wants it (GitHub, "Workflow commands"): %, CR and LF encoded."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
