"""The authors of a front matter, as pandoc and Quarto have them."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.sources.markdown import field_authors, frontmatter

HEAD = "---\ntitle: A title\ndate: 2025-03-31\nlang: en-GB\nauthor: {}\n---\n\nText.\n"


def read(author: str) -> tuple[Any, list[str]]:
    found = frontmatter.read(HEAD.format(author), "n.md")
    return found.values.get("author"), [str(problem) for problem in found.problems]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ida Holm", [{"name": "Ida Holm"}]),
        ("[Ida Holm, Jan Berg]", [{"name": "Ida Holm"}, {"name": "Jan Berg"}]),
        (
            "\n  name: Ida Holm\n  affiliation: Quay House",
            [{"name": "Ida Holm", "affiliations": [{"name": "Quay House"}]}],
        ),
        (
            "\n  - name: {given: Ida, family: Holm}\n    affiliations:\n      - Quay Institute\n"
            "      - {department: Ports, name: Coast House, country: Norway}\n  - Jan Berg",
            [
                {
                    "name": "Ida Holm",
                    "given": "Ida",
                    "family": "Holm",
                    "affiliations": [{"name": "Quay Institute"}, {"name": "Ports, Coast House, Norway"}],
                },
                {"name": "Jan Berg"},
            ],
        ),
        (
            "\n  - name: {literal: The Harbour Group}\n    orcid: 0000-0002-1825-0097\n"
            "    email: post@example.org\n    url: https://example.org/group",
            [
                {
                    "name": "The Harbour Group",
                    "house": True,
                    "orcid": "https://orcid.org/0000-0002-1825-0097",
                    "email": "post@example.org",
                    "url": "https://example.org/group",
                }
            ],
        ),
        (
            "\n  - name: Ida Holm\n    affiliation: {name: Quay, ror: 'https://ror.org/05gq02987'}",
            [{"name": "Ida Holm", "affiliations": [{"name": "Quay", "ror": "https://ror.org/05gq02987"}]}],
        ),
    ],
    ids=["one", "a list", "one entry", "Quarto's entries", "identifiers", "ROR"],
)  # fmt: skip
def test_forms(written: str, expected: list[dict[str, Any]]) -> None:
    """A text, a list, or entries: the same value comes of them. (ORCID's and ROR's own examples.)"""
    assert read(written) == (expected, [])


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("[[Ida]]", 'n.md:5:10: author holds a list in a list\n    write one "- …" line for each author'),
        (
            "\n  - orcid: 0000-0002-1825-0097",
            'n.md:6:5: an author without a name\n    add "name: …" to the entry',
        ),
        (
            "\n  - name: Ida\n    orcid: 0000-0002-1825-0098",
            "n.md:7:12: orcid 0000-0002-1825-0098 is no ORCID iD, or has a wrong check digit\n"
            "    write it as 0000-0002-1825-0097",
        ),
        (
            "\n  - name: Ida\n    affiliation: {name: Quay, ror: 05gq02988}",
            "n.md:7:36: ror 05gq02988 is no ROR, or has wrong check digits\n"
            "    write it as https://ror.org/ and its nine figures",
        ),
        (
            "\n  - name: Ida\n    email: ida",
            "n.md:7:12: email ida is no address of e-mail\n    write it as name@example.org",
        ),
        (
            "\n  - name: Ida\n    affilation: Quay",
            "n.md:7:5: unknown part affilation of an author (did you mean affiliation?)\n"
            "    use name, affiliation, affiliations, orcid, email, url",
        ),
        (
            "\n  - name: Ida\n    corresponding: true",
            "n.md:7:5: warning: corresponding of an author is printed nowhere\n    take it out, or say it in the text",
        ),
        (
            "\n  - name: Ida\n    affiliations: [{ref: quay}]",
            "n.md:7:21: an affiliation that is a reference to quay\n    write its name here",
        ),
        ("[]", "n.md:5:9: author is empty\n    fill in author, or take the line out"),
    ],
)
def test_faults(written: str, problem: str) -> None:
    """What cannot be read or printed is told at its own place."""
    assert read(written)[1] == [problem]


def test_words_go_back_to_their_author() -> None:
    """A translated name goes to the author it stood at; who has a name of parts, or an employer, keeps them."""
    text = HEAD.format("\n  - name: {given: Ida, family: Holm}\n  - name: the editors\n    affiliation: Quay")
    found = frontmatter.read(text, "n.md")
    (words,) = (one for one in found.fields if one.context == "meta:author")
    assert (words.text, words.location.line, words.location.column) == ("the editors", 7, 11)
    french = type(words)(words.id, words.kind, words.location, "la rédaction", words.context)
    assert frontmatter.with_fields(found.values, (french,))["author"] == [
        {"name": "Ida Holm", "given": "Ida", "family": "Holm"},
        {"name": "la rédaction", "affiliations": [{"name": "Quay"}]},
    ]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("Ida Holm & Jan Berg", "n.md:5:9: warning: Ida Holm & Jan Berg is taken for one author"),
        (
            "Ida Holm, Jan van der Berg",
            "n.md:5:9: warning: Ida Holm, Jan van der Berg is taken for one author",
        ),
        ("[Ida Holm et Jan Berg]", "n.md:5:10: warning: Ida Holm et Jan Berg is taken for one author"),
        ("Holm, Ida M.", "n.md:5:9: warning: the author Holm, Ida M. is printed family name first"),
        (
            "\n  name: van Holm, Ida",
            "n.md:6:9: warning: the author van Holm, Ida is printed family name first",
        ),
    ],
)
def test_a_name_that_is_none(written: str, problem: str) -> None:
    """Several persons in one name, and a name as bibliographies have it, are told of."""
    _, (found,) = read(written)
    assert found.startswith(problem)
    remedies = {"one author": "    write a list: [Ida Holm, Jan ", "first": "    write Ida"}
    assert any(problem.endswith(end) and f"\n{remedy}" in found for end, remedy in remedies.items())


@pytest.mark.parametrize(
    "written",
    [
        "Jan Berg, Jr.",
        "Johnson & Johnson",
        "Ministry of Ports and Quays",
        "La rédaction",
        '"Roe, Doe and Moe"',
        "Plato",
    ],
)
def test_other_names_with_commas(written: str) -> None:
    """A suffix, a firm and an office are names."""
    assert read(written)[1] == []


def test_apostrophes() -> None:
    """An apostrophe prints as one in the name of a person and of a house."""
    found = read("\n  - name: Ida O'Neil\n    affiliation: Quai d'Ouest")[0]
    assert field_authors.author_names(found) == ["Ida O’Neil"]
    assert field_authors.persons(found) == [
        {"name": "Ida O’Neil", "affiliations": [{"name": "Quai d’Ouest"}]}
    ]
