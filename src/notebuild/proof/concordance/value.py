"""The values of a concordance: a row a note, a cell a language, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from notebuild.core.problems import Problem
from notebuild.proof.concordance.citations import Cited
from notebuild.proof.counts import Counts
from notebuild.readback import Reading


@dataclass(frozen=True, slots=True)
class Cell:
    """One note in one language: what its files say."""

    language: str
    text: str
    citations: tuple[Cited, ...]
    """Derived from the text that was read, not looked up."""

    call_page: int
    note_page: int
    """Pages of the PDF from 1; 0 where there is none."""

    agreeing: tuple[str, ...]
    """The readings (as "PDF by geometry") that agree with the edition."""

    faults: tuple[str, ...]
    anchor: str = ""
    """The name by which links reach the note in its files."""

    @property
    def is_split(self) -> bool:
        """Whether the footnote stands on a later page than its call."""
        return self.note_page > self.call_page > 0


@dataclass(frozen=True, slots=True)
class Row:
    """One note in every language; `faults` are those between languages."""

    number: int
    label: str
    section: str
    cells: tuple[Cell, ...]
    faults: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing is wrong with this footnote, in any file or language."""
        return not self.faults and not any(cell.faults for cell in self.cells)

    def cell(self, language: str) -> Cell | None:
        """Return what this language's files say, or None where they have no such footnote."""
        return next((cell for cell in self.cells if cell.language == language), None)


@dataclass(frozen=True, slots=True)
class Concordance:
    """The proof that a note's files agree, or where they do not."""

    note: str
    version: str
    languages: tuple[str, ...]
    layouts: Mapping[str, str]
    """Language to the name of the print layout that was used."""

    pages: Mapping[str, int]
    readings: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    composition: Mapping[str, Counts] = field(default_factory=dict)
    """Language to how its PDF falls into lines and pages."""

    @property
    def agrees(self) -> bool:
        """Whether every reading agrees with its edition, and the languages with each other."""
        return not self.problems

    def splits(self, language: str) -> int:
        """Return how many footnotes of a language stand on a later page than their call."""
        cells = (cell for row in self.rows for cell in row.cells if cell.language == language)
        return 0 if self.layouts.get(language) == "endnotes" else sum(cell.is_split for cell in cells)


def method(reading: Reading) -> str:
    """Return how a reading is named in the report: `PDF by geometry`, `DOCX`."""
    name = reading.format.upper()
    return f"{name} by {reading.method}" if reading.format == "pdf" else name
