"""Random edits of finished documents come back into the note: the rebuilt edition reads as the document, or says where.

A reviewer written apart (`reviewing`) edits the document; what it says is read by a reader written apart
(`tracked`), which knows nothing of the review.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import built_here
import pytest
import reviewing
import tracked

from notebuild.exchange.review import package, returned, settle
from notebuild.exchange.review.atoms import plain
from notebuild.exchange.review.review import review
from notebuild.pipeline import proving, reviewed
from notebuild.sources import project as house

Project = Any  # the class of `tests/conftest.py`

HERE, MANY = 3, 50
"""How many edits the quick suite makes at least, and how many the whole one."""

SEEDS = range(1, 13)
"""Documents of the whole suite, some five edits each. Others by hand: what they find is not all mended."""

CALL, LOOK = re.compile(r"\[\d+\]"), re.compile(r"\x01[^\x02]*\x02")
FOLDED = str.maketrans({**dict.fromkeys('\u2018\u2019\u201c\u201d\u00ab\u00bb"', "'"), "\u2011": "-"})


def words(document: bytes) -> list[str]:
    """What a document says, paragraph by paragraph: calls without numbers, looks and the house's typography apart."""
    out = []
    for one in tracked.said(document, "accept"):
        bare = LOOK.sub("", CALL.sub("[]", one.partition(": ")[2])).translate(FOLDED)
        bare = re.sub(r"[\s\u2060]+", "", bare)
        out.append(
            re.sub(r"((?:\[\],?)+)([.,;:!?]*)", lambda found: found[2] + "[]" * found[1].count("["), bare)
        )
    return [one for one in out if one]


def unlike(back: list[str], made: list[str]) -> set[str]:
    """The words of both, without signs, in which paragraphs of two documents differ."""
    found: set[str] = set()
    matcher = SequenceMatcher(None, back, made, autojunk=False)
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        if what != "equal":
            inner = SequenceMatcher(None, "".join(back[a1:a2]), "".join(made[b1:b2]), autojunk=False)
            for kind, c1, c2, d1, d2 in inner.get_opcodes():
                if kind != "equal":
                    found |= {"".join(back[a1:a2])[c1:c2], "".join(made[b1:b2])[d1:d2]}
    return {word for one in found for word in re.findall(r"\w+", one)}


def trial(built: Project, language: str, seed: int) -> tuple[int, int, int]:
    """Edit a document at random and take it back: how many edits, how many were done, how many refused."""
    sent = built.deliverable(language, "docx").read_bytes()
    data, said = reviewing.edited(sent, seed)
    job = {one.name: one for one in house.every_job(house.house())}[f"{built.name}.{language}"]
    base = reviewed.base(job, Path())
    back = returned.read(package.package(data))
    found = review(base, returned.read(package.package(sent)), back)
    version = reviewed.Version("here", base, returned.read(package.package(sent)), "")
    changes = settle.apart([*found.changes, *found.told])
    changes, ripple = proving.proven(job, version, Path(), changes, back, found.names, exact=True)
    text = settle.made(base.text, changes)
    with reviewed.with_text(job, Path(), text) as copy:
        built_here.builder(built.root)(job, copy, "again")
        made = (copy / job.deliverable("docx")).read_bytes()
    told = " ".join(f"{one.old} {one.new}" for one in (*ripple, *(one for one in changes if one.refused)))
    for number in re.findall(
        r"\[(\d+)\]", told
    ):  # of a note that should have gone, and stays, all words are too many
        told += plain(version.document.notes[int(number) - 1].atoms)
    bare = re.sub(r"\s+", "", told.translate(FOLDED))
    lost = {word for word in unlike(words(data), words(made)) if word not in bare}
    assert lost == set(), f"seed {seed}, {language}: {said}"
    return len(said), sum(not one.refused for one in changes), sum(bool(one.refused) for one in changes)


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
def test_many_random_edits_come_back(in_rich: Project) -> None:
    """Edits, tracked and not, in English and French: none is lost, and none comes out otherwise."""
    sums = [trial(in_rich, "fr" if seed % 4 == 3 else "en", seed) for seed in SEEDS]
    edits, done, refused = (sum(row[at] for row in sums) for at in range(3))
    print(f"{edits} edits, {done} changes done, {refused} refused")
    assert edits >= MANY
    assert done > 2 * refused
