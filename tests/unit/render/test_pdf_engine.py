"""The engine reads only what a page may read, and what it logs is kept."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

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
