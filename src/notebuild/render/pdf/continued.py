"""Lets a footnote go on at the foot of the next page where its line would leave a deep blank above the others.

A line goes to the next page with its footnotes where these lack room (`footnote-policy: line`). Where that would leave
much of the page blank, the page runs one line of its footnotes long, if that is all that lacks; else as much of the
last footnote as there is room for stands on the page, and the rest begins the footnotes of the next one, under a rule
as wide as they are, so that it is seen to go on. Two lines at least stand on either page where that can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from itertools import islice
from typing import Any

from notebuild.render.pdf import footnote_cut, handed_on

BLANK = 30.0
"""CSS pixels that a page may leave between its text and the rule above its footnotes: 27 points, not two lines."""

LEAST = 2
"""Lines of a footnote that stand on each of its pages."""

HANDED = 0.15
"""The part of a page that is handed on to it at most: a picture of the greatest height (`sizes.TALLEST`) with its
caption finds room above it."""

LARGE = 0.85
"""A footnote that takes more of a page goes on over several as it may."""

SHARE = 2 / 3
"""What such a footnote takes of each further page: the text goes on above it."""

OVERFLOWS = "if overflow:\n                    context.report_footnote(footnote)"
"""Where the engine's layout of lines has found that a footnote lacks room."""

LACKS = """        if overflow:
            # If we couldn’t"""
"""Where it has found that a line lacks room."""

LONGER = """        if overflow and not context.runs_long(
                box, new_children, line, new_position_y + offset_y, bottom_space,
                iter(()) if resume_at is None else iter_line_boxes(
                    context, child, new_position_y, bottom_space, resume_at,
                    new_containing_block, [], [], None, None)):
            # If we couldn’t"""
"""What it asks there besides."""

ASKED = """if overflow and not context.goes_on(
                        footnote, box, page_is_empty, new_children, line, new_position_y + offset_y, bottom_space,
                        iter(()) if resume_at is None else iter_line_boxes(
                            context, child, new_position_y, bottom_space, resume_at,
                            new_containing_block, [], [], None, None)):
                    context.report_footnote(footnote)"""
"""What it asks there besides."""

Laid = Callable[[Any, Any], Any]
"""Returns the box of a footnote of the page, laid out alone, or None: from the context and the footnote."""


def install(laid: Laid) -> None:
    """Change the engine from now on in this process."""
    from weasyprint.layout import LayoutContext

    def goes_on(context: Any, note: Any, *where: Any) -> bool:
        return _goes_on(context, laid, note, *where)

    def runs_long(context: Any, *where: Any) -> bool:
        return _runs_long(context, laid, *where)

    LayoutContext.goes_on, LayoutContext.runs_long = goes_on, runs_long
    LayoutContext.layout_footnote = _going_on(LayoutContext.layout_footnote, laid)
    LayoutContext.unlayout_footnote = _joining(LayoutContext.unlayout_footnote)
    handed_on.install()


def _goes_on(
    context: Any,
    laid: Laid,
    note: Any,
    box: Any,
    is_first: bool,
    above: Sequence[Any],
    line: Any,
    bottom: float,
    more: float,
    following: Iterator[tuple[Any, Any]],
) -> bool:
    """Part the last footnote of the page if that saves a deep blank; whether it stays, or a part of it.

    Its call is on `line` of the paragraph `box`, below the lines `above` that stand on this page, before those
    that are `following`; `is_first` says that nothing stands above the paragraph. The line ends at `bottom`, with
    `more` to be kept free below it.
    """
    if context.in_column or context.reported_footnotes or note.style["footnote_policy"] != "line":
        return False
    whole = laid(context, note)
    if whole is None:
        return False
    rest = _next(box, following)
    if _blank(context, laid, note, whole.margin_height() - more, box, above, line, rest) <= BLANK:
        return False
    foot = context.page_bottom - more + whole.margin_height()
    after = _held(box.style, len(above) + 1, rest)
    if any(one in context.footnotes for one in _notes(after)):
        if above or not is_first:
            return False
        after = ()
    return _part(context, note, whole, foot - bottom - sum(one.height for one in after))


def _runs_long(
    context: Any,
    laid: Laid,
    box: Any,
    above: Sequence[Any],
    line: Any,
    bottom: float,
    more: float,
    following: Iterator[tuple[Any, Any]],
) -> bool:
    """Make the page long for a line that calls no footnote, if that saves a deep blank above those of the page.

    The arguments are those of `_goes_on`.
    """
    here = context.current_page_footnotes
    if context.in_column or not here or _is_long(context) or any(_notes([line])):
        return False
    last = laid(context, here[-1])
    if last is None:
        return False
    rest = _next(box, following)
    after = _held(box.style, len(above) + 1, rest)
    lacking = bottom + sum(one.height for one in after) - (context.page_bottom - more)
    if lacking > _line_of(last) or any(_notes(after)):
        return False
    if _blank(context, laid, None, -more, box, above, line, rest) <= BLANK:
        return False
    _make_long(context, _line_of(last))
    return True


def _next(box: Any, following: Iterator[tuple[Any, Any]]) -> list[Any]:
    """Return as many of the next lines of a paragraph as decide where it may break."""
    return [one for one, _ in islice(following, box.style["orphans"] + box.style["widows"])]


def _blank(
    context: Any,
    laid: Laid,
    note: Any,
    more: float,
    box: Any,
    above: Sequence[Any],
    line: Any,
    rest: Sequence[Any],
) -> float:
    """Return how much of the page is blank if a line goes to the next, with the notes of what goes with it.

    `more` is free besides, and `note` is counted in it.
    """
    going = [*above[_staying(box.style, len(above), len(rest) + 1) :], line]
    with_it = [one for one in _notes(going) if one is not note and one in context.current_page_footnotes]
    heights = sum(found.margin_height() for one in with_it if (found := laid(context, one)) is not None)
    return float(context.page_bottom + more + heights - going[0].position_y)


def _notes(lines: Sequence[Any]) -> Iterator[Any]:
    """Yield the footnotes that are called in lines."""
    return (below.footnote for line in lines for below in line.descendants() if below.footnote)


def _staying(style: Any, above: int, going: int) -> int:
    """Return how many lines above stay on a page if a line goes to the next; its paragraph has `going` lines left."""
    needed = max(0, style["widows"] - going)
    return above - needed if above - style["orphans"] >= needed else 0


def _held(style: Any, count: int, rest: Sequence[Any]) -> Sequence[Any]:
    """Return the next lines of a paragraph that must stay with `count` of it, so that no line stands alone."""
    for number in range(len(rest)):
        if count + number >= style["orphans"] and len(rest) - number >= style["widows"]:
            return rest[:number]
    return rest


def _part(context: Any, note: Any, laid: Any, room: float) -> bool:
    """Set as much of the last footnote of the page as there is room for, and hand on the rest; whether any could stay.

    A page may run a line of its footnotes long, where the whole of it, or any of it, finds room so.
    """
    from weasyprint.formatting_structure import build

    area = context.current_footnote_area
    ends = list(footnote_cut.ends(laid))
    more = 0.0 if _is_long(context) else _line_of(laid)
    if laid.margin_height() <= room + more:
        if laid.margin_height() > room:
            _make_long(context, more)
        return True
    height = area.page.height
    least = (
        laid.position_y + laid.margin_height() - HANDED * height
        if laid.margin_height() < SHARE * height
        else 0.0
    )
    whole = build.create_anonymous_boxes(area.copy_with_children([note]).deepcopy()).children[0]
    fitting = [
        (min(at, len(ends) - at, LEAST), end <= laid.position_y + room, at, skip, end)
        for at, (skip, end) in enumerate(ends, 1)
        if skip
        and end - laid.position_y <= room + more
        and least <= end
        and footnote_cut.is_between_words(whole, skip)
    ]
    if not fitting:
        return False
    *_, skip, end = max(fitting, key=lambda one: one[:3])
    if end - laid.position_y > room:
        _make_long(context, more)
    head, rest = footnote_cut.halves(whole, skip)
    head.begins, rest.ends, rest.cut = note, note, repr(skip)
    context.current_page_footnotes[-1] = head
    context.reported_footnotes.append(rest)
    context._update_footnote_area()
    return True


def _line_of(laid: Any) -> float:
    """Return the height of a footnote's line: a page runs no more than that long."""
    return float(next(footnote_cut.ends(laid))[1] - laid.position_y)


def _is_long(context: Any) -> bool:
    return hasattr(context.current_footnote_area, "long")


def _make_long(context: Any, more: float) -> None:
    """Make the page so much longer, in CSS pixels."""
    context.page_bottom += more
    context.current_footnote_area.position_y += more
    context.current_footnote_area.long = True


def _going_on(own: Callable[..., bool], laid: Laid) -> Callable[..., bool]:
    """Return what puts a footnote on the page: of a rest that would leave no room for text, again only a part."""

    @wraps(own)
    def put(context: Any, note: Any) -> bool:
        overflows = own(context, note)
        room = SHARE * context.current_footnote_area.page.height
        if hasattr(note, "ends") and (box := laid(context, note)) is not None and box.margin_height() > room:
            _part(context, note, box, room)
        return overflows

    return put


def _joining(own: Callable[..., None]) -> Callable[..., None]:
    """Return what takes a footnote from the page with its line: one that was parted becomes whole again."""

    @wraps(own)
    def take(context: Any, note: Any) -> None:
        begun = [one for one in context.current_page_footnotes if getattr(one, "begins", None) is note]
        if not begun:
            own(context, note)
            return
        context.current_page_footnotes.remove(begun[0])
        context.reported_footnotes[:] = [
            one for one in context.reported_footnotes if getattr(one, "ends", None) is not note
        ]
        context.footnotes.append(note)
        context._update_footnote_area()

    return take
