"""Helpers for task creators: the house, the versions of libraries, and the `uptodate` key of an action."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from inspect import Parameter, Signature
from pathlib import Path
from stat import S_ISREG
from typing import Any

from doit.dependency import MD5Checker, get_file_md5
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
        "addresses": [house().url, house().site],
        "subtitles": dict(house().tokens.get("subtitles", {})),
    }


def faces() -> dict[str, str]:
    """Return the versions of the packages that the house's faces come from; of its own files, digests."""
    rows = [*house().tokens.get("font", ()), *house().tokens.get("fallback", ())]
    packages = {row["package"]: version(row["package"]) for row in rows if "package" in row}
    own = (project.STYLES / "fonts" / str(row.get("file")) for row in rows if "package" not in row)
    digests = {path.as_posix(): sha256(path.read_bytes()).hexdigest() for path in own if path.is_file()}
    return packages | digests


def modules() -> list[Path]:
    """Return the package's own files: modules, and what lies beside them."""
    return [path for path in sorted(HOME.rglob("*")) if path.suffix in (".py", *DATA) and path.is_file()]


@cache
def sources() -> str:
    """Return a digest of the package's own files."""
    return sha256(b"".join(path.read_bytes() for path in modules())).hexdigest()


@cache
def stamp() -> str:
    """Return a digest of when each of these files was written and how long it is, without reading any."""
    stats = ((path, path.stat()) for path in modules())
    rows = "".join(f"{path} {stat.st_mtime_ns} {stat.st_size}\n" for path, stat in stats)
    return sha256(rows.encode()).hexdigest()


@cache
def known() -> dict[str, Any]:
    """Return what was found of each action, if it was found of the same files: the search takes half a second."""
    try:
        stored = json.loads(FOUND.read_text(encoding="utf-8"))
        if stored["stamp"] == stamp():
            return dict(stored["actions"])
        actions = dict(stored["actions"]) if stored["sources"] == sources() else {}
    except (OSError, KeyError, TypeError, ValueError):
        return {}
    if actions:
        keep(actions)
    return actions


def keep(actions: Mapping[str, Any]) -> None:
    """Keep what was found of actions, for the files as they are."""
    found = {"stamp": stamp(), "sources": sources(), "actions": actions}
    put(FOUND, json.dumps(found, indent=1) + "\n")


def reached(action: Callable[..., Any]) -> dict[str, Any]:
    """Return the digest of all the code that an action can reach, and the version of each library it uses."""
    name = f"{action.__module__}:{action.__name__}"
    if name not in known():
        reach = search(action.__module__, action.__name__)
        digest = sha256("\0".join(sorted(reach.code)).encode()).hexdigest()
        known()[name] = {"code": digest, "libraries": sorted(reach.libraries - HARMLESS)}
        keep(known())
    found = known()[name]
    parts = [part for library in found["libraries"] for part in DISTRIBUTIONS.get(library, (library,))]
    return {"code": found["code"], "libraries": {part: version(part) for part in parts}}


_reached = cache(reached)
"""The code of a process does not change, and each action is that of as many tasks as there are editions."""


def changed(action: Callable[..., Any], **values: Any) -> list[Any]:
    """Return an `uptodate` that runs a task again when a setting, a library or the code of its action changes.

    So does a step in `build/` that is no longer what the task made.
    """
    return [Settings(edition.settings({**_reached(action), **values})), AsMade()]


ASKED = Signature([Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in ("task", "values")])
"""What doit hands to an `uptodate`. It finds out by asking Python for each of each task, which takes longer than all
else that it does for a task with nothing to do."""


class Settings(config_changed):  # type: ignore[misc]
    """doit's own, which runs a task again when one of its settings changes."""

    __signature__ = ASKED


class AsMade:
    """An `uptodate` of doit's: whether the steps that a task made are what it made.

    As doit does with what a task reads, a file is read only where its time is not the one that is known.
    Who changed a file that readers get is told by the proof, and the file is left to them.
    """

    __signature__ = ASKED

    def configure_task(self, task: Any) -> None:
        """Have the steps kept with what doit knows of the task."""
        task.value_savers.append(lambda: {"_made": self.made(task)})

    def __call__(self, task: Any, values: Mapping[str, Any]) -> bool:
        """Return whether the task's steps are as they were made; what is kept of them is among `values`."""
        made, now = values.get("_made"), list(steps(task))
        if not isinstance(made, dict) or made.keys() != {path for path, _, _ in now}:
            return False
        return all(
            size == made[path][1] and (time == made[path][0] or digest_of(path) == made[path][2])
            for path, time, size in now
        )

    def made(self, task: Any) -> dict[str, tuple[int, int, str]]:
        """Return of each step when it was written, its size and its digest, by its path."""
        return {path: (time, size, digest_of(path)) for path, time, size in steps(task)}


class Checker(MD5Checker):  # type: ignore[misc]
    """doit's own way of telling a changed file, by time, size and digest, that takes a file's digest once a run.

    A long bibliography is read by two tasks of each edition.
    """

    def check_modified(
        self, file_path: str, file_stat: os.stat_result, state: tuple[float, int, str]
    ) -> bool:
        """Return whether a file is not as it was, in doit's order: the time, the size, the digest."""
        time, size, digest = state
        if file_stat.st_mtime == time:
            return False
        return bool(file_stat.st_size != size or digest != _md5(file_path, file_stat.st_mtime_ns, size))

    def get_state(
        self, dep: str, current_state: tuple[float, int, str] | None
    ) -> tuple[float, int, str] | None:
        """Return what is kept of a file; None where it is as it was kept."""
        stat = self.info(dep)
        if current_state and current_state[0] == stat.st_mtime:
            return None
        return stat.st_mtime, stat.st_size, _md5(dep, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=256)
def _md5(path: str, modified: int, size: int) -> str:
    return str(get_file_md5(path))


def steps(task: Any) -> Iterator[tuple[str, int, int]]:
    """Yield each step that a task makes, and that is there: its path, when it was written, its size."""
    for path in task.targets:
        folder, _, name = path.rpartition("/")
        if not name.startswith(f"{folder.rpartition('/')[2]}."):
            with contextlib.suppress(OSError):
                stat = os.stat(path)  # noqa: PTH116  asked of thousands of files: no Path for each
                if S_ISREG(stat.st_mode):
                    yield path, stat.st_mtime_ns, stat.st_size


def digest_of(path: str) -> str:
    """Return the digest of a file."""
    return sha256(Path(path).read_bytes()).hexdigest()
