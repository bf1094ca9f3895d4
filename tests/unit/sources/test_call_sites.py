"""What would be left of a sentence once its keys have become calls is told before, at the key or the call."""

from __future__ import annotations

import pytest

from notebuild.core.problems import Location
from notebuild.sources.checks import call_sites
from notebuild.sources.markdown import markers


def told(text: str, kind: str = "paragraph") -> list[str]:
    """What is said of a text, each Problem with its column and remedy on one line."""
    marks = markers.scan(text, Location("note.md", 7, 1))
    return [" | ".join(str(one).split("\n    ")) for one in call_sites.check(text, marks, kind)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "As @ohl, p. 3, says.",
            "note.md:7:4: p. 3 stands outside the note of @ohl and prints in the text"
            " | put it in brackets: @ohl [p. 3]",
        ),
        (
            "As @ohl, chapters 3 to 5. More.",
            "note.md:7:4: chapters 3 to 5 stands outside the note of @ohl and prints in the text"
            " | put it in brackets: @ohl [chapters 3 to 5]",
        ),
        (
            "It is old. -@ohl says so.",
            "note.md:7:12: -@ohl prints no name here, the call of its note alone"
            " | write @ohl for the name, or [-@ohl] behind it",
        ),
        (
            "It fell; see also [@ohl].",
            'note.md:7:19: warning: "see also" is left alone before the call of a note'
            " | put it in the brackets: [see also @key]",
        ),
        (
            "It fell. [@ohl]. More.",
            'note.md:7:10: "." before the call of a note and "." after it would both print'
            " | take one of the two out: the call goes with the other",
        ),
        (
            "It fell: [@ohl]: then rose.",
            'note.md:7:10: ":" before the call of a note and ":" after it would both print'
            " | take one of the two out: the call goes with the other",
        ),
        (
            "Did it fall?[^a]. More.",
            'note.md:7:13: "?" before the call of a note and "." after it would both print'
            " | take one of the two out: the call goes with the other",
        ),
        (
            "[@ohl]. More.",
            'note.md:7:1: nothing stands before the call of a note and its "."'
            ' | write the words that it is for, or take the "." out',
        ),
    ],
)
def test_told_at_its_place(text: str, problem: str) -> None:
    """Place, words and remedy; what a reader can still make sense of is a warning."""
    assert told(text) == [problem]


def test_a_possessive_in_a_note() -> None:
    """In a note the whole source stands where its key does."""
    problem = (
        "note.md:7:4: @ohl's in a note, where the title stands before the 's"
        " | write the name, and the source after it: [-@ohl]"
    )
    assert told("In @ohl's book.", "footnote") == [problem]
    assert told("In ^[In @ohl's book.]") == [problem.replace("7:4", "7:9")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("As @ohl [p. 3] says, @ohl, however, and @ohl's book.", "paragraph"),
        ("As @ohl, in 2003, and @ohl, 12 March.", "paragraph"),
        ("As we see [@ohl]; sand [@ohl], the land [^a].", "paragraph"),
        ("[see @ohl; and @poe] ^[See [@ohl] and [@poe].]", "paragraph"),
        ("See @ohl, p. 3, and [@poe]; -@ohl.", "footnote"),
        ("Boats, quays, etc. [@ohl], and more ... [@poe].", "paragraph"),
        ('He asked "Why?" [@ohl]. They fell, [@ohl] and rose.', "paragraph"),
    ],
)
def test_good_sentences_are_silent(text: str, kind: str) -> None:
    """A note may say what it cites as a sentence does."""
    assert told(text, kind) == []
