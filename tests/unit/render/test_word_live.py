"""Footnotes of a Word document as fields of a reference manager, and what a document says of its build."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import revisions
import word_edition

from notebuild.core.model import Citation, Edition, digest
from notebuild.readback import docx
from notebuild.render.word import document, ooxml

TEXT = "Ports.^[Alder, The Port, 12.] Ships.^[See Alder, Port, point 9; Birch, Ships, on cranes.] Own.^[In words.]\n"
BIB = """@book{alder, author = {Alder, Ann}, title = {{The Port}}, date = {1990}}
@book{birch, author = {Birch, Ben}, title = {Ships}, date = {1991}, abstract = {Long.}}
"""
CITED = (
    (Citation("alder", "page", "12", "Alder, The Port, 12"),),
    (Citation("alder", "point", "9", "Alder, Port, point 9"), Citation("birch", "", "", "Birch, Ships")),
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("pictures")
    made = word_edition.edition(folder, "en-GB", TEXT, **{"word-citations": "live"})
    notes = [
        replace(note, origin="citation", citations=citations)
        for note, citations in zip(made.footnotes, CITED, strict=False)
    ]
    return replace(made, footnotes=(*notes, made.footnotes[2]), bibliography=BIB)


def built(edition: Edition, folder: Path) -> bytes:
    profile = word_edition.profile("en-GB")
    return document.build(
        edition, revisions.house(), profile, folder, revisions.dress(), "build/note/note.docx"
    )


def items(citation: dict[str, Any]) -> list[dict[str, Any]]:
    return list(citation["citationItems"])


def cited(package: bytes) -> list[dict[str, Any]]:
    notes = ooxml.parse(ooxml.read(package)["word/footnotes.xml"])
    codes = [code.text or "" for code in ooxml.every(notes, "w:instrText")]
    return [json.loads(code.removeprefix(" ADDIN ZOTERO_ITEM CSL_CITATION ")) for code in codes]


def test_each_note_that_cites_is_a_field(edition: Edition, tmp_path: Path) -> None:
    """Key, place and the words around it, by CSL's schema; what CSL has no label for stands in the place."""
    first, second = cited(built(edition, tmp_path))
    one = items(first)[0]
    assert (one["id"], one["locator"], one["label"]) == ("alder", "12", "page")
    assert re.sub("<[^>]*>", "", one["itemData"]["title"]) == "The Port" and one["itemData"]["id"] == "alder"
    assert first["properties"]["noteIndex"] == 1
    alder, birch = items(second)
    assert (alder["prefix"], alder["locator"]) == ("See ", "point 9") and "label" not in alder
    assert (birch["id"], birch["suffix"]) == ("birch", ", on cranes")
    assert "abstract" not in birch["itemData"]


def test_the_words_are_those_of_a_plain_document(edition: Edition, tmp_path: Path) -> None:
    live = built(edition, tmp_path)
    plain = built(replace(edition, metadata={**edition.metadata, "word-citations": "plain"}), tmp_path)
    assert cited(plain) == []
    readings = [docx.read(package, "") for package in (live, plain)]
    assert readings[0].footnotes == readings[1].footnotes
    assert readings[0].passages == readings[1].passages
    assert built(edition, tmp_path) == live


def test_a_field_is_closed_in_its_paragraph(edition: Edition, tmp_path: Path) -> None:
    notes = ooxml.read(built(edition, tmp_path))["word/footnotes.xml"].decode()
    for paragraph in re.findall(r"<w:p>.*?</w:p>", notes, re.S):
        kinds = re.findall(r'fldCharType="(\w+)"', paragraph)
        assert kinds in ([], ["begin", "separate", "end"])
        if kinds:
            assert paragraph.index("footnoteRef") < paragraph.index("begin") < paragraph.index("Alder")


def test_a_document_says_which_build_it_is_of(edition: Edition, tmp_path: Path) -> None:
    said = ooxml.read(built(edition, tmp_path))["docProps/custom.xml"].decode()
    values = dict(re.findall(r'name="(notebuild-\w+)"[^>]*><vt:lpwstr>([^<]*)<', said))
    assert values == {
        "notebuild-edition": "note.en",
        "notebuild-version": "3",
        "notebuild-sources": digest(edition),
    }
    other = replace(edition, markdown="Other words.")
    assert digest(other) != digest(edition)
