"""Finds the sources that a footnote cites in its text, by every form that the edition prints.

Nothing here knows which footnote the text came from: a form found in the text is a citation, and a text
that two different citations would print alike is ambiguous, which is an error and not a choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from notebuild.core.model import Citation, Footnote

_HYPHENS = "-\u00ad\u2010\u2011\ufffe\u0002"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\W_]+(?:(?:[{_UNSEEN}]*[{_HYPHENS}][{_HYPHENS}{_UNSEEN}\s]*|[{_UNSEEN}]+)[^\W_]+)*")
_MARKS = re.compile(r"[\W_]+")
_HEAD = 6

Cited = tuple[str, str, str]
"""Key, locator label and locator value."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The letters and digits of a text alone, and where words begin and end among them.

    Lines break inside long addresses, and marks differ from format to format; the letters do not.
    """

    letters: str
    begins: tuple[int, ...]
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Forms:
    """Every printed form of an edition, and which citations print it."""

    by_text: Mapping[str, frozenset[Cited]]
    by_head: Mapping[str, tuple[str, ...]]
    """Forms by their first letters, the longest first: a short form may begin a longer one."""


def trace(text: str) -> Trace:
    """Return the trace of a text; a hyphen, with the line break after it, parts no word."""
    words = [_MARKS.sub("", word) for word in _WORD.findall(text)]
    ends = list(accumulate(map(len, words)))
    return Trace("".join(words), (0, *ends)[: len(words)], frozenset(ends) | {ends[-1] if ends else 0})


def cited(citation: Citation) -> Cited:
    """Return what a citation names, without how it is printed."""
    return citation.key, citation.label, citation.locator


def forms(footnotes: Iterable[Footnote]) -> Forms:
    """Return the forms that these footnotes print: full, short, with and without locators."""
    by_text: dict[str, set[Cited]] = {}
    for footnote in footnotes:
        for citation in footnote.citations:
            if form := trace(citation.printed).letters:
                by_text.setdefault(form, set()).add(cited(citation))
    heads: dict[str, list[str]] = {}
    for form in sorted(by_text, key=lambda form: (-len(form), form)):
        heads.setdefault(form[:_HEAD], []).append(form)
    return Forms(
        {form: frozenset(group) for form, group in by_text.items()},
        {head: tuple(group) for head, group in heads.items()},
    )


def derive(text: str, known: Forms) -> tuple[frozenset[Cited], ...]:
    """Return the citations that a text prints, in order; one with two members is ambiguous."""
    read, citations, at = trace(text), list[frozenset[Cited]](), 0
    for begin in read.begins:
        if begin < at:
            continue
        longest = next(
            (
                form
                for length in range(_HEAD, 0, -1)
                for form in known.by_head.get(read.letters[begin : begin + length], ())
                if read.letters.startswith(form, begin) and begin + len(form) in read.ends
            ),
            "",
        )
        if longest:
            citations.append(known.by_text[longest])
            at = begin + len(longest)
    return tuple(citations)


def written(citation: Cited) -> str:
    """Return a citation as its author would write it: `@key, page 33`."""
    key, label, value = citation
    return f"@{key}, {label} {value}" if value else f"@{key}"
