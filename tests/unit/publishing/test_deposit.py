"""What each service is given of a note, what it asks for in vain, and what is to be done there."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from recorded import ENGLISH, FRENCH

from notebuild.core.problems import Location
from notebuild.publishing.deposit import SERVICES, Order, package
from notebuild.records.record import Author

NOTE = "manuscript/harbour/note.md"
ORDER = Order(
    records=(ENGLISH, FRENCH),
    files={name: name.encode() for name in ("harbour.en.html", "harbour.en.pdf", "harbour.fr.pdf")},
    places={"": Location(NOTE, 1, 1), "doi": Location(NOTE, 9, 6), "license": Location(NOTE, 8, 10)},
    email="notes@example.org",
    domain="shs.scipo",
    series="RePEc:abc:wpaper",
)


def order(**fields: Any) -> Order:
    """The order, its records with other values in these fields; those of the order itself as they are."""
    own = {name: fields.pop(name) for name in ("email", "domain", "series") if name in fields}
    return replace(ORDER, records=tuple(replace(one, **fields) for one in ORDER.records), **own)


@pytest.mark.parametrize("service", SERVICES)
def test_everything_said(service: str) -> None:
    """A note that says everything lacks nothing anywhere; what to do is counted, and the same bytes come twice."""
    assert list(SERVICES[service].lacking(ORDER)) == []
    made = package(ORDER, SERVICES[service])
    assert made == package(ORDER, SERVICES[service])
    assert b"\n1. " in made["README.txt"] and b"\n2. " in made["README.txt"]


@pytest.mark.parametrize(
    ("service", "fields", "expected"),
    [
        (
            "zenodo",
            {"licence": "", "licence_url": ""},
            f"{NOTE}:8:10: license is missing: Zenodo asks what readers may do with the files\n"
            '    write in the front matter: license: "CC BY 4.0"',
        ),
        (
            "zenodo",
            {"licence": "Ask us", "licence_url": ""},
            f"{NOTE}:8:10: warning: license Ask us has no name at Zenodo\n"
            "    name a licence of Creative Commons, or choose one in Zenodo's form",
        ),
        (
            "zenodo",
            {"abstract": ""},
            f"{NOTE}:1:1: abstract is missing: Zenodo asks what the note says\n"
            "    write in the front matter: abstract: …",
        ),
        (
            "crossref",
            {"doi": ""},
            f"{NOTE}:9:6: doi is missing: Crossref registers the one that you give, which begins with the prefix "
            "that it gave the house\n    write in the front matter: doi: 10.…/…",
        ),
        (
            "datacite",
            {"url": "", "doi": "10.5555/1"},
            f"{NOTE}:1:1: url is missing: DataCite wants the address that the DOI of en-GB leads to\n"
            "    write in the front matter: url: {en-GB: https://…, fr-FR: https://…}",
        ),
        (
            "crossref",
            {"email": ""},
            "styles/house.toml: contact.email is missing: Crossref writes there what became of a deposit\n"
            '    add email = "…" under [contact]',
        ),
        (
            "hal",
            {"domain": ""},
            "the command line: HAL files a deposit under a domain\n    add --domain shs.scipo, or another of HAL's",
        ),
        (
            "hal",
            {"authors": (Author("The editors", is_house=True),)},
            f"{NOTE}:1:1: no author is a person by given and family name, and HAL takes no other\n"
            "    write name: {given: …, family: …} for each",
        ),
        *(
            (
                service,
                {"authors": (Author("Ida Holm", orcid="https://orcid.org/0000-0002-1825-0097"),)},
                f"{NOTE}:1:1: {name} asks whether Ida Holm is a house, or a person of which family name\n"
                "    write name: {given: …, family: …} in the author's entry, or name: {literal: …} of a house",
            )
            for service, name in (("crossref", "Crossref"), ("hal", "HAL"))
        ),
        (
            "hal",
            {"authors": (Author("Ida Holm", "Ida", "Holm"),)},
            f"{NOTE}:1:1: Ida Holm works nowhere, and HAL asks where\n    add affiliation: … to the author",
        ),
        (
            "hal",
            {"files": {"html": "harbour.en.html"}},
            f"{NOTE}:1:1: formats is missing: HAL takes the PDF\n"
            "    write in the front matter: formats: [pdf, docx, html]",
        ),
        (
            "repec",
            {"series": "wpaper"},
            "the command line: wpaper is no handle of a series at RePEc\n"
            "    add --series RePEc:abc:wpaper, with the archive's three letters and the series' six",
        ),
        (
            "repec",
            {"url": ""},
            f"{NOTE}:1:1: url is missing: RePEc wants the address of each PDF, beside the page\n"
            "    write in the front matter: url: {en-GB: https://…, fr-FR: https://…}",
        ),
    ],
)
def test_lacking(service: str, fields: dict[str, Any], expected: str) -> None:
    """What a service asks for and nobody says is told at its field, once."""
    assert [str(one) for one in SERVICES[service].lacking(order(**fields))] == [expected]


def test_a_doi_for_one_language_alone() -> None:
    """Where one edition has a DOI, the other needs one: an agency takes no work without."""
    one = replace(ORDER, records=(ENGLISH, replace(FRENCH, doi="")))
    first, *_ = SERVICES["crossref"].lacking(one)
    assert str(first).startswith(f"{NOTE}:9:6: doi is missing: it names none for fr-FR")


def test_zenodo_by_doi() -> None:
    """Editions of one DOI are one deposit; each with its own is a folder of its own."""
    apart = package(ORDER, SERVICES["zenodo"])
    assert {name for name in apart if name.endswith(".json")} == {"en/zenodo.json", "fr/zenodo.json"}
    assert {"en/files/harbour.en.pdf", "fr/files/harbour.fr.pdf", "en/files/CITATION.cff"} <= apart.keys()
    together = package(order(doi="10.5555/1"), SERVICES["zenodo"])
    assert {"files/harbour.en.pdf", "files/harbour.fr.pdf", "zenodo.json"} <= together.keys()
    assert json.loads(together["zenodo.json"])["metadata"]["doi"] == "10.5555/1"


def test_crossref_has_a_report_for_each_doi() -> None:
    """One DOI for all languages is one report, the original's."""
    made = package(order(doi="10.5555/1"), SERVICES["crossref"])
    root = etree.fromstring(made["crossref.xml"])
    assert [one.text for one in root.iter("{*}doi")] == ["10.5555/1"]
    assert (
        len(list(etree.fromstring(package(ORDER, SERVICES["crossref"])["crossref.xml"]).iter("{*}doi"))) == 2
    )


def test_packets_of_hal() -> None:
    """The zip holds meta.xml and the PDF that it names."""
    made = package(ORDER, SERVICES["hal"])
    with zipfile.ZipFile(BytesIO(made["harbour.fr.zip"])) as packet:
        assert packet.namelist() == ["harbour.fr.pdf", "meta.xml"]
        assert packet.read("meta.xml") == made["harbour.fr.xml"]
        refs = etree.fromstring(packet.read("meta.xml")).iter("{*}ref")
        assert [one.get("target") for one in refs if one.get("type") == "file"] == ["harbour.fr.pdf"]
