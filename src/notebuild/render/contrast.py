"""Checks that the house's text colours stand out from the grounds that the sheets put them on (WCAG 2.2)."""

from __future__ import annotations

from notebuild.core.house import House
from notebuild.core.problems import Location, Problem

AA = 4.5
"""Least contrast of text on its ground (WCAG 2.2, success criterion 1.4.3)."""

PAIRS = (
    ("text", "ground"),
    ("text", "tint"),
    ("ink", "ground"),
    ("ink", "tint"),
    ("accent", "ground"),
    ("accent", "tint"),
    ("quiet", "ground"),
    ("quiet", "tint"),
    ("ground", "ink"),
)
"""Every text colour with each ground the sheets put it on."""


def check(house: House, text: str = "", display_path: str = "styles/house.toml") -> tuple[Problem, ...]:
    """Return a Problem for each text colour below WCAG AA; `text` is the house's file, for its lines."""
    problems = []
    for scheme, colours in house.tokens.get("colour", {}).items():
        line = text[: max(text.find(f"[colour.{scheme}]"), 0)].count("\n") + 1 if text else 0
        for over, under in PAIRS:
            if over not in colours or under not in colours:
                continue
            contrast = ratio(colours[over], colours[under])
            if contrast < AA:
                problems.append(
                    Problem(
                        Location(display_path, line),
                        f"{scheme} {over} {colours[over]} on {under} {colours[under]}"
                        f" has a contrast of {contrast:.1f}, below {AA}",
                        f"make colour.{scheme}.{over} stand out more from {under}",
                    )
                )
    return tuple(problems)


def ratio(one: str, other: str) -> float:
    """Return the contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a `#rrggbb` colour, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
