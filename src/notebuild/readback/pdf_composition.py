"""Reads the lines, fonts and missing glyphs of a finished PDF.

Which lines belong together the tags say; where they begin and end, and on which page, the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from notebuild.readback.pdf_by_structure import Mark, Tree, kids
from notebuild.readback.pdf_letters import HYPHENS, Letter, lines, on_page, words
from notebuild.readback.pdf_links import Outline, note_number
from notebuild.readback.value import Block, Composition, SetLine

_BLOCKS = frozenset("P H1 H2 H3 H4 H5 H6 LBody Lbl TD TH Caption Figure Note BlockQuote".split())
_SUBSET = re.compile(r"/?[A-Z]{6}\+")
_TO_NOTDEF = re.compile(rb"<([0-9a-fA-F]{4})>\s+0\s")
_TO_UNICODE = re.compile(rb"<([0-9a-fA-F]{4})>\s+<((?:[0-9a-fA-F]{4})+)>")


@dataclass(frozen=True, slots=True)
class _Owner:
    """A block before its lines are known."""

    kind: str
    part: str
    note: int


def _owners(tree: Tree) -> tuple[list[_Owner], dict[Mark, int]]:
    """Return the blocks of a structure tree, and the block of every stretch of marked content."""
    owners: list[_Owner] = []
    owner: dict[Mark, int] = {}

    def visit(element: Any, page: int, at: int, part: str, note: int) -> None:
        page = tree.page(element, page)
        kind = str(element.get("/S", "/"))[1:]
        if kind == "Note":
            part, note = "note", note_number(str(element.get("/ID", "")))
        # What has no block around it, such as lines of code, is a block by its innermost group.
        if kind in _BLOCKS or (
            owners[at].kind not in _BLOCKS and kind in ("NonStruct", "Div", "Part", "Sect")
        ):
            owners.append(_Owner(kind, part, note))
            at = len(owners) - 1
        for kid in kids(element):
            if isinstance(kid, int):
                owner[page, int(kid)] = at
            elif kid.get("/Type") == "/MCR":
                owner[tree.page(kid, page), int(kid.MCID)] = at
            elif kid.get("/Type") != "/OBJR":
                visit(kid, page, at, part, note)

    owners.append(_Owner("", "page", 0))
    for top in kids(tree.root) if tree.root is not None else ():
        for child in kids(top):
            if isinstance(child, pikepdf.Dictionary):
                part = "text" if child.get("/S") == "/Part" else "page"
                visit(child, 0, 0, part, 0)
    return owners, owner


RUNNING = frozenset(("P", "LBody"))
"""The kinds of block whose lines are justified, and stand in no columns."""


def _pieces(row: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Yield the letters of a row, parted where a gap without a space divides them: columns, not words."""
    piece: list[Letter] = []
    for letter in row:
        last = piece[-1] if piece else None
        apart = last and letter.x - last.right > letter.size
        if last and apart and not last.text.isspace() and not letter.text.isspace():
            yield piece
            piece = []
        piece.append(letter)
    if piece:
        yield piece


def set_lines(page: int, letters: Sequence[Letter], whole: bool = False) -> Iterator[SetLine]:
    """Yield the lines of some letters on one page; `whole` where they are one block's.

    In a justified line with a long word the gaps between the others may be as wide as between columns.
    """
    for row in lines(letters):
        for piece in [list(row.letters)] if whole else _pieces(row.letters):
            text = words(piece, last=True)
            if text:
                inked = [letter for letter in piece if not letter.text.isspace()]
                yield SetLine(page + 1, inked[0].x, max(c.right for c in inked), row.base, row.size, text)


def _blocks(tree: Tree, drawn: Sequence[Sequence[Letter]]) -> tuple[Block, ...]:
    owners, owner = _owners(tree)
    letters: list[dict[int, list[Letter]]] = [{} for _ in owners]
    furniture: list[Block] = []
    for at, page in enumerate(drawn):
        loose = []
        for letter in page:
            home = owner.get((at, letter.mark))
            if home is None:
                loose.append(letter)
            else:
                letters[home].setdefault(at, []).append(letter)
        furniture += [Block("", "furniture", 0, (line,)) for line in set_lines(at, loose)]
    made = (
        Block(
            one.kind,
            one.part,
            one.note,
            tuple(line for at in group for line in set_lines(at, group[at], whole)),
        )
        for one, group in zip(owners, letters, strict=True)
        for whole in [one.kind in RUNNING]
    )
    return (*_joined([block for block in made if block.lines]), *furniture)


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, a paragraph of the text that goes on over the page made one: it is tagged once a page.

    It goes on where the first block of a page is of the kind of the last one before, which ends in a
    full line or within a word, and is not indented as a new paragraph would be.
    """
    full = max((line.right for b in blocks if b.part == "text" for line in b.lines), default=0.0)
    made: list[Block] = []
    at = -1
    for block in blocks:
        before = made[at] if at >= 0 else block
        end, begin = before.lines[-1], block.lines[0]
        if (
            block.part == "text"
            and block.kind == before.kind
            and block.kind in ("P", "LBody")
            and end.page + 1 == begin.page
            and (end.right > full - 3 or end.text.endswith(HYPHENS))
            and begin.left <= min(line.left for line in before.lines) + 1
        ):
            made[at] = replace(before, lines=before.lines + block.lines)
            continue
        made.append(block)
        at = len(made) - 1 if block.part == "text" else at
    return made


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    """Return every font that a page names, once."""
    fonts: dict[Any, Any] = {}
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", pikepdf.Dictionary())
        for font in resources.get("/Font", pikepdf.Dictionary()).values():
            fonts.setdefault(font.objgen, font)
    return list(fonts.values())


def _face(font: Any) -> tuple[str, bool]:
    """Return a font's name, without the tag of its subset, and whether the file holds it."""
    under = font.get("/DescendantFonts", [font])[0]
    described: Any = under.get("/FontDescriptor", pikepdf.Dictionary())
    is_embedded = any(name in described for name in ("/FontFile", "/FontFile2", "/FontFile3"))
    return _SUBSET.sub("", str(font.get("/BaseFont", "/?"))).lstrip("/"), is_embedded


def _without_glyph(font: Any) -> set[str]:
    """Return the characters whose code leads to glyph 0, .notdef (ISO 32000-1, 9.7.6.3).

    The engine writes a table of codes of its own into a font that lacks some; else a code is its glyph.
    """
    table: Any = font.get("/Encoding")
    lacking = {0} | (
        {int(code, 16) for code in _TO_NOTDEF.findall(table.read_bytes())}
        if isinstance(table, pikepdf.Stream)
        else set()
    )
    to_unicode: Any = font.get("/ToUnicode")
    pairs = _TO_UNICODE.findall(to_unicode.read_bytes()) if isinstance(to_unicode, pikepdf.Stream) else []
    return {
        bytes.fromhex(words.decode()).decode("utf-16-be", "replace")
        for code, words in pairs
        if int(code, 16) in lacking and words.lower() != b"ffff"
    }


def _undrawn(fonts: Iterable[Any], drawn: Sequence[Sequence[Letter]]) -> Iterator[tuple[int, str]]:
    """Yield the lines with a character that no one knows, or that its face cannot draw."""
    lacking = {"\ufffd", "\0"}.union(*map(_without_glyph, fonts))
    for at, page in enumerate(drawn):
        if not any(letter.text in lacking for letter in page):
            continue
        for line in lines(page):
            if any(letter.text in lacking for letter in line.letters):
                yield at + 1, words(line.letters, last=True)


def _outside(plan: Outline, drawn: Sequence[Sequence[Letter]]) -> Iterator[tuple[int, str]]:
    """Yield the lines that run, or stand, off their page."""
    for at, (page, size) in enumerate(zip(drawn, plan.sizes, strict=True)):
        if len(on_page(page, size)) == len(page):
            continue
        for line in lines(page):
            text = words(line.letters, last=True)
            if text and len(on_page(line.letters, size)) < len(line.letters):
                yield at + 1, text


def composition(pdf: pikepdf.Pdf, plan: Outline, drawn: Sequence[Sequence[Letter]]) -> Composition:
    """Return how a PDF is set; `drawn` holds the letters of each page."""
    fonts = _fonts(pdf)
    return Composition(
        _blocks(Tree(pdf), drawn),
        tuple(sorted(set(map(_face, fonts)))),
        tuple(_undrawn(fonts, drawn)),
        tuple(_outside(plan, drawn)),
        tuple(plan.sizes),
    )
