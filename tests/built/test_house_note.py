"""The pages of the house's own note, in English, French and German: what must hold for any note."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from notebuild import readback
from notebuild.core.house import read_profile
from notebuild.edition import tree
from notebuild.proof import composition

Project = Any  # the class of `tests/conftest.py`
ROOT = Path(__file__).parents[2]
NAME = "south-caucasus"
PROFILES = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE"}
FAMILIES = ("Source Serif Pro", "Source Sans Pro")

FEW_LADDERS = 0.01
"""Third hyphens in a row, by line: the engine knows no `hyphenate-limit-lines`, so some are left."""

FEW_RUNTS = 0.1
"""Runts, by paragraph: no property of the engine's forbids them."""


@pytest.fixture(scope="module")
def house_note(project: Callable[..., Project]) -> Project:
    """The PDFs of the note, with the German catalogue of its summary and key points beside the French."""
    real = project("german", "house-note")
    shutil.copytree(ROOT / "manuscript", real / "manuscript")
    shutil.copy(ROOT / "bibliography.bib", real / "bibliography.bib")
    note = type(real)(real.root, NAME)
    shutil.copy(real / NAME / "de.po", note.manuscript / "de.po")
    note.edit(
        f"manuscript/{NAME}/note.md",
        "languages: [fr-FR]",
        "languages: [fr-FR, de-DE]\ntranslation: {de: banner}",
    )
    run = note.run("pdf")
    assert run.status == 0, run.output
    return note


@pytest.fixture(scope="module", params=PROFILES)
def read(house_note: Project, request: pytest.FixtureRequest) -> tuple[str, Project, readback.Reading]:
    """Each language in its turn, with its PDF as read."""
    path = house_note.deliverable(request.param, "pdf")
    return request.param, house_note, readback.read(path, path.name)[0]


Read = tuple[str, Any, readback.Reading]


def test_pull_quotes_are_whole(read: Read) -> None:
    """A pull quote stands on one page, which the engine does not see to for what floats."""
    language, note, reading = read
    text = (note.build / language / "edition.json").read_text(encoding="utf-8")
    quotes = [
        tree.text(node)
        for node in tree.find(json.loads(text)["tree"]["blocks"], "Div")
        if "pullquote" in tree.classes(node)
    ]
    assert quotes
    for quote in quotes:
        pages = [
            {line.page for line in block.lines}
            for block in reading.composition.blocks
            if readback.same("".join(line.text for line in block.lines), quote)
        ]
        assert pages and all(len(page) == 1 for page in pages), quote


def test_silence(read: Read) -> None:
    """No line begins or ends as none may, no glyph is missing, no face is the machine's."""
    language, note, reading = read
    profile = read_profile(ROOT / "styles/profiles" / f"{PROFILES[language]}.toml", language)
    edition = json.loads((note.build / language / "edition.json").read_text(encoding="utf-8"))
    bodies = [edition["tree"]["blocks"], *(one["blocks"] for one in edition["footnotes"])]
    code = [n["c"][1] for body in bodies for n in tree.walk(body) if n["t"] in ("Code", "CodeBlock")]
    found = composition.check(reading, profile.quotes, FAMILIES, code)
    assert [f"{p.location}: {p.message}" for p in found] == []
    assert len(reading.composition.blocks) > 200


def test_notes_and_calls(read: Read) -> None:
    """Every note stands on the page of its call, below the text."""
    _, _, reading = read
    assert [one.call_page for one in reading.footnotes] == [one.note_page for one in reading.footnotes]
    assert len(reading.footnotes) > 100


def test_pages(read: Read) -> None:
    """No page ends with a heading or with the first line of a paragraph, none begins with a last line."""
    counts = composition.count(read[2])
    assert (counts.stranded, counts.orphans, counts.widows) == ((), (), ())
    assert counts.broken == ()


def test_lines(read: Read) -> None:
    """Ladders of hyphens and runts, which the sheet can only make rare, are rare."""
    counts = composition.count(read[2])
    paragraphs = [b for b in read[2].composition.blocks if b.part == "text" and b.kind in ("P", "LBody")]
    assert len(counts.ladders) <= FEW_LADDERS * counts.lines, counts.ladders
    assert len(counts.runts) <= FEW_RUNTS * len(paragraphs), counts.runts
