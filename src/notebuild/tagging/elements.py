"""The structure tree of an open PDF: walk it, add to it, take from it (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name


def kids(element: Any) -> list[Any]:
    """What stands under an element: elements, object references, numbers of marked content."""
    found: Any = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def is_element(kid: Any) -> bool:
    """Whether a kid is a structure element, not content or a reference to an object."""
    return isinstance(kid, Dictionary) and "/S" in kid


def kind(element: Any) -> str:
    """`/P` as `P`."""
    return str(element.S)[1:]


def document(pdf: pikepdf.Pdf) -> Any:
    """The one element at the root."""
    root: Any = pdf.Root.StructTreeRoot.K
    return root[0] if isinstance(root, Array) else root


def walk(element: Any) -> Iterator[Any]:
    """An element and all below it, in reading order; each level is listed before it is entered."""
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(kid for kid in reversed(kids(element)) if is_element(kid))


class Entry(NamedTuple):
    """An element as `listed` found it: asking the PDF for the same again is what takes time."""

    element: Any
    kind: str
    kids: list[Any]
    size: int
    """Elements from this one to the last below it: they follow it in the list."""


def listed(top: Any) -> list[Entry]:
    """An element and all below it, in reading order; true for as long as no kid moves."""
    found: list[Entry] = []

    def visit(element: Any) -> None:
        at, under = len(found), kids(element)
        found.append(Entry(element, kind(element), under, 1))
        for kid in under:
            if is_element(kid):
                visit(kid)
        found[at] = found[at]._replace(size=len(found) - at)

    visit(top)
    return found


def replace(element: Any, new: list[Any]) -> None:
    """Give an element these kids, and each of them this parent."""
    element.K = Array(new)
    for kid in new:
        if is_element(kid):
            kid.P = element


def add(pdf: pikepdf.Pdf, tag: str, parent: Any, under: list[Any]) -> Any:
    """A new element over `under`; the parent must still be given it as a kid."""
    new = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag}"), P=parent))
    for kid in under:
        if is_element(kid) and "/Pg" in kid:
            new.Pg = kid.Pg
            break
    replace(new, under)
    return new


def annotation(element: Any) -> Any | None:
    """The annotation of a Link element."""
    return next((kid.Obj for kid in kids(element) if isinstance(kid, Dictionary) and "/Obj" in kid), None)


def target(element: Any) -> str:
    """The named place that a Link element leads to, or nothing."""
    note = annotation(element)
    return str(note.Dest) if note is not None and "/Dest" in note else ""


def prune(element: Any) -> bool:
    """Drop Spans and NonStructs that hold nothing; whether this element itself may stay."""
    under = kids(element)
    kept = [kid for kid in under if not is_element(kid) or prune(kid)]
    if len(kept) != len(under):
        element.K = Array(kept)
    return bool(kept) or kind(element) not in ("Span", "NonStruct", "Sect", "Part", "Div")
