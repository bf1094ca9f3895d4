"""Entries in parentheses and comments inside entries are read, and every sign keeps its place."""

from __future__ import annotations

import pytest

from notebuild.sources.bibliography.delimiters import braced


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("@misc(a, title = {T (x)})\n", "@misc{a, title = {T (x)}}\n"),
        ('@misc(a, title = "T) x")\n@misc{b}\n', '@misc{a, title = "T) x"}\n@misc{b}\n'),
        ('@string(p = "P")\n', '@string{p = "P"}\n'),
        ("@misc(a, title = {T}\n@misc{b}\n", "@misc(a, title = {T}\n@misc{b}\n"),
        ("@comment(x, {y})\n", "@comment(x, {y})\n"),
        ("@misc{a,\n  % note = {x},\n  title = {T}}\n", "@misc{a,\n               \n  title = {T}}\n"),
        ("@misc{a, % why\n  title = {T}, % {\n}\n", "@misc{a,      \n  title = {T},    \n}\n"),
        ("@misc{a, title = {50\n% of it}}\n", "@misc{a, title = {50\n% of it}}\n"),
        ("@misc{\n  title = {T}}\n", "@misc{,\n  title = {T}}\n"),
        ("@string{a = {T}}\n", "@string{a = {T}}\n"),
        ("% Encoding: UTF-8\n@misc{a}\n", "% Encoding: UTF-8\n@misc{a}\n"),
        ("@misc{a,\r\n title = {T}}\r", "@misc{a,\n title = {T}}\n"),
    ],
)
def test_spelling_becomes_one(typed: str, read: str) -> None:
    """Parentheses become braces, comments between fields blanks; an entry that never closes is left alone."""
    assert braced(typed) == read
