"""Tables of pandoc's other kinds, as pandoc itself reads them: each is told before an edition would lose it."""

from __future__ import annotations

import json
import subprocess

import pytest

from notebuild.core.model import Note
from notebuild.edition import pandoc
from notebuild.edition.tree import find
from notebuild.sources import markdown
from notebuild.sources.checks import tables

KINDS = {
    "simple": "Lake    Depth\n------  -----\nSevan      80\nParz        6\n",
    "simple, centred": "  Lake    Depth\n ------  -----\n Sevan      80\n",
    "simple, without heads": "------  -----\nSevan      80\nParz        6\n------  -----\n",
    "simple, with a caption": "Lake    Depth\n------  -----\nSevan      80\n\nTable: Lakes\n",
    "multiline": "-----------------\nLake       Depth\n           in m\n-------  --------\nSevan          80\n"
    "(large)\n\nParz            6\n-----------------\n",
    "multiline, without heads": "-------  --------\nSevan          80\n(large)\n\n"
    "Parz            6\n-------  --------\n",
    "grid": "+------+-------+\n| Lake | Depth |\n"
    "+======+======:+\n| - A  | 80    |\n| - B  |       |\n+------+-------+\n",
    "grid, without heads": "+:----:+-------+\n| Lake | Depth |\n+------+-------+\n",
    "grid, with a cell over two": "+------+-------+\n| Lakes        |\n"
    "+------+-------+\n| A    | 80    |\n+------+-------+\n",
}


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS.keys())
def test_other_kinds(text: str) -> None:
    """Pandoc reads a table here, an edition would print its lines as text, and the check tells so, once."""
    done = subprocess.run(
        [pandoc.binary(), "--from=markdown", "--to=json"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert len(list(find(json.loads(done.stdout)["blocks"], "Table"))) == 1
    assert not list(find(pandoc.read(text, {}, "n.md")["blocks"], "Table"))
    note = Note("n", "n.md", {}, markdown.segments(text, "n.md"))
    assert [problem.location.line for problem in tables.check(note) if "reads" in problem.message] == [1]
