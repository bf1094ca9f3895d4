"""Cleans the words of a document: what no note keeps is taken off, and calls stand where the house puts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from notebuild.core.model import Node
from notebuild.core.problems import counted
from notebuild.edition import nodes, tree
from notebuild.exchange.intake.value import Remark

UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that do not show: hints for breaking, and directions."""

SPACES = re.compile("[\t\u00a0\u2007\u2009\u200a\u202f\u2002\u2003]+")
"""Spaces of other widths: each edition sets its own."""

STOPS = re.compile(r"[.,;:!?…]+\Z")
END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
NEXT = re.compile(r"[\"'“‘«(\[]*\s?[A-ZÀ-ÞŁŚŽ0-9]")
SHORT = re.compile(
    r"(?:^|[\s(“‘«\"'])(?:[A-ZÀ-Þ]|Mr|Mrs|Ms|Dr|Prof|St|Ste|Mme|MM|No|Nos|nos|no|vol|p|pp|cf|Cf|c\.f|e\.g|i\.e|etc|vs|v|ed|eds"
    r"|al|art|arts|para|paras|Gen|Col|Lt|Sen|Rep|Gov|Sgt|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|ca?|env|approx"
    r"|Fig|fig|Tab|tab|chap|Chap|sect|Sect|[A-Z]\.[A-Z]|Bd|Nr|bzw|usw|z\.B|d\.h|u\.a|Abs|Art)\.\Z"
)
"""Abbreviations whose stop ends no sentence."""


def inlines(content: list[Node]) -> list[Node]:
    """Return a run of inlines without what other programs leave in it, words and notes as they are."""
    return _joined(list(_plain(content)))


def _plain(content: list[Node]) -> Iterator[Node]:
    for one in content:
        kind: str = one["t"]
        inner: Any = one.get("c")
        if kind == "Str":
            yield from _letters(str(inner))
        elif kind in ("Span", "Underline"):
            yield from _plain(inner[1] if kind == "Span" else inner)
        elif kind in ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"):
            yield from _around(kind, list(_plain(inner)))
        elif kind == "Quoted":
            marks = "‘’" if inner[0]["t"] == "SingleQuote" else "“”"
            yield from (nodes.string(marks[0]), *_plain(inner[1]), nodes.string(marks[1]))
        elif kind == "Link":
            words = _joined(list(_plain(inner[1])))
            yield {"t": "Link", "c": [nodes.attr(), words, [direct(str(inner[2][0])), ""]]}
        elif kind == "RawInline":
            yield from () if inner[0] != "markdown" else (one,)
        elif kind == "SoftBreak":
            yield nodes.space()
        else:
            yield one


REDIRECTS = re.compile(
    r"https?://(?:www\.google\.[a-z.]+/url\?(?:[^#]*&)?(?:q|url)|[\w.]+\.safelinks\.protection\.outlook\.com/\?url)="
    r"(?P<address>https?(?::|%3A)[^&#]+)",
    re.I,
)
"""Addresses that Google's and Microsoft's programs put around others, to see who follows them."""


def direct(target: str) -> str:
    """Return where an address leads in the end, without the program that it was to pass through."""
    found = REDIRECTS.match(target)
    return unquote(found["address"]) if found else target


def _letters(text: str) -> Iterator[Node]:
    text = UNSEEN.sub("", text)
    text = re.sub(r"(?<=[A-Za-zÀ-ÿ0-9.,;:!?…)])“", "”", text.replace("„", "“"))
    text = re.sub(r"(?<=[A-Za-zÀ-ÿ0-9.,;:!?…)])‘", "’", text.replace("‚", "‘"))
    for number, piece in enumerate(SPACES.split(text)):
        if number:
            yield nodes.space()
        if piece:
            yield nodes.string(piece)


def _around(kind: str, inner: list[Node]) -> Iterator[Node]:
    """Yield emphasis with the spaces at its edges outside, and none around nothing or around calls alone."""
    shows = r"\S" if kind in ("Superscript", "Subscript") else r"\w"
    while inner and inner[0]["t"] in ("Space", "LineBreak"):
        yield inner.pop(0)
    tail: list[Node] = []
    while inner and inner[-1]["t"] in ("Space", "LineBreak"):
        tail.insert(0, inner.pop())
    if kind == "Superscript" and all(
        one["t"] == "Note" or (one["t"] == "Str" and re.fullmatch(r"[,;\s]*", one["c"])) for one in inner
    ):
        yield from (one for one in inner if one["t"] == "Note")
    elif inner and any(re.search(shows, tree.text(one)) or one["t"] == "Image" for one in inner):
        # The call of a note is not itself slanted or bold: it stands behind the words.
        calls: list[Node] = []
        while inner and inner[-1]["t"] in ("Note", "Cite"):
            calls.insert(0, inner.pop())
        if inner:
            yield {"t": kind, "c": inner}
        yield from calls
    else:
        yield from inner
    yield from tail


def _joined(content: list[Node]) -> list[Node]:
    """Return a run with neighbours of one kind made one, and single spaces."""
    out: list[Node] = []
    for one in content:
        before: Any = out[-1] if out else None
        if before is not None and before["t"] == one["t"] == "Str":
            out[-1] = nodes.string(before["c"] + one["c"])
        elif before is not None and before["t"] == "Space" and one["t"] in ("Space", "LineBreak"):
            out[-1] = one
        elif before is not None and before["t"] == "LineBreak" and one["t"] == "Space":
            continue
        elif before is not None and before["t"] == one["t"] and one["t"] in ("Emph", "Strong", "Superscript"):
            out[-1] = {"t": one["t"], "c": _joined([*before["c"], *one["c"]])}
        else:
            out.append(one)
    while out and out[-1]["t"] in ("Space", "LineBreak"):
        out.pop()
    while out and out[0]["t"] in ("Space", "LineBreak"):
        out.pop(0)
    return out


def before_stops(content: list[Node]) -> list[Node]:
    """Return a run whose calls stand before the stop that they followed, as the house's sources have them."""
    out: list[Node] = []
    for one in content:
        is_call = one["t"] in ("Note", "Cite")
        at = len(out)
        while is_call and at and out[at - 1]["t"] in ("Note", "Cite"):
            at -= 1
        if is_call and at == len(out) and at and out[at - 1]["t"] == "Space" and at > 1:
            out.pop()  # a space before a call is nobody's meaning
            at -= 1
        last = out[at - 1] if at else None
        found = STOPS.search(last["c"]) if is_call and last and last["t"] == "Str" else None
        if found and at == len(out) and last is not None:
            head = last["c"][: found.start()]
            out[at - 1 :] = [*([nodes.string(head)] if head else []), one, nodes.string(found[0])]
        elif is_call and at < len(out):
            out.append(one)
        elif (
            is_call
            and len(out) > 1
            and out[-1]["t"] == "Str"
            and STOPS.fullmatch(out[-1]["c"])
            and out[-2]["t"] in ("Note", "Cite")
        ):
            out.insert(len(out) - 1, one)
        else:
            out.append(one)
    return out


def sentences(content: list[Node]) -> list[Node]:
    """Return a run with a line of the source for each sentence."""
    out: list[Node] = []
    said = ""
    for at, one in enumerate(content):
        following = content[at + 1] if at + 1 < len(content) else None
        if one["t"] == "Space" and following is not None and END.search(said) and not SHORT.search(said):
            starts = _ahead(content[at + 1 :])
            if starts[:1].isdigit() and re.search(r"\d\.\Z", said):
                starts = ""  # 27. 9. 2007
            if NEXT.match(starts) and not re.match(r"(?:\d|[A-Z]{1,4})[.)]", starts):
                one = {"t": "SoftBreak"}
        out.append(one)
        said = (said + (tree.text(one) if one["t"] not in ("Note", "Cite") else ""))[-40:]
    return out


MARKS = re.compile(r"\(?(?:\d+|[A-Za-z]|[ivxlcdm]+)[.)]|[-+#:]+")
"""Words that would begin a list or heading where a line begins with them."""


def unmarked(content: list[Node]) -> list[Node]:
    """Return a run in which no line begins with a mark of a list or heading: pandoc escapes none behind a break."""
    out: list[Node] = []
    for one in content:
        begins = out and out[-1]["t"] in ("LineBreak", "SoftBreak")
        if begins and one["t"] == "Str" and MARKS.fullmatch(str(one["c"])):
            head, last = str(one["c"])[:-1], str(one["c"])[-1]
            out += [
                *([nodes.string(head)] if head else []),
                {"t": "RawInline", "c": ["markdown", f"\\{last}"]},
            ]
        else:
            out.append(one)
    return out


def _ahead(content: list[Node]) -> str:
    """Return the words that a run begins with, up to its first letter or figure; nothing before a call."""
    said = ""
    for one in content[:4]:
        if one["t"] in ("Note", "Cite"):
            return ""
        said += tree.text(one)
        if re.search(r"\w", said):
            break
    return said


AUTHOR = re.compile(r"((?<![\w\\])@(?=[\w{-])|\{\{<|>\}\})")


def without_keys(blocks: list[Node]) -> list[Node]:
    """Return blocks in which no @ of the words begins a citation (pandoc's manual, citations).

    A shortcode of Quarto stands as it was written: what it stands for is for the editor to say.
    """

    def change(one: Node) -> list[Node] | None:
        pieces = AUTHOR.split(str(one["c"]))
        if len(pieces) == 1:
            return None
        out: list[Node] = []
        for at, piece in enumerate(pieces):
            raw = "\\@" if piece == "@" else piece
            out += [{"t": "RawInline", "c": ["markdown", raw]}] if at % 2 else []
            out += [nodes.string(piece)] if piece and not at % 2 else []
        return out

    return tree.rewrite(blocks, change, "Str")


def counted_losses(content: Any) -> Iterator[Remark]:
    """Yield what of the look of words no note keeps: underlining and colours of a marker."""
    lined = list(tree.find(content, "Underline"))
    marked = [one for one in tree.find(content, "Span") if "mark" in tree.classes(one)]
    if lined:
        yield Remark(f"underlining, taken off {counted(len(lined), 'time')}", wants_look=False)
    if led := [one for one in tree.find(content, "Link") if direct(one["c"][2][0]) != one["c"][2][0]]:
        what = "a link that went through Google or Outlook: it leads to its address now"
        yield Remark(what, " · ".join(direct(one["c"][2][0]) for one in led), wants_look=False)
    if marked:
        yield Remark(f"a marker's colour, taken off {counted(len(marked), 'time')}", wants_look=False)
