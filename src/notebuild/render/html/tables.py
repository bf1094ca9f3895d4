"""Sets the tables of a page: their heads, columns and captions, and in print how they fit on the page."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from notebuild.core.house import House
from notebuild.core.labels import ROW
from notebuild.render import tables
from notebuild.render.html.elements import make, wrap
from notebuild.render.tables import Fit, Room

GUTTERS = (3 * tables.MILLIMETRE, 2 * tables.MILLIMETRE)
"""What the print sheet leaves between two columns, and between those of a dense table, in points."""

PART = re.compile(r"width: *([\d.]+)%")
ALIGNED = re.compile(r"text-align: *(left|right|center)")
NESTED = ("li", "dd", "blockquote")
BROKEN = "broken"
"""The class of a table some of whose words are wider than their columns."""

MOST = 0.7
"""Part of a page's height from which on a row may break: below it the row goes to the next page."""

LEADING = 1.4
"""Height of a table's line, in sizes of its type."""

INDENT = 1.2
"""What a list or a quotation takes of the measure, in sizes of the text."""


def on_screen(root: HtmlElement) -> None:
    """Put each table in a box of its own, so that it scrolls there; the box is named by the caption."""
    for number, table in enumerate(list(root.iter("table")), 1):
        shares = widths(table)
        mend(table)
        if shares:
            _put_columns(table, shares)
        caption = table.find("caption")
        box = make("div", class_="scroll", tabindex="0", role="group")
        if caption is not None:
            caption.set("id", f"{table.get('id') or f'table-{number}'}-caption")
            box.set("aria-labelledby", caption.get("id"))
        wrap(table, box)


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


def _words(cell: HtmlElement) -> str:
    """Return what is printed in a cell, the numbers of its calls with it, which stand on the word before them."""
    parts = [cell.text or ""]
    for child in cell:
        is_call = "note-call" in (child.get("class") or "").split()
        parts += [child.get("data-note", "") if is_call else _words(child), child.tail or ""]
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
