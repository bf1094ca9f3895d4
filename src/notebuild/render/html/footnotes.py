"""Sets the footnotes of a page: calls become links, and each body is put where its medium wants it."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping

from lxml.html import HtmlElement

from notebuild.render.html.elements import make
from notebuild.render.html.tables import BROKEN
from notebuild.render.pdf.layouts import Layout

BLOCKS = ("p", "div", "blockquote", "ul", "ol", "li", "pre", "dl", "dt", "dd")
"""What a note may hold as blocks; in print each becomes a span, since a floated note is an inline."""


def calls(root: HtmlElement, label: str) -> Iterator[tuple[int, HtmlElement]]:
    """Yield each note's number and its call, now a link to the note; `label` names it aloud: `Note {number}`."""
    for span in list(root.iter("span")):
        if "note-call" not in (span.get("class") or "").split():
            continue
        number = int(span.get("data-note"))
        link = make(
            "a",
            str(number),
            class_="call",
            id=f"call-{number}",
            href=f"#note-{number}",
            role="doc-noteref",
            aria_label=label.replace("{number}", str(number)),
        )
        link.tail = span.tail
        span.getparent().replace(span, link)
        yield number, link


def back(number: int, text: str, label: str) -> HtmlElement:
    """Return the link from a note to its call."""
    return make(
        "a",
        text,
        class_="back",
        href=f"#call-{number}",
        role="doc-backlink",
        aria_label=label.replace("{number}", str(number)),
    )


def foot(number: int, body: HtmlElement, label: str) -> HtmlElement:
    """Return a note's body as one inline element that the print sheet floats to the foot of the page.

    Its paragraphs are spans, which the sheet displays as blocks: a real block there would split the
    calling paragraph. Its number is ours, and links back to the call.
    """
    note = make("span", class_="note", id=f"note-{number}", role="doc-footnote")
    for child in body:
        note.append(copy.deepcopy(child))
    for line in note.iter("br"):  # the engine breaks a floated line at the source's newline too
        line.tail = (line.tail or "").lstrip("\n")
    for element in list(note.iter(*BLOCKS)):
        element.attrib.update({"class": f"block {element.tag}"})
        element.tag = "span"
        element.tail = (element.tail or "").strip() or None
        if element.text and not element.text.strip():
            element.text = None
    if not len(note):
        note.append(make("span", class_="block p"))
    first = note[0]
    link = back(number, str(number), label)
    link.tail = "\u2002" + (first.text or "")
    first.text = None
    first.insert(0, link)
    return note


def side(number: int, body: HtmlElement) -> HtmlElement:
    """Return a copy of a note to show beside the text on wide screens, whole and with its links.

    It is hidden from readers without the sheet and from assistive technology, which have the note itself;
    so it has no ids, and its links are for the pointer alone.
    """
    aside = make("span", class_="side", hidden="hidden", data_note=str(number))
    silent = make("span", aria_hidden="true")
    aside.append(silent)
    silent.append(make("b", str(number)))
    for child in body:
        piece = copy.deepcopy(child)
        for element in piece.iter():
            element.attrib.pop("id", None)
            if element.tag == "a":
                element.set("tabindex", "-1")
            elif element.tag in BLOCKS:
                element.tag = "span"
                element.set("class", "block")
        piece.tail = None
        silent.append(piece)
    return aside


def join(call: HtmlElement) -> None:
    """Put a word joiner before a call: the PDF engine would break the line between a stop and its number.

    Two calls in a row are kept together, and apart by a thin space. In a table whose words are wider than
    their columns a call may begin a line: the engine would draw it over the next cell.
    """
    broken = any(BROKEN in (parent.get("class") or "").split() for parent in call.iterancestors("table"))
    sign = "\u200b" if broken else "\u2060"
    before = call.getprevious()
    if before is None:
        call.getparent().text = (call.getparent().text or "") + sign
    elif not before.tail and before.get("class") in ("call", "note"):
        before.tail = f"{sign}\u2009{sign}"
    else:
        before.tail = (before.tail or "") + sign


def pin(call: HtmlElement, firmly: int) -> None:
    """Give the block of a call, and the next one, a class with which the sheet breaks them less freely.

    The engine moves a note away from its call, and may then lose it, to fit one more line of a
    paragraph at the foot of the page; which of the two paragraphs that is, its files do not tell.
    A row of a table begins a page at once, the last one together with the row before it; before the first
    one the engine breaks nothing, so that the whole table begins a page, and its heading with it; a figure
    is kept whole.
    """
    blocks = [e for e in call.iterancestors() if e.tag in ("p", "li", "tr", "figure")]
    if not blocks:
        return
    block = next((e for e in blocks if e.tag in ("tr", "figure")), blocks[0])
    if block.tag == "tr" and block.getnext() is None and block.getprevious() is not None:
        block = block.getprevious()
    if block.tag == "tr":
        firmly = 3
        block = block if block.getprevious() is not None and block.getparent().tag == "tbody" else held(block)
    following = block.xpath("following::*[self::p or self::li][1]") if firmly < 3 else []
    for element in (block, *following):
        kept = [c for c in (element.get("class") or "").split() if not c.startswith("pinned-")]
        element.set("class", " ".join([*kept, f"pinned-{firmly}"]))


def held(row: HtmlElement) -> HtmlElement:
    """Return what begins a page when the table of a row must: the table, or the first of the headings above it."""
    block = next(parent for parent in row.iterancestors() if parent.tag == "table")
    while (above := block.getprevious()) is not None and above.tag in ("h2", "h3", "h4"):
        block = above
    return block


def place(
    body: HtmlElement,
    bodies: Mapping[int, HtmlElement],
    labels: Mapping[str, str],
    layout: Layout | None,
    beside: Collection[int] = (),
) -> None:
    """Make the calls links; in print float each footnote from its call, on screen put some `beside` the text."""
    pinned = dict(layout.pinned) if layout else {}
    for number, link in calls(body, labels["call"]):
        if layout is None:
            if number in beside:
                _put_after(link, side(number, bodies[number]))
            continue
        join(link)
        if number in pinned:
            pin(link, pinned[number])
        if not layout.endnotes:
            _put_after(link, foot(number, bodies[number], labels["back"]))


def _put_after(link: HtmlElement, element: HtmlElement) -> None:
    """Put an element right after a link, and before the text that follows it."""
    element.tail, link.tail = link.tail, None
    link.addnext(element)
