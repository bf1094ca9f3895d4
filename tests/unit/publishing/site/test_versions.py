"""A version written beside its files, and read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sites

from notebuild.publishing.site import versions


def test_there_and_back(tmp_path: Path) -> None:
    """What is written is what is read."""
    made = sites.version(tmp_path, "gas", 2, keywords=()).version
    assert versions.from_json(versions.to_json(made)) == made


@pytest.mark.parametrize(
    "change",
    [
        {"form": "notebuild version 2"},
        {"number": "1"},
        {"number": True},
        {"entries": []},
        {"date": "31 March"},
        {"files": [{"name": "../x", "format": "pdf", "language": "", "size": 1, "sha256": "", "pages": 0}]},
        {"stranger": 1},
        {"files": [{}]},
    ],
    ids=str,
)
def test_anything_else_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    """A newer form, a value of another kind, a file that lies elsewhere: none is taken for a version."""
    raw = json.loads(versions.to_json(sites.version(tmp_path, "gas").version))
    with pytest.raises(ValueError):
        versions.from_json(json.dumps(raw | change))


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"form"', "[" * 100_000])
def test_no_json_of_ours(text: str) -> None:
    """What is cut off or never was a version is a ValueError, whatever it is."""
    with pytest.raises(ValueError):
        versions.from_json(text)
