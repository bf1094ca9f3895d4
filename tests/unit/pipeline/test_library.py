"""The bibliography as the tasks ask for it: read once, kept, and read again where what is kept is no answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from notebuild.core.problems import Problem
from notebuild.pipeline import library as room
from notebuild.pipeline.library import CITED, KEPT, cited, library
from notebuild.sources import bibliography, markdown

ENTRY = "@misc{{{key}, title = {{T}}, date = {{2001}}}}\n"


@pytest.fixture(autouse=True)
def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """A house with a bibliography of one entry; the files that are read as BibTeX, in turn."""
    monkeypatch.chdir(tmp_path)
    Path("build").mkdir()
    write("a")
    taken, told = [], bibliography.told

    def counted(path: Path, shown: str) -> object:
        taken.append(path)
        return told(path, shown)

    monkeypatch.setattr(bibliography, "told", counted)
    room._library.cache_clear()
    yield taken
    room._library.cache_clear()


def write(*keys: str) -> None:
    """Write the bibliography with these entries."""
    Path("bibliography.bib").write_text("".join(ENTRY.format(key=key) for key in keys), encoding="utf-8")


def again() -> list[str]:
    """The keys, as the next process finds them."""
    room._library.cache_clear()
    return list(library())


def test_a_file_is_read_once(reads: list[Path]) -> None:
    """The next process takes what is kept; another file is read, one that is touched alone is not."""
    assert (again(), again()) == (["a"], ["a"])
    Path("bibliography.bib").touch()
    assert (again(), len(reads)) == (["a"], 1)
    write("a", "b")
    assert (again(), len(reads)) == (["a", "b"], 2)
    assert (again(), len(reads)) == (["a", "b"], 2)


@pytest.mark.parametrize("damage", [b"", b"garbage\n{}", b"\x80\x04K\x01."], ids=["empty", "text", "pickle"])
def test_what_is_damaged_is_read_again(reads: list[Path], damage: bytes) -> None:
    """What lies in the place of what was kept is not believed, and made anew."""
    again()
    KEPT.write_bytes(damage)
    assert (again(), len(reads)) == (["a"], 2)
    assert (again(), len(reads)) == (["a"], 2)


def test_without_a_build_nothing_is_kept() -> None:
    """A command that only looks makes no folder."""
    Path("build").rmdir()
    assert again() == ["a"]
    assert not Path("build").exists()


def test_another_reader_reads_again(reads: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older version of the tool, or of the parser, understood counts no more."""
    again()
    monkeypatch.setattr(room, "version", lambda name: "99")
    assert (again(), len(reads)) == (["a"], 2)


def test_without_a_file_nothing_is_kept() -> None:
    """A bibliography that is gone or cannot be read is told, and what was kept of it goes."""
    again()
    Path("bibliography.bib").unlink()
    assert again() == []
    assert not KEPT.exists()
    (problem,) = library().problems()
    assert isinstance(problem, Problem)
    assert (problem.message, problem.remedy) == ("this file is missing", "make it, even if it is empty")
    Path("bibliography.bib").write_bytes(b"@misc{a, title = {\xff}}")
    (problem,) = library().problems()
    assert str(problem.location) == "bibliography.bib:1"


NOTE = "---\ntitle: T\nauthor: A\ndate: 2025-01-01\n---\n\nA fact [@b; see @a, p. 3].\n"


def test_what_notes_cite_is_read_of_those_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note that is as it was is not read again; what is damaged is no answer."""
    for name in ("one", "two", "three"):
        folder = Path("manuscript") / name
        folder.mkdir(parents=True)
        (folder / "note.md").write_text(NOTE, encoding="utf-8")
    Path("manuscript/three/note.md").write_bytes(b"\xff")
    read, taken = markdown.read, []

    def counted(path: Path, shown: str) -> object:
        taken.append(path.parent.name)
        return read(path, shown)

    monkeypatch.setattr(markdown, "read", counted)
    assert cited() == {"one": ["a", "b"], "two": ["a", "b"], "three": None}
    Path("manuscript/two/note.md").write_text(NOTE.replace("@b", "@c"), encoding="utf-8")
    taken.clear()
    assert cited() == {"one": ["a", "b"], "two": ["a", "c"], "three": None}
    assert taken == ["two"]
    for damage in ("", "[]", '{"reader": "1", "notes": {"one": ["", ["z"]]}}', "{"):
        CITED.write_text(damage, encoding="utf-8")
        assert cited()["one"] == ["a", "b"]
