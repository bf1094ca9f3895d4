"""Sets tables in Word: their columns, the size of their type, heads that come again on each page, the caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from notebuild.core.house import House
from notebuild.render import tables
from notebuild.render.tables import Fit, Room
from notebuild.render.word.blocks import following, hang
from notebuild.render.word.cleanup import FLOWING, properties, restyle, space_before, style, text
from notebuild.render.word.measures import Measures, pt
from notebuild.render.word.ooxml import Element, element, every, find, name, value

GUTTER = 140
"""What the reference document's style leaves to the right of a cell, in twentieths of a point."""

LEVEL = 720
"""What pandoc gives a table for each list that it is in, as its distance from the margin."""

INDENT = 15
"""What a list takes of the measure, in points: `cleanup.lists`."""


ROWS = 3
"""So many rows of a table stand on a page at least, where it has them."""

BOLD = 1.05
"""How much wider than the house's semibold Word's bold may be: it has no weight between."""


def fit(body: Element, house: House, language: str, m: Measures) -> None:
    """Fit each table to the column, or to column and margin, as the printed page does."""
    gutter = GUTTER / pt(1)
    whole = tables.room(house, language, (gutter, gutter))
    measured = whole.width
    whole = replace(whole, width=lambda text: BOLD * measured(text))
    for table in every(body, "w:tbl"):
        rows = table.findall(name("w:tr"))
        cells = [row.findall(name("w:tc")) for row in rows]
        depth = _depth(table)
        room = replace(whole, column=whole.column - INDENT * depth, hang=whole.hang + INDENT * depth)
        fitted = tables.fit([[_words(cell) for cell in row] for row in cells], _shares(table), room)
        wide = fitted.step.is_wide
        columns = whole_widths(fitted.columns, m.full if wide else m.column - pt(INDENT) * depth)
        measure(table, columns, -m.hang if wide else pt(INDENT) * depth)
        for row, its in zip(rows, cells, strict=True):
            dress_row(row, its, columns)
        set_type(table, fitted, room)
        keep_rows(rows)
        dress_around(table, wide, depth, m)
    for table in every(body, "w:tbl"):
        keep_apart(table)


def dress_around(table: Element, wide: bool, depth: int, m: Measures) -> None:
    """Let caption and source line begin where the table begins; leave room after one that has no source line.

    In a list pandoc sets a caption as it sets the item's words.
    """
    caption, after = caption_of(table), following(table)
    if caption is not None:
        restyle(caption, "TableCaption")
        if wide:
            hang(caption, m)
        elif depth:
            properties(caption).append(element("w:ind", w_left=str(pt(INDENT) * depth)))
    if after is not None and style(after) == "SourceLine":
        if wide:
            hang(after, m)
    elif after is not None and style(after) in FLOWING:
        space_before(after, pt(14))


def caption_of(table: Element) -> Element | None:
    """Return the paragraph before a table where it holds the words that the table has as its caption."""
    said = [value(each) for each in every(table, "w:tblCaption")]
    before = table.getprevious()
    if before is None or before.tag != name("w:p") or not said:
        return None
    return before if text(before).split() == said[0].split() else None


def keep_apart(table: Element) -> None:
    """Put an empty paragraph between a table and one that follows at once: Word makes one table of two."""
    after = table.getnext()
    while after is not None and after.tag in (name("w:bookmarkStart"), name("w:bookmarkEnd")):
        after = after.getnext()
    if after is not None and after.tag == name("w:tbl"):
        after.addprevious(element("w:p"))


def measure(table: Element, columns: Sequence[int], left: int) -> None:
    """Fix a table's widths; `left` is how far from the margin it begins, below 0 where it hangs into it."""
    its, grid = find(table, "w:tblPr"), find(table, "w:tblGrid")
    assert its is not None and grid is not None
    head = "1" if every(table, "w:tblHeader") else "0"
    look = {"w_firstRow": head, "w_lastRow": "0", "w_firstColumn": "0", "w_lastColumn": "0"}
    its[:] = [
        element("w:tblStyle", w_val="Table"),
        element("w:tblW", w_w=str(sum(columns)), w_type="dxa"),
        element("w:tblInd", w_w=str(left), w_type="dxa"),
        element("w:tblLayout", w_type="fixed"),
        element("w:tblLook", w_val="0620" if head == "1" else "0600", **look, w_noHBand="1", w_noVBand="1"),
        *its.findall(name("w:tblCaption")),
    ]
    grid[:] = [element("w:gridCol", w_w=str(width)) for width in columns]


def dress_row(row: Element, cells: Sequence[Element], columns: Sequence[int]) -> None:
    """Make a row that no page cuts; cells at their width, paragraphs in the table's styles."""
    its = find(row, "w:trPr")
    if its is None:
        its = element("w:trPr")
        row.insert(0, its)
    its.insert(0, element("w:cantSplit"))
    head = find(its, "w:tblHeader") is not None
    for one, width in zip(cells, columns, strict=False):
        dress = find(one, "w:tcPr")
        if dress is None:
            dress = element("w:tcPr")
            one.insert(0, dress)
        for old in dress.findall(name("w:tcW")):
            dress.remove(old)
        dress.insert(0, element("w:tcW", w_w=str(width), w_type="dxa"))
        for paragraph in every(one, "w:p"):
            if style(paragraph) in FLOWING:
                restyle(paragraph, "TableHeading" if head else "TableText")


def keep_rows(rows: Sequence[Element]) -> None:
    """Keep the head with two rows, and the last three together, so that no page has one or two of them alone."""
    heads = sum(bool(every(row, "w:tblHeader")) for row in rows)
    for number, row in enumerate(rows[:-1]):
        if number < heads + ROWS - 1 or number >= len(rows) - ROWS:
            for paragraph in every(row, "w:p"):
                properties(paragraph).insert(1 if style(paragraph) else 0, element("w:keepNext"))


def set_type(table: Element, fitted: Fit, room: Room) -> None:
    """Set a dense table in smaller type, and let Word hyphenate there: its faces may be wider than ours."""
    if not fitted.step.is_dense:
        return
    half_points = str(round(2 * room.size(fitted.step)))
    for paragraph in every(table, "w:p"):
        properties(paragraph).insert(1, element("w:suppressAutoHyphens", w_val="0"))
        for run in every(paragraph, "w:r"):
            its = find(run, "w:rPr")
            if its is None:
                its = element("w:rPr")
                run.insert(0, its)
            its.extend((element("w:sz", w_val=half_points), element("w:szCs", w_val=half_points)))


def whole_widths(parts: Sequence[float], width: int) -> list[int]:
    """Return `width` parted in whole twentieths of a point, so that the parts add up to it."""
    edges = [round(width * sum(parts[:index])) for index in range(len(parts) + 1)]
    edges[-1] = width
    return [right - left for left, right in pairwise(edges)]


def _words(cell: Element) -> str:
    """Return the words of a cell, two figures for each call: Word counts, and puts the number there."""
    parts = every(cell, "w:t", "w:tab", "w:br", "w:footnoteReference")
    said = {name("w:tab"): " ", name("w:br"): " ", name("w:footnoteReference"): "00"}
    return "".join(said.get(part.tag, part.text or "") for part in parts)


def _depth(table: Element) -> int:
    """Return how many lists a table is in, by the distance that pandoc gives it."""
    indents = [int(value(indent, "w:w")) for indent in every(table, "w:tblInd")]
    return indents[0] // LEVEL if indents else 0


def _shares(table: Element) -> list[float]:
    """Return the relative widths of a table's columns as pandoc wrote them; empty where it wrote none."""
    if value(every(table, "w:tblW")[0], "w:type") != "pct":
        return []
    return [float(value(column, "w:w")) for column in every(table, "w:gridCol")]
