"""Tags footnotes and their calls: a Note with Lbl and ID, a Reference at the call.

Which element is a footnote is not guessed from its looks. Notes are the children of what the engine sets
below the page's text (an element of the document itself that holds Spans only), or the Divs of the
section of endnotes. One that links back to a call begins that call's note, since the print template
puts the link at the head of each; one that does not goes on from the page before.
"""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf
from pikepdf import String

from notebuild.readback.pdf_links import Outline, call_number, is_call, note_number
from notebuild.render.pdf.tags.elements import Element, Kid, annotation, elements_of, over, target, walk


def areas(top: Element) -> list[tuple[Element, list[Element]]]:
    """Return the elements that hold notes, each with its notes or parts of notes, in reading order."""
    holders = []
    for element in elements_of(top):
        inside = elements_of(element)
        parts = [kid for kid in inside if kid.kind == "Div"] if element.kind == "Sect" else inside
        foot = element.kind == "NonStruct" and all(kid.kind == "Span" for kid in inside)
        if parts and (foot or element.kind == "Sect"):
            holders.append((element, parts))
    return holders


def number_of(part: Element) -> int:
    """Return the number of the note that begins with this element; 0 where a note goes on."""
    links = (call_number(target(below)) for below in walk(part) if below.kind == "Link")
    return next(filter(None, links), 0)


def mark(top: Element) -> None:
    """Make each note one Note element, also where it lies on two pages."""
    notes: dict[int, Element] = {}
    current: Element | None = None
    for area, parts in areas(top):
        for part in parts:
            if number := number_of(part):
                notes[number] = current = part
            elif current is not None:
                current.kids = current.kids + part.kids
                area.kids.remove(part)
    for number, element in notes.items():
        element.kind, element.id = "Note", f"note-{number}"
        _label(element, number)
        for kid in elements_of(element):
            if kid.kind == "Span" and elements_of(kid):
                kid.kind = "P"


def _label(note: Element, number: int) -> None:
    """Put the note's number, which links back, in a Lbl at its head (ISO 32000-1, table 338)."""
    for holder in walk(note):
        for kid in elements_of(holder):
            if kid.kind == "Link" and call_number(target(kid)) == number:
                holder.kids.remove(kid)
                note.kids.insert(0, over("Lbl", [kid], note.page))
                return


def refer(top: Element, plan: Outline) -> None:
    """Put each call's Link in a Reference with an ID; a cross-reference to a note stays a Link."""

    def referred(kid: Kid) -> Kid:
        """Return a kid, in a Reference if it is a note's call."""
        if not isinstance(kid, Element) or kid.kind != "Link":
            return kid
        link = annotation(kid)
        if link is None or not (number := note_number(link.target)):
            return kid
        left, bottom, right, top = (float(value) for value in link.raw.Rect)
        place = plan.places.get(f"call-{number}")
        if not is_call(place, kid.page, min(left, right), (bottom + top) / 2):
            return kid
        called = over("Reference", [kid], kid.page)
        called.id = f"call-{number}"
        return called

    for parent in list(walk(top)):
        parent.kids = [referred(kid) for kid in parent.kids]


def describe(pdf: pikepdf.Pdf, call: str, back: str, words: Mapping[str, str]) -> None:
    """Give every link words (/Contents) and the Print flag, and every call a clickable rectangle.

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
