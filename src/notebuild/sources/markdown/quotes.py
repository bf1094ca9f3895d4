"""Tell apostrophes from quotation marks where both are typed as `'`, and find a `"` without its fellow.

Pandoc decides by what stands right beside a mark, and goes wrong after a link, after code and in `'90s`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notebuild.sources.markdown import brackets, markers

Letter = tuple[str, int]
"""A character as a reader sees it, and where it stands in the source."""

UNSEEN = frozenset("*_[]^~")
"""Marks that a reader does not see."""

OPENING = frozenset("([{<-–—/«‹„¿¡=+")
"""What a quotation may begin after, besides white space."""

CLOSING = frozenset(",.;:!?)}")
"""What a quotation does not begin with, where nothing follows it."""

QUOTES = frozenset("'\"‘’“”")
ELISION = re.compile(r"'(?:\d0s\b|[Tt](?:was|is)\b|[Nn]'(?=\s))")
"""Words that begin with an apostrophe, whatever comes after them."""

AND = re.compile(r"'[Nn]'(?=\s)")
WORD = "x"
"""Stands for code and addresses: a mark beside them is beside a word."""


FEET = re.compile(r"'(?=[ \u00a0\u202f]?\d+(?:[.,]\d+)?\")")
"""A mark of feet, before the inches."""


def apostrophes(text: str) -> str:
    """Return the text with `’` for each `'` that is no quotation mark, and with the signs of feet and inches.

    Nothing else is changed or moved.
    """
    text = primes(text)
    if "'" not in text:
        return text
    seen = list(_seen(text))
    opened: list[int] = []
    found: set[int] = set()
    for number, (letter, at) in enumerate(seen):
        if letter == "\n" and _ends(seen, number):
            found.update(opened)
            opened = []
        if letter != "'":
            continue
        opens, closes = _can_open(seen, number), _can_close(seen, number)
        if opens and not ELISION.match(text, at) and not AND.match(text, at - 2):
            opened.append(at)
        elif closes and opened and not opens:
            opened.pop()
        else:
            found.add(at)
    found.update(opened)
    return "".join("’" if at in found else letter for at, letter in enumerate(text))


def primes(text: str) -> str:
    """Return the text with `″` for each `"` after a figure that closes no quotation, and `′` for feet before it."""
    found = set(inches(text)) if '"' in text else set()
    if not found:
        return text
    feet = {
        match.start() for match in FEET.finditer(text) if match.start() and text[match.start() - 1].isdigit()
    }
    signs = {**dict.fromkeys(feet, "′"), **dict.fromkeys(found, "″")}
    return "".join(signs.get(at, letter) for at, letter in enumerate(text))


def inches(text: str) -> Iterator[int]:
    """Yield where a `"` after a figure stands that closes no quotation."""
    yield from (at for at, is_fault in _lonely(text) if not is_fault)


def unpaired(text: str) -> Iterator[int]:
    """Yield where a `"` stands that is not closed, closes nothing, or opens inside another, in its paragraph.

    One after a figure is a sign of inches, one that is alone that of a repetition.
    """
    if text.count('"') == text.count('\\"') or text.strip() == '"':
        return
    yield from (at for at, is_fault in _lonely(text) if is_fault)


def _lonely(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where a `"` has no fellow, and whether that is a fault: after a figure it is a sign of inches."""
    seen = list(_seen(text))
    opened: list[int] = []
    for number, (letter, at) in enumerate(seen):
        if letter == "\n" and _ends(seen, number):
            yield from ((one, True) for one in opened)
            opened = []
        if letter != '"':
            continue
        if _can_open(seen, number):
            if opened:
                yield at, True
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            yield at, not (number and seen[number - 1][0].isnumeric())
    yield from ((one, True) for one in opened)


def _can_open(seen: list[Letter], number: int) -> bool:
    """Whether a quotation may begin with this mark: not right after a word, nor before white space or a stop."""
    before = _beside(seen, number, -1)
    after, beyond = (seen[at][0] if at < len(seen) else " " for at in (number + 1, number + 2))
    ends = after.isspace() or (after in CLOSING and beyond.isspace())
    return (before.isspace() or before in OPENING) and not ends


def _can_close(seen: list[Letter], number: int) -> bool:
    """Whether a quotation may end with this mark: not after white space, not right before a word."""
    after = seen[number + 1][0] if number + 1 < len(seen) else " "
    return not _beside(seen, number, -1).isspace() and not after.isalnum()


def _beside(seen: list[Letter], number: int, step: int) -> str:
    """Return the character before or after a mark, other quotation marks passed over; a space at the ends."""
    number += step
    while 0 <= number < len(seen) and seen[number][0] in QUOTES:
        number += step
    return seen[number][0] if 0 <= number < len(seen) else " "


def _ends(seen: list[Letter], number: int) -> bool:
    """Whether a paragraph ends with this line."""
    following = (letter for letter, _ in seen[number + 1 :])
    return next((letter for letter in following if letter not in " \t>"), "") == "\n"


def _seen(text: str) -> Iterator[Letter]:
    """Yield the characters of a text without marks, addresses and attributes; code and addresses as one letter."""
    closed, hidden, shown = brackets.pairs(text), set[int](), dict[int, str]()
    for mark in markers.scan(text):
        first, end = mark.start, mark.start + len(mark.text)
        if mark.kind in {"link", "image", "xref"} and text[first] != "<":
            first = closed[first + (text[first] == "!")]
        elif mark.kind in {"code", "link", "key", "address"}:
            shown[first] = WORD
        elif mark.kind == "inline-note":
            shown[first], end = " ", first + 1  # a note begins anew, whatever word it is called from
        elif mark.kind not in {"comment", "attributes", "raw-attribute", "label", "raw-html"}:
            continue
        hidden.update(range(first, end))
    at = 0
    while at < len(text):
        if at in hidden:
            if at in shown:
                yield shown[at], at
            at += 1
        elif text[at] == "\\" and at + 1 < len(text):
            yield (" " if text[at + 1].isspace() else WORD), at
            at += 2
        else:
            if text[at] not in UNSEEN:
                yield text[at], at
            at += 1
