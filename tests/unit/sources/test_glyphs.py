"""What no face of the house can draw is told at its line in the source, with its name and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from notebuild import translation
from notebuild.core.house import parsed
from notebuild.core.model import Segment
from notebuild.core.problems import Location
from notebuild.sources import bibliography, drawings, markdown
from notebuild.sources.checks import backward, glyphs

DRAWN = frozenset(map(ord, "".join(map(chr, range(0x20, 0x7F))) + "é–’“”\u0301"))
HEAD = "---\ntitle: T\nauthor: A\ndate: 2025-03-31\nversion: 1\nlang: en-GB\n---\n"
LATIN = "in Latin letters, or name"
FALLBACK = "as a [[fallback]] in styles/house.toml"


def told(folder: Path, text: str) -> list[str]:
    """The Problems of a note with this text."""
    path = folder / "note.md"
    path.write_text(text, encoding="utf-8")
    note, found = markdown.read(path, "n.md")
    assert note is not None and not found
    return [str(one) for one in glyphs.check(glyphs.of_note(note, text), DRAWN)]


WRONG = [
    (
        "One \u0562 here.",
        f"n.md:8:5: no face of the house has \u0562 (U+0562 ARMENIAN SMALL LETTER BEN)\n"
        f"    write it {LATIN} a face that has it {FALLBACK}",
    ),
    (
        "One\ntwo \u05d0\u05d1 \u05d0.",
        f"n.md:9:5: no face of the house has \u05d0, \u05d1 (U+05D0 HEBREW LETTER ALEF, and so on)\n"
        f"    write it {LATIN} a face that has them {FALLBACK}",
    ),
    (
        "- Well done \U0001f44d",
        "n.md:8:13: no face of the house has \U0001f44d (U+1F44D THUMBS UP SIGN)\n"
        f"    say it in words, or name a face that has it {FALLBACK}",
    ),
    (
        "Words.\n\n- [x] One\n",
        "n.md:10: no face of the house has \u2611 (U+2611 BALLOT BOX WITH CHECK)\n"
        f"    say it in words, or name a face that has it {FALLBACK}",
    ),
    (
        "`x \u2192 y`",
        "n.md:8:4: no face of the house has \u2192 (U+2192 RIGHTWARDS ARROW)\n"
        f"    say it in words, or name a face that has it {FALLBACK}",
    ),
    (
        "Arrow &rarr; here.",
        "n.md:8: no face of the house has \u2192 (U+2192 RIGHTWARDS ARROW)\n"
        f"    say it in words, or name a face that has it {FALLBACK}",
    ),
    (
        "Made d\u0307.",
        "n.md:8:6: no face of the house has \u1e0b (U+1E0B LATIN SMALL LETTER D WITH DOT ABOVE)\n"
        f"    write it another way, or name a face that has it {FALLBACK}",
    ),
    (
        "Marked q\u0307.",
        "n.md:8:9: no face of the house has \u25cc\u0307 (U+0307 COMBINING DOT ABOVE)\n"
        f"    write it another way, or name a face that has it {FALLBACK}",
    ),
    (
        "| A | \u0562 |\n|---|---|\n| c | d |",
        f"n.md:8:7: no face of the house has \u0562 (U+0562 ARMENIAN SMALL LETTER BEN)\n"
        f"    write it {LATIN} a face that has it {FALLBACK}",
    ),
    (
        "A[^a].\n\n[^a]: In \u4e2d\u6587\u5b57\u4f53\u8272.",
        "n.md:10:10: no face of the house has \u4e2d, \u6587, \u5b57, \u4f53 and 1 more "
        f"(U+4E2D CJK UNIFIED IDEOGRAPH-4E2D, and so on)\n    write it {LATIN} a face that has them {FALLBACK}",
    ),
]


@pytest.mark.parametrize(("body", "problem"), WRONG, ids=[body[:12] for body, _ in WRONG])
def test_a_character_that_no_face_has(tmp_path: Path, body: str, problem: str) -> None:
    """One Problem a script and passage, at the first of its characters, which it names."""
    assert told(tmp_path, HEAD + body + "\n") == [problem]


def test_a_vowel_sign(tmp_path: Path) -> None:
    """A sign on a letter of another script is refused even where a face has it: its word could not be proved."""
    points = frozenset({*DRAWN, 0x05D0, 0x05B8, 0x0915, 0x093F})
    path = tmp_path / "note.md"
    for words, sign in (("\u05d0\u05b8", "\u05b8 (U+05B8 HEBREW POINT QAMATS)"), ("\u0915\u093f", None)):
        path.write_text(f"{HEAD}A {words} word.\n", encoding="utf-8")
        note, _ = markdown.read(path, "n.md")
        assert note is not None
        (told,) = glyphs.check(glyphs.of_note(note, path.read_text(encoding="utf-8")), points)
        assert str(told.location) == "n.md:8:4"
        assert told.remedy == "write the word without such signs, or in Latin letters"
        assert (
            sign is None
            or told.message == f"the sign \u25cc{sign} of a letter cannot be read back from a PDF"
        )


def test_a_letter_in_pieces(tmp_path: Path) -> None:
    """A letter that the face draws in pieces is told with the face, and what serves."""
    path = tmp_path / "note.md"
    path.write_text(f"{HEAD}A \u0628 word.\n", encoding="utf-8")
    note, _ = markdown.read(path, "n.md")
    assert note is not None
    passages = glyphs.of_note(note, path.read_text(encoding="utf-8"))
    (told,) = glyphs.check(passages, {*DRAWN, 0x0628}, {0x0628: "Noto"})
    assert str(told) == (
        "n.md:8:3: the face Noto draws \u0628 (U+0628 ARABIC LETTER BEH) in pieces, so that no PDF can be read back\n"
        "    name a face that draws it whole before Noto in styles/house.toml, as DejaVu Sans does"
    )


def test_code(tmp_path: Path) -> None:
    """Letters from right to left in code are told, in a block and in a line."""
    path = tmp_path / "note.md"
    path.write_text(f"{HEAD}A `x = \u05d0` word.\n\n```\ny = \u05d1\n```\n", encoding="utf-8")
    note, _ = markdown.read(path, "n.md")
    assert note is not None
    remedy = "take it out of the code, or write it in Latin letters"
    assert [str(one) for one in backward.code(note)] == [
        f"n.md:8:8: \u05d0 (U+05D0 HEBREW LETTER ALEF) in code, which is read from left to right\n    {remedy}",
        f"n.md:11:5: \u05d1 (U+05D1 HEBREW LETTER BET) in code, which is read from left to right\n    {remedy}",
    ]


def test_decomposed_letters(tmp_path: Path) -> None:
    """A letter and its accent as two characters are read as the one that they are: in labels, keys and words."""
    path = tmp_path / "note.md"
    path.write_text(f"{HEAD}A cafe\u0301[^cafe\u0301].\n\n[^caf\u00e9]: See [@mu\u0308].\n", encoding="utf-8")
    note, _ = markdown.read(path, "n.md")
    assert note is not None
    values = {mark.value for segment in note.segments for mark in markdown.marks(segment)}
    assert {"caf\u00e9", "m\u00fc"} <= values
    (tmp_path / "b.bib").write_text("@misc{mu\u0308, title = {O\u0301}, date = {2001}}", encoding="utf-8")
    (source,), _ = bibliography.read(tmp_path / "b.bib", "b.bib")
    assert (source.key, source.fields["title"]) == ("m\u00fc", "\u00d3")
    (tmp_path / "fr.po").write_text('msgid "e\u0301"\nmsgstr "e\u0300"\n', encoding="utf-8")
    catalogue, _ = translation.read(tmp_path / "fr.po", "fr.po")
    assert [(entry.msgid, entry.msgstr) for entry in catalogue.file] == [("\u00e9", "\u00e8")]


RIGHT = [
    "Caf\u00e9 and cafe\u0301, composed or not.",
    "A thin\u202fspace, a\u2060joiner, a soft\u00adhyphen, a \u2011 hyphen, a\ufe0f selector.",
    "A key [@\u0562\u0561, p. 3] and [a link](https://e.org/\u0562).",
    "Words<!-- \u0562 --> and [more]{lang=hy}.",
    '![](figures/a.png){alt="\u0562\u0561"}',
]


@pytest.mark.parametrize("body", RIGHT, ids=[body[:12] for body in RIGHT])
def test_what_does_not_print_needs_no_face(tmp_path: Path, body: str) -> None:
    """Keys, addresses, comments and alternative texts are not drawn; spaces have no shape."""
    assert told(tmp_path, HEAD + body + "\n") == []


def test_front_matter(tmp_path: Path) -> None:
    """A field is told at its own line, and a name in a list at its own."""
    head = HEAD.replace("title: T", "title: A \u0562").replace(": A\n", ":\n  - A\n  - \u05d0 B\n")
    assert [one.split(": ")[0] for one in told(tmp_path, head + "Text.\n")] == ["n.md:2:10", "n.md:5:5"]


def test_sources(tmp_path: Path) -> None:
    """A field of an entry is told at its own line, and a word that the entry has from an @string at the entry."""
    text = "@string{p = {\u0562}}\n@book{k,\n  author = {Doe, Jo},\n  title = {A\n  \u05d0},\n"
    text += "  publisher = p,\n  date = {2001}}\n"
    (tmp_path / "b.bib").write_text(text, encoding="utf-8")
    sources, _ = bibliography.read(tmp_path / "b.bib", "b.bib")
    lines = tuple(text.split("\n")[1:])
    found = glyphs.check(glyphs.of_sources(sources, {"k": lines}.__getitem__), DRAWN)
    assert [str(one.location) for one in found] == ["b.bib:5:3", "b.bib:6"]


def test_catalogue() -> None:
    """A translation is told at its own line of the catalogue."""
    text = 'msgctxt "a"\nmsgid "b"\nmsgstr "c \u05d0"\n'
    rows = [(3, Segment("a", "paragraph", Location("n.md", 8, 1), "c \u05d0", "a"))]
    found = list(glyphs.check(glyphs.of_catalogue(rows, text, "fr.po"), DRAWN))
    assert [str(one.location) for one in found] == ["fr.po:3:11"]


def test_drawing() -> None:
    """The words of a drawing are told at their line, and its title is not drawn."""
    text = '<svg xmlns="http://www.w3.org/2000/svg"><title>\u05d0</title>\n<text>1 \u05d1</text></svg>'
    found = list(glyphs.check(glyphs.of_drawing(drawings.printed(text, "f.svg"), text), DRAWN))
    assert [str(one.location) for one in found] == ["f.svg:2:9"]


def test_a_drawing_from_right_to_left() -> None:
    """Words of a drawing that are read from right to left are told: no engine of ours sets them so."""
    text = '<svg xmlns="http://www.w3.org/2000/svg"><text>1 \u05d1</text></svg>'
    (told,) = backward.drawing(drawings.printed(text, "f.svg"))
    assert str(told) == (
        "f.svg:1:47: \u05d1 (U+05D1 HEBREW LETTER BET) in a drawing, whose words are set from left to right\n"
        "    write it in Latin letters, or turn the words into paths in the drawing program"
    )


def test_house() -> None:
    """What the house prints on every note is told at its line of the house file."""
    text = 'publisher = "P"\n[about]\nen-GB = "Notes \u05d0"\n'
    values = {"publisher": "P", "about.en-GB": parsed(text)["about"]["en-GB"]}
    found = list(glyphs.check(glyphs.of_tables(values, text, "house.toml"), DRAWN))
    assert [str(one.location) for one in found] == ["house.toml:3:16"]
