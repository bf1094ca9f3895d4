"""The records that repositories and agencies take; `./doit standards` holds them against their schemas."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import yaml
from lxml import etree

from notebuild.records import cff, crossref, datacite, hal, redif, zenodo
from notebuild.records.record import Author, Record

SPACES = {
    "c": "http://www.crossref.org/schema/5.5.0",
    "d": "http://datacite.org/schema/kernel-4",
    "r": "http://www.crossref.org/relations.xsd",
    "f": "http://www.crossref.org/fundref.xsd",
    "t": "http://www.tei-c.org/ns/1.0",
}


def found(text: str, path: str) -> list[str]:
    """What a path finds in a file of XML."""
    return [str(one) for one in etree.fromstring(text.encode()).xpath(path, namespaces=SPACES)]


def test_crossref(english: Record, french: Record) -> None:
    """Each edition is a report under its DOI, in its series where that has an ISSN; the two name each other."""
    said = crossref.crossref([english, french], "notes@example.org")
    assert found(said, "//c:doi_data/c:doi/text()") == ["10.5555/12345678", "10.5555/12345679"]
    assert found(said, "//c:report-paper_series_metadata/@language") == ["en"]
    assert found(said, "//c:report-paper_metadata/@language") == ["fr"]
    assert found(said, "//r:intra_work_relation/@relationship-type") == [
        "replaces",
        "hasTranslation",
        "replaces",
        "isTranslationOf",
    ]
    assert found(said, "//r:intra_work_relation[@identifier-type='doi']/text()") == [
        "10.5555/12345679",
        "10.5555/12345678",
    ]
    assert found(said, "(//c:person_name)[1]/*[self::c:given_name or self::c:surname]/text()") == [
        "Jan",
        "van der Berg",
    ]
    assert found(said, "//c:organization/@sequence") == ["additional", "additional"]
    assert found(said, "(//f:program)[1]//f:assertion[not(*)]/text()") == [
        "https://ror.org/00k4n6c32",
        "24-117",
        "Another",
    ]
    assert found(said, "//c:original_language_title/text()") == ["Ports & <quays>"]


def test_crossref_of_a_later_version(english: Record) -> None:
    """A later version has a larger timestamp, and the same version the same: Crossref takes the larger one."""

    def stamp(record: Record) -> int:
        return int(found(crossref.crossref([record], "a@b.org"), "//c:timestamp/text()")[0])

    assert stamp(english) == stamp(english) < stamp(replace(english, version=3))
    assert stamp(replace(english, version=900)) < stamp(replace(english, date=english.date.replace(day=2)))


def test_datacite(english: Record, french: Record) -> None:
    """Title, people, numbers and relations; the translations are forms of one work, both ways."""
    said = datacite.datacite(english)
    assert said["titles"][-1] == {"title": "Ports et quais", "titleType": "TranslatedTitle", "lang": "fr-FR"}
    assert said["creators"][0]["familyName"] == "van der Berg"
    assert [one["nameType"] for one in said["creators"]] == ["Personal", "Organizational"]
    undecided = replace(english, authors=(Author("Ida Holm"),))
    assert datacite.datacite(undecided)["creators"] == [{"name": "Ida Holm"}]
    assert [one["relationType"] for one in said["relatedIdentifiers"]] == [
        "IsOriginalFormOf",
        "IsNewVersionOf",
        "IsPartOf",
    ]
    (relation, _) = datacite.datacite(french)["relatedIdentifiers"]
    assert (relation["relationType"], relation["relatedIdentifier"]) == (
        "IsVariantFormOf",
        "10.5555/12345678",
    )
    assert json.loads(datacite.to_json(english)) == said
    text = datacite.to_xml(english)
    assert found(text, "//d:creatorName/text()") == ["van der Berg, Jan", "The editors"]
    assert found(text, "//d:relatedIdentifier/@relationType") == [
        "IsOriginalFormOf",
        "IsNewVersionOf",
        "IsPartOf",
    ]


def test_one_doi_for_all_languages(english: Record) -> None:
    """An edition that shares its DOI with another is no work of its own beside it."""
    shared = replace(english, twins=(replace(english.twins[0], doi=english.doi),), issn="", replaces_url="")
    assert "relatedIdentifiers" not in datacite.datacite(shared)
    assert "relation" not in crossref.crossref([shared], "a@b.org").partition("<body>")[2]


def test_zenodo(english: Record, french: Record) -> None:
    """One deposit for both languages has both summaries; one of its own names the other edition."""
    both = json.loads(zenodo.zenodo([english, french]))["metadata"]
    assert both["description"].startswith('<p lang="en-GB">First: a word.</p><p lang="en-GB">Second.</p>')
    assert 'lang="fr-FR"' in both["description"] and "language" not in both
    assert both["creators"][0] == {
        "name": "van der Berg, Jan",
        "affiliation": "CERN; Quay House",
        "orcid": "0000-0002-1825-0097",
    }
    assert both["license"] == "cc-by-sa-4.0"
    alone = json.loads(zenodo.zenodo([french]))["metadata"]
    assert alone["language"] == "fra"
    assert {"identifier": "10.5555/12345678", "relation": "isVariantFormOf"}.items() <= alone[
        "related_identifiers"
    ][-1].items()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "cc-by-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc0-1.0"),
        ("https://example.org/terms", ""),
        ("", ""),
    ],
)
def test_licence_of_zenodo(english: Record, address: str, expected: str) -> None:
    """Zenodo names licences by the identifiers of SPDX in small letters."""
    assert zenodo.licence(replace(english, licence_url=address)) == expected


def test_redif(english: Record, french: Record) -> None:
    """A template an edition, parted by an empty line, each field a line; the handle is the series' and a number."""
    said = redif.redif([english, french], "RePEc:abc:wpaper")
    first, second = said.split("\n\n")
    assert first.splitlines()[0] == "Template-Type: ReDIF-Paper 1.0"
    assert "Abstract: First: a word. Second." in first.splitlines()
    assert first.splitlines()[-1] == "Handle: RePEc:abc:wpaper:7"
    assert "File-URL: https://example.org/harbour/harbour.en.pdf" in first
    assert second.splitlines()[-1] == "Handle: RePEc:abc:wpaper:7-fr"
    assert all(": " in line for line in said.splitlines() if line)


def test_cff(english: Record) -> None:
    """The file is YAML with what is required; words that YAML could take for something else are words."""
    odd = replace(english, title="yes: no # 1", whole_title='yes: "no" # 1', keywords=("no", "1.0"))
    said = yaml.safe_load(cff.cff(odd))
    assert (said["title"], said["keywords"], said["version"]) == ('yes: "no" # 1', ["no", "1.0"], "2")
    assert said["authors"][1] == {"name": "The editors"}
    assert said["license"] == "CC-BY-SA-4.0"
    assert said["preferred-citation"]["institution"] == {"name": "A house"}


def test_hal(english: Record) -> None:
    """Persons are authors, with their places of work by reference; every reference leads to an organisation."""
    said = hal.hal(english, "shs.scipo", "harbour.en.pdf")
    assert found(said, "//t:titleStmt//t:surname/text()") == ["van der Berg"]
    refs = {one.lstrip("#") for one in found(said, "//t:affiliation/@ref")}
    assert refs == set(found(said, "//t:org/@xml:id"))
    assert found(said, "//t:classCode/@n") == ["shs.scipo", "REPORT"]
    assert found(said, "//t:ref[@type='file']/@target") == ["harbour.en.pdf"]


def test_the_least_that_a_record_says(english: Record) -> None:
    """A note that says nothing of itself but what it must makes records without an empty element."""
    bare = replace(
        english,
        subtitle="",
        place="",
        series="",
        number="",
        isbn="",
        issn="",
        licence="",
        licence_url="",
        abstract="",
        description="",
        authors=(Author("The editors"),),
        keywords=(),
        funders=(),
        twins=(),
        replaces_url="",
    )
    for said in (crossref.crossref([bare], "a@b.org"), datacite.to_xml(bare), hal.hal(bare, "shs", "a.pdf")):
        root = etree.fromstring(said.encode())
        empty = [
            etree.QName(one).localname
            for one in root.iter()
            if not len(one) and not one.text and not one.attrib
        ]
        assert [name for name in empty if name not in ("seriesStmt",)] == []
    assert "" not in datacite.datacite(bare).values()
    assert yaml.safe_load(cff.cff(bare))["authors"] == [{"name": "The editors"}]
