"""A document of Word in somebody's hands: its texts, and what typing, deleting and pasting leave in its XML.

Written apart from the code that it judges; with changes tracked or not (ECMA-376-1, 17.13.5).
"""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable, Sequence

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LOST_HERE = ("sdt", "ins", "del")
"""What is not edited a second time: the contents, and what is tracked already."""


class Document:
    """The text and the notes of a document, and a hand that edits them; `tracks` tells whether it is watched."""

    def __init__(self, package: bytes, chance: random.Random, *, tracks: bool) -> None:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.text = etree.fromstring(self.parts["word/document.xml"])
        self.notes = etree.fromstring(self.parts["word/footnotes.xml"])
        self.chance, self.tracks = chance, tracks

    def package(self) -> bytes:
        """The document as it goes back."""
        buffer = io.BytesIO()
        made = {
            **self.parts,
            "word/document.xml": etree.tostring(self.text, xml_declaration=True, encoding="UTF-8"),
            "word/footnotes.xml": etree.tostring(self.notes, xml_declaration=True, encoding="UTF-8"),
        }
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in made.items():
                archive.writestr(name, data)
        return buffer.getvalue()

    def texts(
        self, wanted: Callable[[str], bool], start: etree._Element | None = None, least: int = 3
    ) -> list[etree._Element]:
        """The texts of at least some words in paragraphs whose style is wanted."""
        found = []
        for text in (self.text if start is None else start).iter(f"{W}t"):
            above = [one.tag for one in text.iterancestors()]
            if any(f"{W}{tag}" in above for tag in LOST_HERE):
                continue
            if len((text.text or "").split()) >= least and wanted(style(paragraph_of(text))):
                found.append(text)
        return found

    def paragraphs(self, wanted: Callable[[str], bool]) -> list[etree._Element]:
        """The paragraphs of the text, those of cells too, whose style is wanted and in which nothing is tracked."""
        found = []
        for one in self.text.iter(f"{W}p"):
            above = [up.tag for up in one.iterancestors()]
            tracked = next(one.iter(f"{W}ins", f"{W}del"), None) is not None
            if (
                f"{W}sdt" not in above
                and not tracked
                and wanted(style(one))
                and one.find(f".//{W}t") is not None
            ):
                found.append(one)
        return found

    def calls(self) -> list[etree._Element]:
        """The runs that call notes, of those that nobody has tracked."""
        runs = [call.getparent() for call in self.text.iter(f"{W}footnoteReference")]
        return [run for run in runs if run.getparent().tag not in (f"{W}ins", f"{W}del")]

    def marked(self, kind: str) -> etree._Element:
        """An element that says that something came or went."""
        one = etree.Element(f"{W}{kind}")
        one.set(f"{W}id", str(self.chance.randint(10_000, 10_000_000)))
        one.set(f"{W}author", "A reviewer")
        one.set(f"{W}date", "2026-11-30T10:00:00Z")
        return one

    def held(self, kind: str, runs: Sequence[etree._Element]) -> list[etree._Element]:
        """Runs that came or went, as they stand in the text."""
        if not self.tracks:
            return list(runs) if kind == "ins" else []
        out = []
        for run in runs:
            holder = self.marked(kind)
            if kind == "del":
                for text in run.iter(f"{W}t"):
                    text.tag = f"{W}delText"
            holder.append(run)
            out.append(holder)
        return out

    def replace(self, text: etree._Element, start: int, end: int, new: str, *looks: str) -> None:
        """Put new words, of some look or of that of the place, for some of a text."""
        whole, run = text.text or "", text.getparent()
        after: list[etree._Element] = []
        if end > start:
            after += self.held("del", [like(run, whole[start:end])])
        if new:
            after += self.held("ins", [like(run, new, *looks)])
        rest = list(text.itersiblings())
        if whole[end:] or rest:
            last = like(run, whole[end:])
            last.extend(rest)
            after.append(last)
        text.text = whole[:start]
        text.set(SPACE, "preserve")
        follow(run, after)

    def remove(self, run: etree._Element) -> None:
        """Take a run out."""
        above, at = run.getparent(), run.getparent().index(run)
        above.remove(run)
        for one in reversed(self.held("del", [run])):
            above.insert(at, one)

    def insert(self, run: etree._Element, place: etree._Element) -> None:
        """Put a run behind another."""
        follow(place, self.held("ins", [run]))

    def note(self, paragraphs: Sequence[str]) -> etree._Element:
        """Add a note; return a run that calls it."""
        number = str(max(int(note.get(f"{W}id")) for note in self.notes) + 1)
        body = etree.SubElement(self.notes, f"{W}footnote")
        body.set(f"{W}id", number)
        for at, said in enumerate(paragraphs):
            paragraph = etree.SubElement(body, f"{W}p")
            if not at:
                etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}footnoteRef")
            paragraph.append(typed(f" {said}" if not at else said))
        call = etree.Element(f"{W}r")
        etree.SubElement(call, f"{W}footnoteReference").set(f"{W}id", number)
        return call

    def paragraph(
        self, runs: Sequence[etree._Element], behind: etree._Element, named: str | None = None
    ) -> etree._Element:
        """Put a paragraph behind another, of its properties or of a style of that name."""
        new = etree.Element(f"{W}p")
        properties = behind.find(f"{W}pPr")
        if named is not None:
            own = etree.SubElement(new, f"{W}pPr")
            if named:
                etree.SubElement(own, f"{W}pStyle").set(f"{W}val", named)
        elif properties is not None:
            new.append(copy.deepcopy(properties))
        if self.tracks:
            self.mark(new, "ins")
        new.extend([one for run in runs for one in self.held("ins", [run])])
        behind.addnext(new)
        return new

    def mark(self, paragraph: etree._Element, kind: str) -> None:
        """Say that a paragraph's mark came or went."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = etree.SubElement(properties, f"{W}rPr")
        look.insert(0, self.marked(kind))

    def drop(self, paragraph: etree._Element) -> None:
        """Take a whole paragraph out."""
        if not self.tracks:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(paragraph.iter(f"{W}r")):
            self.remove(run)
        self.mark(paragraph, "del")


def like(run: etree._Element, words: str, *looks: str) -> etree._Element:
    """A run of these words that looks as another, and so besides."""
    return typed(words, *looks, properties=run.find(f"{W}rPr"))


def typed(words: str, *looks: str, properties: etree._Element | None = None) -> etree._Element:
    """A run of these words, a tab or a line break of Word in each place of such a character."""
    run = etree.Element(f"{W}r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    if looks:
        own = run.find(f"{W}rPr")
        if own is None:
            own = etree.SubElement(run, f"{W}rPr")
        for look in looks:
            own.insert(0, etree.Element(f"{W}{look}"))
    pieces = [words]
    for sign, tag in (("\t", "tab"), ("\n", "br")):
        pieces = [part for piece in pieces for part in _cut(piece, sign, tag)]
    for piece in pieces:
        if piece in ("<tab>", "<br>"):
            etree.SubElement(run, f"{W}{piece[1:-1]}")
        elif piece or len(pieces) == 1:
            inner = etree.SubElement(run, f"{W}t")
            inner.text = piece
            inner.set(SPACE, "preserve")
    return run


def _cut(piece: str, sign: str, tag: str) -> list[str]:
    first, *rest = piece.split(sign)
    return [first, *(part for one in rest for part in (f"<{tag}>", one))]


def follow(place: etree._Element, ones: Sequence[etree._Element]) -> None:
    """Put elements behind another, in their order."""
    for one in ones:
        place.addnext(one)
        place = one


def paragraph_of(text: etree._Element) -> etree._Element:
    """The paragraph that an element stands in."""
    return next(above for above in text.iterancestors() if above.tag == f"{W}p")


def style(paragraph: etree._Element) -> str:
    """The name of a paragraph's style."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else str(named.get(f"{W}val"))


def in_cell(one: etree._Element) -> bool:
    """Whether an element stands in a table."""
    return any(above.tag == f"{W}tc" for above in one.iterancestors())
