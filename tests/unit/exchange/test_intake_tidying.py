"""Words, calls, sentences, headings and captions come out as the house's notes have them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from notebuild.core.model import Node
from notebuild.edition import nodes, tree
from notebuild.exchange.intake import arrange, captions, headings, pictures, tidying, typed_lists, typed_marks
from notebuild.exchange.intake.arrange import Item
from notebuild.exchange.intake.language import language

CALL = nodes.note([nodes.para([nodes.string("N")])])


def run(text: str) -> list[Node]:
    """Words as inlines, `^` for the call of a note; one that follows a word follows it in the run."""
    out: list[Node] = []
    for one in nodes.words(text):
        pieces = str(one.get("c", "")).split("^") if one["t"] == "Str" else [""]
        if one["t"] != "Str":
            out.append(one)
        for number, piece in enumerate(pieces):
            out += [CALL] if number else []
            out += [nodes.string(piece)] if piece else []
    return out


def shown(content: list[Node]) -> str:
    signs = {"Note": "^", "SoftBreak": "\n", "LineBreak": "\\\n"}
    return "".join(
        signs.get(one["t"]) or (one["c"][1] if one["t"] == "RawInline" else tree.text(one)) for one in content
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The end.^", "The end^."),
        ("The end.^^", "The end^^."),
        ("The end^.", "The end^."),
        ("One,^ two;^ three", "One^, two^; three"),
        ("The end. ^", "The end^."),
        ("“The end.”^ Next", "“The end.”^ Next"),
        ("Really?!^", "Really^?!"),
    ],
)
def test_calls_stand_before_the_stop(before: str, after: str) -> None:
    assert shown(tidying.before_stops(run(before))) == after


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One. Two! “Three?” Four", ["One.", "Two!", "“Three?”", "Four"]),
        ("Mr. Doe and J. Roe met at 5 p.m. in May.", ["Mr. Doe and J. Roe met at 5 p.m. in May."]),
        ("See p. 3 and e.g. Baku. Then no. 4.", ["See p. 3 and e.g. Baku.", "Then no. 4."]),
        ("« Non ! » dit-il. « Oui. »", ["« Non ! » dit-il.", "« Oui. »"]),
        ("Seen on 27. 9. 2007 there.", ["Seen on 27. 9. 2007 there."]),
        ("End^. Next", ["End^.", "Next"]),
        ("One. 2) is no list", ["One. 2) is no list"]),
    ],
)
def test_a_sentence_a_line(text: str, lines: list[str]) -> None:
    assert shown(tidying.sentences(run(text))).split("\n") == lines


def test_what_no_note_keeps_is_taken_off() -> None:
    """Underlining, soft hyphens, wide spaces, emphasis around nothing; a call is never slanted."""
    content = [
        {"t": "Underline", "c": run("A\u00adb\u00a0c")},
        {"t": "Emph", "c": [nodes.space()]},
        {"t": "Strong", "c": [*run("bold"), nodes.space()]},
        {"t": "Emph", "c": [*run("slant"), CALL]},
        {"t": "Superscript", "c": [CALL, nodes.string(","), CALL]},
    ]
    made = tidying.inlines(content)  # type: ignore[arg-type]
    kinds = [one["t"] for one in made]
    assert kinds == ["Str", "Space", "Str", "Space", "Strong", "Space", "Emph", "Note", "Note", "Note"]
    assert shown(made) == "Ab c bold slant^^^"


def test_no_line_begins_with_a_mark() -> None:
    """Pandoc reads `2)` behind a break as a list, and its writer does not escape it there."""
    made = tidying.unmarked(
        [nodes.string("a"), {"t": "LineBreak"}, nodes.string("2)"), nodes.space(), nodes.string("b")]
    )
    assert shown(made) == "a\\\n2\\) b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Figure 1. The road", ("fig", "Figure 1", "The road")),
        ("Table 2 — Exports of gas", ("tbl", "Table 2", "Exports of gas")),
        ("Tableau 3 : Exportations", ("tbl", "Tableau 3", "Exportations")),
        ("Abb. 4: Karte", ("fig", "Abb 4", "Karte")),
        ("Graphique 5 Le trafic", ("fig", "Graphique 5", "Le trafic")),
        ("Figure 2 shows the road.", None),
        ("Figures are rare.", None),
        ("A table of 3 rows", None),
    ],
)
def test_captions(text: str, expected: tuple[str, str, str] | None) -> None:
    found = captions.caption(nodes.para(run(text)))
    assert (found and (found.kind, found.label, tree.text(found.content))) == expected


def texts(found: list[Item]) -> list[Any]:
    return [
        (item.block["c"][0], tree.text(item.block["c"][2]))
        if item.block["t"] == "Header"
        else tree.text(item.block["c"])
        for item in found
    ]


def test_levels_and_numbers_of_headings() -> None:
    """The highest level is that of a section; a level is never left out; typed numbers go where several have them."""
    found = arrange.items(
        [
            nodes.header(1, run("1. One")),
            nodes.para(run("Text")),
            nodes.header(3, run("1.1 Deep")),
            nodes.header(1, run("2. Two^")),
            nodes.para(run("More")),
        ]
    )
    made, remarks, _ = headings.arranged(found)
    assert texts(made) == [(2, "One"), "Text", (3, "Deep"), (2, "Two"), "More"]
    assert any(tree.find(made[-1].block, "Note"))  # no heading holds a call
    assert [one.words for one in remarks if one.left_out] == ["1.", "1.1", "2."]
    alone, _, _ = headings.arranged(arrange.items([nodes.header(1, run("5 G and Security"))]))
    assert texts(alone) == [(2, "5 G and Security")]


def test_bold_lines_are_headings_and_told() -> None:
    bold = [nodes.para([nodes.strong(run(text))]) for text in ("1.1 A part", "Nb.")]
    found = arrange.items([bold[0], nodes.para(run("Text")), bold[1]])
    made, remarks = headings.bold(found)
    assert texts(made) == [(2, "1.1 A part"), "Text", "Nb."]
    assert [one.words for one in remarks] == ["1.1 A part"]


def test_lists_typed_by_hand() -> None:
    found = arrange.items(
        [nodes.para(run(text)) for text in ("• one", "• two", "Text", "1. a", "2. b", "5. c")]
    )
    made, remarks = typed_lists.typed_lists(found)
    assert [item.block["t"] for item in made] == ["BulletList", "Para", "OrderedList", "Para"]
    assert tree.text(made[0].block) == "one\ntwo"
    assert [one.words.split() for one in remarks] == [["•", "•"], ["1.", "2."]]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("The road to the border is closed, and that is a matter of the state.", "en-US", "en-US"),
        ("La route de la frontière est fermée et ne sera pas un corridor dans le pays.", "en-US", "fr"),
        ("Die Straße an der Grenze ist nicht offen und das ist ein Problem für den Staat.", "", "de"),
        ("Baku", "fr-FR", "fr-FR"),
        ("", "", "en"),
    ],
)
def test_the_language_is_told_by_the_words(text: str, said: str, expected: str) -> None:
    """What a program has written into the file counts only where the words agree, or are too few."""
    assert language([text], said) == expected


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(out, kind)
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><rect width="8" height="6"/></svg>'


@pytest.mark.parametrize(
    ("name", "content", "file", "said"),
    [
        ("media/a.png", picture("PNG"), "figures/a.png", ""),
        ("media/b.jpeg", picture("JPEG"), "figures/b.jpg", ""),
        ("media/c d.gif", picture("GIF"), "figures/c-d.png", "a picture of the kind GIF: it is a PNG now"),
        ("media/e.tiff", picture("TIFF"), "figures/e.png", "a picture of the kind TIFF: it is a PNG now"),
        ("media/f.bmp", picture("BMP"), "figures/f.png", "a picture of the kind BMP: it is a PNG now"),
        ("media/g.svg", SVG, "figures/g.png", "a drawing in SVG: it is a PNG now"),
        ("Pictures/1000020100000C80.jpg", picture("JPEG"), "figures/picture-1.jpg", ""),
        (
            "media/h.emf",
            b"\x01\0\0\0" + b"\0" * 90,
            "",
            "a picture of the kind EMF, which no page shows: save it as figures/h.png",
        ),
        (
            "media/i.gif",
            picture("GIF")[:20],
            "",
            "a picture of the kind GIF that cannot be read: export it as figures/i.png",
        ),
    ],
)
def test_pictures_are_kept_or_converted_or_told(name: str, content: bytes, file: str, said: str) -> None:
    block = nodes.para([nodes.image(nodes.attr(), run("A road"), [name, ""])])
    files, made, remarks = pictures.brought([block], {name: content})
    assert list(files) == ([file] if file else [])
    assert next(iter(tree.find(made, "Image")))["c"][2][0] == (file or f"figures/{name[6:7]}.png")
    assert [one.what.startswith(said) for one in remarks] == ([True] if said else [])
    if file.endswith("png"):
        assert Image.open(io.BytesIO(files[file])).format == "PNG"


def test_words_that_a_program_wrote_for_a_picture_are_no_description() -> None:
    block = nodes.para([nodes.image(nodes.attr(), run("Image 3"), ["a.png", ""])])
    _, made, remarks = pictures.brought([block], {"a.png": picture("PNG")})
    assert next(iter(tree.find(made, "Image")))["c"][1] == []
    assert remarks[0].words == "Image 3"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Das ist das Ende“, sagte er.", "“Das ist das Ende”, sagte er."),
        ("On napisał „Droga”.", "On napisał “Droga”."),
        ("So ‚klein‘ ist es.", "So ‘klein’ ist es."),
        ("He said “go” and ‘no’.", "He said “go” and ‘no’."),
    ],
)
def test_quotation_marks_of_other_languages_are_those_that_markdown_knows(text: str, expected: str) -> None:
    assert shown(tidying.inlines(run(text))) == expected


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (
            "https://www.google.com/url?q=https://www.bbc.com/news/1%3Fa%3D2&sa=D&ust=1",
            "https://www.bbc.com/news/1?a=2",
        ),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fun.org%2Fa&data=05",
            "https://un.org/a",
        ),
        ("https://www.google.com/search?q=roads", "https://www.google.com/search?q=roads"),
        ("https://un.org/url?q=https://x.org", "https://un.org/url?q=https://x.org"),
    ],
)
def test_links_lead_to_their_address(target: str, address: str) -> None:
    link = nodes.link(run("here"), target)
    (made,) = tidying.inlines([link])
    assert made["c"][2][0] == address
    assert len(list(tidying.counted_losses([link]))) == (target != address)


def test_what_was_typed_by_hand_for_people_is_told() -> None:
    """Raised numbers from 1, numbers in brackets from 1, a section by its number, a list of sources without a style."""
    raised = [nodes.superscript(run(number)) for number in "126"]
    found = [
        Item(nodes.para([*run("One"), raised[0], *run("and two"), raised[1]]), 1),
        Item(nodes.para(run("As [1] and [2] say, see section 1.1 and Section 7 of the Act.")), 2),
        Item(nodes.para([*run("10"), raised[2]]), 3),
        Item(nodes.para(run("References")), 4),
        Item(nodes.para(run("Smith, J. (2010).")), 5),
    ]
    calls = "numbers that look like calls of notes typed by hand"
    assert [
        (one.what.partition(":")[0], one.words, one.place) for one in typed_marks.told(found, ["1.1"])
    ] == [
        (calls, "1 2", 1),
        (calls, "1 2", 2),
        ("a reference to a heading by its number, which it has no more", "section 1.1", 2),
        ("a line that may head a list of sources, which a note prints by itself", "References", 4),
    ]
    assert typed_marks.told(found[2:3], []) == []
