"""Cells of figures in a translation: nobody need translate them, and each edition writes them its way."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild import translation
from notebuild.sources import markdown
from notebuild.translation import figures, gaps
from notebuild.translation.catalogue import po

ENGLISH = {"thousands": ",", "decimal": "."}
FRENCH = {"thousands": " .", "decimal": ","}
TEXT = "| Lake | Area |\n|---|---:|\n| Sevan | 1,242.5 |\n| Arpi | 22.1 |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,242", "1\u202f242"),
        ("1,242,000.5", "1\u202f242\u202f000,5"),
        ("0.5–1.5 %", "0,5–1,5 %"),
        ("(−3.25)", "(−3,25)"),
        ("12.03.2024", "12.03.2024"),
        ("1.2.3", "1.2.3"),
        ("1,2", "1,2"),
        ("12", "12"),
    ],
)
def test_written(text: str, expected: str) -> None:
    """French parts thousands with a narrow space and writes a decimal comma; a date or a version stays."""
    assert figures.written(text, ENGLISH, FRENCH) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\u202f242,5", "1,242.5"),
        ("12 400", "12,400"),
        ("1\u00a0150\u00a0000", "1,150,000"),
        ("3,8 %", "3.8 %"),
        ("010 234 567", "010 234 567"),
        ("100 2000", "100 2000"),
    ],
)
def test_back(text: str, expected: str) -> None:
    """The same the other way round, whatever space was typed; a telephone number and two numbers stay."""
    assert figures.written(text, FRENCH, ENGLISH) == expected


def test_a_language_without_a_table() -> None:
    """Without a table of numbers a language prints them as they are typed."""
    assert figures.written("1,242.5", ENGLISH, {}) == "1,242.5"


def test_an_edition(tmp_path: Path) -> None:
    """No catalogue asks for a cell of figures; where a translator has one all the same, it stands."""
    segments = markdown.segments(TEXT, "n.md")
    empty = po.empty("fr.po", "fr", "n")
    asked = translation.update(empty, segments)
    assert [entry.msgid for entry in asked.file] == ["Lake", "Area", "Sevan", "Arpi"]
    (entry,) = [segment for segment in segments if segment.text == "22.1"]
    (tmp_path / "fr.po").write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgctxt "{entry.context}"\nmsgid "22.1"\nmsgstr "22 1/10"\n',
        encoding="utf-8",
    )
    catalogue, problems = translation.read(tmp_path / "fr.po", "fr.po")
    assert problems == ()
    catalogue = translation.update(catalogue, segments)
    standing = gaps.standing(segments, catalogue)
    assert standing.count("untranslated") == 4
    printed = gaps.printed(segments, catalogue, standing)
    cells = [s.text for s in figures.write(segments, printed, catalogue, ENGLISH, FRENCH) if s.kind == "cell"]
    assert [cell for cell in cells if "2" in cell] == ["1\u202f242,5", "22 1/10"]
