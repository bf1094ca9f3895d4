"""What is told of tables: those of other kinds, rows that make none, tags and commands in cells, tables in notes."""

from __future__ import annotations

import pytest

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location
from notebuild.sources import markdown
from notebuild.sources.checks import latex, links, tables
from notebuild.sources.markdown import html_tags, markers, tables_figures
from notebuild.sources.markdown.lines import lines_of

NONE_BETWEEN = (
    "begin with a row of heads, write |---|---| below it, then the rows: a blank line before, none between"
)
PIPE = "| A | B |\n|---|---|\n| c | d |\n"


def note(text: str) -> Note:
    return Note("n", "n.md", {}, markdown.segments(text, "n.md"))


def told(text: str) -> list[tuple[str, str]]:
    """Place and words of each Problem, then its remedy."""
    return [
        (f"{p.location.line}:{p.location.column}: {p.message}", p.remedy) for p in tables.check(note(text))
    ]


def instead(heads: str, dashes: str) -> str:
    return f'write it with bars: "{heads}", below it "{dashes}", then one line for each row'


OTHERS = [
    pytest.param(
        "Words.\n\nName    Age\n------  ---\nAnn      12\nBob       3\n\nMore.\n",
        "3:1: a table without bars, which no edition reads",
        instead("| Name | Age |", "|---|---|"),
        id="simple",
    ),
    pytest.param(
        "----  ---\nAnn    12\nBob     3\n----  ---\n",
        "1:1: a table without bars, which no edition reads",
        instead("| One | Two |", "|---|---|"),
        id="simple without heads",
    ),
    pytest.param(
        "Name   Age\n-----  ---:\nAnn     12\n",
        "1:1: a table without bars, which no edition reads",
        instead("| Name | Age |", "|---|---|"),
        id="with colons",
    ),
    pytest.param(
        "---------------------\n Full      Age\n name\n--------  ----------\n Ann       12\n           or 13\n\n"
        " Bob       3\n---------------------\n\n: Caption\n",
        "1:1: a table of several lines a row, which no edition reads",
        instead("| Full name | Age |", "|---|---|"),
        id="multiline",
    ),
    pytest.param(
        "--------  ------\nAnn       twelve\n          or so\n\nBob       three\n--------  ------\n\nWords.\n",
        "1:1: a table without bars, which no edition reads",
        instead("| One | Two |", "|---|---|"),
        id="multiline without heads",
    ),
    pytest.param(
        "+------+-----+\n| Name | Age |\n+======+====:+\n| Ann  | - 1 |\n|      | - 2 |\n+------+-----+\n",
        "1:1: a grid table, which no edition reads",
        instead("| Name | Age |", "|---|---|"),
        id="grid",
    ),
    pytest.param(
        "- Item\n\n  +---+---+\n  | a | b |\n  +---+---+\n",
        "3:3: a grid table, which no edition reads",
        instead("| a | b |", "|---|---|"),
        id="grid in a list",
    ),
    pytest.param(
        "> Name  Age\n> ----  ---\n> Ann    12\n",
        "1:3: a table without bars, which no edition reads",
        instead("| Name | Age |", "|---|---|"),
        id="in a quotation",
    ),
]


@pytest.mark.parametrize(("text", "place", "remedy"), OTHERS)
def test_other_kinds(text: str, place: str, remedy: str) -> None:
    """Each table that is no pipe table is told once, at its first line, with the words to begin one."""
    assert told(text)[:1] == [(place, remedy)]
    assert [place for place, _ in told(text) if "reads" in place] == [place]


LOOSE = [
    pytest.param("| A | B |\n| c | d |\n", 1, id="no dashes"),
    pytest.param("|---|---|\n| c | d |\n", 1, id="no heads"),
    pytest.param(f"Words before\n{PIPE}", 2, id="no blank line before"),
    pytest.param("| A | B |\n\n|---|---|\n| c | d |\n", 1, id="parted from its heads"),
    pytest.param("| A | B |\n|—|—|\n| c | d |\n", 1, id="typed dashes made long by a word processor"),
    pytest.param(f"{PIPE}\n| e | f |\n", 5, id="a row apart"),
]


@pytest.mark.parametrize(("text", "line"), LOOSE)
def test_rows_that_make_no_table(text: str, line: int) -> None:
    """Bars that pandoc would print are told where they begin."""
    assert told(text)[0] == (f"{line}:1: rows with bars that make no table", NONE_BETWEEN)


def test_a_tick_without_its_fellow() -> None:
    """A lone ` in one row and another in a later one would hide all bars between them."""
    remedy = "close it in the same cell, or put a backslash before it"
    told_of = told("| A | B |\n|---|---|\n| c ` | d |\n")
    assert told_of == [("3:5: a ` is never closed in its row", remedy)]


def test_a_line_below_a_table() -> None:
    """What stands right below a table is neither a row nor a paragraph that its author sees."""
    remedy = "put a blank line before it; in a row, write bars between its cells"
    assert told(f"{PIPE}and so on\n") == [("4:1: text right below a table", remedy)]


def test_cells_that_pandoc_drops() -> None:
    """A row with more cells than the dashes have columns loses the rest."""
    remedy = "take one out, or write a bar meant as a character as \\|"
    assert told(f"{PIPE}| e | f | g |\n") == [("4:1: 3 cells in a table of 2 columns", remedy)]
    assert told("| A | B | C |\n|---|---|\n| c | d |\n") == [("1:1: 3 cells in a table of 2 columns", remedy)]


def test_captions_after_a_table_of_another_kind() -> None:
    """Where a refused table stands above, who has which caption is not known: the table alone is told."""
    text = f"A      B\n-----  -----\nc      d\n\n: One\n\n{PIPE}\n: Two\n"
    ((place, _),) = told(text)
    assert place == "1:1: a table without bars, which no edition reads"


@pytest.mark.parametrize("mark", ["Table:", ":"])
def test_a_caption_of_nothing(mark: str) -> None:
    """A caption without a table would be printed with its mark."""
    text = f"{PIPE}\nWords\nand words.\n\n{mark} A caption\n"
    (place, remedy), *_ = told(text)
    assert place == f'8:1: "{mark}" begins the caption of a table, and there is none'
    assert remedy.startswith("put it right after its table, with a blank line between, or write ")


def test_a_table_in_a_note() -> None:
    """The foot of a page holds no table: it is told at its own line."""
    text = "Words[^a].\n\n[^a]: The figures:\n\n    | A | B |\n    |---|---|\n    | c | d |\n"
    remedy = "set the table in the text, with a caption and a label, and refer to it in the note: [](#label)"
    assert told(text) == [("5:1: the note [^a] holds a table", remedy)]


def test_a_table_in_the_front_matter() -> None:
    """The abstract has a box of its own, which holds paragraphs and lists."""
    words = Segment(
        "meta:abstract", "metadata", Location("n.md", 4, 11), f"Words.\n\n{PIPE}", "meta:abstract"
    )
    (problem,) = tables.check(Note("n", "n.md", {}, (), (words,)))
    assert str(problem) == "n.md:4:11: the field abstract holds a table\n    set the table in the text"


@pytest.mark.parametrize(
    "text",
    [
        PIPE,
        f"{PIPE}\n: Caption {{#tbl-a}}\n",
        f"Table: Caption\n\n{PIPE}",
        f"{PIPE}: Caption\n",
        f"# Head\n{PIPE}",
        f"- Item\n\n  {PIPE}".replace("\n|", "\n  |"),
        f"> {PIPE}".replace("\n|", "\n> |"),
        "A | B\n--|--:\nc | `d|e`\n",
        "|   |   |\n|---|---|\n| c | d |\n",
        "| A |\n|---|\n| c |\n",
        "| A | B |\n|:-:|---|\n| only |\n",
        "```\n+---+\n| a |\n+---+\n```\n",
        "<!--\n| a | b |\n-->\n",
        "* * *\n\n- - -\n\nThe norm |x| is 1 | 2.\n",
        "| A | B |\n|---|---|\n| c \\| e | d |\n",
    ],
    ids=range(15),
)
def test_right_tables(text: str) -> None:
    """Nothing is told of a pipe table in any of its forms, nor of what looks like one in code."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("tag", "kind", "remedy"),
    [
        ("<br>", "cell", html_tags.IN_CELL),
        ("<br/>", "paragraph", "end the line with a backslash"),
        ("<BR />", "cell", html_tags.IN_CELL),
        ("<sup>", "cell", "write ^…^, as in m^2^"),
        ("<sub>", "cell", "write ~…~, as in CO~2~"),
        ("<b>", "cell", "write **…**"),
        ("<i>", "paragraph", "write *…*"),
        ('<td colspan="2">', "cell", html_tags.IN_CELL),
        ('<font color="red">', "cell", "take it out; how it looks is for the sheets under styles/"),
        ("<blink>", "cell", "say it in Markdown"),
    ],
)
def test_tags(tag: str, kind: str, remedy: str) -> None:
    """A tag is told with what serves where it stands."""
    (problem,) = html_tags.faults(markers.scan(f"a {tag} b"), kind)
    where = " in a cell of a table" if kind == "cell" else ""
    assert (problem.message, problem.remedy) == (f"raw HTML {tag}{where}", remedy + html_tags.CHARACTER)


def test_the_end_of_a_tag_is_not_told_again() -> None:
    """Of a tag and its end the first is the fault."""
    problems = html_tags.faults(markers.scan("<b>a</b> and <b>c</b>, </i>"))
    assert [problem.message for problem in problems] == ["raw HTML <b>", "raw HTML <b>", "raw HTML </i>"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Words \\newpage here.",
            [
                "1:7: take it out; where pages and lines break is for the sheets under styles/; write \\\\newpage"
            ],
        ),
        ("| A |\n|---|\n| \\textbf{b} |\n", ["3:3: write **…**; write \\\\textbf"]),
        ("A \\foo{b}.", ["1:3: say it in Markdown; write \\\\foo"]),
        ("`\\newpage` and \\\\newpage, C:\\Users\\ann, \\*", []),
    ],
    ids=["a page", "in a cell", "unknown with its brace", "none"],
)
def test_commands_of_latex(text: str, expected: list[str]) -> None:
    """A command that LaTeX's users type is told; code, what is escaped and a path are not."""
    found = [f"{p.location.line}:{p.location.column}: {p.remedy}" for p in latex.check(note(text))]
    assert [line.removesuffix(" for the words themselves") for line in found] == expected


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| `a|b` | c |", ["`a|b`", "c"]),
        ("| a \\| b | c |", ["a \\| b", "c"]),
        ("| a \\\\| c |", ["a \\\\", "c"]),
        ("| a <!-- x | y --> | c |", ["a <!-- x | y -->", "c"]),
        ("| <https://e.org/a|b> | c |", ["<https://e.org/a", "b>", "c"]),
        ("| [a|b](https://e.org) |", ["[a", "b](https://e.org)"]),
        ("|  | b |", ["", "b"]),
    ],
)
def test_cells_of_a_row(row: str, cells: list[str]) -> None:
    """A bar parts cells where pandoc says so: not in code or after a backslash, but in links and addresses."""
    assert [row[a:z] for a, z in tables_figures.cells_of(lines_of(row)[0])] == cells


def test_label_of_a_caption_whose_table_is_none() -> None:
    """What refers to a table that is refused is not told of: it follows from that."""
    dashes = "Name    Age\n------  ---\nAnn      12\n"
    text = f"See [](#tbl-b).\n\n{dashes}\n: A {{#tbl-a}}\n\n{PIPE}\nTable: B {{#tbl-b}}\n"
    one = note(text)
    marks = [mark for segment in one.segments for mark in markdown.marks(segment)]
    assert links.check(one, marks) == ()
    assert [line for line, _ in told(text)] == ["3:1: a table without bars, which no edition reads"]
