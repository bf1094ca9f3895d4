"""What the preview shows besides the note; no server, no engine."""

from __future__ import annotations

import re

from notebuild.core.problems import Location, Problem
from notebuild.preview import pages

MISSPELT = Problem(Location("note.md", 3, 7), "no source has the key @x", "correct the key")
MILD = Problem(Location("a.bib", 25), "no note cites x", "", "warning")


def test_problems_are_escaped() -> None:
    """Text is data, in the page, in its title and in the bar."""
    hostile = Problem(Location("<i>.md", 1), "</title><script>x</script>", '"><img src=x>')
    for page in (
        pages.refusal("<u>", [hostile], '/"><s>', ""),
        pages.over("<html><head></head><body></body></html>", [hostile], ""),
    ):
        assert not re.search(r"<(script|img|i|u|s)\b", page)
        assert "&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;" in page


def test_refusal_says_errors_first_and_links_the_last_page() -> None:
    """Errors stand before warnings, whatever their order; without a last page none is promised."""
    page = pages.refusal("small.en", [MILD, MISSPELT], "/small/small.en.html?last", "")
    assert page.index("no source has the key") < page.index("no note cites")
    assert '<a href="/small/small.en.html?last">' in page
    assert "1 problem, 1 warning" in page
    assert "<a " not in pages.refusal("small.en", [MISSPELT], "", "")


def test_good_page_without_findings_has_no_bar() -> None:
    """Only what was found is laid over a page; all else stays as it was."""
    page = "<html><head><title>t</title></head><body><p>x</p></body></html>"
    assert pages.over(page, [], "") == page.replace("</head>", "\n</head>").replace("</body>", "\n</body>")
    assert '<details class="preview-bar"><summary>1 warning</summary>' in pages.over(page, [MILD], "")


def test_sheet_takes_the_house_colours_or_the_systems() -> None:
    """A house that cannot be read leaves a page that can."""
    assert "--p-accent: #123456;" in pages.head("/", "index", "", {"light": {"accent": "#123456"}})
    assert pages.head("/", "index", "", {}).count("--p-accent: LinkText;") == 2


def test_a_colour_is_data() -> None:
    """No value of the house ends the style sheet."""
    head = pages.head("/", "index", "", {"dark": {"accent": "</style><script>x</script>"}})
    assert head.count("</style>") == 1 and head.count("<script") == 1


def test_index_names_what_there_is() -> None:
    """Each note has its files, those of a refused edition marked; what was found stands above them."""
    notes = [("small", [("small.en.html", "/small/small.en.html", False), ("small.fr.html", "/f?a&b", True)])]
    page = pages.index(notes, [MILD], "")
    assert '<li><a href="/small/small.en.html">small.en.html</a></li>' in page
    assert '<li><a href="/f?a&amp;b">small.fr.html</a> – refused</li>' in page
    assert page.index("1 warning") < page.index("<h2>small</h2>")
    assert "preview-problems" not in pages.index(notes, [], "")


def test_a_page_that_is_gone() -> None:
    """At the address of a closed language stands what happened, as text, and what keeps the edition away."""
    page = pages.gone("small.<fr>.html", [MISSPELT], "")
    assert "There is no page small.&lt;fr&gt;.html" in page
    assert "no source has the key" in page
