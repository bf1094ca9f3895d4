"""Lists with bodies, and elements that can be found by their ID."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, String

from notebuild.tagging.elements import add, document, is_element, kids, kind, replace, walk


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
