"""Find the stretches of a pandoc Markdown text that are words, with their role.

Reads the block structure as pandoc's Markdown reader does: a heading, quotation or list needs a blank
line before it, a definition of a note goes on while its lines are indented by four, and so on.
Tables other than pipe tables are not read, here as in editions.
Whatever lies between the stretches is marks: bullets, bars, fences, attributes, code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from notebuild.sources.markdown.definitions import definitions, line_block
from notebuild.sources.markdown.lines import (
    BULLET,
    DEEPEST_CONTAINER,
    DIV,
    DIV_END,
    ORDERED,
    RULE,
    TASK,
    Line,
    Place,
    Stretch,
    Taken,
    closes,
    cut,
    fenced,
    identifier,
    indent,
    item_mark,
    paragraph_end,
)
from notebuild.sources.markdown.tables_figures import ATTRIBUTES, figure, table

HEADING = re.compile(r"(#+)(?:[ \t]+|$)")
CLOSING = re.compile(r"(?<=[ \t])#+[ \t]*$")
UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
QUOTE = re.compile(r" {0,3}> ?")
NOTE = re.compile(r" {0,3}\[\^([^\]\[\s^]+)\]:[ \t]*")
REFERENCE = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:[ \t]*\S")
ROLES = frozenset({"source", "pullquote"})
"""Classes of a fenced div that give its paragraphs a kind of their own."""

BODY = Place()


def read(lines: Sequence[Line], place: Place = BODY) -> Iterator[Stretch]:
    """Yield the stretches of words in these lines, in order."""
    lines, at = list(lines), 0
    while at < len(lines):
        if lines[at].blank:
            at += 1
        elif comment := _comment(lines, at, place.prefix):
            stretch, at = comment
            yield stretch
            lines[at] = cut(lines[at], stretch.end - lines[at].start)
        else:
            for reader in READERS:
                if (taken := reader(lines, at, place)) is not None:
                    yield from taken[0]
                    at = taken[1]
                    break


def _comment(lines: Sequence[Line], at: int, prefix: str) -> tuple[Stretch, int] | None:
    """Return a comment at the head of a block, and the line it ends on; what follows is a block of its own."""
    if not lines[at].text.lstrip().startswith("<!--"):
        return None
    for last in range(at, len(lines)):
        first = lines[at].text.index("<!--") + 4 if last == at else 0
        close = lines[last].text.find("-->", first)
        if close >= 0:
            return Stretch(lines[at].start, lines[last].start + close + 3, "comment", prefix=prefix), last
    return None


def _fenced(lines: Sequence[Line], at: int, place: Place) -> Taken:
    return fenced(lines, at)


def _bullet(lines: Sequence[Line], at: int, place: Place) -> Taken:
    bullet = not RULE.match(lines[at].text) and BULLET.match(lines[at].text)
    return _item(lines, at, place, bullet.end()) if bullet else None


def _ordered(lines: Sequence[Line], at: int, place: Place) -> Taken:
    number = ORDERED.match(lines[at].text)
    return _item(lines, at, place, number.end()) if number else None


def _item(lines: Sequence[Line], at: int, place: Place, width: int) -> Taken:
    """Return one list item: the lines up to the next mark, and what is indented under its words."""
    if place.depth > DEEPEST_CONTAINER:
        return None
    task = TASK.match(lines[at].text, width)
    prefix, depth = place.prefix + " " * width, place.depth + 1
    inner = replace(place, kind="list-item", in_list=True, prefix=prefix, depth=depth)
    inside, last = [cut(lines[at], task.end() if task else width)], at + 1
    while last < len(lines):
        line = lines[last]
        if line.blank:
            deeper = next((later for later in lines[last:] if not later.blank), None)
            if deeper is None or indent(deeper.text) < width:
                break
        elif place.in_div and DIV_END.match(line.text):
            break
        elif indent(line.text) < width and (
            item_mark(line.text) or lines[last - 1].blank or fenced(lines, last)
        ):
            break
        inside.append(cut(line, min(width, len(line.text) - len(line.text.lstrip()))))
        last += 1
    return list(read(inside, inner)), last


def _div(lines: Sequence[Line], at: int, place: Place) -> Taken:
    """Return a fenced div up to its own closing fence; one that is never closed goes on to the end."""
    opening = DIV.match(lines[at].text)
    if opening is None or place.depth > DEEPEST_CONTAINER:
        return None
    depth, last = 1, at + 1
    while last < len(lines):
        if code := fenced(lines, last):
            last = code[1]
            continue
        depth += 1 if DIV.match(lines[last].text) else -1 if DIV_END.match(lines[last].text) else 0
        if not depth:
            break
        last += 1
    classes = re.findall(r"[^\s{}.#]+", opening[1])
    kind = next((name for name in classes if name in ROLES), place.kind)
    return list(
        read(lines[at + 1 : last], replace(place, kind=kind, in_div=True, depth=place.depth + 1))
    ), last + 1


def _heading(lines: Sequence[Line], at: int, place: Place) -> Taken:
    line, under = lines[at], lines[at + 1].text if at + 1 < len(lines) else ""
    if match := HEADING.match(line.text):
        start, after = match.end(), at + 1
    elif UNDERLINE.match(under):
        start, after = len(line.text) - len(line.text.lstrip(" \t")), at + 2
    else:
        return None
    attributes = ATTRIBUTES.search(line.text)
    words = line.text[: attributes.start() if attributes else None].rstrip()
    end = len(CLOSING.sub("", words).rstrip()) if match else len(words)
    owner = identifier(attributes[1]) if attributes else ""
    return [Stretch(line.start + start, line.start + max(start, end), "heading", owner, place.prefix)], after


def _indented(lines: Sequence[Line], at: int, place: Place) -> Taken:
    last = at
    while last < len(lines) and (lines[last].blank or indent(lines[last].text) >= 4):
        last += 1
    while last > at and lines[last - 1].blank:
        last -= 1
    return ([Stretch(lines[at].start, lines[last - 1].end, "code")], last) if last > at else None


def _quote(lines: Sequence[Line], at: int, place: Place) -> Taken:
    if not QUOTE.match(lines[at].text) or place.depth > DEEPEST_CONTAINER:
        return None
    inside, last = [], at
    while last < len(lines) and not lines[last].blank and not closes(lines, last, place):
        match = QUOTE.match(lines[last].text)
        inside.append(cut(lines[last], match.end() if match else 0))
        last += 1
    kind = place.kind if place.kind in ROLES else "quote"
    return list(read(inside, Place(kind, place.prefix + "> ", depth=place.depth + 1))), last


def _rule(lines: Sequence[Line], at: int, place: Place) -> Taken:
    return ([], at + 1) if RULE.match(lines[at].text) else None


def _note(lines: Sequence[Line], at: int, place: Place) -> Taken:
    """Read a footnote's definition, with every paragraph of it that is indented by four, as one stretch."""
    match = NOTE.match(lines[at].text)
    if match is None:
        return None
    last, end = at + 1, at
    while last < len(lines):
        line = lines[last]
        if line.blank:
            deeper = next((later for later in lines[last:] if not later.blank), None)
            if deeper is None or indent(deeper.text) < 4:
                break
        elif NOTE.match(line.text) or closes(lines, last, place):
            break
        else:
            end = last
        last += 1
    first, start = lines[at], lines[at].start + match.end()
    if match.end() == len(first.text):
        body = next((line for line in lines[at + 1 : end + 1] if not line.blank), first)
        start = cut(body, len(body.text) - len(body.text.lstrip())).start if body is not first else start
    words = Stretch(start, max(start, lines[end].end), "footnote", match[1], place.prefix + "    ")
    return [words], end + 1


def _definitions(lines: Sequence[Line], at: int, place: Place) -> Taken:
    return None if place.depth > DEEPEST_CONTAINER else definitions(lines, at, place, read)


def _reference(lines: Sequence[Line], at: int, place: Place) -> Taken:
    return ([], at + 1) if REFERENCE.match(lines[at].text) else None


def _paragraph(lines: Sequence[Line], at: int, place: Place) -> Taken:
    last = paragraph_end(lines, at, place)
    start = cut(lines[at], len(lines[at].text) - len(lines[at].text.lstrip(" \t"))).start
    return [Stretch(start, max(start, lines[last - 1].end), place.kind, "", place.prefix)], last


READERS = (
    _fenced,
    _bullet,
    _div,
    _heading,
    table,
    _indented,
    line_block,
    _quote,
    _rule,
    _ordered,
    _definitions,
    _note,
    _reference,
    figure,
    _paragraph,
)
"""In the order in which pandoc tries them; the last one always applies."""
