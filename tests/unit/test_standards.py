"""What the outside judges are installed from: pinned, hashed, and naming no address."""

from __future__ import annotations

import json
import re
from pathlib import Path

STANDARDS = Path(__file__).parents[1] / "standards"


def test_npm_lock() -> None:
    """The npm lock has a checksum for every package and no address of any."""
    packages = json.loads((STANDARDS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(name == "" or "integrity" in one for name, one in packages.items())
    assert not any("resolved" in one or "funding" in one for one in packages.values())


def test_npm_versions() -> None:
    """What we ask npm for is pinned to one version."""
    wanted = json.loads((STANDARDS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def test_python_lock() -> None:
    """Every line of requirements.in is locked at its version, every locked package by hash."""
    lock = (STANDARDS / "requirements.lock").read_text(encoding="utf-8")
    wanted = (STANDARDS / "requirements.in").read_text(encoding="utf-8")
    names = [line for line in wanted.splitlines() if line and not line.startswith("#")]
    assert all(f"{name} \\" in lock for name in names)
    packages = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in lock
