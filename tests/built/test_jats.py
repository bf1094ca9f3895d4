"""A JATS article of everything that is difficult: it says what the edition says, and what is spoilt in it is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from word_edition import SVG, edition

from houses import HOUSE
from notebuild import readback
from notebuild.core.house import House, read_house
from notebuild.core.model import Edition
from notebuild.core.problems import Location
from notebuild.edition import blocks, wording
from notebuild.edition.places import Places
from notebuild.proof import concordance, words
from notebuild.readback import Reading
from notebuild.render.jats import document

TEXT = """
Words before any heading, with a call^[One.] and a [link](https://example.org/?a=1&b=2).

## 1988 and after {#1988-after}

See [note 2](#note-2), [Table 1](#tbl-ports), [Figure 1](#fig-line) and [the section](#1988-after).

#### A level was left out

1. Wheat
2. Barley

    A further paragraph.

    > A quotation in an item.

        code in an item

(c) Third
(d) Fourth

iv. fourth

- ☐ open
- ☑ done

- Outer
    - Inner

1. > A quotation comes first.
2. - A list comes first.

Ship
:   It *floats*.

    > Quoted of it.

:   It sails.

| Over [the sea](https://example.org)
|     under **the sky**

One line\\
and the next.

| Port | Depth |
|:-----|------:|
| Poti^[In a cell.] | 12 |
| Baku | |

: [Table 1.]{.caption-label} Two ports {#tbl-ports}

::: source
Source: the harbour.^[Of a table.]
:::

![[Figure 1.]{.caption-label} A line](figures/line.svg){#fig-line alt="A line with one year."}

::: source
Drawn by hand.
:::

::: pullquote
A sentence that was pulled out.
:::

A picture ![of a line](figures/line.svg) in a line, [мир]{lang=ru},
H~2~O, 1^st^, ~~gone~~, [Small]{.smallcaps} and `a  <b>`.[^long]

[^long]: One paragraph.

    - And a list
    - of two

    > A quotation.
"""

NOTE = "manuscript/harbour/note.md"


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jats")


@pytest.fixture(scope="module")
def made(folder: Path) -> Edition:
    one = edition(folder, "en-GB", TEXT)
    whole = blocks.lines(blocks.boxes(one.tree))
    return replace(one, note="harbour", tree=whole)


@pytest.fixture(scope="module")
def article(made: Edition, house: House, folder: Path) -> str:
    return document.build(made, house, folder, "build/harbour/harbour.en.xml").decode()


def read(text: str) -> Reading:
    return readback.READERS["jats"](text.encode(), "build/harbour/harbour.en.xml")[0]


def faults(made: Edition, text: str) -> list[str]:
    """Every difference that the proofs of words and of notes find."""
    count = len(list(wording.passages(made.tree["blocks"])))
    places = Places(tuple(Location(NOTE, 100 + at) for at in range(count)), {}, {}, NOTE)
    reading = read(text)
    found = words.check(made, places, [reading])
    found += concordance.compare({"en-GB": made}, {"en-GB": [reading]}).problems
    return [problem.message for problem in found]


def test_agreement(made: Edition, article: str) -> None:
    """The article as it was made agrees with its edition in every word, mark, level, number and reference."""
    assert faults(made, article) == []


def test_same_bytes(made: Edition, house: House, folder: Path, article: str) -> None:
    """The same edition gives the same bytes."""
    assert document.build(made, house, folder, "build/harbour/harbour.en.xml").decode() == article


Change = Callable[[str], str]


def put(before: str, after: str) -> Change:
    """The article with other words, once."""

    def change(text: str) -> str:
        assert before in text, before
        return text.replace(before, after, 1)

    return change


def gone(pattern: str) -> Change:
    """The article without what a pattern finds first."""

    def change(text: str) -> str:
        found = re.search(pattern, text, re.DOTALL)
        assert found, pattern
        return text.replace(found[0], "", 1)

    return change


def exchanged(one: str, two: str) -> Change:
    """The article with two words in each other's place."""
    return lambda text: text.replace(one, "\0", 1).replace(two, one, 1).replace("\0", two, 1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put("before any heading", "before heading"), ["the paragraph"]),
        (put(">12<", ">21<"), ['the cell "12"']),
        (exchanged("Baku", "12"), ['the cell "12"', 'the cell "Baku"']),
        (put("<label>(c)</label>", "<label>(e)</label>"), ['is marked "(e)"']),
        (put("<label>☑</label>", "<label>☐</label>"), ["☑"]),
        (put("A line with one year.", "A line."), ["the alternative text"]),
        (put("Two ports", "Too ports"), ["the caption"]),
        (put("<label>Table 1.</label>", "<label>Table 2.</label>"), ["the caption"]),
        (put("level-4", "level-3"), ["has level 3"]),
        (gone("<verse-line>.*?</verse-line>"), ["the paragraph"]),
        (put("\u2028", " "), ["parted otherwise"]),
        (gone('<fn id="note-2">.*?</fn>'), ["#note-2 leads nowhere", "is empty"]),
        (gone("<fn-group>.*?</fn-group>"), ["leads nowhere", "is empty", "is empty", "is empty", "is empty"]),
        (put('rid="tbl-ports"', 'rid="tbl-port"'), ["#tbl-port leads nowhere"]),
        (put('<fig id="fig-line"', '<fig id="tbl-ports"'), ["#fig-line leads nowhere", "#tbl-ports"]),
        (
            put('ref-type="fn" rid="note-1"', 'ref-type="fn" rid="note-2"'),
            ["is not reached from its call"],
        ),
        (put("<label>2</label>", "<label>3</label>"), ['is numbered "3" at its note']),
        (put("In a cell.", "In a sell."), ["reads"]),
        (gone("<kwd-group.*?</kwd-group>"), []),
        (put("Si vis pacem", "Si vis"), ["title"]),
        (gone('<abstract abstract-type="key-points">.*?</abstract>'), ["key-points", "key-points"]),
        (put('xml:lang="en-GB"', 'xml:lang="fr-FR"'), ['its language is "fr-FR"']),
    ],
)
def test_fault(made: Edition, article: str, change: Change, expected: list[str]) -> None:
    """One thing spoilt is told, and only that; what is data and no words is not the proof's."""
    found = faults(made, change(article))
    for part in expected:
        assert any(part in one for one in found), found
    assert bool(found) == bool(expected), found


def test_no_element_is_empty(article: str) -> None:
    """No element says nothing, but the cell that its author left empty."""
    root = etree.fromstring(article.encode())
    empty = [one.tag for one in root.iter() if not len(one) and not (one.text or "").strip()]
    kept = {"td", "col", "graphic", "inline-graphic", "self-uri", "break", "related-article"}
    assert [name for name in empty if name not in kept] == []


def test_what_kind_each_reference_is_of(article: str) -> None:
    """A reference says what it leads to (JATS, @ref-type)."""
    root = etree.fromstring(article.encode())
    kinds = {one.get("rid"): one.get("ref-type") for one in root.iter("xref")}
    assert kinds == {
        **{f"note-{number}": "fn" for number in (1, 2, 3, 4)},
        "tbl-ports": "table",
        "fig-line": "fig",
        "_1988-after": "sec",
    }


def test_pictures_inside_and_beside(article: str) -> None:
    """The file holds its pictures, a drawing with its raster; for a repository they lie beside it, each once."""
    whole, files = document.beside(article.encode(), "harbour.en")
    root = etree.fromstring(whole)
    href = "{http://www.w3.org/1999/xlink}href"
    named = [one.get(href) for one in root.iter("graphic", "inline-graphic")]
    assert named == ["harbour.en.figure1.svg", "harbour.en.figure2.png", "harbour.en.figure2.png"]
    assert files["harbour.en.figure1.svg"] == SVG.encode()
    assert files["harbour.en.figure2.png"].startswith(b"\x89PNG")
    assert "data:image" in article and b"data:image" not in whole
    assert b"<!DOCTYPE article PUBLIC" in whole


def test_issn_decides_the_tag_set(made: Edition, house: House, folder: Path, article: str) -> None:
    """A series without an ISSN is an article of the Archiving set: the Publishing set wants one, none is made up."""
    assert "<issn" not in article and "Journal Archiving and Interchange DTD" in article
    known = replace(made, metadata={**made.metadata, "issn": "0317-8471"})
    told = document.build(known, house, folder, "build/harbour/harbour.en.xml").decode()
    assert "<issn>0317-8471</issn>" in told and "Journal Publishing DTD" in told


def test_right_to_left(house: House, folder: Path) -> None:
    """A passage from right to left is closed off by Unicode's isolates (Standard Annex 9), and reads as written."""
    one = edition(folder, "en-GB", "He wrote [שלום, 1967]{dir=rtl}, once.")
    told = document.build(one, house, folder, "build/note/note.en.xml").decode()
    assert "<p>He wrote \u2068שלום, 1967\u2069, once.</p>" in told
    assert faults(one, told) == []
