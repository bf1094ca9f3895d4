"""What no reader of a text file takes: links out of the project, marks of a merge, characters that do not show."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core import texts
from notebuild.sources import bibliography

PASTED = "\n    take it out; it often comes with text pasted from a PDF or a web page"
DIRECTION = "\n    take it out; words of another direction say their language: [words]{lang=he}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("one\na\x07b", "n.md:2:2: character U+0007, which is no text" + PASTED, id="bell"),
        pytest.param(
            "a\u200bb",
            "n.md:1:2: character U+200B (zero width space), which is no text" + PASTED,
            id="no width",
        ),
        pytest.param(
            "a\u200fb",
            "n.md:1:2: character U+200F (right-to-left mark), which is no text" + DIRECTION,
            id="mark",
        ),
        pytest.param(
            "a\u2067b",
            "n.md:1:2: character U+2067 (right-to-left isolate), which is no text" + DIRECTION,
            id="isolate",
        ),
        pytest.param(
            "a &#x202e;b",
            "n.md:1:3: character U+202E (right-to-left override), which is no text" + DIRECTION,
            id="by its number",
        ),
        pytest.param(
            "a &rlm;b",
            "n.md:1:3: character U+200F (right-to-left mark), which is no text" + DIRECTION,
            id="by name",
        ),
        pytest.param(
            "a &#0;b",
            "n.md:1:3: character U+FFFD (replacement character), which is no text" + PASTED,
            id="none of its number",
        ),
        pytest.param("a\ufdd0b", "n.md:1:2: character U+FDD0, which is no text" + PASTED, id="no character"),
        pytest.param(
            "a\U0001ffffb", "n.md:1:2: character U+1FFFF, which is no text" + PASTED, id="no character, far"
        ),
        pytest.param(
            "a\ufeffb",
            "n.md:1:2: character U+FEFF (zero width no-break space), which is no text" + PASTED,
            id="BOM",
        ),
        pytest.param(
            "Words.\n\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> theirs\n",
            "n.md:3:1: <<<<<<< is the mark of a merge that was not finished\n"
            "    keep one of the two versions, and delete the lines of <, = and >",
            id="merge",
        ),
        pytest.param(
            "two\r\n>>>>>>> theirs\r\n",
            "n.md:2:1: >>>>>>> is the mark of a merge that was not finished\n"
            "    keep one of the two versions, and delete the lines of <, = and >",
            id="the rest of a merge",
        ),
    ],
)
def test_what_nobody_meant_to_write(text: str, problem: str) -> None:
    """It is told at its place, by its name in Unicode, with what to do."""
    assert [str(one) for one in texts.faults(text, "n.md")] == [problem]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffA file that says it is Unicode.",
        "Soft\u00adhyphen, no-break\u00a0space, narrow\u202fone, thin\u2009one, word\u2060joiner.",
        "می\u200cخواهم and ශ්\u200dරී",
        "A heading\n=======\n\n> > quoted\n\na << b >> c and <<<<<<<<",
        "&nbsp;&eacute;&#233; &amp; AT&T &#8217;",
        "👩\u200d🔬\ufe0f 𝄞 ￼"[:-1],
    ],
)
def test_text(text: str) -> None:
    """Signs that scripts need, and emphasis of any kind, are text."""
    assert texts.faults(text, "n.md") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "One.\n\n" + "word " * 10_001,
            "n.md:3:1: a paragraph of 50,007 characters, more than 50,000\n    part it with blank lines",
            id="paragraph",
        ),
        pytest.param(
            "One https://e.org/" + "a" * 2000,
            "n.md:1:5: a word of 2,014 characters, more than 2,000\n"
            "    shorten it, or part it with spaces; of an address, use a short one",
            id="address",
        ),
    ],
)
def test_what_is_too_long(text: str, problem: str) -> None:
    """What would take minutes to set is told at once."""
    assert [str(one) for one in texts.lengths(text, "n.md")] == [problem]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| a | b |\n" * 10_000, id="rows"),
        pytest.param("- an item\n" * 10_000, id="items"),
        pytest.param("12. an item\n" * 10_000, id="numbered items"),
        pytest.param("A paragraph of its own.\n\n" * 10_000, id="paragraphs"),
        pytest.param("word " * 9_999, id="eight thousand words"),
    ],
)
def test_what_is_long(text: str) -> None:
    """Length by itself is no fault."""
    assert texts.lengths(text, "n.md") == ()


def test_bibliography(tmp_path: Path) -> None:
    """In a bibliography what is printed counts: an export holds much else, and entries that no note cites."""
    path = tmp_path / "a.bib"
    path.write_text("@book{a,\n  title = {A\u200b b},\n  abstract = {C\u200b d},\n}\n", encoding="utf-8")

    def told(used: set[str]) -> list[str]:
        _, problems = bibliography.read(path, "a.bib", used)
        return [str(one) for one in problems if "U+200B" in one.message]

    place = "character U+200B (zero width space), which is no text" + PASTED
    assert told({"a"}) == [f"a.bib:2:13: {place}"]
    assert told({"b"}) == [f"a.bib:2:13: warning: {place}"]


def test_unfinished_merge_of_a_bibliography(tmp_path: Path) -> None:
    """Nothing is read of it: which entries are meant, nobody knows."""
    path = tmp_path / "a.bib"
    path.write_text("<<<<<<< HEAD\n@book{a,\n}\n=======\n>>>>>>> theirs\n", encoding="utf-8")
    sources, problems = bibliography.read(path, "a.bib", {"a"})
    assert sources == ()
    assert [str(one) for one in problems] == [
        "a.bib:1:1: <<<<<<< is the mark of a merge that was not finished\n"
        "    keep one of the two versions, and delete the lines of <, = and >"
    ]


def test_not_more_than_a_screen() -> None:
    """A file full of them is told in part: the rest is told when these are gone."""
    assert len(texts.faults("\u200b" * 1000, "n.md")) == texts.MOST


def test_links_out_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link is followed within the project, and not out of it, whether the file is one or lies behind one."""
    (tmp_path / "house" / "own").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "note.md").write_text("secret")
    (tmp_path / "house" / "own" / "note.md").write_text("own")
    monkeypatch.chdir(tmp_path / "house")
    Path("file.md").symlink_to("../other/note.md")
    Path("folder").symlink_to("../other")
    Path("inside.md").symlink_to("own/note.md")
    told = "leads out of the project\n    put a copy of what it leads to in its place"
    for name in ("file.md", "folder/note.md"):
        assert str(texts.misplaced(Path(name), name)) == f"{name}: {told}"
    for name in ("inside.md", "own/note.md", "missing.md"):
        assert texts.misplaced(Path(name), name) is None


def test_a_file_too_large(tmp_path: Path) -> None:
    """A file that no one wrote by hand is not read into memory."""
    with (tmp_path / "a.bib").open("wb") as file:
        file.truncate(21_000_000)
    assert str(texts.misplaced(tmp_path / "a.bib", "a.bib")) == (
        "a.bib: has 21 million bytes, more than 20\n    part it, or look how it came to be so long"
    )
