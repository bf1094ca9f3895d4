"""Keeps words that a change brings to the head of a line from beginning a list or a heading there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notebuild.exchange.review.replacements import Replacement, applied

BLOCK = re.compile(r"(?:#{1,6}(?:[ \t]|\Z)|[-+*](?:[ \t]|\Z)|>|:(?:[ \t:]|\Z)|\||[=~`]{3}|=+[ \t]*\Z)")
"""What begins a block of Markdown, or underlines the line above (pandoc's manual, "Headings", "Lists")."""

ITEM = re.compile(r"(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+|@[\w-]*))([.)])(?=[ \t]|\Z)")


def escaped(line: str) -> str:
    """Return a line so that it begins no block."""
    if BLOCK.match(line):
        return f"\\{line}"
    return ITEM.sub(r"\1\\\2", line, count=1) if ITEM.match(line) else line


def block(text: str) -> str:
    """Return the text of a block so that no line of it begins another kind of block."""
    return "\n".join(map(escaped, text.split("\n")))


def closed(text: str, prefix: str, replacements: Sequence[Replacement]) -> list[Replacement]:
    """Return the replacements of a passage with a backslash more wherever a line would begin a block by them."""
    made = sorted(replacements, key=lambda one: one.start)
    known = {line.removeprefix(prefix) for line in text.split("\n")}
    while True:
        new = applied(text, made)
        at = _opening(new, prefix, known)
        if at < 0:
            return made
        made = _put(made, at)


def _opening(new: str, prefix: str, known: set[str]) -> int:
    """Return where a sign that begins a block in a line that was changed is to be escaped; -1 for nowhere."""
    start = 0
    for number, line in enumerate(new.split("\n")):
        lead = len(prefix) if number and line.startswith(prefix) else 0
        said = line[lead:]
        if said not in known and (safe := escaped(said)) != said:
            return start + lead + next(at for at, letter in enumerate(safe) if said[at : at + 1] != letter)
        start += len(line) + 1
    return -1


def _put(made: Sequence[Replacement], at: int) -> list[Replacement]:
    """Return replacements that put a backslash at a place of the text that they make."""
    out, shift, done = [], 0, False
    for one in made:
        start = one.start + shift
        shift += len(one.text) - (one.end - one.start)
        if not done and at < start:
            before = at - (shift - len(one.text) + (one.end - one.start))
            out.append(Replacement(before, before, "\\"))
            done = True
        elif not done and at <= start + len(one.text):
            one = Replacement(one.start, one.end, f"{one.text[: at - start]}\\{one.text[at - start :]}")
            done = True
        out.append(one)
    return out if done else [*out, Replacement(at - shift, at - shift, "\\")]
