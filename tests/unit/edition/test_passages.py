"""Marked passages: where the mark stands in the text, and what the tree says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from notebuild.core.house import Profile, read_profile
from notebuild.core.model import Segment, Tree
from notebuild.edition import passages, tree
from notebuild.sources import markdown

PROFILES = Path(__file__).parents[3] / "styles" / "profiles"


def profile(language: str) -> Profile:
    return read_profile(PROFILES / f"{language}.toml", f"{language}.toml")


FRENCH, ENGLISH = profile("fr-FR"), profile("en-GB")


def segment(text: str, kind: str) -> Segment:
    (found,) = [one for one in markdown.segments(text, "note.md") if one.kind == kind]
    return found


def say(text: str) -> list[Tree]:
    return tree.words(text)


def para(*inlines: Any) -> Tree:
    return {"t": "Para", "c": list(inlines)}


def wrapped(blocks: list[Tree]) -> Any:
    return passages.wrap(blocks, FRENCH, ENGLISH)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("## A *b*\n", "heading", "A *b*\ue013", id="a heading, which is short"),
        pytest.param("One\ntwo.\n", "paragraph", "One\ntwo.\ue012", id="a paragraph of two lines"),
        pytest.param(
            "A[^x]\n\n[^x]: One\n    two.\n\n    Three.\n",
            "footnote",
            "One\n    two.\ue012\n\n    Three.",
            id="the first paragraph of a note",
        ),
    ],
)
def test_mark(text: str, kind: str, expected: str) -> None:
    """The mark ends the first paragraph and moves no line."""
    assert passages.mark(segment(text, kind), "untranslated").text == expected


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
    call = tree.span(["note-call"], [{"t": "Str", "c": "1"}], note="1")
    passage = tree.span(["untranslated"], [*say("One"), call, *say(".")], lang="en-GB")
    (found,) = passages.part([para(passage)])
    assert [tree.classes(node) for node in found["c"]] == [["untranslated"], ["note-call"], ["untranslated"]]


def test_original_typography() -> None:
    """An untranslated passage has the quotation marks of its own language."""
    quoted = {"t": "Quoted", "c": [{"t": "SingleQuote"}, say("frozen")]}
    (found,) = passages.set_original([para(tree.span(["untranslated"], [quoted], lang="en-GB"))], ENGLISH)
    assert tree.text(found["c"]) == "‘frozen’"


def test_readable() -> None:
    """The text that people get has an empty span where the pipeline has a private character."""
    assert passages.readable("A\ue010 B\ue013") == "A[]{.stale} B[]{.untranslated}"
