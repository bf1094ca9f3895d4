"""Entries take from others as biber has it: `crossref` with the titles renamed, `xdata` as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild.core.model import Source
from notebuild.sources import bibliography


def read(tmp_path: Path, text: str) -> tuple[dict[str, Source], list[str]]:
    path = tmp_path / "b.bib"
    path.write_text(text, encoding="utf-8")
    sources, problems = bibliography.read(path, "b.bib")
    return {source.key: source for source in sources}, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("part", "whole", "taken"),
    [
        ("incollection", "collection", "booktitle"),
        ("incollection", "book", "booktitle"),
        ("inbook", "book", "booktitle"),
        ("inproceedings", "proceedings", "booktitle"),
        ("inreference", "reference", "booktitle"),
        ("book", "mvbook", "maintitle"),
        ("collection", "mvcollection", "maintitle"),
        ("article", "periodical", "journaltitle"),
    ],
)
def test_title_of_the_whole(tmp_path: Path, part: str, whole: str, taken: str) -> None:
    """Appendix B of biblatex's manual: the title of the whole is another field in the part."""
    text = (
        f"@{part}{{a, title = {{A}}, author = {{Roe, Ann}}, crossref = {{b}}}}\n"
        f"@{whole}{{b, title = {{B}}, subtitle = {{S}}, shorttitle = {{X}}, editor = {{Doe, Jane}},"
        " publisher = {P}, date = {2001}}\n"
    )
    sources, problems = read(tmp_path, text)
    assert problems == []
    assert sources["a"].fields == {
        "title": "A",
        "author": "Roe, Ann",
        "crossref": "b",
        taken: "B",
        taken.replace("title", "subtitle"): "S",
        "editor": "Doe, Jane",
        "publisher": "P",
        "date": "2001",
    }


def test_own_fields_stand(tmp_path: Path) -> None:
    """What a part has itself it does not take, a year least of all; nor what leads to the whole."""
    text = (
        "@incollection{a, title = {A}, author = {Roe, Ann}, booktitle = {Own}, year = 1999, crossref = {b}}\n"
        "@collection{b, title = {B}, booktitle = {Other}, editor = {Doe, Jane}, date = {2001}, pages = {1-300},"
        " doi = {10.5555/b}, isbn = {0-226-10403-6}, publisher = {P}}\n"
    )
    fields = read(tmp_path, text)[0]["a"].fields
    assert (fields["booktitle"], fields["date"], fields["publisher"]) == ("Own", "1999", "P")
    assert not {"pages", "doi", "isbn"} & fields.keys()


def test_chains_and_data(tmp_path: Path) -> None:
    """A part of a volume of a set takes from both; several xdata entries are read in turn, and are no sources."""
    text = (
        "@inbook{a, title = {A}, crossref = {b}}\n"
        "@book{b, title = {B}, volume = {2}, crossref = {c}, xdata = {x, y}}\n"
        "@mvbook{c, title = {C}, author = {Roe, Ann}, volumes = {3}, date = {2001}}\n"
        "@xdata{x, publisher = {P}}\n@xdata{y, publisher = {Q}, location = {L}}\n"
    )
    sources, problems = read(tmp_path, text)
    assert problems == []
    assert list(sources) == ["a", "b", "c"]
    fields = sources["a"].fields
    assert [fields[name] for name in ("booktitle", "maintitle", "volume", "bookauthor")] == [
        "B",
        "C",
        "2",
        "Roe, Ann",
    ]
    assert (sources["b"].fields["publisher"], sources["b"].fields["location"]) == ("P", "L")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "@misc{a,\n title = {A}, crossref = {gone}}\n",
            "b.bib:2:15: crossref names gone, which is no other entry of this file\n"
            "    correct the key, or take the field out",
        ),
        (
            "@misc{a,\n title = {A}, xdata = {a}}\n",
            "b.bib:2:15: xdata names the entry itself\n    correct the key, or take the field out",
        ),
        (
            "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}\n",
            "b.bib:2:23: crossref leads to a, and on and on, or back to b\n"
            "    take the field out of one of the entries: a part names its whole, not the whole its part",
        ),
    ],
)
def test_what_leads_nowhere_is_told(tmp_path: Path, text: str, told: str) -> None:
    """A key that is not there, or the entry's own."""
    assert told in read(tmp_path, text)[1]


def test_loops_end(tmp_path: Path) -> None:
    """Two entries that take from each other are read, and told."""
    text = "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}\n"
    sources, _ = read(tmp_path, text)
    assert list(sources) == ["a", "b"]


def test_a_fault_is_told_where_it_stands(tmp_path: Path) -> None:
    """What a part takes is told at the entry that it was taken from, and there alone."""
    text = (
        "@incollection{a, title = {A}, author = {Roe, Ann}, crossref = {b}}\n"
        "@collection{b, title = {B}, editor = {Doe; Roe}, date = {2001}}\n"
    )
    assert [told.split(": ")[0] for told in read(tmp_path, text)[1]] == ["b.bib:2:29"]


def test_many_ways_are_gone_once(tmp_path: Path) -> None:
    """Forty layers of data, each taken twice by the next, are read at once; a way too long is told."""
    text = "".join(f"@xdata{{x{n}, xdata = {{x{n + 1}, y{n + 1}}}}}\n" for n in range(38))
    text += "".join(f"@xdata{{y{n}, xdata = {{x{n + 1}, y{n + 1}}}}}\n" for n in range(38))
    text += "@xdata{x38, publisher = {P}}\n@xdata{y38, location = {L}}\n@misc{a, title = {A}, xdata = {x0}}\n"
    sources, problems = read(tmp_path, text)
    assert problems == []
    assert sources["a"].fields["publisher"] == "P"
    chain = "".join(f"@misc{{k{n}, title = {{A}}, crossref = {{k{n + 1}}}}}\n" for n in range(3000))
    assert "crossref leads to" in read(tmp_path, chain)[1][0]
