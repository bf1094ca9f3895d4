"""What the page templates may and may not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notebuild.core.labels import RESERVED

TEMPLATES = [path for path in sorted(Path("styles").glob("*.html.j2")) if not path.name.startswith("site")]
"""Those that hold the text of a note; a page of the site holds none."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_ids_are_out_of_an_authors_way(path: Path) -> None:
    """An author may call a heading "about" or "notes": the template's own ids are among the reserved labels."""
    text = re.sub(r"\{\{.*?\}\}", "7", path.read_text(encoding="utf-8"))
    names = re.findall(r'\bid="([^"]*)"', text)
    assert names
    assert [name for name in names if not RESERVED.match(name)] == []
