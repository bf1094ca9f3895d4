"""What no compositor would let stand, each with its page, words and remedy; and counts made by hand."""

from __future__ import annotations

import pytest

from notebuild.core.problems import Location, Problem
from notebuild.proof import composition
from notebuild.readback import Block, Composition, Reading, SetLine

ENGLISH = (("‘", "’"), ("“", "”"))
FRENCH = (("«\u00a0", "\u00a0»"), ("“", "”"))
GERMAN = (("„", "“"), ("‚", "‘"))
FAMILIES = ("Source Serif Pro", "Source Sans Pro")
REMEDY = "with a no-break space, where it is typed or by a rule of the language's profile"


def line(text: str, page: int = 3, right: float = 400) -> SetLine:
    return SetLine(page, 100, right, 500, 10, text)


def block(*texts: str, kind: str = "P", part: str = "text", note: int = 0) -> Block:
    """A block whose words `3|text` name their page; without one, page 3."""
    pairs = [text.split("|") if text[1:2] == "|" else ("3", text) for text in texts]
    return Block(kind, part, note, tuple(line(text, int(page)) for page, text in pairs))


def reading(*blocks: Block, **values: object) -> Reading:
    how = Composition(blocks, **values)  # type: ignore[arg-type]
    return Reading("build/n/n.fr.pdf", "pdf", "geometry", "fr-FR", "T", (), 9, composition=how)


def found(
    *blocks: Block, quotes: tuple[tuple[str, str], ...] = FRENCH, code: tuple[str, ...] = (), **values: object
) -> list[Problem]:
    return list(composition.check(reading(*blocks, **values), quotes, FAMILIES, code))


@pytest.mark.parametrize("text", ["…et la suite", "... et la suite", ".NET et la suite"])
def test_what_may_begin_a_line(text: str) -> None:
    """An ellipsis and a name with a dot before it belong to no word before them."""
    assert found(block("un mot", text), block(text)) == []


@pytest.mark.parametrize("sign", ";:!?»%,.)]}”")
def test_beginnings(sign: str) -> None:
    """No line of text, note, caption, cell or cover begins with a closing mark."""
    (problem,) = found(block("un mot", f"{sign} et la suite", kind="TD", part="page"))
    assert str(problem.location) == "build/n/n.fr.pdf: page 3"
    assert problem.message == f'a line begins with "{sign}": {sign} et la suite'
    assert problem.remedy == f"bind the mark to the word before it {REMEDY}"
    assert problem.severity == "error"


def test_a_word_broken_in_a_cell() -> None:
    """A word wider than its column is broken where the column ends, before a mark or after one."""
    assert found(block("mot-de-passe", ")", "(", "«\u00a0mot", "»", kind="TD")) == []
    assert len(found(block("un mot", ")", kind="TD"))) == 1


@pytest.mark.parametrize("sign", "«([{“")
def test_ends(sign: str) -> None:
    """No line ends with an opening mark."""
    (problem,) = found(block(f"un mot {sign}", "et la suite"))
    assert str(problem.location) == "build/n/n.fr.pdf: page 3"
    assert problem.message == f'a line ends with "{sign}": un mot {sign}'
    assert problem.remedy == f"bind the mark to the word after it {REMEDY}"


@pytest.mark.parametrize(
    ("quotes", "first", "second"),
    [
        pytest.param(ENGLISH, "called it ‘", "so’", id="English outer"),
        pytest.param(ENGLISH, "called it “", "so”", id="English inner"),
        pytest.param(GERMAN, "nannte es „", "so“", id="German outer"),
        pytest.param(GERMAN, "nannte es ‚", "so‘", id="German inner"),
    ],
)
def test_opening_marks_of_a_language(quotes: tuple[tuple[str, str], ...], first: str, second: str) -> None:
    """What opens a quotation is the language's own."""
    (problem,) = found(block(first, second), quotes=quotes)
    assert problem.message == f'a line ends with "{first[-1]}": {first}'


@pytest.mark.parametrize(
    ("quotes", "texts"),
    [
        pytest.param(GERMAN, ("er nannte es „so“", "und dann"), id="a mark that closes in German"),
        pytest.param(ENGLISH, ("the decade,", "’90s it was"), id="an apostrophe"),
        pytest.param(GERMAN, ("Er sagte es:", "‘We will leave’"), id="English in German"),
        pytest.param(FRENCH, ("Un mot\u00a0;", "(la suite)", "« fin »"), id="marks in their places"),
        pytest.param(FRENCH, ("?",), id="a cell that is a mark"),
        pytest.param(FRENCH, ("et autodétermi-", "nation."), id="a hyphen"),
    ],
)
def test_silence(quotes: tuple[tuple[str, str], ...], texts: tuple[str, ...]) -> None:
    """What is set as it should be says nothing."""
    assert found(block(*texts), quotes=quotes) == []


@pytest.mark.parametrize(
    ("texts", "code", "faults"),
    [
        pytest.param(("Le code a : b", "; « c » reste"), "a : b ; « c »", 0, id="in the line"),
        pytest.param(("if a (", ") : b"), "if a (\n) : b", 0, id="a block"),
        pytest.param(("un mot", "; suite"), "a : b ; « c »", 1, id="elsewhere"),
    ],
)
def test_code(texts: tuple[str, ...], code: str, faults: int) -> None:
    """Code is printed as it was typed, wherever its lines break; prose beside it is not."""
    assert len(found(block(*texts), code=(code,))) == faults


def test_over_the_page() -> None:
    """A paragraph that goes on over the page is looked at where it does."""
    (problem,) = found(block("3|un mot", "4|; la suite"))
    assert problem.location.place == "page 4"


def test_no_glyph() -> None:
    """A character without a glyph is told with its page and line."""
    (problem,) = found(undrawn=((2, "a \ufffd b"),))
    assert str(problem.location) == "build/n/n.fr.pdf: page 2"
    assert problem.message == "a character has no glyph: a \ufffd b"
    assert problem.remedy == "use a character that the house's faces have, or add a face to styles/house.toml"


def test_off_the_page() -> None:
    """A line that runs off the page is told with its words."""
    (problem,) = found(outside=((2, "a long word"),))
    assert str(problem.location) == "build/n/n.fr.pdf: page 2"
    assert problem.message == "a line runs off the page: a long word"
    assert problem.remedy == (
        "let it break: shorten the word, table or heading that holds it, or mend its rule in the sheet"
    )


def test_faces() -> None:
    """A face that is not the house's, or not in the file, is told by its name."""
    faces = (("Courier", False), ("DejaVu-Sans", True), ("Source-Serif-Pro-Semi-Bold", True))
    one, two = found(faces=faces)
    assert str(one.location) == str(two.location) == "build/n/n.fr.pdf"
    assert one.message == "the face Courier is not in the file"
    assert one.remedy == "name only families of styles/house.toml in the sheets and pictures"
    assert two.message == "the face DejaVu-Sans is not one of the house's"
    assert two.remedy == (
        "use characters that the house's faces have, and name only families of styles/house.toml"
    )


def test_a_fault_whose_words_are_known() -> None:
    """Where the words of a line were written is known, that is the place; the file and page are said."""
    where = Location("manuscript/n/note.md", 12, 1)
    read = reading(block("un mot", "! et la suite"), undrawn=((2, "sans glyphe"),))
    known = {"! et la suite": where}
    glyph, begun = sorted(composition.check(read, FRENCH, FAMILIES, (), known.get))
    assert (begun.location, begun.message) == (
        where,
        'a line begins with "!" on page 3 of n.fr.pdf: ! et la suite',
    )
    assert str(glyph.location) == "build/n/n.fr.pdf: page 2"
