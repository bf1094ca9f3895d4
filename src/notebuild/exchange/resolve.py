"""Accepts or rejects all tracked changes of a document of Word (ECMA-376-1, 17.13.5)."""

from __future__ import annotations

from typing import Literal

from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, every, find, name

Way = Literal["accept", "reject"]

PARTS = ("word/document.xml", "word/footnotes.xml")
"""What holds the changes of a document and of its notes."""

TEXTS = {name("w:delText"): name("w:t"), name("w:delInstrText"): name("w:instrText")}
KEPT = {"accept": ("w:ins", "w:moveTo"), "reject": ("w:del", "w:moveFrom")}
LOST = {"accept": ("w:del", "w:moveFrom"), "reject": ("w:ins", "w:moveTo")}
FORMER = ("w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:tblGridChange", "w:trPrChange", "w:tcPrChange")
"""What holds the properties that something had."""


def resolved(package: bytes, way: Way) -> bytes:
    """Return a package with all its changes accepted, or all of them rejected, and none tracked."""
    parts = ooxml.read(package)
    for part in PARTS:
        if part in parts:
            start = ooxml.parse(parts[part])
            resolve(start, way)
            parts[part] = ooxml.serialize(start)
    return ooxml.write(parts)


def is_tracked(package: bytes) -> bool:
    """Return whether a document has tracked changes."""
    parts = ooxml.read(package)
    found = (ooxml.parse(parts[part]) for part in PARTS if part in parts)
    return any(every(start, *KEPT["accept"], *KEPT["reject"], *FORMER) for start in found)


def resolve(start: Element, way: Way) -> None:
    """Accept or reject every change below an element, in place.

    A paragraph whose mark goes is joined with the next one, which keeps its properties; one that has
    nothing left goes whole, and so do a table without rows and a link without words.
    """
    _cells(start, way)
    _rows(start, way)
    gone = [paragraph for paragraph in every(start, "w:p") if _mark(paragraph, LOST[way])]
    for run_change in every(start, *LOST[way]):
        above = run_change.getparent()
        assert above is not None
        if above.tag not in (name("w:rPr"), name("w:trPr")):
            above.remove(run_change)
    for kept in every(start, *KEPT[way]):
        _unwrap(kept)
    for text in every(start, "w:delText", "w:delInstrText"):
        text.tag = TEXTS[text.tag]
    for change in every(start, *FORMER):
        _look(change, way)
    for holder in every(start, "w:hyperlink", "w:fldSimple"):
        if not len(holder):
            _remove(holder)
    for paragraph in gone:
        _join(paragraph)


def _rows(start: Element, way: Way) -> None:
    for row in every(start, "w:tr"):
        its = find(row, "w:trPr")
        if find(row, "w:tc") is None or (
            its is not None and any(find(its, tag) is not None for tag in LOST[way])
        ):
            _remove(row)
    for table in every(start, "w:tbl"):
        if find(table, "w:tr") is None:
            _remove(table)


def _cells(start: Element, way: Way) -> None:
    """Take out the cells of columns that went, or came (ECMA-376-1, 17.13.5.1 and 17.13.5.3)."""
    for cell in every(start, "w:tc"):
        its = find(cell, "w:tcPr")
        for tag, lost in (("w:cellDel", "accept"), ("w:cellIns", "reject")):
            change = None if its is None else find(its, tag)
            if change is not None and lost == way:
                _remove(cell)
            elif change is not None:
                _remove(change)


def _mark(paragraph: Element, tags: tuple[str, ...]) -> bool:
    """Return whether a paragraph's own mark is tracked so."""
    its = find(paragraph, "w:pPr")
    of_mark = None if its is None else find(its, "w:rPr")
    return of_mark is not None and any(find(of_mark, tag) is not None for tag in tags)


def _unwrap(holder: Element) -> None:
    """Put what stands in an element in its place; of a paragraph's mark or a row nothing stays."""
    above = holder.getparent()
    assert above is not None
    at = above.index(holder)
    above[at : at + 1] = list(holder)


def _look(change: Element, way: Way) -> None:
    """Keep the properties that are, or take back those that were."""
    now = change.getparent()
    assert now is not None
    now.remove(change)
    if way == "accept":
        return
    kept = [child for child in now if child.tag in (name("w:rPr"), name("w:sectPr"))]
    now[:] = [*(child for was in change for child in was), *kept]


def _join(paragraph: Element) -> None:
    """Put the rest of a paragraph whose mark has gone at the head of the next one."""
    rest = [child for child in paragraph if child.tag != name("w:pPr")]
    following = next(paragraph.itersiblings(), None)
    if following is not None and following.tag == name("w:p"):
        at = 0 if find(following, "w:pPr") is None else 1
        following[at:at] = rest
        _remove(paragraph)
    elif not any(child.tag == name("w:r") for child in rest):
        for child in rest:
            paragraph.addprevious(child)
        _remove(paragraph)


def _remove(one: Element) -> None:
    above = one.getparent()
    assert above is not None
    above.remove(one)
