"""What is the same, changed, came and went, told of two sequences in order."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from notebuild.compare.align import Pair, align, dice


def pairs(old: str, new: str) -> list[Pair]:
    """Two rows of words, parted by semicolons; words are alike by the words that they share."""
    rows = [row.split("; ") for row in (old, new)]
    return align(rows[0], rows[1], lambda one: one, lambda a, b: dice(Counter(a.split()), Counter(b.split())))


def test_the_same() -> None:
    assert pairs("a; b; c", "a; b; c") == [(0, 0), (1, 1), (2, 2)]


def test_what_went_stands_before_what_came() -> None:
    assert pairs("a; b; c", "a; x; c") == [(0, 0), (1, None), (None, 1), (2, 2)]


def test_a_changed_one_is_paired_with_the_likest() -> None:
    old = "the port is old; the river is wide and slow"
    new = "the river is wide and fast; another sentence"
    assert pairs(old, new) == [(0, None), (1, 0), (None, 1)]


def test_dice_counts_a_word_as_often_as_both_have_it() -> None:
    """Twice what is shared, over all: 2·2 of 3 + 4 words."""
    assert dice(Counter("a a b".split()), Counter("a b b c".split())) == 4 / 7
    assert dice(Counter(), Counter()) == 1.0


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_each_is_told_once_and_in_order(old: list[str], new: list[str]) -> None:
    found = align(old, new, lambda one: one, lambda a, b: 0.5 if a < b else 0.0)
    assert [a for a, _ in found if a is not None] == list(range(len(old)))
    assert [b for _, b in found if b is not None] == list(range(len(new)))
