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
    pages = pages_of(pdf)
    spans = [
        (element, _bare(text(element, said, pages)))
        for element in walk(document(pdf))
        if kind(element) == "Span" and any(is_element(kid) for kid in kids(element))
    ]
    for language, passage in passages:
        for group in _runs(spans, _bare(passage)):
            for element in group:
                element.Lang = String(language)


def _bare(words: str) -> str:
    """Words without spaces and hyphens, which setting them may add or take."""
    return squeeze(words).replace("-", "").replace("\u00ad", "")


def _runs(spans: list[tuple[Any, str]], wanted: str) -> Iterator[list[Any]]:
    """The runs of neighbouring Spans whose words together are those wanted."""
    for at in range(len(spans)):
        group, rest = [], wanted
        for element, said in spans[at:]:
            if not said or not rest.startswith(said):
                break
            group.append(element)
            rest = rest[len(said) :]
            if not rest:
                yield group
                break
