"""Lists with bodies, figures in their place, table heads with a scope, elements found by their ID."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from notebuild.tagging.elements import Entry, add, document, is_element, kids, kind, replace, walk

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


def place_figures(tagged: Iterable[Entry]) -> None:
    """Boxes of figures in points from the foot of the page; the engine counts pixels from its head."""
    for element in (entry.element for entry in tagged if entry.kind == "Figure"):
        if "/BBox" not in element.get("/A", Dictionary()):
            continue
        height = float(element.Pg.MediaBox[3])
        left, top, right, bottom = (float(value) * POINTS for value in element.A.BBox)
        box = (left, height - bottom, right, height - top)
        element.A.BBox = Array([round(value, 3) for value in box])


def scope_heads(tagged: Sequence[Entry]) -> None:
    """Head cells that say whether they head their column or their row (ISO 32000-1, table 349)."""
    below = -1
    for at, entry in enumerate(tagged):
        if entry.kind == "THead":
            below = max(below, at + entry.size)
        elif entry.kind == "TH":
            attributes = entry.element.get("/A", Dictionary(O=Name.Table))
            attributes.Scope = Name.Column if at < below else Name.Row
            entry.element.A = attributes


def identify(pdf: pikepdf.Pdf, tagged: Sequence[Entry]) -> None:
    """IDs that are unique, and the tree that finds elements by them (ISO 32000-1, 14.7.2).

    The engine repeats a table's header cells, with their IDs, on each page that the table fills.
    """
    found: dict[str, Any] = {}
    tables = [at for at, entry in enumerate(tagged) if entry.kind == "Table"]
    for index, at in enumerate(tables, 1):
        for cell, sort, *_ in tagged[at : at + tagged[at].size]:
            if "/ID" in cell and sort == "TH":
                cell.ID = String(f"table-{index}-{cell.ID}")
            heads = cell.get("/A", Dictionary())
            if isinstance(heads, Dictionary) and "/Headers" in heads:
                heads.Headers = Array([String(f"table-{index}-{name}") for name in heads.Headers])
    for element in (entry.element for entry in tagged):
        if "/ID" in element:
            found[str(element.ID)] = element
    names = [part for name in sorted(found, key=str.encode) for part in (String(name), found[name])]
    pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))
