"""The citation style says the same things in each of its languages, and nothing of its own."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

CSL = "{http://purl.org/net/xbiblio/csl}"
STYLE = ElementTree.fromstring(Path("styles/note.csl").read_bytes())
LANGUAGES = ("en", "fr", "de")


def terms(language: str) -> set[tuple[str | None, str | None]]:
    """Name and form of the terms that the style words itself in a language."""
    (locale,) = [
        one
        for one in STYLE.iter(f"{CSL}locale")
        if one.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    ]
    found = {(term.get("name"), term.get("form")) for term in locale.iter(f"{CSL}term")}
    return {one for one in found if not str(one[0]).startswith("ordinal")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_term(language: str) -> None:
    """A term worded in one language is worded in all, lest an edition mix two tongues."""
    assert terms(language) == terms("en")


def test_every_macro_is_used_and_every_macro_called_exists() -> None:
    """CSL passes over a macro that is not there without a word."""
    defined = {macro.get("name") for macro in STYLE.iter(f"{CSL}macro")}
    called = {node.get("macro") for node in STYLE.iter() if node.get("macro")}
    assert defined == called


def test_no_title_is_recased_and_nothing_is_ibid() -> None:
    """Titles print as typed; a short form stands alone when notes before it are moved or cut."""
    assert not [node for node in STYLE.iter() if node.get("text-case")]
    positions = {node.get("position") for node in STYLE.iter() if node.get("position")}
    assert positions == {"subsequent"}


def test_citations_are_told_apart() -> None:
    """U+2063 stands between the citations of one note, for the numbering to find each of them."""
    layout = STYLE.find(f"{CSL}citation/{CSL}layout")
    assert layout is not None
    assert (layout.get("delimiter"), layout.get("suffix")) == ("; \u2063", ".")
