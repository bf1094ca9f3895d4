"""Where the tests find a house: never the one of this repository, whose text and values change with its editors.

`tests/projects/published` is a whole project, frozen as it stood in version 1: its note, its bibliography, its
house. The other projects of `tests/projects` are notes alone and are published by the same house.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "styles"
"""The sheets, templates, citation style and profiles of the tool; what a house has there is never read."""

PROJECTS = ROOT / "tests" / "projects"
PUBLISHED = PROJECTS / "published"
HOUSE = PUBLISHED / "styles"
"""The house of the tests: `house.toml`, its logo, its term bases."""

NOTE = "south-caucasus"
"""The note of `PUBLISHED`."""

OWN = ("house.toml", "*.svg", "terms.*.toml")
"""What a house alone has among its styles: no wheel holds it."""


def furnish(root: Path, project: Path | None = None) -> Path:
    """Make `root` a project that can be built: the files of `project`, the tests' house, the tool's styles."""
    shutil.copytree(TOOL, root / "styles", ignore=shutil.ignore_patterns(*OWN), dirs_exist_ok=True)
    shutil.copytree(HOUSE, root / "styles", dirs_exist_ok=True)
    shutil.copy(ROOT / "dodo.py", root)
    if project:
        shutil.copytree(project, root, dirs_exist_ok=True)
    return root


@cache
def styles() -> Path:
    """The styles of such a project, for who calls a renderer and builds nothing."""
    root = Path(tempfile.mkdtemp(prefix="styles-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    return furnish(root) / "styles"
