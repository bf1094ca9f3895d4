"""A finished PDF to its notes, by its tags: what assistive technology reads.

Nothing here looks at where letters stand. A note is a Note element with the ID `note-7`, wherever
its lines are; its call is the Reference with the ID `call-7`, whose link must lead there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf
import pypdfium2.raw as raw

from notebuild.readback.pdf_letters import HYPHENS, Leaf
from notebuild.readback.pdf_links import call_number, note_number
from notebuild.readback.value import LINE_END_HYPHEN, FootnoteReading, Unreadable, in_order

Mark = tuple[int, int]
"""A page, from 0, and the number of a stretch of marked content on it."""


def marked_text(opened: Iterable[Leaf]) -> dict[Mark, str]:
    """The text of every stretch of marked content, in the order the page draws it."""
    found: dict[Mark, str] = {}
    for at, (page, text) in enumerate(opened):
        for index in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, index)
            mark = raw.FPDFPageObj_GetMarkedContentID(item)
            if mark < 0 or raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
                continue
            length = raw.FPDFTextObj_GetText(item, text, None, 0)
            buffer = (raw.FPDF_WCHAR * (length // 2 or 1))()
            raw.FPDFTextObj_GetText(item, text, buffer, length)
            said = bytes(buffer).decode("utf-16-le").rstrip("\0")
            found[at, mark] = found.get((at, mark), "") + said
    return found


def kids(element: Any) -> list[Any]:
    """What stands under an element: elements, references and numbers of marked content."""
    kids: Any = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


class Tree:
    """The structure tree of one open PDF, with its pages by identity."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        self.root = pdf.Root.get("/StructTreeRoot")

    def page(self, element: Any, above: int) -> int:
        return self.pages.get(element.Pg.objgen, above) if "/Pg" in element else above

    def elements(self, top: Any, above: int) -> Iterator[tuple[Any, int]]:
        """An element and every one below it, in reading order, each with its page."""
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
        """The marked content under an element, in order.

        Of note `number`, its printed number and its link back to the call are left out.
        """
        page, found = self.page(element, above), []
        for kid in kids(element):
            if isinstance(kid, int):
                found.append((page, int(kid)))
            elif kid.get("/Type") == "/MCR":
                found.append((self.page(kid, page), int(kid.MCID)))
            elif kid.get("/Type") != "/OBJR" and not (number and self.apart(kid, number)):
                found.extend(self.marks(kid, page, number))
        return found

    def apart(self, element: Any, number: int) -> bool:
        """Whether an element is a note's label, or its link back."""
        kind = element.get("/S")
        return kind == "/Lbl" or (kind == "/Link" and call_number(self.target(element)) == number)

    def target(self, element: Any) -> str:
        """The named place that the link of an element leads to."""
        for kid in kids(element):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                continue
            if "/Obj" in kid:
                action: Any = kid.Obj.get("/A", pikepdf.Dictionary())
                return str(kid.Obj.get("/Dest", action.get("/D", "")))
            if found := self.target(kid):
                return found
        return ""


def _joined(pieces: list[str]) -> str:
    """Lines of marked content as text; hyphens at their ends are marked."""
    marked = [
        piece.rstrip()[:-1] + LINE_END_HYPHEN if piece.rstrip()[-1:] in HYPHENS else piece
        for piece in pieces[:-1]
    ]
    return "\n".join(marked + pieces[-1:])


def footnotes(pdf: pikepdf.Pdf, said: Mapping[Mark, str]) -> tuple[FootnoteReading, ...]:
    """The notes that a PDF's tags hold, by number; none where it has no Note elements.

    `said` is its marked text.
    """
    tree = Tree(pdf)
    bodies: dict[int, tuple[str, str, bool, int]] = {}
    calls: dict[int, tuple[str, int, bool]] = {}
    for element, page in tree.elements(tree.root, 0) if tree.root is not None else ():
        kind = str(element.get("/S", ""))
        if kind == "/Note":
            number = note_number(str(element.get("/ID", "")))
            lines = [(at, said.get((at, mark), "")) for at, mark in tree.marks(element, page, number)]
            spoken = [(at, text) for at, text in lines if text.strip()]
            label = [kid for kid in kids(element) if not isinstance(kid, int) and kid.get("/S") == "/Lbl"]
            marker = "".join(said.get(mark, "") for kid in label for mark in tree.marks(kid, page))
            home = any(
                below.get("/S") == "/Link" and call_number(tree.target(below)) == number
                for below, _ in tree.elements(element, page)
            )
            bodies[number] = (
                _joined([text for _, text in lines if text]),
                marker.strip(),
                home,
                # The page of its first words: its number may stand alone on the page before.
                (spoken[0][0] if spoken else page) + 1,
            )
        elif kind == "/Reference" and (number := call_number(str(element.get("/ID", "")))):
            leads = note_number(tree.target(element)) == number
            text = "".join(said.get(mark, "") for mark in tree.marks(element, page))
            calls[number] = (text.strip(), page + 1, leads)
    found = {}
    for number in bodies.keys() | calls.keys():
        text, marker, home, note_page = bodies.get(number, ("", "", False, 0))
        call, call_page, leads = calls.get(number, ("", 0, False))
        anchor = f"note-{number}" if number in bodies else ""
        found[number] = FootnoteReading(
            number, text, call, marker, call_page, note_page, leads and note_page > 0, home, anchor
        )
    return in_order(found)
