"""What the elements of a PDF say: the words of its links, and passages in another language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import String

from notebuild.readers.value import squeeze
from notebuild.tagging.elements import Entry, target

Said = Mapping[tuple[int, int], str]
"""The text of marked content, by page from 0 and by its number on the page."""


Pages = Mapping[Any, int]
"""Each page's place in the file, from 0, by the identity of its object."""


def pages_of(pdf: pikepdf.Pdf) -> Pages:
    """The pages of an open PDF."""
    return {page.obj.objgen: at for at, page in enumerate(pdf.pages)}


def spoken(tagged: Sequence[Entry], said: Said, pages: Pages) -> list[str]:
    """The words that stand right under each element, those of elements below it left out."""
    found = []
    for element, _, under, _ in tagged:
        marks = [kid for kid in under if isinstance(kid, int)]
        page = pages[element.Pg.objgen] if marks else 0
        found.append("".join(said.get((page, mark), "") for mark in marks))
    return found


def _text(tagged: Sequence[Entry], own: Sequence[str], at: int) -> str:
    """The words under the element at this place of the list."""
    return "".join(own[at : at + tagged[at].size])


def link_texts(tagged: Sequence[Entry], own: Sequence[str]) -> dict[str, str]:
    """What the links inside the document read, by the place they lead to; `own` is from `spoken`."""
    links = ((at, target(entry.element)) for at, entry in enumerate(tagged) if entry.kind == "Link")
    return {place: _text(tagged, own, at).strip() for at, place in links if place}


def mark_languages(tagged: Sequence[Entry], passages: Iterable[tuple[str, str]], own: Sequence[str]) -> None:
    """Write /Lang on the Spans of foreign passages, found again by their words and their order.

    A passage over two lines is two Spans; a passage that cannot be found is left alone.
    """
    spans = _spans(tagged, own)
    for language, passage in dict.fromkeys(passages):
        for group in _runs(spans, _bare(passage)):
            for element in group:
                element.Lang = String(language)


Found = tuple[Any, str, int]
"""A Span, its words, and how many Spans there are inside it, itself included."""


def _spans(tagged: Sequence[Entry], own: Sequence[str]) -> list[Found]:
    """The Spans that hold elements, in reading order, outer ones before those inside them."""
    places = [at for at, entry in enumerate(tagged) if entry.kind == "Span" and entry.size > 1]
    ends = [at + tagged[at].size for at in places]
    return [
        (tagged[at].element, _bare(_text(tagged, own, at)), bisect_left(places, end) - index)
        for index, (at, end) in enumerate(zip(places, ends, strict=True))
    ]


def _bare(words: str) -> str:
    """Words without spaces and hyphens, which setting them may add or take."""
    return squeeze(words).replace("-", "").replace("\u00ad", "")


def _runs(spans: list[Found], wanted: str) -> Iterator[list[Any]]:
    """The runs of Spans, one after the other, whose words together are those wanted."""
    for begin in range(len(spans)):
        group, rest, at = [], wanted, begin
        while at < len(spans):
            element, said, size = spans[at]
            if not said or not rest.startswith(said):
                break
            group.append(element)
            rest, at = rest[len(said) :], at + size
            if not rest:
                yield group
                break
