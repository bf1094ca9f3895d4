"""Find marks of Markdown that pandoc read as words though no backslash says that they are meant so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from notebuild.core.model import Document, Segment
from notebuild.core.problems import Problem
from notebuild.edition import structure
from notebuild.sources.markdown import inlines, markers

FLAT = frozenset(("Note", "Code", "CodeBlock", "Cite", "Math", "Image"))
"""What holds words that are not read for marks: its own, or those of another segment."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark that comes in pairs: how one without its fellow stands among words, and what to say of it."""

    name: str
    alone: re.Pattern[str]
    """One that its author may have meant as a mark: next to a word, not in the middle of a sum."""

    remedy: str

    fault: str = "is never closed"


CLOSE = "close it with {0} in the same paragraph, or put a backslash before each {1} meant as a character"
SIGNS = (
    Sign("**", re.compile(r"(?<!\*)\*\*(?!\*)(?=\S)|(?<=\S)\*\*(?!\*)|\*{3,}"), CLOSE.format("**", "star")),
    Sign(
        "*",
        re.compile(r"(?!(?<=\d)\*\d)(?:(?<!\*)\*(?!\*)(?=\S)|(?<=\S)(?<!\*)\*(?!\*))"),
        CLOSE.format("*", "star"),
    ),
    Sign("__", re.compile(r"(?<!\w)__(?=\w)|(?<=\w)__(?!\w)"), CLOSE.format("__", "underscore")),
    Sign("_", re.compile(r"(?<![\w_])_(?=[^\W_])|(?<=[^\W_])_(?![\w_])"), CLOSE.format("_", "underscore")),
    Sign("~~", re.compile(r"~~+"), CLOSE.format("~~", "tilde")),
    Sign(
        "~",
        re.compile(r"(?<=[\w.])~(?=\w)"),
        "close it with ~ for what is lowered, or write a backslash and a space for a space that does not break",
    ),
    Sign("`", re.compile(r"`+"), CLOSE.format("as many `", "backtick")),
    Sign(
        "^",
        re.compile(r"(?<=[^\W_])\^(?=\S)|\^(?=\{)"),
        "write what is raised between two ^, without a space, 1^st^, or put a backslash before it",
    ),
    Sign(
        "{…}",
        re.compile(r"\{[#.][^\s{}]+[^{}]*\}"),
        "put a label right after a heading, a caption or a picture, attributes right after [words in brackets]; "
        "or put a backslash before a { meant as a character",
        "is read as text",
    ),
)


SUM = re.compile(r"(?<=\d)\*{1,2}(?=\d)|(?<![^\W_]{2})(?<=[^\W\d_])\*(?=[^\W\d_]\*)")
"""A star between figures, or between letters that stand alone: a sign of multiplication, to its author."""


def check(tree: Document, segments: Sequence[Segment]) -> Iterator[Problem]:
    """Yield the first mark of each kind that is left among the words of each segment, at its place.

    `tree` is what pandoc read of the segments, and `structure.check` passed it.
    """
    for segment, read in structure.pairs(tree, segments):
        yield from left(segment, read)


def left(segment: Segment, read: Any) -> Iterator[Problem]:
    """Yield the first mark that is left in one segment, of which pandoc `read` these nodes."""
    words = "".join(_words(read))
    source = markers.without_comments(segment.text)
    if _is_product(read) and (at := _found(segment.text, SUM)) is not None:
        where = markers.place(segment.text, at, segment.location)
        remedy = 'write × for "times", or put a backslash before each star: 2\\*3\\*4'
        yield Problem(
            where, "a star between two figures or letters is read as emphasis, and would not print", remedy
        )
        return
    for sign in SIGNS:
        alone = len(sign.alone.findall(words))
        escaped = source.count(f"\\{sign.name[0]}")
        if alone > escaped and (at := _place(segment.text, sign)) is not None:
            where = markers.place(segment.text, at, segment.location)
            yield Problem(where, f"{sign.name} {sign.fault}", sign.remedy)
            return


def _is_product(node: Any) -> bool:
    """Return whether emphasis begins between two figures, or around one letter between two: `2*3*4`, `a*b*c`."""
    if isinstance(node, dict):
        return node.get("t") not in FLAT and _is_product(node.get("c"))
    if not isinstance(node, list):
        return False
    for before, one in pairwise(node):
        kinds = [part.get("t") if isinstance(part, dict) else "" for part in (before, one)]
        if kinds[0] == "Str" and kinds[1] in ("Emph", "Strong"):
            last, within = before["c"], "".join(_words(one["c"]))
            is_letter = (
                len(within) == 1 and within.isalpha() and last[-1:].isalpha() and not last[-2:-1].isalpha()
            )
            if (last[-1:].isdigit() and within[:1].isdigit()) or is_letter:
                return True
    return any(map(_is_product, node))


def _words(node: Any) -> Iterator[str]:
    """Yield the words that pandoc read, without code, citations and footnotes; a break as a space."""
    if isinstance(node, list):
        for part in node:
            yield from _words(part)
    elif isinstance(node, dict) and node.get("t") not in FLAT:
        if node.get("t") == "Str":
            yield node["c"]
        elif node.get("t") == "Subscript" and not node["c"]:
            yield "~~"  # two tildes that nothing closes
        elif node.get("t") == "Link" and "uri" in node["c"][0][1]:
            yield " "
        elif "c" in node:
            yield from _words(node["c"])
        else:
            yield " "


def _place(text: str, sign: Sign) -> int | None:
    """Return where the last such mark stands in the source, or any mark that holds it; None where none does."""
    return _found(text, sign.alone, last=True)


def _found(text: str, pattern: re.Pattern[str], *, last: bool = False) -> int | None:
    """Return where the first, or the last, match stands in the source, out of code and without a backslash."""
    bare = inlines.without_code(text)
    found = [match.start() for match in pattern.finditer(bare) if bare[: match.start()][-1:] != "\\"]
    return found[-last] if found else None
