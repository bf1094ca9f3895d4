"""What the elements of a PDF say: the words of its links, and passages in another language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import String

from notebuild.readers.value import squeeze
from notebuild.tagging.elements import document, is_element, kids, kind, target, walk

Said = Mapping[tuple[int, int], str]
"""The text of marked content, by page from 0 and by its number on the page."""


Pages = Mapping[Any, int]
"""Each page's place in the file, from 0, by the identity of its object."""


def pages_of(pdf: pikepdf.Pdf) -> Pages:
    """The pages of an open PDF."""
    return {page.obj.objgen: at for at, page in enumerate(pdf.pages)}


def text(element: Any, said: Said, pages: Pages) -> str:
    """The words under an element."""
    return "".join(
        said.get((pages[one.Pg.objgen], int(kid)), "")
        for one in walk(element)
        for kid in kids(one)
        if isinstance(kid, int)
    )


def link_texts(pdf: pikepdf.Pdf, said: Said) -> dict[str, str]:
    """What the links inside the document read, by the place they lead to."""
    pages = pages_of(pdf)
    return {
        target(element): text(element, said, pages).strip()
        for element in walk(document(pdf))
        if kind(element) == "Link" and target(element)
    }


def mark_languages(pdf: pikepdf.Pdf, passages: Iterable[tuple[str, str]], said: Said) -> None:
    """Write /Lang on the Spans of foreign passages, found again by their words and their order.

    A passage over two lines is two Spans; a passage that cannot be found is left alone.
    """
    spans = _spans(document(pdf), said, pages_of(pdf))
    for language, passage in dict.fromkeys(passages):
        for group in _runs(spans, _bare(passage)):
            for element in group:
                element.Lang = String(language)


Found = tuple[Any, str, int]
"""A Span, its words, and how many Spans there are inside it, itself included."""


def _spans(top: Any, said: Said, pages: Pages) -> list[Found]:
    """The Spans that hold elements, in reading order, outer ones before those inside them."""
    found: list[Found] = []
    for kid in kids(top):
        if not is_element(kid):
            continue
        inside = _spans(kid, said, pages)
        if kind(kid) == "Span" and any(is_element(below) for below in kids(kid)):
            found.append((kid, _bare(text(kid, said, pages)), len(inside) + 1))
        found.extend(inside)
    return found


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
