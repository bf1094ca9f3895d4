"""What may not reach a reader goes; its words stay."""

from __future__ import annotations

from typing import Any

import pytest

from notebuild.edition import sanitize, tree
from notebuild.edition.nodes import words as s


def link(address: str) -> dict[str, Any]:
    return {"t": "Link", "c": [["", [], [["onclick", "x()"]]], s("words"), [address, ""]]}


def image(address: str) -> dict[str, Any]:
    return {"t": "Image", "c": [["", [], []], s("alt"), [address, ""]]}


@pytest.mark.parametrize("address", ["https://a.b", "http://a.b", "mailto:a@b.c", "#here"])
def test_good_addresses_stay(address: str) -> None:
    """The web, mail and the note itself may be linked to; a script on the link goes."""
    kept: Any = sanitize.keep({"t": "Para", "c": [link(address)]})
    assert kept["c"][0]["c"] == [["", [], []], s("words"), [address, ""]]


@pytest.mark.parametrize(
    "address", ["javascript:x()", "data:text/html,x", "file:///etc/passwd", "../x", "other.html"]
)
def test_other_addresses_leave_their_words(address: str) -> None:
    """A link that runs code or leaves the note keeps only its words."""
    assert sanitize.keep({"t": "Para", "c": [link(address)]}) == {"t": "Para", "c": s("words")}


@pytest.mark.parametrize(
    "address", ["/etc/x.png", "../x.png", "https://a.b/x.png", "a\\b.png", "figures/../../x"]
)
def test_pictures_from_elsewhere_leave_their_words(address: str) -> None:
    """A picture is a file of the note's own folder."""
    assert sanitize.keep({"t": "Para", "c": [image(address)]}) == {"t": "Para", "c": s("alt")}


def test_own_pictures_stay() -> None:
    """A relative path without `..` is the note's own."""
    node = {"t": "Para", "c": [image("figures/a.svg")]}
    assert sanitize.keep(node) == node


def test_raw_code_goes() -> None:
    """Raw HTML or TeX never passes, whatever let it in."""
    raw = {"t": "RawInline", "c": ["html", "<script>"]}
    assert sanitize.keep({"t": "Para", "c": [raw, *s("x")]}) == {"t": "Para", "c": s("x")}


def test_attributes_are_on_a_list() -> None:
    """Style, events and foreign classes go, and ids that belong to notes; language stays."""
    node = {
        "t": "Span",
        "c": [["note-3", ["evil", "source"], [["style", "x"], ["lang", "fr"]]], s("x")],
    }
    assert sanitize.keep(node)["c"][0] == ["", ["source"], [["lang", "fr"]]]
    assert tree.text(sanitize.keep(node)) == "x"
