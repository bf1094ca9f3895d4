"""Makes one table of what the engine tags as one on each page, and one row of a row that goes over pages.

The print page gives the first row of each table a name, and every row of a table in which rows may break, so
that where each begins can be found (`render.html.tables`). What is drawn again, the heads, is said once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from notebuild.core.labels import ROW
from notebuild.readback.pdf_links import Outline
from notebuild.render.pdf.tags.elements import Element, elements_of

NAMED = re.compile(ROW.format(table=r"(\d+)", row=r"(\d+)") + r"\Z")


def join(top: Element, plan: Outline) -> None:
    """Join the parts of tables that stand on several pages; a part that nothing names stays as it is."""
    starts: Counter[int] = Counter()
    rows: Counter[tuple[int, int]] = Counter()
    named: Counter[int] = Counter()
    for name, place in plan.places.items():
        if match := NAMED.match(name):
            table, row = int(match[1]), int(match[2])
            starts[place.page] += row == 0
            rows[table, place.page] += 1
            named[table] += 1
    parts = list(_tables(top))
    on_page = Counter(part.page for part, _ in parts)
    begun, number, met = None, -1, Counter[int]()
    for part, parent in parts:
        page = part.page
        first = not met[page]
        met[page] += 1
        if begun is not None and first and on_page[page] == starts[page] + 1:
            breaks = named[number] > 1 and rows[number, page] < len(_rows(part))
            _append(begun, part, breaks)
            parent.kids = [kid for kid in parent.kids if kid is not part]
        elif starts[page]:
            begun, number = part, number + 1


def _tables(element: Element) -> Iterator[tuple[Element, Element]]:
    """Yield the tables below an element, in reading order, each with its parent."""
    for kid in elements_of(element):
        if kid.kind == "Table":
            yield kid, element
        else:
            yield from _tables(kid)


def _rows(table: Element) -> list[Element]:
    """Return the rows of a table's bodies."""
    bodies = (kid for kid in elements_of(table) if kid.kind == "TBody")
    return [row for body in bodies for row in elements_of(body) if row.kind == "TR"]


def _append(table: Element, part: Element, breaks: bool) -> None:
    """Put the rows of a part behind those of its table; with `breaks` the first one goes on with the last row."""
    bodies = [kid for kid in elements_of(table) if kid.kind == "TBody"]
    rows = _rows(part)
    if not bodies:
        bodies = [Element("TBody", page=part.page)]
        table.kids.append(bodies[0])
    if breaks and rows and (before := _rows(table)):
        for cell, rest in zip(elements_of(before[-1]), elements_of(rows[0]), strict=False):
            if rest.kids:
                rest.kind = "NonStruct"
                del rest.raw["/A"]
                cell.kids.append(rest)
        rows = rows[1:]
    bodies[-1].kids.extend(rows)
