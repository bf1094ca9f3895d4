"""How tables are fitted to the page: the widths of columns, the size of type, what stands in a page and in Word."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest
from lxml.html import HtmlElement

from houses import HOUSE
from notebuild.core.house import House, read_house
from notebuild.render import measuring, tables
from notebuild.render.html import tables as html_tables
from notebuild.render.html.elements import outer, parse
from notebuild.render.tables import Room
from notebuild.render.word import tables as word_tables
from notebuild.render.word.measures import measures
from notebuild.render.word.ooxml import element, every, value

ROOM = Room(300, 100, 10, (8, 5), lambda text: 0.5 * len(text), "en-GB")
"""A column of 300 points, 400 with the margin; each letter is 5 points wide."""

PIPE = """<table><colgroup><col style="width: 25%"><col style="width: 75%"></colgroup>
<thead><tr><th style="text-align: left;">Place</th><th style="text-align: right;">Boats</th></tr></thead>
<tbody><tr><td style="text-align: left;">Sevan</td><td style="text-align: right;">87</td></tr></tbody></table>"""
"""As pandoc writes `|:---|---:|` with dashes one to three."""


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


def table(words: str, count: int) -> list[list[str]]:
    return [[words] * count]


@pytest.mark.parametrize(
    ("rows", "size", "wide", "hyphens"),
    [
        pytest.param(table("harbour", 4), 1.0, False, False, id="usual"),
        pytest.param(table("x" * 12, 5), 1.0, True, False, id="reaches into the margin"),
        pytest.param(table("x" * 12, 6), 0.94, True, False, id="smaller"),
        pytest.param(table("x" * 12, 7), 0.8, True, False, id="smallest"),
        pytest.param(table("communication", 8), 0.94, True, True, id="hyphens before the smallest type"),
        pytest.param(table("x" * 12, 30), 0.8, True, True, id="broken where nothing else holds it"),
    ],
)
def test_steps(rows: list[list[str]], size: float, wide: bool, hyphens: bool) -> None:
    """A table is set as usual where its words fit; else wider, then smaller, then with hyphens."""
    fit = tables.fit(rows, (), ROOM)
    assert (fit.step.size, fit.step.is_wide, fit.step.is_hyphenated) == (size, wide, hyphens)
    assert sum(fit.columns) == pytest.approx(1)


def test_no_table_has_the_size_of_the_footnotes() -> None:
    """The reader of a finished PDF knows footnotes by their size: a table keeps half a point from it."""
    close = replace(ROOM, footnotes=9.3)
    assert close.size(tables.Step()) == 10
    assert close.size(tables.Step(0.94)) == pytest.approx(8.85)
    assert close.size(tables.Step(0.8)) == 8


def test_no_word_is_too_long() -> None:
    """A column makes room for a word of 28 letters; a longer one is broken, and nothing is made smaller for it."""
    fit = tables.fit([["x" * 400, "one"]], (), ROOM)
    assert fit.step == tables.STEPS[0]
    assert fit.columns[0] * 300 >= 28 * 5


def test_shares_are_kept() -> None:
    """The widths that an author gives are kept, but for a column whose longest word needs more."""
    assert tables.fit([["a", "b"]], (20, 80), ROOM).columns == pytest.approx((0.2, 0.8))
    assert tables.fit([["eighteen letters .", "b"]], (5, 95), ROOM).columns == pytest.approx(
        (48 / 300, 252 / 300)
    )


def test_a_tall_row_gets_more_room() -> None:
    """Widths that make a row twice as tall as need be are left; a table with a tall row reaches into the margin."""
    long = "word " * 120
    narrow = tables.fit([[long, "b"]], (10, 90), ROOM)
    assert narrow.columns[0] > 0.8
    assert tables.fit([["word " * 20, "b"]], (10, 90), ROOM).columns == pytest.approx((0.1, 0.9))
    assert tables.fit([[long, long, long]], (), ROOM).step == tables.STEPS[1]


def test_a_long_table_takes_no_more_pages_than_it_needs() -> None:
    """Thirty rows whose long cells fill three lines in a third of the column get the room that short ones leave."""
    rows = [["a", "b", "word " * 20]] * 30
    equal, short = tables.fit(rows, (1, 1, 1), ROOM), tables.fit(rows[:5], (1, 1, 1), ROOM)
    assert equal.columns[2] > 0.8
    assert short.columns == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_short_cells_stay_on_one_line() -> None:
    """A column of figures keeps them whole beside one of long sentences."""
    narrow, broad = tables.fit([["1 January", "word " * 60]], (), ROOM).columns
    assert narrow * 300 == pytest.approx(9 * 5 + 8)
    assert broad > narrow


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("motorboats", ["motor-", "boats"]),
        ("short", ["short"]),
        ("2019", ["2019"]),
    ],
)
def test_hyphenated(word: str, parts: list[str]) -> None:
    """A word parts where the engine's own hyphenation parts it: from seven letters, three at each end."""
    assert measuring.hyphenated(word, "en-GB") == parts


@pytest.mark.parametrize("media", ["print", "screen"])
def test_alignment_and_widths(house: House, media: str) -> None:
    """Cells are aligned and columns are as wide as pandoc says; heads have their scope."""
    root = parse(PIPE)
    if media == "print":
        html_tables.in_print(root, house, "en-GB")
    else:
        html_tables.on_screen(root, house, LABELS)
    assert [cell.get("style") for cell in root.iter("th", "td")] == [
        "text-align: left",
        "text-align: right",
    ] * 2
    assert [column.get("style") for column in root.iter("col")] == ["width: 25.00%", "width: 75.00%"]
    assert [cell.get("scope") for cell in root.iter("th")] == ["col", "col"]


def test_a_row_of_half_a_page_may_break(house: House) -> None:
    """A row is kept whole, unless it fills most of a page: it may be taller than one."""
    rows = "".join(f"<tr><td>{'word ' * count}</td></tr>" for count in (100, 300, 1000))
    root = parse(f"<table><tbody>{rows}</tbody></table>")
    html_tables.in_print(root, house, "en-GB")
    assert [row.get("class") for row in root.iter("tr")] == [None, None, "tall"]


def test_a_call_takes_room(house: House) -> None:
    """The number of a call stands on the word before it, and its column is as wide as both."""
    plain, called = (
        parse(f"<table><tbody><tr><td>{'w' * 20}{call}</td><td>{'word ' * 40}</td></tr></tbody></table>")
        for call in ("", '<span class="note-call" data-note="117"></span>')
    )
    for root in (plain, called):
        html_tables.in_print(root, house, "en-GB")
    first, second = (float(root.find(".//col").get("style")[7:-1]) for root in (plain, called))
    assert second > first + 3


LABELS = {"scrolls": "Scrolls sideways", "as-csv": "Download as CSV"}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["a", "b"], "scroll"),
        (["words of a long cell " * 9] * 3, "scroll"),
        (["Administrative"] * 8, "scroll wide"),
        (["a few words in each"] * 5, "scroll wide"),
    ],
    ids=["in the column", "three long cells", "long words", "many columns"],
)
def test_a_wide_table_on_screen(house: House, cells: list[str], expected: str) -> None:
    """A table that would be pressed together in the column reaches into the margin."""
    root = parse(f"<table><tbody><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></tbody></table>")
    html_tables.on_screen(root, house, LABELS)
    assert root[0].get("class") == expected


def test_a_table_as_csv(house: House) -> None:
    """Below a table a link has its cells as CSV (RFC 4180), without the numbers of its calls."""
    call = '<span class="note-call" data-note="3">3</span>'
    cells = f'<tr><td>one, <em>two</em>{call}</td><td>\u201cx\u201d\u00a0"y"</td></tr>'
    root = parse(
        f'<table id="t"><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{cells}</tbody></table><p>on</p>'
    )
    html_tables.on_screen(root, house, LABELS)
    box, tools, after = root
    (link,) = tools.iter("a")
    assert (box.tag, tools.tag, after.tag) == ("div", "menu", "p")
    assert (link.text, link.get("download")) == ("Download as CSV", "t.csv")
    media, _, content = link.get("href").partition(",")
    assert media == "data:text/csv;charset=utf-8"
    assert unquote(content) == '\ufeffA,B\r\n"one, two","\u201cx\u201d ""y"""\r\n'


def boxes(root: HtmlElement) -> list[str]:
    return [box.get("aria-labelledby") for box in root.iter("div") if box.get("class") == "scroll"]


def test_boxes_on_screen(house: House) -> None:
    """On screen each table scrolls in a box that its own caption names, whether it has a label or not."""
    captioned = "<table><caption>C</caption><tbody><tr><td>a</td></tr></tbody></table>"
    root = parse(captioned + captioned + captioned.replace("<table>", '<table id="t">'))
    html_tables.on_screen(root, house, LABELS)
    assert boxes(root) == ["table-1-caption", "table-2-caption", "t-caption"]
    assert boxes(root) == [caption.get("id") for caption in root.iter("caption")]


def test_no_width_is_made_up_on_screen(house: House) -> None:
    """Where the author gave no widths a page says none: the reader's window decides."""
    root = parse("<table><tbody><tr><td>a</td></tr></tbody></table>")
    html_tables.on_screen(root, house, LABELS)
    assert "<col" not in outer(root)


def test_a_table_in_a_list(house: House) -> None:
    """A table stays in its list where it fits; one of many columns reaches into the margin from there too."""

    def written(count: int) -> str:
        return f"<table><tbody><tr>{''.join(f'<td>{chr(109) * 14}</td>' for _ in range(count))}</tr></tbody></table>"

    root = parse(f"{written(6)}<ul><li>{written(2)}</li><li>{written(6)}</li></ul>")
    html_tables.in_print(root, house, "en-GB")
    first, second, third = root.iter("table")
    assert ["wide" in each.get("class").split() for each in (first, second, third)] == [True, False, True]
    assert "margin-left" not in first.get("style", "")
    assert "margin-left: -142.6pt" in third.get("style")


def word_table(head: bool = True, indent: int = 0) -> object:
    """A table as pandoc writes it to Word, of two columns and one row."""
    cell = [element("w:tc", element("w:p", element("w:r", element("w:t", text=said)))) for said in ("a", "b")]
    mark = [element("w:trPr", element("w:tblHeader", w_val="on"))] if head else []
    place = [element("w:tblInd", w_w=str(indent), w_type="dxa")] if indent else []
    return element(
        "w:tbl",
        element("w:tblPr", element("w:tblW", w_type="pct", w_w="5000"), *place),
        element("w:tblGrid", element("w:gridCol", w_w="1000"), element("w:gridCol", w_w="3000")),
        element("w:tr", *mark, *cell),
    )


def test_in_word(house: House) -> None:
    """Word gets the same widths; a table in a list begins where the list's words do; two tables stay two."""
    m = measures(house)
    body = element("w:body", word_table(), word_table(head=False, indent=720))
    word_tables.fit(body, house, "en-GB", m)
    first, between, second = body
    columns = [int(value(column, "w:w")) for column in every(first, "w:gridCol")]
    assert sum(columns) == m.column
    assert columns[1] / columns[0] == pytest.approx(3, rel=0.01)
    assert (between.tag.rpartition("}")[2], len(between)) == ("p", 0)
    assert [value(each, "w:w") for each in every(body, "w:tblInd")] == ["0", "300"]
    assert [value(each, "w:firstRow") for each in every(body, "w:tblLook")] == ["1", "0"]
    assert len(every(second, "w:cantSplit")) == 1
