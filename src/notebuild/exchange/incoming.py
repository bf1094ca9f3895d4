"""A document that comes back from another program, without what that program adds of its own."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from notebuild.exchange.redline.atoms import look
from notebuild.readback import Unreadable
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, every, find, name, value

DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"

NOISE = (
    "w:background w:proofErr w:lastRenderedPageBreak w:commentRangeStart w:commentRangeEnd w:commentReference "
    "w:permStart w:permEnd w:noProof"
).split()
"""What says nothing of the text: marks of the speller, of pages, comments and permissions (ECMA-376-1, 17.13)."""

HOLDERS = ("w:smartTag", "w:customXml")
"""What stands around runs and means something to another program (ECMA-376-1, 17.5.1)."""

HISTORY = name("w:rsid")
"""What the names of the attributes begin with that tell in which session of Word something was typed."""


def cleaned(package: bytes) -> bytes:
    """Return a package with its words, notes and looks, as the build would write them.

    Raises Unreadable where a note or a picture that the document calls is not in it.
    """
    parts = ooxml.read(package)
    for part in (DOCUMENT, NOTES):
        if part in parts:
            start = ooxml.parse(parts[part])
            _clean(start)
            parts[part] = ooxml.serialize(start)
    _is_whole(parts)
    return ooxml.write(parts)


def _clean(start: Element) -> None:
    """Take out what another program adds, in place, and join the runs that it parted."""
    etree.strip_tags(start, etree.Comment, etree.ProcessingInstruction, *map(name, HOLDERS))
    etree.strip_elements(start, *map(name, NOISE), with_tail=False)
    for one in start.iter():
        for attribute in [attribute for attribute in one.attrib if str(attribute).startswith(HISTORY)]:
            del one.attrib[attribute]
    for properties in every(start, "w:rPr"):
        if not len(properties) and (above := properties.getparent()) is not None:
            above.remove(properties)
    for first, second in reversed([*pairwise(every(start, "w:r"))]):
        if first.getnext() is second and look(find(first, "w:rPr")) == look(find(second, "w:rPr")):
            first.extend([child for child in second if child.tag != name("w:rPr")])
            above = second.getparent()
            assert above is not None
            above.remove(second)
    for run in every(start, "w:r"):
        for one, other in reversed([*pairwise(run)]):
            if one.tag == other.tag == name("w:t"):
                one.text = (one.text or "") + (other.text or "")
                one.set(name("xml:space"), "preserve")
                run.remove(other)


def _is_whole(parts: dict[str, bytes]) -> None:
    """Raise Unreadable where the document lacks a body, or a note, a picture or a link that it names."""
    document = ooxml.parse(parts[DOCUMENT])
    if find(document, "w:body") is None:
        raise Unreadable("is no Word document: it has no body")
    notes = ooxml.parse(parts[NOTES]) if NOTES in parts else None
    bodies = set() if notes is None else {value(note, "w:id") for note in notes}
    if any(value(call, "w:id") not in bodies for call in every(document, "w:footnoteReference")):
        raise Unreadable("calls a footnote that it does not have")
    for part, start in ((DOCUMENT, document), (NOTES, notes)):
        folder, _, file = part.rpartition("/")
        rows = parts.get(f"{folder}/_rels/{file}.rels")
        targets = {} if rows is None else {row.get("Id"): row.get("Target") for row in ooxml.parse(rows)}
        for blip in () if start is None else every(start, "a:blip", "asvg:svgBlip"):
            if f"word/{targets.get(value(blip, 'r:embed'))}" not in parts:
                raise Unreadable("shows a picture that it does not have")
