"""What pandoc leaves aside in a document of OpenDocument is brought into the open, taken out and told, or read."""

from __future__ import annotations

import json
from xml.sax.saxutils import quoteattr

import pytest
from lxml import etree

from notebuild.exchange.intake import opendocument_changes, opendocument_fields, opendocument_parts
from notebuild.exchange.intake.value import Cited, Remark, mark
from notebuild.render.word.ooxml import Element

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
BOX = "a text box: its words stand behind the paragraph that it hung on"


def story(body: str, styles: str = "") -> Element:
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in SPACES.items())
    return etree.fromstring(f"<office:document-content {spaces}>{styles}{body}</office:document-content>")


def said(start: Element) -> list[str]:
    """Each paragraph's words in the order of the document, `/` between what stands in each other's."""
    return ["".join(one.itertext()).strip() for one in start.iter(*opendocument_parts.PARAGRAPHS)]


@pytest.mark.parametrize(
    ("body", "paragraphs", "told"),
    [
        (
            "<text:p>Host<draw:frame><draw:text-box><text:p>One</text:p><text:p>Two</text:p></draw:text-box>"
            "</draw:frame> ends</text:p><text:p>Next</text:p>",
            ["Host ends", "One", "Two", "Next"],
            "One Two",
        ),
        (
            "<text:p>Host<draw:custom-shape><text:p>In a shape</text:p></draw:custom-shape></text:p>",
            ["Host", "In a shape"],
            "In a shape",
        ),
        (
            "<draw:frame><draw:text-box><text:p>On the page</text:p></draw:text-box></draw:frame><text:p>Next</text:p>",
            ["On the page", "Next"],
            "On the page",
        ),
    ],
    ids=["frame", "shape", "page"],
)
def test_text_boxes_stand_behind_their_paragraph(body: str, paragraphs: list[str], told: str) -> None:
    start = story(body)
    assert list(opendocument_parts.boxes(start)) == [Remark(BOX, told, near=told)]
    assert said(start) == paragraphs


def test_a_picture_with_its_caption_is_left_to_pandoc() -> None:
    inner = "<text:p><draw:image/>Figure 1: A road</text:p>"
    start = story(f"<text:p><draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame></text:p>")
    assert list(opendocument_parts.boxes(start)) == []
    assert next(start.iter("{*}image"), None) is not None


def test_a_table_in_a_cell_is_paragraphs_of_the_cell() -> None:
    cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in "ab")
    inner = f"<table:table>{cells}</table:table>"
    start = story(
        f"<table:table><table:table-cell><text:p>before</text:p>{inner}</table:table-cell></table:table>"
    )
    what = "a table within a cell: its words stand there one after the other"
    assert list(opendocument_parts.tables(start)) == [Remark(what, "a b", near="a b")]
    assert said(start) == ["before", "a", "b"]
    assert len(list(start.iter("{*}table"))) == 1


def test_tracked_changes_are_accepted_and_told_where_they_stood() -> None:
    tracked = (
        "<text:tracked-changes>"
        '<text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Roe</dc:creator>'
        "</office:change-info><text:p>less</text:p></text:deletion></text:changed-region>"
        '<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>Roe</dc:creator>'
        "</office:change-info></text:insertion></text:changed-region></text:tracked-changes>"
    )
    start = story(
        f'{tracked}<text:p>It bought <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>'
        '<text:span>more</text:span> gas<text:change-end text:change-id="c2"/> in May.</text:p>'
    )
    near = "It bought more gas in May."
    assert list(opendocument_changes.changes(start)) == [
        Remark("a tracked change by Roe, accepted: taken out", "less", near=near),
        Remark("a tracked change by Roe, accepted: added", "more gas", near=near),
    ]
    assert said(start) == [near]


def test_comments_are_told_with_the_words_that_they_are_on() -> None:
    start = story(
        '<text:p>So <office:annotation office:name="n1" loext:resolved="true"><dc:creator>Ann</dc:creator>'
        '<text:p>Really?</text:p></office:annotation>it was<office:annotation-end office:name="n1"/> said.</text:p>'
        "<text:p><office:annotation><text:p>And here?</text:p></office:annotation>Next one.</text:p>"
    )
    assert list(opendocument_changes.comments(start)) == [
        Remark("a comment of Ann, resolved on “it was”", "Really?", near="it was"),
        Remark("a comment of somebody", "And here?", near="Next one."),
    ]
    assert said(start) == ["So it was said.", "Next one."]


def test_hidden_words_are_left_out_and_told() -> None:
    styles = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    start = story('<text:p>Seen <text:span text:style-name="T1">unseen </text:span>again.</text:p>', styles)
    told = Remark("hidden text, left out", "unseen", left_out=True, near="Seen unseen again.")
    assert list(opendocument_parts.hidden(start)) == [told]
    assert said(start) == ["Seen again."]


def test_formulas_are_counted_by_their_letters_and_charts_told() -> None:
    """A formula's replacement picture goes; its folder is named as pandoc looks for it."""
    frame = (
        '<draw:frame><draw:object xlink:href="./{}/"/><draw:image xlink:href="./Objects/{}"/></draw:frame>'
    )
    start = story(f"<text:p>So {frame.format('F', 'F')} and {frame.format('C', 'C')}.</text:p>")
    formula = (
        b'<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>x</mi><mo>=</mo><mn>12</mn></mrow>'
        b'<annotation encoding="StarMath 5.0">x = 12</annotation></semantics></math>'
    )
    chart = f'<a xmlns:office="{SPACES["office"]}"><office:chart/></a>'.encode()
    letters, told = opendocument_parts.objects(start, {"F/content.xml": formula, "C/content.xml": chart})
    assert letters == ["x = 1 2"]
    assert [one.what.partition(",")[0] for one in told] == ["a chart"]
    (thing,) = start.iter("{*}object")
    assert thing.get(f"{{{SPACES['xlink']}}}href") == "F"
    assert len(list(start.iter("{*}image"))) == 1  # the chart's, as somebody saw it


def test_zotero_in_libreoffice() -> None:
    """A reference mark of Zotero's is a citation; its words go, and what stands around them stays."""
    item = {
        "citationItems": [
            {
                "id": 7,
                "locator": "12-14",
                "label": "page",
                "prefix": "see",
                "itemData": {
                    "id": 7,
                    "type": "book",
                    "title": "Black Garden",
                    "author": [{"family": "Waal", "given": "T."}],
                },
            }
        ]
    }
    name = quoteattr(f"ZOTERO_ITEM CSL_CITATION {json.dumps(item)} RNDabc")
    start = story(
        f"<text:p>As known (<text:reference-mark-start text:name={name}/>see Waal, <text:span>Black</text:span> Garden"
        f"<text:reference-mark-end text:name={name}/>). More.</text:p>"
    )
    fields, sources = opendocument_fields.taken(start)
    assert [(one.cited, one.words) for one in fields] == [
        ((Cited("7", "pp. 12-14", "see"),), "see Waal, Black Garden"),
    ]
    assert sources["7"].fields["title"] == "Black Garden"
    assert said(start) == [f"As known ({mark(0)}). More."]


def test_libreoffices_own_sources() -> None:
    start = story(
        '<text:p>As known <text:bibliography-mark text:bibliography-type="book" text:identifier="Roe10" '
        'text:author="Roe, Richard; Doe, Jane" text:title="Borders" text:year="2010">[Roe10]'
        "</text:bibliography-mark>.</text:p>"
    )
    fields, sources = opendocument_fields.taken(start)
    assert fields[0].cited == (Cited("Roe10"),)
    assert (sources["Roe10"].kind, dict(sources["Roe10"].fields)) == (
        "book",
        {"author": "Roe, Richard and Doe, Jane", "title": "Borders", "date": "2010"},
    )
    assert said(start) == [f"As known {mark(0)}."]


@pytest.mark.parametrize(
    "name",
    [
        "ZOTERO_ITEM CSL_CITATION {broken RND",
        "ZOTERO_ITEM {}",
        "My mark",
        'ZOTERO_ITEM {"citationItems": [3]}',
    ],
)
def test_other_reference_marks_keep_their_words(name: str) -> None:
    mark_of = f"text:name={quoteattr(name)}"
    start = story(
        f"<text:p>a <text:reference-mark-start {mark_of}/>b<text:reference-mark-end {mark_of}/> c</text:p>"
    )
    assert opendocument_fields.taken(start) == ((), {})
    assert said(start) == ["a b c"]


def test_heads_and_feet_of_pages_are_told() -> None:
    start = story(
        "<style:header><text:p>Draft</text:p></style:header><style:footer><text:p>3 / 4</text:p></style:footer>"
    )
    what = "the head of the pages, left out: the house has its own"
    assert list(opendocument_parts.margins(start)) == [Remark(what, "Draft", wants_look=False)]
