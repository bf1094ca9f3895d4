"""Reads the footnotes of a finished PDF by its tags: what assistive technology reads.

Nothing here looks at where letters stand. A footnote is a Note element with the ID `note-7`, wherever
its lines are; its call is the Reference with the ID `call-7`, whose link must lead there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pikepdf
import pypdfium2.raw as raw

from notebuild.readback import pdf_direction
from notebuild.readback.pdf_direction import Stood
from notebuild.readback.pdf_letters import HYPHENS, Leaf
from notebuild.readback.pdf_links import call_number, note_number
from notebuild.readback.value import LINE_END_HYPHEN, FootnoteReading, Unreadable

Mark = tuple[int, int]
"""A page, from 0, and the number of a stretch of marked content on it."""


def marked_text(opened: Iterable[Leaf], stood: Stood = MappingProxyType({})) -> dict[Mark, str]:
    """Return the text of every stretch of marked content, in the order the page draws it.

    What `stood` in place of letters from right to left is put back, in the order in which they are read.
    """
    texts: dict[Mark, str] = {}
    for at, (page, text) in enumerate(opened):
        for index in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, index)
            mark = raw.FPDFPageObj_GetMarkedContentID(item)
            if mark < 0 or raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
                continue
            length = raw.FPDFTextObj_GetText(item, text, None, 0)
            buffer = (raw.FPDF_WCHAR * (length // 2 or 1))()
            raw.FPDFTextObj_GetText(item, text, buffer, length)
            piece = bytes(buffer).decode("utf-16-le").rstrip("\0")
            texts[at, mark] = texts.get((at, mark), "") + piece
    return {mark: pdf_direction.read(text, stood) for mark, text in texts.items()} if stood else texts


def kids(element: Any) -> list[Any]:
    """Return what stands under an element: elements, references and numbers of marked content."""
    kids: Any = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


class Tree:
    """The structure tree of one open PDF, with its pages by identity."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        self.root = pdf.Root.get("/StructTreeRoot")

    def page(self, element: Any, above: int) -> int:
        """Return the page that an element stands on, from 0: its own, or that of the element above it."""
        return self.pages.get(element.Pg.objgen, above) if "/Pg" in element else above

    def elements(self, top: Any, above: int) -> Iterator[tuple[Any, int]]:
        """Yield an element and every one below it, in reading order, each with its page."""
        stack, seen = [(top, above)], set()
        while stack:
            element, above = stack.pop()
            if element.is_indirect and element.objgen in seen:
                raise Unreadable("its tags run in a circle")
            seen.add(element.objgen)
            page = self.page(element, above)
            yield element, page
            stack.extend(
                (kid, page)
                for kid in reversed(kids(element))
                if isinstance(kid, pikepdf.Dictionary)
                and kid.get("/Type") != "/OBJR"
                and kid.get("/Type") != "/MCR"
            )

    def marks(self, element: Any, above: int, number: int = 0) -> list[Mark]:
        """Return the marked content under an element, in order.

        Of footnote `number`, its printed number and its link back to the call are left out.
        """
        page, marks = self.page(element, above), []
        for kid in kids(element):
            if isinstance(kid, int):
                marks.append((page, int(kid)))
            elif kid.get("/Type") == "/MCR":
                marks.append((self.page(kid, page), int(kid.MCID)))
            elif kid.get("/Type") != "/OBJR" and not (number and self.apart(kid, number)):
                marks.extend(self.marks(kid, page, number))
        return marks

    def apart(self, element: Any, number: int) -> bool:
        """Return whether an element is a footnote's label, or its link back."""
        kind = element.get("/S")
        return kind == "/Lbl" or (kind == "/Link" and call_number(self.target(element)) == number)

    def target(self, element: Any) -> str:
        """Return the named place that the link of an element leads to, or nothing."""
        for kid in kids(element):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                continue
            if "/Obj" in kid:
                action: Any = kid.Obj.get("/A", pikepdf.Dictionary())
                return str(kid.Obj.get("/Dest", action.get("/D", "")))
            if name := self.target(kid):
                return name
        return ""


def joined(pieces: list[str]) -> str:
    """Return lines of marked content as text; hyphens at their ends are marked."""
    marked = [
        piece.rstrip()[:-1] + LINE_END_HYPHEN if piece.rstrip()[-1:] in HYPHENS else piece
        for piece in pieces[:-1]
    ]
    return "\n".join(marked + pieces[-1:])


@dataclass(frozen=True, slots=True)
class Body:
    """A footnote's own element, as it was read."""

    text: str
    marker: str
    leads_back: bool
    page: int
    """From 1: the page of its first words, for its number may stand alone on the page before."""


@dataclass(frozen=True, slots=True)
class Call:
    """The element at a footnote's call, as it was read."""

    text: str
    page: int
    leads: bool
    """It links to the footnote."""


def footnotes(pdf: pikepdf.Pdf, texts: Mapping[Mark, str]) -> tuple[FootnoteReading, ...]:
    """Return the footnotes that a PDF's tags hold, by number; none where it has no Note elements.

    `texts` is its marked text.
    """
    tree = Tree(pdf)
    bodies: dict[int, Body] = {}
    calls: dict[int, Call] = {}
    for element, page in tree.elements(tree.root, 0) if tree.root is not None else ():
        kind, name = str(element.get("/S", "")), str(element.get("/ID", ""))
        if kind == "/Note":
            bodies[note_number(name)] = _body(tree, element, page, texts)
        elif kind == "/Reference" and (number := call_number(name)):
            calls[number] = _call(tree, element, page, texts)
    return tuple(
        _reading(number, bodies.get(number), calls.get(number))
        for number in sorted(bodies.keys() | calls.keys())
    )


def _body(tree: Tree, element: Any, page: int, texts: Mapping[Mark, str]) -> Body:
    """Return a Note element as it was read; it begins on `page`, from 0."""
    number = note_number(str(element.get("/ID", "")))
    lines = [(at, texts.get((at, mark), "")) for at, mark in tree.marks(element, page, number)]
    with_words = [at for at, text in lines if text.strip()]
    labels = [kid for kid in kids(element) if not isinstance(kid, int) and kid.get("/S") == "/Lbl"]
    return Body(
        text=joined([text for _, text in lines if text]),
        marker="".join(_text(tree, label, page, texts) for label in labels).strip(),
        leads_back=any(
            below.get("/S") == "/Link" and call_number(tree.target(below)) == number
            for below, _ in tree.elements(element, page)
        ),
        page=(with_words[0] if with_words else page) + 1,
    )


def _call(tree: Tree, element: Any, page: int, texts: Mapping[Mark, str]) -> Call:
    """Return a Reference element as it was read; it stands on `page`, from 0."""
    number = call_number(str(element.get("/ID", "")))
    leads = note_number(tree.target(element)) == number
    return Call(_text(tree, element, page, texts).strip(), page + 1, leads)


def _text(tree: Tree, element: Any, page: int, texts: Mapping[Mark, str]) -> str:
    return "".join(texts.get(mark, "") for mark in tree.marks(element, page))


def _reading(number: int, body: Body | None, call: Call | None) -> FootnoteReading:
    """Return what the tags say of one footnote."""
    return FootnoteReading(
        number=number,
        text=body.text if body else "",
        call=call.text if call else "",
        marker=body.marker if body else "",
        call_page=call.page if call else 0,
        note_page=body.page if body else 0,
        there=body is not None and call is not None and call.leads,
        back=body is not None and body.leads_back,
        anchor=f"note-{number}" if body else "",
    )
