"""Problems as GitHub shows them on the lines of a pull request."""

from __future__ import annotations

import os

from notebuild.core.problems import Problem


def annotation(problem: Problem) -> str:
    """Return, on GitHub, the workflow command that shows a problem on its line; elsewhere nothing."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return ""
    at = problem.location
    properties = {"file": at.path, "line": at.line, "col": at.column}
    where = ",".join(f"{name}={quoted(str(value))}" for name, value in properties.items() if value)
    place = f"{at.place}: " if at.place else ""
    text = place + problem.message + (f"\n{problem.remedy}" if problem.remedy else "")
    return f"::{problem.severity}{' ' if where else ''}{where}::{escaped(text)}\n"


def quoted(value: str) -> str:
    """Return a property of a workflow command, in which a colon or a comma would end it."""
    return escaped(value).replace(":", "%3A").replace(",", "%2C")


def escaped(text: str) -> str:
    """Return a message as a workflow command wants it (GitHub, "Workflow commands"): %, CR and LF encoded."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
