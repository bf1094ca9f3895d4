"""Prints a concordance as a page for an editor, and as JSON for a machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from notebuild.core.house import House
from notebuild.core.model import compact, listed, shallow
from notebuild.core.problems import Problem, counted
from notebuild.proof.concordance.citations import written
from notebuild.proof.concordance.value import Concordance, Row
from notebuild.proof.counts import Counts
from notebuild.readback import plain
from notebuild.render import fonts, templates
from notebuild.render.html.address_breaks import short_parts
from notebuild.render.templates import trusted

ADDRESS = re.compile(r"(https?://[^\s<>\"]+)")
WHOLE = trusted('<span class="address">{}</span>')

LATER = "Notes on a later page than their call"

COUNTS = {
    "lines": "Lines of text and notes",
    "hyphens": "That end in a hyphen",
    "uneven": "Lines at another distance",
    "ladders": "Third hyphens in a row",
    "in_notes": "Hyphens added in notes",
    "over_page": "Words broken over a page",
    "stubs": "Last lines that are part of a word",
    "parted": "Names, numbers and ties parted",
    "addresses": "Addresses broken at the wrong sign",
    "deep": "Pages with more than 40 pt above the notes",
    "runts": "Very short last lines",
    "orphans": "First lines left alone",
    "widows": "Last lines left alone",
    "stranded": "Headings that end a page",
    "broken": "Lines broken off",
}
"""How the page names what is counted of a PDF's lines, by the fields of proof.counts.Counts."""


def to_json(concordance: Concordance, **more: Any) -> str:
    """Return the whole concordance as stable JSON, a line for each note, file and problem, with `more` added."""
    raw: dict[str, Any] = {
        **shallow(concordance),
        "agrees": concordance.agrees,
        "drift": {language: concordance.splits(language) for language in concordance.languages},
        "problems": [{**shallow(p.location), "message": p.message} for p in concordance.problems],
        **more,
    }
    parts = [
        f'"{name}": {listed(value) if isinstance(value, list | tuple) else compact(value)}'
        for name, value in sorted(raw.items())
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def page(
    concordance: Concordance,
    title: str,
    names: Mapping[str, str],
    files: Mapping[str, Mapping[str, str]] | None = None,
    released: str = "",
    house: House | None = None,
) -> str:
    """Return the report as one self-contained page, in English: it is the editor's, not the reader's.

    `names` prints languages; `files` links each language's formats, relative to the report;
    `released` says in a sentence what the release folder holds; `house` gives the page its colours and its face.
    All text is data: Jinja escapes it.
    """
    languages = concordance.languages
    cited = sorted({key for row in concordance.rows for key in keys(row)}, key=str.casefold)
    sections = dict.fromkeys(row.section for row in concordance.rows)
    context = {
        "concordance": concordance,
        "title": title,
        "names": {language: names.get(language, language) for language in languages},
        "files": {language: (files or {}).get(language, {}) for language in languages},
        "released": released,
        "verdict": verdict(concordance),
        "cited": lambda citations: "; ".join(map(written, citations)),
        "later": LATER,
        "problems": [(problem, footnote_of(problem)) for problem in concordance.problems],
        "heads": tuple(COUNTS.values()),
        "counts": {
            language: {head: size(getattr(counts, field)) for field, head in COUNTS.items()}
            for language, counts in concordance.composition.items()
        },
        "places": list(places(concordance)),
        "sections": {section: f"s{number}" for number, section in enumerate(sections, 1)},
        "sources": {key: f"k{number}" for number, key in enumerate(cited, 1)},
        "named": lambda row: " ".join(f"k{cited.index(key) + 1}" for key in keys(row)),
        "broken": broken,
        "look": look(house) if house else None,
        "faces": "",
    }
    here, name = Path(__file__).parent, "report.html.j2"
    html = templates.fill(here, name, context)
    return templates.fill(here, name, context | {"faces": faces(house, html)}) if house else html


def keys(row: Row) -> tuple[str, ...]:
    """Return the sources that a note names in any language, each once."""
    return tuple(dict.fromkeys(key for cell in row.cells for key, _, _ in cell.citations))


def broken(text: str) -> trusted:
    """Return a text as HTML, its addresses with places to break where they break on the page."""
    out = trusted("")
    for at, part in enumerate(ADDRESS.split(text)):
        out += WHOLE.format(trusted("<wbr>").join(short_parts(part))) if at % 2 else part
    return out


def look(house: House) -> dict[str, Any]:
    """Return the house's colours and its sans, as CSS: values that the house file was refused without."""
    face, colours = house.tokens["face"], house.tokens["colour"]
    family = trusted(f'"{face["sans"]}", {face["sans-fallback"]}')
    return {"sans": family, "light": colours["light"], "dark": colours["dark"]}


def faces(house: House, html: str) -> trusted:
    """Return the `@font-face` rules of the house's sans, upright, cut down to the characters of the page."""
    family = house.tokens["face"]["sans"]
    used = [
        face
        for face in fonts.faces(house)
        if face.family == family and face.style == "normal" and not face.only
    ]
    return trusted("".join(face.rule(fonts.embedded(face.path, {*html})) for face in used))


def verdict(concordance: Concordance) -> str:
    """Return one sentence that an editor can act on."""
    footnotes = counted(len(concordance.rows), "note")
    if concordance.agrees:
        return (
            f"All agree: {footnotes}, the same in {counted(len(concordance.languages), 'language')} and in"
            f" every file, by {counted(len(concordance.readings), 'reading')}"
            f" ({', '.join(concordance.readings)})."
        )
    wrong = sum(not row.agrees for row in concordance.rows)
    differences = counted(len(concordance.problems), "difference")
    return f"These files do not agree: {differences}, {wrong} of {footnotes} touched."


def footnote_of(problem: Problem) -> int:
    """Return the number of the footnote that a problem is about, whose row it leads to; 0 for none."""
    match = re.match(r"footnote (\d+) ", problem.location.place)
    return int(match[1]) if match else 0


def size(count: int | Sequence[Any]) -> int:
    """Return a count, or how many places are listed."""
    return count if isinstance(count, int) else len(count)


def told(counts: Counts) -> str:
    """Return in one line what is counted of a PDF's lines, for whoever builds: what there is none of is left out."""
    sizes = ((head, size(getattr(counts, field))) for field, head in COUNTS.items())
    return ", ".join(f"{head[:1].lower()}{head[1:]} {count}" for head, count in sizes if count)


def places(concordance: Concordance) -> Iterator[tuple[str, str, list[tuple[int, str]]]]:
    """Yield where what is counted stands: a language, what it is, and the page and words of each line."""
    for language, counts in concordance.composition.items():
        for field, head in COUNTS.items():
            lines = getattr(counts, field)
            if lines and not isinstance(lines, int):
                yield language, head, [(number, plain(text)) for number, text in lines]
