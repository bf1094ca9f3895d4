"""Tell how small the letters of a drawing become on a telephone, where it has no frame that scrolls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from notebuild.sources import drawing_faults

PHONE = 320
"""CSS pixels that a picture has on a telephone of 360."""

FULL = 600
"""CSS pixels from which on a drawing takes the whole width, and can be enlarged in a frame of its own."""

LEAST = 5.0
"""CSS pixels of type below which nobody reads it."""

USUAL = 16.0
"""The size of type that a drawing does not say (CSS Fonts, `medium`)."""

NUMBER = r"(\d+\.?\d*|\.\d+)"
SIZE = re.compile(rf"{NUMBER}(px|pt)?")
BOX = re.compile(rf"\s*-?{NUMBER}[\s,]+-?{NUMBER}[\s,]+{NUMBER}[\s,]+{NUMBER}\s*")
POINT = 4 / 3
SCALED = re.compile(rf"scale\(\s*{NUMBER}|matrix\(\s*{NUMBER}")
DECLARED = re.compile(r"(?:^|;)\s*font-size\s*:\s*([^;]+)")


def on_a_phone(svg: str) -> float:
    """Return the size of a drawing's smallest letters on a telephone, in CSS pixels; 0 where it does not matter.

    A size that a sheet inside the drawing gives, or one relative to another, is not looked at.
    """
    measured = drawing_faults.size(svg)
    if measured is None or measured[0] >= FULL:
        return 0.0
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return 0.0
    if any(element.tag.endswith("}style") for element in root.iter()):
        return 0.0
    box = BOX.fullmatch(root.get("viewBox", ""))
    unit = measured[0] / float(box[3]) if box and float(box[3]) else 1.0
    sizes = list(_sizes(root, USUAL, unit))
    return min(sizes, default=0.0) * min(1.0, PHONE / measured[0])


def _sizes(element: ElementTree.Element, size: float, scale: float) -> Iterator[float]:
    """Yield the size of each run of letters below an element, in CSS pixels of the drawing as it is."""
    size = _declared(element.attrib, size)
    moved = SCALED.search(element.get("transform", ""))
    scale *= float(moved[1] or moved[2]) if moved else 1.0
    name = element.tag.rpartition("}")[2]
    if name in ("text", "tspan") and (element.text or "").strip():
        yield size * scale
    if name not in ("defs", "symbol", "title", "desc", "metadata"):
        for child in element:
            yield from _sizes(child, size, scale)


def _declared(attributes: Mapping[str, str], size: float) -> float:
    """Return the size of type that an element gives, or the one it inherits."""
    said = DECLARED.search(attributes.get("style", ""))
    match = SIZE.fullmatch((said[1] if said else attributes.get("font-size", "")).strip())
    return float(match[1]) * (POINT if match[2] == "pt" else 1.0) if match else size
