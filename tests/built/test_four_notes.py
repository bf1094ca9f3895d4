"""The notes that the page is designed on: a short, an awkward and a long one, in both languages and houses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import hostile_note
import long_note
import pypdfium2
import pytest

from houses import OTHER, furnish

LANGUAGES = ("en", "fr")
POINTS = 72 / 25.4


@pytest.fixture(scope="module")
def short(project: Callable[..., Any]) -> Any:
    """The short note, in all formats."""
    return ran(project("short", "four-short"))


@pytest.fixture(scope="module")
def awkward(project: Callable[..., Any]) -> Any:
    """The awkward note, in all formats."""
    return ran(project("awkward", "four-awkward"))


def ran(project: Any) -> Any:
    run = project.run()
    assert run.status == 0, run.output
    assert (project.build / "release").is_dir(), run.output
    return project


def pages(project: Any, language: str) -> list[str]:
    """The text of each page of a PDF, as pdfium reads it."""
    file = pypdfium2.PdfDocument(project.deliverable(language, "pdf"))
    return [leaf.get_textpage().get_text_range().replace("\r\n", "\n") for leaf in file]


def layout(project: Any, language: str) -> str:
    return str(json.loads((project.build / language / "layout.json").read_text())["layout"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_note_is_one_page(short: Any, language: str) -> None:
    """300 words, two notes and what is said of the publication stand on one page."""
    (page,) = pages(short, language)
    assert "notebuild" in page
    assert layout(short, language) == "set"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_layout_holds(awkward: Any, language: str) -> None:
    """The awkward note is released as it was designed."""
    assert layout(awkward, language) == "set"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_how_the_lines_fall(awkward: Any, language: str) -> None:
    """Code, a poem and lists leave nothing that a compositor would mend, but the depth above a note or two."""
    counts = json.loads((awkward.build / "concordance.json").read_text())["composition"][language]
    assert [name for name, places in counts.items() if isinstance(places, list) and places] in ([], ["deep"])


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_and_captions(awkward: Any, language: str) -> None:
    """Each figure's caption is on a page that has a drawing, and the figures stand in their order."""
    file = pypdfium2.PdfDocument(awkward.deliverable(language, "pdf"))
    found = [
        (int(number), at)
        for at, text in enumerate(pages(awkward, language))
        for number in re.findall(r"Figure\s(\d)\.", text)
        if list(
            file[at].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        )
    ]
    assert sorted(number for number, _ in found) == [1, 2, 3, 4, 5]
    assert [at for _, at in sorted(found)] == sorted(at for _, at in found)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_three_rows_at_least(awkward: Any, language: str) -> None:
    """A table over two pages leaves three rows on each, and says its head again on the second."""
    rows = {
        at: re.findall(r"^(\d{1,2}) (?:7|8|9|10|11) [A-Z]", text, re.MULTILINE)
        for at, text in enumerate(pages(awkward, language))
    }
    split = {at: found for at, found in rows.items() if found}
    assert len(split) == 2
    assert min(map(len, split.values())) >= 3
    head = {"en": "What was done", "fr": "Ce qui fut fait"}[language]
    assert all(head in pages(awkward, language)[at] for at in split)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_eight_columns_takes_the_margin(awkward: Any, language: str) -> None:
    """It begins where the titles begin, 21 mm from the edge, and each row is a line."""
    file = pypdfium2.PdfDocument(awkward.deliverable(language, "pdf"))
    for leaf in file:
        text = leaf.get_textpage()
        at = text.search(
            "Sandbar and Little Sandbar" if language == "en" else "Sandbar et Little Sandbar"
        ).get_next()
        if at and "2.75" in text.get_text_range().replace(",", "."):
            left = min(text.get_charbox(at[0])[0], 999)
            assert left == pytest.approx(21 * POINTS, abs=2)
            return
    raise AssertionError("the row is on no page")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_code_keeps_its_columns(awkward: Any, language: str) -> None:
    """The letters of a block of code are equally wide, and none of them is a machine's own."""
    file = pypdfium2.PdfDocument(awkward.deliverable(language, "pdf"))
    for leaf in file:
        text = leaf.get_textpage()
        at = text.search("lifeboat_is_shut_in").get_next()
        if at:
            lefts = [text.get_charbox(n, loose=True)[0] for n in range(at[0], at[0] + at[1])]
            steps = {round(two - one, 1) for one, two in pairwise(lefts)}
            assert max(steps) - min(steps) <= 0.11
            return
    raise AssertionError("the code is on no page")


@pytest.fixture(scope="module", params=["house", "letter"])
def long(request: pytest.FixtureRequest, project: Callable[..., Any]) -> Any:
    """The long note, of one house and the other."""
    made = project("long", "four-long")
    furnish(made.root, letter=request.param == "letter")
    long_note.write(made.root)
    return ran(made)


@pytest.mark.slow
def test_a_long_note(long: Any) -> None:
    """12,000 words, 250 notes and 12 tables in two languages are released on one of the first two layouts."""
    text = (long.manuscript / "note.md").read_text(encoding="utf-8")
    assert len(text.split()) >= 12_000
    for language in LANGUAGES:
        assert json.loads((long.build / language / "layout.json").read_text())["retries"] <= 1
        assert layout(long, language) in ("set", "leading +0.2")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["short", "awkward"])
def test_in_the_second_house(project: Callable[..., Any], name: str) -> None:
    """Both are released on the first layout in the second house, on US Letter."""
    other = project(name, f"four-{name}-letter")
    furnish(other.root, letter=True)
    assert (other.root / "styles/house.toml").read_text() == (OTHER / "letter.toml").read_text()
    ran(other)
    assert {layout(other, language) for language in LANGUAGES} == {"set"}
    assert name != "short" or [len(pages(other, language)) for language in LANGUAGES] == [1, 1]


@pytest.mark.slow
@pytest.mark.parametrize("house", ["house", "letter"])
def test_a_hostile_note(project: Callable[..., Any], house: str) -> None:
    """A note that asks much of the page is released on the first layout, each footnote from the page of its call on."""
    made = project("long", f"four-hostile-{house}")
    furnish(made.root, letter=house == "letter")
    hostile_note.write(made.root)
    run = made.run("verify")
    assert run.status == 0, run.output
    build = made.root / "build" / hostile_note.NAME
    found = json.loads((build / "fr" / "layout.json").read_text())
    assert (found["layout"], found["retries"], found["drifts"]) == ("set", 0, [])
    counts = json.loads((build / "concordance.json").read_text())["composition"]["fr-FR"]
    wrong = {name for name, places in counts.items() if isinstance(places, list) and places}
    assert wrong <= {"deep", "runts"}
