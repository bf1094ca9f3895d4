"""Reads Markdown as atoms, each with where it stands, so that what is printed can be found in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from notebuild.exchange.review.atoms import Atom, fold, joined, read
from notebuild.exchange.review.replacements import SPACE
from notebuild.sources.markdown import brackets, markers

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
WITHIN = re.compile(r"\w[*_~^]+\w")


@dataclass(frozen=True, slots=True)
class Call:
    """What calls a note in a source: `[^label]`, `[@key, p. 3]`, `^[words]`."""

    kind: str
    """"label", "citation", "inline-note"; "key" for one that stands in the sentence."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of Markdown and the atoms that it prints, as far as it says them itself."""

    text: str
    atoms: tuple[Atom, ...]
    calls: tuple[Call, ...]


def atoms_of(text: str, prefix: str = "", *, is_code: bool = False) -> Text:
    """Return a stretch of Markdown with its atoms and its calls; `prefix` begins its further lines."""
    if is_code:
        return Text(text, tuple(joined(read(text))), ())
    shown = list(text)  # what is hidden becomes NUL, what is printed stays in its place
    calls: list[Call] = []
    hide = _hider(shown)
    for match in re.finditer(r"\n([ \t>]+)", text):
        hide(match.start(1), match.end(1), " ")
    closed = brackets.pairs(text)
    done = 0
    for mark in markers.scan(text):
        start, end = mark.start, mark.start + len(mark.text)
        if start < done and mark.kind not in ("attributes",):
            continue
        if mark.kind in (
            "key",
            "place",
        ):  # one that stands in the sentence: the key's words are printed, and a call
            if mark.kind == "key":
                calls.append(Call("key", mark.value, start, end))
            elif calls and calls[-1].kind == "key":
                calls[-1] = replace(calls[-1], end=end)
            hide(start, end)
            done = end
        elif mark.kind in ("citation", "label", "inline-note"):
            calls.append(Call(mark.kind, mark.value, start, end))
            hide(start, end)
            done = end
        elif mark.kind in (
            "comment",
            "raw-html",
            "attributes",
            "raw-attribute",
            "xref",
            "image",
            "locator",
        ):
            hide(start, end)
            done = max(done, end) if mark.kind != "attributes" else done
        elif mark.kind == "code":
            ticks = len(text[start:end]) - len(text[start:end].lstrip("`"))
            hide(start, start + ticks)
            hide(end - ticks, end)
            done = end
        elif mark.kind == "link" and text[start] == "<":
            hide(start, start + 1)
            hide(end - 1, end)
            done = end
        elif mark.kind == "link" and start in closed:
            hide(start, start + 1)
            hide(closed[start], end)
        elif mark.kind == "address":
            done = end
    for opening, closing in closed.items():  # the words of a span with attributes
        if text.startswith("{", closing + 1) and shown[closing + 1 : closing + 2] == ["\0"]:
            hide(opening, opening + 1)
            hide(closing, closing + 1)
    _emphasis(text, shown, hide)
    found = list(_atoms(text, "".join(shown)))
    return Text(text, tuple(joined(found)), tuple(calls))


def _hider(shown: list[str]):  # type: ignore[no-untyped-def]
    def hide(start: int, end: int, sign: str = "\0") -> None:
        shown[start:end] = [letter if letter == "\n" else sign for letter in shown[start:end]]

    return hide


def _emphasis(text: str, shown: list[str], hide) -> None:  # type: ignore[no-untyped-def]
    """Hide the signs of emphasis, where something stands on their inner side, and the backslash before a sign."""
    at = 0
    while at < len(text):
        letter = text[at]
        if shown[at] == "\0":
            at += 1
        elif letter == "\\" and at + 1 < len(text):
            hide(at, at + 1)
            at += 2
        elif letter in "*_~^":
            end = at
            while end < len(text) and text[end] == letter:
                end += 1
            before, after = text[at - 1 : at], text[end : end + 1]
            inside_word = letter == "_" and before.isalnum() and after.isalnum()
            alone = (not before or before.isspace()) and (not after or after.isspace())
            if not inside_word and not alone:
                hide(at, end)
            at = end
        else:
            at += 1


def _atoms(text: str, shown: str) -> Iterator[Atom]:
    """Yield the atoms of what is shown, an entity as the character that it means."""
    at = 0
    for match in [*ENTITY.finditer(shown), None]:
        stop = match.start() if match else len(shown)
        for piece in re.finditer(r"[^\0]+", shown[at:stop]):
            yield from read(piece[0], base=at + piece.start())
        if match:
            meant = html.unescape(match[0])
            for atom in read(meant):
                yield Atom(atom.key, match[0], atom.kind, atom.space, atom.look, match.start(), match.end())
            at = match.end()


def mapped(printed: Sequence[Atom], source: Text) -> list[tuple[int, int] | None]:
    """Return for each printed atom where it stands in a source; None for what the house printed of its own.

    Calls are found by their order, which is the same in both (the first law); all else by the longest
    stretches that both have.
    """
    places: list[tuple[int, int] | None] = [None] * len(printed)
    words = [at for at, atom in enumerate(printed) if atom.kind in ("word", "sign")]
    left, right = [printed[at].key for at in words], [atom.key for atom in source.atoms]
    for old, new, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for step in range(size):
            atom = source.atoms[new + step]
            places[words[old + step]] = (atom.start, atom.end)
    calls = [at for at, atom in enumerate(printed) if atom.kind == "call"]
    if len(calls) == len(source.calls):
        for at, call in zip(calls, source.calls, strict=True):
            if call.kind != "key":  # it goes with words that the bibliography prints
                places[at] = (call.start, call.end)
    return places


def space_before(text: str, stands: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """Return the white space before what begins at a place, behind what stands before it; None where there is none."""
    before = max((end for _, end in stands if end <= at), default=0)
    runs = list(SPACE.finditer(text, before, at))
    return (runs[-1].start(), runs[-1].end()) if runs else None


def in_code(text: str, places: Sequence[tuple[int, int] | None]) -> bool:
    """Return whether places stand in one stretch of code."""
    spans = [(mark.start, mark.start + len(mark.text)) for mark in markers.scan(text) if mark.kind == "code"]
    return any(all(place and start < place[0] < end for place in places) for start, end in spans)


def likeness(printed: Sequence[Atom], source: Text) -> float:
    """Return what part of a source's atoms is printed in this order, from 0 to 1."""
    if not source.atoms:
        return 0.0
    held = SequenceMatcher(
        None,
        [atom.key for atom in printed if atom.kind != "call"],
        [atom.key for atom in source.atoms],
        autojunk=False,
    )
    return sum(block.size for block in held.get_matching_blocks()) / len(source.atoms)


__all__ = ["Call", "Text", "atoms_of", "fold", "likeness", "mapped"]
