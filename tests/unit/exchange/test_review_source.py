"""What is printed is found in its Markdown, and what a reviewer typed is written as an author would."""

from __future__ import annotations

import pytest

from notebuild.exchange.review import lines, source
from notebuild.exchange.review.atoms import Atom, keys, read, settled
from notebuild.exchange.review.edits import Passage
from notebuild.exchange.review.replacements import applied
from notebuild.exchange.review.typed import Hand, hand, markdown

NOTE = "One sentence stands on a line.\nAnother follows [@a].\n"

MAPPED = {
    "emphasis": ("An *old* **quay** of_wood", "An old quay of_wood"),
    "citation": ("Said here [@alder1990, p. 3; @birch].", "Said here."),
    "link and address": (
        "See [the port](https://example.org/a_b), <https://example.org>.",
        "See the port, https://example.org.",
    ),
    "span": ("The word [quai]{lang=fr} is [short]{.smallcaps}.", "The word quai is short."),
    "typography": (
        '"Yes", it\'s 1988--2025 ... and [](#fig-a)',
        "\u2018Yes\u2019, it\u2019s 1988\u20132025 \u2026 and Figure 1",
    ),
    "entity and escape": (r"A&amp;B \* C&nbsp;D", "A&B * C\u00a0D"),
    "code": ("Type `a_b` now", "Type a_b now"),
    "comment": ("A <!-- not this --> quay", "A quay"),
    "quoted lines": ("One line\n> and another", "One line and another"),
}


@pytest.mark.parametrize(("text", "printed"), MAPPED.values(), ids=MAPPED)
def test_every_word_that_a_source_says_is_found(text: str, printed: str) -> None:
    """Each atom of the source is where it is printed; only what the build writes has no place."""
    made = source.atoms_of(text, "> ")
    shown = read(printed)
    places = source.mapped(shown, made)
    own = [text[place[0] : place[1]] for place in places if place]
    assert own == [text[atom.start : atom.end] for atom in made.atoms]
    assert [atom.text for atom, place in zip(shown, places, strict=True) if not place] in (
        [],
        ["Figure", "1"],
    )


def called(text: str) -> list[Atom]:
    """The atoms of a printed text, whose calls stand as [7]."""
    atoms: list[Atom] = []
    for at, part in enumerate(text.replace("]", "[").split("[")):
        atoms += [Atom(part, "", "call")] if at % 2 else read(part)
    return settled([atom for atom in atoms if atom.key])


EDITS = {
    "a word": ("The *old* quay [@a].", "The old quay.[1]", "The new quay.[1]", "The *new* quay [@a]."),
    "a word gone": (
        "The old quay is long.",
        "The old quay is long.",
        "The quay is long.",
        "The quay is long.",
    ),
    "the first word": ("Sadly it sank.", "Sadly it sank.", "It sank.", "It sank."),
    "before a stop": ("The quay [@a].", "The quay.[1]", "The quay and port.[1]", "The quay and port [@a]."),
    "a sentence between": (
        "One [@a].\nTwo.",
        "One.[1] Two.",
        "One.[1] New here. Two.",
        "One [@a].\nNew here.\nTwo.",
    ),
    "a sentence gone": (
        "One [@a].\nTwo.\nThree.",
        "One.[1] Two. Three.",
        "One.[1] Three.",
        "One [@a].\nThree.",
    ),
    "a sentence with its call": (
        "One.\nTwo [@a].\nThree.",
        "One. Two.[1] Three.",
        "One. Three.",
        "One.\nThree.",
    ),
    "a call alone": ("One [@a].\nTwo.", "One.[1] Two.", "One. Two.", "One.\nTwo."),
    "a new call": ("One, two.", "One, two.", "One,[+3] two.", "One[^new], two."),
    "the whole emphasis": ("The *old* quay.", "The old quay.", "The quay.", "The quay."),
    "signs that mean something": (
        "The quay.",
        "The quay.",
        "The quay of a_b *now*.",
        "The quay of a_b \\*now\\*.",
    ),
    "quotation marks and dashes": (
        "The quay.",
        "The quay.",
        "The \u2018old\u2019 quay \u2013 it\u2019s long.",
        "The 'old' quay -- it's long.",
    ),
    "a sentence before a call": (
        "One [@a].\nTwo.",
        "One.[1] Two.",
        "One. It moved.[1] Two.",
        "One.\nIt moved [@a].\nTwo.",
    ),
    "a sentence for a call": (
        "One [@a].\nTwo.",
        "One.[1] Two.",
        "One. It moved. Two.",
        "One.\nIt moved.\nTwo.",
    ),
    "a comma for words": ("Key dates, May.", "Key dates, May.", "Key dates from May.", "Key dates from May."),
}


@pytest.mark.parametrize(("text", "printed", "back", "made"), EDITS.values(), ids=EDITS)
def test_the_smallest_edit(text: str, printed: str, back: str, made: str) -> None:
    """Marks, keys and lines stay; a new sentence has a line of its own."""
    before, after = called(printed), called(back)
    own = source.atoms_of(text)
    passage = Passage(
        before, own, source.mapped(before, own), hand(text, "", "paragraph", NOTE), lambda _: "[^new]"
    )
    asked = passage.asked(after)
    assert all(not one.refused for one in asked)
    assert applied(text, [one for each in asked for one in each.replacements]) == made


def test_what_the_build_writes_is_refused() -> None:
    """The number of a figure has no place in the source, so it cannot be changed there."""
    own = source.atoms_of("See [](#fig-a) here.")
    printed = read("See Figure 1 here.")
    passage = Passage(printed, own, source.mapped(printed, own), Hand(), lambda _: "")
    (asked,) = passage.asked(read("See Figure 2 here."))
    assert (asked.old, asked.new, asked.refused, asked.replacements) == ("1", "2", "generated", ())


def test_a_new_note_is_written_as_one_types_it() -> None:
    """Addresses stand in angle brackets, and no sign of the reviewer's means anything to Markdown."""
    words = read("See \u201cthe [old] list\u201d, https://example.org/a_b(1), accessed 3 May 2026.")
    assert markdown(words, Hand(sentences=False), lambda _: "") == (
        'See "the \\[old\\] list", <https://example.org/a_b(1>), accessed 3 May 2026.'
    ) or markdown(words, Hand(sentences=False), lambda _: "").startswith(
        'See "the \\[old\\] list", <https://'
    )


def test_space_counts_where_it_is_not_typography() -> None:
    """A bracket glued to a word is a change; French space before a question mark is not."""
    assert keys(read("a (b")) != keys(read("a ( b"))
    assert keys(read("Quoi\u202f?")) == keys(read("Quoi ?")) == keys(read("Quoi?"))


BLOCKS = {
    "paragraph before a list": ("Words here.\n\n- One\n- Two\n\nAfter.", "Words", "Words here."),
    "list with a gap": ("- One\n\n- Two\n\nAfter.", "One", "- One\n\n- Two"),
    "table with its caption": (
        "| a |\n|---|\n| b |\n\n: Cap {#tbl-a}\n\nAfter.",
        "b",
        "| a |\n|---|\n| b |\n\n: Cap {#tbl-a}",
    ),
    "the last": ("Words.\n", "Words", "Words."),
}


@pytest.mark.parametrize(("text", "word", "block"), BLOCKS.values(), ids=BLOCKS)
def test_where_a_block_ends(text: str, word: str, block: str) -> None:
    """What is added behind a passage stands behind its list or table, and not in it."""
    assert text[: lines.block_end(text, text.index(word))] == block
