"""What a house has changed of the sheets, the templates and the citation style is told at check, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from houses import TOOL
from notebuild.core.house import read_house, read_profile
from notebuild.pipeline import own_styles
from notebuild.render.html import pages, sample
from notebuild.render.pdf.layouts import LAYOUTS


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project whose house has no style file of its own."""
    monkeypatch.chdir(tmp_path)
    Path("styles").mkdir()
    Path("styles/house.toml").write_text('publisher = "A house"\n', encoding="utf-8")


def told(name: str, text: str) -> list[str]:
    """What is told of a house that has this file of its own."""
    Path("styles", name).write_text(text, encoding="utf-8")
    return [str(problem) for problem in own_styles.findings()]


@pytest.mark.parametrize(
    "name",
    [
        "print.css",
        "screen.css",
        "print.html.j2",
        "screen.html.j2",
        "progressive.css.j2",
        "note.csl",
        "word.toml",
    ],
)
def test_the_tools_own_files_are_sound(name: str) -> None:
    """A house that begins with a copy of the tool's file is told nothing."""
    assert told(name, (TOOL / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "print.css",
            "p { color: red }\np { colr: red }\n",
            "styles/print.css:2: the PDF engine says: Ignored `colr: red `, unknown property\n"
            "    mend the rule it names",
        ),
        (
            "print.css",
            "p { color: ${colour.none} }\n",
            "styles/print.css:1:12: no token colour.none in the house (did you mean colour.dark.ground?)\n"
            "    add it to styles/house.toml, or name one that is there",
        ),
        (
            "screen.css",
            "p { color: red }\n}\nq { color: red }\n",
            "styles/screen.css:2: not valid CSS: Unmatched }\n    mend the rule it names",
        ),
        (
            "print.html.j2",
            "<html>\n{% if title %}\n",
            "styles/print.html.j2:2: the template cannot be filled in: Unexpected end of template",
        ),
        (
            "screen.html.j2",
            "<html>\n{{ titel }}\n",
            "styles/screen.html.j2:2: a page has no titel (did you mean title?)\n"
            "    mend the name; what a page has is in the tool's own templates",
        ),
        (
            "screen.html.j2",
            "{{ title }}\n{% if subtitle %}\n{{ meta.subtitel }}{% endif %}\n",
            "styles/screen.html.j2:3: the template cannot be filled in: 'dict object' has no attribute 'subtitel'\n"
            "    mend the line it names",
        ),
        (
            "print.html.j2",
            "{% for note in notes if endnotes %}\n{{ note.htlm }}{% endfor %}\n",
            "styles/print.html.j2:2: the template cannot be filled in: 'dict object' has no attribute 'htlm'\n"
            "    mend the line it names",
        ),
        (
            "progressive.css.j2",
            "{% for part in parts %}\n#x { y: {{ part.nosuch }} }{% endfor %}\n",
            "styles/progressive.css.j2:2: the template cannot be filled in: 'str object' has no attribute 'nosuch'\n"
            "    mend the line it names",
        ),
        (
            "note.csl",
            '<style class="note">\n<citation>\n',
            "styles/note.csl:3:1: the style is not XML: no element found\n    mend the element it names",
        ),
        (
            "note.csl",
            '<html class="note"/>\n',
            "styles/note.csl:1: this file is no citation style\n    take a style in CSL 1.0.2",
        ),
        (
            "note.csl",
            '\n<style class="in-text"/>\n',
            'styles/note.csl:2: the style is of class "in-text": it makes no footnotes\n'
            '    take a style of class="note"',
        ),
        (
            "note.csl",
            '<style class="note">\n<macro name="title"/>\n<text macro="titel"/>\n</style>\n',
            "styles/note.csl:3: no macro titel (did you mean title?)\n    mend the name, or add the macro",
        ),
        (
            "note.csl",
            '<style class="note"/>\n',
            "styles/note.csl: pandoc stopped: CiteprocParseError: No citation element present\n"
            "    mend what it names, then run again",
        ),
        (
            "word.toml",
            '[[style]]\nname = "Normal"\nbefor = "3pt"\n',
            "styles/word.toml: style Normal has an unknown field befor (did you mean before?)\n"
            "    take it out, or use a field of the other styles",
        ),
    ],
)
def test_a_broken_style_file(name: str, text: str, problem: str) -> None:
    """It is told before a format is made with it, at the line of the house's own file."""
    (found,) = told(name, text)
    assert found.startswith(problem)


def test_a_template_that_was_the_tools_before() -> None:
    """A template of the house's own is read from when it is there, though the tool's was read before it."""
    assert told("screen.html.j2", (TOOL / "screen.html.j2").read_text(encoding="utf-8")) == []
    (found,) = told("progressive.css.j2", "{{ parts.nosuch }}\n")
    assert found.startswith("styles/progressive.css.j2:1: the template cannot be filled in")


def test_the_samples_ask_for_nothing_else() -> None:
    """The tool's own pages are filled in with the samples, on the screen, in print and with endnotes."""
    profile = read_profile(TOOL / "profiles" / "en-GB.toml", "en-GB.toml")
    house = read_house(Path("styles/house.toml"))
    materials = pages.Materials(house, profile, Path("styles"), Path("styles"))
    made = [
        pages.page(edition, materials, "", layout)
        for edition in sample.editions(profile.language, profile.labels)
        for layout in (None, LAYOUTS[0], LAYOUTS[-1])
    ]
    assert all("<h1" in page for page in made)
    assert [page.count('class="endnote"') for page in made] == [0, 0, 1, 0, 0, 0]
