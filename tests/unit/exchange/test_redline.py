"""A redline is the new version once its changes are accepted, and the old one once they are rejected."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import revisions
import tracked
from PIL import Image

from notebuild.compare.changes import between
from notebuild.exchange.redline import listing, prove, redline
from notebuild.exchange.redline.looks import looks
from notebuild.exchange.resolve import is_tracked, resolved
from notebuild.readback import docx
from notebuild.render.word import ooxml

OLD = """
## Ports {#ports}

The harbour is old and its quay is long.^[Alder, The Port, 1990.] Ships call every day.^[Birch, Ships, 1991.]

A second paragraph.^[Cedar, Seas, 1992.]

| Year | Ships |
|:--|--:|
| 1990 | 12 |
| 1991 | 15 |

1. One
2. Two
3. Three
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


def made(old: str, new: str, folder: Path) -> tuple[bytes, bytes, bytes]:
    """Both versions of a text, and their redline."""
    before, after = (revisions.docx(text, folder) for text in (old, new))
    return before, after, redline(before, after, "A house", "2025-03-31")


def holds(before: bytes, after: bytes, both: bytes) -> None:
    """By the tests' own reader, and by the product's proof."""
    assert tracked.said(both, "accept") == tracked.said(after, "accept")
    assert tracked.said(both, "reject") == tracked.said(before, "reject")
    assert prove.differences(both, before, after) == []


def part(package: bytes, name: str = "document") -> str:
    return ooxml.read(package)[f"word/{name}.xml"].decode()


@pytest.mark.parametrize("seed", range(12))
def test_random_revisions(seed: int, folder: Path) -> None:
    both_ways(seed, folder)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12, 200))
def test_more_random_revisions(seed: int, folder: Path) -> None:
    both_ways(seed, folder)


def both_ways(seed: int, folder: Path) -> None:
    chance = random.Random(seed)
    language = chance.choice(revisions.LANGUAGES)
    old = revisions.first(chance)
    before, after = (revisions.docx(text, folder, language) for text in (old, revisions.revised(chance, old)))
    holds(before, after, redline(before, after, "A house", "2025-03-31"))


def test_a_document_against_itself_has_no_change(folder: Path) -> None:
    before, _, both = made(OLD, OLD, folder)
    assert not is_tracked(both)
    holds(before, before, both)


def test_the_same_versions_give_the_same_bytes(folder: Path) -> None:
    before, after, both = made(OLD, OLD.replace("old", "new"), folder)
    assert redline(before, after, "A house", "2025-03-31") == both


def test_a_word_is_tracked_with_author_and_date(folder: Path) -> None:
    before, after, both = made(OLD, OLD.replace("its quay is long", "its quay is short"), folder)
    holds(before, after, both)
    (gone,) = re.findall(r"<w:del [^>]*>.*?</w:del>", part(both))
    assert 'w:author="A house" w:date="2025-03-31T00:00:00Z"' in gone
    assert re.findall(r"<w:delText[^>]*>(.*?)</w:delText>", part(both)) == ["long"]


def test_a_note_whose_number_alone_changes_is_not_marked(folder: Path) -> None:
    new = OLD.replace("its quay is long.", "its quay^[Dogwood, Quays, 1993.] is long.")
    before, after, both = made(OLD, new, folder)
    holds(before, after, both)
    assert part(both).count("<w:ins ") == 1
    assert part(both).count("<w:del ") == 0
    notes = part(both, "footnotes")
    assert notes.count("<w:ins ") == 1 and "Dogwood" in notes


def test_a_note_that_moved_goes_and_comes(folder: Path) -> None:
    note = "^[Alder, The Port, 1990.]"
    new = OLD.replace(note, "").replace("A second paragraph.", f"A second{note} paragraph.")
    holds(*made(OLD, new, folder))


def test_a_row_that_came_and_one_that_went(folder: Path) -> None:
    before, after, both = made(OLD, OLD.replace("| 1990 | 12 |", "| 1889 | 7 |"), folder)
    holds(before, after, both)
    assert re.findall(r"<w:trPr>.*?</w:trPr>", part(both)) != []


def test_a_table_with_another_column_goes_and_comes_whole(folder: Path) -> None:
    new = re.sub(r"(?m)^\|(.*)\|$", r"|\1| x |", OLD).replace("|--:| x |", "|--:|---|")
    holds(*made(OLD, new, folder))


def test_columns_of_other_widths_are_tracked(folder: Path) -> None:
    """The grid of a table and the widths of its cells, which the build sets by their words."""
    before, after, _ = made(OLD, OLD.replace("| 12 |", "| twelve ships of the line, at the least |"), folder)
    narrow = re.sub(r'(<w:gridCol w:w=")\d+', r"\g<1>1111", part(before))
    narrow = re.sub(r"(<w:tcPr>)", r'\g<1><w:tcW w:w="1111" w:type="dxa"/>', narrow)
    narrow = narrow.replace('<w:tblHeader w:val="on"/>', "").replace('<w:tblHeader w:val="on" />', "")
    before = ooxml.write({**ooxml.read(before), "word/document.xml": narrow.encode()})
    both = redline(before, after, "A house", "2025-03-31")
    holds(before, after, both)
    for change in ("tblGridChange", "trPrChange"):
        assert f"<w:{change} " in part(both)
    assert is_tracked(both)
    text = part(both)
    broken = text.replace('w:w="1111"', 'w:w="2222"')
    assert broken != text
    assert prove.differences(
        ooxml.write({**ooxml.read(both), "word/document.xml": broken.encode()}), before, after
    )


def test_a_list_that_is_parted_counts_as_it_did(folder: Path) -> None:
    holds(*made(OLD, OLD.replace("2. Two\n", "2. Two\n\nBetween.\n\n"), folder))


def test_a_look_is_tracked_as_a_look(folder: Path) -> None:
    before, after, both = made(OLD, OLD.replace("Ships call", "*Ships* call"), folder)
    holds(before, after, both)
    assert part(both).count("<w:rPrChange ") == 1
    assert part(both).count("<w:ins ") == part(both).count("<w:del ") == 0


def test_what_changes_without_a_word_is_listed(folder: Path) -> None:
    """Italics, a quotation, an address; in the text and in a note, as it is numbered in the new version."""
    old = OLD.replace("Ships call", "[Ships](https://a.example) call").replace(
        "Birch, Ships", "Birch, *Ships*"
    )
    new = old.replace("its quay is long", "its *quay is* long").replace("a.example", "b.example")
    new = (
        new.replace("|:--|--:|", "|--:|:--|")
        .replace("*Ships*", "Ships")
        .replace("A second", "> A second")
        .replace("old and", "old^[New one.] and")
    )
    before, after, both = made(old, new, folder)
    holds(before, after, both)
    found = looks(both)
    assert [(one.where, one.words, one.what) for one in found] == [
        ("text", "quay is", "now in italics"),
        ("text", "Ships", "leads to https://b.example, before to https://a.example"),
        ("text", "A second paragraph.", "the style Block Text, before Body Text"),
        ("text", "Year | Ships", "columns of the table set to another side"),
        ("note 3", "Ships", "no longer in italics"),
    ]
    changes = between(*(listing.text_of(docx.read(package, "")) for package in (before, after)))
    said = listing.text(changes, listing.Versions("Ports", "en-GB", "one", "two"), found)
    assert "note 3: “Ships”: no longer in italics\n" in said
    assert "5 changes of looks, links or pictures" in said.partition("Text\n")[0].replace("\n", " ")
    assert "no longer in italics" in listing.page(
        changes, listing.Versions("Ports", "en-GB", "one", "two"), found
    )
    assert looks(redline(before, before, "A house", "2025-03-31")) == ()


def test_what_another_program_calls_otherwise_is_no_change_of_looks(folder: Path) -> None:
    """LibreOffice gives styles ids of its own, and writes a language and a side that hold anyway."""
    before, _, _ = made(OLD, OLD, folder)
    parts = ooxml.read(before)
    saved = re.sub(
        r'<w:pStyle w:val="BodyText" ?/>', '<w:pStyle w:val="TextBody"/><w:jc w:val="start"/>', part(before)
    )
    sheet = parts["word/styles.xml"].decode()
    style = '<w:style w:type="paragraph" w:styleId="TextBody"><w:name w:val="Body Text"/></w:style>'
    sheet = re.sub(r'<w:style [^>]*w:styleId="BodyText".*?</w:style>', style, sheet, flags=re.DOTALL)
    old = ooxml.write({**parts, "word/document.xml": saved.encode(), "word/styles.xml": sheet.encode()})
    both = redline(old, before, "A house", "2025-03-31")
    assert is_tracked(both)
    assert looks(both) == ()


def test_a_bullet_of_the_font_symbol_is_the_same_mark(folder: Path) -> None:
    """LibreOffice saves the mark of a list in that font; the list of changes has no passage for it."""
    before, _, _ = made("- One\n- Two\n", "- One\n- Two\n", folder)
    parts = ooxml.read(before)
    saved = {
        **parts,
        "word/numbering.xml": parts["word/numbering.xml"].replace("•".encode(), "\uf0b7".encode()),
    }
    assert saved != parts
    texts = [listing.text_of(docx.read(one, "")) for one in (ooxml.write(saved), before)]
    assert not between(*texts)


def test_another_picture_is_listed_by_its_description(folder: Path) -> None:
    """Its file is another and its words are the same: two drawings in the document, one line in the list."""
    picture = "![A road](a.png){alt='A road.'}"
    Image.new("RGB", (40, 20), "red").save(folder / "a.png")
    before = revisions.docx(f"{OLD}\n\n{picture}\n", folder)
    Image.new("RGB", (40, 20), "blue").save(folder / "a.png")
    after = revisions.docx(f"{OLD}\n\n{picture}\n", folder)
    both = redline(before, after, "A house", "2025-03-31")
    holds(before, after, both)
    assert [one.what for one in looks(both)] == ["another picture"]
    assert "A road" in looks(both)[0].words


def test_a_text_that_is_all_new(folder: Path) -> None:
    holds(*made(OLD, "## Rivers {#rivers}\n\nNothing of it.\n", folder))
    holds(*made("Nothing of it.\n", OLD, folder))


@pytest.mark.parametrize(
    ("mark", "change"),
    [
        ("a word lost", (r"Ships call", "Ships")),
        ("a change accepted already", (r"<w:del .*?</w:del>", "")),
        ("a change that is none", (r"<w:ins [^>]*>(.*?)</w:ins>", r"\1")),
        ("a call lost", (r'<w:footnoteReference w:id="2"/>', "")),
        ("another look", (r"<w:i/>", "<w:b/>")),
    ],
)  # fmt: skip
def test_a_redline_that_does_not_hold_is_found(mark: str, change: tuple[str, str], folder: Path) -> None:
    old = OLD.replace("second", "*second*")
    before, after, both = made(old, old.replace("its quay is long", "its quay is short"), folder)
    parts = ooxml.read(both)
    broken, times = re.subn(*change, parts["word/document.xml"].decode(), count=1)
    assert times == 1, mark
    parts["word/document.xml"] = broken.encode()
    assert prove.differences(ooxml.write(parts), before, after)


def test_a_document_without_changes_resolves_to_itself(folder: Path) -> None:
    before = revisions.docx(OLD, folder)
    assert resolved(before, "accept") == resolved(before, "reject") == before


def test_the_list_that_goes_with_it(folder: Path) -> None:
    new = OLD.replace("its quay is long.", "its quay^[Dogwood <Quays>, 1993.] is short.")
    before, after, _ = made(OLD, new, folder)
    texts = [listing.text_of(docx.read(package, "")) for package in (before, after)]
    changes = between(*texts)
    versions = listing.Versions("Ports & rivers", "en-GB", "version 1", "version 2")
    assert listing.summary(changes) == "1 passage changed, 1 note new, 3 notes renumbered"
    said = listing.text(changes, versions)
    assert "its quay{+[1]+} is [-long-]{+short+}.[2]" in said
    assert said.endswith("1–3 → 2–4\n")
    page = listing.page(changes, versions)
    assert "Dogwood &lt;Quays&gt;" in page and "<Quays>" not in page
    assert "Ports &amp; rivers" in page


def test_a_row_without_properties_that_went_has_more_than_its_change(folder: Path) -> None:
    """A row's properties may not hold the change alone (ECMA-376-1, CT_TrPr); a table of layout has none."""
    before, after, _ = made(OLD, "One paragraph.\n", folder)
    bare = re.sub(r"<w:trPr>.*?</w:trPr>", "", part(before))
    before = ooxml.write({**ooxml.read(before), "word/document.xml": bare.encode()})
    both = redline(before, after, "A house", "2025-03-31")
    holds(before, after, both)
    found = [row for row in re.findall(r"<w:trPr>(.*?)</w:trPr>", part(both)) if "<w:del " in row]
    assert found and all(re.match(r'<w:cantSplit w:val="off" ?/><w:del ', row) for row in found)


def test_a_style_that_only_the_old_version_has_comes_with_it(folder: Path) -> None:
    """An older tool's style that went, and one that was called by another id: Word knows one by its name too."""
    before, after, _ = made(OLD, OLD.replace("A second paragraph.", "Seas are wide and cold."), folder)
    parts = ooxml.read(before)
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="{}"><w:name w:val="{}"/>'
    style += '<w:basedOn w:val="{}"/></w:style>'
    styles = style.format("Verse", "Body Text", "Lines") + style.format("Lines", "Lines", "Normal")
    sheet = parts["word/styles.xml"].decode().replace("</w:styles>", styles + "</w:styles>")
    worn = re.sub(r'<w:pStyle w:val="BodyText" ?/>', '<w:pStyle w:val="Verse"/>', part(before))
    before = ooxml.write({**parts, "word/styles.xml": sheet.encode(), "word/document.xml": worn.encode()})
    both = redline(before, after, "A house", "2025-03-31")
    holds(before, after, both)
    added = part(both, "styles").removeprefix(part(after, "styles").removesuffix("</w:styles>"))
    assert re.findall(r'w:styleId="(.*?)"|<w:name w:val="(.*?)"|(w:default)', added)[-4:] == [
        ("Verse", "", ""),
        ("", "Body Text (old version, Verse)", ""),
        ("Lines", "", ""),
        ("", "Lines", ""),
    ]
