"""A note in two languages, as a record each, with everything that a record can say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from notebuild.records.record import Author, Funder, Organisation, Record, Twin

ENGLISH = Record(
    note="harbour",
    language="en-GB",
    is_original=True,
    title="Ports & <quays>",
    subtitle="What next?",
    whole_title="Ports & <quays>: What next?",
    authors=(
        Author(
            "Jan van der Berg",
            "Jan",
            "van der Berg",
            "https://orcid.org/0000-0002-1825-0097",
            affiliations=(Organisation("CERN", "https://ror.org/01ggx4157"), Organisation("Quay House")),
        ),
        Author("The editors", is_house=True),
    ),
    publisher="A house",
    place="London",
    series="Papers",
    number="7",
    date=date(2025, 3, 1),
    version=2,
    first_date=date(2025, 1, 15),
    replaces=1,
    replaces_url="https://example.org/harbour/v1/",
    doi="10.5555/12345678",
    isbn="978-3-16-148410-0",
    issn="0317-8471",
    url="https://example.org/harbour/",
    licence="CC BY-SA 4.0",
    licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    abstract="First: a word.\n\nSecond.",
    description="On ports.",
    keywords=("ports", "quays"),
    corrections=("A date.",),
    funders=(Funder("A fund", "https://ror.org/00k4n6c32", "24-117"), Funder("Another")),
    files={"html": "harbour.en.html", "pdf": "harbour.en.pdf"},
    twins=(
        Twin(
            "fr-FR",
            "Ports et quais",
            "Et après ?",
            False,
            "https://example.org/harbour/fr/",
            "10.5555/12345679",
            {"pdf": "harbour.fr.pdf"},
        ),
    ),
)

FRENCH = replace(
    ENGLISH,
    language="fr-FR",
    is_original=False,
    title="Ports et quais",
    subtitle="Et après ?",
    whole_title="Ports et quais : Et après ?",
    doi="10.5555/12345679",
    isbn="",
    issn="",
    url="https://example.org/harbour/fr/",
    files={"pdf": "harbour.fr.pdf"},
    twins=(
        Twin(
            "en-GB",
            "Ports & <quays>",
            "What next?",
            True,
            "https://example.org/harbour/",
            "10.5555/12345678",
            {"pdf": "harbour.en.pdf"},
        ),
    ),
)
