"""Sets the tables of a page: their heads, columns and captions, and in print how they fit on the page."""

from __future__ import annotations

import csv as rows_of
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from lxml.html import HtmlElement

from notebuild.core.house import House
from notebuild.core.labels import ROW
from notebuild.render import tables
from notebuild.render.html.elements import make, scroller, toolbar, wrap
from notebuild.render.measuring import longest, ruler
from notebuild.render.tables import Fit, Room

GUTTERS = (3 * tables.MILLIMETRE, 2 * tables.MILLIMETRE)
"""What the print sheet leaves between two columns, and between those of a dense table, in points."""

PART = re.compile(r"width: *([\d.]+)%")
ALIGNED = re.compile(r"text-align: *(left|right|center)")
NESTED = ("li", "dd", "blockquote")
BROKEN = "broken"
"""The class of a table some of whose words are wider than their columns."""

TYPE, GUTTER, ROOMY, LEAST = 0.9, 1.0, 9.0, 16.0
"""On screen, in sizes of the page's text: a table's type, the space between its columns, how wide a column of several
words should be, and how wide a table may be in any window."""

MOST = 0.7
"""Part of a page's height from which on a row may break: below it the row goes to the next page."""

LEADING = 1.4
"""Height of a table's line, in sizes of its type."""

INDENT = 1.2
"""What a list or a quotation takes of the measure, in sizes of the text."""


def on_screen(root: HtmlElement, house: House, labels: Mapping[str, str]) -> None:
    """Put each table in a frame of its own, so that it scrolls there, and under it a link to its cells as CSV.

    The frame is named by the caption; one whose words want more than the measure is said to be wide.
    """
    width, measure = ruler(house), float(house.tokens["screen"]["measure"])
    for number, table in enumerate(list(root.iter("table")), 1):
        shares = widths(table)
        mend(table)
        rows = [[_words(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
        wanted = needed(rows, width)
        if shares:
            _put_columns(table, shares)
        if wanted > LEAST:
            table.set("style", f"min-width: {wanted:.3g}rem")
        caption = table.find("caption")
        box = scroller(labels["scrolls"])
        if wanted > measure and not any(parent.tag in NESTED for parent in table.iterancestors()):
            box.set("class", "scroll wide")
        if caption is not None:
            caption.set("id", f"{table.get('id') or f'table-{number}'}-caption")
            box.set("aria-labelledby", caption.get("id"))
        wrap(table, box)
        link = make(
            "a", labels["as-csv"], download=f"{table.get('id') or f'table-{number}'}.csv", href=csv(table)
        )
        tools = toolbar(link)
        tools.tail, box.tail = box.tail, None
        box.addnext(tools)


def needed(rows: Sequence[Sequence[str]], width: Callable[[str], float]) -> float:
    """Return the width below which a table on screen is not pressed together, in sizes of the page's text.

    `rows` are the words of its cells, `width` measures them in sizes of the table's type: a column is as
    wide as its longest cell, or as a few words where that is longer, and never less than its longest word.
    """
    total = 0.0
    for at in range(max(map(len, rows), default=0)):
        cells = [row[at] for row in rows if at < len(row)]
        whole = min(max(map(width, cells)) * TYPE + GUTTER, ROOMY)
        total += max(whole, longest(cells, width) * TYPE + GUTTER)
    return total


def csv(table: HtmlElement) -> str:
    """Return the cells of a table as a `data:` address: CSV (RFC 4180) in UTF-8, with the mark that spreadsheets want.

    Numbers of footnotes are left out.
    """
    out = io.StringIO()
    writer = rows_of.writer(out)
    for row in table.iter("tr"):
        writer.writerow([" ".join(_words(cell, with_calls=False).split()) for cell in row.iter("th", "td")])
    return "data:text/csv;charset=utf-8," + quote("\ufeff" + out.getvalue())


def in_print(root: HtmlElement, house: House, language: str) -> None:
    """Fit each table to the page: the widths of its columns, and where they are many, its type and its place.

    A table in a list or a quotation stays inside it where it can. A row that would fill most of a page may break.
    """
    whole, page = tables.room(house, language, GUTTERS), house.tokens["page"]
    height = (page["height"] - page["top"] - page["bottom"]) * tables.MILLIMETRE
    for number, table in enumerate(root.iter("table")):
        shares = widths(table)
        mend(table)
        depth = sum(parent.tag in NESTED for parent in table.iterancestors())
        indent = depth * INDENT * float(house.tokens["size"]["text"])
        room = replace(whole, column=whole.column - indent, hang=whole.hang + indent)
        rows = [[_words(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
        fit = tables.fit(rows, shares, room)
        _put_columns(table, fit.columns)
        most = MOST * height / (LEADING * room.size(fit.step))
        for row, lines in zip(table.iter("tr"), fit.lines, strict=True):
            if lines > most:
                row.set("class", "tall")
        _name_rows(table, number, all_of_them=fit.tallest > most)
        _dress(table, fit, room, depth)


def _dress(table: HtmlElement, fit: Fit, room: Room, depth: int) -> None:
    """Give a table the classes of how it is set, and what the sheet cannot know: its size, its place in a list."""
    names = {
        "dense": fit.step.is_dense,
        "wide": fit.step.is_wide,
        "hyphenated": fit.step.is_hyphenated,
        BROKEN: fit.is_broken,
    }
    table.set("class", " ".join(["fitted", *(name for name, holds in names.items() if holds)]))
    rules = [f"font-size: {room.size(fit.step):.3g}pt"] if fit.step.is_dense else []
    if fit.step.is_wide and depth:
        rules += [f"width: {room.measure(fit.step):.4g}pt", f"margin-left: -{room.hang:.4g}pt"]
    if rules:
        table.set("style", "; ".join(rules))


def _words(cell: HtmlElement, with_calls: bool = True) -> str:
    """Return what is printed in a cell, the numbers of its calls with it, which stand on the word before them."""
    parts = [cell.text or ""]
    for child in cell:
        is_call = "note-call" in (child.get("class") or "").split()
        number = child.get("data-note", "") if with_calls else ""
        parts += [number if is_call else _words(child, with_calls), child.tail or ""]
    return "".join(parts)


def _name_rows(table: HtmlElement, number: int, all_of_them: bool) -> None:
    """Name the first row of a table's body, or all of them, so that the PDF says where each begins."""
    rows = list(table.iterfind("tbody/tr")) or list(table.iter("tr"))
    for at, row in enumerate(rows if all_of_them else rows[:1]):
        row.set("id", ROW.format(table=number, row=at))


def mend(table: HtmlElement) -> None:
    """Give heads their scope and cells their alignment, and take out what else pandoc says of a table's look."""
    for cell in table.iter("th"):
        in_head = any(parent.tag == "thead" for parent in cell.iterancestors())
        cell.set("scope", "col" if in_head else "row")
    for element in table.iter("table", "col", "th", "td", "tr", "tbody", "thead"):
        aligned = ALIGNED.search(element.get("style", ""))
        for name in ("style", "width", "data-quarto-postprocess"):
            element.attrib.pop(name, None)
        if aligned and element.tag in ("th", "td"):
            element.set("style", f"text-align: {aligned[1]}")
    for group in list(table.iter("colgroup")):
        group.drop_tree()


def widths(table: HtmlElement) -> tuple[float, ...]:
    """Return the relative widths of a table's columns as pandoc wrote them; empty where it wrote none."""
    found = [PART.search(column.get("style", "")) for column in table.iter("col")]
    return tuple(float(part[1]) for part in found if part) if all(found) else ()


def _put_columns(table: HtmlElement, parts: tuple[float, ...]) -> None:
    """Give a table its columns, each a part of its width."""
    group, caption = make("colgroup"), table.find("caption")
    for part in parts:
        group.append(make("col", style=f"width: {100 * part / sum(parts):.2f}%"))
    table.insert(0 if caption is None else table.index(caption) + 1, group)
