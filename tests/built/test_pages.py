"""How the rich note falls into pages, line for line: `tests/golden/pages.<language>.txt`, read and reviewed.

A change of the sheet, the faces or the text shows there as a diff; `--update-golden` writes it anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from notebuild import readback
from notebuild.proof.counts import count

GOLDEN = Path(__file__).parents[1] / "golden"
WIDTH = 44
"""Characters of a line that are shown from each end."""


def shown(text: str) -> str:
    """A line on one line of the file: its beginning and its end, a setter's hyphen as `-`."""
    words = readback.plain(text.replace("\ufffe", "-").replace("\x02", "-"))
    return words if len(words) <= 2 * WIDTH else f"{words[:WIDTH].rstrip()} … {words[-WIDTH:].lstrip()}"


def described(path: Path) -> str:
    """Each page of a PDF: its lines, the first and last of its text, its line ends, its notes."""
    reading = readback.read(path, path.name)[0]
    counts = count(reading)
    out = [f"{reading.pages} pages, {len(reading.footnotes)} notes, {counts.lines} lines"]
    for page in range(1, reading.pages + 1):
        parts: dict[str, list[Any]] = {"text": [], "note": [], "page": []}
        for block in reading.composition.blocks:
            if block.part in parts:
                parts[block.part] += [line for line in block.lines if line.page == page]
        calls = [note.number for note in reading.footnotes if note.call_page == page]
        notes = [note.number for note in reading.footnotes if note.note_page == page]
        split = [note.number for note in reading.footnotes if note.note_page == page != note.call_page]
        out += [
            "",
            f"page {page}: {len(parts['text'])} lines of text, {len(parts['note'])} of notes, "
            f"{len(parts['page'])} of cover and last page",
            *(f"  {name} {shown(line.text)}" for name, line in ends(parts["page"] or [], "cover", "  to")),
            *(f"  {name} {shown(line.text)}" for name, line in ends(parts["text"], "from ", "  to")),
            f"  calls {span(calls)}, notes {span(notes)}, later page {span(split)}",
            f"  text ends at {lowest(parts['text'])} pt, notes begin at {highest(parts['note'])} pt",
        ]
    for name in ("ladders", "runts", "orphans", "widows", "stranded", "broken"):
        places = getattr(counts, name)
        out += ["", f"{name}: {len(places)}", *(f"  page {at}: {shown(text)}" for at, text in places)]
    out += ["", "line ends of the text"]
    for block in reading.composition.blocks:
        if block.part == "text" and len(block.lines) > 1:
            out.append("  " + " | ".join(tail(line.text) for line in block.lines))
    return "\n".join(out) + "\n"


def ends(found: list[Any], first: str, last: str) -> list[tuple[str, Any]]:
    return [(first, found[0]), (last, found[-1])] if found else []


def span(numbers: list[int]) -> str:
    """`3–7`, `3`, or a dash; what is not in a row is listed."""
    if not numbers:
        return "–"
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers))


def tail(text: str) -> str:
    """The last word of a line, as it is set."""
    return shown(text).rsplit(" ", 1)[-1]


def lowest(found: list[Any]) -> str:
    return f"{min(line.base for line in found):.0f}" if found else "–"


def highest(found: list[Any]) -> str:
    return f"{max(line.base for line in found):.0f}" if found else "–"


def test_pages(rich_build: Any, language: str, request: pytest.FixtureRequest) -> None:
    """Pages, first and last lines, line ends and the place of each note are those that were reviewed."""
    said = described(rich_build.deliverable(language, "pdf"))
    golden = GOLDEN / f"pages.{language}.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_the_notes_are_where_their_calls_are(rich_build: Any, language: str) -> None:
    """Every note begins on the page that calls it, below the last line of its text."""
    reading = readback.read(rich_build.deliverable(language, "pdf"), "x")[0]
    assert [note.call_page for note in reading.footnotes] == [note.note_page for note in reading.footnotes]
    for page in range(1, reading.pages + 1):
        lines = [(b.part, line) for b in reading.composition.blocks for line in b.lines if line.page == page]
        text = [line.base for part, line in lines if part in ("text", "page")]
        notes = [line.base for part, line in lines if part == "note"]
        assert not notes or min(text) > max(notes)


def test_the_concordance_says_it(rich_build: Any, language: str) -> None:
    """The counts stand in the concordance for people and for machines."""
    raw = json.loads((rich_build.build / "concordance.json").read_text(encoding="utf-8"))
    tag = {"en": "en-GB", "fr": "fr-FR"}[language]
    counts = count(readback.read(rich_build.deliverable(language, "pdf"), "x")[0])
    assert raw["composition"][tag]["lines"] == counts.lines
    assert raw["composition"][tag]["hyphens"] == counts.hyphens


def test_the_layout_is_printed(rich_build: Any, language: str) -> None:
    """The run says which layout was used, how many were tried before, and how many footnotes left their call's page."""
    said = (rich_build / "run.txt").read_text(encoding="utf-8")
    line = f"build/rich/rich.{language}.pdf: layout “set”, 0 tried before, 4 pages, "
    assert f"{line}0 footnotes on a later page than their call\n" in said
