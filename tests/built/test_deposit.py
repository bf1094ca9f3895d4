"""A small note deposited: refused while something is missing or not released, and then packed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

Project = Any  # the class of `tests/conftest.py`
NOTE = "manuscript/small/note.md"


@pytest.fixture(scope="module")
def small(project: Callable[..., Project]) -> Project:
    """The small note as a page and a JATS article, with a DOI and an address, built and released."""
    note = project("small", "deposited-small")
    fields = 'formats: [html, jats]\ndoi: 10.5555/12345678\nurl: "https://example.org/small/"\n'
    note.edit(NOTE, "languages: [fr-FR]\n", f"languages: [fr-FR]\n{fields}")
    run = note.run()
    assert run.status == 0, run.output
    return note


def test_what_is_missing_is_told_at_its_field(small: Project) -> None:
    """Nothing is written for a service that would refuse it."""
    run = small.run("deposit", "small", "--for", "zenodo")
    assert run.status == 1
    assert f"{NOTE}:1:1: license is missing: Zenodo asks what readers may do with the files" in run.output
    assert not (small.build / "deposit").exists()


def test_package(small: Project) -> None:
    """The record is there, and what to do with it is printed and beside it; a second time nothing is different."""
    first = small.run("deposit", "small", "--for", "datacite")
    assert first.status == 0, first.output
    place = small.build / "deposit/datacite"
    assert {path.name for path in place.iterdir()} == {"README.txt", "small.en.json", "small.en.xml"}
    assert (place / "README.txt").read_text(encoding="utf-8") in first.output
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    assert small.run("deposit", "small", "--for", "datacite").output == first.output
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


def test_released_articles(small: Project) -> None:
    """The articles of both languages went through the proof, and hold the note's title in the other one."""
    for language, other in (("en", "fr-FR"), ("fr", "en-GB")):
        root = etree.parse(small.build / f"release/small.{language}.xml").getroot()
        (group,) = root.iter("trans-title-group")
        assert group.get("{http://www.w3.org/XML/1998/namespace}lang") == other
        assert len(list(root.iter("fn"))) == 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["deposit"], "the command line: deposit needs a note\n    name one of small"),
        (
            ["deposit", "small"],
            "deposit needs a service\n    add --for zenodo, crossref, datacite, hal or repec",
        ),
        (["deposit", "small", "--for", "zendo"], "zendo is no service (did you mean zenodo?)"),
        (
            ["deposit", "small.fr", "--for", "hal"],
            "small.fr is one edition, and a note is deposited with all",
        ),
    ],
)
def test_what_is_typed(small: Project, words: list[str], expected: str) -> None:
    """What is wrong on the command line is told, with what to type."""
    run = small.run(*words)
    assert run.status == 1 and expected in run.output


def test_a_release_of_other_sources(small: Project) -> None:
    """What was released before a word was changed is not deposited."""
    small.edit(NOTE, "It has three footnotes.", "It has three footnotes and a table.")
    run = small.run("deposit", "small", "--for", "datacite")
    assert run.status == 1
    assert "manuscript/small/fr.po:" in run.output
