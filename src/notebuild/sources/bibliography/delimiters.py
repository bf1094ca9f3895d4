"""Bring the rarer spellings of BibTeX to the one that the parser reads, each sign at its place."""

from __future__ import annotations

import re

_HEAD = re.compile(r"^[ \t]*@[ \t]*(\w+)[ \t]*\(", re.M)
_KEYLESS = re.compile(r"^([ \t]*@(?!string|comment|preamble)\w+[ \t]*\{)(?=\s*[\w-]+\s*=)", re.M | re.I)
_COMMENTED = re.compile(r"(?:^|(?<=,))[ \t]*%.*$", re.M)


def braced(text: str) -> str:
    """Return a file in which entries stand in braces, have a comma after the place of their key, and no comments.

    Every character keeps its line and, but after a comma put in, its column. What follows % between two
    fields is a comment to biber; inside a value it is text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "(" in text:
        text = _without_parentheses(text)
    text = _without_comments(text) if "%" in text else text
    return _KEYLESS.sub(r"\1,", text)


def _without_parentheses(text: str) -> str:
    signs = list(text)
    for head in _HEAD.finditer(text):
        if head[1].lower() == "comment":
            continue
        end = _closing(text, head.end())
        if end > 0:
            signs[head.end() - 1], signs[end] = "{", "}"
    return "".join(signs)


def _closing(text: str, at: int) -> int:
    """Return the place of the parenthesis that ends an entry: the first outside braces and quotation marks."""
    depth, is_quoted = 0, False
    for match in re.compile(r'\\.|[{}")]|^[ \t]*@', re.M | re.S).finditer(text, at):
        sign = match.group()
        if sign == '"' and depth == 0:
            is_quoted = not is_quoted
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign == ")" and depth == 0 and not is_quoted:
            return match.start()
        elif sign[-1] == "@" and depth == 0:
            return -1  # the next entry begins: this one is never closed
    return -1


def _without_comments(text: str) -> str:
    """Blank what follows % in an entry, on a line of its own or after a field's comma."""
    depth, at, parts = 0, 0, []
    for match in _COMMENTED.finditer(text):
        before = text[at : match.start()]
        for sign in re.findall(r"\\.|[{}]", before, re.S):
            depth = max(depth + {"{": 1, "}": -1}.get(sign, 0), 0)
        row = match.group()
        parts += [before, " " * len(row) if depth == 1 else row]
        if depth != 1:
            for sign in re.findall(r"\\.|[{}]", row):
                depth = max(depth + {"{": 1, "}": -1}.get(sign, 0), 0)
        at = match.end()
    return "".join((*parts, text[at:]))
