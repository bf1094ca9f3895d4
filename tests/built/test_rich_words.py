"""How each edition of the rich note is set: calls, quotation marks, spaces, numbers, cross-references."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

KINDS = ("html", "docx")
CODE = "a : b ; « c » !"
BLOCK = "if a : b ; « c » ! ?\n    print(\"d\" : 'e')"
THIN, FIXED = "\u202f", "\u00a0"
STEERING = {
    "WORD JOINER": "\u2060",
    "INVISIBLE SEPARATOR": "\u2063",
    "OBJECT REPLACEMENT CHARACTER": "\ufffc",
    "REPLACEMENT CHARACTER": "\ufffd",
}
MARKS = ("??", "[@", "[^", "note-label", "{#", "]{", ":::", "**", "<!--", "comment is for editors")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "before the stop.⟦1⟧ Two calls"),
        ("en", "side by side here.⟦2⟧,⟦3⟧ Does"),
        ("en", "end with a call?⟦4⟧ The same"),
        ("en", "before one key⟦7⟧ and after another.⟦8⟧"),
        ("en", "International Crisis Group⟦9⟧ is named"),
        ("en", "a written note⟦21⟧ and closes with a source.⟦22⟧"),
        ("fr", "devant le point⟦1⟧. Deux appels"),
        ("fr", "se suivent ici⟦2⟧,⟦3⟧. Une question"),
        ("fr", f"finir par un appel⟦4⟧{THIN}? Le même"),
        ("fr", "précèdent une clé⟦7⟧ et en suivent une autre⟦8⟧."),
        ("fr", "International Crisis Group⟦9⟧ est nommé"),
        ("fr", "une note rédigée⟦21⟧ et se termine par une source⟦22⟧."),
    ],
)
def test_place_of_the_calls(said: Any, language: str, words: str, kind: str) -> None:
    """After the stop in English (New Hart's Rules 14.2), before it in French (Imprimerie nationale)."""
    assert words in said(language, kind).body


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "‘the word “note” is short’; was it true?"),
        ("en", f"1{FIXED}March 2025, 31{FIXED}March 2025, 100,000, 35{FIXED}km"),
        ("en", f"12.5{FIXED}per cent"),
        ("fr", f"disait{FIXED}: «{FIXED}le mot “note” est court{FIXED}»{THIN}; était-ce vrai{THIN}?"),
        ("fr", f"restent entiers{FIXED}: 1er{FIXED}mars 2025, 31{FIXED}mars 2025, 100{THIN}000,"),
        ("fr", f"35{FIXED}km et 12,5{FIXED}%"),
        ("fr", f"sa source{FIXED}: International"),
    ],
)  # fmt: skip
def test_spaces_and_quotation_marks(said: Any, language: str, words: str, kind: str) -> None:
    """Quotation marks and fixed spaces are those of the language's own authority."""
    assert words in said(language, kind).body


@pytest.mark.parametrize("kind", KINDS)
def test_french_marks_never_begin_a_line(said: Any, kind: str) -> None:
    """In French no high punctuation and no guillemet follows or precedes a plain space, except in code."""
    text = said("fr", kind)
    words = "\n".join([text.body.replace(BLOCK, "").replace(CODE, ""), *text.notes])
    assert re.findall(r".{0,20} [;:!?»].{0,20}|.{0,20}« .{0,20}", words) == []
    assert re.findall(rf".{{0,20}}«(?!{FIXED}).{{0,20}}", words) == []


@pytest.mark.parametrize("kind", KINDS)
def test_code_is_left_alone(said: Any, language: str, kind: str) -> None:
    """Code is printed as it was typed, in every language."""
    body = said(language, kind).body
    assert CODE in body
    assert BLOCK in body


@pytest.mark.parametrize("kind", KINDS)
def test_addresses_hold_no_space(said: Any, language: str, kind: str) -> None:
    """An address is printed whole: nothing of the typography gets into it."""
    text = "\n".join([said(language, kind).body, *said(language, kind).notes])
    for address in (
        "https://www.insightturkey.com/russia/the-role-of-turkish-drones-in-azerbaijans-increasing-"
        "military-effectiveness-an-assessment-of-the-second-nagorno-karabakh-war",
        "https://doi.org/10.3366/edinburgh/9781474450522.001.0001",
        "https://undocs.org/S/RES/822(1993)",
    ):
        assert address in text


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_machinery_is_printed(said: Any, language: str, kind: str) -> None:
    """No mark of the source, no unfilled reference and no steering character reaches a reader."""
    text = "\n".join([said(language, kind).body, *said(language, kind).notes])
    text = text.replace(BLOCK, "").replace(CODE, "")
    assert [name for name, sign in STEERING.items() if sign in text] == []
    assert [mark for mark in MARKS if mark in text] == []
    assert not re.search(r"@\w", text)


def test_nothing_of_the_machinery_is_printed_in_the_pdf(pdf_pages: Any, language: str) -> None:
    """No mark of the source and no unfilled reference is on a page of the PDF."""
    text = "".join(pdf_pages(language))
    assert [mark for mark in MARKS if mark in text] == []
    assert [name for name, sign in STEERING.items() if sign in text] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            f"See Table{FIXED}1, Figure{FIXED}1, note{FIXED}11, ‘Locators’ and ‘A heading without an id’. "
            f"Table{FIXED}1 is named again",
        ),
        (
            "fr",
            f"Voir tableau{FIXED}1, figure{FIXED}1, note{FIXED}11, «{FIXED}Les localisations{FIXED}» "
            f"et «{FIXED}Un titre sans identifiant{FIXED}». Tableau{FIXED}1 revient",
        ),
    ],
)
def test_cross_references(said: Any, language: str, words: str, kind: str) -> None:
    """An empty link prints the word and the number of what it leads to, in the edition's language."""
    assert words in said(language, kind).body


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", f"Table{FIXED}1. What a cell can hold"),
        ("en", f"Figure{FIXED}1. The road of a footnote"),
        ("fr", f"Tableau{FIXED}1. Ce qu’une cellule peut contenir"),
        ("fr", f"Figure{FIXED}1. Le chemin d’une note de bas de page"),
    ],
)
def test_captions(said: Any, language: str, words: str, kind: str) -> None:
    """Captions begin with the word and the number of their table or figure."""
    assert words in said(language, kind).body


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", ["p. 33", "pp. 84–86", "para. 5", "§ 4", "point 9", "ch. 2", "vol. 26", "no. 2"]),
        ("fr", ["p. 33", "p. 84-86", "§ 5", "§ 4", "point 9", "chap. 2", "vol. 26", "nᵒ 2"]),
    ],
)
def test_locators(said: Any, language: str, printed: list[str]) -> None:
    """Notes 13 to 20 word each kind of locator in the edition's language, from the same source text."""
    notes = said(language, "html").notes[12:20]
    for note, words in zip(notes, printed, strict=True):
        assert words.replace(" ", FIXED) in note


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 11, "Parliamentary Assembly of the Council of Europe"),
        ("fr", 11, "Assemblée parlementaire du Conseil de l’Europe"),
        ("fr", 11, "Dossier thématique du SIPRI"),
        ("fr", 11, "Arms transfers to conflict zones"),
        ("fr", 15, "Cour internationale de justice"),
        ("fr", 16, "République d’Arménie"),
        ("fr", 16, "révisée en 2005 et en 2015"),
        ("fr", 17, "Président de la Fédération de Russie"),
        ("fr", 28, "[Reportage sur le rassemblement de l’opposition du 2"),
    ],
)
def test_words_of_sources(said: Any, language: str, number: int, words: str) -> None:
    """Official bodies and our own descriptions are in the edition's language; titles keep theirs."""
    assert words in said(language, "html").notes[number - 1]


@pytest.mark.parametrize("number", [5, 18, 20, 30])
def test_short_forms(said: Any, number: int, language: str) -> None:
    """A source that was cited before comes back in a short form: no publisher, no date, no address."""
    note = said(language, "html").notes[number - 1]
    assert not re.search(r"Press|20\d\d|https?:", note)


def test_the_number_in_a_cell(said: Any) -> None:
    """A figure that stands alone in a cell is written as the language writes it."""
    assert f"1{THIN}960" in said("fr", "html").body


def test_the_text_for_people(rich_build: Any, language: str) -> None:
    """The text kept beside an edition is what its author or translator wrote, without our marks."""
    text = (rich_build.build / language / "text.md").read_text(encoding="utf-8")
    assert "note-label" not in text
    assert "comment is for editors" not in text
    assert "[^beside]: " in text


def test_the_entries_for_people(rich_build: Any, language: str) -> None:
    """The entries kept beside an edition are the cited ones, in its words."""
    text = (rich_build.build / language / "cited.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@", text, re.MULTILINE)) == 24
    body = {"en": "International Court of Justice", "fr": "Cour internationale de justice"}
    assert body[language] in text


def test_the_edition_is_one_tree(rich_build: Any, language: str) -> None:
    """The tree that renderers get holds no citation and no note any more, and thirty calls."""
    edition = json.loads((rich_build.build / language / "edition.json").read_text(encoding="utf-8"))
    text = json.dumps(edition["tree"])
    assert '"t": "Note"' not in text
    assert '"t": "Cite"' not in text
    assert text.count('"note-call"') == 30
