"""The fallback layouts of the PDF: from what the designer wants to what cannot lose a footnote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to set the page, as differences from the house; lengths in points."""

    name: str
    leading: float = 0.0
    size: float = 0.0
    note: float = 0.0
    policy: str = "line"
    """`footnote-policy`: "line" moves the calling line with its footnote, "auto" may let it go on."""

    endnotes: bool = False
    """The footnotes stand at the end, and the page says so."""

    heads_in_column: bool = False
    """The heads that stand in the margin stand above their text: at the foot of a page one may lose lines there."""

    pinned: tuple[tuple[int, int], ...] = ()
    """Footnotes whose calling paragraphs are kept from breaking, and how firmly, 1 to 3."""


LAYOUTS = (
    Layout("set"),
    Layout("leading +0.2", leading=0.2),
    Layout("text -0.1", size=-0.1),
    Layout("leading +0.4, notes -0.1", leading=0.4, note=-0.1),
    Layout("notes may follow", policy="auto"),
    Layout("endnotes", endnotes=True),
)
"""Tried in this order. On each but the last, paragraphs are first pinned where their footnotes split from
their calls' pages."""
