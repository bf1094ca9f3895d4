"""Runs in other scripts have a face with their letters, and passages from right to left a direction of their own."""

from __future__ import annotations

import pytest

from notebuild.render.word import ooxml, scripts
from notebuild.render.word.ooxml import Element, element, every, find, name, value

ALEF, BET, BEN = "\u05d0", "\u05d1", "\u0562"


def run(words: str, *look: Element) -> Element:
    """A run of plain words."""
    text = element("w:t")
    text.text = words
    return element("w:r", element("w:rPr", *look) if look else None, text)


def paragraph(*runs: Element) -> Element:
    """A body with one paragraph."""
    return ooxml.root("w:body", element("w:p", *runs))


def shown(body: Element) -> list[tuple[str, str]]:
    """The words of each run, with the face that it names."""
    rows = []
    for one in every(body, "w:r"):
        faces = every(one, "w:rFonts")
        rows.append(("".join(one.itertext()), value(faces[0], "w:cs") if faces else ""))
    return rows


def test_a_face_for_what_the_first_lacks() -> None:
    """Letters of a fallback stand in runs of their own, which keep the look of the whole; others stay."""
    body = paragraph(run(f"A {BEN}{BEN} b", element("w:rStyle", w_val="X"), element("w:i")), run("plain"))
    scripts.faced(body, {ord(BEN): "Tiny"})
    assert shown(body) == [("A ", ""), (BEN * 2, "Tiny"), (" b", ""), ("plain", "")]
    middle = every(body, "w:r")[1]
    its = find(middle, "w:rPr")
    assert its is not None
    assert [child.tag for child in its] == [name("w:rStyle"), name("w:rFonts"), name("w:i")]
    assert all(words.get(name("xml:space")) == "preserve" for words in every(body, "w:t")[:3])


def test_a_passage_is_closed_off() -> None:
    """Runs side by side with the property are one passage: an embedding, its end, and a mark after it."""
    back = element("w:rtl")
    body = paragraph(run("A "), run(ALEF, back), run(BET, element("w:i"), element("w:rtl")), run(", 2015"))
    scripts.closed(body)
    assert [words for words, _ in shown(body)] == ["A ", f"\u202b{ALEF}", f"{BET}\u202c\u200e", ", 2015"]


def test_the_language_of_a_passage() -> None:
    """Word spells a run from right to left by its language of that direction."""
    body = paragraph(
        run(ALEF, element("w:rtl"), element("w:lang", w_val="he")), run("A", element("w:lang", w_val="fr"))
    )
    scripts.closed(body)
    assert [value(language, "w:bidi") for language in every(body, "w:lang")] == ["he", ""]


def test_a_property_that_is_off() -> None:
    """A run whose property says no is none."""
    body = paragraph(run("A", element("w:rtl", w_val="0")))
    scripts.closed(body)
    assert shown(body) == [("A", "")]


@pytest.mark.parametrize(
    ("holder", "properties", "words", "begins_at_the_right"),
    [
        ("w:body", (), ALEF, True),
        ("w:body", (), f"A {ALEF}", False),
        ("w:body", (), "2023", False),
        ("w:body", (element("w:numPr"),), ALEF, False),
        ("w:tc", (), ALEF, False),
        ("w:footnote", (), ALEF, False),
    ],
    ids=["whole", "with Latin words", "figures", "in a list", "in a cell", "in a footnote"],
)
def test_a_paragraph_from_right_to_left(
    holder: str, properties: tuple[Element, ...], words: str, begins_at_the_right: bool
) -> None:
    """A paragraph whose letters are all read from right to left says so, in the order of the schema (CT_PPrBase)."""
    its = element("w:pPr", element("w:pStyle", w_val="BodyText"), *properties, element("w:ind"))
    part = element(holder, element("w:p", its, run(words, element("w:rtl"))))
    scripts.closed(part)
    told = [child.tag.rpartition("}")[2] for child in its]
    assert ("bidi" in told) == begins_at_the_right
    assert told[-2:] == (["bidi", "ind"] if begins_at_the_right else [*told[:-1][-1:], "ind"])
