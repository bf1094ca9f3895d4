"""The plain text of an edition, as it is made and read back; each fault that is planted in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_edition import TEXT, edition

from notebuild import readback
from notebuild.core.model import Edition
from notebuild.core.problems import Location
from notebuild.edition import wording
from notebuild.edition.places import Places
from notebuild.proof import concordance, words
from notebuild.readback import text
from notebuild.render.text import document

SHOWN = "build/harbour/harbour.en.txt"


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition that makes everything difficult, with quotations, lists, tables, notes of several blocks."""
    return edition(tmp_path_factory.mktemp("text"), "en-GB", TEXT)


def faults(one: Edition, data: bytes) -> set[str]:
    """Every difference that the proof finds between the edition and its text."""
    reading = text.read(data, SHOWN)
    count = len(list(wording.passages(one.tree["blocks"])))
    places = Places(tuple(Location("note.md", at + 1) for at in range(count)), {}, {}, "note.md")
    found = words.check(one, places, [reading])
    found += concordance.compare({"en-GB": one}, {"en-GB": [reading]}).problems
    return {problem.message for problem in found}


def test_nothing_differs(one: Edition) -> None:
    """The text as it was made agrees, and so nothing below is found by accident; the same edition, the same bytes."""
    data = document.build(one)
    assert faults(one, data) == set()
    assert data == document.build(one)
    assert data.endswith(b"(en-GB)\n") and b"\r" not in data and "\u00a0".encode() not in data


PLANTED = {
    "a word lost": ("A second paragraph with", "A paragraph with", 'reads "…A paragraph with code'),
    "a paragraph lost": ("Text after a source line.\n\n", "", 'the paragraph "Text after a source line." is not in'),
    "a paragraph twice": ("Text after", "Text after a source line.\n\nText after", "stands twice in"),
    "a call lost": ("  1. One[5]", "  1. One", "is not reached from its call"),
    "a mark changed": ("  2. Two", "  3. Two", 'is marked "3." in harbour.en.txt, not "2."'),
    "an item on another level": ("      * and one below", "  * and one below", "stands 1 lists deep"),
    "a cell lost": ("| 1994            ", "|                 ", 'the cell "1994"'),
    "a caption's words": ("Key dates", "Dates", "the caption"),
    "a heading that is none": ("Below\n~~~~~", "Below", 'the heading "Below" is a paragraph'),
    "a heading's level": ("Below\n~~~~~", "Below\n-----", "has level 2"),
    "alternative text": ("A line with one year, 1988.", "A line.", "the alternative text"),
    "a picture gone": ("  [Figure: A line with one year, 1988.]\n", "", 'year, 1988." is not in'),
    "a quotation's words": ("> A quotation.", "> A quote.", 'the paragraph "A quotation.'),
    "a note's number": ("\n[4] Under a table.", "\n[9] Under a table.", "is missing"),
    "a note's words": ("Under a table.", "Under the table.", 'reads "…Under the table.…"'),
    "a note gone": ("[4] Under a table.\n\n", "", "is missing"),
    "a paragraph of a note gone": ("    Another, which refers to note 1.\n\n", "", "where the edition has"),
    "an abstract's word": ("Le résumé.", "Le resume.", '"abstract" "Le résumé." is not in'),
    "a key point lost": ("  * Un autre.\n", "", '"key-points" "Un autre." is not in'),
    "the title": ("Si vis pacem ?\n", "Si vis bellum ?\n", 'the words of "title"'),
    "another language": ("(en-GB)", "(fr-FR)", 'the file says its language is "fr-FR", not en-GB'),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_fault(one: Edition, name: str) -> None:
    """One fault in the file is told, with what is wrong."""
    before, after, message = PLANTED[name]
    made = document.build(one).decode()
    assert made.count(before) == 1, made
    found = faults(one, made.replace(before, after).encode())
    assert any(message in one for one in found), found


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe", "is no plain text in UTF-8"),
        (b"Dear all,\n\nsee the note.\n", "has 1 parts, and not 3 or 4"),
    ],
)
def test_a_text_of_another(tmp_path: Path, data: bytes, message: str) -> None:
    """What is no text of ours cannot be read back, and it is said why."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(readback.Unreadable, match=message):
        readback.read(path, "a.txt")
