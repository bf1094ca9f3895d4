"""Finds the line and the block of a note that a character stands in."""

from __future__ import annotations

import re

MARK = re.compile(r"[ \t]*(?:[-+*]|\(?(?:\d+|[A-Za-z]|#)[.)])[ \t]+(?:\[[ xX]\][ \t]+)?\Z")
"""What stands before the words of an item, on its line."""

POINT = re.compile(r"[ \t]*-[ \t]+[\"']?\Z")
"""What stands before a value of a list in the front matter."""

ITEM = re.compile(r"[ \t]+\S|(?:[-+*]|\(?(?:\d+|[A-Za-z]|#)[.)])[ \t]|\||:[ \t]")
"""How a line begins that belongs to a list, a table or what stands before it."""


def line_start(text: str, at: int) -> int:
    """Return where the line begins that a character stands in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line ends that a character stands in, its line end included."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def block_end(text: str, at: int) -> int:
    """Return where the block ends that a character stands in, whatever it is: before the first blank line after it
    that a line at the margin follows, which begins no item, caption or quotation.
    """
    while True:
        match = re.compile(r"[ \t]*(?:\r?\n[ \t>]*)?(?=\r?\n[ \t]*\r?\n|\s*\Z)").search(text, at)
        end = match.start() if match else len(text.rstrip())
        after = re.compile(r"\s*").match(text, end)
        following = text[after.end() :] if after else ""
        line = text[text.rfind("\n", 0, len(text) - len(following)) + 1 :]
        if not following or not re.match(r"[ \t]+\S|(?:[-+*]|\d+[.)])[ \t]|:[ \t]|[Tt]able:|\|", line):
            return end
        at = len(text) - len(following) + 1


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
