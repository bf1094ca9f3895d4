"""How the list of contents falls into its columns on the cover, asked of the engine itself."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint

from houses import HOUSE, TOOL
from notebuild.core.house import read_house
from notebuild.render import sheets

RULE = ".contents .level-2:has(+ .level-3) { break-after: avoid }"
TOGETHER = "Borrowing .Notes Ledgers .Reserve .Silt Remedies"
"""Six entries, a dot before a subsection: columns of equal height part the third from the fourth."""


@pytest.fixture(scope="module")
def sheet() -> str:
    text = (TOOL / "print.css").read_text(encoding="utf-8")
    return sheets.sheet(text, read_house(HOUSE / "house.toml"), "styles/print.css")


def columns(sheet: str, entries: str, kind: str = "") -> list[str]:
    """The entries of each column, in order, from the left."""
    items = "".join(
        f'<li class="level-{3 if word[0] == "." else 2}"><a href="#x">{word.strip(".")}</a></li>'
        for word in entries.split()
    )
    text = f'<body id="x"><div class="{kind}"><nav class="contents"><ul>{items}</ul></nav></div>'
    found: dict[int, list[str]] = {}

    def walk(box: Any, left: float) -> None:
        if box.element_tag == "li" and not left:
            left = box.position_x
        said = getattr(box, "text", "")
        if said and said.strip(".") in entries.replace(".", "").split():
            found.setdefault(round(left), []).append(said)
        for child in getattr(box, "children", ()):
            walk(child, left)

    for page in weasyprint.HTML(string=text).render(stylesheets=[weasyprint.CSS(string=sheet)]).pages:
        walk(page._page_box, 0.0)
    return [" ".join(words) for _, words in sorted(found.items())]


def test_a_section_stays_with_its_first_subsection(sheet: str) -> None:
    """No section ends a column whose subsections begin the next; without the rule this one does."""
    assert columns(sheet, TOGETHER) == ["Borrowing Notes Ledgers Reserve", "Silt Remedies"]
    assert RULE in sheet
    assert columns(sheet.replace(RULE, ""), TOGETHER) == ["Borrowing Notes Ledgers", "Reserve Silt Remedies"]


def test_sections_alone(sheet: str) -> None:
    """Where the subsections are left out for want of room the sections still fill both columns."""
    assert columns(sheet, "One .A Two .B Three .C Four .D", "bare") == ["One Two", "Three Four"]
