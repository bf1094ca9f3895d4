"""Which notes a site lists, in which order, and at which addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
import sites

from notebuild.publishing.site import catalogue


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gas", "gas"),
        ("South Caucasus", "south-caucasus"),
        ("énergie", "énergie"),
        ("L’eau", "l-eau"),
        ("J. R. R. Tolkien", "j-r-r-tolkien"),
        ("Юг", "юг"),
        ("ﬁnance", "finance"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    """A name in an address is its words in small letters, of any script."""
    assert catalogue.slug(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("C", "C++"), ("C++", "C#"), ("AT&T", "AT T"), ("résumé", "resume"), ("🌍", "🌎"), ("a" * 61, "a" * 62)],
)
def test_no_two_names_have_one_address(one: str, other: str) -> None:
    """What the words do not tell, figures of the digest do."""
    assert catalogue.slug(one) != catalogue.slug(other)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "..", "<script>", "\x00", "語" * 200, "%2e%2e"])
def test_a_slug_is_a_name_of_a_file(name: str) -> None:
    """Whatever an author's or a topic's name, its address leads out of no folder and fits a file system."""
    slug = catalogue.slug(name)
    assert slug and not {"/", "\\", "\0", "%", "<", "."} & {*slug}
    assert len(f"{slug}.html".encode()) <= 255


def test_the_newest_comes_first(tmp_path: Path) -> None:
    """Notes stand by the date of their newest version, the newest first; those of one day by their name."""
    new = [
        sites.version(tmp_path, "b", date="2025-01-02"),
        sites.version(tmp_path, "a", date="2025-01-02"),
        sites.version(tmp_path, "old", date="2024-01-01"),
        sites.version(tmp_path, "old", 2, date="2025-03-01"),
    ]
    assert [work.note for work in catalogue.works([one.version for one in new])] == ["old", "a", "b"]


def test_what_is_given_up_keeps_its_address(tmp_path: Path) -> None:
    """A file that the newest version lacks stays at the note's address as the last version had it."""
    first = sites.version(tmp_path, "gas").version
    second = sites.version(tmp_path, "gas", 2, languages=("en-GB",), formats=("html", "pdf")).version
    (work,) = catalogue.works([first, second])
    files = catalogue.newest_files(work)
    assert files["gas.en.pdf"] is second
    assert files["gas.en.docx"] is first
    assert files["gas.fr.html"] is first
    assert work.page("en") == "gas/index.html"
    assert work.page("fr") == "gas/gas.fr.html"


@pytest.mark.parametrize(
    ("path", "page", "expected"),
    [
        ("index.html", "en/topics/gas.html", "../../index.html"),
        ("en/topics/énergie.html", "en/index.html", "topics/%C3%A9nergie.html"),
        ("a/index.html", "index.html", "a/index.html"),
    ],
)
def test_relative(path: str, page: str, expected: str) -> None:
    """An address within the site is relative, with its file's name, so that it leads there from `file:` too."""
    assert catalogue.relative(path, page) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "https://h.org/n/"),
        ("a/index.html", "https://h.org/n/a/"),
        ("a/b.pdf", "https://h.org/n/a/b.pdf"),
    ],
)
def test_absolute(path: str, expected: str) -> None:
    """On the web, a folder's address stands for its index."""
    assert catalogue.absolute(path, "https://h.org/n/") == expected
