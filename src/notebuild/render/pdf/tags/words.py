"""Reads the words under a PDF's tags: those of its links, and passages in another language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from notebuild.readback.pdf_by_structure import Mark
from notebuild.readback.value import squeeze
from notebuild.render.pdf.tags.elements import Element, Entry, target


def spoken(tagged: Sequence[Entry], texts: Mapping[Mark, str]) -> list[str]:
    """Return the words that stand right under each element, those of elements below it left out.

    `texts` is the text of the marked content.
    """
    return [
        "".join([texts.get((element.page, kid), "") for kid in element.kids if isinstance(kid, int)])
        for element, _ in tagged
    ]


def _text(tagged: Sequence[Entry], own: Sequence[str], at: int) -> str:
    """Return the words under the element at this place of the list."""
    return "".join(own[at : at + tagged[at].size])


def link_texts(tagged: Sequence[Entry], own: Sequence[str]) -> dict[str, str]:
    """Return what the links inside the document read, by the place they lead to; `own` is from `spoken`."""
    links = ((at, target(entry.element)) for at, entry in enumerate(tagged) if entry.element.kind == "Link")
    return {place: _text(tagged, own, at).strip() for at, place in links if place}


def mark_languages(tagged: Sequence[Entry], passages: Iterable[tuple[str, str]], own: Sequence[str]) -> None:
    """Give the Spans of foreign passages their language, found again by their words and their order.

    A passage over two lines is two Spans; a passage that cannot be found is left alone.
    """
    spans = _spans(tagged, own)
    begins: dict[str, list[int]] = {}
    for at, (_, text, _) in enumerate(spans):
        begins.setdefault(text[:1], []).append(at)
    for language, passage in dict.fromkeys(passages):
        wanted = _bare(passage)
        for begin in begins.get(wanted[:1], ()) if wanted else ():
            for element in _run(spans, begin, wanted):
                element.language = language


Found = tuple[Element, str, int]
"""A Span, its words, and how many Spans there are inside it, itself included."""


def _spans(tagged: Sequence[Entry], own: Sequence[str]) -> list[Found]:
    """Return the Spans that hold elements, in reading order, outer ones before those inside them."""
    places = [at for at, (element, size) in enumerate(tagged) if element.kind == "Span" and size > 1]
    ends = [at + tagged[at].size for at in places]
    return [
        (tagged[at].element, _bare(_text(tagged, own, at)), bisect_left(places, end) - index)
        for index, (at, end) in enumerate(zip(places, ends, strict=True))
    ]


def _bare(words: str) -> str:
    """Return words without spaces and hyphens, which setting them may add or take."""
    return squeeze(words).replace("-", "").replace("\u00ad", "")


def _run(spans: Sequence[Found], at: int, wanted: str) -> list[Element]:
    """Return the Spans from this place on whose words together are those wanted; none where they are others."""
    group = []
    while wanted and at < len(spans):
        element, text, size = spans[at]
        if not text or not wanted.startswith(text):
            return []
        group.append(element)
        wanted, at = wanted[len(text) :], at + size
    return [] if wanted else group
