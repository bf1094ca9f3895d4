"""Shards of small notes: together they are what a run of all makes, and each is checked and released by itself."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from notebuild.pipeline.shards import Shard

Project = Any  # the class of `tests/conftest.py`

TEXT = """---
title: "Of {name}"
author: [Ann Roe]
date: 2025-03-31
version: 1
lang: en-GB
formats: [html]
---

A sentence with a note[^a] and a source [@broers2019, p. 3].

[^a]: The note of {name}.
"""
NAMES = ("alder", "birch", "cedar", "maple")


@pytest.fixture(scope="module")
def many(project: Callable[..., Project]) -> Project:
    """A house with four notes, on the web alone."""
    house = project("small", "shards")
    shutil.rmtree(house / "manuscript/small")
    for name in NAMES:
        (house / f"manuscript/{name}").mkdir()
        (house / f"manuscript/{name}/note.md").write_text(TEXT.format(name=name), encoding="utf-8")
    return house


def built(house: Project) -> Mapping[str, str]:
    """The digest of each file that lies in build/ of a note, by its path."""
    found = [path for name in NAMES for path in (house / f"build/{name}").rglob("*") if path.is_file()]
    return {str(one.relative_to(house.root)): hashlib.sha256(one.read_bytes()).hexdigest() for one in found}


@pytest.mark.slow
def test_the_union_of_shards_is_the_whole(many: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each note is made, proved and released in one shard, and its files are those of a run of all, byte for byte."""
    folder = tmp_path_factory.mktemp("parts")
    parts = [many.copy(folder / str(number)) for number in (1, 2)]
    whole = many.run()
    assert whole.status == 0, whole.output
    union: dict[str, str] = {}
    for number, part in enumerate(parts, 1):
        run = part.run("--shard", f"{number}/2")
        assert run.status == 0, run.output
        here = {name for name in NAMES if Shard(number, 2).has(name)}
        assert {name for name in run.ran if name.startswith("verify:")} == {f"verify:{name}" for name in here}
        assert "check:bibliography" in run.ran
        made = {path: sum for path, sum in built(part).items() if not path.endswith("front.json")}
        assert {path.split("/")[1] for path in made} == here
        assert all(f"build/{name}/release/{name}.en.html" in made for name in here)
        assert not union.keys() & made.keys()
        union |= made
    assert union == {path: sum for path, sum in built(many).items() if not path.endswith("front.json")}
    assert many.run("--shard", "1/2").ran == set()


def test_a_shard_that_there_is_not(many: Project) -> None:
    """It is told before anything is done, and is the user's fault."""
    run = many.run("--shard", "9/8")
    assert (run.status, run.ran) == (1, set())
    assert run.output == "the command line: there is no shard 9 of 8\n    write one from 1/8 to 8/8\n"
