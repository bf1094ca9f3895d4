"""Breaks the lines of the print page where a compositor would: rules that the engine's sheets have no words for.

Hyphens at most twice in a row, none in a name, none at the end of a page, none that leaves a part of a
word as a paragraph's last line (Bringhurst, The Elements of Typographic Style, 2.4; Lexique des règles
typographiques en usage à l'Imprimerie nationale, "Coupures"). WeasyPrint 70 breaks one line after the
other and lets any of them end in a hyphen; here a line that must not is set once more without.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

VERSION = "70.0"
"""The WeasyPrint that this was written for: another one sets lines by its own rules, and the counts tell."""

IN_A_ROW = 2
"""How many lines may end in a hyphen one after the other."""

NARROW = 20
"""A column of fewer sizes of its type than this is narrow: there a name may be broken rather than overflow."""

AGAIN = 4
"""How often one paragraph is set again for the hyphen at the end of a page."""

APOSTROPHES = re.compile("['’]")

Skip = dict[int, Any] | None
"""Where the engine goes on in a box: the index of a child, and where in that; at last a byte of its text."""


@dataclass(slots=True)
class Rules:
    """What holds for the line that the engine is at."""

    whole: frozenset[str]
    """Words that are never broken, in small letters."""

    hyphens: bool = True
    """Whether the line may end in a hyphen."""

    names: bool = False
    """Whether names stay whole: not in a narrow column."""

    barred: set[str] = field(default_factory=set)
    """Where in the paragraph the lines begin that must not end in a hyphen."""

    def allow(self, word: str) -> bool:
        """Return whether a word may be broken at the end of the line."""
        return self.hyphens and not (self.names and is_whole(word, self.whole))


def is_whole(word: str, whole: Collection[str]) -> bool:
    """Return whether a word, or a part of it beside an apostrophe (l’Azerbaïdjan), is one that stays whole."""
    return any(part.casefold() in whole for part in APOSTROPHES.split(word))


class _Dictionary:
    """What the engine asks for the syllables of a word, in the place of Pyphen's own."""

    def __init__(self, inner: Any, rules: Rules) -> None:
        self.inner, self.rules = inner, rules

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the two parts of a word at each of its hyphens, the longest first part first."""
        if self.rules.allow(word):
            yield from self.inner.iterate(word)


class _Dictionaries(dict[Any, Any]):
    """The dictionaries of one document, as the engine keeps them."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.rules = rules

    def __setitem__(self, key: Any, inner: Any) -> None:
        super().__setitem__(key, _Dictionary(inner, self.rules))

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the dictionary of a language and its limits, made where it is not there yet."""
        from pyphen import Pyphen

        if key not in self:
            language, left, right, _ = key
            self[key] = Pyphen(lang=language, left=left, right=right)
        return self[key]


def parted(box: Any, at: Skip) -> str:
    """Return what stands on both sides of a line's end in a box: two characters, or fewer at the end of a text."""
    while at:
        ((index, at),) = at.items()
        if hasattr(box, "text"):
            text: bytes = box.text.encode()
            return text[:index].decode()[-1:] + text[index:].decode()[:1]
        if index >= len(getattr(box, "children", ())):
            break
        box = box.children[index]
    return ""


def within_word(box: Any, at: Skip) -> bool:
    """Return whether a line ends within a word."""
    around = parted(box, at)
    return len(around) == 2 and around.isalpha()


def words(line: Any) -> str:
    """Return the text of a line that the engine has set."""
    return "".join(box.text for box in line.descendants() if hasattr(box, "text")).strip()


@contextmanager
def kept(whole: Collection[str]) -> Iterator[None]:
    """Have the engine keep the rules, and these words whole, while inside the `with`."""
    from weasyprint import __version__, document
    from weasyprint.layout import block

    if __version__ != VERSION:
        yield
        return
    rules = Rules(frozenset(word.casefold() for word in whole))
    one_by_one, paragraph, context_of = block.iter_line_boxes, block._linebox_layout, document.LayoutContext

    def new_context(*arguments: Any) -> Any:
        context = context_of(*arguments)
        context.dictionaries = _Dictionaries(rules)
        return context

    def set_lines(
        context: Any, box: Any, y: float, space: float, skip: Skip, around: Any, *more: Any
    ) -> Iterator[tuple[Any, Skip]]:
        *placed, letter, style = more

        def line(y: float, skip: Skip, is_first: bool, hyphens: bool) -> tuple[Any, Skip]:
            before = rules.hyphens, rules.names
            rules.hyphens, rules.names = hyphens, around.width > NARROW * box.style["font_size"]
            first = (letter, style) if is_first else (None, None)
            found = next(one_by_one(context, box, y, space, skip, around, *placed, *first), (None, None))
            rules.hyphens, rules.names = before
            if not hyphens and found[0] is not None and within_word(box, found[1]):
                return line(y, skip, is_first, True)  # the word is wider than the line
            return found

        in_a_row, is_first = 0, True
        while True:
            made, resume = line(y, skip, is_first, in_a_row < IN_A_ROW and repr(skip) not in rules.barred)
            if made is None:
                return
            if resume and within_word(box, resume):
                below, after = line(made.position_y + made.height, resume, False, True)
                if below is not None and after is None and " " not in words(below):
                    made, resume = line(y, skip, is_first, False)
            in_a_row = in_a_row + 1 if within_word(box, resume) or parted(box, resume)[:1] == "-" else 0
            made.begins = skip
            yield made, resume
            if resume is None:
                return
            y, skip, is_first = made.position_y + made.height, resume, False

    def set_paragraph(context: Any, box: Any, index: int, child: Any, lines: list[Any], *more: Any) -> Any:
        before = tuple(lines), _notes(context)
        outer, rules.barred = rules.barred, set()
        try:
            for again in range(AGAIN, -1, -1):
                found = paragraph(context, box, index, child, lines, *more)
                abort, stop = found[:2]
                last = lines[-1] if lines else None
                if abort or not (stop and again and last and within_word(child, last.resume_at)):
                    return found
                if repr(last.begins) in rules.barred:
                    return found  # it is not the dictionary that breaks it
                rules.barred.add(repr(last.begins))
                lines[:] = before[0]
                _put_back(context, before[1])
        finally:
            rules.barred = outer

    block.iter_line_boxes, block._linebox_layout = set_lines, set_paragraph
    document.LayoutContext = new_context
    try:
        yield
    finally:
        block.iter_line_boxes, block._linebox_layout = one_by_one, paragraph
        document.LayoutContext = context_of


def _notes(context: Any) -> tuple[Any, ...]:
    """Return the state of the footnotes of the page that the engine is at."""
    lists = context.footnotes, context.current_page_footnotes, context.reported_footnotes
    area = context.current_footnote_area
    return (*map(tuple, lists), context.page_bottom, area.height if area else None)


def _put_back(context: Any, state: tuple[Any, ...]) -> None:
    """Give the engine's footnotes a state that they had."""
    waiting, here, later, bottom, height = state
    context.footnotes[:], context.current_page_footnotes[:] = waiting, here
    context.reported_footnotes[:] = later
    context.page_bottom = bottom
    if context.current_footnote_area:
        context.current_footnote_area.height = height
        context.current_footnote_area.children = context.current_page_footnotes
