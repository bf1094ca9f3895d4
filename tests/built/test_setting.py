"""How pages are set, read back from PDFs of the engine: planted faults, and silence where there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from houses import HOUSE, TOOL
from notebuild import readback
from notebuild.core.house import House, read_house, read_profile
from notebuild.proof import composition
from notebuild.render import fonts
from notebuild.render.html import pictures
from notebuild.render.pdf import engine, tags

FAMILIES = ("Source Serif Pro", "Source Sans Pro", "IBM Plex Mono")
FRENCH = (("«\u00a0", "\u00a0»"), ("“", "”"))
weasyprint = pytest.importorskip("weasyprint")


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


@pytest.fixture
def press(house: House, tmp_path: Path) -> Callable[..., readback.Reading]:
    """Gives the reading of a small page with this body and sheet, made and repaired as in earnest."""

    def made(body: str, sheet: str = "", faces: bool = True) -> readback.Reading:
        own = (fonts.local(house) if faces else "") + (
            '@page { size: 60mm 40mm; margin: 5mm } body { font: 8pt/11pt "Source Serif Pro"; margin: 0 }'
            f"p {{ margin: 0 }} {sheet}"
        )
        page = f'<html lang="fr"><title>t</title><style>{own}</style><body><main>{body}</main>'
        content: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant=engine.VARIANT)
        path = tmp_path / "x.pdf"
        path.write_bytes(tags.repair(content, tags.Facts("x.fr", "1", "2025-03-31", "fr")))
        return readback.read(path, "x.fr.pdf")[0]

    return made


def said(reading: readback.Reading) -> list[str]:
    return [f"{p.location.place}: {p.message}" for p in composition.check(reading, FRENCH, FAMILIES)]


def test_a_space_that_breaks(press: Callable[..., readback.Reading]) -> None:
    """Where the spaces of a mark may break, the engine breaks them, and both lines are told."""
    body = "<p>mot<br>; suite du « <br>mot et (<br>fin</p><h2>Titre<br>: suite</h2>"
    assert said(press(body)) == [
        'page 1: a line begins with ";": ; suite du «',
        'page 1: a line ends with "«": ; suite du «',
        'page 1: a line ends with "(": mot et (',
        'page 1: a line begins with ":": : suite',
    ]


def test_a_rule_that_was_lost(press: Callable[..., readback.Reading]) -> None:
    """With plain spaces inside guillemets lines break there; with no-break spaces they do not."""
    words = (
        "On dit « mot » ou « moto » dans 5 % ou 15 % des cas, et « motif » ou « motion » dans les autres. "
    )
    body = f"<p>{words * 4}</p><h2>{words * 2}</h2>"
    sheet = "@page { size: 36mm 90mm } h2 { font-size: 9pt }"
    found = {message.split(": ")[1] for message in said(press(body, sheet))}
    assert found == {'a line begins with "»"', 'a line ends with "«"'}
    bound = re.sub(" (?=»)|(?<=«) ", "\u00a0", body)
    assert said(press(bound, sheet)) == []


def test_a_glyph_that_is_not_there(press: Callable[..., readback.Reading]) -> None:
    """A character that no face has is drawn as .notdef, which the font's own table of codes tells."""
    found = said(press("<p>un mot\ue0ff ici</p><p>un autre</p>"))
    assert "page 1: a character has no glyph: un mot\ue0ff ici" in found
    assert len([message for message in found if "no glyph" in message]) == 1


def test_a_word_too_long(press: Callable[..., readback.Reading]) -> None:
    """A word that does not fit is set off the page, and is found there; one that fits is not."""
    reading = press("<p>un mot</p><p>" + "long" * 20 + "</p>")
    assert reading.composition.outside == ((1, "long" * 20),)
    assert said(reading) == []  # it stands in a passage, and is told at its line in the source


def test_a_face_of_the_machine(press: Callable[..., readback.Reading]) -> None:
    """A page set in a face that the machine brought is told by the face's name."""
    found = said(press("<p>un mot</p>", "body { font-family: monospace }", faces=False))
    assert (
        len(found) == 1
        and found[0].startswith(": the face ")
        and found[0].endswith(" is not one of the house's")
    )


def test_a_paragraph_over_two_pages(press: Callable[..., readback.Reading]) -> None:
    """A paragraph that goes on is one block; the one after it, indented, is another."""
    words = "un mot suit un autre et encore un autre mot " * 6
    body = f"<p>{words}</p><p>{words}</p><p>{words}</p>"
    reading = press(body, "main { text-align: justify } p + p { text-indent: 1em }")
    paragraphs = [block for block in reading.composition.blocks if block.kind == "P"]
    assert [readback.plain(" ".join(line.text for line in block.lines)) for block in paragraphs] == [
        words.strip()
    ] * 3
    pages = [[line.page for line in block.lines] for block in paragraphs]
    assert all(page == sorted(page) for page in pages) and any(len(set(page)) == 2 for page in pages)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_rich_note(rich_build: Any, language: str) -> None:
    """The rich note, with its code, tables, figure and addresses, has no fault of setting."""
    concordance = (rich_build.build / "concordance.json").read_text(encoding="utf-8")
    assert json.loads(concordance)["problems"] == []
    path = rich_build.deliverable(language, "pdf")
    profile = read_profile(TOOL / "profiles" / f"{({'en': 'en-GB', 'fr': 'fr-FR'})[language]}.toml", "p")
    reading = readback.read(path, "x")[0]
    code = ("a : b ; « c » !", "if a : b ; « c » ! ?\n    print(\"d\" : 'e')")
    assert list(composition.check(reading, profile.quotes, FAMILIES, code)) == []
    assert len(reading.composition.blocks) > 100


@pytest.mark.parametrize(("is_kept", "found"), [(False, {1}), (True, {2})], ids=["as it comes", "kept"])
def test_a_caption_stays_whole(
    press: Callable[..., readback.Reading], is_kept: bool, found: set[int]
) -> None:
    """A caption without room for its last lines goes with its picture; the engine by itself loses them."""
    caption = html.fragment_fromstring(
        f"<figcaption>{'a caption of four lines in a column of fifty mm; ' * 3}</figcaption>"
    )
    if is_kept:
        pictures.keep(caption)
    rule = re.search(
        r"^figcaption \.whole .*", (TOOL / "print.css").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert rule
    sheet = (
        "figure { margin: 0; display: flow-root; break-inside: avoid } div { height: 15pt; background: #eee }"
        f"figcaption {{ float: right; width: 100% }} {rule[0]}"
    )
    text = "<br>".join(["mot"] * 3)
    figure = f"<figure><div></div>{html.tostring(caption, encoding='unicode')}</figure>"
    reading = press(f"<p>{text}</p>{figure}", sheet)
    assert reading.composition
    assert {one.page for b in reading.composition.blocks for one in b.lines if "mot" not in one.text} == found
