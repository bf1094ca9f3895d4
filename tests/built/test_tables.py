"""Tables as the engine prints them in the house's sheet: inside the page, captions held, heads repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from houses import HOUSE, TOOL
from notebuild import readback
from notebuild.core.house import House, read_house
from notebuild.readback import HYPHENS, Block, Reading, SetLine
from notebuild.render import fonts, sheets
from notebuild.render.html import tables
from notebuild.render.html.elements import outer, parse
from notebuild.render.pdf import engine, tags

weasyprint = pytest.importorskip("weasyprint")

WIDTH = 210 / 25.4 * 72
EDGE = 10 / 25.4 * 72
"""A centimetre: no printer reaches beyond it."""

LONG_WORDS = "Enlargement Harmonisation Circumstances Requirements Organisations Intermediaries".split()


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(HOUSE / "house.toml")


@pytest.fixture
def blocks(readings: Callable[[str], list[Reading]]) -> Callable[[str], tuple[Block, ...]]:
    """Gives the blocks, with their lines, of a page with this body."""
    return lambda body: readings(body)[0].composition.blocks


@pytest.fixture
def readings(house: House, tmp_path: Path) -> Callable[[str], list[Reading]]:
    """Reads a page with this body, set and repaired as in earnest."""
    text = (TOOL / "print.css").read_text(encoding="utf-8")
    sheet = fonts.local(house) + sheets.sheet(text, house, "print.css")

    def made(body: str) -> list[Reading]:
        root = parse(f"<main>{body}</main>")
        tables.in_print(root, house, "en-GB")
        page = f'<html lang="en"><title>t</title><style>{sheet}</style><body>{outer(root[0])}</body></html>'
        content: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant=engine.VARIANT)
        path = tmp_path / "x.pdf"
        path.write_bytes(tags.repair(content, tags.Facts("x.en", "1", "2025-03-31", "en")))
        return list(readback.read(path, "x.en.pdf"))

    return made


def row(*cells: str, tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def table(head: str, rows: str, caption: str = "") -> str:
    said = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{said}<thead>{head}</thead><tbody>{rows}</tbody></table>"


def cells(found: tuple[Block, ...], *kinds: str) -> Iterator[SetLine]:
    """The lines of the cells of a page."""
    return (line for block in found if block.kind in kinds for line in block.lines)


@pytest.mark.slow
def test_a_caption_stands_with_its_table(blocks: Callable[[str], tuple[Block, ...]]) -> None:
    """Wherever a table falls, its caption and its first row are on one page."""
    body = []
    for number in range(16):
        body += [f"<p>{'Some words of the text. ' * (7 + 3 * number % 11)}</p>"]
        body += [table(row("A", "B", tag="th"), row(f"first{number}", "word " * 120) * 3, f"Caption{number}")]
    found = blocks("".join(body))
    captions = {line.text: line.page for line in cells(found, "Caption")}
    firsts: dict[str, int] = {}
    for line in cells(found, "TD"):
        if line.text.startswith("first"):
            firsts.setdefault(line.text, line.page)
    assert len(captions) == len(firsts) == 16
    assert {name.replace("Caption", "first"): page for name, page in captions.items()} == firsts


@pytest.mark.slow
@pytest.mark.parametrize("between", ["", "<p>Words.</p>", "<p style='break-after: page'>Words.</p>"])
def test_two_tables_of_one_head(readings: Callable[[str], list[Reading]], between: str) -> None:
    """A head is left out where it is drawn again on a further page, not where another table has the same."""
    made = table(row("Year", "Sum", tag="th"), row("1990", "3"))
    for reading in readings(f"{made}{between}{made}"):
        read = [passage.words for passage in reading.passages if passage.kind == "cell"]
        assert read == ["Year", "Sum", "1990", "3"] * 2


@pytest.mark.parametrize("count", [6, 8, 12, 20])
def test_many_columns_stay_on_the_page(blocks: Callable[[str], tuple[Block, ...]], count: int) -> None:
    """A table of many long words stands inside the page, and no word of it is lost."""
    words = (LONG_WORDS * 4)[:count]
    found = blocks(table(row(*words, tag="th"), row(*(word.lower() for word in words))))
    lines = list(cells(found, "TH", "TD"))
    assert min(line.left for line in lines) > EDGE
    assert max(line.right for line in lines) < WIDTH - EDGE
    said = "".join(line.text.rstrip("".join(HYPHENS)) for line in lines)
    assert sorted(said.lower()) == sorted("".join([*words, *words]).lower())


def test_figures_end_at_one_edge(blocks: Callable[[str], tuple[Block, ...]]) -> None:
    """Cells aligned to the right end under each other, with their head."""
    right = ' style="text-align: right"'
    head = "<tr><th>Lake</th><th style='text-align: right'>Depth</th></tr>"
    rows = "".join(f"<tr><td>x</td><td{right}>{number}</td></tr>" for number in ("87", "1250", "98125"))
    found = blocks(table(head, rows))
    ends = [line.right for line in cells(found, "TD", "TH") if line.text.isdecimal() or line.text == "Depth"]
    assert len(ends) == 4
    assert max(ends) - min(ends) < 0.5


def test_a_long_table(blocks: Callable[[str], tuple[Block, ...]]) -> None:
    """Heads are drawn again on each page, and said once; a row stands on one page."""
    rows = "".join(
        row(f"row{number}", "some words of a cell that go over two lines " * 2) for number in range(60)
    )
    found = blocks(table(row("Name", "What", tag="th"), rows, "Long"))
    pages = {line.page for line in cells(found, "TD")}
    assert len(pages) > 2
    assert [line.text for line in cells(found, "TH")] == ["Name", "What"]
    drawn = [line.page for block in found for line in block.lines if line.text.startswith("Name")]
    assert sorted(drawn) == sorted(pages)
    assert all(len({line.page for line in block.lines}) == 1 for block in found if block.kind == "TD")


def test_a_row_taller_than_a_page(blocks: Callable[[str], tuple[Block, ...]]) -> None:
    """A row goes over pages where it must, and each of its cells stays one."""
    tall = row("first", "word " * 900) + row("between", "few") + row("word " * 900, "last")
    found = blocks(table(row("A", "B", tag="th"), tall) + table(row("C", "D", tag="th"), row("e", "f")))
    said = [block for block in found if block.kind == "TD"]
    assert [block.lines[0].text.split()[0] for block in said] == [
        "first", "word", "between", "few", "word", "last", "e", "f"
    ]  # fmt: skip
    assert [len({line.page for line in block.lines}) > 1 for block in said] == [
        False,
        True,
        False,
        False,
        True,
        *[False] * 3,
    ]
    assert [line.text for line in cells(found, "TH")] == ["A", "B", "C", "D"]


def test_a_table_is_held_with_its_heading(blocks: Callable[[str], tuple[Block, ...]]) -> None:
    """A table that must begin a page takes the heading above it along."""
    held = table(row("A", "B", tag="th"), row("c", "d"), "Held")
    found = blocks(f"<p>Before.</p><h2 class='pinned-3'>Head</h2>{held}")
    pages = {line.text: line.page for block in found for line in block.lines}
    assert (pages["Before."], pages["Head"], pages["Held"], pages["c"]) == (1, 2, 2, 2)
