"""Render a page with the heights of its footnotes kept, and as the engine comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from houses import HOUSE
from notebuild.core.house import read_house
from notebuild.render.pdf import engine, footnote_area


@contextmanager
def own_way() -> Iterator[None]:
    """Have the engine lay out all the notes of a page at every change, as it comes."""
    from weasyprint.layout import LayoutContext, page

    kept, placed = LayoutContext._update_footnote_area, page.block_level_layout
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LayoutContext, "_update_footnote_area", kept.__wrapped__)
        patch.setattr(page, "block_level_layout", placed.__wrapped__)
        patch.setattr(footnote_area, "install", lambda: None)
        yield


def both(page: str) -> tuple[bytes, bytes]:
    """The engine's files of a page: as it comes, and with the heights kept."""
    weasyprint = engine.load()
    with engine.warnings(), own_way():
        before = weasyprint.HTML(string=page).write_pdf()
    with engine.warnings():
        after = weasyprint.HTML(string=page).write_pdf()
    return before, after


def compared(folder: Path, sheet: Path = HOUSE / "house.toml") -> None:
    """Assert that the print page in an edition's folder gives the same file both ways, under a house's own sheet."""
    page = (folder / "print.html").read_text(encoding="utf-8")
    house = read_house(sheet)
    files = []
    engine.load()
    for way in (own_way, engine.warnings):
        with way():
            files.append(engine.render(page, "n.pdf", engine.roots(folder, house)))
    assert files[0] == files[1]
