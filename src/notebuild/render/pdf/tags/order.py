"""Puts tags in order: bodies of lists, boxes of figures, heads of tables, and the index of IDs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from notebuild.render.pdf.tags.elements import Element, Entry, Kid, elements_of, over, walk

POINTS = 0.75
"""Points in a CSS pixel."""


def mend_lists(top: Element) -> None:
    """Make every list item hold labels and bodies, nothing else (ISO 32000-1, 14.8.4.3.3)."""
    for item in list(walk(top)):
        if item.kind != "LI":
            continue
        sorts = [kid.kind if isinstance(kid, Element) else "" for kid in item.kids]
        named = list(zip(sorts, item.kids, strict=True))
        labels = [kid for sort, kid in named if sort == "Lbl"]
        bodies = [kid for sort, kid in named if sort == "LBody"]
        loose = [kid for sort, kid in named if sort not in ("Lbl", "LBody")]
        if loose:
            item.kids = [*labels, *bodies, over("LBody", loose, item.page)]


def nest_lists(top: Element) -> None:
    """Put each list inside a list into the item that it belongs to, before the words that follow it there.

    The engine puts it after the item, whose further paragraphs would then be read before it. It draws in the
    order of the text, but for the marks of lists, and numbers its marked content as it draws.
    """
    for outer in list(walk(top)):
        if outer.kind != "L":
            continue
        columns = [kid for kid in outer.kids if isinstance(kid, Element) and kid.kind == "L"]
        if len(columns) == len(outer.kids):  # a list set in columns, which the engine tags as lists in a list
            outer.kids = [item for column in columns for item in column.kids]
            continue
        kept: list[Kid] = []
        for kid in outer.kids:
            item = kept[-1] if kept else None
            if not (isinstance(kid, Element) and kid.kind == "L" and isinstance(item, Element)):
                kept.append(kid)
                continue
            body = next((e for e in reversed(elements_of(item)) if e.kind == "LBody"), None)
            if body is None:
                body = Element("LBody", [], item.page)
                item.kids.append(body)
            begun = _first(kid)
            at = next((n for n, e in enumerate(body.kids) if begun and _first(e) > begun), len(body.kids))
            body.kids.insert(at, kid)
        outer.kids = kept


def _first(kid: Kid) -> tuple[int, ...]:
    """Return page and number of the first marked content under a kid, list marks left out."""
    if not isinstance(kid, Element) or kid.kind == "Lbl":
        return ()
    own = ((kid.page, one) for one in kid.kids if isinstance(one, int))
    below = (first for one in elements_of(kid) if (first := _first(one)))
    return min((*own, *below), default=())


def place_figures(tagged: Iterable[Entry]) -> None:
    """Give the boxes of figures in points from the foot of the page; the engine counts pixels from its head."""
    for element in (entry.element.raw for entry in tagged if entry.element.kind == "Figure"):
        if "/BBox" not in element.get("/A", Dictionary()):
            continue
        height = float(element.Pg.MediaBox[3])
        left, top, right, bottom = (float(value) * POINTS for value in element.A.BBox)
        box = (left, height - bottom, right, height - top)
        element.A.BBox = Array([round(value, 3) for value in box])


def scope_heads(tagged: Sequence[Entry]) -> None:
    """Make head cells say whether they head their column or their row (ISO 32000-1, table 349)."""
    below = -1
    for at, entry in enumerate(tagged):
        if entry.element.kind == "THead":
            below = max(below, at + entry.size)
        elif entry.element.kind == "TH":
            cell = entry.element.raw
            attributes = cell.get("/A", Dictionary(O=Name.Table))
            attributes.Scope = Name.Column if at < below else Name.Row
            cell.A = attributes


def name_heads(tagged: Sequence[Entry]) -> None:
    """Give head cells unique IDs, and name them by these in the cells that they head.

    The engine begins each ID with the number of its table, which on a further page is another one.
    """
    tables = [at for at, entry in enumerate(tagged) if entry.element.kind == "Table"]
    for index, at in enumerate(tables, 1):
        cells = [entry.element for entry in tagged[at : at + tagged[at].size]]
        for cell in cells:
            if cell.id and cell.kind == "TH":
                cell.id = f"table-{index}-{cell.id.partition('-')[2]}"
        known = {cell.id for cell in cells if cell.kind == "TH"}
        for cell in cells:
            if cell.kind == "TD" and "/Headers" in (attributes := cell.raw.get("/A", Dictionary())):
                heads = [f"table-{index}-{str(name).partition('-')[2]}" for name in attributes.Headers]
                attributes.Headers = Array([String(head) for head in heads if head in known])


def identify(pdf: pikepdf.Pdf, tagged: Iterable[Entry]) -> None:
    """Write the tree that finds elements by their IDs (ISO 32000-1, 14.7.2); they have been written."""
    by_id = {entry.element.id: entry.element.raw for entry in tagged if entry.element.id}
    names = [part for name in sorted(by_id, key=str.encode) for part in (String(name), by_id[name])]
    pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))
