"""No word of a document is lost or glued to another, whatever program wrote it; made at random, then kept here."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.edition import pandoc
from notebuild.exchange.intake import document
from notebuild.exchange.intake.make import House, Made, made

CASES = {
    "a formula in a footnote alone": ("One.^[So $x_i^2$ is.]", "[^1]: So x~i~^2^ is.\n"),
    "a space between two spans": (
        "Two **bold** *slanted* `code` $x$ words.",
        "Two **bold** *slanted* `code` x words.\n",
    ),
    "a caption of a table that only places words": (
        "Before that.\n\n| h |\n|---|\n| c |\n\n: A caption\n\nAfter.",
        "A caption\n\nh\n\nc\n\nAfter.\n",
    ),
    "a paragraph and a list in a note": ("One.^[So.]\n\n- a\n- b", "One[^1].\n\n[^1]: So.\n\n- a\n- b\n"),
}


def test_a_note_of_the_title_is_told(tmp_path: Path) -> None:
    """Authors thank, or say where they work, in a note of the title; no title of the house calls one."""
    note = taken("# Roads x^2^^[We thank nobody.]\n\n## One\n\nTwo.^[So.]", "docx", tmp_path)
    (told,) = (one for one in note.remarks if one.what.startswith("a note of the title"))
    assert (told.words, told.line, note.lost) == ("We thank nobody.", 2, ())
    assert '\ntitle: "Roads x^2^"\n' in note.text and "\n[^1]: So.\n" in note.text


def test_each_thing_is_told_at_its_line(tmp_path: Path) -> None:
    """The line of the sentence that it stands in, of a paragraph, a note, or a field of the front matter."""
    text = (
        "Here. The first one is long.[^a]\nThen $x^2$ stands.\n\nNext.[^b] With $y$.\n\n"
        "[^a]: 2 of a list:\n\n    - a\n    - 2\n\n[^b]: Table:\n\n    - b\n"
    )
    note = taken(text, "docx", tmp_path)
    lines = note.text.split("\n")
    told = [(one.what, lines[one.line - 1]) for one in note.remarks if one.wants_look]
    assert [(what, line) for what, line in told if "formula" in what] == [
        ("a formula, written on one line: compare it with the document", "Then x^2^ stands."),
        ("a formula, written on one line: compare it with the document", "With y."),
    ]
    assert [line for what, line in told if "holds a list" in what] == ["[^1]: 2 of a list:", "[^2]: Table:"]
    assert [line for what, line in told if what.startswith("date")] == [
        f"date: {note.text.split('date: ')[1][:10]}"
    ]


def taken(text: str, kind: str, folder: Path) -> Made:
    """The note of a document that pandoc writes of our text."""
    file = folder / f"a.{kind}"
    pandoc.write_file(pandoc.imported(text.encode(), "markdown", "a"), kind, file)
    return made(
        document.read(file.read_bytes(), file.name, file.name), House({}, "A house"), "a", file.name, "en-GB"
    )


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize("case", list(CASES))
def test_words_stay(case: str, kind: str, tmp_path: Path) -> None:
    text, expected = CASES[case]
    note = taken(text, kind, tmp_path)
    assert note.lost == ()
    assert expected in note.text
