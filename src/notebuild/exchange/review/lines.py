"""Finds the line and the block of a note that a character stands in."""

from __future__ import annotations

import re

MARK = re.compile(r"[ \t]*(?:[-+*]|\(?(?:\d+|[A-Za-z]|#)[.)])[ \t]+(?:\[[ xX]\][ \t]+)?\Z")
"""What stands before the words of an item, on its line."""

POINT = re.compile(r"[ \t]*-[ \t]+[\"']?\Z")
"""What stands before a value of a list in the front matter."""

ITEM = re.compile(r"[ \t]+\S|(?:[-+*]|\(?(?:\d+|[A-Za-z]|#)[.)])[ \t]|\||:[ \t]")
"""How a line begins that belongs to a list, a table or what stands before it."""


BLANK = re.compile(r"[ \t]*\r?\n[ \t>]*(?:\r?\n|\Z)")
LIST_GOES_ON = re.compile(r"[ \t]+\S|(?:[-+*]|\(?(?:\d+|[A-Za-z]|#)[.)])[ \t]")
TABLE_GOES_ON = re.compile(r"[ \t>]*(?::[ \t]|[Tt]able:)")


def line_start(text: str, at: int) -> int:
    """Return where the line begins that a character stands in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line ends that a character stands in, its line end included."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def block_end(text: str, at: int) -> int:
    """Return where the block ends that a character stands in: behind it a blank line follows, or nothing.

    A list ends with its last item, a table with the caption below it.
    """
    first = text[line_start(text, at - 1 if at and text[at - 1 : at] == "\n" else at) :]
    goes_on = (
        TABLE_GOES_ON if re.match(r"[ \t>]*[|:]", first) else LIST_GOES_ON if ITEM.match(first) else None
    )
    while True:
        match = BLANK.search(text, at)
        end = match.start() if match else len(text.rstrip())
        after = len(text) - len(text[end:].lstrip("\r\n"))
        if goes_on is None or after >= len(text) or not goes_on.match(text, after):
            return end
        at = after + 1


def block_start(text: str, at: int, first: int) -> int:
    """Return where the block begins that a character stands in: its first line, of a list that of its first item."""
    while True:
        lines = list(re.finditer(r"\n[ \t]*\r?\n", text[first:at]))
        start = first + lines[-1].end() if lines else first
        start += len(text[start:at]) - len(text[start:at].lstrip("\r\n"))
        line = text[start : text.find("\n", start)]
        if not lines or not ITEM.match(line):
            return start
        before = text[first : first + lines[-1].start()].rstrip()
        above = before[before.rfind("\n\n") + 1 :].lstrip("\n") if "\n\n" in before else before.lstrip("\n")
        caption = re.match(r":[ \t]", line)
        if not ITEM.match(above) and not (caption and above):
            return start
        at = first + lines[-1].start()
