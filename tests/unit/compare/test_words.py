"""Two texts compared word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebuild.compare.changes import marked


def shown(old: str, new: str) -> str:
    signs = {"same": "{}", "in": "{{{}}}", "out": "[{}]"}
    return "".join(signs[state].format(words) for state, words in marked(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The war of 2020 ended.", "The war of 2021 ended.", "The war of [2020]{2021} ended."),
        ("a long road home", "a longer road home", "a [long]{longer} road home"),
        ("one two", "one two three", "one two{ three}"),
        ("Baku’s control", "Baku’s hold", "Baku’s [control]{hold}"),
        ("", "all new", "{all new}"),
        ("the same", "the same", "the same"),
    ],
)
def test_whole_words_are_marked(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_a_crumb_between_two_changes_is_marked_with_them() -> None:
    """“or” between two other words cannot be read; a longer stretch stays as it is."""
    assert shown("red or blue", "big or vast") == "[red or blue]{big or vast}"
    assert shown("red elephant blue", "big elephant vast") == "[red]{big} elephant [blue]{vast}"


def test_a_call_is_no_crumb() -> None:
    assert shown("red[1]blue", "big[1]vast") == "[red]{big}[1][blue]{vast}"


@given(st.text("ab c[1].", max_size=30), st.text("ab c[1].", max_size=30))
def test_both_texts_can_be_read_from_the_marks(old: str, new: str) -> None:
    parts = list(marked(old, new))
    assert "".join(words for state, words in parts if state != "in") == old
    assert "".join(words for state, words in parts if state != "out") == new
