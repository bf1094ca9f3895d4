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

BLANK = 30.0
"""CSS pixels that a page may leave between its text and the rule above its footnotes: 27 points, not two lines."""

LEAST = 2
"""Lines of a footnote that stand on each of its pages."""

SHARE = 2 / 3
"""The part of a page that the rest of a footnote takes at most: the text goes on above it."""

OVERFLOWS = "if overflow:\n                    context.report_footnote(footnote)"
"""Where the engine's layout of lines has found that a footnote lacks room."""

ASKED = """if overflow and not context.goes_on(
                        footnote, box, page_is_empty, new_children, line, new_position_y + offset_y, bottom_space,
                        iter(()) if resume_at is None else iter_line_boxes(
                            context, child, new_position_y, bottom_space, resume_at,
                            new_containing_block, [], [], None, None)):
                    context.report_footnote(footnote)"""
"""What it asks there besides."""

Laid = Callable[[Any, Any], Any]
"""Returns the box of a footnote of the page, laid out alone, or None: from the context and the footnote."""

Skip = dict[int, Any]
"""Where a box is cut: the index of a child, and where in that; at last a byte of its text."""


def install(laid: Laid) -> None:
    """Change the engine from now on in this process."""
    from weasyprint import layout
    from weasyprint.layout import LayoutContext, page

    def goes_on(context: Any, note: Any, *where: Any) -> bool:
        return _goes_on(context, laid, note, *where)

    LayoutContext.goes_on = goes_on
    LayoutContext.layout_footnote = _going_on(LayoutContext.layout_footnote, laid)
    LayoutContext.unlayout_footnote = _joining(LayoutContext.unlayout_footnote)
    layout.make_all_pages = _ending(layout.make_all_pages)
    page.make_page = _handing(page.make_page)
    page.block_level_layout = _ruling(page.block_level_layout)


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
    style = box.style
    rest = [one for one, _ in islice(following, style["orphans"] + style["widows"])]
    going = [*above[_staying(style, len(above), len(rest) + 1) :], line]
    with_it = [one for one in _notes(going) if one is not note and one in context.current_page_footnotes]
    foot = context.page_bottom - more + whole.margin_height()
    if foot + sum(laid(context, one).margin_height() for one in with_it) - going[0].position_y <= BLANK:
        return False
    after = _held(style, len(above) + 1, rest)
    if any(one in context.footnotes for one in _notes(after)):
        if above or not is_first:
            return False
        after = ()
    return _part(context, note, whole, foot - bottom - sum(one.height for one in after))


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
    ends = list(_ends(laid))
    more = ends[0][1] - laid.position_y
    if laid.margin_height() <= room + more:
        return _run_long(context, more)
    whole = build.create_anonymous_boxes(area.copy_with_children([note]).deepcopy()).children[0]
    fitting = [
        (min(at, len(ends) - at, LEAST), end <= laid.position_y + room, at, skip)
        for at, (skip, end) in enumerate(ends, 1)
        if skip and end - laid.position_y <= room + more and _is_between_words(whole, skip)
    ]
    if not fitting:
        return False
    _, fits, _, skip = max(fitting)
    if not fits:
        _run_long(context, more)
    head, rest = _loose(_half(whole, skip, False)), _loose(_half(whole, skip, True))
    head.begins, rest.ends, rest.cut = note, note, repr(skip)
    context.current_page_footnotes[-1] = head
    context.reported_footnotes.append(rest)
    context._update_footnote_area()
    return True


def _run_long(context: Any, more: float) -> bool:
    """Make the page so much longer."""
    context.page_bottom += more
    context.current_footnote_area.position_y += more
    return True


def _ends(box: Any, *path: int) -> Iterator[tuple[Skip | None, float]]:
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
            yield from _ends(child, *path, at)


def _is_between_words(box: Any, skip: Skip) -> bool:
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


def _handing(own: Callable[..., Any]) -> Callable[..., Any]:
    """Return what makes a page: it begins with the footnotes that the page before it handed on when it was made last.

    The engine makes pages again, not always the one before, and forgets what that had handed on.
    """

    @wraps(own)
    def make(context: Any, root: Any, kind: Any, resume_at: Any, number: int, state: Any) -> Any:
        handed = context.__dict__.setdefault("handed_on", {})
        context.reported_footnotes = list(handed.get(number - 1, ()))
        made = own(context, root, kind, resume_at, number, state)
        before, handed[number] = handed.get(number), list(context.reported_footnotes)
        if before is not None and number < len(context.page_maker) and _cuts(before) != _cuts(handed[number]):
            context.page_maker[number][-1]["content_changed"] = True
        return made

    return make


def _cuts(notes: Sequence[Any]) -> list[tuple[int, str]]:
    """Return which footnotes are handed on, and from where in them."""
    return [(id(getattr(one, "ends", one)), getattr(one, "cut", "")) for one in notes]


def _ending(own: Callable[..., Any]) -> Callable[..., Any]:
    """Return what makes all pages: a last one that handed on a footnote is made again, or what it handed on is lost."""

    @wraps(own)
    def make(context: Any, *given: Any) -> Any:
        for number, notes in context.__dict__.get("handed_on", {}).items():
            if notes and number < len(context.page_maker) and context.page_maker[number][0] is None:
                context.page_maker[number - 1][-1]["content_changed"] = True
        return own(context, *given)

    return make


def _ruling(own: Callable[..., Any]) -> Callable[..., Any]:
    """Return what lays out the blocks of a page: the rule above footnotes of which the first goes on is a whole one."""
    from weasyprint.formatting_structure import boxes

    @wraps(own)
    def place(context: Any, box: Any, *given: Any, **named: Any) -> Any:
        first = context.current_page_footnotes[:1]
        if isinstance(box, boxes.FootnoteAreaBox) and first and hasattr(first[0], "ends"):
            box.style = box.style.copy()
            box.style["border_image_source"] = ("none", None)
        return own(context, box, *given, **named)

    return place
