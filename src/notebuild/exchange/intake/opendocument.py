"""Reads a document of OpenDocument: what pandoc reads of it, and what pandoc leaves aside (OASIS ODF 1.3, part 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from notebuild.core.model import Node
from notebuild.edition import nodes, pandoc
from notebuild.edition.tree import rewrite
from notebuild.exchange.intake.package import parts, refused
from notebuild.exchange.intake.value import Incoming, Remark, squeezed
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
APART = (f"{TEXT}note", f"{OFFICE}annotation", f"{SVG}desc", f"{SVG}title")
"""What stands inside a paragraph and is none of its words."""

META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
MANIFEST = "META-INF/manifest.xml"

LISTS = {
    "table-of-content": "the list of contents, left out: a long note has its own",
    "illustration-index": "the list of figures, left out",
    "table-index": "the list of tables, left out",
    "alphabetical-index": "the index, left out: a note has none",
    "bibliography": "the list of sources, left out: a note prints those that it cites",
}


def read(content: bytes, shown: str) -> Incoming:
    """Return a document; raises NotebuildError for a package that is locked, damaged or harmful."""
    held = parts(content, shown)
    if b"encryption-data" in held.get(MANIFEST, b""):
        raise refused(shown, "is locked with a password", "take it off, and save the document again")
    story = ooxml.parse(held["content.xml"])
    remarks = [*_changes(story), *_comments(story), *_lists(story)]
    passages = tuple(passage for passage in _passages(story))
    held["content.xml"] = etree.tostring(story, xml_declaration=True, encoding="UTF-8")
    # The first entry says what the package is, and is not packed (ODF 1.3, part 2, 3.3).
    package = ooxml.write({name: held[name] for name in sorted(held, key=lambda one: one != "mimetype")})
    tree = pandoc.imported(package, "odt", shown)
    described = _described(story)

    def image(one: Node) -> Node | None:
        words = described.get(str(one["c"][2][0]), "")
        return (
            nodes.image(one["c"][0], nodes.words(words), one["c"][2]) if words and not one["c"][1] else None
        )

    pictures = {name: data for name, data in held.items() if name.startswith("Pictures/")}
    return Incoming(
        rewrite(tree["blocks"], image, "Image"),
        tree["meta"],
        passages,
        pictures=pictures,
        properties=_properties(held),
        remarks=tuple(remarks),
    )


def _described(story: Element) -> dict[str, str]:
    """Return the words that describe each picture, by its path (ODF 1.3, part 3, 10.3.17)."""
    found: dict[str, str] = {}
    for frame in story.iter(f"{DRAW}frame"):
        words = squeezed(frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or "")
        for picture in frame.iter(f"{DRAW}image"):
            if words:
                found.setdefault(str(picture.get(f"{XLINK}href", "")), words)
    return found


def _words(element: Element) -> str:
    """Return the words of a paragraph, those of its notes left out."""
    out = [element.text or ""]
    for child in element:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            out.append(" ")
        elif child.tag not in APART and isinstance(child.tag, str):
            out.append(_words(child))
        out.append(child.tail or "")
    return "".join(out)


def _passages(story: Element) -> Iterator[str]:
    for paragraph in story.iter(f"{TEXT}p", f"{TEXT}h"):
        if any(up.tag in (f"{TEXT}p", f"{TEXT}h") for up in _within(paragraph)):
            continue  # in a text box: its words are among those of the paragraph that holds it
        if text := squeezed(_words(paragraph)):
            yield text


def _within(paragraph: Element) -> Iterator[Element]:
    for up in paragraph.iterancestors():
        if up.tag == f"{TEXT}note":
            return
        yield up


def _remove(element: Element) -> None:
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


def _changes(story: Element) -> Iterator[Remark]:
    """Take the tracked changes as accepted: what was deleted stands apart, and goes."""
    for tracked in list(story.iter(f"{TEXT}tracked-changes")):
        for change in tracked.iter(f"{TEXT}deletion", f"{TEXT}insertion"):
            who = change.findtext(f".//{DC}creator") or ""
            words = squeezed(" ".join(_words(one) for one in change.iter(f"{TEXT}p", f"{TEXT}h")))
            kind = "taken out" if change.tag == f"{TEXT}deletion" else "added"
            yield Remark(f"a tracked change{f' by {who}' if who else ''}, accepted: {kind}", words)
        _remove(tracked)


def _comments(story: Element) -> Iterator[Remark]:
    for note in list(story.iter(f"{OFFICE}annotation")):
        who = note.findtext(f"{DC}creator") or "somebody"
        words = squeezed(" ".join(_words(one) for one in note.iter(f"{TEXT}p")))
        yield Remark(f"a comment of {who}", words)
        _remove(note)


def _lists(story: Element) -> Iterator[Remark]:
    for kind, what in LISTS.items():
        for made in list(story.iter(f"{TEXT}{kind}")):
            words = " · ".join(
                filter(None, (squeezed(_words(one)) for one in made.iter(f"{TEXT}p", f"{TEXT}h")))
            )
            _remove(made)
            if words:
                yield Remark(what, words, wants_look=False, left_out=True)


def _properties(held: dict[str, bytes]) -> dict[str, str]:
    """Return what the file says of itself."""
    found: dict[str, str] = {}
    if "meta.xml" in held:
        meta = ooxml.parse(held["meta.xml"])
        tags = {
            "title": f"{DC}title",
            "author": f"{META}initial-creator",
            "date": f"{DC}date",
            "language": f"{DC}language",
        }
        for key, tag in tags.items():
            found[key] = squeezed(meta.findtext(f".//{tag}") or "")
        found["author"] = found["author"] or squeezed(meta.findtext(f".//{DC}creator") or "")
        day = re.match(r"\d{4}-\d\d-\d\d", found["date"])
        found["date"] = day[0] if day else ""
    if not found.get("language") and "styles.xml" in held:
        for one in ooxml.parse(held["styles.xml"]).iter():
            if isinstance(one.tag, str) and (language := one.get(f"{FO}language")) not in (
                None,
                "none",
                "zxx",
            ):
                found["language"] = f"{language}-{one.get(f'{FO}country', '')}".rstrip("-")
                break
    return {key: text for key, text in found.items() if text}
