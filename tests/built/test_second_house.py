"""Another house is a file: other faces, colours and page size, in all formats, without a line of code."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

HOUSES = Path(__file__).parents[1] / "houses"
LETTER = (612, 792)
"""US Letter in points: 8.5 by 11 inches (ANSI/ASME Y14.1)."""

ACCENT, OURS = "0b6b57", "b2432c"
"""The accent of tests/houses/letter.toml, and that of the tests' own house."""


@pytest.fixture(scope="module")
def letter(project: Callable[[str, str], Any]) -> Any:
    """The small note, published by another house in both languages and all formats."""
    small = project("small", "letter")
    shutil.copy(HOUSES / "letter.toml", small / "styles/house.toml")
    shutil.copy(HOUSES / "harbor.svg", small / "styles/harbor.svg")
    run = small.run()
    assert run.status == 0, run.output
    return small


@pytest.mark.parametrize("language", ["en", "fr"])
def test_paper(letter: Any, language: str) -> None:
    """The page is US Letter and only the second house's faces are in the file."""
    with pikepdf.open(letter.deliverable(language, "pdf")) as pdf:
        sizes = {tuple(round(float(side)) for side in page.MediaBox[2:]) for page in pdf.pages}
        fonts = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o)
        names = {str(font.FontName).partition("+")[2] for font in fonts}
    assert sizes == {LETTER}
    assert {re.split("[- ]", name)[0] for name in names} == {"Caladea", "Roboto"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_screen(letter: Any, language: str) -> None:
    """The web page has the second house's accent and faces, and its mark; none of ours."""
    page = letter.deliverable(language, "html").read_text(encoding="utf-8")
    assert f"#{ACCENT}" in page
    assert 'font-family: "Caladea"' in page
    assert 'alt="Harbor Institute"' in page
    assert f"#{OURS}" not in page.partition("<body")[0]
    head = page.partition("<body")[0].replace("Source Sans Pro Fallback", "")  # for the boxes of tasks
    assert "Source S" not in head


@pytest.mark.parametrize("language", ["en", "fr"])
def test_word(letter: Any, language: str) -> None:
    """The Word document has the page size, the accent and the faces of the second house."""
    with zipfile.ZipFile(letter.deliverable(language, "docx")) as parts:
        styles = parts.read("word/styles.xml").decode()
        document = parts.read("word/document.xml").decode()
    assert {round(int(w) / 20) for w in re.findall(r'<w:pgSz [^>]*w:w="(\d+)"', document)} == {LETTER[0]}
    assert ACCENT.upper() in styles
    assert OURS.upper() not in styles
    assert "Caladea" in styles
    assert "Source Serif" not in styles


def test_words(letter: Any) -> None:
    """The edition is set and tagged as the house's profile wants, and says whose it is."""
    page = letter.deliverable("en", "html").read_text(encoding="utf-8")
    assert '<html lang="en-US"' in page
    assert "Harbor Papers" in page
    assert "Cahiers du port" in letter.deliverable("fr", "html").read_text(encoding="utf-8")
