"""Faults seeded in finished files, one at a time: each is named by file, number and label."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from finished import Finished, finish
from lxml import etree
from seeding import Seed, W, by_id, element_of, marks_of, page, paper, word, write
from word_edition import edition

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.core.model import Citation
from notebuild.proof import concordance

WAAL = "Thomas de Waal, Black Garden, 2003, p. 33"
BROERS = "Laurence Broers, Armenia and Azerbaijan, 2019"
TEXT = f"""
## {{head}} {{{{#region}}}}

{{one}}^[{WAAL}; {BROERS}.] {{two}}[^quay] {{three}}[^own]

[^quay]: {{see}} {BROERS}.

    {{more}}

[^own]: {{see}} 1988.
"""
WORDS = {
    "en-GB": {
        "head": "A region",
        "one": "A fact.",
        "two": "Another.",
        "three": "A third.",
        "see": "See",
        "more": "A second paragraph.",
    },
    "fr-FR": {
        "head": "Une région",
        "one": "Un fait.",
        "two": "Un autre.",
        "three": "Un troisième.",
        "see": "Voir",
        "more": "Un second alinéa.",
    },
}
LABELS = ("region-1-1", "quay", "own")
CITATIONS = (
    (Citation("dewaal2003", "page", "33", WAAL), Citation("broers2019", "", "", BROERS)),
    (Citation("broers2019", "", "", BROERS),),
    (),
)


Set = dict[str, Finished]


def make(folder: Path, language: str, house: House) -> Finished:
    """The files of one edition, each made by the module that makes it in earnest."""
    text = TEXT.format(**WORDS[language])
    base = edition(folder, language, text, licence="")
    one = replace(
        base,
        note="harbour",
        footnotes=tuple(
            replace(note, label=label, citations=citations)
            for note, label, citations in zip(base.footnotes, LABELS, CITATIONS, strict=True)
        ),
    )
    return finish(one, folder, house)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Set:
    house = read_house(HOUSE / "house.toml")
    return {lang: make(tmp_path_factory.mktemp(lang), lang, house) for lang in WORDS}


def faults(files: Set) -> list[str]:
    """`file: place: message` of every Problem that the concordance of these files finds."""
    found = concordance.compare(
        {language: one.edition for language, one in files.items()},
        {language: one.readings() for language, one in files.items()},
    )
    return [f"{Path(p.location.path).name}: {p.location.place} {p.message}" for p in found.problems]


def test_agreement(finished: Set) -> None:
    """The files as they were made agree, and so nothing below is found by accident."""
    assert faults(finished) == []


def called(main: Any, notes: Any, number: int) -> tuple[Any, Any]:
    """A DOCX's call of a number, and its footnote."""
    call = list(main.iter(f"{W}footnoteReference"))[number - 1]
    found = next(note for note in notes if note.get(f"{W}id") == call.get(f"{W}id"))
    return call, found


def cut_word_note(main: Any, notes: Any) -> None:
    call, note = called(main, notes, 2)
    call.getparent().getparent().remove(call.getparent())
    notes.remove(note)


def empty_word_note(main: Any, notes: Any) -> None:
    for text in called(main, notes, 2)[1].iter(f"{W}t"):
        text.text = ""


def swap_word_notes(main: Any, notes: Any) -> None:
    (_, one), (_, two) = called(main, notes, 2), called(main, notes, 3)
    first, second = one.get(f"{W}id"), two.get(f"{W}id")
    one.set(f"{W}id", second)
    two.set(f"{W}id", first)


def cut_page_note(root: Any) -> None:
    by_id(root, "note-2").drop_tree()


def swap_page_numbers(root: Any) -> None:
    by_id(root, "call-2").text, by_id(root, "call-3").text = "3", "2"


def another_key(root: Any) -> None:
    note = by_id(root, "note-2")
    for element in note.iter():
        if element.text and BROERS in element.text:
            element.text = element.text.replace(BROERS, WAAL)


def custom_marks(main: Any, notes: Any) -> None:
    for number, mark in ((2, "3"), (3, "2")):
        call, _ = called(main, notes, number)
        call.set(f"{W}customMarkFollows", "1")
        etree.SubElement(call.getparent(), f"{W}t").text = mark


def each_page_anew(main: Any, notes: Any) -> None:
    section = next(main.iter(f"{W}sectPr"))
    way = etree.Element(f"{W}footnotePr")
    etree.SubElement(way, f"{W}numRestart").set(f"{W}val", "eachPage")
    section.insert(0, way)


def empty_page_note(root: Any) -> None:
    for element in by_id(root, "note-2").iter("p"):
        element.getparent().remove(element)


def swap_page_notes(root: Any) -> None:
    """Each of the two under the other's name, with its link back to the other's call."""
    for note, number in ((by_id(root, "note-2"), 3), (by_id(root, "note-3"), 2)):
        note.set("id", f"note-{number}")
        for back in note.xpath(".//a[@role='doc-backlink']"):
            back.set("href", f"#call-{number}")


def another_key_in_word(main: Any, notes: Any) -> None:
    for text in called(main, notes, 2)[1].iter(f"{W}t"):
        text.text = (text.text or "").replace("Broers", "Waal")


def another_page_in_word(main: Any, notes: Any) -> None:
    for text in called(main, notes, 1)[1].iter(f"{W}t"):
        text.text = re.sub(r"33\b", "34", text.text or "")


def lost_source_in_word(main: Any, notes: Any) -> None:
    for text in called(main, notes, 1)[1].iter(f"{W}t"):
        text.text = (text.text or "").replace(f"; {BROERS}", "")


def blank(opened: pikepdf.Pdf) -> None:
    """Note 2 without its letters; its tags, places and links stay."""
    marks = marks_of(element_of(opened, "note-2"))
    write(opened, lambda mark, step: [] if mark in marks else [step])


def swap_paper_numbers(opened: pikepdf.Pdf) -> None:
    """The figures of calls 2 and 3, of one face, in each other's place; their links stay."""
    two, three = (marks_of(element_of(opened, f"call-{n}")) for n in (2, 3))
    drawn: dict[str, Any] = {}

    def note_down(mark: int, step: Any) -> list[Any]:
        if mark in two | three:
            drawn["two" if mark in two else "three"] = step
        return [step]

    write(opened, note_down)
    write(
        opened,
        lambda mark, step: [drawn["three" if mark in two else "two"]] if mark in two | three else [step],
    )


def swap_tags(opened: pikepdf.Pdf) -> None:
    two, three = (element_of(opened, f"note-{n}") for n in (2, 3))
    two.raw.ID, three.raw.ID = pikepdf.String("note-3"), pikepdf.String("note-2")


def swap_places(opened: pikepdf.Pdf) -> None:
    """What the names note-2 and note-3 lead to, exchanged."""
    names = opened.Root.Names.Dests.Names
    at = {str(names[i]): i + 1 for i in range(0, len(names), 2)}
    one, two = at["note-2"], at["note-3"]
    first, second = names[one], names[two]
    names[one], names[two] = second, first


QUAY, OWN = "footnote 2 (quay)", "footnote 3 (own)"
EXCHANGED = (f"{QUAY} holds the text of {OWN}", f"{OWN} holds the text of {QUAY}")


@pytest.mark.parametrize(
    ("language", "kind", "seed", "expected"),
    [
        pytest.param(
            "en-GB",
            "docx",
            word(cut_word_note),
            [f"harbour.en.docx: {QUAY} is missing"],
            id="removed from the DOCX",
        ),
        pytest.param(
            "en-GB",
            "html",
            page(cut_page_note),
            [
                "harbour.en.html:  #note-2 leads nowhere, or to two places",
                f"harbour.en.html: {QUAY} is empty",
            ],
            id="removed from the page",
        ),
        pytest.param(
            "fr-FR",
            "pdf",
            paper(blank),
            [
                f"harbour.fr.pdf: {QUAY} is empty, by its geometry",
                f"harbour.fr.pdf: {QUAY} is empty, by its structure",
            ],
            id="removed from the PDF's text",
        ),
        pytest.param(
            "fr-FR",
            "html",
            page(swap_page_numbers),
            [
                f'harbour.fr.html: {QUAY} is numbered "3" at its call',
                f'harbour.fr.html: {OWN} is numbered "2" at its call',
            ],
            id="numbers swapped",
        ),
        pytest.param(
            "en-GB",
            "docx",
            word(swap_word_notes),
            [
                f"harbour.en.docx: {QUAY} holds the text of footnote 3 (own)",
                f"harbour.en.docx: {OWN} holds the text of footnote 2 (quay)",
            ],
            id="two notes exchanged",
        ),
        pytest.param(
            "fr-FR",
            "docx",
            word(empty_word_note),
            [f"harbour.fr.docx: {QUAY} is empty"],
            id="there but empty",
        ),
        pytest.param(
            "fr-FR",
            "html",
            page(another_key),
            [
                f'harbour.fr.html: {QUAY} reads "…Voir Thomas de Waal, Black Gar…" where the '
                'edition has "…Voir Laurence Broers, Armenia …"',
            ],
            id="another source in French",
        ),
        pytest.param(
            "fr-FR",
            "docx",
            word(another_key_in_word),
            [
                f'harbour.fr.docx: {QUAY} reads "…Voir Laurence Waal, Armenia and Azerbai…" where the '
                'edition has "…Voir Laurence Broers, Armenia and Azerb…"',
            ],
            id="another source in the French DOCX",
        ),
        pytest.param(
            "fr-FR",
            "docx",
            word(another_page_in_word),
            [
                'harbour.fr.docx: footnote 1 (region-1-1) reads "…k Garden, 2003, p. 34; Laurence '
                'Broers, Armen…" where the edition has "…k Garden, 2003, p. 33; Laurence Broers, Armen…"',
            ],
            id="another page cited",
        ),
        pytest.param(
            "fr-FR",
            "docx",
            word(lost_source_in_word),
            [
                'harbour.fr.docx: footnote 1 (region-1-1) reads "… Garden, 2003, p. 33.…" '
                'where the edition has "… Garden, 2003, p. 33; Laurence Broers, Armeni…"',
            ],
            id="a citation lost",
        ),
        pytest.param(
            "en-GB",
            "docx",
            word(custom_marks),
            [
                f'harbour.en.docx: {QUAY} is numbered "3" at its call',
                f'harbour.en.docx: {OWN} is numbered "2" at its call',
            ],
            id="numbers swapped in the DOCX",
        ),
        pytest.param(
            "en-GB",
            "docx",
            word(each_page_anew),
            [
                f'harbour.en.docx: {place} is numbered "eachPage" at its call'
                for place in ("footnote 1 (region-1-1)", QUAY, OWN)
            ],
            id="numbers that begin anew on each page",
        ),
        pytest.param(
            "en-GB",
            "pdf",
            paper(swap_paper_numbers),
            [
                f'harbour.en.pdf: {place} is numbered "{mark}" at its call, by its {way}'
                for way in ("geometry", "structure")
                for place, mark in ((QUAY, "3"), (OWN, "2"))
            ],
            id="numbers swapped in the PDF",
        ),
        pytest.param(
            "en-GB",
            "html",
            page(empty_page_note),
            [f"harbour.en.html: {QUAY} is empty"],
            id="there but empty on the page",
        ),
        pytest.param(
            "en-GB",
            "html",
            page(swap_page_notes),
            [f"harbour.en.html: {message}" for message in EXCHANGED],
            id="two notes exchanged on the page",
        ),
        pytest.param(
            "fr-FR",
            "pdf",
            paper(swap_tags),
            [
                f"harbour.fr.pdf: {message}, by its structure"
                for place, mark, exchanged in ((QUAY, 3, EXCHANGED[0]), (OWN, 2, EXCHANGED[1]))
                for message in (
                    exchanged,
                    f'{place} is numbered "{mark}" at its note',
                    f"{place} does not lead back to its call",
                )
            ],
            id="two notes exchanged in the PDF's tags",
        ),
        pytest.param(
            "fr-FR",
            "pdf",
            paper(swap_places),
            [f"harbour.fr.pdf: {message}, by its geometry" for message in EXCHANGED],
            id="two notes exchanged in the PDF's places",
        ),
    ],
)
def test_fault(finished: Set, language: str, kind: str, seed: Seed, expected: list[str]) -> None:
    """One fault in one file gives its own message and no other."""
    one = finished[language]
    spoilt = {**finished, language: replace(one, **dict[str, Any]({kind: seed(getattr(one, kind))}))}
    found = [re.sub(r"[\u00a0\u202f]", " ", message) for message in faults(spoilt)]
    assert found == expected


def test_key_changed_in_the_french_edition(finished: Set) -> None:
    """A key that the French edition changed is found, though its own files agree with it."""
    french = finished["fr-FR"].edition
    first, *rest = french.footnotes
    other = replace(first, citations=(first.citations[0], replace(first.citations[1], key="kinik")))
    changed = replace(french, footnotes=(other, *rest))
    quay = replace(rest[0], citations=(replace(rest[0].citations[0], key="kinik"),))
    changed = replace(french, footnotes=(other, quay, rest[1]))
    spoilt = {**finished, "fr-FR": replace(finished["fr-FR"], edition=changed)}
    assert faults(spoilt) == [
        "fr.po: footnote 1 (region-1-1) cites @dewaal2003, page 33; @broers2019 in en-GB and "
        "@dewaal2003, page 33; @kinik in fr-FR",
        f"fr.po: {QUAY} cites @broers2019 in en-GB and @kinik in fr-FR",
    ]


def test_citation_lost_in_translation(finished: Set) -> None:
    """A citation that the French edition has lost is told, and where the whole note is one, by what was read, too."""
    french = finished["fr-FR"].edition
    first, quay, last = french.footnotes
    authored = replace(french, footnotes=(replace(first, citations=first.citations[:1]), quay, last))
    told = faults({**finished, "fr-FR": replace(finished["fr-FR"], edition=authored)})
    said = "@dewaal2003, page 33; @broers2019"
    assert told == [f"fr.po: footnote 1 (region-1-1) cites {said} in en-GB and @dewaal2003, page 33 in fr-FR"]
    cited = replace(french, footnotes=(first, replace(quay, citations=(), origin="citation"), last))
    told = faults({**finished, "fr-FR": replace(finished["fr-FR"], edition=cited)})
    assert told[-1] == f"fr.po: {QUAY} cites @broers2019 in en-GB and nothing in fr-FR"
    assert f"harbour.fr.html: {QUAY} cites @broers2019 where the edition has nothing" in told
