"""Jinja templates filled in: text is escaped, a name that is not there is refused, a fault has its line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from notebuild.core.problems import Location, NotebuildError, Problem

trusted = Markup
"""HTML that we made ourselves, for a template to print as it is."""


@cache
def environment(folder: Path) -> jinja2.Environment:
    """Return the templates of a folder; each is compiled once, and again when its file changes."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(folder: Path, name: str, context: Mapping[str, Any]) -> str:
    """Return the template `name` of a folder, filled in.

    Raises NotebuildError for a template that is missing or cannot be filled in, at its line.
    """
    path = (folder / name).as_posix()
    try:
        return environment(folder).get_template(name).render(context)
    except jinja2.TemplateNotFound:
        raise NotebuildError(
            [Problem(Location(path), "this template is missing", "bring the file back")]
        ) from None
    except jinja2.TemplateError as fault:
        line = getattr(fault, "lineno", 0) or _line(fault, name)
        message = f"the template cannot be filled in: {fault.message}"
        raise NotebuildError([Problem(Location(path, line), message, "mend the line it names")]) from None


def _line(fault: BaseException, name: str) -> int:
    """Return the line of a template at which a fault came up while it was filled in, or 0."""
    trace, line = fault.__traceback__, 0
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).name == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
