"""The record of published versions: written and read back, and each way to spoil it told at its line."""

from __future__ import annotations

import tomllib
from hashlib import sha256

import pytest

from notebuild.core.problems import NotebuildError
from notebuild.publishing.published import Published, Version, Words, from_toml, to_toml

PATH = "manuscript/harbour/published.toml"

ENGLISH = Words(
    "en-GB",
    (("date", "2025-03-31"), ("title", 'The "harbour" \\ and its\ttides'), ("corrections", "A depth.")),
    (("heading", "Tides"), ("paragraph", "It is deep.⟦1⟧"), ("paragraph", "• A pier"), ("cell", "12 m")),
    ("Lloyd, A History, p. 3.", "L’été\x7f 日本"),
)
FRENCH = Words("fr-FR", (("title", "Le port"),), (), ())
RECORD = Published(
    "harbour",
    (
        Version(
            1, "2025-03-31", {"harbour.en.pdf": "ab" * 32, "harbour.fr.pdf": "cd" * 32}, (ENGLISH, FRENCH)
        ),
        Version(3, "2025-06-01", {"harbour.en.pdf": "ef" * 32}, (ENGLISH,)),
    ),
)
TEXT = to_toml(RECORD)


def told(text: str | bytes) -> str:
    """What reading a record says of it."""
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(NotebuildError) as fault:
        from_toml(data, PATH)
    return str(fault.value)


def test_what_is_written_is_read() -> None:
    """A record read back is the record, also with the ends of lines and the mark of another system."""
    assert from_toml(TEXT.encode(), PATH) == RECORD
    assert from_toml(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(), PATH) == RECORD
    assert to_toml(from_toml(TEXT.encode(), PATH)) == TEXT


def test_it_is_toml_that_a_person_reads() -> None:
    """Python's own reader takes it; each passage and note has a line, and the newest version stands last."""
    raw = tomllib.loads(TEXT)
    assert [one["number"] for one in raw["version"]] == [1, 3]
    assert raw["version"][0]["edition"][0]["passages"][1] == {"paragraph": "It is deep.⟦1⟧"}
    assert '  { paragraph = "• A pier" },\n  { cell = "12 m" },\n' in TEXT
    assert '  "Lloyd, A History, p. 3.",\n' in TEXT
    assert TEXT.endswith("]\n") and TEXT.index("number = 1") < TEXT.index("number = 3")


def test_a_later_version_leaves_the_earlier_lines() -> None:
    """What is added stands below: of the lines before it only the digest changes."""
    before = to_toml(Published("harbour", RECORD.versions[:1])).splitlines()
    after = TEXT.splitlines()
    assert [line for line, other in zip(before, after, strict=False) if line != other] == [before[1]]


CHANGED = "is not as ./doit publish wrote it: cut off, or changed by hand"
COMMITTED = f"\n    bring back what was committed: git checkout HEAD -- {PATH}, or an older commit of git log -- {PATH}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TEXT.replace("It is deep", "It is shallow"), f"{PATH}:1:1: {CHANGED}{COMMITTED}"),
        (TEXT.replace("2025-03-31\n", "2025-03-30\n", 1), f"{PATH}:1:1: {CHANGED}{COMMITTED}"),
        (TEXT[: TEXT.index("\n[[version]]\nnumber = 3")], f"{PATH}:1:1: {CHANGED}{COMMITTED}"),
        (TEXT[:-40], f"{PATH}:{TEXT[:-40].count(chr(10)) + 1}:1: {CHANGED}{COMMITTED}"),
        ("", f"{PATH}:1:1: {CHANGED}{COMMITTED}"),
        ("note = \n", f"{PATH}:1:1: {CHANGED}{COMMITTED}"),
        ("x = " + "[" * 5000, f"{PATH}:1:1: {CHANGED}{COMMITTED}"),
        (b"\xff\xfe\x00", f"{PATH}:1:1: {CHANGED}{COMMITTED}"),
        (
            TEXT.replace("[[version]]", "<<<<<<< HEAD\n[[version]]", 1),
            f"{PATH}:6:1: git could not merge it, and both sides stand in it\n"
            f"    keep the side that was published, whole: git checkout --ours {PATH}, or --theirs",
        ),
        (
            TEXT.replace("form = 1", "form = 2"),
            f"{PATH}:3:1: was written by a newer version of notebuild, which this one cannot read\n"
            "    install the version of notebuild that wrote it",
        ),
    ],
    ids="word date version-cut-off cut-off empty no-toml deep binary merge newer".split(),
)
def test_a_spoilt_record_is_told(text: str | bytes, message: str) -> None:
    """Whatever was done to the file, there is one Problem, at its line where that is known, and what to do."""
    assert told(text) == message


def test_a_record_of_another_shape_is_told() -> None:
    """A digest that holds is no proof of what it is the digest of."""
    body = 'form = 1\nnote = "harbour"\n'
    text = f'digest = "{sha256(body.encode()).hexdigest()}"\n{body}'
    assert told(text) == f"{PATH}:1:1: {CHANGED}{COMMITTED}"
