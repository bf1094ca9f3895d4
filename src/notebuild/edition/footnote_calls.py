"""Place footnote calls as a language wants them: their side of the punctuation, the marks beside them."""

from __future__ import annotations

import re

from notebuild.core.model import Document, Node
from notebuild.edition.nodes import span, string, superscript, with_content
from notebuild.edition.tree import BREAKS, classes, rewrite_runs

SEPARATED = "call-separator"
"""The class of a mark that stands between calls, or around one."""

CLOSING = ".,;:!?…"

SPACE = " \u00a0\u202f"

OWNED = r"[’']s?(?!\w)"
"""What makes a name a possessive, whose call stands behind it: Waal’s¹ book."""

ENDING = rf"(?=[’'”»{CLOSING}])(?:{OWNED}|[’”»])?[{CLOSING}]*[’”»]?"
ENDING_APART = r"[.,;:!?]+[’”»]?(?=$|\))"
"""What ends a word or a sentence, and may follow its call: with white space between, marks alone do."""

AROUND = frozenset(("Emph", "Strong", "Underline", "Strikeout", "SmallCaps", "Quoted", "Span"))
"""Elements that a call at their end can leave."""


def place(document: Document, where: str) -> Document:
    """Return the document with each call on its language's side of the punctuation: "before" or "after" it.

    After (New Hart's Rules, chapter 17): `word.¹`, also behind a closing quotation mark that ends there.
    Before (Lexique of the Imprimerie nationale): `mot¹.`, `mot¹ ?` A call stands on its word, whatever
    white space was typed before it, and two in a row get a comma between.
    """

    def move(inlines: list[Node]) -> list[Node]:
        out: list[Node] = []
        for node in reversed(inlines):
            called = next((is_call(other) for other in out if other["t"] not in BREAKS), False)
            left = leaving(node) if where == "after" or node["t"] != "Quoted" else [node.copy()]
            out[:0] = parted(left[0]) if where == "before" and called and len(left) == 1 else left
        out = outside(out)
        index = 0
        while index < len(out):
            if not is_call(out[index]):
                index += 1
                continue
            start, end = gathered(out, index)
            if where == "after":
                end = pull(out, start, end)
            else:
                end = push(out, start, end)
            index = end
        return separated([node for node in out if node != string("")])

    return rewrite_runs(document, move)


def leaving(node: Node) -> list[Node]:
    """Return an inline, and behind it the calls that stood at its end: they follow a quotation's last mark.

    Where they precede it, they leave an emphasis alone, so that two calls are neighbours.
    """
    content = list(inside(node))
    calls: list[Node] = []
    while content and (is_call(content[-1]) or SEPARATED in classes(content[-1])):
        calls.insert(0, content.pop())
    if not calls:
        return [node.copy()]
    return [*([holding(node, content)] if content else []), *(call for call in calls if is_call(call))]


def parted(node: Node) -> list[Node]:
    """Return an inline, and behind it the punctuation that stood at its end: a call will go between."""
    content = list(inside(node)) if node["t"] != "Quoted" else []
    last = content[-1]["c"] if content and content[-1]["t"] == "Str" else ""
    word = last.rstrip(CLOSING)
    if word == last:
        return [node.copy()]
    content[-1:] = [string(word)] if word else []
    return [*([holding(node, content)] if content else []), string(last[len(word) :])]


def inside(node: Node) -> list[Node]:
    """Return the inlines inside an emphasis, a quotation or a span; of any other inline, none."""
    if node["t"] not in AROUND or {"note-call", SEPARATED} & set(classes(node)):
        return []
    content: list[Node] = node["c"][1] if node["t"] in ("Quoted", "Span") else node["c"]
    return content


def holding(node: Node, content: list[Node]) -> Node:
    """Return an emphasis, a quotation or a span with other inlines inside."""
    return with_content(node, [node["c"][0], content] if node["t"] in ("Quoted", "Span") else content)


def gathered(out: list[Node], start: int) -> tuple[int, int]:
    """Close up the calls from out[start] on, and the word before them; gives where they stand then.

    A comma typed between two calls goes: they get a superior one.
    """
    end = start + 1
    while True:
        after = next((at for at in range(end, len(out)) if not is_joint(out[at])), len(out))
        if after == len(out) or not is_call(out[after]):
            break
        out[end : after + 1] = [out[after]]
        end += 1
    while start and out[start - 1]["t"] in BREAKS:
        del out[start - 1]
        start, end = start - 1, end - 1
    if start and out[start - 1]["t"] == "Str":
        out[start - 1] = string(out[start - 1]["c"].rstrip(SPACE))
    return start, end


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


def is_joint(node: Node) -> bool:
    """Whether this inline stands between two calls and says nothing."""
    return node["t"] in BREAKS or (node["t"] == "Str" and node["c"] in (",", ";", ""))


def outside(inlines: list[Node]) -> list[Node]:
    """Return inlines without the parentheses that hold nothing but calls: a call has marks of its own."""
    out = list(inlines)
    for start, node in enumerate(inlines[:-1]):
        end = next(
            (at for at in range(start + 1, len(out)) if not (is_joint(out[at]) or is_call(out[at]))), start
        )
        if not any(map(is_call, out[start + 1 : end])) or node["t"] != "Str" or out[end]["t"] != "Str":
            continue
        if node["c"].endswith("(") and out[end]["c"].startswith(")"):
            out[start], out[end] = string(out[start]["c"][:-1]), string(out[end]["c"][1:])
    return [node for node in out if node != string("")]


def pull(out: list[Node], start: int, end: int) -> int:
    """Move what ends the word or the sentence from behind the calls out[start:end] before them; gives their new end.

    That is the ’s of a name, and punctuation, a closing quotation mark after it included.
    """
    after = end
    while after < len(out) and out[after]["t"] in BREAKS:
        after += 1
    spaced = after > end
    if after == len(out) or out[after]["t"] != "Str":
        return end
    marks = re.match(ENDING_APART if spaced else ENDING, out[after]["c"])
    if not marks:
        return end
    rest = out[after]["c"][marks.end() :]
    out[end : after + 1] = [string(rest)] if rest else []
    out.insert(start, string(marks.group()))
    return end + 1


def push(out: list[Node], start: int, end: int) -> int:
    """Move the punctuation that precedes the calls out[start:end] behind them; gives their new end.

    The white space before it goes: the profile's rules set their own.
    """
    if end < len(out) and out[end]["t"] == "Str" and (owned := re.match(OWNED, out[end]["c"])):
        rest = out[end]["c"][owned.end() :]
        out[end : end + 1] = [string(rest)] if rest else []
        out.insert(start, string(owned.group()))
        return end + 1
    after = next((at for at in range(end, len(out)) if out[at]["t"] not in BREAKS), end)
    if after > end and out[after]["t"] == "Str" and re.match(r"[.,]+(?=$|[)»”])", out[after]["c"]):
        del out[end:after]
    if not start or out[start - 1]["t"] != "Str":
        return end
    marks = re.search(rf"[{CLOSING}]+$", out[start - 1]["c"])
    if not marks:
        return end
    out[start - 1] = string(out[start - 1]["c"][: marks.start()].rstrip(SPACE))
    out.insert(end, string(marks.group()))
    while start and (out[start - 1]["t"] in BREAKS or out[start - 1] == string("")):
        del out[start - 1]
        start, end = start - 1, end - 1
    return end


def separated(inlines: list[Node]) -> list[Node]:
    """Return neighbouring calls with a superior comma between, lest 1 and 2 read as 12."""
    comma = superior(",")
    out: list[Node] = []
    for node in inlines:
        if out and is_call(node) and is_call(out[-1]):
            out.append(comma)
        out.append(node)
    return out
