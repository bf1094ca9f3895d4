"""Reads a document of OpenDocument: what pandoc reads of it, and what pandoc leaves aside (OASIS ODF 1.3, part 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from notebuild.core.model import Node
from notebuild.edition import nodes, pandoc, tree
from notebuild.exchange.intake import opendocument_changes, opendocument_fields, opendocument_parts
from notebuild.exchange.intake.opendocument_parts import DRAW, PARAGRAPHS, STYLE, SVG, TEXT, XLINK, said
from notebuild.exchange.intake.package import parts, refused
from notebuild.exchange.intake.value import Incoming, squeezed
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element

FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
MANIFEST = "META-INF/manifest.xml"
PICTURES = ("Pictures/", "ObjectReplacements/")
NAMED = ("Title", "Subtitle")
"""Styles whose paragraphs are of the front matter."""


def read(content: bytes, shown: str) -> Incoming:
    """Return a document; raises NotebuildError for a package that is locked, damaged or harmful."""
    held = parts(content, shown)
    if b"encryption-data" in held.get(MANIFEST, b""):
        raise refused(shown, "is locked with a password", "take it off, and save the document again")
    # A space alone between two spans is one of the text: unlike Word's, this form keeps spaces as they are.
    story = etree.fromstring(held["content.xml"], etree.XMLParser(resolve_entities=False, no_network=True))
    styles = ooxml.parse(held["styles.xml"]) if "styles.xml" in held else None
    remarks = [
        *opendocument_changes.changes(story),
        *opendocument_changes.comments(story),
        *opendocument_parts.lists(story),
        *opendocument_parts.hidden(story),
        *opendocument_parts.boxes(story),
        *opendocument_parts.tables(story),
        *opendocument_parts.margins(styles),
    ]
    letters, told = opendocument_parts.objects(story, held)
    passages = (*_passages(story), *letters)
    fields, sources = opendocument_fields.taken(story)
    named = _named(story)
    held["content.xml"] = etree.tostring(story, xml_declaration=True, encoding="UTF-8")
    # The first entry says what the package is, and is not packed (ODF 1.3, part 2, 3.3).
    package = ooxml.write({name: held[name] for name in sorted(held, key=lambda one: one != "mimetype")})
    document = pandoc.imported(package, "odt", shown)
    blocks, meta = _fronted(document["blocks"], named)
    described = _described(story)

    def image(one: Node) -> Node | None:
        words = described.get(str(one["c"][2][0]), "")
        return (
            nodes.image(one["c"][0], nodes.words(words), one["c"][2]) if words and not one["c"][1] else None
        )

    return Incoming(
        tree.rewrite(blocks, image, "Image"),
        {**document["meta"], **meta},
        passages,
        sources,
        fields,
        pictures={name: data for name, data in held.items() if name.startswith(PICTURES)},
        properties=_properties(held),
        remarks=(*remarks, *told),
    )


def _named(story: Element) -> dict[str, str]:
    """Return the words of the paragraphs that have the styles of a title and a subtitle, by the field's name."""
    parents = {
        one.get(f"{STYLE}name"): one.get(f"{STYLE}parent-style-name") for one in story.iter(f"{STYLE}style")
    }
    found: dict[str, str] = {}
    for paragraph in story.iter(*PARAGRAPHS):
        style = paragraph.get(f"{TEXT}style-name")
        own = style if style in NAMED else parents.get(style)
        if own in NAMED and (words := squeezed(said(paragraph))):
            found.setdefault(own.lower(), words)
    return found


def _fronted(blocks: list[Node], named: dict[str, str]) -> tuple[list[Node], dict[str, Any]]:
    """Return the blocks without the title and subtitle at their head, and both as pandoc's metadata."""
    rest, meta = list(blocks), {}
    for name, words in named.items():
        first = next((one for one in rest if tree.text(one).strip() or any(tree.find(one, "Image"))), None)
        if (
            first is not None
            and first["t"] in ("Para", "Header")
            and squeezed(tree.text(first)) == words
            and not any(tree.find(first, "Note"))
        ):
            rest = rest[rest.index(first) + 1 :]
            meta[name] = {"t": "MetaInlines", "c": first["c"] if first["t"] == "Para" else first["c"][2]}
    return rest, meta


def _described(story: Element) -> dict[str, str]:
    """Return the words that describe each picture, by its path (ODF 1.3, part 3, 10.3.17)."""
    found: dict[str, str] = {}
    for frame in story.iter(f"{DRAW}frame"):
        words = squeezed(frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or "")
        for picture in frame.iter(f"{DRAW}image"):
            if words:
                found.setdefault(str(picture.get(f"{XLINK}href", "")), words)
    return found


def _passages(story: Element) -> Iterator[str]:
    for paragraph in story.iter(*PARAGRAPHS):
        if any(up.tag in PARAGRAPHS for up in _within(paragraph)):
            continue  # in a text box: its words are among those of the paragraph that holds it
        if text := squeezed(said(paragraph)):
            yield text


def _within(paragraph: Element) -> Iterator[Element]:
    for up in paragraph.iterancestors():
        if up.tag == f"{TEXT}note":
            return
        yield up


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
