"""Makes the pages on which footnotes go on: what each page hands on to the next, the rule, what stands above.

Where a number on a page has changed the engine makes it once more, not the one before it, and has forgotten what that
one had handed on: footnotes are lost so, without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any


def install() -> None:
    """Change the engine from now on in this process."""
    from weasyprint import layout
    from weasyprint.layout import page

    layout.make_all_pages = _ending(layout.make_all_pages)
    page.make_page = _handing(page.make_page)
    page.block_level_layout = _going_on(page.block_level_layout)


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


def _going_on(own: Callable[..., Any]) -> Callable[..., Any]:
    """Return what lays out the blocks of a page whose first footnote goes on from the page before.

    The rule above it is a whole one. What does not fit above it begins the next page, and is not pressed into
    this one as what a page begins with would be.
    """
    from weasyprint.formatting_structure import boxes

    @wraps(own)
    def place(context: Any, box: Any, *given: Any, **named: Any) -> Any:
        first = context.current_page_footnotes[:1]
        if not first or not hasattr(first[0], "ends"):
            return own(context, box, *given, **named)
        if isinstance(box, boxes.FootnoteAreaBox):
            box.style = box.style.copy()
            box.style["border_image_source"] = ("none", None)
            return own(context, box, *given, **named)
        more, skip, around, is_empty, *rest = given
        found = own(context, box, more, skip, around, is_empty and skip is None, *rest)
        if found[0] is not None:
            return found
        blank, _, *state = own(context, _emptied(box, skip), more, skip, around, True, *rest)
        return blank, skip, *state

    return place


def _emptied(root: Any, skip: dict[int, Any]) -> Any:
    """Return a copy of the root with nothing at the place where it goes on, as the engine makes such a page."""
    root = box = parent = root.deepcopy()
    at: Any = skip
    while at and len(at) == 1:
        ((index, at),) = at.items()
        box, parent = box.children[index], box
    parent.children = []
    parent.force_fragmentation = True
    return root
