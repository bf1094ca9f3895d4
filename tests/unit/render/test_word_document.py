"""The steps from an Edition to Word, each on a few lines of its own; no engine runs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image

from houses import HOUSE
from notebuild.core.house import read_house
from notebuild.core.model import Edition, Footnote, Node
from notebuild.core.problems import NotebuildError
from notebuild.edition import nodes, tree
from notebuild.render import raster
from notebuild.render.raster import Picture
from notebuild.render.word import beside, blocks, cleanup, cover, document, ooxml, pandoc_tree, tables
from notebuild.render.word.measures import Measures, measures
from notebuild.render.word.ooxml import Element, every, value

SHOWN = "build/harbour/harbour.en.docx"
AGAIN = "build the edition again; if it stays, report the fault with this file"


@pytest.fixture(scope="module")
def m() -> Measures:
    return measures(read_house(HOUSE / "house.toml"))


def call(number: int) -> Node:
    """A call as an edition's tree holds it."""
    return nodes.span(["note-call"], [{"t": "Str", "c": str(number)}], note=str(number))


def para(*inlines: Node) -> Node:
    return {"t": "Para", "c": list(inlines)}


def note(number: int, text: str = "Text.") -> Footnote:
    """A footnote of one paragraph, labelled after its number."""
    return Footnote(number, f"n{number}", "authored", (), text, (para(*nodes.words(text)),))


def edition(blocks: list[Node], notes: tuple[Footnote, ...] = (), **metadata: Any) -> Edition:
    """A small English edition."""
    meta = {
        "title": nodes.words("The harbour"),
        "authors": ["A. Author"],
        "doi": "",
        "date": "2025-03-31",
        "date-text": "31 March 2025",
        "situation": nodes.words("Situation as at 31 March 2025"),
        "version": 1,
        "version-text": "Version 1",
        "contents": [],
        "words": 10,
        "editions": [],
        "publisher": "A house",
        "published-by": [nodes.words("A house")],
        "series": "Notes",
        "number": "4",
        "labels": {
            "number": "No. {number}",
            "about": "About",
            "how-to-cite": "How to cite",
            "formats": "Formats",
            "published-by": "Publisher",
        },
    }
    return Edition("harbour", "en-GB", {**meta, **metadata}, {"meta": {}, "blocks": blocks}, notes)


def body(text: str) -> Element:
    """A body from XML without its namespaces."""
    names = " ".join(f'xmlns:{p}="{ooxml.NAMESPACES[p]}"' for p in ("w", "r", "wp", "a", "pic"))
    return ooxml.parse(f"<w:body {names}>{text}</w:body>".encode())


def p(style: str, text: str = "x") -> str:
    """A paragraph in this style."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def styles(start: Element) -> list[str]:
    return [cleanup.style(paragraph) for paragraph in every(start, "w:p")]


def test_calls_become_notes() -> None:
    """Each call is a Note with the footnote's blocks, inside bookmarks for the call and the note."""
    made = pandoc_tree.document(edition([para(call(1)), para(call(2))], (note(1), note(2))), {}, SHOWN)
    ids = [tree.identifier(node) for node in tree.walk(made) if node["t"] == "Span"]
    assert [one for one in ids if one] == ["call-1", "note-1", "call-2", "note-2"]
    notes = [node["c"] for node in tree.walk(made) if node["t"] == "Note"]
    assert notes == [list(note(n).blocks) for n in (1, 2)]


@pytest.mark.parametrize(
    ("calls", "numbers", "place", "message"),
    [
        pytest.param([1, 2], [1], 2, "note 2 is called but has no text", id="no text"),
        pytest.param([1], [1, 2], 2, "note 2 [^n2] is never called", id="not called"),
        pytest.param([2, 1], [1, 2], 2, "note 2 [^n2] is called out of order", id="out of order"),
        pytest.param([1, 2, 1], [1, 2], 1, "note 1 [^n1] is called out of order", id="twice"),
    ],
)
def test_disorder(calls: list[int], numbers: list[int], place: int, message: str) -> None:
    """Word counts notes itself, so an edition whose calls do not run 1, 2, 3 … is refused."""
    with pytest.raises(NotebuildError) as caught:
        pandoc_tree.document(edition([para(*map(call, calls))], tuple(map(note, numbers))), {}, SHOWN)
    (problem,) = caught.value.problems
    assert str(problem.location) == f"{SHOWN}: footnote {place}"
    assert (problem.message, problem.remedy) == (message, AGAIN)


@pytest.mark.parametrize(
    ("make", "place"),
    [
        pytest.param(lambda bad: edition([para({"t": "Str", "c": bad})]), "text", id="text"),
        pytest.param(lambda bad: edition([para(call(1))], (note(1, bad),)), "footnote 1", id="note"),
        pytest.param(lambda bad: edition([], authors=[bad]), "front matter", id="front matter"),
    ],
)
@pytest.mark.parametrize("character", ["\x01", "\x0c", "\ufffe"], ids=ascii)
def test_control_characters(make: Callable[[str], Edition], place: str, character: str) -> None:
    """A character that XML cannot hold is refused where it stands, not dropped from the text."""
    with pytest.raises(NotebuildError) as caught:
        pandoc_tree.document(make(f"a{character}b"), {}, SHOWN)
    (problem,) = caught.value.problems
    assert str(problem.location) == f"{SHOWN}: {place}"
    assert problem.message == f"the text holds the control character U+{ord(character):04X}"
    remedy = "delete it from the source text; it does not show, so retype the words around it"
    assert problem.remedy == remedy


def test_backslashes_are_not_control_characters() -> None:
    """A backslash before a b is two characters of text, and stays."""
    made = pandoc_tree.document(edition([para({"t": "Str", "c": r"\b\f\u0001"})]), {}, SHOWN)
    assert r"\b\f\u0001" in tree.text(made["blocks"])


def test_levels_and_classes() -> None:
    """Headings rise a level; what the manuscript calls source or pull quote wears its style."""
    blocks: list[Node] = [
        {"t": "Header", "c": [3, ["below", [], []], nodes.words("Below")]},
        {"t": "Div", "c": [["", ["source"], []], [para()]]},
        {"t": "Div", "c": [["", ["pullquote"], []], [para()]]},
    ]
    made = pandoc_tree.document(edition(blocks), {}, SHOWN)["blocks"]
    assert [node["c"][0] for node in made if node["t"] == "Header"] == [2, 1]
    worn = [tree.attribute(node, "custom-style") for node in made if node["t"] == "Div"]
    assert {"Source Line", "Pull Quote"} <= set(worn)


def test_numbers_of_a_deeper_list() -> None:
    """A list whose numbers its author left to pandoc counts in figures on every level, as in the other formats."""
    listed = {"t": "OrderedList", "c": [[1, {"t": "DefaultStyle"}, {"t": "DefaultDelim"}], [[]]]}
    dressed = pandoc_tree.dress(cast(Node, listed), {})
    assert isinstance(dressed, dict)
    assert dressed["c"][0] == [1, {"t": "Decimal"}, {"t": "DefaultDelim"}]


def test_about_without_a_series() -> None:
    """What the house says of itself needs no name of a series above it."""
    last = cover.last_page(edition([], series="", about="What we do."))
    assert [tree.text(block) for block in last][:2] == ["About", "What we do."]


def test_citations() -> None:
    """How to cite: this edition first, then its twin, said to be in its own language."""
    entry = {"name": "", "files": {}, "formats": [("", "English: "), ("pdf", "PDF")]}
    twins = [
        {**entry, "language": "fr-FR", "current": False, "citation": nodes.words("Le quai.")},
        {**entry, "language": "en-GB", "current": True, "citation": nodes.words("The quay.")},
    ]
    last = cover.last_page(edition([], editions=twins))
    texts = [tree.text(block) for block in last]
    assert texts[texts.index("How to cite") + 1] == "The quay.\nLe quai."
    assert texts[texts.index("Formats") + 1] == "English: PDF\nEnglish: PDF"
    foreign = [node for node in tree.walk(last) if node["t"] == "Span" and tree.attribute(node, "lang")]
    said = [(tree.attribute(one, "lang"), tree.text(one)) for one in foreign]
    assert said == [("fr-FR", "Le quai."), ("fr-FR", "English: PDF")]


def test_runs_are_joined() -> None:
    """Neighbouring runs of one look are one, so that a change in Word marks words, not fragments."""
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>"
    plain = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    runs = [plain.format("one"), plain.format(" "), plain.format("two"), bold, mark]
    start = body(f"<w:p>{''.join([*runs, plain.format('x'), plain.format('y')])}</w:p>")
    cleanup.join_runs(start)
    assert [cleanup.text(run) for run in every(start, "w:r")] == ["one two", "b", "", "xy"]


def test_notes_are_numbered() -> None:
    """A note's id is the number that is printed, in the order of the calls; strays are dropped."""
    start = body('<w:p><w:footnoteReference w:id="31"/><w:footnoteReference w:id="22"/></w:p>')
    notes = body(
        '<w:footnote w:id="0" w:type="separator"/><w:footnote w:id="22"><w:t>B</w:t></w:footnote>'
        '<w:footnote w:id="31"><w:t>A</w:t></w:footnote><w:footnote w:id="40"/>'
    )
    cleanup.number_notes(start, notes)
    assert [value(one, "w:id") for one in every(start, "w:footnoteReference")] == ["1", "2"]
    assert [(value(one, "w:id"), cleanup.text(one)) for one in notes] == [("1", "A"), ("2", "B")]


def test_heading_bookmark() -> None:
    """A heading's bookmark holds the heading, not its section."""
    start = body(
        f'<w:bookmarkStart w:id="9" w:name="a"/>{p("Heading1")}{p("BodyText")}<w:bookmarkEnd w:id="9"/>'
    )
    cleanup.tighten_bookmarks(start)
    assert [len(every(block, "w:bookmarkStart", "w:bookmarkEnd")) for block in start] == [2, 0]


def test_openings() -> None:
    """Only a paragraph that follows a paragraph is indented."""
    order = ["Heading1", "BodyText", "FirstParagraph", "BlockText", "BodyText"]
    start = body("".join(map(p, order)))
    blocks.openings(start)
    assert styles(start) == ["Heading1", "FirstParagraph", "BodyText", "BlockText", "FirstParagraph"]


def test_one_box_alone(m: Measures) -> None:
    """Key points without a summary take the whole width; without either there is no box."""
    start = body(p("KeyPointsTitle") + p("KeyPoint"))
    beside.boxes(start, m)
    assert [value(one, "w:w") for one in every(start, "w:gridCol")] == [str(m.full)]
    bare = body(p("BodyText"))
    beside.boxes(bare, m)
    assert not every(bare, "w:tbl")


@pytest.mark.parametrize(
    ("rows", "kept"), [(2, [0]), (4, [0, 1, 2]), (9, [0, 1, 2, 6, 7])], ids=["two", "four", "nine"]
)
def test_no_row_is_left_alone(rows: int, kept: list[int]) -> None:
    """The head keeps two rows with it, and the last three stay together; the others may part."""
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    row = "<w:tr>{}<w:tc>" + p("TableText") + "</w:tc></w:tr>"
    start = body(f"<w:tbl>{row.format(head)}{row.format('') * (rows - 1)}</w:tbl>")
    tables.keep_rows(every(start, "w:tr"))
    assert [at for at, one in enumerate(every(start, "w:tr")) if every(one, "w:keepNext")] == kept


def test_many_authors_have_a_line_of_their_own() -> None:
    """Version and editions stand beside the authors where there is room, else below them."""
    for authors, between in ((["A. Author"], "RawInline"), (["Somebody Somewhere"] * 6, "LineBreak")):
        (byline,) = [
            block["c"][1][0]["c"]
            for block in cover.cover(edition([], authors=authors, subtitle=[]))
            if tree.attribute(block, "custom-style") == "Author"
        ]
        assert [one["t"] for one in byline if one["t"] not in ("Str", "Space")] == [between]


def test_contents_lead_to_pandocs_bookmarks() -> None:
    """A label that Word would not take is found by the name that pandoc 3.9 gave it (seen in its own output)."""
    long = "a-very-long-heading-that-goes-on-and-on-for-more-than-forty-letters-in-all"
    assert ooxml.bookmark(long) == "Xc0668483b64677c19651a86b469850b98a176a2"
    assert ooxml.bookmark("étude") == "étude"
    assert ooxml.bookmark("2024") == "X" + hashlib.sha1(b"2024").hexdigest()[1:]


@pytest.mark.parametrize(
    ("entries", "deep"), [pytest.param(12, "1-2", id="all"), pytest.param(13, "1-1", id="sections")]
)
def test_contents_fit_the_cover(entries: int, deep: str) -> None:
    """A long list of contents names the sections only."""
    rows = [{"id": f"s{n}", "level": 2 + n % 2, "inlines": nodes.words("S")} for n in range(entries)]
    start = body(p("TOCHeading"))
    blocks.contents(start, rows)
    what, *pages = every(start, "w:instrText")
    assert [page.text for page in pages[:2]] == [" PAGEREF s0 \\h ", f" PAGEREF s{2 - (deep == '1-2')} \\h "]
    assert what.text == f' TOC \\o "{deep}" \\h \\z \\u '
    assert len(every(start, "w:hyperlink")) == (entries if deep == "1-2" else 7)


@pytest.mark.parametrize(
    ("name", "content", "message", "remedy"),
    [
        pytest.param(
            "gone.svg", None, "this picture is missing", "put it under figures/ beside the note", id="gone"
        ),
        pytest.param(
            "../out.png", None, "this picture is missing", "put it under figures/ beside the note", id="out"
        ),
        pytest.param(
            "a.png", b"GIF89a", "this picture is neither PNG, JPEG nor SVG", "save it as PNG", id="gif"
        ),
        pytest.param(
            "a.svg",
            b"<svg>",
            "this drawing cannot be drawn",
            "open it in a drawing program and save it as plain SVG",
            id="broken",
        ),
    ],
)
def test_picture_problems(
    tmp_path: Path, name: str, content: bytes | None, message: str, remedy: str
) -> None:
    """A picture that Word could not show is refused by its name."""
    folder = tmp_path / "en"
    folder.mkdir()
    (tmp_path / "out.png").write_bytes(b"")
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(NotebuildError) as caught:
        raster.picture(folder, name, (), "build/harbour/en")
    (problem,) = caught.value.problems
    assert str(problem.location) == f"build/harbour/en/{name}"
    assert problem.message.startswith(message)
    assert problem.remedy == remedy


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg")])
def test_a_raster_stays_as_it_is(tmp_path: Path, kind: str, ending: str) -> None:
    """A PNG or JPEG goes into the document byte for byte; its size is read from its head."""
    Image.new("RGB", (64, 48)).save(tmp_path / "map.png", kind)
    content = (tmp_path / "map.png").read_bytes()
    picture = raster.picture(tmp_path, "map.png", (), "build")
    assert picture == Picture("map.png", content, None, 64, 48)
    assert picture.ending == ending


@pytest.mark.parametrize(
    ("written", "place", "message"),
    [
        pytest.param({"1": "One."}, 2, "note 2 [^n2] is not in the document", id="lost"),
        pytest.param({"1": "One.", "2": ""}, 2, "note 2 [^n2] is not in the document", id="empty"),
        pytest.param({"1": "One.", "2": "Three."}, 2, "note 2 [^n2] reads “Three.”", id="other"),
        pytest.param(
            {"1": "One.", "2": "Two.", "3": "Three."},
            3,
            "3 notes are called, the edition has 2",
            id="one too many",
        ),
    ],
)
def test_check(written: dict[str, str], place: int, message: str) -> None:
    """The written notes are compared with the edition's, and the one that differs is named."""
    start = body("".join(f'<w:p><w:footnoteReference w:id="{n}"/></w:p>' for n in written))
    notes = body("".join(f'<w:footnote w:id="{n}">{p("", t)}</w:footnote>' for n, t in written.items()))
    with pytest.raises(NotebuildError) as caught:
        document.check(start, notes, edition([], (note(1, "One."), note(2, "Two."))), SHOWN)
    (problem,) = caught.value.problems
    assert str(problem.location) == f"{SHOWN}: footnote {place}"
    assert (problem.message, problem.remedy) == (message, AGAIN)


def test_check_is_silent() -> None:
    """White space does not count when notes are compared; words do."""
    start = body('<w:p><w:footnoteReference w:id="1"/></w:p>')
    notes = body(f'<w:footnote w:id="1">{p("", "One ")}{p("", "word")}</w:footnote>')
    document.check(start, notes, edition([], (note(1, "One\nword"),)), SHOWN)


def test_tasks_among_other_items() -> None:
    """Pandoc gives boxes to a list of tasks alone, so that a list of both becomes lists of each."""

    def item(mark: str) -> list[Any]:
        start = [nodes.span(["box"], [nodes.string(mark)]), nodes.space()] if mark else []
        return [nodes.plain([*start, nodes.string("x")])]

    listed: Any = {"t": "BulletList", "c": [item(""), item("☐"), item("☑"), item("")]}
    made = pandoc_tree.tasks_apart(listed)
    said = [[tree.text(one) for one in part["c"]] for part in made]
    assert said == [["x"], ["☐ x", "☒ x"], ["x"]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], ["spacing"]),
        (["pStyle", "numPr"], ["pStyle", "numPr", "spacing"]),
        (["pStyle", "tabs", "ind", "jc"], ["pStyle", "tabs", "spacing", "ind", "jc"]),
        (["pStyle", "spacing", "rPr"], ["pStyle", "spacing", "rPr"]),
    ],
)
def test_space_above_stands_in_its_place_among_the_properties(before: list[str], after: list[str]) -> None:
    """Word's schema has an order (ECMA-376-1, CT_PPrBase): numbering comes before spacing, indents behind it."""
    paragraph = ooxml.element("w:p", ooxml.element("w:pPr", *(ooxml.element(f"w:{tag}") for tag in before)))
    cleanup.space_before(paragraph, 280)
    assert [one.tag.rpartition("}")[2] for one in cleanup.properties(paragraph)] == after
    assert [value(one, "w:before") for one in every(paragraph, "w:spacing")] == ["280"]


def test_a_table_that_only_sets_side_by_side_names_no_style(m: Measures) -> None:
    """LibreOffice shows each cell of one that does as changed, where a document has tracking on (engine facts)."""
    table = beside.layout_table([100, 200], [], m)
    assert every(table, "w:tblStyle") == []
    assert [value(one, "w:w") for one in every(table, "w:gridCol")] == ["100", "200"]
