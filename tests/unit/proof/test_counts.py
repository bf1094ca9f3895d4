"""How lines fall, counted on lines set by hand: each rule with a place that it finds and one that it must not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from notebuild.core.house import Profile, Rule
from notebuild.proof.counts import Counts, count
from notebuild.proof.wanted import Wanted
from notebuild.readback import Block, Composition, Reading, SetLine

RULE = Rule(r"(?<=\bp\.) (?=\d)|(?<=\d) (?=March)", "\u00a0", "a test's own")
TIES = Profile("en-GB", "English", {}, {}, (("‘", "’"), ("“", "”")), (RULE,), "after")
ASKED = Wanted(
    frozenset(["karabakh", "march"]),
    frozenset(["south-eastern", "mid-nineteenth-century"]),
    ("https://www.example.org/a-b/c?d=e",),
    ("Anatomyofp.5",),
    TIES,
)


POEM = (
    "First the bar and then the bay in the north,",
    "then the quay,4",
    "and last the mole, out of the way.",
)


def block(*texts: str, kind: str = "P", part: str = "text", leading: float = 14.0) -> Block:
    """Lines under one another; `4|text` begins on page 4, which those below it are on too."""
    lines: list[SetLine] = []
    page, base = 3, 700.0
    for text in texts:
        if text[1:2] == "|":
            page, base, text = int(text[0]), 700.0, text[2:]
        lines.append(SetLine(page, 100, 400, base, 10, text))
        base -= leading
    return Block(kind, part, 0 if part == "text" else 1, tuple(lines))


def counted(*blocks: Block, wanted: Wanted = ASKED) -> Counts:
    return count(
        Reading("x.pdf", "pdf", "geometry", "en", "T", (), 9, composition=Composition(blocks)), wanted
    )


def test_counts() -> None:
    """Lines, hyphens, ladders, orphans, widows and stranded headings, counted by hand."""
    counts = counted(
        block("A heading", kind="H2"),
        block("4|first, alone", "5|second-", "third-", "fourth-", "ti"),
        block("5|one", "two", "6|last, alone"),
        block("6|a note of two-", "lines", part="note"),
        Block("", "furniture", 0, block("1 / 9").lines),
    )
    assert (counts.lines, counts.hyphens) == (10, 4)
    assert counts.ladders == ((5, "fourth-"),)
    assert counts.orphans == ((4, "first, alone"),)
    assert counts.widows == ((6, "last, alone"),)
    assert counts.stranded == ((3, "A heading"),)


def test_an_uneven_line() -> None:
    """A line that stands half a point lower than its fellows is found; a gap inside an item of a list is none."""
    even = block("one", "two", "three", "four")
    low = tuple(replace(line, base=line.base - 0.5) for line in even.lines[3:])
    assert counted(even, replace(even, lines=(*even.lines[:3], *low))).uneven == ((3, "four"),)
    far = replace(even.lines[3], base=500)
    assert counted(even, replace(even, kind="LBody", lines=(*even.lines[:3], far))).uneven == ()
    assert counted(even, block("set", "closer", leading=10, part="note")).uneven == ()


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(("mis\u00ad", "taken here"), ("mis\u00ad",), id="a hyphen that was added"),
        pytest.param(("south-", "eastern parts"), (), id="the word's own"),
        pytest.param(("the mid-", "nineteenth-century town"), (), id="the first of its own two"),
        pytest.param(
            ("the mid-nineteenth-cen-", "tury town"), ("the mid-nineteenth-cen-",), id="beside its own"
        ),
    ],
)
def test_hyphens_in_notes(lines: tuple[str, ...], found: tuple[str, ...]) -> None:
    """Notes are set ragged: a hyphen that is not the word's own has no place at the end of their lines."""
    assert counted(block(*lines, part="note")).in_notes == tuple((3, text) for text in found)
    assert counted(block(*lines)).in_notes == ()


def test_a_word_over_the_page() -> None:
    """A page that ends within a word is found, a line that does is not."""
    assert counted(block("one mis-", "taken was mis-", "4|taken again")).over_page == ((3, "taken was mis-"),)


@pytest.mark.parametrize(
    ("lines", "stubs"),
    [
        pytest.param(("a whole dic-", "tion."), 1, id="the rest of a word"),
        pytest.param(("a whole dic-", "tion of words"), 0, id="and more"),
        pytest.param(("to the south-", "eastern"), 0, id="after the word's own hyphen"),
        pytest.param(("the whole", "diction."), 0, id="a word"),
    ],
)
def test_stubs(lines: tuple[str, ...], stubs: int) -> None:
    """A paragraph's last line that is the rest of a word, and nothing more."""
    assert len(counted(block(*lines)).stubs) == stubs


@pytest.mark.parametrize(
    ("lines", "parted"),
    [
        pytest.param(("in Kara-", "bakh, there"), 1, id="a name"),
        pytest.param(("of l’Kara-", "bakh, there"), 1, id="a name with its article"),
        pytest.param(("in caba-", "ret"), 0, id="a word that is no name"),
        pytest.param(("since 12", "March 2021"), 1, id="what a rule ties"),
        pytest.param(("see p.", "12"), 1, id="an abbreviation"),
        pytest.param(("the Anatomy of p.", "5"), 0, id="in another language"),
        pytest.param(("since", "March 2021"), 0, id="what none ties"),
        pytest.param(("from 2019–", "2021"), 1, id="a range of numbers"),
        pytest.param(("from 2019-", "2021"), 1, id="a range with a hyphen"),
        pytest.param(("at https://www.example.org/a-b", "/c?d=e"), 0, id="an address"),
    ],
)
def test_parted(lines: tuple[str, ...], parted: int) -> None:
    """A line that ends within a name, a number, or between what the profile ties."""
    assert len(counted(block(*lines)).parted) == parted


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("at https://", "www.example.org/a-b/c?d=e."), 1),
        (("at https://www", ".example.org/a-b/c?d=e."), 0),
        (("at https://www.", "example.org/a-b/c?d=e."), 1),
        (("at https://www.example.org/", "a-b/c?d=e."), 1),
        (("at https://www.example.org", "/a-b/c?d=e."), 0),
        (("at https://www.example.org/a-", "b/c?d=e."), 1),
        (("at https://www.example.org/a\u00ad", "b/c?d=e."), 1),
        (("at https://www.example.org/a", "-b/c?d=e."), 0),
        (("at https://www.exam\u00ad", "ple.org/a-b/c?d=e."), 1),
        (("at https://www.exam", "ple.org/a-b/c?d=e."), 1),
        (("at https://www.example.org/a-b/c?d=", "e."), 0),
        (("at https://www.example.org/a-b/c?d", "=e."), 0),
        (("at https://www.example.org/a-b/c?", "d=e."), 1),
        (("at https://www.example.org/a-b/c?d=e", "and on"), 0),
    ],
)
def test_addresses(lines: tuple[str, ...], wrong: int) -> None:
    """An address breaks as Chicago 7.46 says: no hyphen is added, none of its own ends a line."""
    assert len(counted(block(*lines, part="note")).addresses) == wrong


def test_a_deep_page() -> None:
    """More than 40 points above the notes are told where running text goes on, and not before a heading."""

    def page(base: float, after: str) -> tuple[tuple[int, str], ...]:
        text = block("one", "two")
        low = replace(text.lines[1], base=base)
        note = Block("P", "note", 1, (SetLine(3, 100, 400, 300, 8, "a note"),))
        following = block("4|and on", kind=after)
        return counted(replace(text, lines=(text.lines[0], low)), following, note).deep

    assert page(300 + 8 + 41, "P") == ((3, "41 pt"),)
    assert page(300 + 8 + 39, "P") == ()
    assert page(300 + 8 + 90, "H2") == ()


def test_blemishes() -> None:
    """Of two layouts the one with fewer places to mend is the better: all kinds count alike, lines do not."""
    assert counted(block("one", "two", "three")).blemishes == 0
    assert counted(block("in Kara-", "4|bakh")).blemishes == 5  # page, name, stub, orphan, widow


def test_a_short_last_line() -> None:
    """A last line of less than a tenth of the measure is a runt; one of a line is none."""
    long, short = block("a long line", "it.").lines
    alone = Block("P", "text", 0, (replace(short, right=125),))
    assert counted(Block("P", "text", 0, (long, replace(short, right=125))), alone).runts == ((3, "it."),)


def test_a_line_broken_off() -> None:
    """A line that ends though the next word would have stood on it is broken off; a last line is not."""

    def broken(*texts: str) -> tuple[tuple[int, str], ...]:
        lines = [replace(one, right=130) if one.text == "moved" else one for one in block(*texts).lines]
        return counted(Block("P", "text", 0, tuple(lines))).broken

    whole = "a line of the full measure"
    assert broken(whole, "moved", whole) == ((3, "moved"),)
    assert broken(whole, whole, "moved") == ()
    assert broken(whole, "moved", "Rindfleischetikettierungsüberwachungsaufgaben") == ()
    assert broken(whole, "moved", "31\u00a0December\u00a0of\u00a0a\u00a0year") == ()
    assert broken(whole, "moved", "https://carnegieendowmentforinternationalpeace.org") == ()
    assert broken(whole, "moved", "/5fb88e8abe121211727291a.html") == ()
    assert broken(whole, "moved", "/5.html") == ((3, "moved"),)


def test_a_line_that_its_author_ends() -> None:
    """A line of a poem, or one before a hard break, ends where it was told to, with a call at its end or without."""
    lines = [replace(one, right=130) if one.text == "then the quay,4" else one for one in block(*POEM).lines]
    asked = Wanted(
        breaks=(("firstthebarandthenthebayinthenorth,", "thenthequay,"), ("thenthequay,", "andlast"))
    )
    assert counted(Block("P", "text", 0, tuple(lines)), wanted=asked).broken == ()
    assert counted(Block("P", "text", 0, tuple(lines))).broken == ((3, "then the quay,4"),)


def test_a_loose_line_is_not_broken_off() -> None:
    """A line whose words stand so far apart that they are read one by one ends with the last of them."""
    words = [SetLine(3, 100, right, 500, 10, "word") for right in (130, 250, 400)]
    below = SetLine(3, 100, 400, 486, 10, "the line below")
    assert counted(Block("P", "text", 0, (*words, below))).broken == ()
