"""Citations and addresses as people type them are written so that pandoc reads what they meant (pandoc 3.9)."""

from __future__ import annotations

import pytest

from notebuild.sources.markdown import markers, spelling


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("[see @a; @b; Ohl, in print]", r"[see @a; @b\; Ohl, in print]"),
        ("[see below; @a, p. 7]", r"[see below\; @a, p. 7]"),
        ("[@a, pp. 1-2; 8-9; @b]", r"[@a, pp. 1-2\; 8-9; @b]"),
        ("[see [](#x); @a]", r"[see [](#x)\; @a]"),
        ("[@a;]", "[@a ]"),
        ("[; @a;; @b ;]", "[  @a ; @b  ]"),
        ("[@a, `x;y` &amp; [b; c](u); @b]", "[@a, `x;y` &amp; [b; c](u); @b]"),
        (r"[@a, one\; two; @b]", r"[@a, one\; two; @b]"),
        ("[no key; here]", "[no key; here]"),
        ("@a [p. 3; 18; @b]", r"@a [p. 3\; 18; @b]"),
        ("@a [see below; @b]", "@a [see below; @b]"),
        ("[@a][@b]", "[@a] [@b]"),
        ("[@a][^n]", "[@a][^n]"),
        ("@a's book", "@a’s book"),
        ("so^[One.][@a] and^[Two.](x)", "so^[One.] [@a] and^[Two.] (x)"),
        ("^[One.]^[Two.][^n]", "^[One.]^[Two.] [^n]"),
        ("at https://e.org/a_b, and", "at <https://e.org/a_b>, and"),
        (r"(https://e.org/a\_(b))", "(<https://e.org/a_(b)>)"),
        ("<https://e.org> [https://e.org](https://e.org)", "<https://e.org> [https://e.org](https://e.org)"),
        ("`https://e.org` xhttps://e.org", "`https://e.org` xhttps://e.org"),
    ],
)
def test_written_for_pandoc(typed: str, read: str) -> None:
    """What belongs to one source stays with it, and nothing else changes; written twice is written once."""
    assert spelling.for_pandoc(typed) == read
    assert spelling.for_pandoc(read) == read


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("[@a, p. 3; 18; @b]", [("key", "a"), ("locator", "p. 3; 18"), ("key", "b")]),
        ("[see below; @a, p. 7;]", [("key", "a"), ("locator", "p. 7")]),
        ("@a [p. 3; see @b, p. 4]", [("key", "a"), ("locator", "p. 3"), ("key", "b"), ("locator", "p. 4")]),
        ("https://e.org/@name says", [("address", "https://e.org/@name")]),
        ("(see https://e.org/a_(b)).", [("address", "https://e.org/a_(b)")]),
        ("so.@a and x@a.org and so...@b", [("key", "b")]),
        ("Never![^a] No![@k] So!^[x] ![alt](f.png)", [("label", "a"), ("key", "k"), ("image", "f.png")]),
    ],
)
def test_what_belongs_to_a_key(text: str, marks: list[tuple[str, str]]) -> None:
    """A part without a key belongs to the source before it; "![" makes a picture where an address follows."""
    wanted = {"key", "locator", "address", "label", "image"}
    assert [(mark.kind, mark.value) for mark in markers.scan(text) if mark.kind in wanted] == marks
