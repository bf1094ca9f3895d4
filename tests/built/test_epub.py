"""The e-book of an edition, as it is made and read back; each fault that is planted in it is told."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from word_edition import TEXT, edition, profile

from houses import HOUSE, TOOL
from notebuild import readback
from notebuild.core.house import read_house
from notebuild.core.model import Edition
from notebuild.core.problems import Location
from notebuild.edition import wording
from notebuild.edition.places import Places
from notebuild.proof import concordance, words
from notebuild.readback import epub
from notebuild.render import sheets
from notebuild.render.epub import book
from notebuild.render.html.pages import Materials

SHOWN = "build/harbour/harbour.en.epub"
MORE = """
## Another section {#other}

It leads back to [Table 1](#tbl-dates){.xref}, and has a note.^[Of the second section.]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, bytes]:
    """The edition that makes everything difficult, with two sections, and its book."""
    folder = tmp_path_factory.mktemp("book")
    one = edition(folder, "en-GB", TEXT + MORE)
    return one, build(one, folder)


def build(one: Edition, folder: Path) -> bytes:
    house = read_house(HOUSE / "house.toml")
    sheet = sheets.sheet((TOOL / "epub.css").read_text(encoding="utf-8"), house, "epub.css")
    return book.build(one, Materials(house, profile("en-GB"), folder, HOUSE), sheet)


def faults(one: Edition, data: bytes) -> set[str]:
    """Every difference that the proof finds between the edition and its book."""
    reading = epub.read(data, SHOWN)
    count = len(list(wording.passages(one.tree["blocks"])))
    places = Places(tuple(Location("note.md", at + 1) for at in range(count)), {}, {}, "note.md")
    found = words.check(one, places, [reading])
    found += concordance.compare({"en-GB": one}, {"en-GB": [reading]}).problems
    return {problem.message for problem in found}


def test_nothing_differs(made: tuple[Edition, bytes]) -> None:
    """The book as it was made agrees, and so nothing below is found by accident."""
    assert faults(*made) == set()


def test_the_same_edition_gives_the_same_bytes(made: tuple[Edition, bytes], tmp_path: Path) -> None:
    """Neither the clock nor the place where it is made is in it."""
    one = edition(tmp_path, "en-GB", TEXT + MORE)
    assert build(one, tmp_path) == made[1]


def test_notes_are_numbered_through_all_sections(made: tuple[Edition, bytes]) -> None:
    """Note 8 is called in the second section, and all ways lead from one document to another."""
    reading = epub.read(made[1], SHOWN)
    assert [(note.number, note.call, note.marker) for note in reading.footnotes] == [
        (number, str(number), str(number)) for number in range(1, 9)
    ]
    assert all(note.there and note.back for note in reading.footnotes)
    files = epub.unpacked(made[1])
    assert b'href="notes.xhtml#note-8"' in files["EPUB/text-2.xhtml"]
    assert b'href="text-1.xhtml#tbl-dates"' in files["EPUB/text-2.xhtml"]
    assert next(iter(files)) == "mimetype"


def test_what_the_package_says(made: tuple[Edition, bytes]) -> None:
    """EPUB 3.3, 5.5, and EPUB Accessibility 1.1, 2: who, when, and how it can be read."""
    root = etree.fromstring(epub.unpacked(made[1])["EPUB/package.opf"])
    said = {element.get("property") or etree.QName(element).localname: element.text for element in root[0]}
    assert said["modified" if "modified" in said else "dcterms:modified"] == "2025-03-31T00:00:00Z"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", root[0][0].text or "")
    assert said["language"] == "en-GB"
    assert said["creator"] == "La rédaction"
    assert said["schema:accessMode"] == "visual"
    assert said["schema:accessibilityFeature"] == "alternativeText"
    assert (said["schema:accessibilitySummary"] or "").startswith("All of the text can be read aloud")


def changed(part: str, before: str, after: str) -> Callable[[dict[str, bytes]], None]:
    """Words of a part changed; they stand there once."""

    def change(files: dict[str, bytes]) -> None:
        name = f"EPUB/{part}.xhtml"
        text = files[name].decode()
        assert text.count(before) == 1, text
        files[name] = text.replace(before, after).encode()

    return change


def gone(part: str, pattern: str) -> Callable[[dict[str, bytes]], None]:
    """What matches, taken out of a part."""

    def change(files: dict[str, bytes]) -> None:
        name = f"EPUB/{part}.xhtml"
        text, count = re.subn(pattern, "", files[name].decode(), flags=re.DOTALL)
        assert count == 1, files[name]
        files[name] = text.encode()

    return change


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    """The archive without a part that nothing in the spine needs."""

    def change(files: dict[str, bytes]) -> None:
        del files[f"EPUB/{name}"]

    return change


PLANTED = {
    "a word lost": (changed("text-1", "A second paragraph", "A paragraph"), "A paragraph with code"),
    "a paragraph lost": (gone("text-1", "<p>Text after a source line.</p>"), "is not in harbour.en.epub"),
    "two cells exchanged": (changed("text-1", ">Bishkek<", ">Baku<"), 'the cell "Bishkek"'),
    "a list that starts elsewhere": (changed("text-1", '<ol type="1"', '<ol start="4"'), 'is marked "4."'),
    "a heading's level": (changed("text-1", '<h3 id="below">Below</h3>', "<h4>Below</h4>"), "has level 4"),
    "a caption's words": (changed("text-1", "Key dates", "Dates"), "the caption"),
    "alternative text": (changed("text-1", "A line with one year, 1988.", "A line."), "the alternative text"),
    "a drawing gone": (gone("text-1", "<svg.*?</svg>"), "the alternative text"),
    "a picture's file gone": (without("mark.svg"), "#EPUB/mark.svg leads nowhere"),
    "a call at another number": (changed("text-2", ">8</a>", ">9</a>"), 'is numbered "9" at its call'),
    "a call to another note": (changed("text-2", "#note-8", "#note-7"), "is not reached from its call"),
    "a dead call": (changed("text-2", "#note-8", "#note-80"), "#EPUB/notes.xhtml#note-80 leads nowhere"),
    "a note's words": (changed("notes", "Under a table.", "Under the table."), "Under the table."),
    "a note gone": (gone("notes", '<li><div class="note" id="note-4".*?</li>'), "is empty"),
    "numbers begin elsewhere": (changed("notes", "<ol>", '<ol start="2">'), 'is numbered "3" at its note'),
    "a way back gone": (gone("notes", ' <a [^>]*href="text-1.xhtml#call-4"[^>]*>[^<]*</a>'), "does not lead back"),
    "a way back to another": (changed("notes", "text-1.xhtml#call-4", "text-1.xhtml#call-5"), "does not lead back"),
    "a dead way back": (changed("notes", "text-1.xhtml#call-4", "text-2.xhtml#call-4"), "leads nowhere"),
    "an abstract's word": (changed("title", "Le résumé.", "Le resume."), '"abstract" "Le résumé." is not in'),
    "a key point lost": (gone("title", "<li>Un autre.</li>"), '"key-points" "Un autre." is not in'),
    "another language": (changed("text-2", 'lang="en-GB" xml:lang="en-GB"', 'lang="fr" xml:lang="fr"'), "en-GB and fr"),
    "a dead line of the contents": (changed("nav", "#other", "#another"), "#EPUB/text-2.xhtml#another leads nowhere"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_fault(made: tuple[Edition, bytes], name: str) -> None:
    """One fault in the book is told, with what is wrong."""
    one, data = made
    change, message = PLANTED[name]
    files = epub.unpacked(data)
    change(files)
    found = faults(one, packed(files))
    assert any(message in one for one in found), found


def packed(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


MIME = {"mimetype": b"application/epub+zip"}
BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><container>&b;</container>"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"not an archive", "is no e-book, or a damaged one", id="no-archive"),
        pytest.param(packed({"a": b""}), "does not begin with its media type", id="another-archive"),
        pytest.param(packed(MIME), "lacks the part META-INF/container.xml", id="no-container"),
        pytest.param(
            packed({**MIME, "META-INF/container.xml": BOMB.encode()}), "names no package file", id="entities"
        ),
        pytest.param(
            packed(
                {**MIME, "META-INF/container.xml": b"<container><rootfile full-path='../x'/></container>"}
            ),
            "lacks the part ../x",
            id="outside",
        ),
        pytest.param(packed({**MIME, "META-INF/container.xml": b"<a"}), "is no e-book", id="no-xml"),
        pytest.param(packed({str(one): b"" for one in range(2_001)}), "unpacks to more", id="too-many"),
    ],
)
def test_a_file_of_another(tmp_path: Path, data: bytes, message: str) -> None:
    """What is no book of ours cannot be read back, and it is said why."""
    path = tmp_path / "a.epub"
    path.write_bytes(data)
    with pytest.raises(readback.Unreadable, match=message):
        readback.read(path, "a.epub")
