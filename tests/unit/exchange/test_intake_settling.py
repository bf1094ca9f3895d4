"""Proposed sources are accepted into the bibliography as they stand, or their words come back into the note."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.model import Source
from notebuild.core.problems import Location, NotebuildError
from notebuild.exchange.intake import proposals, settling
from notebuild.exchange.intake.proposals import Use

DOE = Source("doe2020", "book", {"author": "Doe, Jane", "title": "Roads", "date": "2020"}, Location())
ROE = Source("roe2021", "book", {"author": "Roe, R.", "title": "Borders", "date": "2021"}, Location())
USES = (
    Use("note 1", "[@doe2020, p. 3]", "J. Doe, *Roads*, 2020, p. 3."),
    Use("note 2", "[@doe2020; @roe2021]", "Doe, *Roads*; R. Roe, *Borders*, 2021 (roe@example.org)."),
    Use("bracket in note 4", "[@roe2021]", "(Roe, *Borders*)"),
)
NOTE = """---
title: "A"
---

One [@doe2020, p. 3].
Two [@doe2020; @roe2021].

Three[^4].

[^4]: So it is said [@roe2021].
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A note that cites two proposed sources."""
    path = tmp_path / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    head = {"file": "a.docx", "program": "./doit", "note": "a"}
    proposals.file(path).write_text(proposals.written([DOE, ROE], USES, head), encoding="utf-8")
    return path


def chosen(note: Path, *keys: str) -> list[proposals.Proposal]:
    path = proposals.file(note)
    return proposals.chosen(proposals.read(path), keys, not keys, path)


def test_what_is_written_is_read_back(note: Path) -> None:
    """The words and the places come back whole, an @ in them too, which no comment of BibTeX may hold."""
    text = proposals.file(note).read_text(encoding="utf-8")
    assert text.count("@") == 2  # one an entry
    held = proposals.read(proposals.file(note))
    assert [(one.key, one.uses) for one in held.values()] == [("doe2020", USES[:2]), ("roe2021", USES[1:])]


def test_a_citation_that_says_from_is_read_back(note: Path) -> None:
    """What a source was read from begins behind the citation, whatever this says."""
    use = Use("note 1", "[@doe2020, p. 3; quoted from: Roe]", "Doe, p. 3; quoted from: Roe")
    path = proposals.file(note)
    path.write_text(
        proposals.written([DOE], [use], {"file": "a", "program": "b", "note": "c"}), encoding="utf-8"
    )
    assert proposals.read(path)["doe2020"].uses == (use,)


def test_accepted_entries_join_the_bibliography(note: Path, tmp_path: Path) -> None:
    house = tmp_path / "bibliography.bib"
    house.write_text("@misc{a, title = {A}}\n", encoding="utf-8")
    settling.accept(chosen(note, "roe2021"), proposals.file(note), house)
    assert house.read_text(encoding="utf-8") == "@misc{a, title = {A}}\n\n" + proposals.entry(ROE)
    assert list(proposals.read(proposals.file(note))) == ["doe2020"]
    settling.accept(chosen(note), proposals.file(note), house)
    assert not proposals.file(note).exists()


def test_a_key_that_the_bibliography_has_is_refused(note: Path, tmp_path: Path) -> None:
    house = tmp_path / "bibliography.bib"
    house.write_text("@misc{Roe2021, title = {Another}}\n", encoding="utf-8")
    with pytest.raises(NotebuildError) as raised:
        settling.accept(chosen(note), proposals.file(note), house)
    (problem,) = raised.value.problems
    line = proposals.file(note).read_text(encoding="utf-8").split("\n").index("@book{roe2021,") + 1
    assert problem.location.line == line
    assert "has an entry Roe2021 already" in problem.message
    assert "give this one another key" in problem.remedy
    assert len(proposals.read(proposals.file(note))) == 2  # nothing was moved


def test_a_faulty_entry_is_told_at_its_line(note: Path, tmp_path: Path) -> None:
    """An editor's slip in one entry is told where it stands in the file, and keeps no other entry from being taken."""
    house, path = tmp_path / "bibliography.bib", proposals.file(note)
    text = path.read_text(encoding="utf-8").replace("{Borders}", '{Borders of "peace}')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebuildError) as raised:
        settling.accept(chosen(note, "roe2021"), path, house)
    (problem,) = raised.value.problems
    lines = text.split("\n")
    assert 'of "peace' in lines[problem.location.line - 1]
    assert not house.exists()
    settling.accept(chosen(note, "doe2020"), path, house)
    assert "doe2020" in house.read_text(encoding="utf-8")


def test_rejected_words_come_back(note: Path) -> None:
    """A note of its own with its number in the document, below its paragraph; a bracket in its note."""
    assert settling.reject(chosen(note, "roe2021"), proposals.file(note), note) == 2
    assert note.read_text(encoding="utf-8").partition("\n\n")[2] == (
        "One [@doe2020, p. 3].\n"
        "Two[^2].\n\n"
        "[^2]: Doe, *Roads*; R. Roe, *Borders*, 2021 (roe@example.org).\n\n"
        "Three[^4].\n\n"
        "[^4]: So it is said (Roe, *Borders*).\n"
    )
    held = proposals.read(proposals.file(note))
    assert [(one.key, one.uses) for one in held.values()] == [("doe2020", USES[:1])]
    assert settling.reject(chosen(note), proposals.file(note), note) == 1
    assert "@" not in note.read_text(encoding="utf-8").replace("roe@", "")
    assert not proposals.file(note).exists()


def test_a_citation_that_an_editor_has_changed_is_refused(note: Path) -> None:
    note.write_text(NOTE.replace(", p. 3", ", p. 4"), encoding="utf-8")
    with pytest.raises(NotebuildError) as raised:
        settling.reject(chosen(note, "doe2020"), proposals.file(note), note)
    (problem,) = raised.value.problems
    assert problem.message == "the note has [@doe2020, p. 3] 0 times, and 1 times when it was taken in"
    assert "by hand" in problem.remedy
    assert "p. 4" in note.read_text(encoding="utf-8")


def test_an_unknown_key_is_told_with_the_nearest(note: Path) -> None:
    with pytest.raises(NotebuildError) as raised:
        chosen(note, "doe2002")
    (problem,) = raised.value.problems
    assert problem.message == "proposes no source doe2002 (did you mean doe2020?)"
    assert problem.remedy == "name one of doe2020, roe2021, or --all"
    proposals.file(note).unlink()
    with pytest.raises(NotebuildError, match="proposes no source"):
        chosen(note)


def test_an_editor_may_set_the_entries_otherwise(note: Path, tmp_path: Path) -> None:
    """Other line ends, a brace on the last line of a field, a remark of the editor's: each entry is still found."""
    path = proposals.file(note)
    text = path.read_text(encoding="utf-8").replace(
        "  date = {2020},\n}", "  date = {2020}}\n% mended by hand"
    )
    path.write_bytes(text.replace("\n", "\r\n").encode())
    held = proposals.read(path)
    assert [(one.key, one.uses) for one in held.values()] == [("doe2020", USES[:2]), ("roe2021", USES[1:])]
    house = tmp_path / "bibliography.bib"
    settling.accept(chosen(note, "doe2020"), path, house)
    assert house.read_text(encoding="utf-8").endswith("  date = {2020}}\n")
    left = path.read_text(encoding="utf-8")
    assert "mended by hand" in left
    assert list(proposals.read(path)) == ["roe2021"]


def test_a_file_in_another_encoding_is_told(note: Path) -> None:
    proposals.file(note).write_bytes("@misc{a, title = {é}}\n".encode("latin-1"))
    with pytest.raises(NotebuildError) as raised:
        proposals.read(proposals.file(note))
    (problem,) = raised.value.problems
    assert (problem.location.line, problem.message) == (1, "this line is not UTF-8")
