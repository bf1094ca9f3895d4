"""Where the tests find a house: never the one of this repository, whose text and values change with its editors.

`tests/projects/published` is a whole project, frozen as it stood in version 1: its note, its bibliography, its
house. The other projects of `tests/projects` are notes alone and are published by the same house.
"""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "styles"
"""The tool's sheets, templates, citation style and profiles; the files of this house beside them are not read."""

PROJECTS = ROOT / "tests" / "projects"
PUBLISHED = PROJECTS / "published"
HOUSE = PUBLISHED / "styles"
"""The house of the tests: `house.toml`, its logo, its term bases."""

NOTE = "south-caucasus"
"""The note of `PUBLISHED`."""


def furnish(root: Path, project: Path | None = None) -> Path:
    """Make `root` a project that can be built: the files of `project`, and the tests' house."""
    shutil.copytree(HOUSE, root / "styles", dirs_exist_ok=True)
    shutil.copy(ROOT / "dodo.py", root)
    if project:
        shutil.copytree(project, root, dirs_exist_ok=True)
    return root
