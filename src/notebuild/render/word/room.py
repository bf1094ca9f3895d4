"""Makes the cover of a long note Word's first page: tighter where its contents would not fit, else without them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil

from notebuild.core.house import House
from notebuild.core.model import Edition, Node
from notebuild.edition import tree
from notebuild.render.measuring import ruler
from notebuild.render.word import blocks
from notebuild.render.word.cleanup import properties, style
from notebuild.render.word.measures import Measures, pt
from notebuild.render.word.ooxml import Element, element, every

FULL = 0.93
"""How much of a line words fill, ragged."""

TIGHT = {"Author": {"after": 8}, "Teaser": {"before": 8, "after": 8}, "TOCHeading": {"before": 8}}
"""Room around the parts of a cover that would not fit, in points, by their styles."""

SAVED = 18
"""Points that a cover so set gains at least."""

POINTS = 0.44, 16, 22
"""Of the cover's box: the part of its width that key points take, the room beside the summary, that in their frame."""


def settle(body: Element, edition: Edition, house: House, m: Measures) -> None:
    """Give a cover with contents a page of its own; contents that do not fit on it begin the next, before the text."""
    page, needed = (m.page[1] - m.top - m.bottom) / 20, height(edition, house, m)
    if needed > page:
        for paragraph in every(body, "w:p"):
            if room := TIGHT.get(style(paragraph)):
                said = {f"w_{side}": str(pt(points)) for side, points in room.items()}
                properties(paragraph).append(element("w:spacing", **said))
    if needed - SAVED <= page:
        blocks.first_page(body)
        return
    for paragraph in every(body, "w:p"):
        if style(paragraph) == "TOCHeading":
            properties(paragraph).insert(1, element("w:pageBreakBefore"))


def height(edition: Edition, house: House, m: Measures) -> float:
    """Return how high the cover is with its contents, in points, rather too much than too little.

    Leading and room are those of `word.toml`.
    """
    meta, size = edition.metadata, house.tokens["size"]
    text, sans = ruler(house, 400, "text"), ruler(house, 400)
    full, small = m.full / 20, float(size["small-leading"])

    def lines(words: str, width: float, points: float, face: Callable[[str], float]) -> int:
        return max(1, ceil(face(words) * points / (width * FULL)))

    def tall(inlines: Iterable[Node] | None, token: str, width: float, around: float) -> float:
        words = tree.text(list(inlines or ()))
        return lines(words, width, size[token], text) * size[f"{token}-leading"] + around if words else 0.0

    boxed = bool(meta.get("abstract")) and bool(meta.get("key-points"))
    beside = full * POINTS[0] if boxed else full
    summary = sum(
        lines(tree.text([block]), full - beside - POINTS[1] if boxed else full, 10, text) * 13.6 + 4
        for block in meta.get("abstract") or ()
    )
    points = sum(
        lines(tree.text(point), beside - POINTS[2] - 10, size["small"], sans) * small + 4
        for point in meta.get("key-points") or ()
    )
    entries = sum(
        lines(tree.text(entry["inlines"]), full, size["small"], sans) * small + 2
        for entry in blocks.listed(meta["contents"])
    )
    authors = lines(", ".join(meta["authors"]), full, size["small"], sans) + 1
    return (
        tall(meta["title"], "title", full, 5)
        + tall(meta.get("subtitle"), "subtitle", full, 12)
        + authors * small + 22
        + tall(meta.get("teaser"), "teaser", full - 40, 28)
        + (lines(tree.text(meta["credit"]), full, size["running"], sans) * 11 + 4 if meta.get("credit") else 0)
        + (small if meta.get("banner") else 0)
        + max(summary, points + 17 if points else 0) + (small + 3 if summary or points else 0)
        + 14 + small + 3 + entries
    )  # fmt: skip
