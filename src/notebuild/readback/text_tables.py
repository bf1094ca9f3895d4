"""Reads a table of a plain text: in ruled columns, or a line for each cell, behind its head."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from notebuild.core.passages import Passage

_RULED = re.compile(r"  \+(?:[-=]+\+)+")
_LISTED = re.compile(r"  \+-+")
_CALL = re.compile(r"\[\d+\]")
_PICTURE = re.compile(r"\[[^:\]]*:([^\n]*)\]")

Said = Callable[[list[str]], str]
"""What makes words of lines."""


def is_rule(line: str) -> bool:
    """Return whether a line is a rule of a table."""
    return bool(_RULED.fullmatch(line) or _LISTED.fullmatch(line))


def cells(lines: list[str], depth: int, said: Said) -> Iterator[Passage]:
    """Yield the caption and the cells of a table, row by row, with the pictures in them."""
    first = next(at for at, line in enumerate(lines) if is_rule(line))
    if first:
        yield Passage("caption", said(lines[:first]), depth=depth)
    rule, rows = lines[first], [[]]  # type: tuple[str, list[list[str]]]
    for line in lines[first + 1 :]:
        if is_rule(line):
            rows.append([])
        else:
            rows[-1].append(line)
    read = _ruled if rule.endswith("+") and rule.count("+") > 1 else _listed
    for row in read(rule, [row for row in rows if row]):
        for column, cell in enumerate(row, 1):
            yield from _cell(cell, column, depth, said)


def _cell(lines: Sequence[str], column: int, depth: int, said: Said) -> Iterator[Passage]:
    """Yield a cell: an empty line in it parts two of its paragraphs."""
    paragraphs = [said(part.split("\n")) for part in re.split(r"\n{2,}", "\n".join(lines).strip("\n"))]
    drawn = [match[1].strip() for one in paragraphs if (match := _PICTURE.fullmatch(one))]
    words = "\n".join(one for one in paragraphs if not _PICTURE.fullmatch(one))
    yield Passage("cell", words, depth=depth, column=column)
    yield from (Passage("picture", one, depth=depth) for one in drawn)


def _ruled(rule: str, rows: Sequence[Sequence[str]]) -> Iterator[list[list[str]]]:
    """Yield the cells of each row, as lines: the plus signs of the rule say where they begin and end."""
    posts = [at for at, sign in enumerate(rule) if sign == "+"]
    for row in rows:
        yield [[_between(line, left, right).strip() for line in row] for left, right in pairwise(posts)]


def _between(line: str, left: int, right: int) -> str:
    """Return what stands between two columns of a line, where some letters are two wide and some have no width."""
    if line.isascii():
        return line[left + 1 : right]
    out, at = "", 0
    for letter in line:
        if left < at < right or (at == right and not _width(letter)):
            out += letter
        at += _width(letter)
    return out


def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _listed(rule: str, rows: Sequence[Sequence[str]]) -> Iterator[list[list[str]]]:
    """Yield the cells of each row, as lines, without the heads before them: those are the cells of the first row."""
    heads: list[str] = []
    for number, row in enumerate(rows):
        found: list[list[str]] = []
        for line in row:
            if line.startswith("  |   ") and found:
                found[-1].append(line[6:])
            else:
                found.append([line[4:]])
        if not number:
            heads = [" ".join(_CALL.sub("", " ".join(cell)).split()) for cell in found]
        yield (
            found
            if not number
            else [_headless(cell, heads[at] if at < len(heads) else "") for at, cell in enumerate(found)]
        )


def _headless(cell: list[str], head: str) -> list[str]:
    """Return the lines of a cell without the head before its words."""
    if not head:
        return cell
    left, rest = head, list(cell)
    while rest and left.startswith(rest[0]) and len(rest[0]) < len(left):
        left = left[len(rest.pop(0)) :].lstrip()
    found = re.match(rf"{re.escape(left)} ?:\s*", rest[0]) if rest else None
    return [rest[0][found.end() :], *rest[1:]] if found else cell
