"""The random notes of `./doit stress`: what they are made of, their translation, and how their faults are told."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from houses import ROOT
from notebuild.core.problems import Location, Problem
from notebuild.pipeline import tasks

sys.path.insert(0, str(ROOT / "tests" / "stress"))

import shrinking
import trial
import vocabulary
import witness
from constructs import BLOCKS
from floats import FLOATS
from trial import Finding, Outcome
from written import Block, Manuscript, expected, manuscript

import stress


def note(*blocks: Block, **values: Any) -> Manuscript:
    """A note of these blocks under a title."""
    given: dict[str, Any] = {
        "fields": (Block("field title", "title: Lake"),),
        "entries": {"k1": "@book{k1,\n  title = {A}\n}\n", "k2": "@book{k2,\n  title = {B}\n}\n"},
        "noted": frozenset(),
        "hidden": frozenset(),
    }
    return Manuscript("n1", blocks=blocks, **(given | values))


def test_a_seed_is_a_note() -> None:
    """The same seed makes the same note to the byte, another one makes another."""
    one, same, other = manuscript(5), manuscript(5), manuscript(6)
    assert (one.text, one.bibtex, one.files) == (same.text, same.bibtex, same.files)
    assert one.text != other.text


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_note_holds_every_kind_of_block(seed: int) -> None:
    """Each construct stands in each note; what a note cites is in its bibliography, its calls have their notes."""
    made = manuscript(seed)
    assert {kind for kind, _ in (*BLOCKS, *FLOATS)} <= {one.kind for one in made.blocks}
    text = re.sub(r"(?m)^.*\[a\]\(b\).*$", "", made.text)  # code that is full of marks
    assert set(re.findall(r"\[\^(n\d+)\](?!:)", text)) == set(re.findall(r"(?m)^\[\^(n\d+)\]:", text))
    assert set(made.cited) == set(re.findall(r"(?m)^@\w+\{(k\d+),", made.bibtex))


@pytest.mark.parametrize("seed", range(1, 6))
def test_marked_words_stand_once(seed: int) -> None:
    """By a marked word its place is known: no two passages of a note have the same."""
    words = vocabulary.MARKED.findall(manuscript(seed).text)
    assert len(words) == len(set(words)) > 100


def test_lines_of_blocks() -> None:
    """Each block and each of its notes lies on the lines of the file that are said."""
    made = note(Block("paragraph", "one\ntwo", ("[^a]: note",)), Block("code", "    three"))
    rows = made.text.split("\n")
    assert [rows[first - 1 : last] for _, first, last in made.lines] == [
        ["title: Lake"],
        ["one", "two"],
        ["[^a]: note"],
        ["    three"],
    ]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The harbour near the river", "The port près the fleuve"),
        ("Harbour qadabak and xadabak", "Port qadabakte and xadabak"),
        ("1,204 boats, 3.5 metres, 12 per cent", "1\u202f204 barques, 3,5 mètres, 12\u00a0%"),
        ("5 May 1994", "5 mai 1994"),
        ("`harbour` [river](https://example.org/river)", "`harbour` [fleuve](https://example.org/river)"),
        ("[see @harbour, p. 1,204, river]", "[voir @harbour, p. 1,204, fleuve]"),
        ("river^[harbour <lake@example.org>]", "fleuve^[port <lake@example.org>]"),
        ("[river]{lang=la}[^river] \\[lake\\]", "[fleuve]{lang=la}[^river] \\[lac\\]"),
        ("__river__ ***harbour***", "__fleuve__ ***port***"),
    ],
)
def test_in_french(english: str, french: str) -> None:
    """A translation has French words and numbers, and the keys, code, addresses and marks of the English."""
    assert vocabulary.in_french(english) == french


def test_marked_words_differ() -> None:
    """Numbers below 125,000 have words of their own, which are seen as such."""
    words = {vocabulary.marked(number) for number in range(0, 125_000, 7)}
    assert len(words) == len(range(0, 125_000, 7))
    assert all(map(vocabulary.MARKED.fullmatch, words))


def test_stages() -> None:
    """Every kind of task is a stage, but formats that a house must ask for: a new one cannot be passed over."""
    asked_for = {"epub", "jats", "txt"}
    assert set(trial.STAGES) | asked_for == {
        name.removeprefix("task_") for name in tasks.__all__ if name.startswith("task_")
    }


PROBLEM = Problem(Location("manuscript/n1/note.md", 5), "a grid table is read as text", "write a pipe table")


@pytest.mark.parametrize(
    ("problem", "may_refuse", "told"),
    [
        pytest.param(PROBLEM, True, [], id="planned"),
        pytest.param(PROBLEM, False, [str(PROBLEM)], id="not planned"),
        pytest.param(
            replace(PROBLEM, location=Location("bibliography.bib", 5)),
            True,
            ["bibliography.bib:5: a grid table is read as text\n    write a pipe table"],
            id="in another file",
        ),
        pytest.param(
            replace(PROBLEM, location=Location("build/n1")),
            True,
            ["without a line: build/n1: a grid table is read as text\n    write a pipe table"],
            id="no line",
        ),
    ],
)
def test_refusals(problem: Problem, may_refuse: bool, told: list[str]) -> None:
    """A refusal is a finding unless it was meant and says its line."""
    made = note(Block("grid table", "+--+", may_refuse=may_refuse))
    assert [found.words for found in trial.refusals(made, [problem])] == told


def test_what_is_refused_is_taken_out() -> None:
    """The rest of a note is tried with plain words and plain entries for what is refused."""
    made = note(Block("table", "+--+"), Block("paragraph", "[@k1; @k2]"))
    bad = Problem(Location("bibliography.bib", 6), "no title", "")
    less, kinds = trial.mended(made, [PROBLEM, bad])
    assert [one.kind for one in less.blocks] == ["plain", "paragraph"]
    assert kinds == ["table", "entry"]
    assert less.entries["k1"] == made.entries["k1"]
    assert "Lakes of k2" in less.entries["k2"]


def test_sorts_of_findings() -> None:
    """Two findings of one fault are of one sort, whatever place, value or word they name."""
    one = Finding("verify", "build/n1/n1.en.pdf: page 2: …", "a line runs off the page: harbour qadabak")
    two = Finding("verify", "build/n7/n7.fr.pdf: page 1: …", "a line runs off the page: Lac")
    assert one.sort == two.sort == "verify: a line runs off the page"
    assert Finding("pdf", "Traceback (most …)\nValueError: 12").sort == "pdf: ValueError"
    assert (
        Finding("check", "", 'image "a/b.png" is of 3 sorts').sort
        == Finding("check", "", 'image "c" is of 4 sorts').sort
    )


def test_what_a_reader_misses() -> None:
    """Words lost, misplaced or doubled, and mark-up left over, are told; a good text is not."""
    made = note(Block("paragraph", "Lake qadabak.[^a]", ("[^a]: qedabak.",)), noted=frozenset({"qedabak"}))
    wanted = expected(made)
    assert wanted == {"body": {"qadabak"}, "anywhere": {"qadabak", "qedabak"}}

    def told(body: str, notes: str) -> list[tuple[str, str, str]]:
        return list(witness.of_text("html", body, f"{body}\n{notes}", wanted))

    assert told("Lake qadabak.", "qedabak") == []
    assert told("Lake qadabak.", "") == [("html", "words lost", "qedabak")]
    assert told("Lake", "qedabak qadabak") == [("html", "words not where they belong", "qadabak")]
    assert told("qadabak " * 7, "qedabak") == [("html", "words doubled", "qadabak")]
    assert told("qadabak **lake", "qedabak") == [("html", "mark-up left over “**”", "qadabak **lake")]


def test_a_word_on_two_pages() -> None:
    """A word may be parted within a page, and from one to the next; a part alone is no word."""
    assert witness.stands("qadabak", ["a qada\x02\nbak 1"])
    assert witness.stands("qadabak", ["a qada-\n1 / 2", "bak and"])
    assert not witness.stands("qadabak", ["a qada-\n1 / 2", "and"])
    assert not witness.stands("qadabak", ["a qada 1", "bak"])


def test_smallest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a note that fails for two words in two of its blocks, those are left."""
    blocks = [Block("paragraph", f"some words\nand the {number} of them") for number in range(9)]

    def outcome(seed: int, made: Manuscript, last: str) -> Outcome:
        fails = last == "pdf" and {"2", "7"} <= set(made.text.split())
        return Outcome(seed, "failed", (Finding("pdf", "died"),) if fails else ())

    monkeypatch.setattr(shrinking, "outcome", outcome)
    least = shrinking.smallest(1, note(*blocks), Finding("pdf", "died"), 60)
    assert [one.text.strip() for one in least.blocks] == ["2", "7"]
    assert least.fields == note().fields


def test_around() -> None:
    """A block is found by a line of the file, with its neighbours."""
    made = note(*(Block("paragraph", f"word {number}") for number in range(5)))
    assert [one.text for one in shrinking.around(made, 9, 0).blocks] == ["word 2"]
    assert [one.text for one in shrinking.around(made, 5, 1).blocks] == ["word 0", "word 1"]


def test_report(capsys: pytest.CaptureFixture[str]) -> None:
    """The sum says how many were released, refused and failed, their seeds, and each sort of finding once."""
    done = [
        Outcome(1, "released", seconds=4.0),
        Outcome(2, "refused", refused=("grid table",), seconds=4.0),
        Outcome(3, "failed", (Finding("pdf", "", "it died"), Finding("pdf", "", "it died")), seconds=4.0),
    ]
    assert stress.report(done[:2], 8) == 0
    capsys.readouterr()
    assert stress.report(done, 12) == 1
    assert capsys.readouterr().out == (
        "\n3 notes: 1 released, 1 refused, 1 failed; 4.0 CPU s a note, 12 s\n"
        "failed after check passed: 1: seeds 3\n"
        "taken out because check refused it: 1 grid table\n"
        "findings: 1 of 1 sorts\n"
        "       1 pdf: it died\n"
    )


def test_a_note_that_never_ends() -> None:
    """What runs longer than it may is stopped."""
    with pytest.raises(trial.Hanging), trial.limited(1):
        while True:
            Path().exists()
