"""The note of version 1, frozen, in English, French and German: what must hold for any note, at its full length.

Its catalogue in German holds the summary and the key points alone, so that most of that edition is English.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from houses import NOTE, TOOL
from notebuild import readback
from notebuild.core.house import read_profile
from notebuild.core.model import from_json
from notebuild.edition import tree
from notebuild.proof import composition
from notebuild.proof.counts import count
from notebuild.proof.wanted import wanted

pytestmark = pytest.mark.slow
Project = Any  # the class of `tests/conftest.py`
NOTES, SOURCES = 116, 108
"""Footnotes of the note and sources it cites, counted by hand when it was written."""

KINDS = ("pdf", "docx", "html")
PROFILES = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE"}
FAMILIES = ("Source Serif Pro", "Source Sans Pro")

FEW_RUNTS = 0.1
"""Runts, by paragraph: no property of the engine's forbids them."""


@pytest.fixture(scope="module", params=PROFILES)
def read(published_build: Project, request: pytest.FixtureRequest) -> tuple[str, Project, readback.Reading]:
    """Each language in its turn, with its PDF as read."""
    path = published_build.deliverable(request.param, "pdf")
    return request.param, published_build, readback.read(path, path.name)[0]


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
    profile = read_profile(TOOL / "profiles" / f"{PROFILES[language]}.toml", language)
    edition = from_json((note.build / language / "edition.json").read_text(encoding="utf-8"))
    bodies = [edition.tree["blocks"], *(list(one.blocks) for one in edition.footnotes)]
    code = [n["c"][1] for body in bodies for n in tree.walk(body) if n["t"] in ("Code", "CodeBlock")]
    code += wanted(edition, profile).addresses
    found = composition.check(reading, profile.quotes, FAMILIES, code)
    assert [f"{p.location}: {p.message}" for p in found] == []
    assert len(reading.composition.blocks) > 200


def test_notes_and_calls(read: Read) -> None:
    """Every note stands on the page of its call, below the text."""
    _, _, reading = read
    assert [one.call_page for one in reading.footnotes] == [one.note_page for one in reading.footnotes]
    assert len(reading.footnotes) == NOTES


def test_pages(read: Read) -> None:
    """No page ends with a heading or with the first line of a paragraph, none begins with a last line."""
    counts = count(read[2])
    assert (counts.stranded, counts.orphans, counts.widows) == ((), (), ())
    assert counts.broken == ()


def test_lines(read: Read) -> None:
    """Lines fall as a compositor would set them, by what the edition and the profile ask; runts are rare."""
    language, note, reading = read
    profile = read_profile(TOOL / "profiles" / f"{PROFILES[language]}.toml", language)
    edition = from_json((note.build / language / "edition.json").read_text(encoding="utf-8"))
    counts = count(reading, wanted(edition, profile))
    left = (counts.uneven, counts.ladders, counts.in_notes, counts.over_page, counts.stubs)
    assert left == ((), (), (), (), ())
    assert counts.parted == ()
    assert len(counts.addresses) <= 1, (
        counts.addresses
    )  # the engine may part a host at the end of a full line
    paragraphs = [b for b in reading.composition.blocks if b.part == "text" and b.kind in ("P", "LBody")]
    assert len(counts.runts) <= FEW_RUNTS * len(paragraphs), counts.runts


def test_counts(published_build: Project) -> None:
    """Every edition has the footnotes of the original, in its order, and cites the same sources."""
    editions = {
        language: json.loads((published_build.build / language / "edition.json").read_text(encoding="utf-8"))
        for language in PROFILES
    }
    labels = [note["label"] for note in editions["en"]["footnotes"]]
    assert len(labels) == NOTES
    for edition in editions.values():
        assert [note["number"] for note in edition["footnotes"]] == list(range(1, NOTES + 1))
        assert [note["label"] for note in edition["footnotes"]] == labels
        assert len(edition["sources"]) == SOURCES


def test_the_files_agree(published_build: Project) -> None:
    """All nine files were read back, agree, and lie in the release."""
    assert json.loads((published_build.build / "concordance.json").read_text(encoding="utf-8"))["agrees"]
    released = {path.name for path in (published_build.build / "release").glob(f"{NOTE}.*")}
    assert {f"{NOTE}.{language}.{kind}" for language in PROFILES for kind in KINDS} <= released


@pytest.fixture(scope="module")
def german(published_build: Project) -> html.HtmlElement:
    """The German page."""
    return html.document_fromstring(published_build.deliverable("de", "html").read_bytes())


def test_a_third_language(german: html.HtmlElement) -> None:
    """The German edition has German labels, dates and citation terms, and the German words there are."""
    text = words(german.text_content())
    assert german.get("lang") == "de-DE"
    for said in ("Zusammenfassung", "Das Wichtigste", "Anmerkungen", "31. März 2025", "Abbildung 1", "S. "):
        assert said in text
    assert "Fünfunddreißig Jahre Konflikt um Bergkarabach" in text
    assert re.search(r"\d+ Stellen sind noch nicht übersetzt", text)
    assert "Situation as at" not in text


def test_no_english_in_silence(german: html.HtmlElement) -> None:
    """Every paragraph of the German page that is in English is tagged as English."""
    (body,) = html.fromstring(html.tostring(german)).find_class("body")
    for part in [*body.find_class("untranslated"), *body.find_class("side"), *body.xpath(".//svg")]:
        part.drop_tree()
    left = words(body.text_content())
    assert not re.search(r"\b(?:the|which|with|that)\b", left), left


def test_german_is_compared_with_german_aids(published_build: Project, tmp_path: Path) -> None:
    """Its number words and its term base find no fault in what is translated; the gaps are told once."""
    note = published_build.copy(tmp_path / "copy")
    run = note.run(f"check:{NOTE}.de")
    assert run.status == 0, run.output
    said = [line for line in run.output.splitlines() if "de.po" in line]
    assert len(said) == 1 and re.search(r"warning: \d+ segments have no translation", said[0])
    note.edit(f"manuscript/{NOTE}/de.po", "Fünfunddreißig Jahre", "Dreißig Jahre")
    note.edit(f"manuscript/{NOTE}/de.po", "(OVKS)", "(OSZE)")
    output = note.run(f"check:{NOTE}.de").output
    assert "translation of meta:abstract lacks the number 35" in output
    assert "translation of meta:key-points:1 lacks CSTO" in output


def words(text: str) -> str:
    """A text without what a line's end puts into a word, its white space as one space."""
    return " ".join(re.sub(r"[\u00ad\u2060]", "", text).split())
