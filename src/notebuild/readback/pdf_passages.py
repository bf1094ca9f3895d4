"""Reads the passages of a finished PDF twice: their order and kinds by its tags, their words by tag and by place.

By structure a passage reads as its stretches of marked content say, one after the other: what a screen
reader speaks. By geometry it reads as its letters stand on the page, line below line: what an eye sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from notebuild.core.passages import CALL, Part, Passage, SetLine
from notebuild.readback.pdf_by_structure import Mark, Tree, joined, kids
from notebuild.readback.pdf_composition import set_lines
from notebuild.readback.pdf_letters import Letter
from notebuild.readback.pdf_links import call_number
from notebuild.readback.pdf_shapes import Box

_ALONE = {
    "P": "paragraph",
    "TD": "cell",
    "TH": "cell",
    "Caption": "caption",
    **{f"H{level}": "heading" for level in range(1, 7)},
}
"""Elements that are a passage by themselves, and the kind of it."""

_INLINE = frozenset(("Span", "Link", "Reference"))
_GROUPS = frozenset(
    (*_ALONE, "L", "LI", "LBody", "Table", "TR", "Div", "Sect", "BlockQuote", "Art", "Figure")
)
"""Elements that stand by themselves, or hold such: a NonStruct with one of them inside is no piece of a line."""


@dataclass(slots=True)
class _Piece:
    """A passage while it is gathered: its stretches of marked content in order, its calls among them."""

    kind: str
    part: Part
    level: int = 0
    mark: str = ""
    depth: int = 0
    column: int = 0
    said: list[tuple[Mark, str]] = field(default_factory=list)
    """Marked content; where it is a call, how the call stands in words."""

    alt: str = ""


def passages(
    pdf: pikepdf.Pdf,
    texts: Mapping[Mark, str],
    drawn: Sequence[Sequence[Letter]],
    shapes: Mapping[Mark, Box],
) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Return a PDF's passages by structure and by geometry.

    `texts` are the words of its marked content, `drawn` the letters of each page, `shapes` the boxes of
    what else is drawn in marked content.
    """
    tree = Tree(pdf)
    reader = _Reader(tree, texts)
    for top in kids(tree.root) if tree.root is not None else ():
        reader.document(top)
    letters: list[dict[int, list[Letter]]] = []
    for page in drawn:
        marked: dict[int, list[Letter]] = {}
        for letter in page:
            marked.setdefault(letter.mark, []).append(letter)
        letters.append(marked)
    spoken = tuple(_spoken(piece, texts) for piece in reader.pieces)
    return spoken, tuple(_seen(piece, letters, shapes) for piece in reader.pieces)


def _spoken(piece: _Piece, texts: Mapping[Mark, str]) -> Passage:
    """Return a passage as its marked content says."""
    words = piece.alt or joined([call or texts.get(mark, "") for mark, call in piece.said]).strip()
    page = piece.said[0][0][0] + 1 if piece.said else 0
    how = (piece.part, piece.level, piece.mark, piece.depth, piece.column)
    return Passage(piece.kind, words, *how, page)


def _seen(
    piece: _Piece, letters: Sequence[Mapping[int, Sequence[Letter]]], shapes: Mapping[Mark, Box]
) -> Passage:
    """Return a passage as its letters stand on their pages."""
    by_page: dict[int, list[Letter]] = {}
    for (page, mark), _ in piece.said:
        by_page.setdefault(page, []).extend(letters[page].get(mark, ()))
    lines: list[SetLine] = [line for page in by_page for line in set_lines(page, by_page[page])]
    drawn = next((shapes[mark] for mark, _ in piece.said if mark in shapes), None)
    box = drawn or _around(lines)
    return replace(
        _spoken(piece, {}),
        words=piece.alt or joined([line.text for line in lines]),
        lines=tuple(lines),
        box=box,
    )


def _around(lines: Sequence[SetLine]) -> Box:
    """Return the rectangle around lines: that of a picture which draws words alone; all 0 where there are none."""
    if not lines:
        return 0.0, 0.0, 0.0, 0.0
    return (
        min(line.left for line in lines),
        min(line.base for line in lines),
        max(line.right for line in lines),
        max(line.base + line.size for line in lines),
    )


class _Reader:
    """Walks the structure tree once."""

    def __init__(self, tree: Tree, texts: Mapping[Mark, str]) -> None:
        self.tree, self.texts = tree, texts
        self.pieces: list[_Piece] = []
        self.part: Part = "front"
        self.depth = 0
        self.mark = ""
        """Of a list item that has no passage yet."""

        self.heads: list[str] = []
        """The head cells of the last table, which the engine draws again on each page that the table fills."""

        self.ended: tuple[int, int] = 0, 0
        """Where the last table ended: its page, and how many passages had been read. Only what follows it directly, on
        the next page, can be more of it; any other table of the same head is one of its own."""

    def document(self, top: Any) -> None:
        """Read the document: what stands before the text, the text (its Parts), what stands after it."""
        for child in kids(top):
            if not isinstance(child, pikepdf.Dictionary):
                continue
            if child.get("/S") == "/Part":
                self.part = "text"
            elif self.part == "text" and not self._has_notes(child):
                self.part = "back"
            if not self._has_notes(child):
                self.group(child, self.tree.page(child, 0))

    def _has_notes(self, element: Any) -> bool:
        if element.get("/S") == "/Part":
            return False
        return any(one.get("/S") == "/Note" for one, _ in self.tree.elements(element, 0))

    def group(self, element: Any, page: int) -> None:
        """Read an element that holds passages, or the words of one."""
        page = self.tree.page(element, page)
        within = kids(element)
        kinds = [_kind(kid) for kid in within]
        if any(kind in _INLINE or kind == "" for kind in kinds):
            self.passage("paragraph", [(kid, page) for kid in within if _kind(kid) not in ("L", "Note")])
            within = [kid for kid in within if _kind(kid) == "L"]
        for kid in within:
            self.child(kid, page)

    def child(self, element: Any, page: int) -> None:
        """Read one element of a group."""
        kind = _kind(element)
        page = self.tree.page(element, page)
        if kind == "Note":
            return
        if kind in _ALONE:
            level = int(kind[1]) if kind[0] == "H" and kind[1:].isdigit() else 0
            self.passage(_ALONE[kind], [(kid, page) for kid in kids(element)], level=level)
        elif kind == "Figure":
            self.picture(element, page)
        elif kind == "LI":
            self.item(element, page)
        elif kind == "L":
            self.depth += 1
            self.group(element, page)
            self.depth -= 1
        elif kind == "Table":
            self.table(element, page)
        elif kind == "NonStruct" and not any(
            _kind(one) in _GROUPS for one, _ in self.tree.elements(element, 0)
        ):
            self.passage("paragraph", [(element, page)])
        else:
            self.group(element, page)

    def item(self, element: Any, page: int) -> None:
        """Read a list item: its mark, then its body."""
        labels = [kid for kid in kids(element) if _kind(kid) == "Lbl"]
        if labels:  # a term has none: the mark of the item that it stands in is still to come
            self.empty()
            self.mark = "".join(self._text(label, page) for label in labels).strip()
        for kid in kids(element):
            if _kind(kid) != "Lbl":
                self.group(kid, page) if _kind(kid) == "LBody" else self.child(kid, page)
        self.empty()

    def empty(self) -> None:
        """Keep an item that has a mark and nothing more, or a list at once."""
        if self.mark:
            self.pieces.append(_Piece("paragraph", self.part, mark=self.mark, depth=self.depth))
            self.mark = ""

    def table(self, element: Any, page: int) -> None:
        """Read a table's caption and its cells; not the head that is drawn again on a further page."""
        heads: list[str] = []
        begins = self.tree.page(element, page)
        if self.ended != (begins - 1, len(self.pieces)) or any(
            _kind(part) == "Caption" for part in kids(element)
        ):
            self.heads = []
        for part in kids(element):
            if _kind(part) == "Caption":
                self.child(part, page)
        for part in kids(element):
            rows = [part] if _kind(part) == "TR" else [kid for kid in kids(part) if _kind(kid) == "TR"]
            for row in rows:
                cells = [kid for kid in kids(row) if _kind(kid) in ("TD", "TH")]
                if _kind(part) == "THead":
                    said = "".join(self._text(cell, page) for cell in cells)
                    heads.append(said)
                    if said in self.heads:
                        continue
                for column, cell in enumerate(cells, 1):
                    at = self.tree.page(cell, page)
                    self.passage("cell", [(kid, at) for kid in kids(cell)], column=column)
        self.heads, self.ended = heads, (begins, len(self.pieces))

    def picture(self, element: Any, page: int) -> None:
        """Keep a picture by its alternative text."""
        piece = _Piece("picture", self.part, depth=self.depth, alt=str(element.get("/Alt", "")))
        piece.said = [((page, int(kid)), "") for kid in kids(element) if isinstance(kid, int)]
        self.pieces.append(piece)

    def passage(self, kind: str, within: Sequence[tuple[Any, int]], level: int = 0, column: int = 0) -> None:
        """Keep the words of these elements as one passage, then the pictures among them."""
        piece = _Piece(kind, self.part, level, self.mark, self.depth, column)
        pictures: list[tuple[Any, int]] = []
        for element, page in within:
            piece.said += self._said(element, page, pictures)
        if any(call or self.texts.get(mark, "").strip() for mark, call in piece.said) or kind == "cell":
            self.pieces.append(piece)
            self.mark = ""
        for element, page in pictures:
            self.picture(element, page)

    def _said(self, element: Any, page: int, pictures: list[tuple[Any, int]]) -> Iterator[tuple[Mark, str]]:
        """Yield the marked content under an element, a call as it stands in words; keep the pictures met."""
        if isinstance(element, int):
            yield (page, int(element)), ""
            return
        kind, page = _kind(element), self.tree.page(element, page)
        if element.get("/Type") == "/MCR":
            yield (page, int(element.MCID)), ""
        elif kind == "Figure":
            pictures.append((element, page))
        elif kind == "Reference" and call_number(str(element.get("/ID", ""))):
            number = self._text(element, page).strip()
            for at, mark in enumerate(self.tree.marks(element, page)):
                yield mark, CALL.format(number) if not at else "\u2060"
        elif kind not in ("Note", "Lbl") and element.get("/Type") != "/OBJR":
            for kid in kids(element):
                yield from self._said(kid, page, pictures)

    def _text(self, element: Any, page: int) -> str:
        return "".join(self.texts.get(mark, "") for mark in self.tree.marks(element, page))


def _kind(element: Any) -> str:
    """Return an element's type without the slash; empty for marked content, "OBJR" for a reference to an object."""
    if not isinstance(element, pikepdf.Dictionary):
        return ""
    return str(element.get("/S", element.get("/Type", "/")))[1:].replace("MCR", "")
