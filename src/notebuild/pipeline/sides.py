"""Two versions of a house's notes, each built with today's code and styles, to be compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from notebuild.core import progress
from notebuild.core.model import Edition, from_json
from notebuild.core.problems import Location, Problem
from notebuild.pipeline import revision
from notebuild.sources import project

PICTURES = (".svg", ".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a house's notes."""

    named: str
    folder: Path
    notes: Mapping[str, str]
    """The digest of each note's files, by its name."""

    keys: Mapping[str, str]
    """The digest of each entry of the bibliography, by its key."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built of a note on one side."""

    editions: Mapping[str, Edition] = field(default_factory=dict)
    """By the edition's name: those that are current."""

    refused: tuple[str, ...] = ()
    """The names of the editions that could not be made."""

    problems: tuple[Problem, ...] = ()
    """What the run said, warnings too."""

    files: Mapping[str, Path] = field(default_factory=dict)
    """The PDF of each edition that has one, by the edition's name."""

    figures: Mapping[str, Path] = field(default_factory=dict)
    """The pictures of the note, by name."""


@contextmanager
def at(commit: str) -> Iterator[Side]:
    """Yield the notes as they stood at a commit; raises NotebuildError where there is no such commit."""
    paths = [project.MANUSCRIPT.as_posix(), project.BIBLIOGRAPHY.as_posix()]
    with revision.standing(commit, paths, all_needed=False) as folder:
        yield read(commit, folder)


def read(named: str, folder: Path = Path()) -> Side:
    """Return the notes as they stand in a folder."""
    notes = {}
    for path in sorted((folder / project.MANUSCRIPT).glob("*/note.md")):
        files = sorted(one for one in path.parent.rglob("*") if one.is_file() and not one.is_symlink())
        digest = sha256()
        for one in files:
            digest.update(f"{one.relative_to(path.parent).as_posix()}\0".encode() + one.read_bytes() + b"\0")
        notes[path.parent.name] = digest.hexdigest()
    return Side(named, folder, notes, _keys(folder / project.BIBLIOGRAPHY))


def _keys(path: Path) -> dict[str, str]:
    from notebuild.sources import bibliography

    if not path.is_file():
        return {}
    sources, _ = bibliography.read(path, path.name)
    return {source.key: f"{source.kind} {sorted(source.fields.items())}" for source in sources}


def touched(old: Side, new: Side) -> list[str]:
    """Return the names of the notes that may differ: their own files do, or an entry that they name."""
    keys = {key for key in {*old.keys, *new.keys} if old.keys.get(key) != new.keys.get(key)}
    found = []
    for note in sorted({*old.notes, *new.notes}):
        if old.notes.get(note) != new.notes.get(note) or _names(new, note, keys):
            found.append(note)
    return found


def _names(side: Side, note: str, keys: Collection[str]) -> bool:
    text = (side.folder / project.MANUSCRIPT / note / "note.md").read_text(encoding="utf-8", errors="replace")
    return any(f"@{key}" in text or f"@{{{key}" in text for key in keys)


def build(side: Side, note: str, *, pages: bool) -> Built:
    """Build the editions of a note, and their PDFs where `pages` are wanted; return what came of it.

    A note that this side does not have is nothing at all.
    """
    if note not in side.notes:
        return Built()
    tasks = [f"edition:{note}", *[f"pdf:{note}"] * pages]
    with progress.shown(f"building {note} as of {side.named}", sys.stderr):
        report = run(side.folder, tasks)
        if report.get("fault") and pages:  # a note without a PDF has no such task
            report = run(side.folder, tasks[:1])
    ready = {one["name"] for one in report["tasks"] if one["result"] in ("success", "up-to-date")}
    said = {problem(values) for one in report["tasks"] for values in one["problems"]}
    problems = tuple(sorted(said, key=lambda one: (one.severity == "warning", one)))
    if report.get("fault"):
        problems = (Problem(Location(place=side.named), report["fault"]),)
    editions, files, refused = {}, {}, []
    for path in sorted((side.folder / project.BUILD / note).glob("*/edition.json")):
        name = f"{note}.{path.parent.name}"
        if f"edition:{name}" in ready:
            editions[name] = from_json(path.read_text(encoding="utf-8"))
            if f"pdf:{name}" in ready:
                files[name] = side.folder / project.BUILD / note / f"{name}.pdf"
    for one in report["tasks"]:
        kind, _, name = one["name"].partition(":")
        if kind == "edition" and one["name"] not in ready and name.startswith(f"{note}."):
            refused.append(name)
    own = side.folder / project.MANUSCRIPT / note / "figures"
    figures = {path.name: path for path in sorted(own.glob("*")) if path.suffix.lower() in PICTURES}
    return Built(editions, tuple(sorted(set(refused))), problems, files, figures)


def problem(values: Mapping[str, Any]) -> Problem:
    """Return the Problem that a report in JSON holds as one flat object."""
    where = Location(*(values[name] for name in ("path", "line", "column", "place")))
    return Problem(where, values["message"], values["remedy"], values["severity"])


def run(folder: Path, tasks: Sequence[str]) -> dict[str, Any]:
    """Run tasks in a house's folder; return their report, or a "fault" in words where there is none."""
    settings = {
        name: value
        for name, value in os.environ.items()
        if name == "NOTEBUILD_ENTRY" or not name.startswith(("NOTEBUILD_", "GITHUB_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "notebuild.commands.main", "run", "-r", "json", *tasks],
        cwd=folder,
        env=settings,
        capture_output=True,
        check=False,
    )
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        return {
            "tasks": [],
            "fault": "\n".join(said.splitlines()[-revision.TOLD :]) or "the build says nothing",
        }
