"""Sets side by side what stands so in print: summary and key points, and the rows of the last page."""

from __future__ import annotations

from collections.abc import Sequence

from notebuild.render.word.blocks import following
from notebuild.render.word.cleanup import FLOWING, space_before, style
from notebuild.render.word.measures import Measures, pt
from notebuild.render.word.ooxml import Element, borders, element, line, name

BOXES = (("SummaryTitle", "Summary"), ("KeyPointsTitle", "KeyPoint"))


def boxes(body: Element, m: Measures) -> None:
    """Put summary and key points side by side over the full width, the points on the tint."""
    groups = [[p for p in body.findall(name("w:p")) if style(p) in names] for names in BOXES]
    filled = [group for group in groups if group]
    if not filled:
        return
    at = body.index(filled[0][0])
    points = round(m.full * 0.44)
    widths = [m.full - points, points] if len(filled) == 2 else [m.full]
    cells = [cell(group, width, m) for group, width in zip(filled, widths, strict=True)]
    box = layout_table(widths, [element("w:tr", *cells)], m)
    body.insert(at, box)
    after = following(box)
    if after is not None and style(after) in FLOWING:
        space_before(after, pt(14))


def cell(content: Sequence[Element], width: int, m: Measures) -> Element:
    """Return a cell of the cover's box; that of the key points has the tint and an edge in the accent."""
    tinted = style(content[0]) in BOXES[1]
    room = {"top": 0, "left": 0, "bottom": 0, "right": pt(16)}
    dress: list[Element] = []
    if tinted:
        room = {"top": pt(9), "left": pt(11), "bottom": pt(8), "right": pt(11)}
        edge = borders({"left": (2.25, m.colour["accent"], 0)})
        fill = element("w:shd", w_val="clear", w_color="auto", w_fill=m.colour["tint"])
        dress = [element("w:tcBorders", *edge), fill]
    margins = (element(f"w:{side}", w_w=str(w), w_type="dxa") for side, w in room.items())
    return element(
        "w:tc",
        element(
            "w:tcPr",
            element("w:tcW", w_w=str(width), w_type="dxa"),
            *dress,
            element("w:tcMar", *margins),
        ),
        *content,
    )


def imprint(body: Element, m: Measures) -> None:
    """Put the rows of the last page side by side, what each is about in the margin, as in print.

    A row has words in the margin, or none where a house's series has no name.
    """
    mine = [p for p in body.findall(name("w:p")) if style(p) in ("AboutTitle", "AboutText")]
    if not mine:
        return
    at, rows = body.index(mine[0]), list[tuple[list[Element], list[Element]]]()
    for paragraph in mine:
        if style(paragraph) == "AboutTitle" or not rows:
            rows.append(([], []))
        rows[-1][style(paragraph) == "AboutText"].append(paragraph)
    for _, texts in rows:
        for more in texts[1:]:
            space_before(more, pt(2))
    widths = (m.hang, m.column)
    side = [[titles or [line("AboutTitle")], texts or [line("AboutText")]] for titles, texts in rows]
    lines = [
        element(
            "w:tr",
            element("w:trPr", element("w:cantSplit")),
            *(bare_cell(held, width) for held, width in zip(pair, widths, strict=True)),
        )
        for pair in side
    ]
    body.insert(at, layout_table(widths, lines, m))


def layout_table(widths: Sequence[int], rows: Sequence[Element], m: Measures) -> Element:
    """Return a table without rules that begins where the titles begin; it only sets its cells side by side.

    It names no style: LibreOffice would show each of its cells as changed in a redline (engine facts).
    """
    return element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblW", w_w=str(sum(widths)), w_type="dxa"),
            element("w:tblInd", w_w=str(-m.hang), w_type="dxa"),
            element("w:tblLayout", w_type="fixed"),
            element("w:tblLook", w_val="0000"),
        ),
        element("w:tblGrid", *(element("w:gridCol", w_w=str(width)) for width in widths)),
        *rows,
    )


def bare_cell(content: Sequence[Element], width: int) -> Element:
    """Return a cell without a margin at its left, so that its words begin where those above it begin."""
    margins = (element(f"w:{side}", w_w="0", w_type="dxa") for side in ("left", "right"))
    return element(
        "w:tc",
        element("w:tcPr", element("w:tcW", w_w=str(width), w_type="dxa"), element("w:tcMar", *margins)),
        *content,
    )
