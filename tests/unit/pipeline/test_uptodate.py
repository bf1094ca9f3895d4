"""What makes a task run again: the code that its action can reach, and the libraries it uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from notebuild.pipeline import check, edition, figure, reach, render, uptodate, verify

ACTIONS: dict[str, Callable[..., Any]] = {
    "bibliography": check.bibliography_check,
    "check": check.check,
    "sources": edition.sources,
    "titles": edition.titles,
    "edition": edition.edition,
    "figure": figure.figure,
    "web": render.web,
    "share": render.share,
    "pdf": render.pdf,
    "reference": render.reference,
    "docx": render.docx,
    "verify": verify.verify,
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package, whose files are read in place of the package's own."""
    home = tmp_path / "notebuild"
    shutil.copytree(reach.HOME, home, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(reach, "HOME", home)
    monkeypatch.setattr(uptodate, "HOME", home)
    monkeypatch.setattr(uptodate, "FOUND", tmp_path / "reach.json")
    forget()
    yield home
    monkeypatch.undo()
    forget()


def forget() -> None:
    for cached in (
        reach.file_of,
        reach._file,
        reach._parts,
        uptodate.sources,
        uptodate.stamp,
        uptodate.known,
    ):
        cached.cache_clear()


def digests() -> dict[str, Any]:
    """What each action reaches, as a new process finds it."""
    forget()
    return {name: uptodate.reached(action) for name, action in ACTIONS.items()}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("commands/status.py", set()),
        ("preview/preview.js", set()),
        ("preview/serving.py", set()),
        ("pipeline/reporter.py", set()),
        ("pipeline/run.py", set()),
        ("render/word/styles.py", {"reference", "docx"}),
        ("render/html/card.svg.j2", {"share"}),
        ("render/pdf/tags/order.py", {"pdf"}),
        ("readback/docx.py", {"pdf", "verify"}),
        ("proof/__init__.py", {"pdf", "verify"}),
        ("proof/concordance/report.css", {"verify"}),
        ("edition/footnotes.py", {"check", "edition"}),
        ("translation/xliff.py", set()),
        ("sources/bibliography/rules.py", {"bibliography", "check", "sources", "edition"}),
        ("core/problems.py", set(ACTIONS)),
    ],
)
def test_an_edit_of_the_code(package: Path, file: str, expected: set[str]) -> None:
    """An edit of a file makes those tasks due whose action can reach it, and no other."""
    before = digests()
    with (package / file).open("a", encoding="utf-8") as edited:
        edited.write("\n")
    after = digests()
    assert {name for name in ACTIONS if before[name] != after[name]} == expected


def test_an_edit_of_one_action(package: Path) -> None:
    """Of a module of the pipeline only the functions count that an action calls."""
    before = digests()
    path = package / "pipeline" / "render.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"""Make the page for the screen."""', '"""Make it."""'), encoding="utf-8")
    after = digests()
    assert {name for name in ACTIONS if before[name] != after[name]} == {"web"}


def test_libraries(package: Path) -> None:
    """The libraries of an action are those that the code it reaches imports; WeasyPrint brings its own."""
    found = {name: set(values["libraries"]) for name, values in digests().items()}
    assert {"uharfbuzz", "segno", "lxml", "jinja2"} <= found["web"]
    assert "weasyprint" not in found["web"] | found["docx"] | found["edition"]
    assert {"weasyprint", "pydyf", "brotli", "segno", "pikepdf", "pypdfium2"} <= found["pdf"]
    assert "lxml" not in found["figure"]
    assert not {"doit", "filelock"} & set().union(*found.values())
    assert [name for name, version in digests()["pdf"]["libraries"].items() if not version] == []


def test_what_is_reached_is_found_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found is kept beside the build, and found again where it cannot be read or the code is another."""
    before = digests()
    monkeypatch.setattr(uptodate, "search", lambda *names: pytest.fail("searched again"))
    assert digests() == before
    monkeypatch.undo()


@pytest.mark.parametrize("spoilt", ["", "[]", "{}", '{"sources": 1, "actions": 2}', "\x00"])
def test_a_spoilt_memory(package: Path, spoilt: str) -> None:
    """A file that is not as it was written is made anew."""
    before = digests()
    uptodate.FOUND.write_text(spoilt, encoding="utf-8")
    assert digests() == before
