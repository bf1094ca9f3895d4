"""Cuts what stands at the head of every page to the one line that it has, at a word."""

from __future__ import annotations

from collections.abc import Callable

from notebuild.core.house import House
from notebuild.render.measuring import ruler

SHARE = 0.55
"""The part of a head that its left side may fill, as the print sheet gives it; the section has the rest."""

GAP = 9
"""Points between the two sides of a head, at least."""

LOOSE = " ,;:–—-(«“\u00a0\u202f"
"""What may not end a text that is cut."""

POINTS = 72 / 25.4
"""Points in a millimetre."""


def line(house: House) -> float:
    """Return the length of the line at the head of a page, in points: the column, and the margin that titles use."""
    page = house.tokens["page"]
    return float(page["width"] - page["left"] - page["right"] + page["hang"]) * POINTS


def left(text: str, house: House) -> str:
    """Return as much of a title or a series' name as the left side of a printed head holds."""
    return cut(text, SHARE * line(house) - GAP, size(house))


def right(text: str, house: House) -> str:
    """Return as much of a section's heading as the right side of a printed head holds."""
    return cut(text, (1 - SHARE) * line(house), size(house))


def beside(series: str, title: str, house: House) -> tuple[str, str]:
    """Return series and title for one line of Word's, at its two ends: the series gives way beyond half of it."""
    measured = size(house)
    held = cut(series, line(house) / 2, measured)
    return held, cut(title, line(house) - measured(held) - GAP, measured)


def size(house: House) -> Callable[[str], float]:
    """Return what measures a text at the head of a page, in points."""
    measured = ruler(house, weight=400)
    points = float(house.tokens["size"]["running"])
    return lambda text: points * measured(text)


def cut(text: str, room: float, width: Callable[[str], float]) -> str:
    """Return a text where it is no wider than the room, else its first words that are, and an ellipsis.

    A first word that is wider is cut itself. Marks that open or part go with what they were for.
    """
    if width(text) <= room:
        return text
    kept = ""
    for word in text.split(" "):
        longer = f"{kept} {word}".strip()
        if width(f"{longer}…") > room:
            break
        kept = longer
    if not kept:
        kept = text
        while kept and width(f"{kept}…") > room:
            kept = kept[:-1]
    return f"{kept.rstrip(LOOSE)}…"
