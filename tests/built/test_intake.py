"""`intake`: documents of analysts become notes; what is proposed is told, accepted, or put back."""

from __future__ import annotations

import re
import shutil
from typing import Any

import pytest

from houses import PUBLISHED, ROOT
from notebuild.edition import pandoc
from notebuild.exchange.intake import proposals
from notebuild.render.word import ooxml
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


MANAGED = {"zotero_citations": 3, "mendeley_citations": 2, "endnote": 2, "word-own-sources": 1}
"""Documents with citations as fields, and how many sources each cites."""


def test_sources_of_reference_managers(house: Project) -> None:
    """Each source is told until it is accepted; then the notes have no fault."""
    for name, sources in MANAGED.items():
        assert f"proposes {sources} source" in taken(house, f"{name}.docx", name)
    run = house.run("check")
    assert run.status == 1
    told = re.findall(r"^(manuscript/.*?:\d+):\d+: (.*)\n    (.*)", run.output, re.MULTILINE)
    assert len(told) == sum(MANAGED.values())
    assert (
        "manuscript/word-own-sources/note.md:11",
        "@broers2019 is only proposed, from words of the document taken in",
        "look at its entry in proposed.bib, then ./doit intake --accept word-own-sources broers2019; "
        "or have its words back: ./doit intake --reject word-own-sources broers2019",
    ) in told
    for name, sources in MANAGED.items():
        run = house.run("intake", "--accept", name, "--all")
        assert (run.status, run.output.partition(" source")[0]) == (0, str(sources))
        assert not (house.root / "manuscript" / name / "proposed.bib").exists()
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
    for proposal in proposals.read(house.root / "manuscript/back/proposed.bib").values():
        said = set(
            re.findall(r"\w+", " ".join(use.words for use in proposal.uses).casefold().replace("\\_", "_"))
        )
        (source,) = (one for one in proposed if one.key == proposal.key)
        for name, value in source.fields.items():
            typed = value[:4] if name == "date" else value  # its day is compared with the bibliography above
            words = set(re.findall(r"\w+", re.sub(r"[{}]|\\(?=_)", "", typed).casefold())) - {"and"}
            assert name == "options" or words <= said, (proposal.key, name, value)
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


def word(house: Project, name: str) -> str:
    """A Word document made of one of our Markdown texts, in the house's folder; its name."""
    text = (WRITTEN / f"{name}.md").read_text(encoding="utf-8")
    document = pandoc.imported(text.encode(), "markdown", name)
    pandoc.write_file(document, "docx", house.root / f"{name}.docx", [f"--resource-path={WRITTEN}"])
    return f"{name}.docx"


def test_a_french_note_with_typed_footnotes(house: Project) -> None:
    """Sources in French forms, "Ibid.", "op. cit.", "art. cit." and "Voir note 2", and a summary."""
    run = house.run("intake", word(house, "french"), "--as", "syunik")
    assert run.status == 0, run.output
    text = note(house, "syunik")
    assert text.startswith(
        '---\ntitle: "Le corridor du Syunik : une route sous tension"\n'
        'author:\n  - "Jeanne Dupont"\n  - "Paul Martin"\ndate: 2025-03-12\nversion: 1\nlang: fr-FR\nabstract: |\n'
    )
    assert "capitales [@dewaal2003, p. 112].\n« La route ne sera pas un corridor »" in text
    assert "ministre [@radvanyi2024] ; d'autres en doutent [@radvanyi2024, p. 4]." in text
    assert "contrôle [voir @ministere2024]." in text
    assert "soutient [@dewaal2003, p. 115; @radvanyi2024]." in text
    assert "joué [voir @dewaal2003]." in text
    assert (
        "contesté[^7].\n" in text
    )  # a note that says something keeps its words, and its number in the document
    assert "[^7]: Le terme apparaît d'abord dans la presse turque ; il n'a pas" in text


def test_tables_figures_and_lists(house: Project) -> None:
    """Captions, their labels and sources, typed references, nested lists, a source in a cell."""
    run = house.run("intake", word(house, "tables"), "--as", "gas")
    assert run.status == 0, run.output
    text = note(house, "gas")
    assert "see [](#tbl-1) and [](#fig-1)." in text
    assert (
        "| 2022 |    8.4 | 11.4 [@european2022] |\n\n: Exports of gas, in billion cubic metres {#tbl-1}\n"
        in text
    )
    assert "\n::: source\nSource: State Statistical Committee.\n:::\n" in text
    assert (
        "1.  Prices rise.\n    - In summer a little.\n    - In winter a lot:\n      a)  households,\n" in text
    )
    assert re.search(
        r'!\[The pipeline\]\(figures/\w+\.png\)\{#fig-1 alt="A map drawn by hand of the [^"]*"\}', text
    )
    assert '> A quotation stands here, with a "quoted" word [@doe2022, p. 7].' in text
    (picture,) = (house.root / "manuscript/gas/figures").iterdir()
    assert picture.read_bytes() == (WRITTEN / "road.png").read_bytes()


def test_endnotes_and_what_is_typed_by_hand(house: Project) -> None:
    """Endnotes are notes; bold lines with typed numbers are headings; typed bullets a list; each is told."""
    name = word(house, "endnotes")
    parts = ooxml.read((house.root / name).read_bytes())
    notes = parts["word/footnotes.xml"]
    parts["word/endnotes.xml"] = notes.replace(b"ootnote", b"ndnote").replace(b"fndnote", b"endnote")
    parts["word/footnotes.xml"] = re.sub(rb"<w:footnote .*</w:footnote>", b"", notes, flags=re.DOTALL)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"footnoteReference", b"endnoteReference")
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    of = b'<Override PartName="/word/endnotes.xml" ContentType="' + kind + b'"/></Types>'
    parts[ooxml.CONTENT_TYPES] = parts[ooxml.CONTENT_TYPES].replace(b"</Types>", of)
    base = ooxml.NAMESPACES["r"].encode()
    row = b'<Relationship Id="rIdE" Type="' + base + b'/endnotes" Target="endnotes.xml"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", row)
    (house.root / name).write_bytes(ooxml.write(parts))
    run = house.run("intake", name, "--as", "borders")
    assert run.status == 0, run.output
    text = note(house, "borders")
    assert (
        'title: "Peace without borders"\nauthor:\n  - "Jane Doe"\n  - "Richard Roe"\ndate: 2025-03-12\n'
        in text
    )
    assert re.findall(r"^#+ .*", text, re.MULTILINE) == ["## What is at stake", "### Maps", "## What to do"]
    assert "\n- the map of 1920\n- the map of 1975\n" in text
    assert "drawn [@roe2010, p. 45].\nIt matters [@roe2010, p. 47]." in text
    assert "lost [@roe2010, p. 50; @smith2015, p. 35]." in text
    assert (
        "[^7]: Brown, supra note 5, at 12." in text
    )  # no source of Brown's is known: told, and left in words
    assert "\n[^8]: It was said at length.\n\n    In May.\n\n    In June.\n" in text
    page = (house.root / "build/borders/intake.html").read_text(encoding="utf-8")
    assert "Note 8 holds a list or a table, which are paragraphs of it now" in page
    assert "Note 7 means an earlier source, and it is not clear which: it stays in words" in page
    assert "A bold line, read as a heading" in page
    assert "The number of a heading, typed by hand" in page


def test_quarto(house: Project) -> None:
    """References within the text, boxes, cells that compute, authors as entries, and the bibliography that it names."""
    for file in ("quarto.qmd", "_part.qmd", "refs.bib", "road.png"):
        shutil.copy(WRITTEN / file, house.root)
    run = house.run("intake", "quarto.qmd", "--as", "roads")
    assert run.status == 0, run.output
    text = note(house, "roads")
    assert '  - {name: "Jane Doe", affiliation: "An Institute", orcid: "0000-0002-1825-0097"}\n' in text
    assert "As @doe2022 shows, roads matter [see @roe2019, p. 3; @doe2022].\n" in text
    assert "See [](#fig-road) and [](#tbl-roads), and [](#introduction).\n" in text
    assert '![The road](figures/road.png){#fig-road alt="A road."}' in text
    assert "![A second road](figures/road.png){#fig-second}" in text
    assert "> **Be careful.**" in text
    assert (
        "![Left](figures/road.png){#fig-left}\n\n![Right](figures/road.png){#fig-right}\n\nTwo roads\n"
        in text
    )
    assert (
        "\nE = mc^2^ (1)\n\nWords of another file.\n\nBy (1) and fig-lost and {{< var version >}}, and "
        in text
    )
    proposed, _ = bibliography.read(house.root / "manuscript/roads/proposed.bib", "proposed.bib")
    assert [source.key for source in proposed] == ["doe2022", "roe2019"]
    page = (house.root / "build/roads/intake.html").read_text(encoding="utf-8")
    assert "A cell that computes (python), left out" in page
    assert "A value that is computed: write it here" in page
    line = text.partition("By (1)")[0].count("\n") + 1
    said = "A reference to a place for which the note has no label: its words stay"
    assert re.search(rf"{said}<p class=\"said\"><span class=\"quiet\">line {line}:</span>", page)
    run = house.run("intake", "--accept", "roads", "--all")
    run = house.run("check")
    told = re.findall(r"^manuscript/\S+: (.*)", run.output, re.MULTILINE)
    assert told == [
        *["image figures/road.png has no alternative text"] * 3,
        "{{< var version >}} is a shortcode of Quarto or Hugo, and would be printed",
        "no source has the key @nobody",
    ]


def test_manubot(house: Project) -> None:
    """Its metadata, and keys that are identifiers: sources where its references have them, addresses where not."""
    shutil.copytree(WRITTEN / "content", house.root / "content")
    shutil.copy(WRITTEN / "road.png", house.root)
    run = house.run("intake", "content/main.md", "--as", "hub")
    assert run.status == 0, run.output
    text = note(house, "hub")
    assert 'title: "Sci-Hub and borders"\n' in text
    assert 'keywords:\n  - "roads"\n  - "borders"\n' in text
    assert (
        "[^1]: <https://doi.org/10.1371/journal.pcbi.1007128>; <https://pubmed.ncbi.nlm.nih.gov/29424689/>"
        in text
    )
    assert "and [@carberry2008]." in text
    assert "Deep roads[^2].\n" in text and "[^2]: <https://doi.org/10.1038/nature14539>\n" in text
    assert "tag:deep" not in text
    assert "See [](#fig-one)." in text


def test_the_folder_of_manubot(house: Project) -> None:
    """All parts of a text in their order; what Manubot prints before it, and files of another folder, are none."""
    shutil.copytree(WRITTEN / "content", house.root / "content")
    shutil.copy(WRITTEN / "road.png", house.root)
    (house.root / "content/00.front-matter.md").write_text("{{ manubot.date }}", encoding="utf-8")
    (house.root / "content/a.end.md").write_text("", encoding="utf-8")
    (house.root / "content/00.first.md").write_text("## First\n\nWords before.\n", encoding="utf-8")
    run = house.run("intake", "content", "--as", "hub")
    assert run.status == 0, run.output
    text = note(house, "hub")
    assert re.findall(r"^## .*", text, re.MULTILINE) == ["## First", "## Main"]
    assert "manubot.date" not in text
    assert "and [@carberry2008]." in text and "See [](#fig-one)." in text


def test_opendocument(house: Project) -> None:
    """Notes, a formula, a title by its style, a text box and a table in a cell of a document of OpenDocument."""
    text = (WRITTEN / "french.md").read_text(
        encoding="utf-8"
    ) + "\nSoit $x_i^2$.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    document = pandoc.imported(text.encode(), "markdown", "french")
    pandoc.write_file(document, "odt", house.root / "french.odt")
    parts = ooxml.read((house.root / "french.odt").read_bytes())
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = f"<table:table-row>{cell.format('c')}{cell.format('d')}</table:table-row>"
    inner = f'<table:table><table:table-column table:number-columns-repeated="2"/>{row}</table:table>'
    box = "<draw:frame><draw:text-box><text:p>Chiffre clé : 45</text:p></draw:text-box></draw:frame></text:p>"
    content = parts["content.xml"].decode()
    content = re.sub(r"(<text:p [^>]*>2</text:p>)", rf"\1{inner}", content, count=1)
    content = re.sub(r"(>Soit .*?)</text:p>", rf"\1{box}", content, count=1)
    parts["content.xml"] = content.encode()
    first = {"mimetype": parts.pop("mimetype")}
    (house.root / "french.odt").write_bytes(ooxml.write({**first, **parts}))
    run = house.run("intake", "french.odt", "--as", "syunik")
    assert run.status == 0, run.output
    made = note(house, "syunik")
    assert made.startswith('---\ntitle: "Le corridor du Syunik : une route sous tension"\n')
    assert "lang: fr-FR\n" in made
    assert "capitales [@dewaal2003, p. 112].\n" in made
    assert "soutient [@dewaal2003, p. 115; @radvanyi2024]." in made
    assert "\nSoit x~i~^2^.\n\nChiffre clé : 45\n" in made
    assert re.search(r"\| 1 +\| 2; c; d +\|", made)


def test_sources_that_the_house_has(house: Project) -> None:
    """A source that the bibliography holds is cited by its key there, and not proposed."""
    own = "@book{waal, author = {de Waal, Thomas}, options = {useprefix=true}, date = {2003},\n"
    own += "  title = {Black Garden: Armenia and Azerbaijan through Peace and War}, shorttitle = {Black Garden}}\n"
    (house.root / "bibliography.bib").write_text(own, encoding="utf-8")
    run = house.run("intake", word(house, "french"), "--as", "syunik")
    assert run.status == 0, run.output
    assert "capitales [@waal, p. 112]." in note(house, "syunik")
    assert "dewaal2003" not in (house.root / "manuscript/syunik/proposed.bib").read_text(encoding="utf-8")


def test_what_cannot_be_taken_in(house: Project) -> None:
    """Each wrong word on the command line is one Problem, and nothing is made."""
    where = "the command line: "
    (house.root / "manuscript/there").mkdir()
    (house.root / "manuscript/there/note.md").write_text("x", encoding="utf-8")
    name = word(house, "endnotes")
    for words, said in [
        ((), f"{where}intake takes a document in, or accepts or rejects what is proposed of one\n"),
        (("--as", "a"), f"{where}intake takes one document\n"),
        ((name, "--as", "a b"), f"{where}a b is no name for a note\n"),
        (
            (name, "--as", "House"),
            f"{where}House is no name for a note: build/house holds what all notes share\n",
        ),
        ((name, "--as", "there"), f"{where}manuscript/there is there already\n"),
        (
            (name, "--as", "a", "--language", "tlh"),
            f"{where}no profile says how tlh is set\n    say --language with one of de-DE, en-GB, en-US, ",
        ),
        (
            (name, "--as", "a", "--language", "fr-FX"),
            f"{where}no profile says how fr-FX is set (did you mean fr-FR?)\n",
        ),
        (("none.docx", "--as", "a"), "none.docx: there is no such file\n"),
        (("manuscript", "--as", "a"), "manuscript: is a folder\n"),
        (("--accept", "there"), f"{where}--accept needs the keys that are meant\n"),
        (("--accept", "their", "--all"), f"{where}their is no note (did you mean there?)\n"),
        (("--reject", "there", "--all"), "manuscript/there/proposed.bib: proposes no source\n"),
    ]:
        run = house.run("intake", *words)
        assert run.status == 1, words
        assert run.output.startswith(said), run.output
    assert sorted(path.name for path in (house.root / "manuscript").iterdir()) == ["there"]


@pytest.mark.slow
def test_plain_word_notes_are_released(house: Project) -> None:
    """From Word to released files in all formats, with `--accept --all` and nothing written by hand."""
    for name, folder in (("french", "syunik"), ("tables", "gas"), ("endnotes", "borders")):
        assert house.run("intake", word(house, name), "--as", folder).status == 0
        assert house.run("intake", "--accept", folder, "--all").status == 0
    run = house.run()
    assert run.status == 0, run.output
    for name in (
        "syunik/release/syunik.fr.pdf",
        "gas/release/gas.en.docx",
        "borders/release/borders.en.html",
    ):
        assert (house.root / "build" / name).is_file()
