"""How a note is cited for reference managers, and what its page says to machines."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest
from bibtexparser import entrypoint

from notebuild.core.house import House
from notebuild.core.model import Edition
from notebuild.records import record, references
from notebuild.records import words as wording
from notebuild.records.linked_data import linked_data
from notebuild.records.record import Author, Funder, Organisation, Record

HOUSE = House("House", {}, (), (), {}, contact={"place": "Geneva", "fr-FR": {"place": "Genève"}})


def words(text: str) -> list[dict[str, Any]]:
    return [{"t": "Str", "c": text}]


def edition(**values: Any) -> Edition:
    metadata = {
        "title": words("Gas & water: 100\u00a0% of_it"),
        "subtitle": words("What <next>"),
        "teaser": [],
        "persons": [
            {"name": "Ana Núñez", "orcid": "https://orcid.org/0000-0002-1825-0097"},
            {"name": "The editors"},
            {
                "name": "Jan van der Berg",
                "given": "Jan",
                "family": "van der Berg",
                "affiliations": [{"name": "CERN", "ror": "https://ror.org/01ggx4157"}],
            },
        ],
        "publisher": "House",
        "series": "Notes",
        "number": "7",
        "date": "2025-03-01",
        "version": 2,
        "doi": "10.5555/12345678",
        "canonical": "https://example.org/n/",
        "keywords": ["gas"],
        "description": "On gas.",
        "editions": [
            {
                "language": "en-GB",
                "current": False,
                "files": {"html": "n.en.html"},
                "url": "https://x.org/en/",
            },
            {"language": "fr-FR", "current": True, "files": {"html": "n.fr.html"}},
        ],
        **values,
    }
    return Edition("n", "fr-FR", metadata, {"blocks": [], "meta": {}}, ())


def known(**values: Any) -> Record:
    return record.record(edition(**values), HOUSE)


@pytest.mark.parametrize(
    ("title", "subtitle", "expected"),
    [
        ("Si vis pacem, para bellum?", "Armenia", "Si vis pacem, para bellum? Armenia"),
        ("Gas", "What next", "Gas: What next"),
        ("Gas", "", "Gas"),
    ],
    ids=["ends with a mark", "colon", "no subtitle"],
)
def test_whole_title(title: str, subtitle: str, expected: str) -> None:
    """A title that ends with a mark of its own has no colon after it."""
    assert wording.whole_title(title, subtitle) == expected


def exported() -> dict[str, str]:
    """Each export by the end of its file's name, as text."""
    rows = references.exports(known())
    return {row["file"].rpartition(".")[2]: unquote(row["address"].partition(",")[2]) for row in rows}


def test_bibtex() -> None:
    """The entry is BibTeX that a parser reads; the name of a house is one word, and a person's is not."""
    library = entrypoint.parse_string(exported()["bib"])
    (entry,) = library.entries
    assert not library.failed_blocks
    assert (entry.entry_type, entry.key) == ("techreport", "n2025")
    fields = {field.key: field.value for field in entry.fields}
    assert fields["author"] == "Ana Núñez and {The editors} and van der Berg, Jan"
    assert fields["title"] == r"{Gas \& water: 100 \% of\_it: What <next>}"
    assert (fields["year"], fields["month"], fields["number"], fields["language"]) == (
        "2025",
        "3",
        "7",
        "fr-FR",
    )
    assert fields["doi"] == "10.5555/12345678"


def test_ris() -> None:
    """The entry is RIS: tag, two spaces, a hyphen and a space; CR LF; it ends with ER."""
    lines = exported()["ris"].split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert lines[-2:] == ["ER  - ", ""]
    assert {
        "AU  - Ana Núñez",
        "AU  - The editors",
        "AU  - van der Berg, Jan",
        "CY  - Genève",
        "PY  - 2025",
        "DO  - 10.5555/12345678",
    } <= set(lines)


def test_csl() -> None:
    """The entry is CSL JSON; only what is known is said, and names are whole."""
    (entry,) = json.loads(exported()["json"])
    assert entry["author"] == [
        {"literal": "Ana Núñez"},
        {"literal": "The editors"},
        {"family": "van der Berg", "given": "Jan"},
    ]
    assert entry["issued"] == {"date-parts": [[2025, 3, 1]]}
    assert entry["title"] == "Gas & water: 100 % of_it: What <next>"


def test_linked_data() -> None:
    """The page says what it translates, when it was finished, and by whom; nothing of it can end the script."""
    said = linked_data(known(license=words("CC BY 4.0")))
    assert not set("<>&") & set(said)
    work = json.loads(said)
    assert work["translationOfWork"] == {"@type": "Report", "inLanguage": "en-GB", "url": "https://x.org/en/"}
    assert (work["datePublished"], work["dateModified"]) == ("2025-03-01", "2025-03-01")
    assert work["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [one.get("@type") for one in work["author"]] == ["Person", None, "Person"]
    assert work["alternativeHeadline"] == "What <next>"


def test_the_original_names_its_translations() -> None:
    """The original says which works translate it."""
    rows = edition().metadata["editions"]
    turned = [{**row, "current": not row["current"]} for row in rows]
    work = json.loads(linked_data(known(editions=turned)))
    assert work["workTranslation"] == [{"@type": "Report", "inLanguage": "fr-FR", "url": "n.fr.html"}]
    assert "translationOfWork" not in work
    assert "license" not in work


def test_record() -> None:
    """A record has plain words, the house's place in its language, and what the author said of people and money."""
    made = known(
        isbn="978-3-16-148410-0",
        issn="0317-8471",
        funders=[{"name": "A fund", "ror": "https://ror.org/01ggx4157", "award": "7/2"}],
        abstract=[
            {"t": "Para", "c": words("First.\u00a0Still first.")},
            {"t": "Para", "c": words("Second.")},
        ],
    )
    assert (made.name, made.is_original, made.twins[0].is_original) == ("n.fr", False, True)
    assert (made.title, made.whole_title) == (
        "Gas & water: 100 % of_it",
        "Gas & water: 100 % of_it: What <next>",
    )
    assert (made.place, made.isbn, made.issn) == ("Genève", "978-3-16-148410-0", "0317-8471")
    assert made.funders == (Funder("A fund", "https://ror.org/01ggx4157", "7/2"),)
    assert made.abstract == "First. Still first.\n\nSecond."
    assert made.authors[2] == Author(
        "Jan van der Berg",
        "Jan",
        "van der Berg",
        affiliations=(Organisation("CERN", "https://ror.org/01ggx4157"),),
    )


def test_what_is_not_given_is_empty() -> None:
    """A note that gives the least has a record too; its summary is its description."""
    made = known(doi="", series="", number="", canonical="", keywords=[])
    assert (made.abstract, made.description, made.licence_url, made.funders) == ("On gas.", "On gas.", "", ())


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "Texte sous CC BY-NC-SA 3.0, images réservées",
            "https://creativecommons.org/licenses/by-nc-sa/3.0/",
        ),
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("All rights reserved", ""),
        ("by 4.0", ""),
    ],
)
def test_licence(licence: str, expected: str) -> None:
    """A licence in words is known by its deed's name."""
    assert wording.creative_commons(licence) == expected
