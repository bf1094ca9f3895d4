"""What an action really loads when it runs is all among what was read of it in the source."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Project = Any  # the class of `tests/conftest.py`

FRENCH = ("small", "fr-FR")
ACTIONS = {
    "check.bibliography_check": (),
    "check.check": FRENCH,
    "edition.sources": FRENCH[:1],
    "edition.titles": FRENCH[:1],
    "edition.edition": FRENCH,
    "figure.figure": (*FRENCH, "manuscript/small/figures/bar.svg"),
    "render.web": FRENCH,
    "render.share": FRENCH,
    "render.pdf": FRENCH,
    "render.reference": (),
    "render.docx": FRENCH,
    "verify.verify": FRENCH[:1],
}
"""Every action of the default tasks, with arguments for one edition: a translation takes the longer way."""

CODE = """
import json, sys
from importlib import import_module
from importlib.metadata import packages_distributions

name, arguments = json.loads(sys.argv[1])
module, _, function = name.partition(".")
action = getattr(import_module(f"notebuild.pipeline.{module}"), function)
outcome = action(*arguments)
loaded = set(sys.modules)

from notebuild.pipeline import reach, uptodate

owners = packages_distributions()
within = reach.search(action.__module__, action.__name__)
print(json.dumps({
    "failed": outcome is not None,
    "modules": sorted(name for name in loaded if name.startswith("notebuild.")),
    "reached": sorted(within.seen),
    "distributions": sorted({
        owner.lower().replace("_", "-") for name in loaded for owner in owners.get(name.split(".")[0], ())
    }),
    "counted": sorted([
        *uptodate.reached(action)["libraries"], *(name.replace("_", "-") for name in uptodate.faces())
    ]),
}))
"""

PLUMBING = {
    "cffi": "how the PDF engine calls Pango",
    "doit": "runs the tasks",
    "filelock": "keeps two processes from doing the same",
    "pycparser": "a part of cffi",
    "pylatexenc": "loaded by bibtexparser for decoding LaTeX, which is left to pandoc",
    "setuptools": "puts hooks into every Python that it is installed in",
    "webencodings": "names of encodings; all our sheets are UTF-8",
}
"""What is loaded and gets into no file."""


@pytest.fixture(scope="module")
def small(small_build: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the small note as built."""
    copied: Project = small_build.copy(tmp_path_factory.mktemp("reach") / "small")
    return copied


@pytest.fixture(scope="module", params=ACTIONS, ids=str)
def report(small: Project, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What an action loaded, run in a process of its own, and what is read of it in the source."""
    words = json.dumps([request.param, ACTIONS[request.param]])
    done = subprocess.run(
        [sys.executable, "-c", CODE, words], cwd=Path(small.root), capture_output=True, text=True, check=True
    )
    values: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert not values["failed"]
    return values


def test_modules(report: dict[str, Any]) -> None:
    """Each module and each package that was loaded counts; of the pipeline, what the action calls."""
    counted = {name.partition(":")[0] for name in report["reached"]}
    loaded = {name for name in report["modules"] if not name.startswith("notebuild.pipeline")}
    assert loaded
    assert loaded - counted == set()


def test_libraries(report: dict[str, Any]) -> None:
    """Each library that was loaded has its version in the key, but for what gets into no file."""
    assert set(report["distributions"]) - set(report["counted"]) - set(PLUMBING) == set()
