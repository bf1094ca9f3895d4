"""The words of an SVG figure, and what keeps one from being used."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.problems import NotebuildError
from notebuild.sources import drawing_faults, drawings

SVG = """<svg xmlns="http://www.w3.org/2000/svg">
  <title>Map of Karabakh</title>
  <!-- <text>not this</text> -->
  <text x="1">1988</text>
  <text>Oil &amp; gas<tspan x="2">5 May 1994</tspan></text>
  <text>Map of Karabakh</text>
</svg>
"""


def problems(text: str) -> list[str]:
    return [str(problem) for problem in drawing_faults.check(text, "f.svg")]


def test_words_are_found_once_and_in_order(tmp_path: Path) -> None:
    """Each text is one segment, without entities; one without letters is none."""
    path = tmp_path / "map.svg"
    path.write_text(SVG)
    assert [(s.id, s.context, s.text, s.location.line) for s in drawings.figure_words(path, "f.svg")] == [
        ("figure:map.svg:1", "figure:map.svg", "Map of Karabakh", 2),
        ("figure:map.svg:2", "figure:map.svg", "Oil & gas", 5),
        ("figure:map.svg:3", "figure:map.svg", "5 May 1994", 5),
    ]


def test_words_are_replaced_and_nothing_else() -> None:
    """A translation is text, never mark-up; what it does not name stays byte for byte."""
    words = {"Map of Karabakh": "Carte <b>", "Oil & gas": "Pétrole & gaz"}
    wanted = SVG.replace(">Map of Karabakh<", ">Carte &lt;b&gt;<").replace(
        "Oil &amp; gas", "Pétrole &amp; gaz"
    )
    assert drawings.translate_figure(SVG, words) == wanted
    assert drawings.translate_figure(SVG, {}) == SVG


def test_a_figure_that_cannot_be_used_has_no_words(tmp_path: Path) -> None:
    """No words are taken from a figure that is refused, or is not there."""
    path = tmp_path / "map.svg"
    path.write_text("<!DOCTYPE svg>" + SVG)
    assert drawings.figure_words(path, "f.svg") == ()
    assert drawings.figure_words(tmp_path / "none.svg", "f.svg") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg/>',
            "f.svg:1: the figure has a document type declaration\n    take the <!DOCTYPE …> line out",
        ),
        (
            "<svg>\n<script/></svg>",
            "f.svg:2:1: the figure holds a <script> element\n"
            "    take it out; a figure is shapes and words only",
        ),
        (
            '<svg onload="x()"/>',
            "f.svg:1:1: the figure holds the event attribute onload\n    take it out",
        ),
        (
            '<svg><image href="https://e.org/a.png"/></svg>',
            "f.svg:1:6: the figure refers to https://e.org/a.png\n"
            "    draw what it refers to in the figure itself",
        ),
        (
            '<svg><rect fill="url(http://e.org/x#a)"/></svg>',
            "f.svg:1:6: the figure refers to url(http://e.org/x#a)\n"
            "    draw what it refers to in the figure itself",
        ),
        (
            "<svg>\n<style>@import url(x.css)</style></svg>",
            "f.svg:2: the figure refers to a style sheet\n"
            "    write the colours and sizes as attributes of the shapes",
        ),
        (
            "<svg>\n<g></svg>",
            "f.svg:2:6: the figure is not well-formed SVG: mismatched tag\n"
            "    save it again from the drawing program",
        ),
    ],
)
def test_faults_are_told(text: str, problem: str) -> None:
    """A figure is shapes and words: no scripts, no entities, nothing from elsewhere."""
    assert problems(text) == [problem]


def test_good_figures_pass() -> None:
    """Gradients and markers of the figure's own are no reference to elsewhere."""
    own = '<svg xmlns:x="y"><use x:href="#a"/><rect fill="url(#b)"/><style>.a{fill:red}</style></svg>'
    assert problems(own) == [] and problems(SVG) == []


def test_words_in_their_own_language() -> None:
    """Words that no one translated say which language they are in; the others are left alone."""
    drawing = '<svg><title>A bar</title><text x="1">Two <tspan>words</tspan></text></svg>'
    assert drawings.tag(drawing, {"A bar", "words"}, "en-GB") == (
        '<svg><title xml:lang="en-GB">A bar</title><text x="1">Two '
        '<tspan xml:lang="en-GB">words</tspan></text></svg>'
    )
    assert drawings.tag(drawing, set(), "en-GB") == drawing


@pytest.mark.parametrize(
    ("text", "place", "message", "remedy"),
    [
        pytest.param(
            None,
            "styles/house.toml",
            "no logo styles/mark.svg",
            "name an SVG file that lies beside the house file, or take the line out",
            id="no file",
        ),
        pytest.param(
            "<svg><script>x</script></svg>",
            "styles/mark.svg:1:6",
            "the figure holds a <script> element",
            "take it out; a figure is shapes and words only",
            id="a script",
        ),
    ],
)
def test_mark(tmp_path: Path, text: str | None, place: str, message: str, remedy: str) -> None:
    """A house's mark is a safe drawing that is there."""
    path = tmp_path / "mark.svg"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebuildError) as caught:
        drawings.mark(path, "styles/mark.svg")
    (problem,) = caught.value.problems
    assert (str(problem.location), problem.message, problem.remedy) == (place, message, remedy)


def test_mark_is_data(tmp_path: Path) -> None:
    """A good mark travels inside the page."""
    path = tmp_path / "mark.svg"
    path.write_text("<svg/>", encoding="utf-8")
    assert drawings.mark(path, "mark.svg") == "data:image/svg+xml;base64,PHN2Zy8+"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('<text font-family="Old Face">', '<text font-family="House Sans">'),
        ("<text font-family='Old Face, sans-serif'>", "<text font-family='House Sans'>"),
        (
            '<text style="font-family: Old Face; fill: red">',
            '<text style="font-family:House Sans; fill: red">',
        ),
        ('<text font-family="House Serif">', '<text font-family="House Serif">'),
        ("<text font-family=\"'House Serif', serif\">", "<text font-family=\"'House Serif', serif\">"),
        ("<style>text{font-family:Old Face}</style>", "<style>text{font-family:House Sans}</style>"),
        (
            "<svg width='9'>\n<text>A</text></svg>",
            "<svg font-family=\"House Sans\" width='9'>\n<text>A</text></svg>",
        ),
        ("<svg width='9'><path/></svg>", "<svg width='9'><path/></svg>"),
    ],
)
def test_faces(given: str, expected: str) -> None:
    """A face that the house lacks becomes its sans; one that it has stays."""
    families = {"House Serif", "House Sans"}
    assert drawings.set_faces(given, families, "House Sans") == expected
    assert drawings.set_faces(expected, families, "House Sans") == expected


HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 4 3">'
DOUBLED = "".join(
    f'<g id="a{level}"><use x:href="#a{level - 1}"/><use x:href="#a{level - 1}"/></g>'
    for level in range(1, 30)
)
CHAIN = "".join(f'<g id="a{level}"><use href="#a{level - 1}"/></g>' for level in range(1, 9000))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            f'{HEAD}<rect id="a0"/>{DOUBLED}</svg>',
            "f.svg: the figure draws more than 20,000 elements, those that it repeats counted again\n"
            "    simplify it in the drawing program, or export it as PNG",
            id="doubled thirty times",
        ),
        pytest.param(
            f'{HEAD}<rect id="a0"/>{CHAIN}</svg>',
            "f.svg: the figure draws more than 20,000 elements, those that it repeats counted again\n"
            "    simplify it in the drawing program, or export it as PNG",
            id="a long chain",
        ),
        pytest.param(
            f"{HEAD}{'<g/>' * 20_001}</svg>",
            "f.svg:1: the figure has more than 20,000 elements\n"
            "    simplify it in the drawing program, or export it as PNG",
            id="many elements",
        ),
        pytest.param(
            f"{HEAD}\n{'<g>' * 50_000}{'</g>' * 50_000}</svg>",
            "f.svg:2:148: the figure has groups in groups more than 50 deep\n"
            "    ungroup its parts in the drawing program",
            id="deep",
        ),
        pytest.param(
            f"{HEAD}{' ' * 5_000_000}</svg>",
            "f.svg: the figure has more than 5 million bytes\n"
            "    simplify it in the drawing program, or export it as PNG",
            id="heavy",
        ),
        pytest.param(
            f'{HEAD}<filter id="f"/></svg>',
            "f.svg:1:98: the figure holds a <filter> element\n"
            "    take the effect (a shadow, a blur) off in the drawing program; PDF has none",
            id="an effect",
        ),
        pytest.param(
            f"{HEAD}<animate/></svg>",
            "f.svg:1:98: the figure holds a <animate> element\n"
            "    take it out; a figure in print stands still",
            id="moving",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="ISO-8859-1"?><svg/>',
            "f.svg:1: the figure says that it is in ISO-8859-1\n    save it in UTF-8",
            id="another encoding",
        ),
    ],
)
def test_what_no_engine_bears(text: str, problem: str) -> None:
    """A drawing that would hang or kill an engine, or that PDF cannot show, is told without drawing it."""
    assert problems(text) == [problem]


@pytest.mark.parametrize(
    ("head", "size"),
    [
        pytest.param('width="20" height="10"', (20, 10), id="pixels"),
        pytest.param('width="2in" height="25.4mm" viewBox="0 0 9 9"', (192, 96), id="lengths"),
        pytest.param('width="100%" height="100%" viewBox="0 0 40 30"', (40, 30), id="percent"),
        pytest.param('viewBox="0,0,4e1,30"', (40, 30), id="a box"),
        pytest.param('width="80" viewBox="0 0 40 30"', (80, 60), id="one side"),
        pytest.param("", None, id="nothing"),
        pytest.param('viewBox="0 0 1e400 1"', None, id="without end"),
        pytest.param('width="0" height="0"', None, id="none"),
    ],
)
def test_size(head: str, size: tuple[float, float] | None) -> None:
    """A drawing's size is its width and height, what they leave out its box (SVG 2, 8.2)."""
    measured = drawing_faults.size(f'<svg xmlns="http://www.w3.org/2000/svg" {head}/>')
    assert measured == (pytest.approx(size) if size else None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "<html/>",
            "f.svg: the figure does not say that it is SVG\n"
            '    save it as plain SVG, or write xmlns="http://www.w3.org/2000/svg" into its <svg>',
            id="no svg",
        ),
        pytest.param(
            '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "f.svg: the figure says no size\n"
            '    give its <svg> a viewBox="0 0 WIDTH HEIGHT" (Inkscape: Document Properties, Scale)',
            id="no size",
        ),
        pytest.param(
            '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="100000"/>',
            "f.svg: one side of the figure is more than 25 times the other\n"
            "    draw the part that matters, or wrap it into rows",
            id="a line",
        ),
    ],
)
def test_size_faults(text: str, problem: str) -> None:
    """A drawing that has no size, or is a line, is no picture."""
    assert [str(one) for one in drawing_faults.size_faults(text, "f.svg")] == [problem]
