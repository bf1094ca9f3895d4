"""Writes a table of an edition's tree as JATS has it: the XHTML table, with widths, alignment and spans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lxml.etree import _Element as Element

from notebuild.core.model import Node
from notebuild.render.jats.inlines import under

ALIGNMENTS = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}

Fill = Callable[[Element, Sequence[Node]], None]
"""Fills a cell with its blocks."""


def table(parent: Element, node: Node, fill: Fill) -> None:
    """Append a table; its caption stands in what holds it."""
    _, _, columns, head, bodies, foot = node["c"]
    made = under(parent, "table")
    widths = [width.get("c", 0) for _, width in columns]
    for width in widths if any(widths) else ():
        under(made, "col", width=f"{100 * width:.4g}%")
    aligned = [ALIGNMENTS.get(alignment["t"], "") for alignment, _ in columns]
    rows(made, "thead", head[1], aligned, fill, heads=len(columns))
    rows(made, "tfoot", foot[1], aligned, fill)
    for body in bodies:
        rows(made, "tbody", [*body[2], *body[3]], aligned, fill, heads=body[1])
    if made.find("tbody") is None:
        under(under(under(made, "tbody"), "tr", content_type="empty"), "td")  # JATS wants a body


def rows(
    parent: Element, name: str, content: Sequence[Any], aligned: Sequence[str], fill: Fill, heads: int = 0
) -> None:
    """Append a part of a table, where it has rows; the first `heads` cells of each are headings."""
    if not content:
        return
    part = under(parent, name)
    for _, cells in content:
        row = under(part, "tr")
        for at, (_, alignment, down, across, inner) in enumerate(cells):
            side = ALIGNMENTS.get(alignment["t"]) or (aligned[at] if at < len(aligned) else "")
            made = under(
                row,
                "th" if at < heads else "td",
                align=side,
                rowspan=str(down) if down > 1 else "",
                colspan=str(across) if across > 1 else "",
            )
            if name != "thead" and at < heads:
                made.set("scope", "row")
            fill(made, inner)
