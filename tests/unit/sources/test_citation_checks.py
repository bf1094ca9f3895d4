"""Keys are checked against the sources, locators against the labels that are known."""

from __future__ import annotations

import pytest

from notebuild.core.model import Source
from notebuild.core.problems import Location, Problem
from notebuild.sources.checks import citations
from notebuild.sources.markdown import markers

SOURCES = {
    key: Source(key, "misc", {}, Location("bibliography.bib", line, 1))
    for line, key in enumerate(("dewaal2003", "broers2019", "unsc822"), start=1)
}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "A fact [@dewaal2003; @broers219].",
            Problem(
                Location("note.md", 7, 22),
                "no source has the key @broers219 (did you mean broers2019?)",
                "correct the key, or add the source to bibliography.bib",
            ),
            id="key-with-a-near-one",
        ),
        pytest.param(
            "A fact @zzz.",
            Problem(
                Location("note.md", 7, 8),
                "no source has the key @zzz",
                "correct the key, or add the source to bibliography.bib; "
                "put a backslash before an @ meant as a character",
            ),
            id="key-unlike-any",
        ),
        pytest.param(
            "A fact [@dewaal2003, parra. 4].",
            Problem(
                Location("note.md", 7, 22),
                "parra is no locator known here (did you mean para?)",
                "use p., para., point or the like; put {} before parra to keep it",
            ),
            id="label-misspelt",
        ),
        pytest.param(
            "A fact [@dewaal2003, p.].",
            Problem(
                Location("note.md", 7, 22),
                "p. without a number",
                "write the number after it, or take it out",
            ),
            id="label-alone",
        ),
        pytest.param(
            "A fact [@dewaal2003, p. 3, stanza 4].",
            Problem(
                Location("note.md", 7, 22),
                "stanza is no locator known here",
                "use p., para., point or the like; put {} before stanza to keep it",
            ),
            id="second-label-unknown",
        ),
        pytest.param(
            "As @dewaal2003 [stanza 4] says.",
            Problem(
                Location("note.md", 7, 17),
                "stanza is no locator known here",
                "use p., para., point or the like; put {} before stanza to keep it",
            ),
            id="label-after-a-key-in-the-text",
        ),
        pytest.param(
            "A fact [@dewaal2003, pp. 12,104].",
            Problem(
                Location("note.md", 7, 22),
                "12,104 may be one number or several",
                "write 12104 for one, 12, 104 for several",
            ),
            id="one-number-or-two",
        ),
        pytest.param(
            "A fact [@dewaal2003, S. 3].",
            Problem(
                Location("note.md", 7, 22),
                "S is no locator known here",
                "use p., para., point or the like; put {} before S to keep it",
            ),
            id="page-or-section",
        ),
        pytest.param(
            "A fact [@dewaal2003, and in chapter 2].",
            Problem(
                Location("note.md", 7, 22),
                "chapter 2 stands after other words and prints in English everywhere",
                "put it first, directly after the key: [@key, chapter 2, …]",
                "warning",
            ),
            id="chapter-after-words",
        ),
        pytest.param(
            "A fact [@dewaal2003, especially p. 3].",
            Problem(
                Location("note.md", 7, 22),
                "p. 3 stands after other words and prints in English everywhere",
                "put it first, directly after the key: [@key, p. 3, …]",
                "warning",
            ),
            id="locator-after-words",
        ),
    ],
)
def test_faulty_citation_is_told_at_its_place(text: str, problem: Problem) -> None:
    """The column is that of the key or of the locator, the key as typed."""
    found = citations.check(markers.scan(text, Location("note.md", 7, 1)), SOURCES)
    assert found == (problem,)
    assert [one.severity for one in found] == [problem.severity]


@pytest.mark.parametrize(
    "text",
    [
        "A fact [@dewaal2003, pp. 3–4; see @broers2019, ch. 2, on 1988].",
        "A fact [@dewaal2003, {} stanza 4; @unsc822, in 1993; @broers2019, 5 May 1994].",
        "Mail to editor@example.org, or `[@nothing, stanza 4]`.",
    ],
)
def test_good_citations_are_silent(text: str) -> None:
    """Years, dates, words after the locator and code are no faults."""
    assert citations.check(markers.scan(text, Location("note.md", 1, 1)), SOURCES) == ()


def test_source_that_no_note_cites_is_a_warning() -> None:
    """The line is that of the entry."""
    found = citations.unused(SOURCES, {"dewaal2003", "unsc822"})
    assert found == (
        Problem(
            Location("bibliography.bib", 2, 1),
            "no note cites broers2019",
            "cite it as [@broers2019], or delete the entry",
        ),
    )
    assert found[0].severity == "warning"


def test_many_unused_entries_are_one_warning() -> None:
    """A house's whole bibliography does not drown what an editor must read."""
    many = {f"k{n}": Source(f"k{n}", "book", {}, Location("bibliography.bib", n + 1, 1)) for n in range(7)}
    (found,) = citations.unused(many, {"k0"})
    assert str(found) == (
        "bibliography.bib: warning: no note cites 6 of the entries: k1, k2, k3, k4, k5 …\n"
        "    delete what is not needed"
    )


EXPORTED = (
    Source("Roe2018", "misc", {"ids": "roe2018old, oldroe"}, Location("bibliography.bib", 1, 1)),
    Source("2021Lake..55", "misc", {}, Location("bibliography.bib", 2, 1)),
    Source("both", "set", {"entryset": "Roe2018, 2021Lake..55"}, Location("bibliography.bib", 3, 1)),
)


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        (
            "It is [@oldroe].",
            "no source has the key @oldroe (did you mean Roe2018?)",
            "correct the key, or add the source to bibliography.bib",
        ),
        (
            "It is [@ROE2018].",
            "no source has the key @ROE2018 (did you mean Roe2018?)",
            "correct the key, or add the source to bibliography.bib",
        ),
        (
            "It is [@2021Lake..55].",
            "no source has the key @2021Lake (did you mean {2021Lake..55}?)",
            "correct the key, or add the source to bibliography.bib",
        ),
        (
            "It is [@both].",
            "@both is a set of sources",
            "cite its members: [@Roe2018; @{2021Lake..55}]",
        ),
    ],
)
def test_exported_keys(text: str, message: str, remedy: str) -> None:
    """An old key, other letters, a key with two marks side by side, and a set lead to what can be cited."""
    marks = markers.scan(text, Location("note.md", 7, 1))
    (problem,) = citations.check(marks, {source.key: source for source in EXPORTED})
    assert (problem.message, problem.remedy, problem.severity) == (message, remedy, "error")
    assert (problem.location.line, problem.location.column) == (7, 8)
