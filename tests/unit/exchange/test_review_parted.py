"""Paragraphs that were parted, joined and edited at once; notes that changed places; words that would begin a list."""

from __future__ import annotations

import pytest

from notebuild.core.problems import Location
from notebuild.exchange.review import openings, pairs, settle, structure
from notebuild.exchange.review.atoms import read
from notebuild.exchange.review.found import Change, Found
from notebuild.exchange.review.replacements import Replacement, applied
from notebuild.exchange.review.returned import Body, Paragraph, Returned

LONG = "The old quay is long. It was built in stone. Nobody walks there now."


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(tuple(read(text))) for text in texts]


@pytest.mark.parametrize(
    ("parts", "cuts"),
    [
        (("The old quay is long.", "It was built in stone. Nobody walks there now."), [6]),
        (("The new quay is long.", "It was built in brick. Nobody walks there now."), [6]),
        (("The old quay is long.", "It was built in stone.", "Nobody drives there now."), [6, 12]),
    ],
    ids=["parted", "and edited", "in three"],
)
def test_a_paragraph_is_parted_or_joined_though_words_of_it_changed(
    parts: tuple[str, ...], cuts: list[int]
) -> None:
    """Where it is cut is counted in words and signs of the one that was whole; reversed, the parts were joined."""
    whole, several = paragraphs(LONG), paragraphs(*parts)
    places = tuple(range(len(parts)))
    assert pairs.pairs(whole, several).split == ((0, places),)
    assert pairs.pairs(several, whole).met == ((places, 0),)
    assert structure.cut(whole, several) == cuts


def test_a_new_paragraph_behind_one_that_was_edited_is_no_part_of_it() -> None:
    """It has none of its words."""
    found = pairs.pairs(paragraphs(LONG), paragraphs(LONG.replace("old", "new"), "Another thought is here."))
    assert (found.both, found.new, found.split) == (((0, 0),), ((0, (1,)),), ())


def test_two_notes_that_changed_places_are_known_by_their_words() -> None:
    """Each stands in the other's bookmark."""
    one, other = tuple(read("A report of the port.")), tuple(read("Minutes, second series."))
    sent = Returned((), (Body(one, 1), Body(other, 2)))
    assert pairs.notes(sent, Returned((), (Body(other, 1), Body(one, 2)))) == {1: 2, 2: 1}
    assert pairs.notes(sent, Returned((), (Body(one, 1), Body(tuple(read("All new words.")), 2)))) == {
        1: 1,
        2: 2,
    }


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (Replacement(0, 3, "#"), "\\# quay is long.\nIt is old."),
        (Replacement(0, 3, "1."), "1\\. quay is long.\nIt is old."),
        (Replacement(0, 8, ""), "\\- is long.\nIt is old."),
        (Replacement(18, 20, "+"), "The quay is long.\n\\+ is old."),
        (Replacement(4, 8, "-"), "The - is long.\nIt is old."),
    ],
    ids=["a heading", "an item", "by what stands behind it", "on a line of its own", "within a line"],
)
def test_no_word_begins_a_block_by_a_change(made: Replacement, said: str) -> None:
    """A sign at the head of a line gets a backslash, and none elsewhere (pandoc's manual, "Backslash escapes")."""
    text = (
        "The quay is long.\nIt is old." if made != Replacement(0, 8, "") else "The pier- is long.\nIt is old."
    )
    assert applied(text, openings.closed(text, "", [made])) == said


def asked(old: str, new: str, refused: str = "", passage: int = 0) -> Change:
    made = () if refused else (Replacement(0, 1, "x"),)
    return Change(
        Location("n.md", 1, 1), "paragraph", old, new, replacements=made, refused=refused, passage=passage
    )


def test_a_call_goes_with_its_words_or_not_at_all() -> None:
    """Of one that was taken out here and put in there, both are done or none; one that stays among words is free."""
    away, here = asked("It moved.[3]", ""), asked("", "It moved.[3]", "no place")
    free = asked("a[3] word", "b[3] word")
    assert [one.refused for one in settle.together([away, here, free])] == [settle.MOVED, "no place", ""]


def test_what_was_refused_is_known_again_in_other_pieces() -> None:
    """The rebuilt edition is asked for the same words, taken together otherwise; a word besides is a fault."""
    refused = asked("the old port", "the new pier", "not here", 10)
    done = asked("a", "b", passage=0)
    again = Found((asked("old", "new", passage=10), asked("port", "pier", passage=10)))
    assert settle.proved([refused, done], again, exact=True) == ([refused, done], [])
    more = Found((*again.changes, asked("", "quay", passage=0)))
    assert settle.proved([refused, done], more, exact=True)[0][1].refused == settle.UNPROVED
