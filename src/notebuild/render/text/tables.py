"""Sets a table as plain text: ruled columns where they fit a line, else a row as lines, each cell with its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from notebuild.core.model import Node
from notebuild.render.text.lines import indented, width, words, wrap
from notebuild.render.text.words import Signs, flat, pictures

_CALL = re.compile(r"\[\d+\]")
NARROWEST = 4
"""Columns of text that a column has at least."""


def table(content: Any, signs: Signs, most: int) -> list[str]:
    """Return a table with its caption above; `most` columns wide, `signs` are those of its language."""
    _, (_, caption), columns, head, bodies, foot = content
    heads = [_texts(row, signs) for row in head[1]]
    rows = [_texts(row, signs) for body in bodies for row in (*body[2], *body[3])]
    rows += [_texts(row, signs) for row in foot[1]]
    above = indented(wrap(flat(caption), most - 2), "  ") if caption else []
    widths = _widths([*heads, *rows], len(columns), most - 2)
    sides = [alignment["t"] for alignment, _ in columns]
    made = _ruled(heads, rows, widths, sides) if widths else _listed(heads, rows, signs.colon, most - 2)
    return above + indented(made, "  ")


def _texts(row: Sequence[Any], signs: Signs) -> list[str]:
    """Return the words of a row's cells; a picture stands below them, its alternative text in brackets."""
    return [_text(cell[4], signs) for cell in row[1]]


def _text(cell: list[Node], signs: Signs) -> str:
    drawn = [f"[{signs.picture}{signs.colon} {one}]" for one in pictures(cell)]
    return "\n".join([*filter(None, [flat(cell)]), *drawn])


def _widths(rows: Sequence[Sequence[str]], count: int, most: int) -> list[int]:
    """Return how wide each column is; nothing where the longest words of a row do not fit side by side."""
    room = most - 3 * count - 1
    if not count or any(len(row) != count for row in rows):
        return []
    columns = [[row[at] for row in rows] for at in range(count)]
    least = [max([NARROWEST, *(width(word) for text in one for word in words(text))]) for one in columns]
    wanted = [
        max([low, *(width(" ".join(words(line))) for text in one for line in text.split("\n"))])
        for low, one in zip(least, columns, strict=True)
    ]
    if sum(wanted) <= room:
        return wanted
    spare, asked = room - sum(least), sum(wanted) - sum(least)
    if spare < 0:
        return []
    return [low + (high - low) * spare // asked for low, high in zip(least, wanted, strict=True)]


def _ruled(
    heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], widths: Sequence[int], sides: Sequence[str]
) -> list[str]:
    """Return a table in columns with rules between its rows; a paragraph of a cell ends with an empty line."""
    rule = f"+{'+'.join('-' * (one + 2) for one in widths)}+"
    lines = [rule]
    for number, row in enumerate([*heads, *rows], 1):
        cells = [
            wrap(text.replace("\n", "\n\n"), most, mark="") for text, most in zip(row, widths, strict=True)
        ]
        for at in range(max(map(len, cells))):
            parts = [cell[at] if at < len(cell) else "" for cell in cells]
            padded = [_padded(*one) for one in zip(parts, widths, sides, strict=True)]
            lines.append(f"| {' | '.join(padded)} |")
        lines.append(rule.replace("-", "=") if number == len(heads) else rule)
    return lines


def _padded(text: str, most: int, side: str) -> str:
    space = most - width(text)
    before = {"AlignRight": space, "AlignCenter": space // 2}.get(side, 0)
    return " " * before + text + " " * (space - before)


def _listed(
    heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], colon: str, most: int
) -> list[str]:
    """Return a table with a line for each cell, which begins with its head; a rule ends each row."""
    labels = [" ".join(words(_CALL.sub("", text))) for text in heads[-1]] if heads else []
    rule = f"+{'-' * (most - 1)}"
    lines = [rule]
    for number, row in enumerate([*heads, *rows]):
        for at, text in enumerate(row):
            label = (
                f"{labels[at]}{colon} " if number >= len(heads) and at < len(labels) and labels[at] else ""
            )
            first, *rest = wrap(label + text.replace("\n", "\n\n"), most - 4, mark="")
            lines += [f"| {first}".rstrip(), *(f"|   {line}" for line in rest)]
        lines.append(rule)
    return lines
