"""What a reader will see of a change: counted, marked, and harmless whatever the note says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import word_edition
from PIL import Image

from notebuild.compare.editions import compare
from notebuild.core.model import Citation, Edition, Source
from notebuild.core.problems import Location, Problem
from notebuild.exchange.changes import page, summary
from notebuild.exchange.changes.value import EditionReport, Figure, NoteReport, PagePair, Report, sentence
from notebuild.readback import pdf_pages

TEXT = """
## Ports {#ports}

The harbour is old.^[Alder, The Port, 1990.] Ships call every day.^[Birch, Ships, 1991.]

As [note 2](#note-2){.xref} says, they are many.^[Cedar, Seas, 1992.]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


def edition(text: str, folder: Path, **metadata: object) -> Edition:
    return word_edition.edition(folder, "en-GB", text, **metadata)


def report(old: Edition, new: Edition, **more: Any) -> Report:
    changes = compare(old, new)
    one = EditionReport("note.en", "en-GB", "English", "changed", changes=changes)
    return Report(
        "main", "the notes as they stand", (NoteReport("note", "Ports", "changed", (replace(one, **more),)),)
    )


def said(old: Edition, new: Edition) -> str:
    return sentence(report(old, new).notes[0].editions[0])


def test_nothing(folder: Path) -> None:
    one = edition(TEXT, folder)
    assert not compare(one, one)
    assert said(one, one) == "no word has changed"
    assert (
        summary.summary(Report("main", "now", ()))
        == "**Nothing changes for a reader.**\n\nCompared with main.\n"
    )
    assert "<strong>Nothing changes.</strong>" in page.page(Report("main", "now", ()))


def test_a_word(folder: Path) -> None:
    old, new = edition(TEXT, folder), edition(TEXT.replace("is old", "is new"), folder)
    assert said(old, new) == "1 passage"
    assert "The harbour is <del>old</del><ins>new</ins>." in summary.summary(report(old, new))
    assert "The harbour is <del>old</del><ins>new</ins>." in page.page(report(old, new))


def test_a_note_in_the_middle_is_one_change(folder: Path) -> None:
    """The notes after it, and the reference to one of them, have another number and are no change."""
    new = TEXT.replace("is old", "is old^[Dogwood, Quays, 1993.]").replace(
        "note 2](#note-2)", "note 3](#note-3)"
    )
    old, changed = edition(TEXT, folder), edition(new, folder)
    assert said(old, changed) == "1 passage, 1 note new, notes 1–3 renumbered"
    text = summary.summary(report(old, changed))
    assert "renumbered: 1–3 → 2–4" in text
    assert "they are many" not in text


def test_front_matter_and_sources(folder: Path) -> None:
    def source(key: str, publisher: str) -> Source:
        return Source(
            key, "book", {"title": "The Port", "publisher": publisher}, Location("bibliography.bib")
        )

    one = edition(TEXT, folder, title=[{"t": "Str", "c": "Ports"}])
    old = replace(one, sources=(source("alder", "Quay Press"), source("birch", "A press")))
    new = replace(
        one,
        metadata={**one.metadata, "title": [{"t": "Str", "c": "Harbours"}]},
        sources=(source("alder", "Dock Press"), source("cedar", "A press")),
    )
    assert said(old, new) == "1 field of the front matter, +1 source, −1 source, 1 entry of the bibliography"
    text = summary.summary(report(old, new))
    assert "- title: <del>Ports</del><ins>Harbours</ins>" in text
    assert "- source alder, changed: The Port\n  - publisher: <del>Quay</del><ins>Dock</ins> Press" in text
    assert "- source birch, gone: The Port" in text and "- source cedar, new: The Port" in text


def test_a_note_that_cites_the_same_is_no_other_note(folder: Path) -> None:
    one = edition(TEXT, folder)
    first = replace(one.footnotes[0], origin="citation", citations=(Citation("alder", "page", "3"),))
    old = replace(one, footnotes=(first, *one.footnotes[1:]))
    new = replace(one, footnotes=(replace(first, text="Port, 3."), *one.footnotes[1:]))
    assert said(old, new) == "1 note printed in other words"
    assert "printed in other words, and citing the same: notes 1" in summary.summary(report(old, new))


def test_a_translation_that_waits(folder: Path) -> None:
    one = edition(TEXT, folder)
    waits = report(one, one, state="refused", why="it cannot be built as it is now", changes=None, stale=1)
    assert sentence(waits.notes[0].editions[0]) == "it cannot be built as it is now, 1 passage now stale"


HOSTILE = (
    "@everyone </p><script>alert(1)</script> ::error file=a.md::owned\n"
    "[a](javascript:alert(1)) ![x](https://example.org/x.png) `code` | # ~~x~~ $HOME <!-- --> www.example.org"
)


def test_a_hostile_note_is_words(folder: Path) -> None:
    """No tag, mention, link, picture or command of the forge comes of a note's words, in any field."""
    old = edition(TEXT, folder)
    passages = compare(old, edition(TEXT.replace("is old", "is new"), folder)).text.passages
    hostile = replace(passages[0], marked=(("in", HOSTILE), ("out", HOSTILE)))
    changes = compare(old, old)
    changes = replace(changes, text=replace(changes.text, passages=(hostile,)))
    one = EditionReport("note.en", "en-GB", "English", "changed", changes=changes)
    problem = Problem(Location("note.md", 3), HOSTILE, HOSTILE)
    whole = Report(HOSTILE, HOSTILE, (NoteReport(HOSTILE, HOSTILE, "changed", (one,), (), (problem,)),))
    text = summary.summary(whole)
    assert set(re.findall(r"</?(\w+)", text)) == {"ins", "del"}
    assert not re.search(r"@|::|\]\(|!\[|`|<!--|www\.|javascript:|https:", text)
    shown = page.page(whole)
    assert "<script" not in shown and "&lt;script&gt;" in shown
    assert "default-src &#39;none&#39;" in shown or "default-src 'none'" in shown


def test_a_summary_is_cut_and_says_so(folder: Path) -> None:
    old = edition(TEXT, folder)
    passage = compare(old, edition(TEXT.replace("is old", "is new"), folder)).text.passages[0]
    many = replace(passage, marked=(("in", "word " * 2000),))
    changes = compare(old, old)
    changes = replace(changes, text=replace(changes.text, passages=(many,) * 1000))
    one = EditionReport("note.en", "en-GB", "English", "changed", changes=changes)
    text = summary.summary(Report("main", "now", (NoteReport("note", "Ports", "changed", (one,)),)))
    assert len(text.encode()) <= summary.LARGEST
    assert re.search(r"\n\d+ more lines are left out; the page has them all\.\n$", text)


def test_json_has_words_and_no_pictures(folder: Path) -> None:
    old, new = edition(TEXT, folder), edition(TEXT.replace("is old", "is new"), folder)
    whole = report(old, new, pages=(PagePair(1, 1, b"\x89PNG"),))
    raw = json.loads(page.to_json(whole))
    assert raw["notes"][0]["editions"][0]["pages"] == [{"old": 1, "new": 1, "picture": 4}]
    assert raw["base"] == "main"


def test_pictures_of_a_note_side_by_side(folder: Path) -> None:
    figure = Figure("map.svg", b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    large = Figure("large.png", b"x" * (page.LARGEST_PICTURE + 1), b"")
    whole = Report("main", "now", (NoteReport("note", "Ports", "changed", (), (figure, large)),))
    shown = page.page(whole)
    assert "map.svg, before: not there" in shown
    assert 'src="data:image/svg+xml;base64,' in shown
    assert "large.png, before: too large to show" in shown


def test_two_pages_are_marked_where_they_differ() -> None:
    """A line beside the rows that differ, on both; a page that is new is marked whole."""
    white = pdf_pages.Page("", Image.new("RGB", (60, 80), "white"))
    drawn = pdf_pages.Page("", Image.new("RGB", (60, 80), "white"))
    drawn.picture.paste((0, 0, 0), (20, 30, 40, 34))
    picture = Image.open(BytesIO(pdf_pages.side_by_side(white, drawn))).convert("RGB")
    assert picture.size == (121, 80)
    for left in (0, 61):
        assert picture.getpixel((left + 3, 32)) == pdf_pages.MARK
        assert picture.getpixel((left + 3, 50)) != pdf_pages.MARK
    alone = Image.open(BytesIO(pdf_pages.side_by_side(None, drawn))).convert("RGB")
    assert alone.getpixel((3, 5)) == alone.getpixel((64, 75)) == pdf_pages.MARK
