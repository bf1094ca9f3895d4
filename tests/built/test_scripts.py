"""A note with words in other scripts: refused where the house has no face for them, else right in every format."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import tiny_face
from engine_ways import compared
from fontTools.ttLib import TTFont
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = '\n[[fallback]]\nfamily = "Tiny"\nfile = "tiny.ttf"\n'
SIGNS = re.compile("[\u200e\u202b\u202c]")

NOTES = {
    "en": [
        "Եղիշե Չարենց, Երկիր Նաիրի, Yerevan, 1926, p. 3; გრიგოლ რობაქიძე, გველის პერანგი, 1926; "
        "Михаил Шолохов, Тихий Дон, Moscow, 1928.",
        "עמוס עוז, מיכאל שלי, עם עובד, תל אביב, 1968, pp. 12–14; "
        "نجيب محفوظ, زقاق المدق, مكتبة مصر, القاهرة, 1947, p. 7.",
        "夏目漱石, 坊っちゃん, 1906.",
        "So say עוז, מיכאל שלי, p. 15 and محفوظ, زقاق المدق, and they say שלום (2 words) or «سلام».",
    ]
}
"""The English notes, by hand: given name and family name, but for the Japanese author; each in its own order."""


@pytest.fixture(scope="module")
def scripts(project: Callable[[str], Any]) -> Any:
    """The note, built by a house with a fallback face for its letters."""
    note = project("scripts")
    words = "".join(
        path.read_text(encoding="utf-8") for path in sorted(note.root.glob("**/*.*")) if is_text(path)
    )
    letters = {letter for letter in words if letter > "\u0530" and letter.isalpha()}
    tiny_face.make(note / "styles/fonts/tiny.ttf", "Tiny", letters)
    house = note.own("styles/house.toml")
    house.write_text(house.read_text(encoding="utf-8") + FALLBACK, encoding="utf-8")
    run = note.run()
    assert run.status == 0, run.output
    return note


@pytest.mark.slow
def test_heights(scripts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is the same with the heights of the footnotes kept."""
    monkeypatch.chdir(scripts.root)
    for language in ("en", "fr"):
        compared(scripts.build / language, scripts.root / "styles/house.toml")


def is_text(path: Path) -> bool:
    """Whether a file is one of the note's sources."""
    return path.name in ("note.md", "fr.po", "bibliography.bib", "word.svg")


def plain(words: str) -> str:
    """Words as one line, no-break spaces and signs of direction gone."""
    return " ".join(SIGNS.sub("", words).replace("\u00a0", " ").split())


def test_no_face(project: Callable[..., Any]) -> None:
    """Without the fallback every passage is told at its own line, none in a built file."""
    note = project("scripts", "scripts-bare")
    run = note.run("check")
    assert run.status == 1
    told = re.findall(r"^(\S+?):(\d+)(?::\d+)?: no face of the house has", run.output, re.MULTILINE)
    assert {path.rpartition("/")[2] for path, _ in told} == {
        "note.md",
        "fr.po",
        "bibliography.bib",
        "word.svg",
    }
    text = (note / "bibliography.bib").read_text(encoding="utf-8").splitlines()
    lines = {text[int(line) - 1].split("=")[0].strip() for path, line in told if path == "bibliography.bib"}
    assert lines == {"author", "title", "publisher", "location"}
    assert "build/" not in run.output


def test_web_page(scripts: Any) -> None:
    """The notes read as their readers write them; each passage from right to left is one element."""
    root = html.fromstring(scripts.deliverable("en", "html").read_text(encoding="utf-8"))
    notes = [plain(note.text_content()).rstrip(" ↑") for note in root.xpath("//*[starts-with(@id, 'note-')]")]
    assert [note.rstrip() for note in notes] == NOTES["en"]
    passages = [span.text_content() for span in root.xpath("//*[@id='note-2']//span[@dir='rtl']")]
    assert {"עמוס עוז", "מיכאל שלי", "עם עובד", "תל אביב", "زقاق المدق", "القاهرة"} <= set(passages)
    assert "עם עובד, תל אביב" not in passages
    body = [span.text_content() for span in root.xpath("//main//p//span[@dir='rtl']")]
    assert {"שלום", "سلام", "שלום עליכם", "קוביד-19"} <= set(body)
    assert 'font-family: "Tiny Fallback"' in scripts.deliverable("en", "html").read_text(encoding="utf-8")


def test_word(scripts: Any) -> None:
    """The same in Word: the runs have their direction and the face that has their letters."""
    with zipfile.ZipFile(scripts.deliverable("en", "docx")) as parts:
        notes = etree.fromstring(parts.read("word/footnotes.xml"))
    texts = [plain("".join(note.itertext(f"{W}t"))) for note in notes.iter(f"{W}footnote")]
    assert [text for text in texts if text] == NOTES["en"]
    runs = {plain("".join(run.itertext(f"{W}t"))): run for run in notes.iter(f"{W}r")}
    for words in ("עם עובד", "زقاق المدق"):
        assert all(
            run.find(f"{W}rPr/{W}rtl") is not None for text, run in runs.items() if text and text in words
        )
    faces = {run.find(f"{W}rPr/{W}rFonts").get(f"{W}cs") for text, run in runs.items() if text == "Եղիշե"}
    assert faces <= {"Tiny"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pdf(scripts: Any, language: str) -> None:
    """The fallback is in the file, and no face of the machine."""
    with pikepdf.open(scripts.deliverable(language, "pdf")) as pdf:
        fonts = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item)
        names = {str(font.FontName).partition("+")[2] for font in fonts}
    assert any(name.startswith("Tiny-Fallback") for name in names)
    assert all(name.startswith(("Source-S", "Tiny-Fallback")) for name in names)


def test_brackets_mean_themselves(scripts: Any) -> None:
    """A bracket in words from right to left does not turn those of the rest when a reader copies them."""
    checked = 0
    with pikepdf.open(scripts.deliverable("en", "pdf")) as pdf:
        fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
        for font in fonts:
            file = TTFont(BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
            table = font.ToUnicode.read_bytes()
            for mark in "()":
                for code in re.findall(rb"(?m)^<([0-9a-f]{4})> +<00%x>$" % ord(mark), table):
                    assert file.getGlyphName(int(code, 16)) == file.getBestCmap()[ord(mark)]
                    checked += 1
    assert checked > 3
