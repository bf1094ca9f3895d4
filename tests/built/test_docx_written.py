"""A DOCX made by pandoc and by us, asked small questions about its parsed parts."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypandoc
import pytest
from fontTools.ttLib import TTFont
from word_edition import edition, profile

from houses import HOUSE, TOOL
from notebuild.core.house import House, read_house
from notebuild.core.model import Edition
from notebuild.core.problems import NotebuildError
from notebuild.render import fonts
from notebuild.render.word import cleanup, document, faces, mark, ooxml
from notebuild.render.word.ooxml import Element, every, name, value
from notebuild.render.word.reference import reference

SHOWN = "build/note/note.fr.docx"


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


@pytest.fixture(scope="module")
def sheet(house: House) -> bytes:
    return reference(house, (TOOL / "word.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fr")


@pytest.fixture(scope="module")
def made(folder: Path) -> Edition:
    return edition(folder)


@pytest.fixture(scope="module")
def build(house: House, sheet: bytes, folder: Path) -> Callable[[Edition], bytes]:
    return lambda one: document.build(one, house, profile(one.language), folder, sheet, SHOWN)


@pytest.fixture(scope="module")
def package(build: Callable[[Edition], bytes], made: Edition) -> bytes:
    return build(made)


@pytest.fixture(scope="module")
def parts(package: bytes) -> dict[str, bytes]:
    return ooxml.read(package)


@pytest.fixture(scope="module")
def body(parts: dict[str, bytes]) -> Element:
    return ooxml.parse(parts["word/document.xml"])


@pytest.fixture(scope="module")
def notes(parts: dict[str, bytes]) -> Element:
    return ooxml.parse(parts["word/footnotes.xml"])


def styled(body: Element, style: str) -> list[Element]:
    """The paragraphs of a style."""
    return [p for p in every(body, "w:p") if cleanup.style(p) == style]


def said(paragraphs: list[Element]) -> list[str]:
    """Their words."""
    return [cleanup.text(paragraph).strip() for paragraph in paragraphs]


def test_notes_in_order(body: Element, notes: Element, made: Edition) -> None:
    """The n-th call of the document leads to the note that every other format prints as n."""
    calls = [value(call, "w:id") for call in every(body, "w:footnoteReference")]
    assert calls == [str(note.number) for note in made.footnotes]
    read = {value(note, "w:id"): "".join(cleanup.text(note).split()) for note in notes}
    assert [read[call] for call in calls] == ["".join(n.text.split()) for n in made.footnotes]


def test_separators(parts: dict[str, bytes], notes: Element) -> None:
    """Word wants its two separators, and the settings name them."""
    kinds = {value(note, "w:id"): value(note, "w:type") for note in notes if value(note, "w:type")}
    assert kinds == {"-1": "separator", "0": "continuationSeparator"}
    (pair,) = every(ooxml.parse(parts["word/settings.xml"]), "w:footnotePr")
    assert [value(one, "w:id") for one in pair] == ["-1", "0"]


def test_note_of_several_paragraphs(notes: Element) -> None:
    """Only a note's first paragraph hangs its number; the others go on under the text."""
    (second,) = [note for note in notes if value(note, "w:id") == "2"]
    styles = [cleanup.style(p) for p in every(second, "w:p")]
    assert styles == ["FootnoteText", "FootnoteContinued", "FootnoteBlockText", *["FootnoteContinued"] * 2]
    assert len(every(second, "w:footnoteRef")) == 1


def test_links_arrive(parts: dict[str, bytes], body: Element, notes: Element) -> None:
    """Every link inside the document names a bookmark, notes and calls included."""
    marks = {value(mark, "w:name") for mark in every(body, "w:bookmarkStart")}
    wanted = {value(a, "w:anchor") for p in (body, notes) for a in every(p, "w:hyperlink")} - {""}
    assert {"tbl-dates", "note-1", "note-3", "region"} <= wanted
    assert wanted <= marks
    assert {"call-1", "call-7"} <= marks


def test_addresses_are_quiet(body: Element, notes: Element) -> None:
    """A link that shows its address has the style of addresses; one that shows words is told by its colour."""
    worn = {cleanup.text(link): value(every(link, "w:rStyle")[0]) for link in every(notes, "w:hyperlink")}
    assert worn["https://example.org/a_b?c=1"] == "Address"
    assert {value(worn) for link in every(body, "w:hyperlink") for worn in every(link, "w:rStyle")} <= {
        "Hyperlink",
        "Address",
    }


def shown_face(parts: dict[str, bytes], target: str, key: str) -> TTFont:
    """An embedded font file as a reader gets it: the first 32 bytes changed back by the GUID, read from its end."""
    content, mask = bytearray(parts[target]), bytes.fromhex(key.strip("{}").replace("-", ""))
    for at in range(32):
        content[at] ^= mask[15 - at % 16]
    return TTFont(io.BytesIO(bytes(content)))


def test_faces_are_embedded(parts: dict[str, bytes]) -> None:
    """Each style of the house's families is in the document as ECMA-376-1, 17.8.1 hides it, with the note's letters."""
    relations = {
        one.get("Id"): f"word/{one.get('Target')}"
        for one in ooxml.parse(parts["word/_rels/fontTable.xml.rels"])
    }
    found = {}
    *families, code = every(ooxml.parse(parts["word/fontTable.xml"]), "w:font")
    assert value(code, "w:name") == "IBM Plex Mono"
    for font in families:
        for slot in ("Regular", "Bold", "Italic", "BoldItalic"):
            (held,) = every(font, f"w:embed{slot}")
            face = shown_face(parts, relations[value(held, "r:id")], value(held, "w:fontKey"))
            found[value(font, "w:name"), slot] = face
    assert {family for family, _ in found} == {"Source Serif Pro", "Source Sans Pro"}
    for (family, slot), face in found.items():
        names = face["name"]
        assert (names.getDebugName(1), names.getDebugName(2).replace(" ", "")) == (family, slot)
        assert {*map(ord, "Azéœß’–€")} <= face.getBestCmap().keys()
    settings = [part.tag for part in ooxml.parse(parts["word/settings.xml"])]
    assert settings[1:3] == [name("w:embedTrueTypeFonts"), name("w:saveSubsetFonts")]
    assert sum(len(parts[part]) for part in parts if part.endswith(".odttf")) < 500_000


def test_the_face_of_code_is_embedded_where_there_is_code(
    build: Callable[[Edition], bytes], tmp_path: Path
) -> None:
    """A note with code, in its text or in a footnote, has the house's fixed-width face with it, upright."""
    upright = ["embedRegular"]
    for text, expected in (
        ("No code.", []),
        ("Some `code`.", upright),
        ("A note[^a].\n\n[^a]: Some `code`.", upright),
    ):
        parts = ooxml.read(build(edition(tmp_path, "fr-FR", text)))
        *_, code = every(ooxml.parse(parts["word/fontTable.xml"]), "w:font")
        held = [str(one.tag).rpartition("}")[2] for one in code]
        assert [tag for tag in held if tag.startswith("embed")] == expected


@pytest.mark.parametrize(
    ("terms", "is_embedded"),
    [(0, True), (0x0008, True), (0x000C, True), (0x0002, False), (0x0004, False), (0x0200, False)],
)
def test_a_licence_may_forbid(tmp_path: Path, terms: int, is_embedded: bool) -> None:
    """A font file whose licence lets nobody edit what holds it is left out (OpenType, OS/2 fsType)."""
    path = tmp_path / "Own-Regular.ttf"
    with TTFont(fonts.faces(read_house(HOUSE / "house.toml"))[0].path) as font:
        font["OS/2"].fsType = terms
        font.save(path)
    assert (faces.cut(path, frozenset("ab")) is not None) == is_embedded


def test_postscript_outlines_are_left_out(house: House) -> None:
    """Word shows embedded TrueType alone: the same face with other outlines is left to the reader's machine."""
    path = fonts.faces(house)[0].path
    assert faces.cut(path, frozenset("ab")) is not None
    assert faces.cut(path.with_suffix(".otf"), frozenset("ab")) is None


def test_the_mark_stands_in_the_bar(house: House, folder: Path, made: Edition) -> None:
    """The first page's bar begins with the house's mark, as a drawing and as a raster, named after the publisher."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 24"><path d="M0 0h48v24z" fill="#fff"/></svg>'
    marked = mark.parts(drawing, [], "styles/logo.svg")
    sheet = reference(house, (TOOL / "word.toml").read_text(encoding="utf-8"), marked=marked)
    parts = ooxml.read(document.build(made, house, profile(made.language), folder, sheet, SHOWN))
    bar = ooxml.parse(parts["word/header2.xml"])
    (extent,) = every(bar, "wp:extent")
    assert (int(extent.get("cx", "")), int(extent.get("cy", ""))) == (28 * 12700, 14 * 12700)
    assert [one.get("descr") for one in every(bar, "wp:docPr")] == ["A house"]
    targets = {one.get("Id"): one.get("Target") for one in ooxml.parse(parts[mark.RELATIONS])}
    (blip,), (vector,) = every(bar, "a:blip"), every(bar, "asvg:svgBlip")
    assert parts[f"word/{targets[value(blip, 'r:embed')]}"].startswith(b"\x89PNG")
    assert parts[f"word/{targets[value(vector, 'r:embed')]}"].decode() == drawing


def test_the_last_page_stands_in_two_columns(body: Element) -> None:
    """What a row is about stands in the margin beside it, and no page cuts a row."""
    table = next(t for t in every(body, "w:tbl") if styled(t, "AboutText"))
    rows = [[said(every(cell, "w:p")) for cell in every(row, "w:tc")] for row in every(table, "w:tr")]
    assert rows[0] == [["Version 3"], ["Situation au 31 mars 2025."]]
    assert rows[1] == [["Éditeur"], ["A house"]]
    assert len(every(table, "w:cantSplit")) == len(rows)


def test_a_text_before_the_first_heading(build: Callable[[Edition], bytes], tmp_path: Path) -> None:
    """What follows the contents begins a page, whether it has a heading or not."""
    long = build(edition(tmp_path, "fr-FR", "Un début.\n\n## Une partie\n\nEt la suite."))
    body = ooxml.parse(ooxml.read(long)["word/document.xml"])
    broken = [p for p in every(body, "w:p") if every(p, "w:pageBreakBefore")]
    assert said(broken) == ["Un début."]


def test_head_of_a_page(build: Callable[[Edition], bytes], made: Edition) -> None:
    """The head is one line: the short title where there is one, else as much of the title as fits."""
    for given, expected in (
        ({"short-title": "Un port"}, "Notes d’analyse · nᵒ 7 Un port"),
        ({"title": [{"t": "Str", "c": "Port"}, {"t": "Space"}] * 60}, "…"),
    ):
        long = build(replace(made, metadata={**made.metadata, **given}))
        (head,) = every(ooxml.parse(ooxml.read(long)["word/header1.xml"]), "w:p")
        assert cleanup.text(head).endswith(expected)
        assert len(cleanup.text(head)) < 130


def test_addresses(parts: dict[str, bytes], notes: Element) -> None:
    """An address in a note keeps each of its characters."""
    relations = ooxml.parse(parts["word/_rels/footnotes.xml.rels"])
    assert [one.get("Target") for one in relations] == ["https://example.org/a_b?c=1"]


def test_ids_are_unique(body: Element, notes: Element) -> None:
    """Word repairs, that is alters, a file whose bookmarks or drawings share an id."""
    for tag, attribute in (("w:bookmarkStart", "w:id"), ("wp:docPr", "id")):
        ids = [value(item, attribute) for part in (body, notes) for item in every(part, tag)]
        assert len(ids) == len(set(ids))
        assert ids[0]


def test_language(parts: dict[str, bytes], body: Element, notes: Element) -> None:
    """The document speaks its language, foreign passages theirs, also inside a note."""
    defaults = every(ooxml.parse(parts["word/styles.xml"]), "w:lang")
    assert {value(one) for one in defaults} == {"fr-FR"}
    settings = ooxml.parse(parts["word/settings.xml"])
    assert [value(one) for one in every(settings, "w:themeFontLang")] == ["fr-FR"]
    foreign = {
        value(one): cleanup.text(run)
        for part in (body, notes)
        for run in every(part, "w:r")
        for one in every(run, "w:lang")
    }
    assert foreign["ru"] == "мир"
    assert "English" in foreign["en-GB"]


def test_headings(body: Element) -> None:
    """A section of the manuscript, level 2 there, is Word's Heading 1."""
    assert said(styled(body, "Heading1"))[0] == "A region"
    assert said(styled(body, "Heading2")) == ["Below"]


def test_first_page(parts: dict[str, bytes], body: Element) -> None:
    """The first page has the bar and no running head; the text of a long note begins a new page."""
    assert every(body, "w:titlePg")
    relations = {r.get("Id"): r.get("Target") for r in ooxml.parse(parts["word/_rels/document.xml.rels"])}
    heads = {value(h, "w:type"): relations[value(h, "r:id")] for h in every(body, "w:headerReference")}
    first = cleanup.text(ooxml.parse(parts[f"word/{heads['first']}"]))
    assert first.startswith("Notes d’analyse · ")
    assert first.endswith("7 31 mars 2025")
    assert every(styled(body, "Heading1")[0], "w:pageBreakBefore")


def test_page_x_of_y(parts: dict[str, bytes]) -> None:
    """The footer counts pages with Word's own fields, in the profile's pattern."""
    footer = ooxml.parse(parts["word/footer1.xml"])
    assert [value(f, "w:instr").strip() for f in every(footer, "w:fldSimple")] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_box(body: Element) -> None:
    """Summary and key points stand side by side in a box, the points tinted."""
    box = every(body, "w:tbl")[0]
    summary, points = every(box, "w:tc")
    assert said(styled(summary, "Summary")) == ["Le résumé."]
    assert said(styled(points, "KeyPoint")) == ["Un point.", "Un autre."]
    assert not every(summary, "w:shd")
    assert [value(s, "w:fill") for s in every(points, "w:shd")] == ["F2EFE9"]


def test_contents(body: Element) -> None:
    """The contents are Word's own field, filled beforehand with links to the headings."""
    (box,) = every(body, "w:sdt")
    marks = [value(f, "w:fldCharType") for f in every(box, "w:fldChar")]
    page = ["begin", "separate", "end"]
    assert marks == ["begin", "separate", *page, *page, "end"]
    what = [(one.text or "").split()[:2] for one in every(box, "w:instrText")]
    assert what == [["TOC", "\\o"], ["PAGEREF", "region"], ["PAGEREF", "below"]]
    assert not any(value(mark, "w:dirty") for mark in every(box, "w:fldChar"))
    assert [value(a, "w:anchor") for a in every(box, "w:hyperlink")] == ["region", "below"]


@pytest.mark.parametrize(
    "identifier", ["a" * 40, "a" * 41, "été-" * 12, "1994", "section-1994", "été", "a_b.c:d"], ids=repr
)
def test_bookmarks(identifier: str, tmp_path: Path) -> None:
    """A name that Word would not take, too long or without a letter before it, is made another as pandoc makes it."""
    heading = {"t": "Header", "c": [1, [identifier, [], []], [{"t": "Str", "c": "Words"}]]}
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [heading]}
    subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "json", "-t", "docx", "-o", tmp_path / "a.docx"],
        input=json.dumps(tree).encode(),
        check=True,
    )
    body = ooxml.parse(ooxml.read((tmp_path / "a.docx").read_bytes())["word/document.xml"])
    assert [value(start, "w:name") for start in every(body, "w:bookmarkStart")] == [
        ooxml.bookmark(identifier)
    ]


def test_caption_and_table(body: Element) -> None:
    """A caption has its style and its label; the table's first row is repeated, no row is cut."""
    (caption, *_) = styled(body, "TableCaption")
    assert cleanup.text(caption) == "Table 1. Key dates"
    table = every(body, "w:tbl")[1]
    assert len(every(table, "w:tblHeader")) == 1
    assert len(every(table, "w:cantSplit")) == 3
    assert said(styled(table, "TableHeading")) == ["Date", "Event"]
    assert "1994" in said(styled(table, "TableText"))


@pytest.mark.parametrize("index", [1, 2], ids=["narrow", "wide"])
def test_table_width(body: Element, index: int) -> None:
    """A table is never wider than the page's own width, and its columns fill it exactly."""
    table = every(body, "w:tbl")[index]
    grid = [int(value(column, "w:w")) for column in every(table, "w:gridCol")]
    (width,) = table.iter(name("w:tblW"))
    assert sum(grid) == int(value(width, "w:w")) <= round(162 * 1440 / 25.4) + 2


def test_figure(parts: dict[str, bytes], body: Element) -> None:
    """A drawing goes in as a drawing, with its alt text and a raster for who cannot draw."""
    (inline,) = every(body, "wp:inline")
    (shown,) = every(inline, "wp:docPr")
    assert shown.get("descr") == "A line with one year, 1988."
    relations = {r.get("Id"): r.get("Target") for r in ooxml.parse(parts["word/_rels/document.xml.rels"])}
    (raster,) = every(inline, "a:blip")
    (drawing,) = every(inline, "asvg:svgBlip")
    assert parts[f"word/{relations[value(raster, 'r:embed')]}"].startswith(b"\x89PNG")
    assert parts[f"word/{relations[value(drawing, 'r:embed')]}"].startswith(b"<svg")
    assert said(styled(body, "ImageCaption")) == ["Figure 1. A line"]


def test_styles_are_known(parts: dict[str, bytes], body: Element, notes: Element) -> None:
    """Every style that the text wears is on the closed list."""
    known = {value(s, "w:styleId") for s in every(ooxml.parse(parts["word/styles.xml"]), "w:style")}
    worn = {value(s) for part in (body, notes) for s in every(part, "w:pStyle", "w:rStyle", "w:tblStyle")}
    assert worn <= known
    assert "Compact" not in worn


def test_lists(body: Element) -> None:
    """Bullets and numbers have styles of their own."""
    assert said(styled(body, "ListNumber")) == ["One", "Two"]
    assert said(styled(body, "ListBullet")) == ["A bullet", "and one below"]


def test_only_paragraphs_after_paragraphs_are_indented(body: Element) -> None:
    """As in print: no indent after a heading, a box, a figure or a table."""
    flush = said(styled(body, "FirstParagraph"))
    assert "Text after a source line." in flush
    assert "A second paragraph with code in it, a  b." not in flush
    assert "After a table without a source line." in flush


def test_code_keeps_its_spaces(body: Element) -> None:
    """What is typed as code is shown as it was typed."""
    runs = [r for r in every(body, "w:r") for s in every(r, "w:rStyle") if value(s) == "VerbatimChar"]
    assert [cleanup.text(run) for run in runs] == ["code", "a  b"]


def test_properties(parts: dict[str, bytes]) -> None:
    """The document says what it is; its dates are the edition's."""
    core = ooxml.parse(parts["docProps/core.xml"])
    read = {child.tag.rpartition("}")[2]: child.text for child in core}
    assert read["title"] == "Si vis pacem\u202f?"
    assert read["creator"] == "La rédaction"
    assert read["language"] == "fr-FR"
    assert read["keywords"] == "Arménie, Azerbaïdjan"
    assert read["version"] == "3"
    assert read["identifier"] == "note.fr-FR.v3"
    assert read["created"] == read["modified"] == "2025-03-31T00:00:00Z"


def test_relationships(parts: dict[str, bytes], body: Element) -> None:
    """Every relationship is used, every id used exists, every target is in the package."""
    relations = ooxml.parse(parts["word/_rels/document.xml.rels"])
    ids = {r.get("Id"): r for r in relations}
    used = {value(e, a) for e in body.iter() for a in ("r:id", "r:embed")} - {""}
    assert used <= set(ids)
    inside = [r.get("Target", "") for r in relations if r.get("TargetMode") != "External"]
    assert {f"word/{target}" for target in inside} <= set(parts)


def test_same_bytes(build: Callable[[Edition], bytes], made: Edition, package: bytes) -> None:
    """The same edition gives the same bytes, and no date of the ZIP is that of a clock."""
    assert hashlib.sha256(build(made)).digest() == hashlib.sha256(package).digest()
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])


def test_short_note(build: Callable[[Edition], bytes], made: Edition) -> None:
    """A short note has neither contents nor a cover page of its own."""
    short = replace(made, metadata={**made.metadata, "words": 300})
    text = ooxml.parse(ooxml.read(build(short))["word/document.xml"])
    assert not every(text, "w:sdt")
    assert not every(text, "w:pageBreakBefore")


def test_bare_note(build: Callable[[Edition], bytes], folder: Path) -> None:
    """A note without notes, pictures, summary, key points, subtitle or number still builds."""
    bare = edition(folder, text="One sentence.\n", words=2, number="", summary=[], subtitle=[])
    bare = replace(bare, metadata={**bare.metadata, "key-points": [], "teaser": [], "credit": []})
    text = ooxml.parse(ooxml.read(build(bare))["word/document.xml"])
    assert "One sentence." in cleanup.text(text)


def test_a_picture_shown_twice(build: Callable[[Edition], bytes], folder: Path) -> None:
    """A picture used twice stands in the document twice, and in the package once."""
    image = "![A](figures/line.svg){alt='A line'}\n\n"
    made = ooxml.read(build(edition(folder, text=image * 2)))
    text = ooxml.parse(made["word/document.xml"])
    assert len(every(text, "wp:inline")) == 2
    media = sorted(part for part in made if part.startswith("word/media/"))
    assert media == ["word/media/image1.png", "word/media/image1.svg"]
    relations = ooxml.parse(made["word/_rels/document.xml.rels"])
    ids = [relation.get("Id") for relation in relations]
    assert len(ids) == len(set(ids))


def test_lost_note_is_named(build: Callable[[Edition], bytes], made: Edition) -> None:
    """A note whose words differ from the edition's stops the build, named by number and label."""
    wrong = [*made.footnotes]
    wrong[2] = replace(wrong[2], text="Something else.")
    with pytest.raises(NotebuildError) as caught:
        build(replace(made, footnotes=tuple(wrong)))
    (problem,) = caught.value.problems
    assert str(problem.location) == f"{SHOWN}: footnote 3"
    assert problem.message == "note 3 [^n3] reads “Cell.”"
    assert problem.remedy == "build the edition again; if it stays, report the fault with this file"
