"""A note published twice and put on the site, as an editor does it: by the commands, in a house with an address."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from linked import dead
from lxml import html

ADDRESS = "https://notes.example.org/"
CORRECTION = (
    '\n#. meta\nmsgctxt "meta:corrections"\nmsgid "{0}"\nmsgstr "La deuxième note est plus exacte."\n'
)


def files(root: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path in it."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@dataclass(frozen=True)
class Published:
    """A house with a site: what the site held after version 1 and after version 2, and what was printed."""

    project: Any
    first: dict[str, bytes]
    second: dict[str, bytes]
    output: tuple[str, ...]

    @property
    def root(self) -> Path:
        return Path(self.project.root) / "site"


@pytest.fixture(scope="module")
def published(project: Callable[..., Any]) -> Published:
    """The small note, published as version 1 and, a footnote corrected, as version 2."""
    small = project("small", "site")
    small.edit("styles/house.toml", 'url = ""', f'url = ""\nsite = "{ADDRESS}"')
    said = []

    def done(*words: str) -> None:
        run = small.run(*words)
        assert run.status == 0, run.output
        said.append(run.output)

    done()
    done("publish", "small")
    done("site", "--onto", "site")
    first = files(small / "site")
    note, catalogue = "manuscript/small/note.md", "manuscript/small/fr.po"
    for path in (note, catalogue):
        small.edit(path, "It says what no source says.", "It says what no source says yet.")
    small.edit(note, "version: 1", 'version: 2\ncorrections: ["The second note is more exact."]')
    text = (small / catalogue).read_text("utf-8") + CORRECTION.format("The second note is more exact.")
    (small / catalogue).write_text(text, encoding="utf-8")
    done()
    done("publish", "small")
    done("site", "--onto", "site", "--dry-run")
    assert files(small / "site") == first
    done("site", "--onto", "site")
    return Published(small, first, files(small / "site"), tuple(said))


def page(path: Path) -> Any:
    return html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()


def test_a_published_version_never_changes(published: Published) -> None:
    """Of version 1 every byte is as it was; the released bytes are those of the site, and the sums hold."""
    old = {name: data for name, data in published.first.items() if name.startswith("small/v1/")}
    assert len(old) > 10
    assert {name: published.second[name] for name in old} == old
    released = files(published.project.build / "release")
    assert {name: published.second[f"small/v2/{name}"] for name in released} == released
    rows = [row.split("  ") for row in old["small/v1/SHA256SUMS"].decode().splitlines()]
    assert rows and all(hashlib.sha256(old[f"small/v1/{name}"]).hexdigest() == told for told, name in rows)


def test_the_notes_address_has_the_newest(published: Published) -> None:
    """At the note's own address stands version 2, in each language and format."""
    second = published.second
    assert second["small/index.html"] == second["small/v2/small.en.html"] != second["small/v1/small.en.html"]
    for name in ("small.fr.html", "small.en.pdf", "small.fr.docx"):
        assert second[f"small/{name}"] == second[f"small/v2/{name}"]


@pytest.mark.parametrize(
    ("language", "newest"), [("en", f"{ADDRESS}small/"), ("fr", f"{ADDRESS}small/small.fr.html")]
)
def test_each_version_leads_on(published: Published, language: str, newest: str) -> None:
    """From its first day, the page of version 1 leads to the newest version and to the list of all."""
    root = page(published.root / f"small/v1/small.{language}.html")
    links = root.xpath("//footer//p[@class='versions']/a/@href")
    assert links == [newest, f"{ADDRESS}small/versions-{language}.html"]
    assert root.xpath("//p[@class='byline']//a/@href")[0] == links[1]
    assert root.xpath("//link[@rel='canonical']/@href") == [newest]
    listed = page(published.root / f"small/versions-{language}.html")
    assert len(listed.xpath("//ol[@class='versions']/li")) == 2


def test_a_version_names_the_one_before_where_it_stays(published: Published) -> None:
    """What publish records of version 1, and what version 2 prints of it, is its address on the site."""
    record = (published.project.manuscript / "published.toml").read_text("utf-8")
    assert f'address = "{ADDRESS}small/v1/"' in record
    footer = page(published.root / "small/small.en.html").xpath("//footer")[0]
    assert f"{ADDRESS}small/v1/" in html.tostring(footer, encoding="unicode")


def test_the_list_says_what_is_corrected(published: Published) -> None:
    """The list of versions says in its language what the second one corrects, and how many pages its PDF has."""
    said = page(published.root / "small/versions-fr.html").xpath("string(//ol[@class='versions']/li[1])")
    assert "La deuxième note est plus exacte." in said
    assert "page" in said.partition("PDF")[2][:20]
    assert "Tous les fichiers et les sources (ZIP)" in said and "Concordance des éditions" in said


def test_no_link_of_the_whole_site_is_dead(published: Published) -> None:
    """Every link of every page, the notes and their concordance among them, leads somewhere."""
    assert dead(published.root, ADDRESS) == []


def test_alternates_of_the_notes_answer_each_other(published: Published) -> None:
    """The note's pages name each other as the sitemap does: the address of each is the one that the other gives."""
    named = []
    for language in ("en", "fr"):
        root = page(published.root / f"small/small.{language}.html")
        links = root.xpath("//link[@rel='alternate'][@hreflang]")
        named.append({link.get("hreflang"): link.get("href") for link in links})
        assert root.xpath("//link[@rel='canonical']/@href")[0] in named[-1].values()
    assert named[0] == named[1]
    sitemap = published.second["sitemap.xml"].decode()
    assert all(f'hreflang="{tag}" href="{at}"' in sitemap for tag, at in named[0].items())


def test_what_is_said(published: Published) -> None:
    """The command says which version is new and how much was written; tried dry, that nothing was."""
    first, dry, second = (published.output[at] for at in (2, 5, 6))
    assert "site/small/v1/: 11 files, for good\n" in first
    assert "site/: 1 published version, 1 of them new; " in first
    assert "site/small/v2/: 11 files, for good\n" in dry and "nothing was written" in dry
    assert "site/: 2 published versions, 1 of them new; " in second


def test_again_is_nothing(published: Published) -> None:
    """A second run writes nothing: same sources, same bytes."""
    run = published.project.run("site", "--onto", "site")
    assert run.status == 0
    assert "0 of them new; 0 files written, " in run.output
    assert files(published.root) == published.second


def test_a_note_that_is_gone(published: Published, tmp_path: Path) -> None:
    """A note that was taken out of the house keeps its versions and its place in the lists."""
    copy = published.project.copy(tmp_path / "house")
    (copy / "manuscript/small").rename(tmp_path / "gone")
    run = copy.run("site", "--onto", "site")
    assert run.status == 0, run.output
    assert files(copy / "site") == published.second


def test_other_bytes_under_the_same_number(published: Published, tmp_path: Path) -> None:
    """Where the record and the site disagree on a version, it is refused with both sums, and nothing is written."""
    copy = published.project.copy(tmp_path / "house")
    path = copy / "site/small/v2/version.json"
    raw = json.loads(path.read_text("utf-8"))
    one = next(file for file in raw["files"] if file["name"] == "small.en.pdf")
    (copy / "site/small/v2/small.en.pdf").write_bytes(b"other")
    was, one["sha256"] = one["sha256"], hashlib.sha256(b"other").hexdigest()
    path.write_text(json.dumps(raw), encoding="utf-8")
    sums = copy / "site/small/v2/SHA256SUMS"
    sums.write_text(sums.read_text("utf-8").replace(was, one["sha256"]), encoding="utf-8")
    before = files(copy / "site")
    run = copy.run("site", "--onto", "site")
    assert run.status == 1
    assert (
        f"manuscript/small/published.toml: version 2 is on the site with another small.en.pdf: {one['sha256']}, "
        f"published {was}\n    a published version never changes: bring back the folder, or published.toml"
    ) in run.output
    assert files(copy / "site") == before


def test_a_release_that_is_not_the_one_published(published: Published, tmp_path: Path) -> None:
    """A version that is not on the site yet and whose release has other bytes by now stays out, with both sums."""
    copy = published.project.copy(tmp_path / "house")
    path = copy.build / "release/small.fr.html"
    was = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes() + b"\n")
    now = hashlib.sha256(path.read_bytes()).hexdigest()
    run = copy.run("site", "--onto", "new")
    assert run.status == 1
    assert (
        "build/small/release/small.fr.html: is not the file that was published as version 2 on 2025-03-31: "
        f"{now}, published {was}\n"
        "    build it with the tool and the styles that it was published with; what has changed is the next version"
    ) in run.output
    assert (
        "manuscript/small/published.toml: warning: version 1 is published, but neither on the site nor in "
        "build/small/release/\n"
    ) in run.output
    assert not (copy / "new/small").exists()


def test_only_what_is_published(small_build: Any, tmp_path: Path) -> None:
    """A note that was built and never published is not on the site, and that is said; so is a house without address."""
    copy = small_build.copy(tmp_path / "house")
    run = copy.run("site", "--onto", "site")
    assert run.status == 0
    assert "not published, so not on the site: small (./doit publish NOTE)" in run.output
    assert (
        "styles/house.toml: warning: no site: the pages of a version do not lead to newer ones, and there is no "
        "sitemap\n"
        '    add site = "https://…", where the folder will be, before the first version is published'
    ) in run.output
    assert not (copy / "site/small").exists()
    other = copy.run("site", "--onto", "build")
    assert other.status == 1
    assert "build: holds house, and is no site that notebuild made" in other.output


def test_links_in_the_folder(published: Published, tmp_path: Path) -> None:
    """A link that somebody put into the folder is told, and nothing is written to where it leads."""
    copy = published.project.copy(tmp_path / "house")
    (tmp_path / "out").mkdir()
    (copy / "site/fr").rename(tmp_path / "french")
    (copy / "site/fr").symlink_to(tmp_path / "out")
    run = copy.run("site", "--onto", "site")
    assert run.status == 1
    assert "site/fr: is a link, and the site is written through none\n" in run.output
    assert list((tmp_path / "out").iterdir()) == []
