"""Helpers for task creators: the house, the versions of libraries, and the `uptodate` key of an action."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from doit.tools import config_changed

from notebuild.core.files import put
from notebuild.core.house import House
from notebuild.core.problems import NotebuildError
from notebuild.pipeline import edition
from notebuild.pipeline.reach import DATA, HOME, search
from notebuild.sources import project

Task = dict[str, Any]

FOUND = project.BUILD / "house" / "reach.json"
"""Where it is kept what each action reaches, for the files of the package as they are."""

HARMLESS = frozenset({"doit", "filelock"})
"""Libraries that run the tasks; nothing of them gets into a file."""

DISTRIBUTIONS: Mapping[str, tuple[str, ...]] = {
    "PIL": ("pillow",),
    "fontTools": ("fonttools",),
    "pypandoc": ("pypandoc-binary",),
    "resvg_py": ("resvg-py",),
    "translate": ("translate-toolkit",),
    "weasyprint": (
        "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "brotli",
        "pillow",
    ),
    "yaml": ("pyyaml",),
}  # fmt: skip
"""The distributions behind a top-level package, where its name is another or it prints by others' hands."""


@cache
def house() -> House:
    """Return the house; where it cannot be read there is nothing to build, and the fault is told at once."""
    try:
        return project.house()
    except NotebuildError as fault:
        print(fault, file=sys.stderr)
        raise SystemExit(1) from None


@cache
def installed() -> Mapping[str, str]:
    """Return the version of each installed package, read off the names of their folders (PEP 376, PEP 427).

    `importlib.metadata` reads each package's headers as an e-mail: a tenth of a run with nothing to do.
    """
    found = {}
    for place in reversed(sys.path):
        with contextlib.suppress(OSError):
            for entry in os.scandir(place or "."):
                if entry.name.endswith(".dist-info"):
                    package, _, version = entry.name.removesuffix(".dist-info").partition("-")
                    found[package.lower().replace("_", "-").replace(".", "-")] = version
    return found


def version(distribution: str) -> str:
    """Return the version of an installed distribution; empty where it is not installed."""
    return installed().get(distribution.lower().replace("_", "-").replace(".", "-"), "")


def publisher() -> dict[str, Any]:
    """Return what an edition says of its house; a design token is no part of it."""
    return {
        "publisher": house().publisher,
        "series": dict(house().series),
        "about": dict(house().about),
        "contact": dict(house().contact),
        "issn": dict(house().issn),
        "url": house().url,
        "subtitles": dict(house().tokens.get("subtitles", {})),
    }


def faces() -> dict[str, str]:
    """Return the versions of the packages that the house's faces come from; of its own files, digests."""
    rows = [*house().tokens.get("font", ()), *house().tokens.get("fallback", ())]
    packages = {row["package"]: version(row["package"]) for row in rows if "package" in row}
    own = (project.STYLES / "fonts" / str(row.get("file")) for row in rows if "package" not in row)
    digests = {path.as_posix(): sha256(path.read_bytes()).hexdigest() for path in own if path.is_file()}
    return packages | digests


@cache
def sources() -> str:
    """Return a digest of the package's own files: modules, and what lies beside them."""
    files = (path for path in sorted(HOME.rglob("*")) if path.suffix in (".py", *DATA) and path.is_file())
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


@cache
def known() -> dict[str, Any]:
    """Return what was found of each action, if it was found of the same files: the search takes half a second."""
    try:
        stored = json.loads(FOUND.read_text(encoding="utf-8"))
        actions = stored["actions"] if stored["sources"] == sources() else {}
        return dict(actions)
    except (OSError, KeyError, TypeError, ValueError):
        return {}


def reached(action: Callable[..., Any]) -> dict[str, Any]:
    """Return the digest of all the code that an action can reach, and the version of each library it uses."""
    name = f"{action.__module__}:{action.__name__}"
    if name not in known():
        reach = search(action.__module__, action.__name__)
        digest = sha256("\0".join(sorted(reach.code)).encode()).hexdigest()
        known()[name] = {"code": digest, "libraries": sorted(reach.libraries - HARMLESS)}
        put(FOUND, json.dumps({"sources": sources(), "actions": known()}, indent=1) + "\n")
    found = known()[name]
    parts = [part for library in found["libraries"] for part in DISTRIBUTIONS.get(library, (library,))]
    return {"code": found["code"], "libraries": {part: version(part) for part in parts}}


def changed(action: Callable[..., Any], **values: Any) -> list[Any]:
    """Return an `uptodate` that runs a task again when a setting, a library or the code of its action changes.

    So does a step in `build/` that is no longer what the task made.
    """
    return [config_changed(edition.settings({**reached(action), **values})), AsMade()]


class AsMade:
    """An `uptodate` of doit's: whether the steps that a task made are what it made, by their digests.

    Who changed a file that readers get is told by the proof, and the file is left to them.
    """

    def configure_task(self, task: Any) -> None:
        """Have the digests kept with what doit knows of the task."""
        task.value_savers.append(lambda: {"_made": self.digests(task)})

    def __call__(self, task: Any, values: Mapping[str, Any]) -> bool:
        """Return whether the task's steps are as they were made; the digests that it keeps are among `values`."""
        return bool(values.get("_made") == self.digests(task))

    def digests(self, task: Any) -> dict[str, str]:
        """Return the digest of each step that a task makes, and that is there."""
        steps = (path for path in map(Path, task.targets) if not path.name.startswith(f"{path.parent.name}."))
        return {path.as_posix(): sha256(path.read_bytes()).hexdigest() for path in steps if path.is_file()}
