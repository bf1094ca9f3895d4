"""What differs between two texts, notes by what they say."""

from __future__ import annotations

from notebuild.compare.changes import Change, Changes, Text, between
from notebuild.core.passages import CALL, Passage

NOTES = ("Alder, The Port, 1990.", "Birch, The River, 1991.", "Cedar, The Sea, 1992.")


def text(*lines: str, notes: tuple[str, ...] = NOTES) -> Text:
    """Paragraphs, their calls typed as `^1`; a line with `# ` is a heading."""
    passages = []
    for line in lines:
        for number in range(9, 0, -1):
            line = line.replace(f"^{number}", CALL.format(number))
        kind, words = ("heading", line[2:]) if line.startswith("# ") else ("paragraph", line)
        passages.append(Passage(kind, words))
    return Text(tuple(passages), notes)


def said(change: Change) -> str:
    signs = {"same": "{}", "in": "{{{}}}", "out": "[-{}-]"}
    words = "".join(signs[state].format(piece) for state, piece in change.marked)
    return f"{change.kind} {change.old}->{change.new}: {words}"


def test_nothing_differs() -> None:
    one = text("# Ports", "A port.^1 A river.^2 A sea.^3")
    assert not between(one, one)
    assert between(one, one) == Changes((), (), (), ())


def test_a_note_in_the_middle_renumbers_and_changes_one_passage() -> None:
    old = text("A port stands here.^1", "A river runs there.^2", "A sea.^3")
    new = text(
        "A port stands here.^1", "A river runs there.^2 It is wide.^3", "A sea.^4",
        notes=(*NOTES[:2], "Dogwood, Widths, 1993.", NOTES[2]),
    )  # fmt: skip
    found = between(old, new)
    assert list(map(said, found.passages)) == ["paragraph 2->2: A river runs there.[2]{ It is wide.[3]}"]
    assert list(map(said, found.notes)) == ["note 0->3: {Dogwood, Widths, 1993.}"]
    assert found.renumbered == ((3, 4),)


def test_a_note_that_is_gone_is_named_by_its_old_number() -> None:
    old, new = text("A port.^1 A river.^2 A sea.^3"), text("A port.^1 A river. A sea.^2", notes=NOTES[::2])
    found = between(old, new)
    assert list(map(said, found.passages)) == ["paragraph 1->1: A port.[1] A river.[-[old 2]-] A sea.[2]"]
    assert found.renumbered == ((3, 2),)


def test_a_heading_is_no_paragraph_of_the_same_words() -> None:
    found = between(text("# Ports", "One."), text("Ports", "One."))
    assert [change.state for change in found.passages] == ["gone", "new"]


def test_a_note_that_cites_the_same_is_one_in_whatever_words() -> None:
    """Its first citation is in full; where that goes, the second becomes the full one."""
    old = Text(
        text("A port.^1 A river.^2 A sea.^3").passages,
        ("Alder, *The Port*, Quay Press, 1990.", "Birch, Rivers.", "Alder, Port."),
        ("alder", "birch", "alder"),
    )
    new = Text(
        text("A port. A river.^1 A sea.^2").passages,
        ("Birch, Rivers.", "Alder, *The Port*, Quay Press, 1990."),
        ("birch", "alder"),
    )
    found = between(old, new)
    assert [(note.state, note.old, note.new) for note in found.notes] == [("gone", 1, 0)]
    assert [(note.state, note.old, note.new) for note in found.reprinted] == [("changed", 3, 2)]
    assert found.renumbered == ((2, 1), (3, 2))
