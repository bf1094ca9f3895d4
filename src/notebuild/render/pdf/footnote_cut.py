"""Cuts a footnote of the print page in two, between two of its lines: boxes of the engine's, not yet laid out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Skip = dict[int, Any]
"""Where a box is cut: the index of a child, and where in that; at last a byte of its text."""


def halves(box: Any, skip: Skip) -> tuple[Any, Any]:
    """Return a footnote, in which lines were made and not set, as far as a cut, and from there on."""
    return _loose(_half(box, skip, False)), _loose(_half(box, skip, True))


def ends(box: Any, *path: int) -> Iterator[tuple[Skip | None, float]]:
    """Yield where each line of a footnote ends, as a cut and as a height; the cut is None at the end of a paragraph."""
    from weasyprint.formatting_structure import boxes

    for at, child in enumerate(box.children):
        if isinstance(child, boxes.LineBox):
            if not child.height:
                continue  # the engine's own marker, which is empty
            skip = child.resume_at and {0: child.resume_at}
            for index in reversed(path):
                skip = skip and {index: skip}
            yield skip, child.position_y + child.height
        elif isinstance(child, boxes.BlockContainerBox):
            yield from ends(child, *path, at)


def is_between_words(box: Any, skip: Skip) -> bool:
    """Return whether a cut is at a space: not within an address, nor at a hyphen."""
    before, after = _words(_half(box, skip, False)), _words(_half(box, skip, True))
    return before[-1:].isspace() or after[:1].isspace()


def _words(box: Any) -> str:
    return "".join(one.text for one in box.descendants() if hasattr(one, "text"))


def _half(box: Any, skip: Skip, rest: bool) -> Any:
    """Return a copy of a box as far as a cut, or from there on; the first line of a rest is not indented."""
    from weasyprint.css.properties import ZERO_PIXELS
    from weasyprint.formatting_structure import boxes

    ((at, inner),) = skip.items()
    if isinstance(box, boxes.TextBox):
        text = box.text.encode()
        return box.copy_with_text((text[at:] if rest else text[:at]).decode())
    middle = [] if inner is None else [_half(box.children[at], inner, rest)]
    if rest:
        children = [*middle, *box.children[at + len(middle) :]]
    else:
        children = [*box.children[:at], *middle]
    half = box.copy_with_children(children)
    if rest and isinstance(box.children[0], boxes.LineBox):
        half.style = box.style.copy()
        half.style["text_indent"] = ZERO_PIXELS
    return half


def _loose(box: Any) -> Any:
    """Return a box with nothing around what stands in its lines: the engine puts it there itself."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.ParentBox):
        inner = [_loose(one) for one in box.children]
        parts = [one.children if isinstance(one, boxes.LineBox) else [one] for one in inner]
        box.children = [one for part in parts for one in part]
    return box
