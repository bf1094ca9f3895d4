"""Gives runs in other scripts what Word and LibreOffice need: a face that has their letters, their own direction."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import groupby

from notebuild.core.characters import RIGHT_TO_LEFT
from notebuild.core.house import House
from notebuild.edition.direction import is_forward
from notebuild.render import fonts
from notebuild.render.word.ooxml import Element, element, every, find, name, value

EMBEDDED, CLOSED = "\u202b", "\u202c\u200e"
"""RIGHT-TO-LEFT EMBEDDING; POP DIRECTIONAL FORMATTING, then a mark so that no figure joins what it closes."""


BEFORE_BIDI = frozenset(
    name(f"w:{one}")
    for one in str.split("""pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers
    pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN""")
)
"""What stands before `w:bidi` among the properties of a paragraph (ECMA-376, CT_PPrBase)."""


HELD = frozenset((name("w:tc"), name("w:footnote")))
"""What holds paragraphs whose place beside others is given: they stay at the left, as on the page."""


def families(house: House) -> Mapping[int, str]:
    """Return the family of each code point that only a fallback of the house draws."""
    first = fonts.drawn(house, fallbacks=False)
    found: dict[int, str] = {}
    for face in fonts.faces(house):
        if face.fallback:
            for code in fonts.characters(face.path) - first:
                found.setdefault(code, face.family)
    return found


def faced(part: Element, known: Mapping[int, str]) -> None:
    """Set what only a fallback draws in that face, in runs of its own; `known` is from `families`."""
    for run in every(part, "w:r") if known else ():
        words = run.findall(name("w:t"))
        if len(words) != 1 or not any(ord(letter) in known for letter in words[0].text or ""):
            continue
        text, last = words[0].text or "", run
        for family, letters in groupby(text, lambda letter: known.get(ord(letter), "")):
            piece = deepcopy(run)
            (held,) = piece.findall(name("w:t"))
            held.text = "".join(letters)
            held.set(name("xml:space"), "preserve")
            if family:
                dress(piece, family)
            last.addnext(piece)
            last = piece
        run.getparent().remove(run)


def dress(run: Element, family: str) -> None:
    """Set a run in a face."""
    its = find(run, "w:rPr")
    if its is None:
        its = element("w:rPr")
        run.insert(0, its)
    for old in its.findall(name("w:rFonts")):
        its.remove(old)
    styled = len(its) > 0 and its[0].tag == name("w:rStyle")
    face = element("w:rFonts", w_ascii=family, w_hAnsi=family, w_eastAsia=family, w_cs=family)
    its.insert(1 if styled else 0, face)


def closed(part: Element) -> None:
    """Close off each passage from right to left: Word goes by its property, LibreOffice by these signs alone."""
    for parent in every(part, "w:p", "w:hyperlink"):
        for backward, runs in groupby(list(parent), is_backward):
            held = [words for run in runs for words in run.findall(name("w:t"))] if backward else []
            if held:
                held[0].text = EMBEDDED + (held[0].text or "")
                held[-1].text = (held[-1].text or "") + CLOSED
    for paragraph in every(part, "w:p"):
        text = "".join(words.text or "" for words in every(paragraph, "w:t"))
        its = find(paragraph, "w:pPr")
        is_held = any(above.tag in HELD for above in paragraph.iterancestors())
        if RIGHT_TO_LEFT.search(text) and not is_forward(text) and its is not None and not is_held:
            begin_at_the_right(its)
    for run in filter(is_backward, every(part, "w:r")):
        for language in every(run, "w:lang"):  # of such runs Word asks for this one
            language.set(name("w:bidi"), value(language))


def begin_at_the_right(its: Element) -> None:
    """Have a paragraph with these properties read from right to left as a whole; an item of a list as it is."""
    if find(its, "w:numPr") is None and find(its, "w:bidi") is None:
        after = [child for child in its if child.tag in BEFORE_BIDI]
        its.insert(its.index(after[-1]) + 1 if after else 0, element("w:bidi"))


def is_backward(child: Element) -> bool:
    """Return whether a child of a paragraph is a run from right to left."""
    its = find(child, "w:rPr") if child.tag == name("w:r") else None
    mark = None if its is None else find(its, "w:rtl")
    return mark is not None and value(mark) not in ("0", "false", "off")
