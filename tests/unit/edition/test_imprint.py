"""How an edition is cited, in its own language and its own typography."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from notebuild.core.house import House, Profile, read_profile
from notebuild.edition import imprint, nodes, tree

PROFILES = Path(__file__).parents[3] / "styles" / "profiles"
HOUSE = House("A house", {"en-GB": "Papers", "fr-FR": "Cahiers"}, (), (), {})
VALUES: dict[str, Any] = {"date": "2025-03-01", "number": "4"}


def profile(language: str) -> Profile:
    return read_profile(PROFILES / f"{language}.toml", f"{language}.toml")


@pytest.mark.parametrize(
    ("language", "title", "subtitle", "values", "expected"),
    [
        pytest.param(
            *("en-GB", "The harbour", "A history", VALUES),
            "A.\u00a0Author, The harbour. A history, Papers No.\u00a04, A house, 1\u00a0March 2025.",
            id="a stop between title and subtitle",
        ),
        pytest.param(
            *("en-GB", "Which harbour?", "A history", VALUES),
            "A.\u00a0Author, Which harbour? A history, Papers No.\u00a04, A house, 1\u00a0March 2025.",
            id="no stop after a question",
        ),
        pytest.param(
            *("en-GB", "The harbour", "", {"date": "2025-03-01", "series": "Own series"}),
            "A.\u00a0Author, The harbour, Own series, A house, 1\u00a0March 2025.",
            id="the note's own series, no number, no subtitle",
        ),
        pytest.param(
            *("fr-FR", "Quel port ?", "Une histoire", VALUES),
            "A.\u00a0Author, Quel port\u202f? Une histoire, Cahiers nᵒ\u00a04, A house, 1er\u00a0mars 2025.",
            id="French spaces, French words",
        ),
    ],
)
def test_citation(language: str, title: str, subtitle: str, values: dict[str, Any], expected: str) -> None:
    """Authors, title and subtitle, series and number, publisher, date (the order of ISO 690 for reports)."""
    said = imprint.citation(
        nodes.words(title), nodes.words(subtitle), ["A. Author"], values, profile(language), HOUSE
    )
    assert tree.text(said) == expected
    (emphasis,) = [node for node in said if node["t"] == "Emph"]
    assert tree.text(emphasis) in expected


def test_address() -> None:
    """A note with an address is cited with it, as a link; one without is not."""
    said = nodes.words("Cited.")
    assert imprint.linked(said, "") == said
    *_, link = imprint.linked(said, "https://example.org/n/")
    assert (link["t"], tree.text(link), link["c"][2][0]) == ("Link", *["https://example.org/n/"] * 2)


TOLD = House(
    "A house",
    {"en-GB": "Papers", "fr-FR": "Cahiers"},
    (),
    (),
    {},
    url="https://example.org/",
    contact={
        "place": "London",
        "email": "notes@example.org",
        "fr-FR": {"place": "Londres", "phone": "+44 20 0000 0000"},
    },
    issn={"en-GB": "0317-8471"},
)


@pytest.mark.parametrize(
    ("language", "house", "values", "doi", "expected"),
    [
        pytest.param("en-GB", HOUSE, VALUES, "", ["A house"], id="a house that says nothing else"),
        pytest.param(
            *("en-GB", TOLD, VALUES, "https://doi.org/10.5555/1"),
            [
                "A house, London",
                "notes@example.org · https://example.org/",
                "ISSN\u00a00317-8471 · https://doi.org/10.5555/1",
            ],
            id="everything",
        ),
        pytest.param(
            *("fr-FR", TOLD, VALUES, ""),
            ["A house, Londres", "notes@example.org · +44 20 0000 0000 · https://example.org/"],
            id="a language's own place, and no ISSN of another's series",
        ),
        pytest.param(
            *("en-GB", replace(TOLD, contact={}, url=""), {**VALUES, "series": "Own series"}, ""),
            ["A house"],
            id="no ISSN for a note in a series of its own",
        ),
    ],
)
def test_publisher(
    language: str, house: House, values: dict[str, Any], doi: str, expected: list[str]
) -> None:
    """Name and place, address, ways to reach the house, numbers: a line each, none empty."""
    issn = imprint.issn(values, house, profile(language), True)
    lines = imprint.publisher(house, profile(language), issn, doi=doi)
    assert [tree.text(line) for line in lines] == expected
    targets = [link["c"][2][0] for line in lines for link in tree.find(line, "Link")]
    assert ("mailto:notes@example.org" in targets) == ("email" in house.contact)


@pytest.mark.parametrize(
    ("given", "language", "is_original", "expected"),
    [
        ("0000-0019", "en-GB", True, "0000-0019"),
        ("0000-0019", "fr-FR", False, ""),
        ({"fr": "0000-0019"}, "fr-FR", False, "0000-0019"),
        ({"fr-FR": "0000-0019"}, "en-GB", True, "0317-8471"),
        (None, "en-GB", True, "0317-8471"),
    ],
)
def test_issn(given: Any, language: str, is_original: bool, expected: str) -> None:
    """A note's own ISSN goes before its house's; one alone is that of the original's series, not of a translation's."""
    values = {**VALUES, **({"issn": given} if given else {})}
    assert imprint.issn(values, TOLD, profile(language), is_original) == expected


def test_numbers_stand_in_a_line() -> None:
    """ISSN, ISBN and DOI are one line, parted by dots."""
    doi = "https://doi.org/10.5555/1"
    *_, line = imprint.publisher(HOUSE, profile("en-GB"), "0317-8471", "978-3-16-148410-0", doi)
    assert tree.text(line) == f"ISSN\u00a00317-8471 · ISBN\u00a0978-3-16-148410-0 · {doi}"


FUNDERS: list[dict[str, Any]] = [
    {
        "name": {"en-GB": "European Commission", "fr": "Commission européenne"},
        "ror": "https://ror.org/00k4n6c32",
    },
    {"name": "A foundation", "award": "24-117"},
]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "European Commission; A foundation, grant 24-117"),
        ("en-US", "European Commission; A foundation, grant 24-117"),
        ("fr-FR", "Commission européenne\u202f; A foundation, subvention nᵒ\u00a024-117"),
        ("de-DE", "European Commission; A foundation, Förderkennzeichen 24-117"),
    ],
)
def test_funding(language: str, expected: str) -> None:
    """Who paid stands in the edition's language, with the number of the award; a name leads to its ROR."""
    said = imprint.funding(FUNDERS, profile(language))
    assert tree.text(said) == expected
    assert [link["c"][2][0] for link in tree.find(said, "Link")] == ["https://ror.org/00k4n6c32"]


@pytest.mark.parametrize(
    ("language", "kinds", "expected"),
    [
        ("en-GB", ["pdf", "docx", "html"], "X: PDF, web page and Word document"),
        ("en-US", ["docx", "html", "pdf"], "X: PDF, web page, and Word document"),
        ("fr-FR", ["pdf", "html"], "X\u00a0: PDF et page web"),
        ("de-DE", ["docx"], "X: Word-Dokument"),
    ],
)
def test_formats(language: str, kinds: list[str], expected: str) -> None:
    """The formats are named in words, in one order, listed as the language lists (CLDR, list patterns)."""
    pieces = imprint.formats("X", kinds, profile(language))
    assert "".join(words for _, words in pieces) == expected
    assert {kind for kind, _ in pieces if kind} == {*kinds}
