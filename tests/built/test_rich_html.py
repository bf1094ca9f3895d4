"""The rich note's pages, parsed: title block, languages, links, and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any
from urllib.parse import unquote

import pytest

from notebuild.render.html import sample

TITLE = {
    "en": ("A note that tries everything", "Calls, locators, tables and figures in one place"),
    "fr": ("Une note qui essaie tout", "Appels, localisations, tableaux et figures en un seul lieu"),
}
OTHER = {"en": "fr", "fr": "en"}
TAG = {"en": "en-GB", "fr": "fr-FR"}


def words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def test_title_block(page: Any, language: str) -> None:
    """The page begins with the title, the subtitle, the authors, the date, the version, the teaser."""
    root = page(language)
    (title,) = root.xpath("//h1")
    assert words(title) == TITLE[language][0]
    front = words(root.xpath("//main/*[1]")[0])
    for part in {
        "en": ("The notebuild editors", "1 March 2025", "Version 3", "Every situation that"),
        "fr": ("La rédaction de notebuild", "1er mars 2025", "Version 3", "Toutes les situations"),
    }[language]:
        assert part in front.replace("\u00a0", " ")
    assert TITLE[language][1] in front


def test_date_line(page: Any, language: str) -> None:
    """The date is printed in words, with the ISO date for machines, and says what the text knows."""
    root = page(language)
    times = root.xpath("//time")
    assert {time.get("datetime") for time in times} == {"2025-03-01"}
    text = words(root.body).replace("\u00a0", " ")
    assert {"en": "Situation as at 1 March 2025", "fr": "Situation au 1er mars 2025"}[language] in text


def test_summary_and_key_points(page: Any, language: str) -> None:
    """Summary and key points stand before the text, under a word of the language."""
    text = words(page(language).xpath("//main/*[1]")[0])
    for part in {
        "en": ("Summary", "This note holds", "Key points", "Every source has one key."),
        "fr": ("Résumé", "Cette note contient", "Points clés", "Chaque source a une clé."),
    }[language]:
        assert part in text


def test_contents(page: Any, language: str) -> None:
    """The contents name the four headings, in order, and lead to them."""
    links = page(language).xpath("//nav[contains(@class, 'contents')]//a[starts-with(@href, '#')]")
    named = [(link.get("href"), words(link)) for link in links][:4]
    assert (
        named
        == {
            "en": [
                ("#calls", "Calls"),
                ("#locators", "Locators"),
                ("#a-heading-without-an-id", "A heading without an id"),
                ("#typography", "Typography"),
            ],
            "fr": [
                ("#calls", "Les appels"),
                ("#locators", "Les localisations"),
                ("#a-heading-without-an-id", "Un titre sans identifiant"),
                ("#typography", "La typographie"),
            ],
        }[language]
    )


def test_every_id_is_once_and_every_link_arrives(page: Any, language: str) -> None:
    """No id stands twice, and every link inside the page leads to one of them."""
    root = page(language)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in root.xpath("//@href") if href.startswith("#")}
    assert targets <= set(ids)


def test_language_switch(page: Any, language: str) -> None:
    """The page names both editions, says which it is, and leads to the other one, by file and tag."""
    root = page(language)
    assert root.get("lang") == TAG[language]
    switch = {link.get("hreflang"): link for link in root.xpath("//nav[contains(@class, 'switch')]//a")}
    assert set(switch) == {"en-GB", "fr-FR"}
    assert switch[TAG[language]].get("aria-current") == "page"
    other = switch[TAG[OTHER[language]]]
    assert other.get("href") == f"rich.{OTHER[language]}.html"
    assert other.get("lang") == TAG[OTHER[language]]
    assert words(other) == {"en": "Français", "fr": "English"}[language]


def test_other_formats(page: Any, rich_build: Any, language: str) -> None:
    """The page leads to its own PDF and Word document, and every file it names is there."""
    hrefs = set(page(language).xpath("//body//a/@href"))
    assert {f"rich.{language}.pdf", f"rich.{language}.docx"} <= hrefs
    files = {href.partition("#")[0] for href in hrefs if not re.match(r"https?:|mailto:|data:|#", href)}
    assert {name for name in files if not (rich_build.build / name).is_file()} == set()


def test_nothing_is_fetched(page: Any, rich_build: Any, language: str) -> None:
    """The page is one file: nothing in it is fetched from elsewhere, and its policy allows no script but its own."""
    root = page(language)
    fetched = [
        value
        for value in root.xpath(
            "//link[not(@rel='alternate' or @rel='canonical') and not(@itemprop)]/@href | //script/@src"
            " | //img/@src | //iframe/@src | //source/@src | //object/@data | //image/@href"
        )
        if not value.startswith(("data:", "#"))
    ]
    assert fetched == []
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    scripts = root.xpath("//script/text()")
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    assert policy.partition(";")[0].split() == ["script-src", *(f"'sha256-{digest}'" for digest in digests)]
    sheets = "".join(root.xpath("//style/text()"))
    assert not re.search(r"url\((?!\s*['\"]?(?:data:|#))|@import", sheets)


@pytest.mark.parametrize(
    ("language", "tagged"),
    [
        ("en", {"le mot juste": "fr", "nota bene": "la"}),
        ("fr", {"footnote": "en", "nota bene": "la"}),
    ],
)
def test_foreign_passages(page: Any, language: str, tagged: dict[str, str]) -> None:
    """A passage in another language says which, to voices and to hyphenation."""
    found = {words(node): node.get("lang") for node in page(language).xpath("//article//span[@lang]")}
    assert {name: found.get(name) for name in tagged} == tagged


@pytest.mark.parametrize(
    ("language", "worded"),
    [
        ("en", ["The sentence", "The call", "The footnote"]),
        ("fr", ["La phrase", "L’appel", "La note"]),
    ],
)
def test_words_of_the_figure(page: Any, language: str, worded: list[str]) -> None:
    """The words of a drawing are in the edition's language, and so is what is said in its place."""
    (drawing,) = page(language).xpath("//figure//*[local-name()='svg']")
    assert [words(node) for node in drawing.xpath(".//*[local-name()='text']")] == worded
    (title,) = drawing.xpath("./*[local-name()='title']")
    said = {"en": "Three boxes in a row", "fr": "Trois cases alignées"}[language]
    assert words(title).startswith(said)


def test_table(page: Any, language: str) -> None:
    """The table has a caption, two headed columns and three rows; its calls stand in their cells."""
    (table,) = page(language).xpath("//table[@id='tbl-cells']")
    assert len(table.xpath(".//caption")) == 1
    assert [head.get("scope") for head in table.xpath(".//th")] == ["col", "col"]
    cells = [[words(cell) for cell in row.xpath("./td")] for row in table.xpath(".//tbody/tr")]
    assert [len(row) for row in cells] == [2, 2, 2]
    assert cells[0][1] == {"en": "a report23", "fr": "un rapport23"}[language]
    assert cells[1][1] == {"en": "a written note24", "fr": "une note rédigée24"}[language]


def test_a_note_keeps_its_paragraphs(page: Any, language: str) -> None:
    """Note 11 has two paragraphs, note 12 a list: a paragraph an item, each with its dash."""
    root = page(language)
    assert len(root.xpath("//*[@id='note-11']//p")) == 2
    items = root.xpath("//*[@id='note-12']//p")
    assert [item.text_content()[:2] for item in items] == ["–\u00a0"] * 2


def test_blocks(page: Any, language: str) -> None:
    """Quotation, pull quote, lists, code, emphasis: each is its own element."""
    (article,) = page(language).xpath("//article")
    assert len(article.xpath(".//blockquote")) == 1
    assert len(article.xpath(".//*[contains(@class, 'pullquote')]")) == 1
    assert [len(one.xpath("./li")) for one in article.xpath(".//ul | .//ol")] == [8, 3]
    assert [node.text for node in article.xpath(".//pre/code")]
    assert len(article.xpath(".//p//em[not(ancestor::*[@data-note])]")) == 1
    assert len(article.xpath(".//strong")) == 1


def test_both_editions_have_the_same_ids(page: Any) -> None:
    """An address of a place in one edition is its address in the other."""
    ids = [set(page(language).xpath("//article//@id")) for language in ("en", "fr")]
    assert ids[0] == ids[1]


def test_how_to_cite(page: Any, language: str) -> None:
    """The page cites itself, a mark between title and subtitle, then its twin in the twin's language."""
    other = {"en": "fr", "fr": "en"}[language]
    said = page(language).xpath("//footer//p[em]")
    assert [one.get("lang", "")[:2] for one in said] == ["", other]
    for one, spoken in zip(said, (language, other), strict=True):
        title, subtitle = TITLE[spoken]
        assert re.fullmatch(re.escape(title) + r"\W+ " + re.escape(subtitle), words(one.find("em")))


def test_places_can_be_linked_to(page: Any, language: str) -> None:
    """Each heading and each paragraph of the running text has an id, and a mark without words that leads to it."""
    (article,) = page(language).xpath("//article")
    headings = article.xpath(".//h2 | .//h3 | .//h4")
    assert [mark.get("href") for mark in article.xpath(".//a[@class='anchor']")] == [
        f"#{heading.get('id')}" for heading in headings
    ]
    marks = article.xpath(".//a[@class='pin']")
    assert marks
    assert all(mark.get("href") == f"#{mark.getparent().get('id')}" for mark in marks)
    assert not any(words(mark) for mark in article.xpath(".//a[@class='anchor' or @class='pin']"))


def test_one_way_to_the_other_language_a_section(page: Any, language: str) -> None:
    """Each section leads to itself in the other edition, once; its footnotes do not."""
    root = page(language)
    ways = root.xpath("//main//a[@hreflang]")
    sections = root.xpath("//article//h2/@id")
    assert [way.get("href").partition("#")[2] for way in ways] == sections


def test_what_one_takes_along(page: Any, language: str) -> None:
    """How to cite comes as BibTeX, RIS and CSL JSON, each table as CSV; the page says them itself."""
    links = {link.get("download"): link.get("href") for link in page(language).xpath("//a[@download]")}
    named = {f"rich.{language}.{suffix}" for suffix in ("bib", "ris", "json")}
    tables = page(language).xpath("count(//table)")
    assert named <= links.keys()
    assert sum(name.endswith(".csv") for name in links) == tables
    assert all(address.startswith("data:") for address in links.values())
    entry = json.loads(unquote(links[f"rich.{language}.json"].partition(",")[2]))
    assert entry[0]["title"].startswith(TITLE[language][0])


def test_what_machines_read(page: Any, language: str) -> None:
    """The page says in JSON-LD what it is, in which language, and which edition it translates."""
    (said,) = page(language).xpath("//script[@type='application/ld+json']/text()")
    work = json.loads(said)
    assert (work["@type"], work["inLanguage"], work["dateModified"]) == (
        "Report",
        TAG[language],
        "2025-03-01",
    )
    other = {"en": "workTranslation", "fr": "translationOfWork"}[language]
    assert TAG[OTHER[language]] in json.dumps(work[other])


def test_a_template_is_tried_with_what_an_edition_has(rich_build: Any, language: str) -> None:
    """The sample that a house's templates are tried with has every field of a real edition, in its shape."""
    edition = json.loads((rich_build.build / language / "edition.json").read_text(encoding="utf-8"))
    full, bare = sample.editions(edition["language"], {})
    assert set(full.metadata) == set(bare.metadata) == set(edition["metadata"])
    assert {name: type(full.metadata[name]) for name in edition["metadata"]} == {
        name: type(value) for name, value in edition["metadata"].items()
    }
