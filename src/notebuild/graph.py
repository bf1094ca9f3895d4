"""What the tasks of the graph are made with: the house, and what makes a task run again."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from doit.tools import config_changed

from notebuild import actions, project
from notebuild.errors import NotebuildError
from notebuild.house import House

Task = dict[str, Any]


@cache
def house() -> House:
    """The house; where it cannot be read there is nothing to build, and the fault is told at once."""
    try:
        return project.house()
    except NotebuildError as fault:
        print(fault, file=sys.stderr)
        raise SystemExit(1) from None


installed = cache(version)


def engine(*names: str) -> dict[str, str]:
    """The versions of these packages: a change of one runs again what was made with it."""
    return {name: installed(name) for name in names}


def publisher() -> dict[str, Any]:
    """What an edition says of its house; a design token is no part of it."""
    return {
        "publisher": house().publisher,
        "series": dict(house().series),
        "about": dict(house().about),
        "subtitles": dict(house().tokens.get("subtitles", {})),
    }


@cache
def code() -> str:
    """A digest of the package's own source: what another version made is made anew."""
    home = Path(__file__).parent
    return sha256(b"".join(path.read_bytes() for path in sorted(home.rglob("*.py")))).hexdigest()


def changed(**values: Any) -> list[Any]:
    """An `uptodate` that runs a task again when one of these settings, or our code, changes."""
    return [config_changed(actions.settings({"code": code(), **values}))]
