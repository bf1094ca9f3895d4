"""Random edits of finished documents come back into the note: the rebuilt edition reads as the document, or says where.

A reviewer written apart (`reviewing`) edits the document; what it says is read by a reader written apart
(`tracked`), which knows nothing of the review.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import built_here
import pytest
import reviewing
import tracked

from notebuild.exchange.review import package, report, returned, settle
from notebuild.exchange.review.atoms import plain
from notebuild.exchange.review.review import review
from notebuild.pipeline import proving, reviewed
from notebuild.sources import project as house

Project = Any  # the class of `tests/conftest.py`

HERE, MANY = 3, 200
"""How many edits the quick suite makes at least, and how many the whole one."""

SEEDS = range(1, 51)
"""Documents of the whole suite, some five edits each, by a usual reviewer and by a strange one."""

CALL, LOOK = re.compile(r"\[\d+\]"), re.compile(r"\x01([^\x02]*)\x02")
COMMA = re.compile(r",\x01[^\x02]*superscript[^\x02]*\x02(?!\w)")
"""What the build puts between two calls."""

FOLDED = str.maketrans(
    {
        **dict.fromkeys('\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a"\u02bc', "'"),
        **dict.fromkeys("\u2010\u2011", "-"),
        "\u2212": "\u2013",
    }
)
SIGNS = (("---", "\u2014"), ("--", "\u2013"), ("...", "\u2026"))
HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def folded(said: str) -> str:
    """Words without the house's typography: its quotation marks, dashes, spaces beside signs, places of calls."""
    said = HIDDEN.sub("", unicodedata.normalize("NFKC", CALL.sub("\x00", said).translate(FOLDED))).translate(
        FOLDED
    )
    for typed, printed in SIGNS:
        said = said.replace(typed, printed)
    said = re.sub(r"\s*([^\w\s])\s*", r"\1", " ".join(said.split()))
    return re.sub(r"(\x00+)([.,;:!?\u2026]+)", r"\2\1", said)


def words(document: bytes) -> tuple[list[str], list[str]]:
    """What a document says, without looks and the house's typography: the paragraphs of its text and of its notes."""
    text, notes = (
        [LOOK.sub("", COMMA.sub("", one.partition(": ")[2])) for one in part]
        for part in tracked.parts(document, "accept")
    )
    return [one for one in map(folded, text) if one], [one for one in map(folded, notes) if one]


def looks(document: bytes) -> str:
    """The letters that stand in italics or in bold, in the order of the text."""
    said = "\n".join(one.partition(": ")[2] for one in tracked.said(document, "accept"))
    shown = re.findall(r"(\w)\x01([^\x02]*)\x02", said)
    return "".join(letter for letter, look in shown if re.search(r"\b[ib]=(?!0|false)", look))


def tokens(said: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+|[^\w\s]|_", said))


def unlike(back: bytes, made: bytes, told: str) -> list[str]:
    """Where two documents differ in what nobody was told of."""
    sides = [words(back), words(made)]
    if sides[0] == sides[1]:
        return []
    allowed = tokens(folded(told))
    old, new = (tokens("\n".join([*text, *notes])) for text, notes in sides)
    found = [f"{one} ({count})" for one, count in ((old - new) + (new - old) - allowed).items()]
    one, other = (re.findall(r"[^\W_]+|[^\w\s]|_", " \u00b6 ".join(text)) for text, _ in sides)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        if what != "equal" and any(
            word not in allowed for word in one[a1:a2] + other[b1:b2] if word != "\u00b6"
        ):
            found.append(f"{' '.join(one[a1:a2])} / {' '.join(other[b1:b2])}")
    return found if found or told.strip() else ["a paragraph"]


def trial(
    built: Project, language: str, seed: int, kinds: Sequence[str] = reviewing.KINDS
) -> tuple[int, int, int]:
    """Edit a document at random and take it back: how many edits, how many were done, how many refused."""
    sent = built.deliverable(language, "docx").read_bytes()
    data, said = reviewing.edited(sent, seed, kinds)
    job = {one.name: one for one in house.every_job(house.house())}[f"{built.name}.{language}"]
    base = reviewed.base(job, Path())
    back = returned.read(package.package(data))
    found = review(base, returned.read(package.package(sent)), back)
    version = reviewed.Version("here", base, returned.read(package.package(sent)), "")
    changes = settle.apart([*found.changes, *found.told])
    changes, ripple = proving.proven(job, version, Path(), changes, back, found, exact=True)
    text = settle.made(base.text, changes)
    with reviewed.with_text(job, Path(), text) as copy:
        built_here.builder(built.root)(job, copy, "again")
        made = (copy / job.deliverable("docx")).read_bytes()
    changes, ripple = ([report.spelt(one, back) for one in each] for each in (changes, ripple))
    refused = [one for one in changes if one.refused]
    assert all(one.refused or one.replacements for one in changes)
    told = " ".join(f"{one.old} {one.new}" for one in (*ripple, *refused)).replace("[note:", "[1]")
    sent_notes = dict(enumerate(version.document.notes, 1))
    for number in re.findall(
        r"\[(\d+)\]", told
    ):  # of a note that should have gone, and stays, all words are many
        told += f" {plain(sent_notes[int(number)].atoms)}" if int(number) in sent_notes else ""
    wrong = unlike(data, made, told)
    assert wrong == [], f"seed {seed}, {language}: {said}: {wrong}"
    if not told.strip():
        assert looks(data) == looks(made), f"seed {seed}, {language}: {said}: looks"
    return len(said), len(changes) - len(refused), len(refused)


@pytest.fixture
def in_rich(rich_build: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The rich note, in whose folder reviews are done, and its editions built in this process."""
    monkeypatch.chdir(rich_build.root)
    monkeypatch.setattr(reviewed, "built", built_here.builder(rich_build.root))
    return rich_build


def test_random_edits_come_back(in_rich: Project) -> None:
    """A handful for every day."""
    edits, done, refused = trial(in_rich, "en", 0)
    assert edits >= HERE
    assert done + refused >= HERE


@pytest.mark.slow
@pytest.mark.parametrize(
    "kinds", [reviewing.KINDS, reviewing.KINDS + reviewing.STRANGER], ids=["usual", "strange"]
)
def test_many_random_edits_come_back(in_rich: Project, kinds: Sequence[str]) -> None:
    """Edits, tracked and not, in English and French: none is lost, and none comes out otherwise."""
    sums = [trial(in_rich, "fr" if seed % 4 == 3 else "en", seed, kinds) for seed in SEEDS]
    edits, done, refused = (sum(row[at] for row in sums) for at in range(3))
    print(f"{edits} edits, {done} changes done, {refused} refused")
    assert edits >= MANY
    assert done > 2 * refused
