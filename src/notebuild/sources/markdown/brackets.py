"""Find the code spans of a stretch of pandoc Markdown, and which bracket closes which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

ATTRIBUTES = re.compile(r"""\{(?=[#.=\w:-])(?:[^{}"'\\]|\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*\}""")
BLANK_LINE = re.compile(r"\n[ \t>]*\r?\n")
NESTING = re.compile(r"[\\`<\n\[\]]")
"""What can open or close a bracket, or keep one from it."""

PARTING = re.compile(r"\\.|[`\[;]|&#?\w+;", re.DOTALL)
"""What can part the sources of a citation, or holds a semicolon that parts none: an entity, a nested bracket."""

Found = tuple[str, str, int, int]
"""Kind, value, start and end of a mark, before its place is known."""


@lru_cache(maxsize=1024)
def pairs(text: str) -> Mapping[int, int]:
    """Return where each bracket that opens closes."""
    return nesting(text)[0]


def nesting(text: str) -> tuple[dict[int, int], list[int]]:
    """Return where each bracket that opens closes, in the same paragraph; and those without their match."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    single: list[int] = []
    at = 0
    while sign := NESTING.search(text, at):
        at, letter = sign.start(), sign[0]
        if letter == "\\":
            at += 1
        elif letter == "`":
            at = (next(code(text, at, len(text)), None) or ("", "", at, run(text, at)))[3] - 1
        elif letter == "<" and text.startswith("<!--", at):
            at = max(at, text.find("-->", at) + 2)
        elif letter == "\n" and BLANK_LINE.match(text, at):
            single, opened = [*single, *opened], []
        elif letter == "[":
            opened.append(at)
        elif letter == "]" and opened:
            closed[opened.pop()] = at
        elif letter == "]":
            single.append(at)
        at += 1
    return closed, [*single, *opened]


def parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the parts of a bracket's inside begin and end: what stands between its semicolons."""
    closed, ends, at = pairs(text), [start - 1], start
    while sign := PARTING.search(text, at, end):
        at = sign.end()
        if sign[0] == ";":
            ends.append(sign.start())
        elif sign[0] == "[":
            at = closed.get(sign.start(), sign.start()) + 1
        elif sign[0] == "`":
            at = (next(code(text, sign.start(), end), None) or ("", "", 0, run(text, at)))[3]
    return [(before + 1, here) for before, here in zip(ends, [*ends[1:], end], strict=True)]


def code(text: str, at: int, end: int) -> Iterator[Found]:
    """Yield a code span: closed by a run of as many backticks, in the same paragraph."""
    ticks = text[at : run(text, at)]
    blank = BLANK_LINE.search(text, at, end)
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(
        text, at + len(ticks), blank.start() if blank else end
    )
    if closing is None:
        return
    yield "code", text[at + len(ticks) : closing.start()], at, closing.end()
    if attributes := ATTRIBUTES.match(text, closing.end(), end):
        kind = "raw-attribute" if attributes[0].startswith("{=") else "attributes"
        yield kind, attributes[0][1:-1], attributes.start(), attributes.end()


def run(text: str, at: int) -> int:
    """Return where a run of backticks ends."""
    while text.startswith("`", at):
        at += 1
    return at
