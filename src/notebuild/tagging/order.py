"""Lists with bodies, figures in their place, table heads with a scope, elements found by their ID."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from notebuild.tagging.elements import add, document, is_element, kids, kind, replace, walk

POINTS = 0.75
"""Points in a CSS pixel."""


def mend_lists(pdf: pikepdf.Pdf) -> None:
    """Every list item holds labels and bodies, nothing else (ISO 32000-1, 14.8.4.3.3)."""
    for item in list(walk(document(pdf))):
        if kind(item) != "LI":
            continue
        under = kids(item)
        labels = [kid for kid in under if is_element(kid) and kind(kid) == "Lbl"]
        bodies = [kid for kid in under if is_element(kid) and kind(kid) == "LBody"]
        loose = [kid for kid in under if not is_element(kid) or kind(kid) not in ("Lbl", "LBody")]
        if loose:
            replace(item, [*labels, *bodies, add(pdf, "LBody", item, loose)])


def place_figures(pdf: pikepdf.Pdf) -> None:
    """Boxes of figures in points from the foot of the page; the engine counts pixels from its head."""
    for element in walk(document(pdf)):
        if kind(element) != "Figure" or "/BBox" not in element.get("/A", Dictionary()):
            continue
        height = float(element.Pg.MediaBox[3])
        left, top, right, bottom = (float(value) * POINTS for value in element.A.BBox)
        box = (left, height - bottom, right, height - top)
        element.A.BBox = Array([round(value, 3) for value in box])


def scope_heads(pdf: pikepdf.Pdf) -> None:
    """Head cells that say whether they head their column or their row (ISO 32000-1, table 349)."""
    heads = [e for e in walk(document(pdf)) if kind(e) == "THead"]
    columns = {cell.objgen for head in heads for cell in walk(head) if kind(cell) == "TH"}
    for cell in walk(document(pdf)):
        if kind(cell) == "TH":
            attributes = cell.get("/A", Dictionary(O=Name.Table))
            attributes.Scope = Name.Column if cell.objgen in columns else Name.Row
            cell.A = attributes


def identify(pdf: pikepdf.Pdf) -> None:
    """IDs that are unique, and the tree that finds elements by them (ISO 32000-1, 14.7.2).

    The engine repeats a table's header cells, with their IDs, on each page that the table fills.
    """
    found: dict[str, Any] = {}
    tables = [element for element in walk(document(pdf)) if kind(element) == "Table"]
    for index, table in enumerate(tables, 1):
        for cell in walk(table):
            if "/ID" in cell and kind(cell) == "TH":
                cell.ID = String(f"table-{index}-{cell.ID}")
            heads = cell.get("/A", Dictionary())
            if isinstance(heads, Dictionary) and "/Headers" in heads:
                heads.Headers = Array([String(f"table-{index}-{name}") for name in heads.Headers])
    for element in walk(document(pdf)):
        if "/ID" in element:
            found[str(element.ID)] = element
    names = [part for name in sorted(found, key=str.encode) for part in (String(name), found[name])]
    pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))
