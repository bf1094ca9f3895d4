"""What is the same passage in a file and its edition, and where passages stand on a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from word_edition import edition

from notebuild.core.model import Edition
from notebuild.core.passages import Passage, SetLine
from notebuild.edition import wording
from notebuild.edition.places import Places
from notebuild.proof import words
from notebuild.proof.words.align import Pair, align, joined
from notebuild.proof.words.place import check, is_parted
from notebuild.readback import Composition, Reading
from notebuild.readback.passages import agree


def said(*words: str) -> list[Passage]:
    return [Passage("paragraph", one) for one in words]


def test_the_same_words_twice_in_order() -> None:
    """Passages of the same words are told apart by their order alone."""
    twice = said("A.", "One.", "B.", "One.", "One.")
    assert align(twice, twice) == [Pair(at, at) for at in range(5)]


def test_one_of_the_same_words_lost() -> None:
    """Of three passages of the same words one is lost: the others keep their places."""
    pairs = align(said("One.", "A.", "One.", "B.", "One."), said("One.", "A.", "B.", "One."))
    assert [pair for pair in pairs if pair.read is None] == [Pair(2, None)]
    assert not any(pair.is_moved for pair in pairs)


def test_a_changed_passage_is_paired_with_its_own() -> None:
    pairs = align(said("The port is open.", "The end."), said("The port is shut.", "The end."))
    assert pairs == [Pair(0, 0), Pair(1, 1)]


def on(page: int, *words: str, base: float = 700) -> Passage:
    lines = tuple(SetLine(page, 60, 500, base - 14 * at, 10, one) for at, one in enumerate(words))
    return Passage("paragraph", "\n".join(words), page=page, lines=lines)


def test_a_passage_over_two_pages() -> None:
    """What the tags part at the foot of a page is one passage again, and only then."""
    whole = said("The port lies open to the wind.", "The port", "The end.")
    read = [on(1, "The port lies"), on(2, "open to the wind."), on(2, "The port"), on(2, "The end.")]
    assert [one.words.split() for one in joined(whole, read)] == [one.words.split() for one in whole]


def test_a_word_over_two_pages() -> None:
    """A hyphen at the foot of a page is the setter's, or the writer's own."""
    for word in ("mediation", "well-known"):
        whole = said(f"The {word} of it.")
        cut = word.index("-") + 1 if "-" in word else 3
        head = f"The {word[:cut]}" if "-" in word else f"The {word[:cut]}-"
        (one,) = joined(whole, [on(1, head), on(2, f"{word[cut:]} of it.")])
        assert agree(one, whole[0], by_lines=False)


def geometry(*passages: Passage) -> list[str]:
    """What is wrong with where these passages stand, on pages of 600 by 800 points."""
    reading = Reading(
        "n.en.pdf",
        "pdf",
        "geometry",
        "en-GB",
        "",
        (),
        composition=Composition(sizes=((600, 800), (600, 800))),
    )
    return [message for _, message in check(passages, reading)]


def cell(column: int, left: float, base: float, words: str = "12") -> Passage:
    return Passage(
        "cell", words, column=column, page=1, lines=(SetLine(1, left, left + 40, base, 10, words),)
    )


PICTURE = Passage("picture", "A map.", page=1, box=(60, 400, 540, 700))
CAPTION = replace(on(1, "Figure 1. A map", base=385), kind="caption")


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([on(1, "One."), on(1, "Two.", base=680)], []),
        ([on(1, "One."), on(1, "Beside it.", base=702)], ["is printed over other words"]),
        ([on(1, "One.", base=600), on(1, "Two.")], ["stands before what it follows"]),
        ([on(2, "One."), on(1, "Two.")], ["stands before what it follows"]),
        ([on(1, "One.", base=-20)], ["runs off its page"]),
        ([cell(1, 60, 700), cell(2, 200, 700), cell(1, 60, 680), cell(2, 200, 680)], []),
        ([cell(1, 200, 700), cell(2, 60, 700)], ["stands left of the cell that it follows"]),
        ([cell(1, 60, 680), cell(1, 60, 700)], ["stands above the row that it follows"]),
        ([cell(1, 60, 700), cell(2, 80, 700)], ["is printed over other words"]),
        ([cell(1, 60, 700), cell(2, 590, 700)], ["runs off its page"]),
        ([PICTURE, CAPTION], []),
        ([replace(PICTURE, box=(300, 400, 780, 700)), CAPTION], ["is cut off by the edge of its page"]),
        ([replace(PICTURE, box=(0, 0, 0, 0)), CAPTION], ["is not drawn"]),
        ([PICTURE, replace(CAPTION, lines=on(2, "Figure 1.").lines)], ["does not stand beside its picture"]),
        ([replace(PICTURE, box=(60, 600, 540, 700)), CAPTION], []),  # white space at the foot of a drawing
        (
            [replace(PICTURE, box=(60, 600, 540, 700)), CAPTION, on(1, "Words.", base=500)],
            ["does not stand beside its picture"],
        ),
        ([CAPTION, cell(1, 60, 300)], []),
        ([CAPTION, cell(1, 60, 500)], ["does not stand above its table"]),
        ([PICTURE, CAPTION, replace(cell(1, 60, 700), lines=on(2, "12").lines, page=2)], []),
    ],
)
def test_where_passages_stand(passages: list[Passage], expected: list[str]) -> None:
    assert geometry(*passages) == expected


def test_lines_of_a_verse() -> None:
    """A line that its author broke begins a line on the page; a long one may go on in the next."""
    verse = Passage("paragraph", "The lake is low,\nthe road is long.")
    assert is_parted(on(1, "The lake is", "low,", "the road is long."), verse)
    assert not is_parted(on(1, "The lake is low, the", "road is long."), verse)


IMPRINT = ("A house", "Français\u00a0: PDF et document Word", "English: Word document")
"""What the editions of these tests say of who publishes them, and how they come."""


def test_what_the_house_says_is_proved(tmp_path: Path) -> None:
    """A page without its publisher, or a format, is told; the house's words in the house's file."""
    made = edition(tmp_path, "fr-FR", "Un texte.", about="Ce que nous faisons.")
    made = replace(made, metadata={**made.metadata, "abstract": [], "key-points": [], "credit": []})
    known = (
        *("Si vis pacem\u202f?", "Un sous-titre", "La rédaction, 31 mars 2025, Version 3"),
        "Une phrase.",
    )
    assert front(made, *known, *IMPRINT, "Ce que nous faisons.") == []
    body = tuple(wording.passages(made.tree["blocks"]))
    read = tuple(Passage("paragraph", one, "front") for one in (*known, "English: Word document", "A horse"))
    reading = Reading("n.fr.pdf", "html", "elements", made.language, "", (), passages=(*read, *body))
    told = list(words.check(made, Places((), {}, {}, "note.md"), [reading]))
    assert [(one.location.path, one.message) for one in told] == [
        ("styles/house.toml", '"publisher" "A house" is not in n.fr.pdf'),
        ("note.md", '"formats" "Français : PDF et document Word" is not in n.fr.pdf'),
        ("styles/house.toml", '"about" "Ce que nous faisons." is not in n.fr.pdf'),
    ]


def front(made: Edition, *words_before: str) -> list[str]:
    """What is wrong with a page that says these words before its text."""
    read = tuple(Passage("paragraph", one, "front") for one in words_before)
    body = tuple(wording.passages(made.tree["blocks"]))
    reading = Reading("n.fr.html", "html", "elements", made.language, "", (), passages=(*read, *body))
    return [one.message for one in words.check(made, Places((), {}, {}, "note.md"), [reading])]


def test_fields_of_the_same_words(tmp_path: Path) -> None:
    """Teaser, abstract and a label of the page may say the same; a paragraph that stands twice in a row is told."""
    made = edition(
        tmp_path, "fr-FR", "Un texte.", teaser=wording_of("Un essai."), abstract=[para("Un essai.")]
    )
    made = replace(made, metadata={**made.metadata, "key-points": [], "credit": [], "subtitle": []})
    known = ("Si vis pacem\u202f?", "La rédaction, 31 mars 2025, Version 3", *IMPRINT)
    assert front(made, *known, "Un essai.", "Résumé", "Un essai.") == []
    assert front(made, *known, "Résumé", "Un essai.", "Un essai.", "Un essai.") == [
        '"abstract" "Un essai." stands 3 times in n.fr.html'
    ]
    assert front(made, *known) == [
        '"teaser" "Un essai." is not in n.fr.html',
        '"abstract" "Un essai." is not in n.fr.html',
    ]


def wording_of(text: str) -> list[dict[str, str]]:
    return [{"t": "Str", "c": text}]


def para(text: str) -> dict[str, object]:
    return {"t": "Para", "c": wording_of(text)}
