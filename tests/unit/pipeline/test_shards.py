"""A shard of the notes: each note in exactly one, and the refusal of what is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notebuild.core.problems import NotebuildError
from notebuild.pipeline.shards import Shard, shard

FORM = "write which of how many, 3/8 for the third of eight; of 1,000 at most"
NOTES = [f"note-{number}" for number in range(200)]


@pytest.mark.parametrize("count", [1, 2, 3, 8, 1000])
def test_each_note_is_in_one_shard(count: int) -> None:
    """All the shards together are all the notes, and none is built twice."""
    shards = [Shard(number, count) for number in range(1, count + 1)]
    assert all(sum(one.has(note) for one in shards) == 1 for note in NOTES)


def test_shards_are_of_about_one_size() -> None:
    """Two hundred notes in eight: none has less than half of its twenty-five, or more than double."""
    sizes = [sum(Shard(number, 8).has(note) for note in NOTES) for number in range(1, 9)]
    assert all(12 <= size <= 50 for size in sizes)


@pytest.mark.parametrize(
    ("words", "message", "remedy"),
    [
        ("9/8", "there is no shard 9 of 8", "write one from 1/8 to 8/8"),
        ("0/8", "there is no shard 0 of 8", "write one from 1/8 to 8/8"),
        ("1/0", "1/0 is no shard of the notes", FORM),
        ("x", "x is no shard of the notes", FORM),
        ("3", "3 is no shard of the notes", FORM),
        ("-1/8", "-1/8 is no shard of the notes", FORM),
        ("٣/٨", "٣/٨ is no shard of the notes", FORM),
    ],
)  # fmt: skip
def test_what_is_no_shard(words: str, message: str, remedy: str) -> None:
    """A wrong number is told with those that there are; other words with the form."""
    with pytest.raises(NotebuildError) as caught:
        shard(words)
    (problem,) = caught.value.problems
    assert (problem.location.place, problem.message, problem.remedy) == ("the command line", message, remedy)


def test_a_shard_is_read(words: str = "3/8") -> None:
    """As a person writes it."""
    assert shard(words) == Shard(3, 8)


def test_tasks_of_a_shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups stand for their tasks; what is of no note is in every shard, the rest in the one of its note."""
    monkeypatch.chdir(tmp_path)
    head = "---\ntitle: T\nauthor: A\ndate: 2025-01-01\nlanguages: [fr-FR]\n---\n\nA text.\n"
    Path("styles").mkdir()
    Path("styles/house.toml").write_text('publisher = "P"\nlanguages = []\n', encoding="utf-8")
    names = [f"n{number}" for number in range(5)]
    for name in names:
        (Path("manuscript") / name).mkdir(parents=True)
        (Path("manuscript") / name / "note.md").write_text(head, encoding="utf-8")
    tasks = ["check", "check:bibliography", "pdf", "verify", "reference"]
    tasks += [
        f"{kind}:{name}.{language}"
        for kind in ("check", "pdf")
        for name in names
        for language in ("en", "fr")
    ]
    tasks += [f"verify:{name}" for name in names] + ["figure:n0.en/a.svg", "figure:n0.fr/a.svg"]
    selected = ["check", "pdf", "verify", "reference", "figure:n0.en/a.svg", "build/n1/n1.en.pdf"]
    parts = [Shard(number, 3).tasks(selected, tasks) for number in (1, 2, 3)]
    common = {"check:bibliography", "reference", "build/n1/n1.en.pdf"}
    assert all(common <= set(part) for part in parts)
    rest = sorted(task for part in parts for task in part if task not in common)
    wanted = [task for task in tasks if ":" in task and task not in (*common, "figure:n0.fr/a.svg")]
    assert rest == sorted(wanted)
    for part in parts:
        notes = {match[1] for task in part if (match := re.search(r":(n\d)", task))}
        assert {f"verify:{name}" for name in notes} <= set(part)
