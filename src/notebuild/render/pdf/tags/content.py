"""Reads the content streams of pages as WeasyPrint writes them: the words of marked content, and artifacts.

The engine puts an operator on a line, text in hexadecimal figures, and beside each face a table of what
its codes mean. So three patterns do here; for a file from elsewhere they would not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf

from notebuild.readback.pdf_by_structure import Mark
from notebuild.render.pdf.tags.elements import Entry

_BEGIN = re.compile(rb"^/\w+\s+<<\s*/MCID (\d+)\s*>>\s+BDC$", re.MULTILINE)
_OPERATOR = re.compile(_BEGIN.pattern + rb"|^(/\S+) \S+ Tf$|^\[(.*)\] TJ$|^(EMC)$", re.MULTILINE)
_CODES = re.compile(rb"<([0-9a-f]*)>")
_MEANING = re.compile(rb"<([0-9a-f]{4})>\s+<((?:[0-9a-f]{4})+)>")


def streams(pdf: pikepdf.Pdf) -> list[bytes]:
    """Return the content of each page."""
    return [page.obj.Contents.read_bytes() for page in pdf.pages]


def words(pdf: pikepdf.Pdf, contents: Iterable[bytes]) -> dict[Mark, str]:
    """Return the text of every stretch of marked content, in the order the page draws it."""
    known: dict[Any, dict[int, str]] = {}
    texts: dict[Mark, str] = {}
    for at, (page, content) in enumerate(zip(pdf.pages, contents, strict=True)):
        faces: Any = page.obj.Resources.get("/Font", pikepdf.Dictionary())
        mark, meanings = -1, dict[int, str]()
        for number, face, glyphs, end in _OPERATOR.findall(content):
            if number:
                mark = int(number)
            elif end:
                mark = -1
            elif face:
                font = faces[face.decode()]
                if font.objgen not in known:
                    known[font.objgen] = _meanings(font)
                meanings = known[font.objgen]
            elif mark >= 0:
                codes = bytes.fromhex(b"".join(_CODES.findall(glyphs)).decode("ascii"))
                text = codes.decode("utf-16-be", "surrogatepass").translate(meanings)
                texts[at, mark] = texts.get((at, mark), "") + text
    return texts


def _meanings(font: Any) -> dict[int, str]:
    """Return what each code of a face means (ISO 32000-1, 9.10.3); the engine says U+FFFF of what means nothing."""
    table: Any = font.get("/ToUnicode")
    pairs = _MEANING.findall(table.read_bytes()) if isinstance(table, pikepdf.Stream) else ()
    return {
        int(code, 16): bytes.fromhex(meaning.decode()).decode("utf-16-be", "replace").replace("\uffff", "")
        for code, meaning in pairs
    }


def clear(pdf: pikepdf.Pdf, contents: Sequence[bytes], tagged: Iterable[Entry]) -> int:
    """Make artifacts of what no element holds, so that no one is read it: running heads and folios.

    How many stretches there were (ISO 14289-1, 7.8).
    """
    live_marks: list[set[int]] = [set() for _ in contents]
    for element, _ in tagged:
        live_marks[element.page].update([kid for kid in element.kids if isinstance(kid, int)])
    count = 0
    for page, content, marks in zip(pdf.pages, contents, live_marks, strict=True):
        new, loose = _cleared(content, marks)
        if loose:
            page.obj.Contents = pdf.make_stream(new)
        count += loose
    _parents(pdf, live_marks)
    return count


def _cleared(content: bytes, live_marks: set[int]) -> tuple[bytes, int]:
    """Return a page's content with what no element holds as artifacts, and how much that was."""
    loose = 0

    def begun(match: re.Match[bytes]) -> bytes:
        nonlocal loose
        if int(match[1]) in live_marks:
            return match[0]
        loose += 1
        return b"/Artifact BMC"

    return _BEGIN.sub(begun, content), loose


def _parents(pdf: pikepdf.Pdf, live_marks: Sequence[set[int]]) -> None:
    """Forget the parents of what is no longer content; empty places keep the numbering."""
    numbers: Any = pdf.Root.StructTreeRoot.ParentTree.Nums
    rows = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page, marks in zip(pdf.pages, live_marks, strict=True):
        row: Any = rows.get(int(page.obj.get("/StructParents", -1)))
        for mark in range(len(row) if row is not None else 0):
            if mark not in marks:
                row[mark] = None
