"""What machines read of a site: feeds by a feed reader, the sitemap and the index parsed."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]
import pytest
import sites
from lxml import etree

from houses import furnish

HOSTILE = "<script>alert(1)</script> ]]> & \"two\" 'one'"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The house whose templates and mark are read."""
    monkeypatch.chdir(furnish(tmp_path / "house"))
    return tmp_path


@pytest.fixture
def root(here: Path) -> Path:
    """A site with a note in two versions, one in French alone, and a title that would be markup."""
    sites.put(
        here / "site",
        sites.version(here, "gas", title=HOSTILE),
        sites.version(here, "gas", 2, date="2025-05-01", languages=("en-GB",)),
        sites.version(here, "eau", languages=("fr-FR",), date="2024-01-01"),
    )
    return here / "site"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ["2025-05-01", "2025-03-31"]), ("fr", ["2025-03-31", "2024-01-01"])],
)
def test_one_entry_a_version_and_language(root: Path, language: str, expected: list[str]) -> None:
    """A feed reader finds an entry for each version in the language, the newest first, each with a name of its own."""
    read = feedparser.parse((root / language / "feed.xml").read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert [one.updated[:10] for one in read.entries] == expected
    assert len({one.id for one in read.entries}) == len(expected)
    assert read.feed.updated[:10] == expected[0]


def test_an_entry(root: Path) -> None:
    """An entry has the title as its words, its authors, topics and summary, leads to its version, and has its files."""
    newest, first = feedparser.parse((root / "en/feed.xml").read_bytes()).entries
    assert first.title_detail.type == "text/plain" and first.title == HOSTILE
    assert newest.title == "gas in en-GB (v2)"
    assert newest.link == f"{sites.ADDRESS}gas/v2/"
    assert first.link == f"{sites.ADDRESS}gas/v1/"
    assert newest.summary == "What gas says.\nCorrected in 2."
    assert [tag.term for tag in newest.tags] == ["gas", "rivers"]
    assert [author.name for author in newest.authors] == ["Ada Byron"]
    assert next((one.type, one.href) for one in first.enclosures) == (
        "application/pdf",
        f"{sites.ADDRESS}gas/v1/gas.en.pdf",
    )


def test_a_name_does_not_move(here: Path) -> None:
    """An entry is known by the same name wherever the site is: a reader is not told of all of it again."""
    ids: list[list[str]] = []
    for address in (sites.ADDRESS, "https://elsewhere.example/", ""):
        onto = here / f"site-{len(ids)}"
        sites.put(onto, sites.version(here, "gas"), address=address)
        read = feedparser.parse((onto / "en/feed.xml").read_bytes())
        ids.append([read.feed.id, *(one.id for one in read.entries)])
    assert ids[0] == ids[1] == ids[2]


def test_an_empty_feed(here: Path) -> None:
    """A site without a note has a feed that a reader takes."""
    sites.put(here / "empty")
    read = feedparser.parse((here / "empty/en/feed.xml").read_bytes())
    assert not read.bozo and read.entries == []


def test_the_sitemap(root: Path) -> None:
    """Each address stands in the sitemap once; alternates answer each other, the original is default."""
    tree = etree.parse(str(root / "sitemap.xml"))
    urls = {}
    for url in tree.iter("{*}url"):
        at = url.findtext("{*}loc")
        links = {link.get("hreflang"): link.get("href") for link in url.iter("{*}link")}
        assert at not in urls
        urls[at] = links
    assert sites.ADDRESS + "gas/" in urls and sites.ADDRESS + "eau/" in urls
    for at, links in urls.items():
        assert not links or at in links.values()
        assert all(urls[other] == links for other in links.values())
    path = root / "gas/v1/version.json"
    assert path.is_file() and not any("/v1/" in at for at in urls)


def test_robots(root: Path) -> None:
    """robots.txt lets all read, and says where the sitemap is."""
    assert (root / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {sites.ADDRESS}sitemap.xml\n"
    )


def test_the_index_for_programs(root: Path) -> None:
    """The index in JSON has each note with its versions, which of them are superseded, and their files with sums."""
    read = json.loads((root / "index.json").read_text("utf-8"))
    gas = next(one for one in read["notes"] if one["note"] == "gas")
    assert [(one["version"], one["superseded"]) for one in gas["versions"]] == [(2, False), (1, True)]
    file = next(one for one in gas["versions"][1]["editions"][1]["files"] if one["format"] == "pdf")
    assert (
        file["url"] == f"{sites.ADDRESS}gas/v1/gas.fr.pdf"
        and file["pages"] == 12
        and len(file["sha256"]) == 64
    )
    own = json.loads((root / "gas/versions.json").read_text("utf-8"))
    assert own == gas


def test_without_an_address(here: Path) -> None:
    """Where nobody has said where the site will be, addresses are relative, and there is no sitemap."""
    sites.put(here / "site", sites.version(here, "gas"), address="")
    root = here / "site"
    assert not (root / "sitemap.xml").exists() and "Sitemap" not in (root / "robots.txt").read_text("utf-8")
    own = json.loads((root / "gas/versions.json").read_text("utf-8"))
    assert own["url"] == "index.html" and own["versions"][0]["editions"][1]["url"] == "v1/gas.fr.html"
    (entry,) = feedparser.parse((root / "en/feed.xml").read_bytes()).entries
    assert urljoin("en/feed.xml", entry.link) == "gas/v1/index.html"
