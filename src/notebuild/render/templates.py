"""Fills in Jinja templates: text is escaped, a name that is not there is refused, a fault has its line."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
from markupsafe import Markup

from notebuild.core.problems import Location, NotebuildError, Problem, nearest

trusted = Markup
"""HTML that we made ourselves, for a template to print as it is."""


def environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    """Return the templates of these folders, the first that has a name; each is compiled once, and again
    when its file changes, or when one of its name comes into a folder before it.
    """
    return _environment(folders, tuple(sorted(one for each in folders for one in each.glob("*.j2"))))


@cache
def _environment(folders: tuple[Path, ...], _: tuple[Path, ...]) -> jinja2.Environment:
    """Return the environment of these folders as long as they have these templates."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(folder: Path, name: str, context: Mapping[str, Any], common: Path | None = None) -> str:
    """Return the template `name` of a folder, filled in; what it lacks is taken from the folder `common`.

    Raises NotebuildError for a template that is missing or cannot be filled in, in the file that is
    read and at its line.
    """
    folders = (folder, common) if common else (folder,)
    with _told(folders, name):
        return environment(folders).get_template(name).render(context)


def check(folder: Path, name: str, known: Collection[str], common: Path) -> list[Problem]:
    """Return what would keep a template from being filled in: its form, and names that are not in `known`."""
    folders = (folder, common)
    try:
        with _told(folders, name):
            environment(folders).get_template(name)
            tree = environment(folders).parse((folder / name).read_text(encoding="utf-8"))
    except NotebuildError as fault:
        return list(fault.problems)
    lines = {one.name: one.lineno for one in reversed(list(tree.find_all(jinja2.nodes.Name)))}
    return [
        Problem(
            Location((folder / name).as_posix(), lines.get(asked, 0)),
            f"a page has no {asked}{nearest(asked, known)}",
            "mend the name; what a page has is in the tool's own templates",
        )
        for asked in sorted(jinja2.meta.find_undeclared_variables(tree) - {*known})
    ]


def names(folder: Path) -> set[str]:
    """Return the names that the templates of a folder ask their page for."""
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*.j2"))
    trees = (environment((folder,)).parse(text) for text in texts)
    return {name for tree in trees for name in jinja2.meta.find_undeclared_variables(tree)}


@contextmanager
def _told(folders: tuple[Path, ...], name: str) -> Iterator[None]:
    """Raise what Jinja raises as a NotebuildError, at the file and line."""
    try:
        yield
    except jinja2.TemplateNotFound as fault:
        where = Location((folders[0] / (fault.name or name)).as_posix())
        raise NotebuildError([Problem(where, "this template is missing", "bring the file back")]) from None
    except UnicodeDecodeError as fault:
        path = next(place for each in folders if (place := each / name).is_file())
        message = f"the template is not UTF-8 at byte {fault.start + 1}"
        raise NotebuildError([Problem(Location(path.as_posix()), message, "save it as UTF-8 text")]) from None
    except jinja2.TemplateError as fault:
        message = f"the template cannot be filled in: {fault.message}"
        raise NotebuildError([Problem(_place(fault, folders), message, "mend the line it names")]) from None


def _place(fault: jinja2.TemplateError, folders: tuple[Path, ...]) -> Location:
    """Return the file and line of a fault of a template, or of one that it includes."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        return Location(Path(fault.filename or fault.name or "").as_posix(), fault.lineno)
    trace, where = fault.__traceback__, Location("")
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.parent in folders:
            where = Location(path.as_posix(), trace.tb_lineno)
        trace = trace.tb_next
    return where


def allowed(*scripts: str) -> trusted:
    """Return the sources of scripts that allow these and no others, `'none'` where there are none (CSP 3, 2.3.1)."""
    digests = [
        base64.b64encode(sha256(script.encode()).digest()).decode("ascii") for script in scripts if script
    ]
    return trusted(" ".join(f"'sha256-{digest}'" for digest in digests) or "'none'")
