"""Faults seeded in finished files, one at a time: each is named by file, number and label."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree, html
from word_edition import ROOT, edition, profile

from notebuild import concordance, docx, ooxml, pdf, readers, reference, sheets, tagging, web
from notebuild.house import House, read_house
from notebuild.model import Citation, Edition
from notebuild.tagging.elements import document, kind, walk

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


@dataclass(frozen=True)
class Finished:
    """An edition and its three files, as bytes."""

    edition: Edition
    pdf: bytes
    docx: bytes
    html: bytes

    def readings(self) -> list[readers.Reading]:
        """What the four readers say."""
        stem = f"build/harbour/harbour.{self.edition.language[:2]}"
        return [
            *readers.read_pdf(self.pdf, f"{stem}.pdf"),
            readers.read_docx(self.docx, f"{stem}.docx"),
            readers.read_html(self.html, f"{stem}.html"),
        ]


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
    styles = ROOT / "styles"
    screen = sheets.sheet((styles / "screen.css").read_text(encoding="utf-8"), house, "screen.css")
    layout = sheets.LADDER[0]
    paper = (styles / "print.css").read_text(encoding="utf-8")
    sheet = sheets.local(house) + sheets.sheet(paper, house, "print.css", layout)
    paged = web.page(one, house, profile(language), folder, styles, sheet, "print")
    content, *_ = pdf.render(paged, "harbour.pdf", pdf.roots(folder, house))
    facts = tagging.Facts(f"harbour.{language[:2]}", "1", "2025-03-31", language)
    word = reference.reference(house, (styles / "word.toml").read_text(encoding="utf-8"))
    return Finished(
        one,
        tagging.repair(content, facts),
        docx.build(one, house, profile(language), folder, word, "harbour.docx"),
        web.page(one, house, profile(language), folder, styles, screen, "screen").encode(),
    )


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Set:
    house = read_house(ROOT / "styles" / "house.toml")
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


Seed = Callable[[bytes], bytes]


def page(change: Callable[[Any], None]) -> Seed:
    """A change to a page's elements."""

    def seed(data: bytes) -> bytes:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
        change(root)
        out: bytes = html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
        return out

    return seed


def word(change: Callable[[Any, Any], None]) -> Seed:
    """A change to a DOCX's document and footnotes."""

    def seed(data: bytes) -> bytes:
        parts = ooxml.read(data)
        names = ("word/document.xml", "word/footnotes.xml")
        roots = [etree.fromstring(parts[name]) for name in names]
        change(*roots)
        for name, root in zip(names, roots, strict=True):
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        return ooxml.write(parts)

    return seed


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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


def by_id(root: Any, name: str) -> Any:
    return root.xpath("//*[@id=$name]", name=name)[0]


def cut_page_note(root: Any) -> None:
    by_id(root, "note-2").drop_tree()


def swap_page_numbers(root: Any) -> None:
    by_id(root, "call-2").text, by_id(root, "call-3").text = "3", "2"


def another_key(root: Any) -> None:
    note = by_id(root, "note-2")
    for element in note.iter():
        if element.text and BROERS in element.text:
            element.text = element.text.replace(BROERS, WAAL)


def blank(data: bytes) -> bytes:
    """A PDF without the letters of note 2; its tags, places and links stay."""
    with pikepdf.open(BytesIO(data)) as opened:
        (note,) = (e for e in walk(document(opened)) if kind(e) == "Note" and str(e.ID) == "note-2")
        marks = {int(m) for e in walk(note) if kind(e) != "Lbl" for m in e.K if isinstance(m, int)}
        for leaf in opened.pages:
            kept, inside = [], False
            for step in pikepdf.parse_content_stream(leaf):
                if str(step.operator) == "BDC" and "/MCID" in step.operands[1]:
                    inside = int(step.operands[1].MCID) in marks
                if not (inside and str(step.operator) in ("Tj", "TJ")):
                    kept.append(step)
                if str(step.operator) == "EMC":
                    inside = False
            leaf.obj.Contents = opened.make_stream(pikepdf.unparse_content_stream(kept))
        out = BytesIO()
        opened.save(out)
        return out.getvalue()


QUAY, OWN = "footnote 2 (quay)", "footnote 3 (own)"


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
            blank,
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
    ],
)
def test_fault(finished: Set, language: str, kind: str, seed: Seed, expected: list[str]) -> None:
    """One fault in one file gives its own message and no other."""
    one = finished[language]
    spoilt = {**finished, language: replace(one, **{kind: seed(getattr(one, kind))})}
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
    """A citation that the French note does not print is named by what was read."""
    french = finished["fr-FR"].edition
    first, *rest = french.footnotes
    lost = replace(french, footnotes=(replace(first, citations=first.citations[:1]), *rest))
    spoilt = {**finished, "fr-FR": replace(finished["fr-FR"], edition=lost)}
    said = "@dewaal2003, page 33; @broers2019"
    place = "footnote 1 (region-1-1)"
    assert faults(spoilt)[-1] == (f"fr.po: {place} cites {said} in en-GB and @dewaal2003, page 33 in fr-FR")
    assert f"harbour.fr.html: {place} cites {said} where the edition has @dewaal2003, page 33" in (
        faults(spoilt)
    )
