"""What is kept of a bibliography: the same sources, Problems and lines as the file's own, or no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.problems import Location
from notebuild.sources import bibliography
from notebuild.sources.bibliography.kept import Library

TEXT = (
    "@string{p = {Ős}}\n"
    "@book{b, title = {T}, author = {A and }, publisher = p, date = {2000}}\n"
    "@xdata{x, location = {Łódź}}\n"
    "@misc{a,\r\n  title = {É\n  é},\n  date = {11/07/2019},\n  xdata = {x}}\n"
    "@misc{c, title = {D {},\n}\n"
)
"""Entries with faults, one that takes from another, one that is never closed; ends of lines of both kinds."""


def kept(path: Path, text: str, reader: str = "1") -> Library:
    """What is kept of a file with this text."""
    path.write_bytes(text.encode())
    read = bibliography.told(path, path.as_posix())
    return Library(bibliography.written(path.as_posix(), path.read_bytes(), reader, *read))


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    """Sources, their order and places, and Problems with the gravity that use gives them, as `read` has them."""
    path = tmp_path / "b.bib"
    library = kept(path, TEXT)
    sources, problems = bibliography.read(path, path.as_posix())
    assert tuple(library.values()) == sources
    assert list(library) == ["b", "a"]
    assert library.problems() == problems
    assert [one.severity for one in problems] == ["error"] * 3
    for used in ({"a", ""}, {"b"}, set[str]()):
        assert library.problems(used) == (told := bibliography.read(path, path.as_posix(), used)[1])
        assert [one.severity for one in library.problems(used)] == [one.severity for one in told]


def test_sources_are_chosen_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Keys that no entry has are passed over."""
    library = kept(tmp_path / "b.bib", TEXT)
    assert [source.key for source in library.chosen(["a", "none", "b"])] == ["b", "a"]
    assert "x" not in library  # @xdata is no source


def test_lines_of_an_entry(tmp_path: Path) -> None:
    """They are the file's own, from the entry's first line on."""
    library = kept(tmp_path / "b.bib", "\ufeff" + TEXT)
    assert library["a"].location == Location((tmp_path / "b.bib").as_posix(), 4, 1)
    assert library.typed("a")[:3] == ("@misc{a,", "  title = {É", "  é},")
    assert library.typed("b")[0].startswith("@book{b,")


@pytest.mark.parametrize("place", [0, 70, 200, -30, -1], ids=["digest", "head", "problems", "entry", "end"])
def test_damage_is_no_answer(tmp_path: Path, place: int) -> None:
    """One byte changed anywhere, and nothing of it is believed."""
    path = tmp_path / "b.bib"
    kept(path, TEXT)
    content = bytearray(bibliography.written("b.bib", TEXT.encode(), "1", *bibliography.told(path, "b.bib")))
    content[place] ^= 1
    for damaged in (bytes(content), bytes(content[:-5]), b"", b"{}"):
        with pytest.raises(ValueError):
            Library(damaged)
