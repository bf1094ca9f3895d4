"""The pages of a site, parsed: what they say, where they lead, what they weigh; in all languages and houses."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import sites
from linked import addresses, dead
from lxml import html

from houses import OTHER, furnish
from notebuild.core.house import House, read_house
from notebuild.publishing.site import make, rows
from notebuild.publishing.site.shelf import New
from notebuild.publishing.site.versions import Person

HOSTILE = "<script>alert(1)</script> ]]> & \"two\" 'one' {{ house }} –\u00a0fin"
LIGHTEST = 400_000
"""Bytes that a page may have with all that it asks for."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The house whose templates and mark are read."""
    monkeypatch.chdir(furnish(tmp_path / "house"))
    return tmp_path


def page(path: Path) -> html.HtmlElement:
    return html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()


def titles(path: Path) -> list[str]:
    return [heading.text_content() for heading in page(path).xpath("//main/ol[@class][1]/li//h2")]


def many(folder: Path, count: int) -> list[New]:
    """Notes in two languages, every seventh in two versions, with a picture for its link of 40 kB."""
    made = []
    for number in range(count):
        name, day = f"note-{number:03}", f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        topics = tuple(f"Topic {number % 9 + place}" for place in range(3))
        teaser = (
            "The war is over; Armenia looks west, Azerbaijan leans on Turkey, and a treaty still hangs. " * 2
        )
        said: dict[str, Any] = {
            "keywords": topics,
            "teaser": teaser,
            "authors": (Person(f"Author {number % 5}"),),
        }
        made.append(sites.version(folder, name, date=day, **said))
        if not number % 7:
            made.append(sites.version(folder, name, 2, date=f"2026-01-{number % 28 + 1:02}", **said))
        for path in made[-1].sources.values():
            if path.suffix == ".png":
                path.write_bytes(b"\x89PNG" + bytes(40_000))
    return [sites.measured(one) for one in made]


@pytest.mark.parametrize("address", [sites.ADDRESS, "https://h.org/deep/notes/", ""])
@pytest.mark.parametrize("count", [0, 1, 12])
def test_no_link_is_dead(here: Path, count: int, address: str) -> None:
    """Every link of every page and feed leads to a file of the site, and to a place in it that is there."""
    sites.put(here / "site", *many(here, count), address=address)
    assert dead(here / "site", address) == []


def test_a_dead_link_is_seen(here: Path) -> None:
    """The test before can fail: a file that is taken away is missed, in pages and in the feed."""
    sites.put(here / "site", *many(here, 1))
    (here / "site/note-000/v1/note-000.en.pdf").unlink()
    missed = dead(here / "site", sites.ADDRESS)
    assert any(one.startswith("note-000/versions.html: v1/") for one in missed)
    assert any(one.startswith("en/feed.xml: https://") for one in missed)


def test_sixty_notes(here: Path) -> None:
    """Sixty notes are all in the index, the newest first; no page weighs more than 400 kB with all it asks for."""
    sites.put(here / "site", *many(here, 60))
    root = here / "site"
    assert dead(root, sites.ADDRESS) == []
    listed = titles(root / "en/index.html")
    assert len(listed) == 60
    days = page(root / "en/index.html").xpath("//main/ol[1]//time/@datetime")
    assert days == sorted(days, reverse=True)
    for path in root.rglob("*.html"):
        if (path.parent.name.startswith("note-") and "versions" not in path.name) or path.parent.name[
            0
        ] == "v":
            continue  # the notes themselves
        assert weight(path) < LIGHTEST, path


def test_many_notes(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many notes the index has the newest, older ones in two lines each; the index of a year has the rest."""
    monkeypatch.setattr(rows, "TOLD", 3)
    monkeypatch.setattr(rows, "MOST", 8)
    days = [f"{year}-0{month}-01" for year in range(2020, 2025) for month in (1, 2, 3)]
    new = [sites.version(here, f"note-{day}", date=day) for day in days]
    sites.put(here / "site", *new)
    root = here / "site"
    assert dead(root, sites.ADDRESS) == []
    index = page(root / "en/index.html")
    assert [
        len(index.xpath(f"//main/ol/li[{kind}]")) for kind in ("article", "contains(@class, 'brief')")
    ] == [3, 5]
    assert index.xpath("//p[@class='older']/a/@href") == ["2022.html", "2021.html", "2020.html"]
    assert titles(root / "en/2022.html") == [f"note-2022-0{month}-01 in en-GB" for month in (3, 2, 1)]
    assert "Plus anciennes" in page(root / "fr/topics/gas.html").text_content()


def weight(path: Path) -> int:
    """The bytes of a page and of all that it asks for by itself, which must be files of the site."""
    asked = {path}
    for tag, value in addresses(path):
        element = tag in ("img", "script")
        sheet = tag == "link" and value.endswith((".css", ".svg"))
        if (element or sheet) and not value.startswith("data:"):
            assert "//" not in value
            asked.add(path.parent / value)
    return sum(one.stat().st_size for one in asked)


def test_a_title_is_text(here: Path) -> None:
    """Whatever a title, an author or a topic holds, it is the words that the page shows, and no element or template."""
    said: dict[str, Any] = {
        "title": HOSTILE,
        "authors": (Person(HOSTILE),),
        "keywords": (HOSTILE,),
        "teaser": HOSTILE,
    }
    sites.put(
        here / "site",
        sites.version(here, "gas", **said),
        sites.version(here, "gas", 2, **said, corrections=(HOSTILE,)),
    )
    root = here / "site"
    assert titles(root / "en/index.html") == [HOSTILE]
    assert dead(root, sites.ADDRESS) == []
    for path in [*root.glob("en/**/*.html"), *root.glob("gas/versions*.html")]:
        scripts = page(path).xpath("//script")
        assert all(script.text.startswith("// Filters") for script in scripts)
        assert HOSTILE in page(path).text_content() or path.name in ("topics.html", "authors.html")
    assert HOSTILE in page(root / "en/topics.html").text_content()


def test_one_list_a_language(here: Path) -> None:
    """A note is listed in its languages; in another one below the others, as what it is, with its own language."""
    sites.put(
        here / "site",
        sites.version(here, "gas"),
        sites.version(here, "eau", languages=("fr-FR",), date="2024-01-01"),
    )
    root = here / "site"
    assert titles(root / "fr/index.html") == ["gas in fr-FR", "eau in fr-FR"]
    assert titles(root / "en/index.html") == ["gas in en-GB"]
    (other,) = page(root / "en/index.html").xpath("//section[@class='others']//li")
    assert other.get("lang") == "fr-FR"
    assert page(root / "index.html").get("lang") == "en-GB"


@pytest.mark.parametrize(
    ("languages", "lang"), [(("fr-FR",), "fr-FR"), (("de-DE",), "de-DE"), (("en-US",), "en-US")]
)
def test_a_house_of_one_language(here: Path, languages: tuple[str, ...], lang: str) -> None:
    """A house that publishes in one language has a site in it alone: its first page, its labels, no switch."""
    by = sites.house(lang=lang)
    sites.put(here / "site", sites.version(here, "gas", languages=languages), by=by)
    root = page(here / "site/index.html")
    assert root.get("lang") == lang
    assert root.xpath("//nav[@class='switch']") == []
    assert {path.name for path in (here / "site").iterdir() if path.is_dir()} == {lang[:2], "gas"}


def test_the_second_house(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another house's site has its name, its mark and its colours."""
    monkeypatch.chdir(furnish(here / "second", letter=True))
    second: House = read_house(OTHER / "letter.toml")
    sites.put(here / "site", sites.version(here, "gas", languages=("en-US",)), by=second)
    sheet = (here / "site/site.css").read_text("utf-8")
    assert second.tokens["colour"]["light"]["ink"] in sheet
    assert second.publisher in page(here / "site/index.html").xpath("string(//header)")
    assert dead(here / "site", sites.ADDRESS) == []


def test_nothing_is_published(here: Path) -> None:
    """A site without a note says so, in the house's language, and has all that it will have."""
    sites.put(here / "site", by=sites.house(lang="fr-FR"))
    assert "Rien n’est encore publié" in page(here / "site/fr/index.html").text_content()
    assert (here / "site/fr/feed.xml").is_file()


def test_without_a_page(here: Path) -> None:
    """A note that comes in no HTML has the list of its versions at its address, and its titles lead to its PDF."""
    sites.put(here / "site", sites.version(here, "gas", formats=("pdf",)))
    root = here / "site"
    assert "Version 1" in page(root / "gas/index.html").text_content()
    assert page(root / "en/index.html").xpath("string(//main//h2/a/@href)") == "../gas/gas.en.pdf"
    assert dead(root, sites.ADDRESS) == []


def test_alternates_answer_each_other(here: Path) -> None:
    """Each page that is named as one in another language names the page that named it, and itself (RFC 8288)."""
    sites.put(here / "site", *many(here, 8), sites.version(here, "eau", languages=("fr-FR",)))
    root = here / "site"
    named: dict[str, set[str]] = {}
    for path in root.rglob("*.html"):
        here_at = urljoin(sites.ADDRESS, path.relative_to(root).as_posix()).removesuffix("index.html")
        links = page(path).xpath("//link[@rel='alternate'][@hreflang]/@href")
        if links:
            named[here_at] = set(links)
    assert len(named) > 20
    for at, others in named.items():
        assert at in others
        assert all(named[other] == others for other in others)


def test_every_version_is_listed(here: Path) -> None:
    """The list of versions has each with its date, what it corrects, its files with sizes, pages and sums."""
    first, second = sites.version(here, "gas"), sites.version(here, "gas", 2, date="2025-05-01")
    sites.put(here / "site", first, second)
    french = page(here / "site/gas/versions-fr.html")
    said = [item.text_content() for item in french.xpath("//ol[@class='versions']/li")]
    assert "Version 2" in said[0] and "1er mai 2025" in said[0] and "Version la plus récente" in said[0]
    assert "Corrected in 2." in said[0] and "12\u00a0pages" in said[0] and "1\u202fko" in said[0]
    assert "Version 1" in said[1] and "31 mars 2025" in said[1] and "la plus récente" not in said[1]
    assert all(file.sha256 in said[1] for file in first.version.files if file.format != "png")
    assert french.xpath("//ol[@class='versions']/li[2]/h2/a/@href") == ["v1/gas.fr.html"]


def test_the_list_filters_without_a_server(here: Path) -> None:
    """The page has its own filter, allowed by its digest alone, hidden until the script shows it."""
    sites.put(here / "site", *many(here, 2))
    root = page(here / "site/en/index.html")
    assert root.xpath("//*[@class='find']/@hidden") != []
    (policy,) = root.xpath("//meta[@http-equiv]/@content")
    assert "script-src 'sha256-" in policy and "connect-src 'none'" in policy


@pytest.mark.parametrize(
    ("note", "taken"),
    [
        ("fr", "the index in the language fr"),
        ("EN", "the index in the language en"),
        ("site.css", "the site's own site.css"),
    ],
)
def test_a_note_with_the_address_of_a_page(here: Path, note: str, taken: str) -> None:
    """A note whose folder would lie where an index or a file of the site does is told, with what to do."""
    versions = [sites.version(here, name).version for name in (note, "gas")]
    (problem,) = make.clashes(versions, ["en", "fr"])
    assert str(problem) == (
        f"manuscript/{note}: the note's address, /{note}/, is that of {taken}\n    give the note's folder another name"
    )


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "Nothing has been published yet."), (1, "No publication names a topic yet.")],
)
def test_no_topics(here: Path, count: int, said: str) -> None:
    """The list of topics of a house whose notes name none does not say that nothing was published."""
    sites.put(here / "site", *(sites.version(here, f"note-{number}", keywords=()) for number in range(count)))
    (empty,) = page(here / "site/en/topics.html").find_class("empty")
    assert empty.text_content() == said
