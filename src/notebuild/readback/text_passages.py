"""Reads the passages of a plain text by what its lines begin with, and how far they stand in.

At the margin stand paragraphs, and headings with a rule below; two columns in what begins with a sign of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from notebuild.core.passages import BULLET, Passage
from notebuild.readback.text_tables import cells, is_rule

_RULES = "=-~^\"'`"
"""What stands below a heading, by its level."""

_ITEM = re.compile(r"  (\*|[\u2610\u2611\u2612]|\(?[0-9A-Za-z]{1,12}[.)])(?: +(?=\S)|$)")
_BREAK = "-" * 24
_LINK = re.compile(r"\s<(?:https?|ftp|mailto):[^<>\s]+>")
_PICTURE = re.compile(r"\[[^:\]]*:(.*)\]", re.DOTALL)


def passages(lines: list[str], depth: int = 0) -> list[Passage]:
    """Return the passages of these lines, in order; `depth` is how many lists they stand in."""
    return list(_read(lines, depth))


def unlinked(words: str) -> str:
    """Return words without the addresses behind what leads to them, and without the marks around struck ones."""
    return _LINK.sub("", words).replace("~~", "")


def _read(lines: list[str], depth: int) -> Iterator[Passage]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip() or line == _BREAK:
            at += 1
        elif not line.startswith("  "):
            end = _while(lines, at, lambda one: bool(one.strip()) and not one.startswith("  "))
            below = lines[end] if end < len(lines) else ""
            yield _standing(lines[at:end], depth, is_term=below.startswith("    "))
            at = end
            if below.startswith("    "):
                end = _inside(lines, at, 4)
                yield from _read([one[4:] for one in lines[at:end]], depth)
                at = end
        else:
            at, found = _set_in(lines, at, depth)
            yield from found


def _set_in(lines: list[str], at: int, depth: int) -> tuple[int, list[Passage]]:
    """Return what stands two columns in at a line, and where it ends."""
    group = _while(lines, at, lambda one: bool(one.strip()))
    if any(map(is_rule, lines[at:group])):
        return group, list(cells(lines[at:group], depth, said))
    if lines[at].startswith("  ["):
        return group, list(_pictures(lines[at:group], depth))
    if lines[at].startswith("  |"):
        end = _while(lines, at, lambda one: one.startswith("  |"))
        return end, [Passage("code", "\n".join(one[4:] for one in lines[at:end]), depth=depth)]
    if lines[at].startswith("  >"):
        end = _while(lines, at, lambda one: one.startswith("  >"))
        return end, passages([one[4:] for one in lines[at:end]], depth)
    if item := _ITEM.match(lines[at]):
        column = item.end() if item.end() < len(lines[at]) else len(item[0].rstrip()) + 1
        end = _inside(lines, at + 1, column)
        inner = passages(
            [one[column:] for one in [" " * column + lines[at][column:], *lines[at + 1 : end]]], depth + 1
        )
        mark = BULLET if item[1] == "*" else item[1]
        if not inner or inner[0].mark:
            inner.insert(0, Passage("paragraph", "", depth=depth + 1))
        return end, [replace(inner[0], mark=mark), *inner[1:]]
    return group, [Passage("paragraph", said(lines[at:group]), depth=depth)]


def _while(lines: list[str], at: int, holds: Callable[[str], bool]) -> int:
    """Return the first place from `at` where a line does not hold."""
    while at < len(lines) and holds(lines[at]):
        at += 1
    return at


def _inside(lines: list[str], at: int, column: int) -> int:
    """Return where what stands so many columns in ends: empty lines inside belong to it."""
    end = _while(lines, at, lambda one: not one.strip() or one.startswith(" " * column))
    while end > at and not lines[end - 1].strip():
        end -= 1
    return end


def _standing(lines: list[str], depth: int, *, is_term: bool) -> Passage:
    """Return a paragraph, a term, or a heading: its last line is a rule as long as the longest before it."""
    rule = lines[-1]
    if len(lines) > 1 and len(rule) > 2 and rule[0] in _RULES and not rule.strip(rule[0]):
        return Passage("heading", said(lines[:-1]), level=_RULES.index(rule[0]) + 1, depth=depth)
    return Passage("term" if is_term else "paragraph", said(lines), depth=depth)


def said(lines: list[str]) -> str:
    """Return lines as words: two spaces at the end of one say that it is broken on purpose."""
    words = ""
    for line in lines:
        words += line.strip() + ("\n" if line.endswith("  ") else " ")
    return unlinked(words.strip())


def _pictures(lines: list[str], depth: int) -> Iterator[Passage]:
    """Yield pictures, each in brackets, and the caption below them."""
    at = 0
    while at < len(lines) and lines[at].startswith("  ["):
        end = _while(lines, at + 1, lambda one: one.startswith("   "))
        words = said(lines[at:end])
        match = _PICTURE.fullmatch(words)
        yield Passage("picture", match[1].strip() if match else words, depth=depth)
        at = end
    if at < len(lines):
        yield Passage("caption", said(lines[at:]), depth=depth)
