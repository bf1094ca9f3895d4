"""Headings and paragraphs can be linked to, a section leads to other editions, and is a part the sheet can tell."""

from __future__ import annotations

import pytest

from notebuild.render.html import sections
from notebuild.render.html.elements import parse

EDITIONS = [
    {"language": "fr-FR", "name": "Français", "files": {"html": "n.fr.html"}},
    {"language": "de-DE", "name": "Deutsch", "files": {"pdf": "n.de.pdf"}},
]


def test_marks() -> None:
    """After each heading stands a mark that leads to it, without words of its own, named aloud."""
    root = parse('<h2 id="a">One <em>two</em></h2><h3 id="b">Three</h3><h3>No id</h3>')
    sections.marked(root, "Link to {title}", [])
    marks = [(mark.get("href"), mark.get("aria-label"), mark.text_content()) for mark in root.iter("a")]
    assert marks == [("#a", "Link to One two", ""), ("#b", "Link to Three", "")]
    assert [e.get("class") for e in root] == ["heading section", "heading", None]


def test_one_way_to_another_language_a_section() -> None:
    """A section, and no heading below it, leads to itself in each other edition that has a page."""
    root = parse('<h2 id="a">Title</h2><h3 id="b">Below</h3>')
    sections.marked(root, "{title}", EDITIONS)
    (link,) = root.find_class("alt")
    assert (link.get("href"), link.text) == ("n.fr.html#a", "Français")
    assert (link.get("hreflang"), link.get("lang")) == ("fr-FR", "fr-FR")
    assert root.find(".//h2").text_content() == "Title"


def test_paragraphs() -> None:
    """Each paragraph of the text has an id by its place; those of a list, a table or a source have none."""
    root = parse(
        '<p>a</p><ul><li><p>b</p></li></ul><p class="source">c</p><div class="source"><p>d</p></div><p>e</p>'
    )
    sections.paragraphs(root)
    assert [(p.text, p.get("id")) for p in root.iter("p") if p.get("id")] == [
        ("a", "page-p1"),
        ("e", "page-p2"),
    ]
    marks = [(a.get("href"), a.get("aria-hidden"), a.get("tabindex")) for a in root.iter("a")]
    assert marks == [("#page-p1", "true", "-1"), ("#page-p2", "true", "-1")]
    assert root.text_content() == "abcde"


def test_parts() -> None:
    """From one heading of the first level to the next is a part, numbered; what comes before stays outside."""
    root = parse(
        '<p>a</p><div class="heading"><h2 id="x">X</h2></div><p>b</p><h3 id="y">Y</h3><h2 id="z">Z</h2><p>c</p>'
    )
    assert sections.parts(root) == ["x", "z"]
    assert [child.get("class") for child in root] == [None, "part part-1", "part part-2"]
    assert [child.text_content() for child in root] == ["a", "XbY", "Zc"]


@pytest.mark.parametrize(
    ("page", "stands"),
    [
        ("<h3>Short</h3><p>One line of text.</p>", None),
        ("<h3>A long head of many words here</h3><p>One line.</p><h3>Next</h3>", "in-column"),
        (f"<h3>A long head of many words here</h3><p>{'words ' * 60}</p><h3>Next</h3><p>One.</p>", None),
        (f"<h3>{'A long head ' * 6}</h3><p>{'words ' * 200}</p>", "in-column"),
        ("<h3>Head</h3><table></table>", "in-column"),
        ("<h3>Head</h3><h4>Below</h4><p>Words.</p>", "in-column"),
        (f"<h3>Rindfleischetikettierung</h3><p>{'words ' * 60}</p>", "in-column"),
    ],
    ids=[
        "beside",
        "longer than its text",
        "beside long text",
        "too tall",
        "before a table",
        "before a head",
        "long word",
    ],
)
def test_heads_in_the_margin(page: str, stands: str | None) -> None:
    """A head stands in the margin where its own text goes on beside it, and in the column where it does not."""
    root = parse(page)
    sections.heads(root)
    assert root.find("h3").get("class") == stands


def test_no_head_in_the_margin() -> None:
    """A safer layout has every head in the column."""
    root = parse(f"<h3>Short</h3><p>{'words ' * 60}</p>")
    sections.heads(root, every=True)
    assert root.find("h3").get("class") == "in-column"


def test_the_head_of_a_page() -> None:
    """A heading says what the head of its pages says of it only where that is not all its words."""
    root = parse(
        "<h2>The quay</h2><h2>The quay and <em>all</em> its boats</h2><h3>The quay and all its boats</h3>"
    )
    sections.running(root, lambda text: text if len(text) < 10 else f"{text[:8]}…")
    assert [heading.get("data-running") for heading in root] == [None, "The quay…", None]
