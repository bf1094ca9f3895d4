"""What an edition's text must read as: its passages, from pandoc's own tree of what was written."""

from __future__ import annotations

import pytest

from notebuild.core.model import Segment
from notebuild.core.passages import Passage
from notebuild.core.problems import Location
from notebuild.edition import pandoc, places, wording


def passages(text: str) -> list[tuple[str, ...]]:
    """Kind, mark and words of each passage of a text."""
    read = pandoc.read(text, {}, "text.md")
    return [(one.kind, one.mark, one.words) for one in wording.passages(read["blocks"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Tin and *lead*", [("heading", "", "Tin and lead")]),
        ("4. Tin\n5. Lead", [("paragraph", "4.", "Tin"), ("paragraph", "5.", "Lead")]),
        ("(c) Tin\n(d) Lead", [("paragraph", "(c)", "Tin"), ("paragraph", "(d)", "Lead")]),
        ("xiv) Tin", [("paragraph", "xiv)", "Tin")]),
        ("- Tin\n\n    More.", [("paragraph", "\u2022", "Tin"), ("paragraph", "", "More.")]),
        ("- - Tin", [("paragraph", "\u2022", ""), ("paragraph", "\u2022", "Tin")]),
        ("> Said.", [("paragraph", "", "Said.")]),
        ("    a\n      b", [("code", "", "a\n  b")]),
        ("One\\\ntwo.", [("paragraph", "", "One\ntwo.")]),
        (
            "| A | B |\n|---|---|\n| 1 | |\n\n: Ores",
            [("caption", "", "Ores"), *(("cell", "", one) for one in ("A", "B", "1", ""))],
        ),
        (
            '![Ores](ores.png){alt="A map."}',
            [("picture", "", "A map."), ("caption", "", "Ores")],
        ),
    ],
)
def test_passages(text: str, expected: list[tuple[str, ...]]) -> None:
    """Each construct gives its passages in reading order, a list item its mark as the author wrote it."""
    assert passages(text) == expected


def segment(kind: str, text: str, line: int, name: str = "") -> Segment:
    return Segment(name or f"{kind}:{line}", kind, Location("note.md", line, 1), text)


def test_places_by_order() -> None:
    """Passages of a kind stand where the segments of that kind do, in their order."""
    read = [Passage("heading", "Ores"), Passage("paragraph", "Tin."), Passage("heading", "Metals")]
    segments = [
        segment("heading", "Ores", 3),
        segment("paragraph", "Tin.", 5),
        segment("heading", "Metals", 9),
    ]
    found = places.find(read, (), segments, (), "note.md")
    assert [one.line for one in found.passages] == [3, 5, 9]


def test_places_by_words() -> None:
    """Where there are more segments than passages, the words find their line."""
    read = [Passage("paragraph", "Lead is *soft*.")]
    segments = [segment("paragraph", "Tin is hard.", 5), segment("paragraph", "Lead is *soft*.", 7)]
    found = places.find(read, (), segments, (), "note.md")
    assert [one.line for one in found.passages] == [7]


def test_places_of_fields() -> None:
    """A field stands where the note gives it, and what a catalogue translates where that does."""
    title = Segment("meta:title", "metadata", Location("fr.po", 23), "Titre", "meta:title")
    values = {"title": Location("note.md", 2, 8), "date": Location("note.md", 4, 7)}
    found = places.find((), (), (), (title,), "note.md", values)
    assert found.fields == {"title": Location("fr.po", 23), "date": Location("note.md", 4, 7)}


def test_places_as_json() -> None:
    """Places are written and read back."""
    kept = places.Places(
        (Location("fr.po", 3),), {1: Location("note.md", 4, 2)}, {"title": Location("note.md", 2)}, "note.md"
    )
    assert places.from_json(places.to_json(kept)) == kept
