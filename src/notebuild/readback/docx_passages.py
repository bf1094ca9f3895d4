"""Reads the passages of a finished DOCX by its paragraphs and tables (ECMA-376-1, 17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from notebuild.core.passages import CALL, Part, Passage
from notebuild.readback.docx_numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNSAID = {f"{_W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText")} | {
    f"{_MC}Fallback"
}
_SAID = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\u00ad",
}
_FRONT = frozenset(
    "Title Subtitle Author EditionLine Notice Teaser SummaryTitle Summary KeyPointsTitle KeyPoint TOCHeading "
    "Toc1 Toc2 Toc3 SeriesBar Abstract AbstractTitle Date".split()
)
"""Styles of what stands before the text."""

_BACK = frozenset(("AboutTitle", "AboutText"))
"""Styles of what stands after the text; a house whose series has no name begins it without a heading."""

_KINDS = {
    "SourceCode": "code",
    "TableCaption": "caption",
    "ImageCaption": "caption",
    "Caption": "caption",
    "DefinitionTerm": "term",
}
"""The kind of passage that a paragraph's style makes it; any other is a paragraph or, by its level, a heading."""


@dataclass(slots=True)
class _State:
    """What Word has counted so far."""

    numbering: Numbering
    calls: Iterator[int]
    levels: Mapping[str, int]
    """The outline level of each style that has one, from 1."""


def passages(
    document: etree._Element, styles: etree._Element | None, numbering: etree._Element | None, first: int
) -> tuple[Passage, ...]:
    """Return the passages of a document, what stands before and after its text too; its notes begin with `first`."""
    body = document.find(f"{_W}body")
    state = _State(Numbering(numbering, styles), iter(range(first, 1_000_000)), _levels(styles))
    found = list(_blocks(body, state)) if body is not None else []
    return tuple(_parted(found))


def _parted(found: list[tuple[str, Passage]]) -> Iterator[Passage]:
    """Yield passages with the part that they belong to, told by the styles that only cover and last page wear."""
    wearing = [style for style, _ in found]
    begin = next((at for at, style in enumerate(wearing) if style not in _FRONT), len(found))
    end = next((at for at, style in enumerate(wearing) if style in _BACK), len(found))
    if end < len(found) and end > begin and found[end - 1][1].kind == "heading":
        end -= 1
    for at, (_, passage) in enumerate(found):
        part: Part = "front" if at < begin else "text" if at < end else "back"
        yield replace(passage, part=part)


def _blocks(holder: etree._Element, state: _State) -> Iterator[tuple[str, Passage]]:
    """Yield the passages in a body or a content control, each with its style."""
    for block in holder:
        if block.tag == f"{_W}p":
            yield from _paragraph(block, state)
        elif block.tag == f"{_W}tbl":
            yield from _table(block, state)
        elif block.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(block, state)


def _paragraph(paragraph: etree._Element, state: _State) -> Iterator[tuple[str, Passage]]:
    """Yield a paragraph, where it has words or a mark, and its pictures."""
    style = _style(paragraph)
    mark, depth = state.numbering.mark(paragraph, style)
    words = _words(paragraph, state.calls)
    level = state.levels.get(style, 0)
    kind = "heading" if level else _KINDS.get(style, "paragraph")
    said = words.strip("\n") if kind == "code" else words.strip()
    if said or mark:
        yield style, Passage(kind, said, level=level, mark=mark, depth=depth)
    for name in _pictures(paragraph):
        yield style, Passage("picture", name, depth=depth)


def _table(table: etree._Element, state: _State) -> Iterator[tuple[str, Passage]]:
    """Yield the cells of a table row by row; of the cover, the paragraphs in them."""
    for row in table.iterchildren(f"{_W}tr"):
        column = 0
        for cell in row.iterchildren(f"{_W}tc"):
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merged is not None and merged.get(f"{_W}val", "continue") == "continue":
                continue
            column += 1
            inside = list(_blocks(cell, state))
            if any(style in _FRONT or style in _BACK for style, _ in inside):
                yield from inside
                continue
            words = "\n".join(passage.words for _, passage in inside if passage.kind != "picture")
            style = inside[0][0] if inside else ""
            yield style, Passage("cell", words, column=column)
            yield from ((style, passage) for style, passage in inside if passage.kind == "picture")


def _words(paragraph: etree._Element, calls: Iterator[int]) -> str:
    """Return a paragraph's words with all changes accepted; a call as the number that Word counts."""
    parts: list[str] = []

    def walk(node: etree._Element) -> None:
        if node.tag in _UNSAID or not isinstance(node.tag, str):
            return
        if node.tag == f"{_W}footnoteReference":
            parts.append(CALL.format(next(calls)))
        parts.append((node.text or "") if node.tag == f"{_W}t" else _SAID.get(node.tag, ""))
        for child in node:
            walk(child)

    walk(paragraph)
    return "".join(parts)


def _pictures(paragraph: etree._Element) -> Iterator[str]:
    """Yield the alternative text of each picture."""
    for drawing in paragraph.iter(f"{_W}drawing"):
        if not any(above.tag == f"{_MC}Fallback" for above in drawing.iterancestors()):
            for properties in drawing.iter(f"{_WP}docPr"):
                yield str(properties.get("descr", ""))


def _style(paragraph: etree._Element) -> str:
    named = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if named is None else str(named.get(f"{_W}val", ""))


def _levels(styles: etree._Element | None) -> dict[str, int]:
    """Return the outline level of each paragraph style that has one, its own or that of the style it is based on."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = str(style.get(f"{_W}styleId", ""))
        level, base = style.find(f"{_W}pPr/{_W}outlineLvl"), style.find(f"{_W}basedOn")
        if level is not None:
            own[name] = int(level.get(f"{_W}val", "9")) + 1
        if base is not None:
            based[name] = str(base.get(f"{_W}val", ""))
    found = {}
    for name in {*own, *based}:
        at, met = name, set[str]()
        while at not in own and at in based and at not in met:
            met.add(at)
            at = based[at]
        if own.get(at, 10) < 10:
            found[name] = own[at]
    return found
