"""Compares editions with the readings of their finished files, and the languages with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from notebuild.core.house import Profile
from notebuild.core.model import Edition, Footnote
from notebuild.core.problems import Location, Problem
from notebuild.edition.places import Places
from notebuild.proof.concordance.citations import Forms, cited, derive, forms
from notebuild.proof.concordance.differences import faults, listed, pages
from notebuild.proof.concordance.value import Cell, Concordance, Row, method
from notebuild.proof.counts import count
from notebuild.proof.wanted import NOTHING, wanted
from notebuild.proof.words.say import REMEDY
from notebuild.readback import FootnoteReading, Reading, plain, same


def compare(
    editions: Mapping[str, Edition],
    readings: Mapping[str, Sequence[Reading]],
    layouts: Mapping[str, str] | None = None,
    known: Sequence[Problem] = (),
    places: Mapping[str, Places] | None = None,
    profiles: Mapping[str, Profile] | None = None,
) -> Concordance:
    """Return how what every file says compares with its edition, and the languages with the first one.

    `editions` and `readings` go by language tag, in the house's order of languages; every Problem
    names the file, the footnote's number and its label, and stands at the footnote's line in the source where
    `places` has it, by language. `known` is what is already known to be
    wrong: files that could not be read, lines that are badly set; by its profile, what ties the words of each.
    """
    problems = list(known)
    cells: dict[str, dict[int, Cell]] = {}
    for language, edition in editions.items():
        group = readings.get(language, ())
        outcome = _outcome(edition, group, (places or {}).get(language))
        problems += outcome.problems
        printed = forms(edition.footnotes)
        cells[language] = {
            footnote.number: _cell(language, footnote, printed, outcome) for footnote in edition.footnotes
        }
    rows, between = _rows(editions, cells)
    asked = {
        language: wanted(edition, profiles[language]) if profiles else NOTHING
        for language, edition in editions.items()
    }
    first = next(iter(editions.values()))
    every = [(language, reading) for language, group in readings.items() for reading in group]
    return Concordance(
        note=first.note,
        version=str(first.metadata.get("version", "")),
        languages=tuple(editions),
        layouts=dict(layouts or {}),
        pages={
            language: max((reading.pages for reading in group), default=0)
            for language, group in readings.items()
        },
        readings=tuple(dict.fromkeys(method(reading) for _, reading in every)),
        composition={
            language: count(reading, asked[language])
            for language, reading in every
            if reading.composition.blocks
        },
        rows=rows,
        problems=tuple(dict.fromkeys([*problems, *between])),
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of comparing the files of one edition with it, by a footnote's number; 0 is the file's."""

    problems: list[Problem] = field(default_factory=list)
    faults: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    agreeing: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The readings that agree."""

    in_pdf: defaultdict[int, list[FootnoteReading]] = field(default_factory=lambda: defaultdict(list))
    elsewhere: defaultdict[int, list[FootnoteReading]] = field(default_factory=lambda: defaultdict(list))
    """What was read of the footnote, in the PDF and in the other files."""


def _outcome(edition: Edition, group: Sequence[Reading], places: Places | None) -> _Outcome:
    """Compare an edition with each reading of its files, and the two readings of its PDF with each other."""
    outcome, printed = _Outcome(), forms(edition.footnotes)
    labels = {footnote.number: footnote.label for footnote in edition.footnotes}
    for reading in group:
        for read in reading.footnotes:
            (outcome.in_pdf if reading.format == "pdf" else outcome.elsewhere)[read.number].append(read)
        wrong = set()
        for number, message in faults(edition, reading, printed):
            place = f"footnote {number} ({labels[number]})" if number in labels else ""
            outcome.problems.append(_problem(reading.path, place, message, _by(reading), places, number))
            outcome.faults[number].append(f"{method(reading)}: {message}")
            wrong.add(number)
        for number in labels.keys() - wrong:
            outcome.agreeing[number].append(method(reading))
    for number, message in pages(group):
        path = next(reading.path for reading in group if reading.format == "pdf")
        place = f"footnote {number} ({labels.get(number, '')})"
        outcome.problems.append(_problem(path, place, message, "", places, number))
        outcome.faults[number].append(f"PDF: {message}")
    return outcome


def _by(reading: Reading) -> str:
    """Return which of the two ways of reading a PDF it was, as the end of a message."""
    return f", by its {reading.method}" if reading.format == "pdf" else ""


def _problem(path: str, place: str, message: str, by: str, places: Places | None, number: int) -> Problem:
    """Return a Problem about a file, at the line of the footnote in its source where that is known."""
    if places is None:
        return Problem(Location(path, place=place), f"{message}{by}", REMEDY)
    where = places.notes.get(number, Location(places.note, 1))
    return Problem(replace(where, place=place), f"{message} in {path.rpartition('/')[2]}{by}", REMEDY)


def _cell(language: str, footnote: Footnote, printed: Forms, outcome: _Outcome) -> Cell:
    """Return what the files of one language say of a footnote, in the words of the last reading of the PDF."""
    in_pdf = outcome.in_pdf[footnote.number]
    missing = FootnoteReading(footnote.number, "")
    read = next(iter([*in_pdf[::-1], *outcome.elsewhere[footnote.number]]), missing)
    return Cell(
        language=language,
        # Where the words are the edition's, print them with its spaces.
        text=footnote.text if same(read.text, footnote.text) else plain(read.text),
        citations=tuple(sorted(citations)[0] for citations in derive(read.text, printed)),
        call_page=in_pdf[0].call_page if in_pdf else 0,
        note_page=in_pdf[0].note_page if in_pdf else 0,
        agreeing=tuple(outcome.agreeing[footnote.number]),
        faults=tuple(outcome.faults[footnote.number]),
        anchor=read.anchor,
    )


def _rows(
    editions: Mapping[str, Edition], cells: Mapping[str, Mapping[int, Cell]]
) -> tuple[tuple[Row, ...], list[Problem]]:
    """Return one row a footnote, every language against the first, and the Problems between languages."""
    notes = {lang: {n.number: n for n in edition.footnotes} for lang, edition in editions.items()}
    base, *others = editions
    rows: list[Row] = []
    problems: list[Problem] = []
    for number in sorted(set().union(*notes.values())):
        first = notes[base].get(number)
        label = next(group[number].label for group in notes.values() if number in group)
        faults = []
        for language in others:
            pair = [cells[lang].get(number) for lang in (base, language)]
            fault = _between(base, language, first, notes[language].get(number), pair)
            if fault:
                faults.append(fault)
                name = editions[base].note
                catalogue = f"manuscript/{name}/{language.split('-')[0]}.po"
                problems.append(
                    Problem(
                        Location(catalogue, place=f"footnote {number} ({label})"),
                        fault,
                        "give the translation the keys, locators and labels of the source, in order",
                    )
                )
        rows.append(
            Row(
                number,
                label,
                first.section if first else "",
                tuple(cells[lang][number] for lang in editions if number in cells[lang]),
                tuple(faults),
            )
        )
    return tuple(rows), problems


def _between(
    base: str,
    language: str,
    first: Footnote | None,
    note: Footnote | None,
    pair: Sequence[Cell | None],
) -> str:
    """Return how a footnote differs from the same one in the first language, or nothing."""
    if first is None or note is None:
        return f"stands in {base if note is None else language} only"
    if first.label != note.label:
        return f"is {first.label} in {base} and {note.label} in {language}"
    ours, theirs = ([cited(c) for c in one.citations] for one in (first, note))
    read = [cell for cell in pair if cell and not cell.faults]
    if ours == theirs and len(read) == 2:
        # The editions agree: so must what was read, unless its fault is already known.
        ours, theirs = (list(cell.citations) for cell in read)
    return "" if ours == theirs else f"cites {listed(ours)} in {base} and {listed(theirs)} in {language}"
