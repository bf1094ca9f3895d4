"""Whether what we change in WeasyPrint fits the one that is installed: the functions that are read or replaced."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from notebuild.core.problems import Location, Problem

VERSION = "70.0"
"""The WeasyPrint that this was written for."""


class Change(NamedTuple):
    """A function of the engine that is replaced, and what it must read for that."""

    file: str
    """Below the engine's own folder."""

    source: re.Pattern[str]
    """What finds it in its file."""

    digest: str
    """SHA-256 of its source, as this was written for it."""


AREA = Change(
    "layout/__init__.py",
    re.compile(r"^    def _update_footnote_area\(.*?(?=^ {0,4}\S|\Z)", re.MULTILINE | re.DOTALL),
    "c997af7bd4e1eb6b8f571d7aa4e5f09b74b9b2c82f8a1fe9058f914a4e6fc9c2",
)
PLACED = Change(
    "layout/__init__.py",
    re.compile(
        r"^    def layout_footnote\(.*?(?=^    def _update_footnote_area|\Z)", re.MULTILINE | re.DOTALL
    ),
    "9909596786637c68c321216cc0c54f360d05523ba2a63d1224d94ebbb511aa66",
)
"""What puts a footnote on a page, takes it back, and hands it on to the next page."""

LINES = Change(
    "layout/block.py",
    re.compile(r"^def _linebox_layout\(.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL),
    "2edf8a7e471b161a7e662979a7d77f247706ede9f143b67b986955ef0e491d8c",
)

PAGES = Change(
    "layout/page.py",
    re.compile(r"^def make_page\(.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL),
    "956a4c5f9b42bac835c50118675fcca791495d9264fe0a89a45025d99d732bbf",
)

MADE = Change(
    "layout/page.py",
    re.compile(r"^def make_all_pages\(.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL),
    "18987bbc6ea9e80459277445cb5b56c3c7c9752210a52ed05b523edf04c479aa",
)


@cache
def misfit() -> Problem | None:
    """Return what is to be told where a function of the engine is not the one this was written for.

    They are read from the engine's files, so that a check need not load the engine.
    """
    if all(
        sha256(source(change).encode()).hexdigest() == change.digest
        for change in (AREA, PLACED, LINES, PAGES, MADE)
    ):
        return None
    return Problem(
        Location("weasyprint"),
        f"this WeasyPrint sets footnotes otherwise than {VERSION}: a PDF takes twice the time or more, "
        "and leaves deep blanks above long footnotes",
        f"install WeasyPrint {VERSION}, as requirements.lock has it, or bring render/pdf/fit.py up to date",
        "warning",
    )


def source(change: Change) -> str:
    """Return the source of a function of the engine's; empty where there is none."""
    found = importlib.util.find_spec("weasyprint")
    path = Path(found.origin).parent / change.file if found and found.origin else None
    source = change.source.search(path.read_text(encoding="utf-8")) if path and path.is_file() else None
    return source[0].strip() if source else ""
