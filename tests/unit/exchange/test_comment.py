"""The comment on a pull request: made from a file that is not believed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from notebuild.compare.changes import Change, Changes
from notebuild.compare.editions import EditionChanges, Field, SourceChange
from notebuild.core.problems import Location, Problem
from notebuild.exchange.changes import comment, page
from notebuild.exchange.changes.summary import summary
from notebuild.exchange.changes.value import EditionReport, Figure, NoteReport, PagePair, Report, Size

PASSAGE = Change("paragraph", 4, 5, (("same", "The harbour is "), ("out", "old"), ("in", "new")))
TEXT = Changes((PASSAGE,), (Change("note", 0, 2, (("in", "Alder, Port."),)),), (), ((2, 3), (3, 4)))
SOURCES = (SourceChange("alder", "changed", "The Port", (Field("title", (("in", "The Port"),)),)),)
EDITION = EditionReport(
    "port.en", "en-GB", "English", "changed", "", EditionChanges(TEXT, (), SOURCES), 0, 0,
    Size(3, 1000), Size(4, 1100), (PagePair(1, 1, b"PNG"),), 2,
)  # fmt: skip
WAITS = EditionReport("port.fr", "fr-FR", "French", "refused", "it cannot be built as it is now", stale=1)
PROBLEM = Problem(Location("manuscript/port/fr.po", 12), "the English has changed", "mend it")
REPORT = Report(
    "main", "now",
    (NoteReport("port", "Ports", "changed", (EDITION, WAITS), (Figure("a.svg", b"", b"x"),), (PROBLEM,), ()),),
)  # fmt: skip


def content(report: Report = REPORT) -> bytes:
    return page.to_json(report).encode()


def test_it_is_the_summary_with_its_mark() -> None:
    said = comment.comment(content())
    assert said == f"{comment.MARK}\n{summary(REPORT)}"
    assert "English: 1 passage, 1 note new, 1 entry of the bibliography, notes 2–3 renumbered" in said
    assert "French: it cannot be built as it is now, 1 passage now stale" in said


def test_it_is_short_whatever_the_note_says() -> None:
    many = replace(PASSAGE, marked=(("in", "@everyone <b> " * 50),))
    text = replace(TEXT, passages=(many,) * 1000)
    edition = replace(EDITION, changes=EditionChanges(text, (), ()))
    whole = replace(REPORT, notes=(replace(REPORT.notes[0], editions=(edition,)),))
    said = comment.comment(content(whole))
    assert len(said.encode()) <= comment.LARGEST
    assert "more lines are left out" in said
    assert "@" not in said and set(re.findall(r"</?(\w+)", said)) <= {"ins", "del"}


def change(path: str, value: object) -> bytes:
    """The file with one value in it exchanged."""
    raw = json.loads(content())
    at, names = raw, path.split(".")
    for name in names[:-1]:
        at = at[int(name) if name.isdigit() else name]
    last: object = int(names[-1]) if names[-1].isdigit() else names[-1]
    at[last] = value
    return json.dumps(raw).encode()


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (b"", "it is no JSON"),
        (b"[" * 100_000, "it is no JSON"),
        (b"[]", "report is not what it should be"),
        (b'{"base": "main"}', "report has not the fields of a Report"),
        (
            change("notes.0.editions.0.state", "merged"),
            "report.notes[0].editions[0].state is not what it should be",
        ),
        (
            change("notes.0.editions.0.stale", "1"),
            "report.notes[0].editions[0].stale is not what it should be",
        ),
        (
            change("notes.0.editions.0.stale", True),
            "report.notes[0].editions[0].stale is not what it should be",
        ),
        (change("notes.0.number", 7), "report.notes[0] has not the fields of a NoteReport"),
        (
            change("notes.0.editions.0.changes.text.passages.0.marked.0", ["same"]),
            "report.notes[0].editions[0].changes.text.passages[0].marked[0] is not what it should be",
        ),
        (b" " * 5_000_001, "it has more than 5 MB"),
    ],
)
def test_what_is_no_report_is_not_posted(bad: bytes, message: str) -> None:
    with pytest.raises(comment.Misshapen) as fault:
        comment.comment(bad)
    assert str(fault.value) == message


def test_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints the comment; a link in the place of the file is not followed."""
    file = tmp_path / "changes.json"
    file.write_bytes(content())
    assert comment.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(comment.MARK)
    elsewhere = tmp_path / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert comment.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        "changes.json: there is no such file\n    look at the run that made it; nothing is posted\n"
    )
