"""Notes and their calls in the structure tree: Note with Lbl and ID, Reference at the call.

Which element is a note is not guessed from its looks. Notes are the children of what the engine sets
below the page's text (an element of the document itself that holds Spans only), or the Divs of the
section of endnotes. One that links back to a call begins that call's note, since the print template
puts the link at the head of each; one that does not goes on from the page before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Name, String

from notebuild.readers.pdf import Outline, call_number, is_call, note_number
from notebuild.tagging.elements import (
    add,
    annotation,
    document,
    is_element,
    kids,
    kind,
    replace,
    target,
    walk,
)


def areas(pdf: pikepdf.Pdf) -> list[tuple[Any, list[Any]]]:
    """The elements that hold notes, each with its notes or parts of notes, in reading order."""
    found = []
    for element in kids(document(pdf)):
        inside = [kid for kid in kids(element) if is_element(kid)]
        parts = [kid for kid in inside if kind(kid) == "Div"] if kind(element) == "Sect" else inside
        foot = kind(element) == "NonStruct" and all(kind(kid) == "Span" for kid in inside)
        if parts and (foot or kind(element) == "Sect"):
            found.append((element, parts))
    return found


def number_of(part: Any) -> int:
    """The number of the note that begins with this element; 0 where a note goes on."""
    links = (call_number(target(below)) for below in walk(part) if kind(below) == "Link")
    return next(filter(None, links), 0)


def mark(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """Make each note one Note element, also where it lies on two pages; the elements by number."""
    notes: dict[int, Any] = {}
    current: Any = None
    for area, parts in areas(pdf):
        moved = set()
        for part in parts:
            if number := number_of(part):
                notes[number] = current = part
            elif current is not None:
                replace(current, kids(current) + kids(part))
                moved.add(part.objgen)
        replace(area, [kid for kid in kids(area) if not (is_element(kid) and kid.objgen in moved)])
    for number, element in notes.items():
        element.S, element.ID = Name.Note, String(f"note-{number}")
        _label(pdf, element, number)
        for kid in kids(element):
            if is_element(kid) and kind(kid) == "Span" and any(map(is_element, kids(kid))):
                kid.S = Name.P
    return notes


def _label(pdf: pikepdf.Pdf, note: Any, number: int) -> None:
    """Put the note's number, which links back, in a Lbl at its head (ISO 32000-1, table 338)."""
    for holder in list(walk(note)):
        for kid in kids(holder):
            if is_element(kid) and kind(kid) == "Link" and call_number(target(kid)) == number:
                replace(holder, [one for one in kids(holder) if not _is(one, kid)])
                replace(note, [add(pdf, "Lbl", note, [kid]), *kids(note)])
                return


def _is(one: Any, other: Any) -> bool:
    return is_element(one) and one.objgen == other.objgen


def refer(pdf: pikepdf.Pdf, plan: Outline) -> None:
    """Put each call's Link in a Reference with an ID; a cross-reference to a note stays a Link."""
    pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}

    def called(kid: Any) -> int:
        """The number of the note that a kid calls, if it is its call."""
        if not is_element(kid) or kind(kid) != "Link" or not (number := note_number(target(kid))):
            return 0
        box: Any = annotation(kid)
        left, bottom, right, top = (float(value) for value in box.Rect)
        place = plan.places.get(f"call-{number}")
        here = is_call(place, pages[kid.Pg.objgen], min(left, right), (bottom + top) / 2)
        return number if here else 0

    for parent in list(walk(document(pdf))):
        under = kids(parent)
        numbers = [called(kid) for kid in under]
        if not any(numbers) or kind(parent) == "Reference":
            continue
        new = []
        for kid, number in zip(under, numbers, strict=True):
            new.append(add(pdf, "Reference", parent, [kid]) if number else kid)
            if number:
                new[-1].ID = String(f"call-{number}")
        replace(parent, new)


def describe(pdf: pikepdf.Pdf, call: str, back: str, words: Mapping[str, str]) -> None:
    """Give every link words (/Contents) and the Print flag, and every call a box one can hit.

    `call` and `back` hold `{number}`; `words` is what a link to any other place reads. A raised
    call has no line height, and so a rectangle without height.
    """
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            note.F = int(note.get("/F", 0)) | 4
            name = str(note.get("/Dest", ""))
            if number := note_number(name):
                note.Contents = String(call.replace("{number}", str(number)))
            elif number := call_number(name):
                note.Contents = String(back.replace("{number}", str(number)))
            elif name:
                note.Contents = String(words.get(name) or name)
            left, one, right, two = (float(value) for value in note.Rect)
            bottom, top = min(one, two), max(one, two)
            if top - bottom < 8:
                middle = (bottom + top) / 2
                note.Rect = [left, round(middle - 4, 3), right, round(middle + 4, 3)]
