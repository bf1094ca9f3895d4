"""The structure tree of an open PDF as values of our own: read once, changed, written back once.

To ask a PDF for one thing costs as much as a hundred looks at a value of ours, and every pass looks at
the whole tree (ISO 32000-1, 14.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, String


@dataclass(slots=True, eq=False)
class Annotation:
    """What a Link element holds of its link: the reference, and the annotation that it leads to."""

    reference: Any
    raw: Any
    target: str
    """The named place that the link leads to, or nothing."""


@dataclass(slots=True, eq=False)
class Element:
    """A structure element."""

    kind: str
    """Its type without the slash: `P`."""

    kids: list[Kid] = field(default_factory=list)
    page: int = -1
    """The page that its own content stands on, from 0; -1 for the document."""

    id: str = ""
    language: str = ""
    """Language to write as /Lang; WeasyPrint's own /Lang is ignored."""

    raw: Any = None
    """The element in the PDF; a new one has none until it is written."""

    was: tuple[str, str, tuple[Kid, ...]] = ("", "", ())
    """Kind, identifier and kids as they stand in the PDF."""


Kid: TypeAlias = "Element | Annotation | int"
"""An element, an annotation, or the number of marked content on the element's page."""


def read(pdf: pikepdf.Pdf) -> Element:
    """Return the one element at the root, with all that is below it."""
    pages: dict[Any, int] = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    top: Any = pdf.Root.StructTreeRoot.K

    def visit(raw: Any) -> Element:
        page: Any = raw.get("/Pg")
        element = Element(
            str(raw.S)[1:],
            page=-1 if page is None else pages[page.objgen],
            id=str(raw.get("/ID", "")),
            raw=raw,
        )
        under: Any = raw.get("/K")
        for kid in () if under is None else under if isinstance(under, Array) else (under,):
            if not isinstance(kid, Dictionary):
                element.kids.append(int(kid))
            elif "/S" in kid:
                element.kids.append(visit(kid))
            else:
                element.kids.append(Annotation(kid, kid.Obj, str(kid.Obj.get("/Dest", ""))))
        element.was = (element.kind, element.id, tuple(element.kids))
        return element

    return visit(top[0] if isinstance(top, Array) else top)


def write(pdf: pikepdf.Pdf, top: Element) -> None:
    """Give the PDF what has changed since the tree was read."""
    elements = [entry.element for entry in listed(top)]
    pages = [page.obj for page in pdf.pages]
    for element in elements:
        if element.raw is None:
            element.raw = pdf.make_indirect(Dictionary(Type=Name.StructElem))
            if element.page >= 0:
                element.raw.Pg = pages[element.page]
    for element in elements:
        kind, identifier, kids = element.was
        if element.kind != kind:
            element.raw.S = Name(f"/{element.kind}")
        if element.id != identifier:
            element.raw.ID = String(element.id)
        if element.language:
            element.raw.Lang = String(element.language)
        if element.kids == list(kids):
            continue
        element.raw.K = Array([_raw(kid) for kid in element.kids])
        own = set(map(id, kids))
        for kid in elements_of(element):
            if id(kid) not in own:
                kid.raw.P = element.raw


def _raw(kid: Kid) -> Any:
    if isinstance(kid, int):
        return kid
    return kid.reference if isinstance(kid, Annotation) else kid.raw


def elements_of(element: Element) -> list[Element]:
    """Return the elements right under an element."""
    return [kid for kid in element.kids if isinstance(kid, Element)]


def walk(element: Element) -> Iterator[Element]:
    """Yield an element and all below it, in reading order; each level is listed before it is entered."""
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack.extend([kid for kid in reversed(element.kids) if isinstance(kid, Element)])


class Entry(NamedTuple):
    """An element as `listed` found it."""

    element: Element
    size: int
    """Elements from this one to the last below it: they follow it in the list."""


def listed(top: Element) -> list[Entry]:
    """Return an element and all below it, in reading order; true for as long as no kid moves."""
    entries: list[Any] = []

    def visit(element: Element) -> None:
        at = len(entries)
        entries.append(element)
        for kid in element.kids:
            if isinstance(kid, Element):
                visit(kid)
        entries[at] = Entry(element, len(entries) - at)

    visit(top)
    return entries


def over(kind: str, kids: list[Kid], page: int) -> Element:
    """Return a new element over kids; it stands on the page of the first element among them, or on this one."""
    pages = (kid.page for kid in kids if isinstance(kid, Element) and kid.page >= 0)
    return Element(kind, kids, next(pages, page))


def annotation(element: Element) -> Annotation | None:
    """Return the annotation of a Link element."""
    return next((kid for kid in element.kids if isinstance(kid, Annotation)), None)


def target(element: Element) -> str:
    """Return the named place that a Link element leads to, or nothing."""
    note = annotation(element)
    return note.target if note else ""


def prune(element: Element) -> bool:
    """Drop Spans and NonStructs that hold nothing; whether this element itself may stay."""
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or prune(kid)]
    return bool(element.kids) or element.kind not in ("Span", "NonStruct", "Sect", "Part", "Div")
