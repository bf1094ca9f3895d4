"""Reads a document of Word for a review: its paragraphs, tables and notes, with all changes accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from notebuild.exchange import resolve
from notebuild.exchange.review.atoms import Atom
from notebuild.exchange.review.package import DOCUMENT, ENDNOTES, NOTES, parsed, properties
from notebuild.exchange.review.runs import Runs
from notebuild.readback import Unreadable
from notebuild.render.word.ooxml import Element, every, find, name, value

CONTENTS = ("toc ", "contents ", "toc\u00a0")
"""What the names of styles begin with that a list of contents wears, in Word and in LibreOffice."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a cell or a note."""

    atoms: tuple[Atom, ...]
    style: str = ""
    """The style's name in small letters."""

    level: int = 0
    """Of a heading, from 1."""

    item: bool = False
    """Whether it has a list's mark."""

    table: int = 0
    row: int = 0
    column: int = 0
    """Of a cell, each from 1."""

    comments: tuple[str, ...] = ()
    """The ids of the comments that begin in it."""

    box: bool = False
    """Whether it stands in a text box."""

    look: frozenset[str] = frozenset()
    """How its style shows its words."""


@dataclass(frozen=True, slots=True)
class Body:
    """A note of a document, by the place of its call from 1."""

    atoms: tuple[Atom, ...]
    anchor: int = 0
    """The number that it had where our bookmark says so; 0 where none does."""

    field: str = ""
    """The code of the field that it holds, where a reference manager may change it."""

    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """All of a document that a review looks at."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Body, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    """Those that say of which build it is: "edition", "version", "sources"; "identifier", "title"."""

    is_tracked: bool = False


def read(parts: Mapping[str, bytes], way: resolve.Way = "accept") -> Returned:
    """Return what a document says with all its changes accepted, or all rejected."""
    document = parsed(parts[DOCUMENT])
    bodies: dict[str, Element] = {}
    is_tracked = _tracked(document)
    resolve.resolve(document, way)
    for part, sign in ((NOTES, ""), (ENDNOTES, "end")):
        if part in parts:
            notes = parsed(parts[part])
            is_tracked = is_tracked or _tracked(notes)
            resolve.resolve(notes, way)
            bodies |= {sign + value(note, "w:id"): note for note in notes if isinstance(note.tag, str)}
    body = find(document, "w:body")
    if body is None:
        raise Unreadable("is no Word document: it has no body")
    styles = parsed(parts["word/styles.xml"]) if "word/styles.xml" in parts else None
    state = _Reader(bodies, Runs(styles, parts), _names(styles), _levels(styles))
    paragraphs = tuple(state.blocks(body))
    return Returned(paragraphs, tuple(state.notes), properties(parts), is_tracked)


def _tracked(start: Element) -> bool:
    return bool(every(start, *resolve.KEPT["accept"], *resolve.KEPT["reject"], *resolve.FORMER))


def _names(styles: Element | None) -> dict[str, str]:
    found = {}
    for style in () if styles is None else every(styles, "w:style"):
        called = find(style, "w:name")
        if called is not None:
            found[value(style, "w:styleId")] = value(called).lower()
    return found


def _levels(styles: Element | None) -> dict[str, int]:
    found = {}
    for style in () if styles is None else every(styles, "w:style"):
        outline = next(iter(every(style, "w:outlineLvl")), None)
        if outline is not None and value(outline).isdigit() and int(value(outline)) < 9:
            found[value(style, "w:styleId")] = int(value(outline)) + 1
    return found


@dataclass(slots=True)
class _Reader:
    """Reads blocks in their order, and numbers the notes as it meets their calls."""

    bodies: Mapping[str, Element]
    runs: Runs
    names: Mapping[str, str]
    levels: Mapping[str, int]
    notes: list[Body] = field(default_factory=list)
    tables: int = 0

    def blocks(self, holder: Element, cell: tuple[int, int, int] = (0, 0, 0)) -> Iterator[Paragraph]:
        for block in holder:
            if block.tag == name("w:p"):
                yield from self.paragraph(block, cell)
            elif block.tag == name("w:tbl"):
                yield from self.table(block, cell)
            elif block.tag in (
                name("w:sdt"),
                name("w:sdtContent"),
                name("w:customXml"),
                name("w:txbxContent"),
            ):
                yield from self.blocks(block, cell)

    def table(self, table: Element, cell: tuple[int, int, int]) -> Iterator[Paragraph]:
        self.tables += 1
        number = self.tables
        for row, line in enumerate(every_child(table, "w:tr"), 1):
            column = 0
            for one in every_child(line, "w:tc"):
                merged = one.find(f"{name('w:tcPr')}/{name('w:vMerge')}")
                if merged is not None and value(merged) in ("", "continue"):
                    continue
                column += 1
                yield from self.blocks(one, cell if cell[0] else (number, row, column))

    def paragraph(self, paragraph: Element, cell: tuple[int, int, int]) -> Iterator[Paragraph]:
        its = find(paragraph, "w:pPr")
        style = None if its is None else find(its, "w:pStyle")
        called = "" if style is None else value(style)
        named = self.names.get(called, called.lower())
        if named.startswith(CONTENTS) or named.startswith("toc"):
            return
        outline = None if its is None else find(its, "w:outlineLvl")
        level = self.levels.get(called, 0)
        if outline is not None and value(outline).isdigit() and int(value(outline)) < 9:
            level = int(value(outline)) + 1
        read = self.runs.read(paragraph, self.called)
        item = its is not None and find(its, "w:numPr") is not None
        yield Paragraph(
            tuple(read.atoms),
            named,
            level,
            item,
            *cell,
            tuple(read.comments),
            _boxed(paragraph),
            self.runs.styled(called),
        )
        for box in read.boxes:
            yield from self.blocks(box, cell)

    def called(self, kind: str, identifier: str, anchor: int) -> str:
        """Read the note of a call; return its key: its place among the calls, from 1."""
        body = self.bodies.get(("end" if kind == "endnote" else "") + identifier)
        at = len(self.notes)
        self.notes.append(Body((), anchor))
        if body is not None:
            read = self.runs.note(body)
            self.notes[at] = Body(tuple(read.atoms), anchor, read.field, tuple(read.comments))
        return str(at + 1)


def every_child(start: Element, tag: str) -> Iterator[Element]:
    """Yield the children of this prefixed name, those in content controls and in what Word adds around them too."""
    for child in start:
        if child.tag == name(tag):
            yield child
        elif child.tag in (name("w:sdt"), name("w:sdtContent"), name("w:customXml")):
            yield from every_child(child, tag)


def _boxed(paragraph: Element) -> bool:
    return any(above.tag == name("w:txbxContent") for above in paragraph.iterancestors())
