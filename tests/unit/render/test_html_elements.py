"""Pictures, addresses and acronyms of a page, for the screen and for print."""

from __future__ import annotations

from pathlib import Path

import pytest

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.core.problems import NotebuildError
from notebuild.render.html import elements, pictures
from notebuild.render.html.elements import Media, inner, make, outer, parse

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 9 9" onload="alert(1)"><title id="t">Old</title><script>alert(2)</script>
 <linearGradient id="g"/><rect id="r" fill="url(#g)"/><use xlink:href="#r"/>
 <image xlink:href="https://example.org/x.png"/><a href="javascript:alert(3)"><text>x</text></a></svg>"""


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml", "styles/house.toml")


def test_addresses() -> None:
    """A printed address may break at its marks, and only where it is one."""
    root = parse('<a href="#">https://a.org/b-c</a><a href="#">words only</a>')
    elements.addresses(root, "screen")
    assert inner(root) == (
        '<a href="#" class="address">https://a<wbr>.org<wbr>/b<wbr>-c</a><a href="#">words only</a>'
    )
    root = parse('<a href="#">https://a.org/bc</a>')
    elements.addresses(root, "print")
    assert root.text_content() == "https:\u2060/\u2060/\u2060a\u200b.\u2060org\u200b/\u2060bc"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>At www.a.org/b_c, and (doi:10.1/x).</p>", ["www.a.org/b_c", "doi:10.1/x"]),
        (
            "<p>Mail a.b@c.org. <em>ftp://d.org/e</em> or 10.1234/f-g;</p>",
            ["a.b@c.org", "ftp://d.org/e", "10.1234/f-g"],
        ),
        ("<p>See https://a.org/.</p>", ["https://a.org/"]),
        ("<p><code>www.a.org</code> <a href='#'>at www.a.org</a> 1/2, a.b, x@y</p>", []),
    ],
)
def test_addresses_among_words(text: str, found: list[str]) -> None:
    """What is no link breaks as one does, without a hyphen; the stop of its sentence is none of it."""
    root = parse(text)
    elements.addresses(root, "screen")
    assert [element.text_content() for element in root.iter("span")] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>NATO and OSCE.</p>", ["NATO", "OSCE"]),
        ("<p>The <em>OTAN</em>, l’OTSC</p>", ["OTAN", "OTSC"]),
        ("<p>EU, Gaza, MacDONALD, S400</p>", []),
        ("<p><code>NATO</code> <a>NATO</a></p>", []),
    ],
    ids=["plain", "nested", "none", "not in code or links"],
)
def test_acronyms(text: str, expected: list[str]) -> None:
    """Three capitals or more are an acronym; the words of the text do not change."""
    root = parse(text)
    before = root.text_content()
    elements.acronyms(root)
    assert [e.text for e in root.iter("span")] == expected
    assert root.text_content() == before


LABELS = {"scrolls": "Scrolls sideways", "enlarge": "Enlarge"}


def test_drawing_in_the_page(tmp_path: Path, house: House) -> None:
    """A drawing stands in the page with ids of its own, named by the alternative text, and carries no code."""
    (tmp_path / "d.svg").write_text(DRAWING, encoding="utf-8")
    root = parse(
        '<figure><img src="d.svg" alt="What it shows"><figcaption aria-hidden="true">C</figcaption></figure>'
    )
    pictures.figures(root, tmp_path, "screen", house, LABELS)
    page = inner(root)
    assert 'viewBox="0 0 9 9"' in page
    assert '<title id="picture-1-name">What it shows</title>' in page
    assert 'fill="url(#picture-1-g)"' in page
    assert 'href="#picture-1-r"' in page
    for word in ("script", "onload", "alert", "javascript", "example.org", "Old", "aria-hidden"):
        assert word not in page


def test_a_figure_can_be_enlarged(tmp_path: Path, house: House) -> None:
    """A picture of full width stands whole in a frame that says when it scrolls; in a figure it can be enlarged."""
    (tmp_path / "p.png").write_bytes(b"\x89PNG")
    root = parse('<figure><img src="p.png" alt="A map"></figure><p><img src="p.png" alt="b"></p>')
    pictures.figures(root, tmp_path, "screen", house, LABELS)
    figure, tools, _ = root
    (frame,) = figure
    assert (frame.get("class"), frame.get("aria-label")) == ("scroll", "A map")
    assert (frame.get("tabindex"), frame.get("data-hint")) == ("0", "Scrolls sideways")
    assert tools.tag == "menu"
    assert tools.find("li/details/summary").text == "Enlarge"
    assert [frame.get("aria-label") for frame in root.find_class("scroll")] == ["A map", "b"]
    assert len(root.findall(".//menu")) == 1


@pytest.mark.parametrize("media", ["screen", "print"])
def test_picture_in_the_page(tmp_path: Path, house: House, media: Media) -> None:
    """A picture of pixels is inside the page: no folder's name gets into a file by it."""
    (tmp_path / "p.png").write_bytes(b"\x89PNG")
    root = parse('<img src="p.png" alt="a">')
    pictures.figures(root, tmp_path, media, house, LABELS)
    assert root.find(".//img").get("src") == "data:image/png;base64,iVBORw=="


@pytest.mark.parametrize("source", ["../outside.png", "missing.png", "/etc/hostname"])
def test_no_picture(tmp_path: Path, source: str, house: House) -> None:
    """A picture that is missing, or outside the edition's folder, is told and never read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "outside.png").write_bytes(b"x")
    with pytest.raises(NotebuildError) as caught:
        pictures.figures(parse(f'<img src="{source}" alt="a">'), tmp_path / "in", "screen", house, LABELS)
    (problem,) = caught.value.problems
    assert problem.location.path == str(tmp_path / "in")
    assert problem.message == f"no picture {source} for the page"
    assert problem.remedy == "put it in the note's figures folder"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "In the end it gave the country only some small gains.", "small\xa0gains.", id="a short last word"
        ),
        pytest.param(
            "In the end it gave the country internationalisation.", "country internationalisation.", id="long"
        ),
        pytest.param("Two short words here.", "words here.", id="a short paragraph"),
        pytest.param(
            'In the end it gave the country some small gains<span class="note-call" data-note="9">9</span>.',
            "small\xa0gains9.",
            id="a call before the stop: the stop alone is no word",
        ),
        pytest.param(
            'In the end it gave the country some small gains.<span class="note-call" data-note="9">9</span>',
            "small\xa0gains.9",
            id="a call after the stop",
        ),
        pytest.param(
            "In the end it <em>gave</em> the country some small gains.",
            "it gave the country some small\xa0gains.",
            id="after emphasis",
        ),
        pytest.param(
            "In the end it gave the country <em>some small gains</em>.",
            "it gave the country some small\xa0gains.",
            id="in emphasis",
        ),
    ],
)
def test_runts(text: str, expected: str) -> None:
    """The last two words of a paragraph stay on one line where the last is short."""
    root = elements.parse(f"<p>{text}</p>")
    elements.runts(root)
    assert root.text_content().endswith(expected)


@pytest.mark.parametrize(
    "around",
    ['<div class="pullquote">{}</div>', "<table><tr><td>{}</td></tr></table>"],
    ids=["pull quote", "cell"],
)
def test_narrow_columns_have_no_runts(around: str) -> None:
    """In a narrow column two words as one might not fit on a line, and be broken before their stop."""
    root = elements.parse(around.format("<p>A paragraph of a good many words, all of them demanded so.</p>"))
    elements.runts(root)
    assert root.text_content().endswith("demanded so.")


def test_credit_stands_in_its_figure() -> None:
    """The source line after a figure moves into it, the text after it stays; a table's stays where it is."""
    source = '<div class="source"><p>Drawn.</p></div>'
    root = elements.parse(f"<figure><img></figure>\n{source}\n<p>After.</p><table></table>{source}")
    pictures.credits(root)
    assert [e.tag for e in root] == ["figure", "p", "table", "div"]
    assert [e.get("class") or e.tag for e in root[0]] == ["img", "source"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« <em>mot</em> »", "«\xa0\u2060<em>mot</em>\xa0»"),
        ("<em>mot</em>\xa0<b>x</b>", "<em>mot</em>\xa0\u2060<b>x</b>"),
        ("mot\u202f<b>x</b> y", "mot\u202f\u2060<b>x</b> y"),
        ("un\xa0mot <b>x</b>", "un\xa0mot <b>x</b>"),
    ],
)
def test_ties(text: str, expected: str) -> None:
    """A no-break space before an element is followed by a word joiner, and no other is."""
    root = elements.parse(text.replace("« ", "«\xa0").replace(" »", "\xa0»"))
    elements.ties(root)
    assert elements.inner(root) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p.\u00a055-57, 2019", 'p.\u00a0<span class="whole">55-57</span>, 2019'),
        ("le <em>2020-11-09</em>.", 'le <em><span class="whole">2020-11-09</span></em>.'),
        ("<code>1-2</code> et A-12-3", "<code>1-2</code> et A-12-3"),
        ('<a class="address">https://e.org/1-2</a>', '<a class="address">https://e.org/1-2</a>'),
        ("55–57", "55–57"),
    ],
)
def test_ranges(text: str, expected: str) -> None:
    """Figures with a hyphen between them stay on one line; not in code, addresses and codes."""
    root = elements.parse(text)
    elements.ranges(root)
    assert elements.inner(root) == expected


def test_make() -> None:
    """Attribute names that Python keeps for itself are written with an underscore."""
    assert outer(make("p", "a<b", class_="c", aria_label="d")) == '<p class="c" aria-label="d">a&lt;b</p>'


@pytest.mark.parametrize(
    ("paragraph", "is_whole"),
    [
        ('<p><span dir="rtl">שלום עולם, 2023.</span> <a href="#n">1</a></p>', True),
        ('<p>A <span dir="rtl">שלום</span></p>', False),
        ("<p>2023.</p>", False),
        ('<ul><li><p><span dir="rtl">שלום</span></p></li></ul>', False),
    ],
    ids=["whole", "with Latin words", "figures", "an item of a list"],
)
def test_paragraphs_from_right_to_left(paragraph: str, is_whole: bool) -> None:
    """A paragraph whose letters are all read from right to left has that direction (HTML, `dir`)."""
    root = elements.parse(f"<div>{paragraph}</div>")
    elements.directions(root)
    assert [one.get("dir") == "rtl" for one in root.iter("p")] == [is_whole]
