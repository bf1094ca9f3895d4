"""What the page templates may and may not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = sorted(Path("styles").glob("*.html.j2"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_ids_are_out_of_an_authors_way(path: Path) -> None:
    """An author may call a heading "about" or "notes": the template's own ids begin with page-, note- or call-."""
    found = re.findall(r'\bid="([^"]*)"', path.read_text(encoding="utf-8"))
    assert found
    assert not [name for name in found if not name.startswith(("page-", "note-", "call-"))]
