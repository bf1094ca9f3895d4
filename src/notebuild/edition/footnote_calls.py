"""Place footnote calls as a language wants them: their side of the punctuation, the marks beside them."""

from __future__ import annotations

import re

from notebuild.core.model import Document, Node
from notebuild.edition.nodes import span, string, superscript
from notebuild.edition.tree import classes, rewrite_runs

SEPARATED = "call-separator"
"""The class of a mark that stands between calls, or around one."""

CLOSING = ".,;:!?…"


def place(document: Document, where: str) -> Document:
    """Return the document with each call on its language's side of the punctuation: "before" or "after" it.

    After (New Hart's Rules, chapter 17): `word.¹`, also behind a closing quotation mark that ends there.
    Before (Lexique of the Imprimerie nationale): `mot¹.` Two calls in a row get a comma between.
    """

    def move(inlines: list[Node]) -> list[Node]:
        out = [node.copy() for node in inlines]
        index = 0
        while index < len(out):
            if not is_call(out[index]):
                index += 1
                continue
            start, end = index, index + 1
            while end < len(out) and is_call(out[end]):
                end += 1
            if where == "after":
                end = pull(out, start, end)
            else:
                end = push(out, start, end)
            index = end
        return separated(out)

    return rewrite_runs(document, move)


def enclose(document: Document, form: tuple[str, str]) -> Document:
    """Return the document with each call between the marks of its profile: `mot ⁽¹⁾`; brackets part two calls, too."""
    if form == ("", ""):
        return document
    opening, closing = map(superior, form)

    def put(inlines: list[Node]) -> list[Node]:
        bare = [node for node in inlines if not (node["t"] == "Span" and SEPARATED in classes(node))]
        return [part for node in bare for part in ([opening, node, closing] if is_call(node) else [node])]

    return rewrite_runs(document, put)


def superior(mark: str) -> Node:
    """Return a mark beside a call, as high as the call is."""
    return span([SEPARATED], [superscript([string(mark)])])


def is_call(node: Node) -> bool:
    """Whether this inline is the call of a note."""
    return node["t"] == "Span" and "note-call" in classes(node)


def pull(out: list[Node], start: int, end: int) -> int:
    """Move the punctuation that follows the calls out[start:end] before them; gives their new end."""
    if end >= len(out) or out[end]["t"] != "Str":
        return end
    marks = re.match(rf"[{re.escape(CLOSING)}]+[’”»]?", out[end]["c"])
    if not marks:
        return end
    rest = out[end]["c"][marks.end() :]
    out[end : end + 1] = [string(rest)] if rest else []
    out.insert(start, string(marks.group()))
    return end + 1


def push(out: list[Node], start: int, end: int) -> int:
    """Move the punctuation that precedes the calls out[start:end] behind them; gives their new end."""
    if not start or out[start - 1]["t"] != "Str":
        return end
    marks = re.search(rf"[{re.escape(CLOSING)}]+$", out[start - 1]["c"])
    if not marks:
        return end
    rest = out[start - 1]["c"][: marks.start()]
    out.insert(end, string(marks.group()))
    if rest:
        out[start - 1] = string(rest)
        return end
    del out[start - 1]
    return end - 1


def separated(inlines: list[Node]) -> list[Node]:
    """Return neighbouring calls with a superior comma between, lest 1 and 2 read as 12."""
    comma = superior(",")
    out: list[Node] = []
    for node in inlines:
        if out and is_call(node) and is_call(out[-1]):
            out.append(comma)
        out.append(node)
    return out
