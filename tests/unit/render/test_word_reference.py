"""The reference document is the house file and the Word sheet, and nothing else."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from houses import HOUSE, ROOT, TOOL
from notebuild.core.house import House, read_house
from notebuild.core.problems import NotebuildError
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, every, find, name, value
from notebuild.render.word.reference import reference

SHEET = (TOOL / "word.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


def parts(house: House, sheet: str = SHEET) -> dict[str, Element]:
    """The parts of a house's reference document."""
    return {part: ooxml.parse(text) for part, text in ooxml.read(reference(house, sheet)).items()}


def style(styles: Element, style_id: str) -> Element:
    """One style by its id."""
    return next(s for s in every(styles, "w:style") if value(s, "w:styleId") == style_id)


def other(house: House, **groups: Mapping[str, Any]) -> House:
    """The house with some tokens of its groups replaced."""
    tokens = dict(house.tokens)
    for group, changed in groups.items():
        tokens[group] = {**tokens[group], **changed}
    return replace(house, tokens=tokens)


def test_same_tokens_same_bytes(house: House) -> None:
    """The same tokens give the same bytes, and no ZIP date is that of a clock."""
    package = reference(house, SHEET)
    assert package == reference(house, SHEET)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_accent(house: House) -> None:
    """Another accent colour reaches headings, calls, links and Word's own palette."""
    light = {**house.tokens["colour"]["light"], "accent": "#006644"}
    made = parts(other(house, colour={"light": light}))
    for style_id in ("Heading2", "FootnoteReference", "Hyperlink"):
        (colour,) = every(style(made["word/styles.xml"], style_id), "w:color")
        assert value(colour) == "006644"
    (palette,) = every(made["word/theme.xml"], "a:accent1")
    assert palette[0].get("val") == "006644"
    assert all(b"B2432C" not in ooxml.serialize(part) for part in made.values())


def test_text_face(house: House) -> None:
    """Another text face is the face of every text, with its own fallback."""
    face = {"text": "Literata", "text-fallback": "'Book Antiqua', serif"}
    made = parts(other(house, face=face))
    defaults = find(made["word/styles.xml"], "w:docDefaults")
    assert defaults is not None
    assert {value(fonts, "w:ascii") for fonts in every(defaults, "w:rFonts")} == {"Literata"}
    table = {value(f, "w:name"): value(f[0]) for f in every(made["word/fontTable.xml"], "w:font")}
    assert table == {"Literata": "Book Antiqua", "Source Sans Pro": "Calibri", "IBM Plex Mono": "Consolas"}


def test_page(house: House) -> None:
    """The page is the house's, in twentieths of a point: A4, or US Letter."""
    sizes = []
    for one in (house, other(house, page={"width": 215.9, "height": 279.4})):
        (page,) = every(parts(one)["word/document.xml"], "w:pgSz")
        sizes.append((value(page, "w:w"), value(page, "w:h")))
    assert sizes == [("11906", "16838"), ("12240", "15840")]


def test_no_style_is_missing(house: House) -> None:
    """Every style that another names exists: the table of pandoc's own reference lacks its base."""
    styles = parts(house)["word/styles.xml"]
    known = {value(one, "w:styleId") for one in every(styles, "w:style")}
    named = {value(one) for one in every(styles, "w:basedOn", "w:next", "w:link")}
    assert named <= known
    assert {"TableNormal", "Table", "BodyText", "FootnoteText", "FootnoteReference"} <= known


def test_one_default_of_each_kind(house: House) -> None:
    """Word wants exactly one default style of each kind."""
    styles = every(parts(house)["word/styles.xml"], "w:style")
    defaults = [value(s, "w:type") for s in styles if value(s, "w:default")]
    assert sorted(defaults) == ["character", "numbering", "paragraph", "table"]


def test_headings_stay_with_their_text(house: House) -> None:
    """A heading never ends a page, and paragraphs leave no widow."""
    styles = parts(house)["word/styles.xml"]
    for level in (1, 2, 3):
        assert every(style(styles, f"Heading{level}"), "w:keepNext")
    assert every(styles, "w:widowControl")


def test_bar_has_the_page_to_itself(house: House) -> None:
    """The bar of the first page runs from edge to edge; its words stand where the titles begin."""
    (indent,) = every(style(parts(house)["word/styles.xml"], "SeriesBar"), "w:ind")
    left, right, first = (int(value(indent, f"w:{side}")) for side in ("left", "right", "firstLine"))
    page = house.tokens["page"]
    assert (left, right) == (-round(page["left"] * 1440 / 25.4), -round(page["right"] * 1440 / 25.4))
    assert abs(first - (page["left"] - page["hang"]) * 1440 / 25.4) < 2


def test_hyphens(house: House) -> None:
    """Word hyphenates, at most two lines in a row."""
    settings = parts(house)["word/settings.xml"]
    assert every(settings, "w:autoHyphenation")
    assert [value(one) for one in every(settings, "w:consecutiveHyphenLimit")] == ["2"]


def test_styles_have_a_use() -> None:
    """The closed list that editors read names every style they may use, and its use."""
    rows = tomllib.loads(SHEET.replace("${", "0#${"))["style"]
    shown = [row for row in rows if not row.get("hidden")]
    page = (ROOT / "docs" / "word-styles.md").read_text(encoding="utf-8")
    table = [f"| {row['name']} | {row['use']} |" for row in shown]
    assert table == [line for line in page.splitlines() if line.startswith("| ")][1:]


def row(**fields: Any) -> str:
    """A sheet with the styles that Word needs and one more."""
    extra = "\n".join(f"{field} = {given!r}" for field, given in fields.items())
    return f'{SHEET}\n[[style]]\nname = "Odd"\n{extra}\n'


@pytest.mark.parametrize(
    ("sheet", "where", "message", "remedy"),
    [
        pytest.param(
            row(colr="#000000"),
            "styles/word.toml",
            "style Odd has an unknown field colr (did you mean colour?)",
            "take it out, or use a field of the other styles",
            id="unknown field",
        ),
        pytest.param(
            row(before="3 lines"),
            "styles/word.toml",
            "style Odd has no length at before: 3 lines",
            "write it as 3pt, 12mm or 1.2em",
            id="not a length",
        ),
        pytest.param(
            '[[style]]\nname = "Normal"\nsize = ${size.txt}\n',
            "styles/word.toml:3:8",
            "no token size.txt in the house (did you mean size.text?)",
            "add it to styles/house.toml, or name one that is there",
            id="unknown token",
        ),
        *(
            pytest.param(
                text,
                "styles/word.toml",
                "no styles",
                "begin each style with [[style]], as the tool's own word.toml does",
                id=name,
            )
            for name, text in (("empty", ""), ("a table", "[style]\na = 1\n"), ("words", 'style = ["a"]\n'))
        ),
        pytest.param(
            "[[style]\n",
            "styles/word.toml",
            "not valid TOML: Expected ']]' at the end of an array declaration (at line 1, column 8)",
            "mend the line it names",
            id="not TOML",
        ),
    ],
)
def test_sheet_problems(house: House, sheet: str, where: str, message: str, remedy: str) -> None:
    """A fault in the Word sheet is told where it stands, and what to do."""
    with pytest.raises(NotebuildError) as caught:
        reference(house, sheet)
    (problem,) = caught.value.problems
    assert (str(problem.location), problem.message) == (where, message)
    assert problem.remedy == remedy


def test_missing_token(house: House) -> None:
    """A house without a token that Word's page needs is told which."""
    tokens = {**house.tokens, "page": {k: v for k, v in house.tokens["page"].items() if k != "top"}}
    with pytest.raises(NotebuildError) as caught:
        reference(replace(house, tokens=tokens), SHEET)
    (problem,) = caught.value.problems
    assert str(problem.location) == "styles/house.toml"
    assert problem.message == "no token top, which Word's page needs"
    assert problem.remedy == "add it, as the house file of this project has it"


def test_notes_hang(house: House) -> None:
    """A note's number hangs in front of its text."""
    (indent,) = every(style(parts(house)["word/styles.xml"], "FootnoteText"), "w:ind")
    assert value(indent, "w:left") == value(indent, "w:hanging") == "300"


def test_white_space_in_runs_is_kept() -> None:
    """Reading and writing a part keeps a run that is one space."""
    text = b'<w:t xmlns:w="%s" xml:space="preserve"> </w:t>' % ooxml.NAMESPACES["w"].encode()
    assert ooxml.parse(text).text == " "
    assert ooxml.parse(ooxml.serialize(ooxml.parse(text))).tag == name("w:t")


@pytest.mark.parametrize("style_id", ["ListBullet", "ListNumber"])
def test_space_around_a_list(house: House, style_id: str) -> None:
    """A list stands apart from the paragraphs around it, its entries close together (ECMA-376-1, 17.3.1.9)."""
    (properties,) = every(style(parts(house)["word/styles.xml"], style_id), "w:pPr")
    assert [one.tag for one in properties] == [name("w:spacing"), name("w:contextualSpacing")]
    assert (value(properties[0], "w:before"), value(properties[0], "w:after")) == ("80", "120")
