"""What is asked of the lines of a PDF: addresses wherever they print may be parted as addresses are."""

from __future__ import annotations

from pathlib import Path

import word_edition

from notebuild.edition import nodes
from notebuild.proof.wanted import wanted


def test_addresses_of_text_notes_and_last_page(tmp_path: Path) -> None:
    """In a text, in a note, and in what stands after them: the DOI, how to cite, an address of the house."""
    text = "See https://example.org/text, and more.^[At https://example.org/note.]\n"
    cited = nodes.words("The editors, Ports, https://doi.org/10.1000/lake.4.")
    edition = word_edition.edition(
        tmp_path,
        "en-GB",
        text,
        doi="10.1000/lake.4",
        editions=[{"language": "en-GB", "files": {}, "citation": cited}],
        persons=[{"name": "A. Author", "url": "https://example.org/author"}],
    )
    found = wanted(edition, word_edition.profile("en-GB")).addresses
    assert set(found) >= {
        "https://example.org/text",
        "https://example.org/note",
        "https://doi.org/10.1000/lake.4",
        "10.1000/lake.4",
        "https://example.org/author",
    }


def test_ends_of_lines_that_an_author_asked_for(tmp_path: Path) -> None:
    """Of a poem's lines and at a hard break, in emphasis too; a paragraph without one asks for none."""
    text = "First the bar,\\\nthen the quay.^[A note.]\n\nA *long\\\nway* home.\n\nWords.\n"
    asked = wanted(word_edition.edition(tmp_path, "en-GB", text), word_edition.profile("en-GB"))
    assert asked.breaks == (("Firstthebar,", "thenthequay.1"), ("Along", "wayhome."))
    assert asked.ends("First the bar,", "then the quay.1")
    assert not asked.ends("First the", "bar, then the quay.")
