"""Checks the style files that a house has of its own, before anything is made with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from notebuild.core import styles
from notebuild.core.problems import NotebuildError, Problem
from notebuild.pipeline.check import store
from notebuild.pipeline.outcome import action
from notebuild.pipeline.uptodate import Task, changed, faces, house
from notebuild.sources import project

KINDS = ("*.css", "*.html.j2", "progressive.css.j2", "note.csl", "word.toml")

OURS = frozenset({"house", "name", "long", "progressive", "parts", "files", "share", "beside"})
"""What a page has besides the names that the tool's own templates ask it for."""

SPOKEN = "en-GB"
"""The language whose words a template is tried with."""


def task() -> Iterator[Task]:
    """Yield the task that checks them, where there are any: it runs again when one of them changes."""
    if paths := files():
        yield {
            "name": "styles",
            "doc": "the house's own sheets, templates and citation style",
            "actions": [check],
            "file_dep": [path.as_posix() for path in paths],
            "targets": ["build/house/styles/findings.json"],
            "uptodate": changed(check, tokens=house().tokens, fonts=faces()),
        }


def files() -> list[Path]:
    """Return the house's own sheets, templates, citation style and Word styles."""
    return sorted(path for kind in KINDS for path in project.STYLES.glob(kind) if path.is_file())


@action
def check() -> None:
    """Keep what the engines say of each of the files, and fail where it stops a format."""
    store(project.BUILD / "house" / "styles" / "findings.json", findings())


def findings() -> list[Problem]:
    """Return what would stop a format, each at its line in the house's own file."""
    found: list[Problem] = []
    for path in files():
        try:
            found += _faults(path)
        except NotebuildError as fault:
            found += fault.problems
    return found


def _faults(path: Path) -> list[Problem]:
    """Return what is wrong with a style file; what its reader raises says the same."""
    from notebuild.core.house import read_profile
    from notebuild.edition import citation_style
    from notebuild.render import sheets, templates
    from notebuild.render.html import pages, sample
    from notebuild.render.pdf import engine
    from notebuild.render.word import styles as word

    shown = path.as_posix()
    if path.suffix == ".j2":
        known = templates.names(styles.TOOL) | OURS
        if named := templates.check(project.STYLES, path.name, known, styles.TOOL):
            return named
        profile = styles.profile(SPOKEN)
        spoken = read_profile(profile, profile.as_posix())
        return sample.faults(path, pages.Materials(project.house(), spoken, project.STYLES, project.STYLES))
    if path.suffix == ".csl":
        return citation_style.faults(path)
    text = styles.text(path, shown)
    if path.suffix == ".toml":
        word.sheet(text, project.house(), display_path=shown)
        return []
    sheet = sheets.sheet(text, project.house(), shown)
    return (engine.sheet_faults if path.name == "print.css" else engine.syntax_faults)(sheet, shown)
