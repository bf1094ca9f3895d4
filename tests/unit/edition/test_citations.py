"""Locators are worded in the language of an edition, for the citation pass to print as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.house import read_profile
from notebuild.core.model import Citation, Document
from notebuild.edition import citations, nodes, tree

ENGLISH = read_profile(Path("styles/profiles/en-GB.toml"), "en-GB.toml")
FRENCH = read_profile(Path("styles/profiles/fr-FR.toml"), "fr-FR.toml")


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
        ("page", "12 to 14", "pp.␣12–14", "p.␣12-14"),
        ("page", "12 à 14", "pp.␣12–14", "p.␣12-14"),
        ("page", "3, 4, and 7", "pp.␣3, 4 and 7", "p.␣3, 4 et 7"),
        ("page", "3,5", "pp.␣3, 5", "p.␣3, 5"),
        ("page", "1,204", "p.␣1,204", "p.␣1204"),
        ("page", "1,204-1,206", "pp.␣1,204–1,206", "p.␣1204-1206"),
        ("page", "12 ff.", "p.␣12␣ff.", "p.␣12␣sqq."),
        ("page", "12f.", "p.␣12␣f.", "p.␣12␣sq."),
        ("time", "00:12:30-00:14", "00:12:30–00:14", "00:12:30-00:14"),
    ],
)
def test_locator_is_worded_per_language(label: str, value: str, english: str, french: str) -> None:
    """One and several differ, ranges take a dash, a no-break space follows the label."""
    worded = [citations.wording(label, value, one) for one in (ENGLISH, FRENCH)]
    assert [one.replace("\u00a0", "␣") for one in worded] == [english, french]


def cite(*suffixes: str) -> Document:
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


def suffix(document: Document) -> str:
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
        (", p. 12 note 4", ", {^p.␣12, n.␣4}"),
        (", Table 3 and Figure 2", ", {^tableau␣3 et figure␣2}"),
        (", pp. 41 (no. 58), 163", ", {^p.␣41 (nᵒ␣58), 163}"),
        (", p. 7: a plan", ", {^p.␣7}: a plan"),
        (", pp. 12–14; 18–20", ", {^p.␣12\\-14; 18\\-20}"),
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
        (", pp. 12 to 14", "page", "12–14"),
        (", p. 12 à 14", "page", "12–14"),
        (", p. 12n4", "page", "12, note 4"),
    ],
)
def test_citations_are_collected_as_cited(given: str, label: str, locator: str) -> None:
    """What is cited is the same in every language: key, label and value as typed."""
    assert citations.collect(cite(given, "")) == (
        (Citation("dewaal2003", label, locator), Citation("dewaal2003")),
    )
