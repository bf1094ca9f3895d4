"""Marked passages: what the tree says of them, and whose typography and calls they have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from notebuild.core.house import Profile, read_profile
from notebuild.core.model import Node
from notebuild.edition import nodes, passages, tree

PROFILES = Path(__file__).parents[3] / "styles" / "profiles"


def profile(language: str) -> Profile:
    return read_profile(PROFILES / f"{language}.toml", f"{language}.toml")


FRENCH, ENGLISH = profile("fr-FR"), profile("en-GB")


def say(text: str) -> list[Node]:
    return nodes.words(text)


def para(*inlines: Any) -> Node:
    return {"t": "Para", "c": list(inlines)}


def wrapped(blocks: list[Node]) -> Any:
    return passages.wrap(blocks, FRENCH, ENGLISH)


def test_a_long_passage() -> None:
    """A paragraph in the original's language is tagged with it, after a label in the edition's."""
    (found,) = wrapped([para(*say("Some words.\ue012"))])
    label, space, passage = found["c"]
    assert tree.classes(label) == ["state"]
    assert tree.text(label) == "[non traduit]"
    assert space == {"t": "Space"}
    assert tree.classes(passage) == ["untranslated"]
    assert tree.attribute(passage, "lang") == "en-GB"
    assert tree.text(passage) == "Some words."


def test_a_short_passage() -> None:
    """A heading or cell has no label; a stale one is in the edition's language, so has no tag."""
    (found,) = wrapped([para(*say("Des mots\ue011"))])
    (passage,) = found["c"]
    assert tree.classes(passage) == ["stale"]
    assert tree.attribute(passage, "lang") == ""


def test_a_note() -> None:
    """A mark in a note is for each of its paragraphs, with one label, and not for the paragraph that calls it."""
    note = {"t": "Note", "c": [para(*say("One.\ue012")), para(*say("Two."))]}
    (found,) = wrapped([para(*say("Texte"), note)])
    assert found["c"][0] == {"t": "Str", "c": "Texte"}
    first, second = found["c"][1]["c"]
    assert [tree.classes(node) for node in first["c"] if node["t"] == "Span"] == [["state"], ["untranslated"]]
    assert [tree.classes(node) for node in second["c"]] == [["untranslated"]]


def test_a_picture() -> None:
    """The words of `alt` lose their mark; untranslated, the picture says their language."""
    image = {"t": "Image", "c": [["", [], [["alt", "A line.\ue013"]]], [], ["figures/a.svg", ""]]}
    (found,) = wrapped([para(image)])
    assert found["c"][0]["c"][0][2] == [["alt", "A line."], ["lang", "en-GB"]]


def test_no_mark_changes_nothing() -> None:
    """A tree without marks is left as it is."""
    blocks = [para(*say("Rien à dire."), {"t": "Note", "c": [para(*say("Non."))]})]
    assert wrapped(blocks) == blocks


def test_calls_stand_outside() -> None:
    """A call is no part of a passage: its note is in the edition's language."""
    call = nodes.span(["note-call"], [{"t": "Str", "c": "1"}], note="1")
    passage = nodes.span(["untranslated"], [*say("One"), call, *say(".")], lang="en-GB")
    (found,) = passages.part([para(passage)])
    assert [tree.classes(node) for node in found["c"]] == [["untranslated"], ["note-call"], ["untranslated"]]


def test_original_typography() -> None:
    """An untranslated passage has the quotation marks of its own language."""
    quoted: Node = {"t": "Quoted", "c": [{"t": "SingleQuote"}, say("frozen")]}
    (found,) = passages.set_original([para(nodes.span(["untranslated"], [quoted], lang="en-GB"))], ENGLISH)
    assert tree.text(found["c"]) == "‘frozen’"
