"""The house's faces are found, cut down to what a page needs, and packed so that a browser reads them."""

from __future__ import annotations

import base64
import tomllib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import tiny_face
from fontTools.ttLib import TTFont

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.core.problems import NotebuildError
from notebuild.render import fonts, sheets
from notebuild.render.html import pages

LETTERS = "Évian, 1988 « œ » ğ fi"
FAMILY, COPYRIGHT = 1, 0
"""Identifiers of a font's names (OpenType, table `name`)."""


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


@pytest.fixture(scope="module")
def path(house: House) -> Path:
    return fonts.faces(house)[0].path


def features(font: TTFont, table: str) -> set[str]:
    return {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}


def packed(path: Path) -> TTFont:
    """The face of a page, as a browser gets it."""
    source = fonts.embedded(path, LETTERS)
    begin, end = 'url("data:font/woff;base64,', '") format("woff")'
    assert source.startswith(begin)
    assert source.endswith(end)
    return TTFont(BytesIO(base64.b64decode(source.removeprefix(begin).removesuffix(end))))


def test_every_character_is_there(path: Path) -> None:
    """The packed face holds every character asked for and no other, each with the outline of the whole font."""
    whole, small = TTFont(path), packed(path)
    assert small.flavor == "woff"
    characters = {chr(point) for point in small.getBestCmap()}
    assert set(LETTERS) <= characters
    assert "Z" not in characters
    for letter in LETTERS:
        names = [font.getBestCmap()[ord(letter)] for font in (whole, small)]
        outlines = [
            font["glyf"][name].getCoordinates(font["glyf"])[0]
            for font, name in zip((whole, small), names, strict=True)
        ]
        widths = [font["hmtx"][name][0] for font, name in zip((whole, small), names, strict=True)]
        assert list(outlines[0]) == list(outlines[1]), letter
        assert widths[0] == widths[1], letter


def test_features_and_names_are_kept(path: Path) -> None:
    """What the sheets ask for works, letters keep their kerning, and the face says its name and whose it is."""
    whole, small = TTFont(path), packed(path)
    assert features(small, "GSUB") & set(fonts.FEATURES) == features(whole, "GSUB") & set(fonts.FEATURES)
    assert "onum" in features(small, "GSUB")
    assert "kern" in features(small, "GPOS")
    for name in (FAMILY, COPYRIGHT):
        assert small["name"].getDebugName(name) == whole["name"].getDebugName(name) != ""


def test_subset_is_small_and_stable(path: Path) -> None:
    """A face for twenty characters is under a tenth of its file, and the same bytes each time."""
    once = fonts.embedded(path, LETTERS)
    assert once == fonts.embedded(path, reversed(LETTERS))
    assert len(once) < path.stat().st_size / 10


def test_no_font(tmp_path: Path) -> None:
    """A file that is no font is told by its path, with what to do."""
    path = tmp_path / "quay.ttf"
    path.write_text("no font", encoding="utf-8")
    with pytest.raises(NotebuildError) as caught:
        fonts.embedded(path, LETTERS)
    (problem,) = caught.value.problems
    assert str(problem.location) == path.as_posix()
    assert problem.message == "this file is no font that HarfBuzz can read"
    assert problem.remedy == "install its package again, or name another file in styles/house.toml"


def test_widths(path: Path) -> None:
    """A face's advance widths go by code point, in units of its em (values: fontTools' own reading)."""
    widths, unit = fonts.advances(path)
    font: Any = TTFont(path)
    assert unit == font["head"].unitsPerEm
    assert widths[ord("œ")] == font["hmtx"][font.getBestCmap()[ord("œ")]][0] > widths[ord("i")]


def test_faces(house: House) -> None:
    """Every family that a sheet names first is one whose files the house names, from a package."""
    families = {face.family for face in fonts.faces(house)}
    assert {house.tokens["face"]["text"], house.tokens["face"]["sans"]} <= families
    assert all(face.path.is_file() for face in fonts.faces(house))
    assert fonts.local(house).count("@font-face") == len(fonts.faces(house))


def test_missing_face(house: House) -> None:
    """A font file that no package holds is named, with what to do."""
    font = {"family": "F", "package": "no_such_package", "file": "F.ttf", "weight": 400, "style": "normal"}
    with pytest.raises(NotebuildError) as caught:
        fonts.faces(replace(house, tokens={**house.tokens, "font": [font]}))
    (problem,) = caught.value.problems
    assert str(problem.location) == "styles/house.toml"
    assert problem.message == "no font file F.ttf in the package no_such_package"
    assert problem.remedy == "name a file of an installed font package"


ARMENIAN = "\u0531\u0580\u0561\u0574"


@pytest.fixture
def wider(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house with a fallback for four letters, a file of its own."""
    monkeypatch.chdir(tmp_path)
    tiny_face.make(tmp_path / "styles/fonts/tiny.ttf", "Tiny", ARMENIAN + "a")
    return replace(house, tokens={**house.tokens, "fallback": [{"family": "Tiny", "file": "tiny.ttf"}]})


def test_a_fallback_draws_what_the_first_faces_lack(house: House, wider: House) -> None:
    """Its characters are the house's, its family stands after the two of the house wherever a sheet names one."""
    assert not {*map(ord, ARMENIAN)} & fonts.drawn(house)
    assert {*map(ord, ARMENIAN)} <= fonts.drawn(wider)
    assert fonts.drawn(wider, fallbacks=False) == fonts.drawn(house)
    sheet = sheets.sheet('a { font: 400 9pt "${face.sans}" }', wider, "print.css")
    assert sheet == 'a { font: 400 9pt "Source Sans Pro", "Source Serif Pro", "Tiny Fallback" }'
    plain = sheets.sheet('face = "${face.sans}"', wider, "word.toml", fallbacks=False)
    assert plain == 'face = "Source Sans Pro"'


def test_a_page_holds_of_a_fallback_what_it_needs(wider: House) -> None:
    """A page with one of its letters carries that letter alone, and one without any nothing of the face."""
    assert '"Tiny Fallback"' not in pages.embedded("<p>a</p>", wider)
    rules = pages.embedded(f"<p>a{ARMENIAN[0]}</p>", wider)
    (rule,) = [rule for rule in rules.splitlines() if '"Tiny Fallback"' in rule]
    data = rule.partition("base64,")[2].partition('"')[0]
    assert set(TTFont(BytesIO(base64.b64decode(data))).getBestCmap()) == {ord(ARMENIAN[0])}


def test_the_line_of_a_row(wider: House, tmp_path: Path) -> None:
    """A fault of a row is told at its line of the house file."""
    text = '[[fallback]]\nfamily = "Tiny"\nfile = "tiny.ttf"\n\n[[fallback]]\nfamily = "B"\nfile = "b.ttf"\n'
    (tmp_path / "house.toml").write_text(text, encoding="utf-8")
    rows = tomllib.loads(text)["fallback"]
    with pytest.raises(NotebuildError) as caught:
        fonts.faces(replace(wider, tokens={**wider.tokens, "fallback": rows}), "house.toml")
    assert [str(problem.location) for problem in caught.value.problems] == ["house.toml:5"]


def test_a_fallback_without_a_space(wider: House, tmp_path: Path) -> None:
    """A part of a font that lacks the space between words is told: the PDF engine would draw boxes there."""
    tiny_face.make(tmp_path / "styles/fonts/part.ttf", "Part", ARMENIAN, space=False)
    row = {"family": "Part", "file": "part.ttf"}
    with pytest.raises(NotebuildError) as caught:
        fonts.faces(replace(wider, tokens={**wider.tokens, "fallback": [row]}), "house.toml")
    told = "house.toml: the face Part has no space in its file part.ttf\n    take the whole font, not a part of it"
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            {"family": "Tiny", "file": "none.ttf"},
            "house.toml: no font file none.ttf in styles/fonts\n"
            '    put the file there, or name the package that has it: package = "…"',
        ),
        (
            {"family": "Tiny", "file": "../secret.ttf"},
            "house.toml: no font file ../secret.ttf in styles/fonts\n"
            '    put the file there, or name the package that has it: package = "…"',
        ),
        (
            {"family": "Tiny", "file": "x.ttf", "package": "font_nowhere"},
            "house.toml: no font file x.ttf in the package font_nowhere\n"
            "    name a file of an installed font package",
        ),
        ({"file": "tiny.ttf"}, 'house.toml: a face without a family\n    add family = "…"'),
    ],
)
def test_a_fallback_that_is_not_there(wider: House, row: dict[str, str], told: str) -> None:
    """A row without its file is a Problem; a file is a name in the house's own folder, never a path."""
    with pytest.raises(NotebuildError) as caught:
        fonts.faces(replace(wider, tokens={**wider.tokens, "fallback": [row]}), "house.toml")
    assert str(caught.value) == told
