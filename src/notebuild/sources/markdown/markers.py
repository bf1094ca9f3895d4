"""Find the marks in a stretch of pandoc Markdown: keys, calls, links, images, raw HTML.

Follows pandoc's own reading: nothing inside a code span is a mark, a backslash takes the meaning from
what follows, and `@` after a letter or digit (an e-mail address) begins no citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from notebuild.core.problems import Location
from notebuild.sources.locators import locators
from notebuild.sources.markdown.brackets import ATTRIBUTES, BLANK_LINE, Found, code, pairs, run
from notebuild.sources.markdown.citing import KEY, after_word, has_key, sources


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as it stands in the source.

    `kind` is one of citation (brackets with keys), place (brackets after a key of the text), key, locator,
    label, definition, inline-note, link, address (bare, without brackets), xref, image, code, comment,
    raw-html, raw-attribute, attributes, unclosed, glued; `value` is what it names
    (a key, a label, an address); `text` is the mark as typed; `start` counts characters from the
    start of the text.
    """

    kind: str
    value: str
    location: Location
    text: str
    start: int = 0


LABEL = re.compile(r"\[\^([^\]\[\s^]+)\]")
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*|/)?>|<\?[^>]*\?>|<![A-Za-z\[][^>]*>")
AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")
TITLE = re.compile(r"""\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*$""")
BEFORE_LOCATOR = re.compile(r"[ \t]*\n?[ \t]*(?=\[(?!\^))")
DEEPEST_MARK = 40
"""How deep brackets are read inside brackets; no author comes near, and no file can exhaust us."""

SIGN = re.compile(r"[\\`<\[!^@-]|(?<![^\W_])https?://(?=\w)", re.IGNORECASE)
"""What can begin a mark."""

BARE = re.compile(r"(?:[^\s<>\[\]{}\"“”«»‘`|\\^]|\\\S)+")
"""An address that stands as it is, as far as it may go: its last marks belong to the sentence."""

DEFINITION = re.compile(r"^[ \t>]*\[\^([^\]\[\s^]+)\]:", re.MULTILINE)


START = Location("", 1, 1)


def scan(text: str, location: Location = START) -> tuple[Mark, ...]:
    """Return the marks of a stretch of source that begins at `location`, in source order."""
    return tuple(
        Mark(kind, value, place(text, start, location), text[start:end], start)
        for kind, value, start, end in _found(text)
    )


@lru_cache(maxsize=1024)
def _found(text: str) -> tuple[Found, ...]:
    """Return what `_scan` finds, in source order; a passage is read for many ends and checked by many rules."""
    return tuple(sorted(_scan(text, 0, len(text), pairs(text)), key=lambda found: found[2]))


def definitions(text: str, location: Location) -> tuple[Mark, ...]:
    """Return the labels defined (`[^label]:` at the head of a line) in a stretch of block marks."""
    return tuple(
        Mark(
            "definition",
            match[1],
            place(text, start, location),
            match[0][start - match.start() :],
            start,
        )
        for match in DEFINITION.finditer(text)
        for start in [match.start(1) - 2]
    )


def place(text: str, offset: int, location: Location) -> Location:
    """Return the location of an offset in a text that begins at `location`."""
    lines = text.count("\n", 0, offset)
    column = offset - text.rfind("\n", 0, offset) if lines else location.column + offset
    return Location(location.path, location.line + lines, column)


def without_comments(text: str) -> str:
    """Return the text with its HTML comments taken out, except inside code spans."""
    for mark in reversed([mark for mark in scan(text) if mark.kind == "comment"]):
        text = text[: mark.start] + text[mark.start + len(mark.text) :]
    return text


def without_marks(text: str) -> str:
    """Return the words of a text: keys, places in sources, calls, addresses, attributes, code and tags made blank."""
    letters, closed = list(text), pairs(text)
    for kind, value, start, end in _found(text):
        if kind == "locator":
            end -= len(locators(value)[1])
        if kind in {"link", "xref", "image"} and text[start] != "<":
            start = closed[start + (text[start] == "!")]
        elif kind in {"citation", "place", "inline-note", "unclosed"}:
            continue
        letters[start:end] = [letter if letter == "\n" else " " for letter in letters[start:end]]
    return "".join(letters)


def _scan(text: str, start: int, end: int, closed: Mapping[int, int], depth: int = 0) -> Iterator[Found]:
    at = start
    while sign := SIGN.search(text, at, end):
        at, letter = sign.start(), sign[0]
        if letter == "\\":
            at += 2
        elif letter == "`":
            found = list(code(text, at, end))
            yield from found
            at = found[-1][3] if found else run(text, at)
        elif letter == "<":
            found = list(_angle(text, at, end))
            yield from found
            at = found[-1][3] if found else at + 1
        elif letter == "[" or (letter == "^" and text[at + 1 : at + 2] == "[") or _pictures(text, at, closed):
            found = list(_bracket(text, at, end, closed, depth))
            yield from found[:-1]
            at = found[-1][3]
        elif len(letter) > 1:
            stop = _end_of_address(text, at, end)
            yield "address", text[at:stop], at, stop
            at = stop
        elif letter in "@-" and (key := KEY.match(text, at, end)) and not after_word(text, at):
            yield "key", key[1] or key[2] + key[3], at, key.end()
            if (after := KEY.match(text, key.end(), end)) and after[0].startswith("@"):
                yield "glued", key[0] + after[0], at, after.end()
            at = key.end()
            if place := list(_place(text, at, end, closed, depth)):
                yield from place
                at = place[0][3]
        else:
            at += 1


def _angle(text: str, at: int, end: int) -> Iterator[Found]:
    """Yield a comment, an address in angle brackets, or a tag."""
    if text.startswith("<!--", at):
        close = text.find("-->", at + 4, end)
        if close >= 0:
            yield "comment", text[at + 4 : close], at, close + 3
        else:
            yield "unclosed", "<!--", at, at + 4
    elif match := AUTOLINK.match(text, at, end):
        yield "link", match[1] if ":" in match[1] else f"mailto:{match[1]}", at, match.end()
    elif match := TAG.match(text, at, end):
        yield "raw-html", match[0], at, match.end()


def _bracket(text: str, at: int, end: int, closed: Mapping[int, int], depth: int) -> Iterator[Found]:
    """Yield what an opening bracket begins; the last item only says where to go on."""
    if label := LABEL.match(text, at, end):
        yield "label", label[1], at, label.end()
        yield "", "", at, label.end()
        return
    mark = text[at] if text[at] in "!^" else ""
    opening = at + len(mark)
    close = closed.get(opening, -1)
    if close < 0 or depth > DEEPEST_MARK:
        stop = min((here for sign in "\n[" if (here := text.find(sign, opening + 1, end)) >= 0), default=end)
        meant = mark == "^" or text[opening + 1 : opening + 2] == "^" or KEY.search(text, opening, stop)
        if close < 0 and meant:
            line = text.find("\n", at, end)
            yield "unclosed", text[at : line if line >= 0 else end], at, at + 1
        yield "", "", at, opening + 1
        return
    inner, after = list(_scan(text, opening + 1, close, closed, depth + 1)), close + 1
    if mark == "^":
        yield "inline-note", text[opening + 1 : close], at, after
    elif text[after : after + 1] == "(":
        target, after = _target(text, after, end)
        if target is not None:
            words = text[opening + 1 : close].strip()
            kind = "image" if mark else "xref" if not words and target.startswith("#") else "link"
            yield kind, target, at, after
        else:
            yield "unclosed", text[at:after], at, after
    elif not mark:
        inner += _locators(text, opening + 1, close, inner)
        if has_key(text[opening + 1 : close]):
            yield "citation", text[opening + 1 : close], at, after
    yield from inner
    if attributes := ATTRIBUTES.match(text, after, end):
        yield "attributes", attributes[0][1:-1], attributes.start(), attributes.end()
        after = attributes.end()
    yield "", "", at, after


def _target(text: str, at: int, end: int) -> tuple[str | None, int]:
    """Return the address in the parentheses that open at `at`, and where they end; None if they do not."""
    depth = 0
    for here in range(at, end):
        if text[here] == "\n" and BLANK_LINE.match(text, here):
            break
        if text[here] in "()" and text[here - 1] != "\\":
            depth += 1 if text[here] == "(" else -1
            if not depth:
                inside = TITLE.sub("", text[at + 1 : here]).strip()
                return inside.removeprefix("<").removesuffix(">"), here + 1
    line = text.find("\n", at, end)
    return None, line if line >= 0 else end


def _pictures(text: str, at: int, closed: Mapping[int, int]) -> bool:
    """Whether an exclamation mark begins a picture: brackets and an address follow it, and no call."""
    close = closed.get(at + 1, -1) if text.startswith("![", at) and not LABEL.match(text, at + 1) else -1
    return close > 0 and text[close + 1 : close + 2] == "("


def _end_of_address(text: str, at: int, end: int) -> int:
    """Return where a bare address ends: before the marks of its sentence, but a bracket that it opens, it closes."""
    most = BARE.match(text, at, end)
    address = most[0] if most else ""
    while address[-1:] in set(".,;:!?…'’*_)"):
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return at + len(address)


def _place(text: str, at: int, end: int, closed: Mapping[int, int], depth: int) -> Iterator[Found]:
    """Yield the brackets of `@key [p. 3; @other]`, after a key that stands in the text, and what is in them."""
    space = BEFORE_LOCATOR.match(text, at, end)
    opening = space.end() if space else -1
    close = closed.get(opening, -1)
    if close < 0 or close > end or text[close + 1 : close + 2] in ("(", "["):
        return
    yield "place", text[opening + 1 : close], opening, close + 1
    first, stop = sources(text, opening + 1, close, owned=True)[0]
    if not has_key(text[first:stop]):
        yield from _locator(text, first, stop)
    inner = list(_scan(text, opening + 1, close, closed, depth + 1))
    yield from [*inner, *_locators(text, opening + 1, close, inner, owned=True)]


def _locators(text: str, start: int, end: int, inner: list[Found], *, owned: bool = False) -> Iterator[Found]:
    """Yield what follows each key of a citation's brackets, up to the next source or the end."""
    ends = [stop for _, stop in sources(text, start, end, owned=owned)]
    for _, _, _, at in (found for found in inner if found[0] == "key"):
        yield from _locator(text, at, next(stop for stop in ends if stop >= at))


def _locator(text: str, at: int, stop: int) -> Iterator[Found]:
    """Yield what is said after a key, without the comma before it and the semicolons that part nothing."""
    if value := text[at:stop].strip(" \t\r\n;").removeprefix(",").strip():
        first = text.index(value, at)
        yield "locator", value, first, first + len(value)
