"""Keys are checked against the sources; locators are read in English and worded per language."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.house import read_profile
from notebuild.core.model import Citation, Source
from notebuild.core.problems import Location, Problem
from notebuild.edition import citations, nodes, tree
from notebuild.sources.markdown import markers

ENGLISH = read_profile(Path("styles/profiles/en-GB.toml"), "en-GB.toml")
FRENCH = read_profile(Path("styles/profiles/fr-FR.toml"), "fr-FR.toml")
SOURCES = tuple(
    Source(key, "misc", {}, Location("bibliography.bib", line, 1))
    for line, key in enumerate(("dewaal2003", "broers2019", "unsc822"), start=1)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (", p. 3", ("page", "3", "")),
        ("p.3", ("page", "3", "")),
        ("33", ("page", "33", "")),
        ("xii–xiv", ("page", "xii–xiv", "")),
        ("mix", ("", "", "mix")),
        (", pp. 12–14, on the border", ("page", "12–14", ", on the border")),
        ("pp. 12-14, 20", ("page", "12-14, 20", "")),
        ("pp. 3, 7 and 9", ("page", "3, 7 and 9", "")),
        ("p.\u00a03", ("page", "3", "")),
        ("p. 3, 12 March", ("page", "3", ", 12 March")),
        ("p. 3 and the map", ("page", "3", " and the map")),
        ("p. 3, I think", ("page", "3", ", I think")),
        ("p. 12 ff., on arms", ("page", "12 ff.", ", on arms")),
        ("p. 12.", ("page", "12", "")),
        ("p. A12", ("page", "A12", "")),
        ("para. 12", ("paragraph", "12", "")),
        ("§5", ("section", "5", "")),
        ("§§ 5--7", ("section", "5--7", "")),
        ("art. 5(2)(b)", ("article", "5(2)(b)", "")),
        ("Article 5 bis", ("article", "5 bis", "")),
        ("point 9", ("point", "9", "")),
        ("ch. IV", ("chapter", "IV", "")),
        ("n. 12", ("note", "12", "")),
        ("preamble", ("preamble", "", "")),
        (
            "{pp. iv, vi-xi, (xv)-(xvii)} as a rule",
            ("page", "iv, vi-xi, (xv)-(xvii)", " as a rule"),
        ),
        ("{doc. 9-a}", ("", "doc. 9-a", "")),
        ("{}, 99 years later", ("", "", ", 99 years later")),
        ("on the border", ("", "", "on the border")),
        ("no evidence", ("", "", "no evidence")),
        ("in 2003", ("", "", "in 2003")),
        ("5 October 2023", ("", "", "5 October 2023")),
        ("", ("", "", "")),
    ],
)
def test_locator_is_read_by_the_english_table(text: str, expected: tuple[str, str, str]) -> None:
    """A label with its stop or without, a value of numbers, and the words that print after it."""
    assert citations.parse_locator(text) == expected


@pytest.mark.parametrize("label", citations.WORDS)
def test_every_way_to_write_a_label_is_read(label: str) -> None:
    """Each word of the table gives its label, in small letters and with a capital."""
    for word in citations.WORDS[label].split():
        assert citations.parse_locator(f"{word} 4")[:2] == (label, "4")
        assert citations.parse_locator(f"{word.capitalize()}. 4")[:2] == (label, "4")


@pytest.mark.parametrize("profile", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_every_label_has_words_in_every_profile(profile: object) -> None:
    """No locator can be read that an edition could not print."""
    assert citations.WORDS.keys() <= profile.locators.keys()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("label", "value", "english", "french"),
    [
        ("page", "3", "p.␣3", "p.␣3"),
        ("page", "12-14", "pp.␣12–14", "p.␣12-14"),
        ("page", "12 -- 14", "pp.␣12–14", "p.␣12-14"),
        ("page", "xii-xiv", "pp.␣xii–xiv", "p.␣xii-xiv"),
        ("page", "3, 7 and 9", "pp.␣3, 7 and 9", "p.␣3, 7 et 9"),
        ("paragraph", "12 & 14", "paras␣12 and 14", "§␣12 et 14"),
        ("point", "9", "point␣9", "point␣9"),
        ("section", "4-a", "section␣4-a", "section␣4-a"),
        ("preamble", "", "preamble", "préambule"),
        ("", "doc. 9", "doc. 9", "doc. 9"),
    ],
)
def test_locator_is_worded_per_language(label: str, value: str, english: str, french: str) -> None:
    """One and several differ, ranges take a dash, a no-break space follows the label."""
    worded = [citations.wording(label, value, one) for one in (ENGLISH, FRENCH)]
    assert [one.replace("\u00a0", "␣") for one in worded] == [english, french]


def cite(*suffixes: str) -> tree.Tree:
    """A document with one Cite of dewaal2003 for each suffix, as pandoc reads them."""
    cites = [
        {
            "citationId": "dewaal2003",
            "citationPrefix": [],
            "citationSuffix": nodes.words(suffix) if suffix else [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 1,
            "citationHash": 0,
        }
        for suffix in suffixes
    ]
    return {"meta": {}, "blocks": [{"t": "Para", "c": [{"t": "Cite", "c": [cites, []]}]}]}


def suffix(document: tree.Tree) -> str:
    """The suffix of the first citation, with the characters that steer pandoc made visible."""
    given = tree.text(document["blocks"][0]["c"][0]["c"][0][0]["citationSuffix"])
    return given.translate({0x2060: "^", 0xA0: "␣"})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        (", p. 3", ", {^p.␣3}"),
        (" p. 3", ", {^p.␣3}"),
        (", para. 12, on arms", ", {^§␣12}, on arms"),
        (", vol. 2, pp. 3-4", ", {^vol.␣2, p.␣3\\-4}"),
        (", preamble, recital C", ", {^préambule, considérant␣C}"),
        (", {doc. 9-a}", ", {^doc. 9\\-a}"),
        (", on the border", ", {}, on the border"),
        (", {} clause 4", ", {}, clause 4"),
        (" clause", ", {} clause"),
    ],
)
def test_suffix_is_handed_on_in_braces(given: str, expected: str) -> None:
    """Pandoc takes braces verbatim; empty ones keep it from finding a locator of its own."""
    assert suffix(citations.rewrite(cite(given), FRENCH)) == expected


def test_emphasis_after_a_locator_is_kept() -> None:
    """Only the plain text at the head of a suffix is read; what follows stays as it is."""
    document = cite(", p. 3, on ")
    emphasis = {"t": "Emph", "c": nodes.words("arms")}
    document["blocks"][0]["c"][0]["c"][0][0]["citationSuffix"].append(emphasis)
    got = citations.rewrite(document, FRENCH)
    assert got["blocks"][0]["c"][0]["c"][0][0]["citationSuffix"][-1] == emphasis
    assert suffix(got) == ", {^p.␣3}, on arms"


def test_rewriting_changes_nothing_in_place() -> None:
    """The tree that was given stays as it was."""
    document = cite(", p. 3")
    citations.rewrite(document, FRENCH)
    assert document == cite(", p. 3")


@pytest.mark.parametrize(
    ("given", "label", "locator"),
    [
        (", p. 3", "page", "3"),
        ("", "", ""),
        (", on the border", "", ""),
        (", vol. 2, p. 3", "volume", "2, page 3"),
        (", preamble, para. 2", "preamble", "paragraph 2"),
    ],
)
def test_citations_are_collected_as_cited(given: str, label: str, locator: str) -> None:
    """What is cited is the same in every language: key, label and value as typed."""
    assert citations.collect(cite(given, "")) == (
        (Citation("dewaal2003", label, locator), Citation("dewaal2003")),
    )


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
                "correct the key, or add the source to bibliography.bib",
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
            "As @dewaal2003 [clause 4] says.",
            Problem(
                Location("note.md", 7, 17),
                "clause is no locator known here",
                "use p., para., point or the like; put {} before clause to keep it",
            ),
            id="label-after-a-key-in-the-text",
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
        "A fact [@dewaal2003, {} clause 4; @unsc822, in 1993; @broers2019, 5 May 1994].",
        "Mail to editor@example.org, or `[@nothing, clause 4]`.",
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
    many = [Source(f"k{n}", "book", {}, Location("bibliography.bib", n + 1, 1)) for n in range(7)]
    (found,) = citations.unused(many, {"k0"})
    assert str(found) == (
        "bibliography.bib: warning: no note cites 6 of the entries: k1, k2, k3, k4, k5 …\n"
        "    delete what is not needed"
    )
