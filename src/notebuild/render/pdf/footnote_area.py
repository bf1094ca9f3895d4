"""What we change in WeasyPrint: each footnote is laid out once, and stays on the page of its call where it shall.

WeasyPrint lays out all the footnotes of a page anew whenever one is added to it, taken back or put off, only
to learn how high they are together: two thirds of the time of a note with many. Here each is laid out
once for a width, alone, and the heights are added up; on the finished page it is moved to its place. Where heights
do not simply add up, the engine goes its own way. What is drawn is the same.

And it puts footnotes off to the next page to win room for one more line, whatever their `footnote-policy` says;
here only those that may follow. What is offered to the engine's own project is in `docs/footnote-heights.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from math import inf
from typing import Any, NamedTuple

from notebuild.render.pdf import continued
from notebuild.render.pdf.fit import LINES, misfit, source

PUT_OFF = "while report and context.current_page_footnotes:"
"""Where the engine puts off the last footnote of a page for as long as a line lacks room."""

MAY_FOLLOW = 'context.current_page_footnotes[-1].style["footnote_policy"] == "auto"'
"""What is asked of it besides (CSS Generated Content for Paged Media 3, 2.6: `line` and `block` keep it)."""

UNFORCED = frozenset({"auto", "avoid", "avoid-page", "avoid-column"})
"""Values of `break-before` and `break-after` that never end a page."""


class Measured(NamedTuple):
    """What was found of a footnote that was laid out alone."""

    height: float
    """Of its margin box, in CSS pixels."""

    page: str | None
    """The named page it stands on: between two of different names the engine breaks the area."""

    box: Any
    """As it was laid out."""


def install() -> None:
    """Change the engine from now on in this process, if this fits it."""
    from weasyprint.layout import LayoutContext, block, page

    own = LayoutContext._update_footnote_area
    if misfit() is not None or hasattr(own, "__wrapped__"):
        return
    continued.install(_alone)
    LayoutContext._update_footnote_area = _keeping(own)
    block._linebox_layout = _staying(block)
    page.block_level_layout = _placing(page.block_level_layout)


def _staying(block: Any) -> Callable[..., Any]:
    """Return the engine's layout of lines with the one condition more, in the names of its module."""
    lines = block._linebox_layout
    text = source(LINES).replace(PUT_OFF, f"{PUT_OFF[:-1]} and {MAY_FOLLOW}:")
    text = text.replace(continued.OVERFLOWS, continued.ASKED).replace(continued.LACKS, continued.LONGER)
    made: dict[str, Any] = {}
    exec(compile(text, lines.__code__.co_filename, "exec"), vars(block), made)
    return wraps(lines)(made["_linebox_layout"])


def _keeping(own: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return what takes the place of the engine's own way, and goes it where heights do not add up."""

    @wraps(own)
    def update(context: Any) -> bool:
        """Set the height of the footnote area and the bottom of the page; return whether notes overflow the area.

        An area as high as its notes is never overflowed by them.
        """
        area, notes = context.current_footnote_area, context.current_page_footnotes
        height = added(context, area, notes)
        if height is None:
            return own(context)
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.children, area.height = notes, height
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return False

    return update


def _placing(own: Callable[..., Any]) -> Callable[..., Any]:
    """Return what lays out the blocks of a page: the area of its notes with those that are laid out already."""
    from weasyprint.formatting_structure import boxes

    @wraps(own)
    def place(context: Any, box: Any, *given: Any, **named: Any) -> Any:
        found = _found(context, box) if isinstance(box, boxes.FootnoteAreaBox) else []
        if not found:
            return own(context, box, *given, **named)
        empty = box.copy_with_children([])
        empty.height = "auto"
        area, *rest = own(context, empty, *given, **named)
        left, top = area.content_box_x(), area.content_box_y()
        for one in found:
            one.box.translate(left - one.box.position_x, top - one.box.position_y)
            top += one.height
        area.children, area.height = [one.box for one in found], sum(one.height for one in found)
        return area, *rest

    return place


def _found(context: Any, area: Any) -> list[Measured]:
    """Return the notes of the finished page as they were laid out; none where one is not kept.

    The area that the engine lays out then is a copy: its notes are not those by which heights are kept.
    """
    notes, width = context.current_page_footnotes, _width(area)
    if len(notes) != len(area.children) or added(context, context.current_footnote_area, notes) is None:
        return []
    found = [context.footnote_heights.get((note, width)) for note in notes]
    return [] if None in found else found


def added(context: Any, area: Any, notes: Sequence[Any]) -> float | None:
    """Return the height of an area with these notes, in CSS pixels; None where heights do not add up."""
    if not notes:
        return 0.0
    if not _is_as_high_as_its_notes(area) or _reached(context, area.position_y):
        return None
    kept: dict[tuple[Any, float], Measured | None] = context.__dict__.setdefault("footnote_heights", {})
    width = _width(area)
    found: list[Measured] = []
    for note in notes:
        if (note, width) in kept:
            one = kept[note, width]
        else:
            one = measured(context, area, note)
            if not any(
                box.missing_link for box in note.descendants()
            ):  # else its text has page numbers to come
                kept[note, width] = one
        if one is None or one.page != (found or [one])[0].page:
            return None
        found.append(one)
    return sum(one.height for one in found)


def _alone(context: Any, note: Any) -> Any:
    """Return the box of a footnote as it was laid out alone; None where heights do not add up."""
    area = context.current_footnote_area
    if added(context, area, [note]) is None:
        return None
    kept = context.footnote_heights.get((note, _width(area)))
    return kept and kept.box


def measured(context: Any, area: Any, note: Any) -> Measured | None:
    """Return what comes of laying out a note alone in the area; None where others would change its height or place.

    Margins collapse between notes, a float may reach into the next, a break may end the area between two, and
    what it calls in its turn, or has placed elsewhere, is put on the page as it is laid out.
    """
    from weasyprint.formatting_structure import boxes, build
    from weasyprint.layout.block import block_level_layout

    if not isinstance(note, boxes.BlockBox) or any(
        box.is_floated()
        or box.is_absolutely_positioned()
        or box.is_running()
        or box.is_note()
        or box.footnote
        for box in note.descendants()
    ):
        return None
    for side, end in (("top", 0), ("bottom", -1)):
        for box in _outermost(note, end, boxes.BlockLevelBox):
            margin, edge = box.style[f"margin_{side}"], "after" if end else "before"
            if (margin != "auto" and margin != (0, "px")) or box.style[f"break_{edge}"] not in UNFORCED:
                return None
    alone = area.copy_with_children([note])
    laid, rest, *_ = block_level_layout(
        context, build.create_anonymous_boxes(alone.deepcopy()), -inf, None, area.page
    )
    first, last = note.page_values()
    if rest is not None or first != last or len(laid.children) != 1:
        return None
    return Measured(laid.children[0].margin_height(), first, laid.children[0])


def _outermost(box: Any, end: int, kind: Any) -> Iterator[Any]:
    """Yield a block and those that begin, or end, with it: first children for an `end` of 0, last for -1."""
    while isinstance(box, kind):
        yield box
        if not box.children:
            return
        box = box.children[end]


def _is_as_high_as_its_notes(area: Any) -> bool:
    """Return whether nothing but its notes says how high an area is, and they stand in one column."""
    style = area.style
    return bool(
        style["height"] == "auto"
        and (area.min_height, area.max_height) == (0, inf)
        and style["max_lines"] == "none"
        and (style["column_width"], style["column_count"]) == ("auto", "auto")
    )


def _reached(context: Any, top: float) -> bool:
    """Return whether a float of the page reaches down to where the notes are laid out, and makes lines shorter."""
    return any(shape.position_y + shape.margin_height() > top for shape in context.excluded_shapes)


def _width(area: Any) -> float:
    """Return the width that the notes of an area have, in CSS pixels."""
    from weasyprint.layout.block import block_level_width

    frame = area.copy()
    block_level_width(frame, area.page)
    return float(frame.width)
