"""The documents of the project speak of what is there: files, links, and the picture of the rooms."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "notebuild"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
"""A link of Markdown to a file of the project."""

FILE = re.compile(r"`([a-z_]+/[\w./-]*[\w/])`")
"""A path between backticks, of the package or of the repository."""

PLACES = {path.name for path in [*SOURCE.iterdir(), *ROOT.iterdir()] if path.is_dir()} - {"build"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    """A link from a document leads to a file of the project."""
    links = LINK.findall(re.sub(r"(?m)^(?: {4}|\t).*$|`[^`\n]*`", "", document.read_text(encoding="utf-8")))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", sorted(ROOT.glob("docs/*.md")), ids=lambda path: path.name)
def test_named_files_are_there(document: Path) -> None:
    """A module or folder that the documents of developers name is there."""
    named = FILE.findall(document.read_text(encoding="utf-8"))
    lost = [
        name
        for name in named
        if name.split("/")[0] in PLACES and not (ROOT / name).exists() and not (SOURCE / name).exists()
    ]
    assert lost == []


def test_the_picture_of_the_rooms_is_up_to_date() -> None:
    """The picture shows who imports whom as the code has it now; `./doit picture` makes it anew."""
    drawn = set(re.findall(r"<title>(\w+) imports (\w+):", (ROOT / "docs/rooms.svg").read_text("utf-8")))
    imported = set()
    for path in SOURCE.glob("*/**/*.py"):
        room = path.relative_to(SOURCE).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "notebuild":
                inner = (node.module or "").split(".")[1:2]
                imported |= {(room, other) for other in inner or [alias.name for alias in node.names]}
    assert drawn == {(room, other) for room, other in imported if room != other}
