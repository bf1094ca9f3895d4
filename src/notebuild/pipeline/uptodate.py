"""What the tasks of the graph are made with: the house, and what makes a task run again."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from doit.tools import config_changed

from notebuild.core.house import House
from notebuild.core.problems import NotebuildError
from notebuild.pipeline import edition
from notebuild.sources import project

Task = dict[str, Any]


@cache
def house() -> House:
    """The house; where it cannot be read there is nothing to build, and the fault is told at once."""
    try:
        return project.house()
    except NotebuildError as fault:
        print(fault, file=sys.stderr)
        raise SystemExit(1) from None


@cache
def installed() -> Mapping[str, str]:
    """The version of each installed package, read off the names of their folders (PEP 376, PEP 427).

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


def engine(*names: str) -> dict[str, str]:
    """The versions of these packages: a change of one runs again what was made with it."""
    return {name: installed()[name.lower().replace("_", "-")] for name in names}


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
    home = Path(__file__).parents[1]
    return sha256(
        b"".join(
            path.read_bytes() for path in sorted(home.rglob("*")) if path.suffix in (".py", ".j2", ".css")
        )
    ).hexdigest()


def changed(**values: Any) -> list[Any]:
    """An `uptodate` that runs a task again when one of these settings, or our code, changes."""
    return [config_changed(edition.settings({"code": code(), **values}))]
