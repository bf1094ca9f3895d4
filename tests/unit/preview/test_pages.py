"""What the preview shows besides the note; no server, no engine."""

from __future__ import annotations

import re

from notebuild.core.problems import Location, Problem
from notebuild.preview import pages
from notebuild.preview.shelf import Edition, Note, causes_first

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
    """Each note stands by its title, each edition by its language with how it stands; what was found stands above."""
    good = Edition("English", "good", False, (("web page", "/small/small.en.html"), ("PDF", "/f?a&b")))
    bad = Edition("Français", "refused: 3 to translate", True, (("web page", "/small/small.fr.html"),))
    notes = [Note("The <small> note", "small", (good, bad), "/small/concordance.html")]
    page = pages.index(notes, [MILD], "")
    assert '<h2>The &lt;small&gt; note <span class="name">small</span></h2>' in page
    assert '<a href="/small/small.en.html">English, web page</a> · <a href="/f?a&amp;b">PDF</a>' in page
    assert '<span class="state refused">refused: 3 to translate</span>' in page
    assert page.index("1 warning") < page.index("<h2>")
    assert "preview-problems" not in pages.index(notes, [], "")


def test_the_cause_stands_first() -> None:
    """House, bibliography, note, translation, what is made of them; the note that is looked at before others."""
    told = [
        Problem(Location(path, 1), "x", "", "warning" if path == "styles/house.toml" else "error")
        for path in (
            "build/b/b.en.pdf",
            "manuscript/b/fr.po",
            "manuscript/a/note.md",
            "styles/house.toml",
            "manuscript/b/note.md",
            "manuscript/b/figures/map.svg",
            "bibliography.bib",
        )
    ]
    assert [problem.location.path for problem in causes_first(told, "b")] == [
        "bibliography.bib",
        "manuscript/b/figures/map.svg",
        "manuscript/b/note.md",
        "manuscript/b/fr.po",
        "build/b/b.en.pdf",
        "manuscript/a/note.md",
        "styles/house.toml",
    ]


def test_a_page_that_is_gone() -> None:
    """At the address of a closed language stands what happened, as text, and what keeps the edition away."""
    page = pages.gone("small.<fr>.html", [MISSPELT], "")
    assert "There is no page small.&lt;fr&gt;.html" in page
    assert "no source has the key" in page
