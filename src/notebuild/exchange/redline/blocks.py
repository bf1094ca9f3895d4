"""Two versions of a body, a cell or a note as one: paragraphs and tables aligned, then merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from notebuild.compare import words
from notebuild.compare.align import Pair, align, dice
from notebuild.exchange.redline import paragraphs, tables
from notebuild.exchange.redline.atoms import Atom, Side, atoms
from notebuild.exchange.redline.paragraphs import Merge
from notebuild.render.word.cleanup import style
from notebuild.render.word.ooxml import Element, element, every, find, name, value

FAMILIES = ("Heading", "Source", "Image", "Table", "Captioned")
"""What the names of styles begin with that say what a paragraph is: one of them is never another changed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table or a row of one, and what it is compared by."""

    element: Element
    kind: str
    """Its tag and, of a paragraph, the family of its style; of tables and rows, how they are parted."""

    key: tuple[object, ...]
    words: Counter[str]
    atoms: tuple[Atom, ...] = ()
    before: list[Element] = field(default_factory=list)
    """What stands before it and is neither paragraph nor table: bookmarks, the list of contents."""


def read(holder: Element, side: Side) -> tuple[list[Block], list[Element]]:
    """Return the blocks of a body, a cell or a note, and what stands after the last of them."""
    found: list[Block] = []
    loose: list[Element] = []
    for child in holder:
        if child.tag in (name("w:p"), name("w:tbl")):
            found.append(_paragraph(child, side, loose) if child.tag == name("w:p") else _table(child, loose))
            loose = []
        elif child.tag not in (name("w:tcPr"), name("w:sectPr")):
            loose.append(child)
    return found, loose


def _paragraph(paragraph: Element, side: Side, loose: list[Element]) -> Block:
    its = tuple(atoms(paragraph, side))
    worn = style(paragraph)
    family = next((one for one in FAMILIES if worn.startswith(one)), "")
    key = ("p", worn, tuple(atom.key for atom in its if not atom.is_mark))
    return Block(paragraph, f"p{family}", key, words.words(_text(paragraph)), its, loose)


def _table(table: Element, loose: list[Element]) -> Block:
    columns = len(every(table, "w:gridCol"))
    return Block(table, f"tbl{columns}", ("tbl", _cells(table)), words.words(_text(table)), (), loose)


def _row(row: Element) -> Block:
    spans = [value(span) for cell in _parts(row, "w:tc") for span in every(cell, "w:gridSpan", "w:vMerge")]
    kind = f"tr{len(_parts(row, 'w:tc'))}{spans}"
    return Block(row, kind, ("tr", _cells(row)), words.words(_text(row)))


def _cells(start: Element) -> tuple[str, ...]:
    return tuple(_text(cell) for cell in every(start, "w:tc"))


def _text(start: Element) -> str:
    return " ".join("".join(t.text or "" for t in every(p, "w:t")) for p in start.iter(name("w:p")))


def _parts(start: Element, tag: str) -> list[Element]:
    return list(start.findall(name(tag)))


def likeness(old: Block, new: Block) -> float:
    """Return what part of their words two blocks share; none where one cannot be the other changed."""
    if old.kind != new.kind:
        return 0.0
    if not old.words and not new.words:
        return 1.0 if old.key == new.key else 0.5
    return dice(old.words, new.words)


def merged(old: Element, new: Element, merge: Merge) -> list[Element]:
    """Return what stands in a holder of both versions; the new version's bookmarks and contents stay.

    The last paragraph of a body, a cell or a note cannot come or go: it is taken for the other's last.
    """
    (before, _), (after, rest) = read(old, merge.old), read(new, merge.new)
    made: list[Element] = []
    for a, b in _paired(before, after):
        was, now = None if a is None else before[a], None if b is None else after[b]
        made += [deepcopy(one) for one in now.before] if now else []
        if was and now:
            made.append(_both(was, now, merge))
        elif now:
            made.append(_one(now, "ins", merge))
        elif was:
            made.append(_one(was, "del", merge))
    return made + [deepcopy(one) for one in rest]


def _paired(before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """Return the pairs of blocks, the last of each with each other where both are paragraphs."""
    ends = bool(before and after) and before[-1].kind[0] == after[-1].kind[0] == "p"
    less = len(before) - ends, len(after) - ends
    pairs = align(before[: less[0]], after[: less[1]], lambda block: block.key, likeness)
    return pairs + [less] * ends


def _both(was: Block, now: Block, merge: Merge) -> Element:
    if now.kind[0] == "p":
        return paragraphs.both(was.element, now.element, was.atoms, now.atoms, merge)
    table = _shell(now.element, "w:tr")
    tables.dress(table, was.element, merge.tracked)
    old, new = ([_row(row) for row in _parts(block.element, "w:tr")] for block in (was, now))
    for a, b in align(old, new, lambda row: row.key, likeness):
        if a is not None and b is not None and old[a].kind == new[b].kind:
            table.append(_row_of_both(old[a].element, new[b].element, merge))
            continue
        table.extend([one_row(old[a].element, "del", merge)] if a is not None else [])
        table.extend([one_row(new[b].element, "ins", merge)] if b is not None else [])
    return table


def _row_of_both(old: Element, new: Element, merge: Merge) -> Element:
    row = _shell(new, "w:tc")
    tables.dress(row, old, merge.tracked)
    for was, now in zip(_parts(old, "w:tc"), _parts(new, "w:tc"), strict=True):
        cell = _shell(now, "w:p", "w:tbl", "w:bookmarkStart", "w:bookmarkEnd")
        tables.dress(cell, was, merge.tracked)
        cell.extend(merged(was, now, merge))
        row.append(cell)
    return row


def _one(block: Block, state: str, merge: Merge) -> Element:
    if block.kind[0] == "p":
        return paragraphs.one(block.element, block.atoms, state, merge, is_last=False)
    table = _shell(block.element, "w:tr")
    table.extend(one_row(row, state, merge) for row in _parts(block.element, "w:tr"))
    return table


def one_row(row: Element, state: str, merge: Merge) -> Element:
    """Return a row that came or went, its words tracked with it (ECMA-376-1, 17.13.5.12 and 17.13.5.17)."""
    made = _shell(row, "w:tc")
    properties = find(made, "w:trPr")
    if properties is None:  # it may not hold the change alone (CT_TrPr), so it says what holds without it
        properties = element("w:trPr", element("w:cantSplit", w_val="off"))
        exceptions = find(made, "w:tblPrEx")
        made.insert(0 if exceptions is None else 1, properties)
    properties.append(merge.tracked(f"w:{state}"))
    for cell in _parts(row, "w:tc"):
        kept = _shell(cell, "w:p", "w:tbl", "w:bookmarkStart", "w:bookmarkEnd")
        kept.extend(alone(cell, state, merge))
        made.append(kept)
    return made


def alone(holder: Element, state: str, merge: Merge) -> list[Element]:
    """Return what stands in a cell or a note that came or went as a whole."""
    blocks, rest = read(holder, merge.new if state == "ins" else merge.old)
    made: list[Element] = []
    for at, block in enumerate(blocks, 1):
        made += [deepcopy(one) for one in block.before] if state == "ins" else []
        if block.kind[0] == "p":
            last = at == len(blocks)
            made.append(paragraphs.one(block.element, block.atoms, state, merge, is_last=last))
        else:
            made.append(_one(block, state, merge))
    return made + ([deepcopy(one) for one in rest] if state == "ins" else [])


def _shell(whole: Element, *without: str) -> Element:
    """Return a copy of an element without its children of these names."""
    names = {name(tag) for tag in without}
    made = deepcopy(whole)
    for child in list(made):
        if child.tag in names:
            made.remove(child)
    return made
