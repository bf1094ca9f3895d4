"""The footnotes of the rich note, in every file: counted by hand from `tests/projects/rich`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

# Number, label where the author gave one, and what is cited, as the source text says it, in order.
NOTES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("dewaal2003",)),
    ("beside", ()),
    ("", ("broers2019",)),
    ("question", ()),
    ("", ("dewaal2003, page 12",)),
    ("", ("unsc822", "unsc853", "unsc874")),
    ("", ("shaffer2002",)),
    ("", ("kinik2021",)),
    ("", ("icgreport244, page 3",)),
    ("", ("souleimanov2024",)),
    ("two", ("delanoe", "sipriarms2021", "paceobservation2021")),
    ("list", ()),
    ("", ("dewaal2015, page 33",)),
    ("", ("lanskoy2019, page 84–86",)),
    ("", ("icjfeb2023, paragraph 5",)),
    ("", ("armconstitution, section-sign 4",)),
    ("", ("trilateral2020, point 9",)),
    ("", ("dewaal2015, chapter 2",)),
    ("", ("iskandaryan2018, volume 26",)),
    ("", ("lanskoy2019, number 2",)),
    ("quoted", ()),
    ("", ("amnesty2021",)),
    ("", ("siprifact2021",)),
    ("cell", ()),
    ("compiled", ("broers2019",)),
    ("", ("guamabout",)),
    ("", ("outremers2024",)),
    ("", ("rferl2023rally",)),
    ("", ("ostiller2023",)),
    ("", ("broers2019, chapter 3", "dewaal2003")),
)

# A piece of each note in each language, from the bibliography, the note and its translation.
PRINTED = (
    ("Thomas de Waal, Black Garden", "Thomas de Waal, Black Garden"),
    ("This note stands beside a citation.", "Cette note côtoie une citation."),
    ("Laurence Broers, Armenia and Azerbaijan", "Laurence Broers, Armenia and Azerbaijan"),
    ("Its call follows the question mark", "Son appel suit le point d’interrogation"),
    ("De Waal, Black Garden, p.\u00a012.", "De Waal, Black Garden, p.\u00a012."),
    ("United Nations Security Council, Resolution\u00a0822", "Conseil de sécurité des Nations unies, "),
    ("See Brenda Shaffer, Borders and Brethren", "Voir Brenda Shaffer, Borders and Brethren"),
    (", on its method.", ", sur sa méthode."),
    ("Europe Report", "Rapport Europe"),
    ("Written in its place, it cites Emil A.", "Écrite à\u00a0sa place, elle cite Emil A."),
    ("The first paragraph cites two sources", "Le premier paragraphe cite deux sources"),
    ("the first item of the list;", "le premier point de la liste\u202f;"),
    ("Great Catastrophe", "p.\u00a033."),
    ("pp.\u00a084–86.", "p.\u00a084-86."),
    ("General List No.", "Rôle général nᵒ"),
    ("Preamble, §\u00a04.", "Préambule, §\u00a04."),
    ("Prime Minister of the Republic of Armenia", "Premier ministre de la République d’Arménie"),
    ("De Waal, Great Catastrophe, ch.\u00a02.", "De Waal, Great Catastrophe, chap.\u00a02."),
    ("vol.\u00a026", "vol.\u00a026"),
    ("Lanskoy and Suthers, ", "Lanskoy et Suthers, "),
    ("A note called from a block quotation.", "Une note appelée dans une citation détachée."),
    ("Amnesty International, In the line of fire", "Amnesty International, In the line of fire"),
    ("SIPRI Fact Sheet", "Fiche d’information du SIPRI"),
    ("A note called from a cell of a table.", "Une note appelée dans une cellule de tableau."),
    ("A note called from the line under a table;", "Une note appelée sous un tableau\u202f;"),
    ("GUAM Secretariat", "Secrétariat du GUAM"),
    ("Outremers360", "Outremers360"),
    ("[Report on the opposition rally", "[Reportage sur le rassemblement"),
    ("The Kyiv Independent", "The Kyiv Independent"),
    ("Broers, Armenia and Azerbaijan, ch.\u00a03;", "Broers, Armenia and Azerbaijan, chap.\u00a03\u202f;"),
)  # fmt: skip

NUMBERS = list(range(1, 31))
SIDE = {"en": 0, "fr": 1}


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_thirty_calls_in_order(said: Any, language: str, kind: str) -> None:
    """The calls of the text are 1 to 30, each once and in this order."""
    body = said(language, kind).body
    assert [int(number) for number in re.findall(r"⟦(\d+)⟧", body)] == NUMBERS


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_each_note_is_itself(said: Any, language: str, kind: str) -> None:
    """Note 7 is note 7 in every format and language: its words are those of its source."""
    notes = said(language, kind).notes
    assert len(notes) == 30
    for number, (note, words) in enumerate(zip(notes, PRINTED, strict=True), 1):
        assert words[SIDE[language]] in note, f"note {number} of {language}.{kind}"


def test_both_formats_print_the_same_notes(said: Any, language: str) -> None:
    """The page and the Word document print every note with the same characters."""
    word = [note.lstrip("\n") for note in said(language, "docx").notes]
    assert word == list(said(language, "html").notes)


def test_the_pdf_prints_the_same_notes(
    said: Any, pdf_pages: Any, bare: Callable[[str], str], language: str
) -> None:
    """The PDF prints every note, whole and in order, each behind its number."""
    text = bare("".join(pdf_pages(language)))
    at = []
    for number, note in enumerate(said(language, "html").notes, 1):
        for paragraph in note.split("\n"):
            assert bare(paragraph) in text, f"note {number}: {paragraph[:60]}"
        at.append(text.index(f"{number}{bare(note.split(chr(10))[0])}"))
    assert at == sorted(at)


def test_links_of_the_pdf(pdf: Any, language: str) -> None:
    """The PDF's links lead from call 1…30 to the notes and back, and each place exists once."""
    file = pdf(language)
    named = names(file.Root.Names.Dests)
    assert len(named) == len(set(named))
    for word in ("call", "note"):
        assert {f"{word}-{number}" for number in NUMBERS} <= set(named)
    targets = [str(link.Dest) for leaf in file.pages for link in leaf.get("/Annots", ()) if "/Dest" in link]
    assert list(dict.fromkeys(t for t in targets if t.startswith("call-"))) == [
        f"call-{number}" for number in NUMBERS
    ]
    assert list(dict.fromkeys(t for t in targets if t.startswith("note-"))) == [
        f"note-{number}" for number in NUMBERS
    ]
    assert set(targets) <= set(named)


def names(node: Any) -> list[str]:
    """The names of a PDF's name tree."""
    if "/Kids" in node:
        return [name for kid in node.Kids for name in names(kid)]
    return [str(name) for name in list(node.Names)[::2]]


def test_links_of_the_page(page: Any, language: str) -> None:
    """On the page every call leads to its note, every note back to its call."""
    root = page(language)
    for number in NUMBERS:
        (call,) = root.xpath(f"//*[@id='call-{number}']")
        (note,) = root.xpath(f"//*[@id='note-{number}']")
        assert call.get("href") == f"#note-{number}"
        assert call.text == str(number)
        assert call.get("role") == "doc-noteref"
        (back,) = note.xpath(".//a[@role='doc-backlink']")
        assert back.get("href") == f"#call-{number}"
        assert back.get("aria-label").endswith(str(number))


def test_keys_and_labels(rich_build: Any, language: str) -> None:
    """Each edition cites the same keys with the same locators, in the order of the English text."""
    folder = rich_build.build / language
    edition = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    found = [
        (
            note["label"] if not re.search(r"-\d+-\d+$", note["label"]) else "",
            tuple(
                one["key"] + (f", {one['label']} {one['locator']}" if one["label"] else "")
                for one in note["citations"]
            ),
        )
        for note in edition["footnotes"]
    ]
    assert found == list(NOTES)


def test_labels_are_the_same_in_both_languages(rich_build: Any) -> None:
    """A note without a label of its own gets the same one in every language."""
    labels = [
        [note["label"] for note in json.loads(path.read_text(encoding="utf-8"))["footnotes"]]
        for path in sorted(rich_build.build.glob("*/edition.json"))
    ]
    assert labels[0] == labels[1]
    assert len(set(labels[0])) == 30


def test_the_concordance_agrees(rich_build: Any) -> None:
    """The proof of the build itself: thirty rows, and no difference."""
    found = json.loads((rich_build.build / "concordance.json").read_text(encoding="utf-8"))
    assert found["agrees"] is True
    assert len(found["rows"]) == 30
    assert [file["notes"] for file in found["files"]] == [30] * 6


def test_silence(rich_build: Any) -> None:
    """A build of sources without fault prints its tasks and its table, and nothing else."""
    lines = (rich_build / "run.txt").read_text(encoding="utf-8").splitlines()
    told = [
        line
        for line in lines
        if line
        and not re.search(r" \d+\.\d s$", line)
        and not line.startswith("build/rich/rich.")
        and not line.startswith("rich.")  # what is counted of each PDF
        and not line.startswith("file ")
    ]
    assert told == []
