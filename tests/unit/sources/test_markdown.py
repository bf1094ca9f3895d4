"""Reading a note's file, and the way between a segment and what a translator sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location
from notebuild.sources import markdown

HEAD = "---\ntitle: T\nauthor: [A]\ndate: 2025-03-31\nversion: 1\nlang: en-GB\n---\n"


def read(folder: Path, data: bytes | str) -> tuple[Note | None, list[str]]:
    path = folder / "note.md"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    note, problems = markdown.read(path, "manuscript/x/note.md")
    return note, [str(problem) for problem in problems]


def segment(text: str, number: int = 0) -> Segment:
    return markdown.translatable(markdown.segments(text, "note.md"))[number]


def test_a_note_is_its_file(tmp_path: Path) -> None:
    """Joining a note's segments gives the file back, and its name is its folder's."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    text = "\ufeff" + HEAD + "\r\n## One\r\n\r\nText.\r\n"
    note, problems = read(folder, text)
    assert note and not problems
    assert (note.name, note.path) == ("harbour", "manuscript/x/note.md")
    assert markdown.join(note.segments) == text


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            b"a\nb\xff",
            "manuscript/x/note.md:2:2: not UTF-8 text\n    save the file with the encoding UTF-8",
        ),
        (
            "",
            'manuscript/x/note.md:1:1: the file is empty\n    begin it with "---", the fields and "---"',
        ),
        (
            "---\rtitle: T\r---\r",
            "manuscript/x/note.md:1:4: a line ends in a carriage return alone\n"
            "    save the file with line ends of today (LF)",
        ),
        (
            HEAD + "a\x00b",
            "manuscript/x/note.md:8:2: character U+0000, which is no text\n"
            "    take it out; it often comes with text pasted from a PDF or a web page",
        ),
        (
            HEAD + "paid to \u202etac",
            "manuscript/x/note.md:8:9: character U+202E (right-to-left override), which is no text\n"
            "    take it out; words of another direction say their language: [words]{lang=he}",
        ),
    ],
)
def test_unreadable_files_are_told(tmp_path: Path, data: bytes | str, problem: str) -> None:
    """A file that is not text gives no note, and says where it stops being text."""
    assert read(tmp_path, data) == (None, [problem])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A note that is not there is a Problem, not a traceback."""
    note, problems = markdown.read(tmp_path / "note.md", "note.md")
    assert note is None
    assert [str(p) for p in problems] == [
        "note.md:1:1: cannot be read: No such file or directory\n    bring the file back"
    ]


@pytest.mark.parametrize(
    ("text", "words", "translation", "back"),
    [
        ("[^a]: One\n    two.\n\n    Three.", "One\ntwo.\n\nThree.", "Un\n\nTrois", "Un\n\n    Trois"),
        ("> One\n> two", "One\ntwo", "Un\n\ndeux", "Un\n>\n> deux"),
        ("- One\n  two", "One\ntwo", "Un\ndeux", "Un\n  deux"),
        ("## One", "One", "Un\ndeux", "Un deux"),
        ("| One | Two |\n|---|---|", "One", "Un\ndeux", "Un deux"),
    ],
)
def test_words_go_both_ways(text: str, words: str, translation: str, back: str) -> None:
    """A translator reads no indentation and no quotation marks; a translation gets them again."""
    given = segment(text)
    assert markdown.words(given) == words
    assert markdown.with_words(given, words) is given
    assert markdown.with_words(given, translation).text == back


def test_words_of_an_image_are_quoted_again() -> None:
    """In `alt` a quotation mark needs a backslash; the translator sees none."""
    given = segment('![C](a.png){alt="a \\"b\\" c"}', 1)
    assert markdown.words(given) == 'a "b" c'
    assert markdown.with_words(given, 'un "d"\nc').text == 'un \\"d\\" c'


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Heading identifiers in HTML", "heading-identifiers-in-html"),
        ("Maître d'hôtel", "maître-dhôtel"),
        ("*Dogs*?--in *my* house?", "dogs--in-my-house"),
        ("[HTML], [S5], or [RTF]?", "html-s5-or-rtf"),
        ("3. Applications", "applications"),
        ("33", "section"),
        ("The [link](http://e.org) here", "the-link-here"),
    ],
)
def test_slugs_are_those_of_pandoc(heading: str, name: str) -> None:
    """A heading without a label has the identifier that pandoc gives it (its manual's examples)."""
    assert markdown.slug(heading) == name


def test_heading_ids_in_order(tmp_path: Path) -> None:
    """Every heading has an id: its own, or its slug, made different when it comes again."""
    note, _ = read(tmp_path, HEAD + "## A {#b}\n\n## C\n\n## C\n\n## 7 {#seven}\n")
    assert note and markdown.heading_ids(note) == ("b", "c", "c-1", "seven")


def test_marks_of_bare_marks() -> None:
    """Definitions and the files of figures stand outside the words, and are found all the same."""
    found = [
        (mark.kind, mark.value, mark.location)
        for part in markdown.segments('[^a]: One\n\n![C](f/a.png){alt="x"}\n\n[t]: http://e.org\n', "n")
        for mark in markdown.marks(part)
    ]
    assert found == [
        ("definition", "a", Location("n", 1, 1)),
        ("image", "f/a.png", Location("n", 3, 4)),
        ("link", "http://e.org", Location("n", 5, 1)),
    ]


def test_code_has_no_marks() -> None:
    """What stands in a block of code is neither cited nor called."""
    parts = markdown.segments("```\n[@key] [^a]\n```\n\n    @key\n", "n")
    assert [mark for part in parts for mark in markdown.marks(part)] == []
