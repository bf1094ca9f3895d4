"""The lock, and what the two continuous integrations do with the entry script."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
REQUIREMENT = re.compile(r"([a-z0-9-]+)==([^ ;\\]+)(?: ; [^\\]+)?((?: --hash=sha256:[0-9a-f]{64})+)")


def locked() -> list[str]:
    """The lock's requirements, one string each."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.sub(r" \\\n +", " ", text).splitlines()


def wanted() -> list[str]:
    """The lines of requirements.in that name a package."""
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_every_requirement_is_hashed() -> None:
    """Each line of the lock is one version of one package, and its SHA-256 sums."""
    assert [line for line in locked() if not REQUIREMENT.fullmatch(line)] == []


@pytest.mark.parametrize("address", ["http", "file:", "--index", "--extra-index", "--find-links", "@"])
def test_no_address(address: str) -> None:
    """The lock names no place to fetch from: which index is asked is the machine's own affair."""
    assert address not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_lock_follows_list() -> None:
    """What requirements.in pins is in the lock in that very version; all of it is pinned."""
    versions = {line.partition(" ")[0] for line in locked()}
    assert set(wanted()) <= versions
    assert all("==" in line for line in wanted())


def test_list_is_sorted() -> None:
    """In each part of requirements.in packages stand in order."""
    parts = (ROOT / "requirements.in").read_text(encoding="utf-8").split("\n\n")
    for part in parts:
        names = [line for line in part.splitlines() if not line.startswith("#")]
        assert names == sorted(names)


def test_build_backend_is_locked() -> None:
    """The package is built by what the lock holds, which its description allows."""
    description = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert description["build-system"]["build-backend"].split(".")[0] == "setuptools"
    assert any(line.startswith("setuptools==") for line in locked())


def test_command_that_refreshes_the_lock() -> None:
    """The command at the head of requirements.in asks for hashes, all systems and no address."""
    head = (ROOT / "requirements.in").read_text(encoding="utf-8").partition("\n\n")[0]
    for option in ("--universal", "--python-version 3.11", "--generate-hashes", "--no-annotate"):
        assert option in head


def test_entry_is_executable() -> None:
    """`doit` and `.ci/run` can be started as they are."""
    assert os.access(ROOT / "doit", os.X_OK)
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_continuous_integration_types_what_a_reader_types() -> None:
    """Both integrations begin with the two commands of the README."""
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if line.startswith("./doit")]
    workflow = yaml.safe_load((ROOT / ".github/workflows/build.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert commands[:2] == steps[:2] == ["./doit", "./doit test"]


def test_workflow_can_only_read() -> None:
    """A pull request's own text runs there: it gets no right to write, and no credentials."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/build.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    checkout = workflow["jobs"]["build"]["steps"][0]
    assert checkout["uses"].startswith("actions/checkout@v")
    assert checkout["with"] == {"persist-credentials": False}


@pytest.mark.parametrize("name", [".venv", "build", ".doit.db"])
def test_made_files_are_ignored(name: str) -> None:
    """What a build or a set-up makes is never offered for commit."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert any(line.strip("/*") == name for line in lines)
