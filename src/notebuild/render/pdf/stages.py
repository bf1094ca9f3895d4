"""What the PDF engine is at, as its own log says: the page that it lays out, in which layout."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from notebuild.core import progress

LOGGER = "weasyprint.progress"
"""Where WeasyPrint says which step it takes: `Step 5 - Creating layout - Page 3`."""

PAGE = re.compile(r"Step 5 - Creating layout - Page (\d+)$")
WRITING = "Step 6 - "


class _Stages(logging.Handler):
    """Tells each page that is laid out, and when the file is written."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if page := PAGE.match(message):
            progress.at(f"page {page[1]}")
        elif message.startswith(WRITING):
            progress.at("writing")


@contextmanager
def told() -> Iterator[None]:
    """Tell what the engine is at while inside the `with`."""
    logger, stages = logging.getLogger(LOGGER), _Stages()
    before = logger.level
    logger.addHandler(stages)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(stages)
