"""Sets in Word what pandoc does not know: contents, figures, the margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from notebuild.edition import tree
from notebuild.render.raster import Picture
from notebuild.render.word.cleanup import properties, restyle, style
from notebuild.render.word.measures import Measures, mm
from notebuild.render.word.ooxml import (
    EMU,
    NAMESPACES,
    SVG_EXTENSION,
    Element,
    bookmark,
    element,
    every,
    find,
    name,
    run,
    tab,
    value,
)

MOST = 12
"""Entries that the contents hold on the cover; with more, they name the sections only."""


def contents(body: Element, entries: Sequence[Mapping[str, Any]]) -> None:
    """Put in Word's own table of contents, already filled, so that it is never empty.

    An entry has `id`, `level` (2 for a section) and `inlines`, and is a link. Page numbers come with the update:
    only Word knows its pages, and to ask for it as the document is opened makes Word put a question.
    """
    heading = next((p for p in body.findall(name("w:p")) if style(p) == "TOCHeading"), None)
    rows = listed(entries)
    if heading is None or not rows:
        return
    lines = [
        element(
            "w:p",
            element("w:pPr", element("w:pStyle", w_val=f"Toc{max(1, entry['level'] - 1)}")),
            element(
                "w:hyperlink",
                run(tree.text(entry["inlines"])),
                tab(),
                *page_field(bookmark(entry["id"])),
                w_anchor=bookmark(entry["id"]),
                w_history="1",
            ),
        )
        for entry in rows
    ]
    what = element("w:r", element("w:instrText", text=f' TOC \\o "1-{depth(entries) - 1}" \\h \\z \\u '))
    for index, part in enumerate((mark("begin"), what, mark("separate")), 1):
        lines[0].insert(index, part)
    lines[-1].append(mark("end"))
    for line in lines[:-1]:
        properties(line).append(element("w:keepNext"))
    at = body.index(heading)
    gallery = element("w:docPartGallery", w_val="Table of Contents")
    kind = element("w:sdtPr", element("w:docPartObj", gallery, element("w:docPartUnique")))
    body.insert(at, element("w:sdt", kind, element("w:sdtContent", heading, *lines)))


def depth(entries: Sequence[Mapping[str, Any]]) -> int:
    """Return the deepest level of headings, 2 for a section, that the contents name."""
    return 3 if len(entries) <= MOST else 2


def listed(entries: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the entries that stand in the contents."""
    return [entry for entry in entries if entry["level"] <= depth(entries)]


def page_field(anchor: str) -> list[Element]:
    """Return the field of the page on which a bookmark stands, without a number until it is updated."""
    instruction = element("w:r", element("w:instrText", text=f" PAGEREF {anchor} \\h "))
    return [mark("begin"), instruction, mark("separate"), mark("end")]


def mark(kind: str) -> Element:
    """Return one of the three marks of a field."""
    return element("w:r", element("w:fldChar", w_fldCharType=kind))


def first_page(body: Element) -> None:
    """Make the cover of a long note a page of its own: what follows its contents begins a new one."""
    held = find(body, "w:sdt")
    if held is None:
        return
    begun = following(held)
    if begun is None:
        begun = element("w:p")
        held.addnext(begun)
    its = properties(begun)
    its.insert(1 if style(begun) else 0, element("w:pageBreakBefore"))
    if style(begun) == "Heading1":
        its.append(element("w:spacing", w_before="0"))


def openings(body: Element) -> None:
    """Indent only a paragraph that follows a paragraph, as in print."""
    text, before = ("BodyText", "FirstParagraph"), ""
    for block in body:
        if block.tag == name("w:p"):
            if style(block) in text:
                restyle(block, "BodyText" if before in text else "FirstParagraph")
            before = style(block)
        elif block.tag == name("w:tbl"):
            before = "Table"


def following(block: Element) -> Element | None:
    """Return the paragraph that stands next, bookmarks passed over; none where something else does."""
    after = block.getnext()
    while after is not None and after.tag in (name("w:bookmarkStart"), name("w:bookmarkEnd")):
        after = after.getnext()
    return after if after is not None and after.tag == name("w:p") else None


def hang(paragraph: Element, m: Measures) -> None:
    """Let a paragraph begin where the titles begin."""
    properties(paragraph).append(element("w:ind", w_left=str(-m.hang)))


def figures(
    body: Element, pictures: Mapping[str, Picture], relations: Element, m: Measures
) -> dict[str, bytes]:
    """Size each picture to the page, put its drawing behind its raster; return the media parts.

    One wider than the column begins where the titles begin, its caption and source line with it, as in print.
    """
    media: dict[str, bytes] = {}
    targets = {relation.get("Id", ""): relation for relation in relations}
    numbers = {name: number for number, name in enumerate(pictures, 1)}
    for inline in every(body, "wp:inline"):
        (inside,) = every(inline, "pic:cNvPr")
        (outside,) = every(inline, "wp:docPr")
        (blip,) = every(inline, "a:blip")
        millimetres, _, known = value(inside, "descr").partition("-")
        picture, number = pictures[known], numbers[known]
        targets[value(blip, "r:embed")].set("Target", f"media/image{number}.{picture.ending}")
        media[f"word/media/image{number}.{picture.ending}"] = picture.raster
        for part in (inside, outside):
            part.set("name", picture.source.rpartition("/")[2])
        inside.set("descr", value(outside, "descr"))
        if picture.drawing:
            key, target = f"rIdDrawing{number}", f"media/image{number}.svg"
            if f"word/{target}" not in media:
                kind = f"{NAMESPACES['r']}/image"
                relations.append(element("rel:Relationship", Id=key, Type=kind, Target=target))
            media[f"word/{target}"] = picture.drawing
            drawing = element("asvg:svgBlip", r_embed=key)
            blip.append(element("a:extLst", element("a:ext", drawing, uri=SVG_EXTENSION)))
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        width = mm(float(millimetres))
        height = round(width * picture.height / picture.width)
        for extent in every(inline, "wp:extent", "a:ext"):
            if extent.get("cx"):
                extent.set("cx", str(width * EMU))
                extent.set("cy", str(height * EMU))
        release(inline)
        if width > m.column and next(inline.iterancestors(name("w:tc")), None) is None:
            reach(inline, m)
    return media


def release(inline: Element) -> None:
    """Let what follows a figure go to the next page where it is no source line: a chain of figures that all keep
    with what comes next is torn apart anywhere.
    """
    after = following(next(inline.iterancestors(name("w:p"))))
    if after is not None and style(after) == "ImageCaption":
        below = following(after)
        if below is None or style(below) != "SourceLine":
            properties(after).insert(1, element("w:keepNext", w_val="0"))


def reach(inline: Element, m: Measures) -> None:
    """Let a picture hang into the margin, and with it the caption and the source line below."""
    paragraph = next(inline.iterancestors(name("w:p")))
    hang(paragraph, m)
    for kind in ("ImageCaption", "SourceLine"):
        after = following(paragraph)
        if after is None or style(after) != kind:
            return
        hang(after, m)
        paragraph = after
