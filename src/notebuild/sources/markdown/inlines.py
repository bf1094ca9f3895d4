"""Find what may not stand in a text that is printed, whether an author or a translator wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from notebuild.core.problems import Location, Problem
from notebuild.sources.markdown import blocks, brackets, citing, html_tags, markers
from notebuild.sources.markdown.lines import lines_of
from notebuild.sources.markdown.markers import Mark

SCHEMES = frozenset({"http", "https", "mailto"})
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
ATTRIBUTES = frozenset({"id", "class", "lang", "dir", "alt", "width", "height", "start", "number"})
"""Attributes that an edition keeps; all others are dropped."""

SIZES = ("width", "height")
SIZE = re.compile(r"0*(?=[\d.]*[1-9])(?:\d{1,4}(?:\.\d+)?|\.\d+)(?:px|pt|pc|mm|cm|in|%)?")
"""A width or height of a picture: more than none, in a unit that every format knows; without one, pixels."""

DEEPEST_BRACKET = 8
"""Brackets in brackets, which pandoc reads in half a second; two more take it nine times as long."""

BRACKETED = frozenset({"link", "xref", "image", "raw-html", "attributes", "unclosed"})
"""Marks whose brackets are their own affair, or told of already."""

PAIR = re.compile(r"""([^\s{}=#.]+)=("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s}]*)""")


def faults(marks: Iterable[Mark], kind: str = "") -> Iterator[Problem]:
    """Yield raw HTML, raw code, event attributes, addresses no reader may be sent to, unclosed brackets.

    `marks` are those of one segment, of this kind.
    """
    marks = tuple(marks)
    yield from html_tags.faults(marks, kind)
    for mark in marks:
        if mark.kind == "raw-attribute":
            yield Problem(mark.location, f"raw code {{{mark.value}}}", "say it in Markdown")
        elif mark.kind == "attributes":
            yield from attributes(mark.value, mark.location)
        elif mark.kind in {"link", "xref"}:
            yield from _address(mark)
        elif mark.kind == "image":
            yield from _picture(mark)
        elif mark.kind in {"citation", "place"}:
            yield from _parts(mark)
        elif mark.kind == "glued":
            parted = mark.value.replace("@", "; @").removeprefix("; ")
            yield Problem(
                mark.location,
                f"{_short(mark.value)} runs two keys together",
                f"part them, [{parted}], or put a backslash before an @ meant as a character",
            )
        elif mark.kind == "unclosed" and mark.value == "<!--":
            yield Problem(mark.location, "<!-- is never closed", "close the comment with -->")
        elif mark.kind == "unclosed":
            yield unclosed(mark.value, mark.location)


def _parts(mark: Mark) -> Iterator[Problem]:
    """Tell of a second key, or a call, among the words of a source, where pandoc would make a note in a note."""
    value, owned = mark.value, mark.kind == "place"
    inside = markers.scan(value)
    for call in inside:
        if call.kind in {"label", "inline-note"}:
            message = f"{_short(call.text)} in the brackets of a citation"
            yield Problem(mark.location, message, "put it behind them, or say it in words after the key")
    for start, stop in citing.sources(value, 0, len(value), owned=owned):
        keys = [key.text for key in inside if key.kind == "key" and start <= key.start < stop]
        if len(keys) > 1:
            message = f"{' and '.join(keys)} stand in one part of a citation"
            yield Problem(mark.location, message, f"part them with a semicolon: [{'; '.join(keys)}]")


def calls_in_links(marks: Sequence[Mark]) -> Iterator[Problem]:
    """Yield calls and keys in the words of a link of the same text: a link in a link leads nowhere."""
    links = [(mark.start, mark.start + len(mark.text)) for mark in marks if mark.kind in {"link", "xref"}]
    for mark in marks:
        if mark.kind in {"key", "label", "inline-note"} and any(a < mark.start < z for a, z in links):
            yield Problem(
                mark.location, f"{_short(mark.text)} in the words of a link", "put it after the link"
            )


def unclosed(text: str, at: Location) -> Problem:
    """Return a bracket that opens and does not close in its paragraph; `text` is its line from there."""
    remedy = 'close it, or put a backslash before a "[" meant as a character'
    return Problem(at, f"{_short(text)} is never closed", remedy)


def unpaired(text: str, location: Location) -> Iterator[Problem]:
    """Yield the square brackets of a text without their match, which an edition would print; those too deep."""
    closed, single = brackets.nesting(text)
    ends: list[int] = []
    for at in sorted(closed):
        ends = [*(end for end in ends if end > at), closed[at]]
        if len(ends) > DEEPEST_BRACKET:
            where = markers.place(text, at, location)
            message = f"brackets stand more than {DEEPEST_BRACKET} deep in each other"
            yield Problem(where, message, "take them out of each other")
            break
    taken = [mark for mark in markers.scan(text) if mark.kind in BRACKETED]
    for at in _without_fellow(text, single):
        if any(mark.start <= at < mark.start + len(mark.text) for mark in taken):
            continue
        where = markers.place(text, at, location)
        if text[at] == "[":
            yield unclosed(text[at:].partition("\n")[0], where)
        else:
            remedy = 'open it with "[", or put a backslash before a "]" meant as a character'
            yield Problem(where, '"]" closes nothing', remedy)


def attributes(text: str, at: Location) -> Iterator[Problem]:
    """Yield the attributes in braces that an edition may not have."""
    if text.startswith("="):
        yield Problem(at, f"raw code {{{text}}}", "say it in Markdown")
        return
    pairs = PAIR.findall(text)
    if {"width", "height"} <= {name for name, _ in pairs}:
        remedy = "take one of them out; the other follows from it"
        yield Problem(at, "a picture has both a width and a height", remedy)
    for name, value in pairs:
        if name in SIZES and not SIZE.fullmatch(value.strip("\"'")):
            remedy = f"write a part of the line, {name}=50%, or a length, {name}=8cm"
            yield Problem(at, f"{name}={value} is no {name}", remedy)
        elif name.lower().startswith("on"):
            yield Problem(at, f"event attribute {name}", "take it out; an edition holds no scripts")
        elif name.lower() == "style":
            yield Problem(at, "attribute style", "take it out; how it looks is for the sheets under styles/")
        elif name not in ATTRIBUTES:
            remedy = f"take it out, or use one of {', '.join(sorted(ATTRIBUTES))}"
            yield Problem(at, f"attribute {name} is not kept by any edition", remedy, "warning")


def _without_fellow(text: str, single: Iterable[int]) -> list[int]:
    """Return the brackets alone whose match is not there either with a backslash: `\\[as so]`."""
    escaped = [found.start(1) for found in re.finditer(r"\\(.)", text, re.DOTALL) if found[1] in "[]"]
    kept = []
    for at in sorted(single):
        fellows = [one for one in escaped if text[one] != text[at] and (one < at) == (text[at] == "]")]
        if fellows:
            escaped = [one for one in escaped if one != fellows[-1]]
        else:
            kept.append(at)
    return kept


def _address(mark: Mark) -> Iterator[Problem]:
    scheme = SCHEME.match(re.sub(r"[\s\x00-\x1f]", "", mark.value))
    if scheme and scheme[1].lower() not in SCHEMES:
        remedy = "link to an address that begins with https://, or to a #label of this note"
        yield Problem(mark.location, f"link to {_short(mark.value)}", remedy)
    elif mark.value in {"", "#"}:
        yield Problem(
            mark.location,
            f"link {_short(mark.text)} leads nowhere",
            "give it an address, or write [](#label) for a cross-reference",
        )
    elif mark.kind == "link" and re.match(r"\[\s*\]\(", mark.text):
        message = f"link to {_short(mark.value)} without words"
        yield Problem(mark.location, message, "write them between the square brackets")
    elif not scheme and not mark.value.startswith("#"):
        remedy = "begin it with https://, or with # for a label of this note"
        yield Problem(mark.location, f"link to {_short(mark.value)}, which is no web address", remedy)


def _picture(mark: Mark) -> Iterator[Problem]:
    remedy = "put the file in the note's folder and name it from there: figures/name.svg"
    if SCHEME.match(mark.value) or mark.value.startswith(("//", "\\\\")):
        yield Problem(mark.location, f"image {_short(mark.value)} is not a file of this note", remedy)
    elif mark.value.startswith("/") or "\\" in mark.value or ".." in PurePosixPath(mark.value).parts:
        yield Problem(mark.location, f"image {_short(mark.value)} is outside the note's folder", remedy)
    elif not mark.value:
        yield Problem(mark.location, "image without a file", remedy)


def shape(text: str) -> tuple[str, ...]:
    """Return the kinds of the blocks in a text, in order, as pandoc would read it."""
    return tuple(stretch.kind for stretch in blocks.read(lines_of(text)))


def without_code(text: str) -> str:
    """Return the text with code spans and addresses made blank, everything else in its place."""
    letters, closed = list(text), brackets.pairs(text)
    for mark in markers.scan(text):
        if mark.kind in {"code", "comment", "address"} or (mark.kind == "link" and mark.text.startswith("<")):
            blank = range(mark.start, mark.start + len(mark.text))
        elif mark.kind in {"link", "image"}:
            first = closed[mark.start + mark.text.index("[")]
            blank = range(first, mark.start + len(mark.text))
        else:
            continue
        for here in blank:
            letters[here] = " " if letters[here] != "\n" else "\n"
    return "".join(letters)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
