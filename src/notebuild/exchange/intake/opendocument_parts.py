"""Brings into the open what pandoc leaves aside in a document of OpenDocument, in place (OASIS ODF 1.3, part 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from notebuild.exchange.intake.value import Remark, squeezed
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
APART = (f"{TEXT}note", f"{OFFICE}annotation", f"{SVG}desc", f"{SVG}title", f"{TEXT}tracked-changes")
"""What stands inside a paragraph and is none of its words."""

LISTS = {
    "table-of-content": "the list of contents, left out: a long note has its own",
    "illustration-index": "the list of figures, left out",
    "table-index": "the list of tables, left out",
    "alphabetical-index": "the index, left out: a note has none",
    "bibliography": "the list of sources, left out: a note prints those that it cites",
}


def said(element: Element) -> str:
    """Return the words of a paragraph, those of its notes left out."""
    out = [element.text or ""]
    for child in element:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            out.append(" ")
        elif child.tag not in APART and isinstance(child.tag, str):
            parted = " " if child.tag in PARAGRAPHS else ""
            out.append(f"{parted}{said(child)}{parted}")
        out.append(child.tail or "")
    return "".join(out)


def words_of(holder: Element) -> str:
    """Return the words of all paragraphs below an element, on one line."""
    return squeezed(" ".join(said(one) for one in holder.iter(*PARAGRAPHS)))


def remove(element: Element) -> None:
    """Take an element out, and keep what follows it in its paragraph."""
    above = element.getparent()
    assert above is not None
    before = element.getprevious()
    if element.tail:
        if before is None:
            above.text = (above.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    above.remove(element)


def host(element: Element) -> Element | None:
    """Return the paragraph that an element stands in."""
    return next((up for up in element.iterancestors(*PARAGRAPHS)), None)


def near(element: Element | None) -> str:
    """Return the words of the paragraph that an element stands in."""
    paragraph = None if element is None else host(element)
    return "" if paragraph is None else squeezed(said(paragraph))


def lists(story: Element) -> Iterator[Remark]:
    """Take out the lists that the program makes by itself, and tell their words."""
    for kind, what in LISTS.items():
        for made in list(story.iter(f"{TEXT}{kind}")):
            words = " · ".join(filter(None, (squeezed(said(one)) for one in made.iter(*PARAGRAPHS))))
            remove(made)
            if words:
                yield Remark(what, words, wants_look=False, left_out=True)


def hidden(story: Element) -> Iterator[Remark]:
    """Take out what the document hides, and tell it."""
    unseen = {
        style.get(f"{STYLE}name")
        for style in story.iter(f"{STYLE}style")
        if any(one.get(f"{TEXT}display") == "none" for one in style.iter(f"{STYLE}text-properties"))
    }
    for one in [
        one for one in story.iter(f"{TEXT}span", *PARAGRAPHS) if one.get(f"{TEXT}style-name") in unseen
    ]:
        words, beside = squeezed(said(one)), near(one)
        remove(one)
        if words:
            yield Remark("hidden text, left out", words, left_out=True, near=beside)


def boxes(story: Element) -> Iterator[Remark]:
    """Put what is written in text boxes and shapes behind the paragraph that they hang on."""
    for shape in [one for one in story.iter() if isinstance(one.tag, str) and one.tag.startswith(DRAW)]:
        above = list(shape.iterancestors())
        if any(str(one.tag).startswith(DRAW) for one in above) or above[-1] is not story:
            continue
        inner = [
            one for one in shape.iter(*PARAGRAPHS, f"{TEXT}list", f"{TABLE}table") if _is_outer(one, shape)
        ]
        words = squeezed(" ".join(said(one) if one.tag in PARAGRAPHS else words_of(one) for one in inner))
        if not words or (len(inner) == 1 and next(inner[0].iter(f"{DRAW}image"), None) is not None):
            continue  # a picture with its caption, which pandoc reads
        holder = next((one for one in above if one.tag in PARAGRAPHS), None)
        for one in reversed(inner):
            one.tail = None
            (shape if holder is None else holder).addnext(one)
        if next(shape.iter(f"{DRAW}image"), None) is None:
            remove(shape)
        yield Remark("a text box: its words stand behind the paragraph that it hung on", words, near=words)


def _is_outer(one: Element, shape: Element) -> bool:
    for up in one.iterancestors():
        if up is shape:
            return True
        if up.tag in (*PARAGRAPHS, f"{TEXT}list", f"{TABLE}table"):
            return False
    return False


def tables(story: Element) -> Iterator[Remark]:
    """Put the words of a table within a cell into that cell, a paragraph each."""
    for inner in [one for one in story.iter(f"{TABLE}table") if _is_in(one, f"{TABLE}table")]:
        paragraphs = [one for one in inner.iter(*PARAGRAPHS) if not _is_in(one, f"{TEXT}note")]
        words = words_of(inner)
        for one in reversed(paragraphs):
            one.tail = None
            inner.addnext(one)
        remove(inner)
        if words:
            yield Remark(
                "a table within a cell: its words stand there one after the other", words, near=words
            )


def _is_in(one: Element, tag: str) -> bool:
    return next(one.iterancestors(tag), None) is not None


def objects(story: Element, held: Mapping[str, bytes]) -> tuple[list[str], list[Remark]]:
    """Return the letters of the formulas of a document, and tell of what other programs have put into it."""
    letters: list[str] = []
    remarks: list[Remark] = []
    for thing in list(story.iter(f"{DRAW}object", f"{DRAW}object-ole")):
        folder = (thing.get(f"{XLINK}href") or "").removeprefix("./").rstrip("/")
        content = held.get(f"{folder}/content.xml", b"")
        root = ooxml.parse(content) if content else None
        frame = thing.getparent()
        assert frame is not None
        if root is not None and root.tag in (f"{MATHML}math", "math"):
            thing.set(f"{XLINK}href", folder)
            letters += [" ".join("".join(one.text or "" for one in root.iter(*_LEAVES)))]
            for picture in [one for one in frame if one.tag == f"{DRAW}image"]:
                frame.remove(picture)
            continue
        is_chart = root is not None and next(root.iter(f"{OFFICE}chart"), None) is not None
        what = "a chart" if is_chart else "an embedded object"
        todo = "left out but for its picture, if it has one: save it as a picture, and put that in the folder figures"
        remarks.append(Remark(f"{what}, {todo}", near(thing), near=near(thing)))
        frame.remove(thing)
    return letters, remarks


_LEAVES = tuple(f"{space}{name}" for space in (MATHML, "") for name in ("mi", "mn", "mo", "mtext"))


def margins(styles: Element | None) -> Iterator[Remark]:
    """Tell what stands at the head and foot of the pages: the house has its own."""
    seen: set[str] = set()
    for part in () if styles is None else styles.iter(f"{STYLE}header", f"{STYLE}footer"):
        words = words_of(part)
        if words and words not in seen and not re.fullmatch(r"[\W\d]*", words):
            seen.add(words)
            where = "head" if part.tag == f"{STYLE}header" else "foot"
            yield Remark(
                f"the {where} of the pages, left out: the house has its own", words, wants_look=False
            )
