"""The engine reads only what a page may read, and what it logs is kept."""

from __future__ import annotations

import builtins
import logging
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from notebuild.core.problems import NotebuildError
from notebuild.render.pdf import engine


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        pytest.param("file:///note/figures/map.svg", True, id="a picture of the note"),
        pytest.param("file:///faces/serif%20bold.ttf", True, id="a face, its name escaped"),
        pytest.param("file:///note/../etc/passwd", False, id="a way out"),
        pytest.param("file:///note/%2e%2e/etc/passwd", False, id="a way out, escaped"),
        pytest.param("file:///notes/map.svg", False, id="a folder whose name begins alike"),
        pytest.param("file://host/note/figures/map.svg", False, id="another machine"),
        pytest.param("file:///etc/passwd", False, id="elsewhere"),
    ],
)
def test_files(address: str, inside: bool) -> None:
    """Only files of this machine, under the folders that are named, are read."""
    assert engine.is_inside(address, (Path("/note"), Path("/faces"))) is inside


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    """A link in the note's folder that leads out of it is outside."""
    (tmp_path / "note").mkdir()
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (tmp_path / "note" / "map.svg").symlink_to(tmp_path / "secret")
    address = (tmp_path / "note" / "map.svg").as_uri()
    assert not engine.is_inside(address, (tmp_path / "note",))
    assert engine.is_inside(address, (tmp_path,))


@pytest.mark.parametrize("address", ["file://host{path}", "http://host{path}", "file://{path}/../../outside"])
def test_fetching(tmp_path: Path, address: str) -> None:
    """What the engine asks for is a file of this machine under a root, or it is refused unread."""
    path = tmp_path / "note" / "map.svg"
    path.parent.mkdir()
    for file in (path, tmp_path / "outside"):
        file.write_text("<svg/>", encoding="utf-8")
    fetcher = engine.fetcher((path.parent,))
    assert fetcher.fetch(path.as_uri()).read() == b"<svg/>"
    with pytest.raises(ValueError, match=r"outside the project|protocol"):
        fetcher.fetch(address.format(path=path))


def test_warnings() -> None:
    """Warnings of the engine are kept, and its log is as before afterwards, whatever happens inside."""
    logger = logging.getLogger("weasyprint")
    before = logger.handlers[:]
    with pytest.raises(KeyError), engine.warnings() as records:
        logger.warning("Ignored %s", "x")
        logger.info("fine")
        raise KeyError
    assert records == ["Ignored x"]
    assert logger.handlers == before


def double(*records: str) -> SimpleNamespace:
    """A WeasyPrint of two pages that warns of these things while it lays them out."""

    def render(**_: Any) -> SimpleNamespace:
        for record in records:
            logging.getLogger("weasyprint").error(record)
        return SimpleNamespace(pages=["", ""], write_pdf=lambda **_: b"%PDF")

    return SimpleNamespace(HTML=lambda **_: SimpleNamespace(render=render, etree_element=None))


def rendered(monkeypatch: pytest.MonkeyPatch, *records: str) -> tuple[bytes, int, tuple[int, ...]]:
    monkeypatch.setattr(engine, "load", lambda: double(*records))
    monkeypatch.setattr(engine, "fetcher", lambda roots: None)
    monkeypatch.setattr("notebuild.render.pdf.fitting.fitted", lambda root, again: again())
    return engine.render("<p>", "build/n/n.en.pdf", [Path("/note")])


def test_footnotes_that_the_log_says_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call or footnote to which no link leads is lost, told once by its number, and no Problem."""
    log = "No anchor #{} for internal URI reference"
    lost = rendered(monkeypatch, log.format("note-7"), log.format("call-7"), log.format("note-2"))
    assert lost == (b"%PDF", 2, (7, 2))
    assert rendered(monkeypatch) == (b"%PDF", 2, ())


def test_every_other_warning_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the engine drops without a word but in its log stops the build, each thing once."""
    with pytest.raises(NotebuildError) as caught:
        rendered(monkeypatch, "Failed to load image at quay.svg", "Failed to load image at quay.svg")
    (problem,) = caught.value.problems
    assert str(problem.location) == "build/n/n.en.pdf"
    assert problem.message == "the PDF engine says: Failed to load image at quay.svg"
    assert problem.remedy == "mend the page, sheet or picture it names"


def failing(monkeypatch: pytest.MonkeyPatch, fail: Callable[[], None]) -> None:
    """Render with a WeasyPrint that fails so."""

    def render(**_: Any) -> None:
        fail()

    weasyprint = SimpleNamespace(HTML=lambda **_: SimpleNamespace(render=render, etree_element=None))
    monkeypatch.setattr(engine, "load", lambda: weasyprint)
    monkeypatch.setattr(engine, "fetcher", lambda roots: None)
    monkeypatch.setattr("notebuild.render.pdf.fitting.fitted", lambda root, again: again())
    engine.render("<p>", "build/n/n.en.pdf", [Path("/note")])


def ours() -> None:
    raise AssertionError("ours")


def its_own() -> None:
    """Fail as an assertion of the engine's own does."""
    module: dict[str, Any] = {"__name__": "weasyprint.layout.page"}
    exec(compile("def stop():\n    assert False", "engine", "exec"), module)
    module["stop"]()


def test_the_engine_fails_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """An assertion of the engine's is a layout given up; one of ours is a bug, and keeps its traceback."""
    with pytest.raises(engine.GaveUp):
        failing(monkeypatch, its_own)
    with pytest.raises(AssertionError, match="ours") as caught:
        failing(monkeypatch, ours)
    assert "in ours" in caught.value.__notes__[0]


def test_the_engine_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash of the engine is one Problem that names the file, and the run goes on."""
    with pytest.raises(NotebuildError) as caught:
        failing(monkeypatch, os.abort)
    (problem,) = caught.value.problems
    assert str(problem) == (
        "build/n/n.en.pdf: the PDF engine crashed\n"
        "    look for what is very long: a paragraph, a table, a drawing; part it, or make it simpler"
    )


def test_a_machine_without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the engine's libraries cannot be loaded, it is said what to install."""
    whole = builtins.__import__

    def without_pango(name: str, *given: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return whole(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(NotebuildError) as caught:
        engine.load()
    (problem,) = caught.value.problems
    assert str(problem.location) == "weasyprint"
    assert problem.message == "the PDF engine cannot load its libraries: cannot load library 'libpango-1.0-0'"
    assert problem.remedy == (
        "install Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
