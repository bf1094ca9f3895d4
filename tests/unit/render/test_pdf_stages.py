"""What the PDF engine is at, told from its log."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from notebuild.core import progress
from notebuild.render.pdf import stages


@pytest.fixture
def told() -> Iterator[list[str]]:
    """All that is told of what is being done."""
    words: list[str] = []
    progress.listen(words.append)
    yield words
    progress.listen(None)


def test_the_pages_that_are_laid_out(told: list[str]) -> None:
    """Each page is told in its layout, then that the file is written; the other steps are over at once.

    The messages are those of WeasyPrint 70 (`weasyprint/layout/page.py`, `weasyprint/pdf/__init__.py`).
    """
    logger = logging.getLogger("weasyprint.progress")
    with progress.part("layout 2"), stages.told():
        for message in (
            "Step 3 - Applying CSS",
            "Step 5 - Creating layout - Page 3",
            "Step 6 - Creating PDF",
        ):
            logger.info(message)
    logger.info("Step 5 - Creating layout - Page 4")
    assert told == ["layout 2, page 3", "layout 2, writing"]
