"""`intake`: documents of analysts become notes; what is proposed is told, accepted, or put back."""

from __future__ import annotations

import re
import shutil
from typing import Any

import pytest

from houses import PUBLISHED, ROOT
from notebuild.sources import bibliography

Project = Any  # the class of `tests/conftest.py`
WRITTEN = ROOT / "tests/documents"


@pytest.fixture
def house(project: Any) -> Project:
    """A house without a note, with an empty bibliography."""
    empty = project("small", "intake")
    shutil.rmtree(empty.root / "manuscript/small")
    (empty.root / "bibliography.bib").write_text("", encoding="utf-8")
    return empty


def note(house: Project, name: str) -> str:
    return str((house.root / "manuscript" / name / "note.md").read_text(encoding="utf-8"))


def taken(house: Project, file: str, name: str) -> str:
    """What `intake` says of one of our documents; it must succeed."""
    shutil.copy(WRITTEN / file, house.root / file)
    run = house.run("intake", file, "--as", name)
    assert run.status == 0, run.output
    return str(run.output)


@pytest.mark.parametrize(
    ("file", "sources"),
    [
        ("zotero_citations.docx", 3),
        ("mendeley_citations.docx", 2),
        ("endnote.docx", 2),
        ("word-own-sources.docx", 1),
    ],
)
def test_sources_of_a_reference_manager(house: Project, file: str, sources: int) -> None:
    """Each source is told until it is accepted; then the note has no fault."""
    said = taken(house, file, "report")
    assert f"proposes {sources} source" in said
    run = house.run("check")
    assert run.status == 1
    assert run.output.count("is only proposed, from words of the document taken in") == sources
    assert "no source has the key" not in run.output
    run = house.run("intake", "--accept", "report", "--all")
    assert (run.status, run.output.partition(" source")[0]) == (0, str(sources))
    assert not (house.root / "manuscript/report/proposed.bib").exists()
    run = house.run("check")
    assert (run.status, "manuscript/" in run.output, "bibliography.bib:" in run.output) == (0, False, False)


def test_a_whole_note_saved_by_libreoffice(house: Project) -> None:
    """The published note, its 116 footnotes turned to words, against the bibliography that it was printed from."""
    taken(house, "house-note-by-libreoffice.docx", "back")
    proposed, _ = bibliography.read(house.root / "manuscript/back/proposed.bib", "proposed.bib")
    printed, _ = bibliography.read(PUBLISHED / "bibliography.bib", "bibliography.bib")

    def address(source: Any) -> str:
        return str(source.fields.get("url") or f"doi {source.fields.get('doi', '')}").rstrip("/")

    own = {address(source): source for source in printed}
    with_address = [source for source in proposed if {"url", "doi"} & source.fields.keys()]
    right = [source for source in with_address if address(source) in own]
    assert len(right) == len(with_address) >= 80  # 54 were asked for

    def same(name: str) -> int:
        def said(source: Any) -> str:
            return re.sub(r"\W", "", source.fields.get(name, "").casefold())

        return sum(said(source) == said(own[address(source)]) for source in right)

    assert same("title") >= len(right) - 1  # 50 were asked for; one title holds a sign that BibTeX escapes
    assert same("date") == len(right)
    run = house.run("intake", "--accept", "back", "--all")
    assert run.status == 0
    run = house.run("check")
    assert run.status == 0, run.output  # warnings alone: sentences that stand twice in the document


def test_a_real_article(house: Project) -> None:
    """What is told of it is true: pictures without words for them, a sign that no face has, a lone quotation mark."""
    taken(house, "article.docx", "article")
    text = note(house, "article")
    assert re.findall(r"^#+ .*", text, re.MULTILINE)[:3] == [
        "## Introduction",
        "## Using standard Word formatting",
        "### Basic formatting",
    ]
    assert "![Some Statistics, as a picture](figures/image1.png){#fig-1}" in text
    assert ": A Simple table {#tbl-1}" in text
    assert "c.f. [](#fig-1)" in text.replace("\n", " ")
    assert "{.underline}" not in text
    run = house.run("check")
    causes = {
        r"no face of the house has ∈",
        r"has no alternative text",
        r"stands alone and has no caption",
        r"this sentence stands twice",
        r"a quotation mark without its fellow",
    }
    told = re.findall(r"^manuscript/\S+: (?:warning: )?(.*)", run.output, re.MULTILINE)
    assert 0 < len(told) <= 16
    assert [one for one in told if not any(re.search(cause, one) for cause in causes)] == []
