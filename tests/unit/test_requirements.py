"""The lock, what the package asks for, and what is needed to start."""

from __future__ import annotations

import ast
import json
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
REQUIREMENT = re.compile(r"([a-z0-9-]+)==([^ ;\\]+)(?: ; [^\\]+)?((?: --hash=sha256:[0-9a-f]{64})+)")


DISTRIBUTIONS = {
    "PIL": "pillow",
    "fontTools": "fonttools",
    "pypandoc": "pypandoc-binary",
    "translate": "translate-toolkit",
    "yaml": "pyyaml",
}
"""The packages that are not called as what one imports of them."""


def locked() -> list[str]:
    """The lock's requirements, one string each."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.sub(r" \\\n +", " ", text).splitlines()


def description() -> dict[str, Any]:
    """The package's description."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def groups(name: str) -> list[str]:
    """The requirements of a dependency group and of those that it includes."""
    rows = description()["dependency-groups"][name]
    return [one for row in rows for one in ([row] if isinstance(row, str) else groups(row["include-group"]))]


def test_every_requirement_is_hashed() -> None:
    """Each line of the lock is one version of one package, and its SHA-256 sums."""
    assert [line for line in locked() if not REQUIREMENT.fullmatch(line)] == []


@pytest.mark.parametrize("address", ["http", "file:", "--index", "--extra-index", "--find-links", "@"])
def test_no_address(address: str) -> None:
    """The lock names no place to fetch from: which index is asked is the machine's own affair."""
    assert address not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_lock_follows_lists() -> None:
    """What the package and its groups ask for is in the lock, in a version that they allow."""
    versions = {match[1]: match[2] for line in locked() if (match := REQUIREMENT.fullmatch(line))}
    wanted = [Requirement(line) for line in [*description()["project"]["dependencies"], *groups("dev")]]
    assert [str(one) for one in wanted if versions.get(one.name, "0") not in one.specifier] == []


def test_requirements_are_ranges() -> None:
    """The build's packages have a lowest version, and a next one that is not yet tried."""
    signs = {
        one.name: sorted(part.operator for part in one.specifier)
        for one in map(Requirement, description()["project"]["dependencies"])
    }
    assert {name: given for name, given in signs.items() if given != ["<", ">="]} == {}


def test_lists_are_sorted() -> None:
    """The package's requirements and every group stand in order."""
    lists = [description()["project"]["dependencies"], *description()["dependency-groups"].values()]
    names = [[row for row in one if isinstance(row, str)] for one in lists]
    assert names == [sorted(one) for one in names]


def test_requirements_are_those_of_the_source() -> None:
    """The package asks for what its source imports (see USERS in test_imports.py) and for the faces it sets."""
    files = sorted((ROOT / "src").rglob("*.py"))
    imported = {
        name.split(".")[0]
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    own = {name for name in imported if name not in sys.stdlib_module_names} - {"notebuild"}
    defaults = tomllib.loads((ROOT / "styles/defaults.toml").read_text(encoding="utf-8"))
    own |= {font["package"] for font in defaults["font"]}
    packages = {DISTRIBUTIONS.get(name, name).lower().replace("_", "-") for name in own}
    assert packages == {Requirement(line).name for line in description()["project"]["dependencies"]}


def test_build_backends_are_locked() -> None:
    """Ours is in the lock, in a version that its description allows; so is that of the font packages."""
    system = description()["build-system"]
    assert system["build-backend"].split(".")[0] == "hatchling"
    names = [REQUIREMENT.fullmatch(line).group(1) for line in locked()]  # type: ignore[union-attr]
    assert {"hatchling", "setuptools"} <= set(names)
    assert set(system["requires"]) <= set(groups("backends"))


def test_command_that_refreshes_the_lock() -> None:
    """The command beside the groups asks for hashes, all systems, the groups and no address."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (command,) = [line for line in text.splitlines() if "uv pip compile" in line]
    for option in (
        "--group dev",
        "--universal",
        "--python-version 3.11",
        "--generate-hashes",
        "--no-annotate",
    ):
        assert option in command


def test_entry_is_executable() -> None:
    """`doit` and `.ci/run` can be started as they are."""
    assert os.access(ROOT / "doit", os.X_OK)
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_container_sets_itself_up() -> None:
    """The development container names its image and begins with the entry script."""
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert container["postCreateCommand"] == "./doit check"
    assert ":" in container["image"]


@pytest.mark.parametrize("name", [".venv", ".venv-setup", "build", ".doit.db"])
def test_made_files_are_ignored(name: str) -> None:
    """What a build or a set-up makes is never offered for commit."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert any(line.strip("/*") == name for line in lines)
