"""Editions and the readings of their finished files to a Concordance: agreement, or where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notebuild.core.model import Edition, Footnote
from notebuild.core.problems import Location, Problem
from notebuild.proof.composition import count
from notebuild.proof.concordance.citations import Forms, cited, derive, forms
from notebuild.proof.concordance.differences import faults as faults_of
from notebuild.proof.concordance.differences import listed, pages
from notebuild.proof.concordance.value import Cell, Concordance, Row, method
from notebuild.readback import FootnoteReading, Reading, plain, same


def compare(
    editions: Mapping[str, Edition],
    readings: Mapping[str, Sequence[Reading]],
    layouts: Mapping[str, str] | None = None,
    told: Sequence[Problem] = (),
) -> Concordance:
    """Compare what every file says with its edition, and the languages with the first one.

    `editions` and `readings` go by language tag, in the house's order of languages; every Problem
    names the file, the note's number and its label. `told` is what is already known to be wrong:
    files that could not be read, lines that are badly set.
    """
    problems = list(told)
    cells: dict[str, dict[int, Cell]] = {}
    for language, edition in editions.items():
        known = forms(edition.footnotes)
        faults: dict[int, list[str]] = {}
        passed: dict[int, list[str]] = {}
        texts: dict[int, FootnoteReading] = {}
        for reading in readings.get(language, ()):
            found = {note.number: note for note in edition.footnotes}
            wrong = set()
            for number, message in faults_of(edition, reading, known):
                note = found.get(number)
                place = f"footnote {number} ({note.label})" if note else ""
                problems.append(_problem(reading.path, place, f"{message}{_by(reading)}"))
                faults.setdefault(number, []).append(f"{method(reading)}: {message}")
                wrong.add(number)
            for read in reading.footnotes:
                if reading.format == "pdf" or read.number not in texts:
                    texts[read.number] = read
            for number in found.keys() - wrong:
                passed.setdefault(number, []).append(method(reading))
        for number, message in pages(readings.get(language, ())):
            label = next((n.label for n in edition.footnotes if n.number == number), "")
            place = f"footnote {number} ({label})"
            path = next(r.path for r in readings[language] if r.format == "pdf")
            problems.append(_problem(path, place, message))
            faults.setdefault(number, []).append(f"PDF: {message}")
        cells[language] = {
            note.number: _cell(
                language,
                note,
                texts.get(note.number),
                known,
                passed,
                faults,
                readings.get(language, ()),
            )
            for note in edition.footnotes
        }
    rows, between = _rows(editions, cells)
    first = next(iter(editions.values()))
    return Concordance(
        note=first.note,
        version=str(first.metadata.get("version", "")),
        languages=tuple(editions),
        layouts=dict(layouts or {}),
        pages={
            language: max((reading.pages for reading in group), default=0)
            for language, group in readings.items()
        },
        readings=tuple(dict.fromkeys(method(r) for group in readings.values() for r in group)),
        composition={
            language: count(reading)
            for language, group in readings.items()
            for reading in group
            if reading.composition.blocks
        },
        rows=rows,
        problems=tuple(dict.fromkeys([*problems, *between])),
    )


def _by(reading: Reading) -> str:
    """Which of the two ways of reading a PDF found it."""
    return f", by its {reading.method}" if reading.format == "pdf" else ""


def _problem(path: str, place: str, message: str) -> Problem:
    return Problem(
        Location(path, place=place),
        message,
        "remove this file and run ./doit; if it says the same, keep the last release and report it",
    )


def _cell(
    language: str,
    note: Footnote,
    read: FootnoteReading | None,
    known: Forms,
    passed: Mapping[int, Sequence[str]],
    faults: Mapping[int, Sequence[str]],
    group: Sequence[Reading],
) -> Cell:
    pdf = [
        r
        for reading in group
        if reading.format == "pdf"
        for r in reading.footnotes
        if r.number == note.number
    ]
    text = read.text if read else ""
    return Cell(
        language=language,
        # Where the words are the edition's, print them with its spaces.
        text=note.text if same(text, note.text) else plain(text),
        citations=tuple(sorted(group)[0] for group in derive(text, known)),
        call_page=pdf[0].call_page if pdf else 0,
        note_page=pdf[0].note_page if pdf else 0,
        agreeing=tuple(passed.get(note.number, ())),
        faults=tuple(faults.get(note.number, ())),
        anchor=read.anchor if read else "",
    )


def _rows(
    editions: Mapping[str, Edition], cells: Mapping[str, Mapping[int, Cell]]
) -> tuple[tuple[Row, ...], list[Problem]]:
    """One row a note, every language against the first; with the Problems between languages."""
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
    """How a note differs from the same note in the first language, or nothing."""
    if first is None or note is None:
        return f"stands in {base if note is None else language} only"
    if first.label != note.label:
        return f"is {first.label} in {base} and {note.label} in {language}"
    ours, theirs = ([cited(c) for c in one.citations] for one in (first, note))
    read = [cell for cell in pair if cell and not cell.faults]
    if ours == theirs and len(read) == 2:
        # The editions agree: so must what was read, unless its fault is already told.
        ours, theirs = (list(cell.citations) for cell in read)
    return "" if ours == theirs else f"cites {listed(ours)} in {base} and {listed(theirs)} in {language}"
