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
OTHER = ROOT / "tests" / "houses"
"""The second house: US Letter, other faces, other colours; laid over the first by `furnish`."""

HOUSE = PUBLISHED / "styles"
"""The house of the tests: `house.toml`, its logo, its term bases."""

NOTE = "south-caucasus"
"""The note of `PUBLISHED`."""


def furnish(root: Path, project: Path | None = None, *, letter: bool = False) -> Path:
    """Make `root` a project that can be built: the files of `project`, and the tests' house, or the second one."""
    shutil.copytree(HOUSE, root / "styles", dirs_exist_ok=True)
    shutil.copy(ROOT / "dodo.py", root)
    if project:
        shutil.copytree(project, root, dirs_exist_ok=True)
    if letter:
        shutil.copy(OTHER / "letter.toml", root / "styles/house.toml")
        shutil.copy(OTHER / "harbor.svg", root / "styles")
    return root
