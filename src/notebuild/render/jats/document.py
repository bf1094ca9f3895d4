"""Makes an edition a JATS article: one file, its pictures inside, the same bytes every time."""

from __future__ import annotations

import base64
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from notebuild.core.house import House
from notebuild.core.model import Edition
from notebuild.records.record import record
from notebuild.render import raster
from notebuild.render.jats import blocks, front
from notebuild.render.jats.inlines import HREF, LANG, XLINK, refer, sources, under
from notebuild.render.word.pandoc_tree import refuse_controls

VERSION = "1.2"
"""Of JATS (ANSI/NISO Z39.96-2019): the last whose names everybody reads; the schema of 1.3 takes it too."""

SETS = {
    True: ("Journal Publishing", "JATS-journalpublishing1.dtd"),
    False: ("Journal Archiving and Interchange", "JATS-archivearticle1.dtd"),
}
"""The tag set by whether the series has an ISSN: Journal Publishing asks for one, and Archiving, which has all else
alike, does not (<journal-meta>). An <issn> that says nothing would be valid and a lie."""

WORDS = frozenset(
    "p title label article-title subtitle trans-title td th term verse-line attrib preformat license-p kwd xref "
    "ext-link alt-text styled-content italic bold strike underline sc sup sub monospace collab string-name".split()
)
"""The elements in which white space is words."""

ENDING = {"svg+xml": "svg", "png": "png", "jpeg": "jpg"}
"""How the name of a picture ends, by its subtype."""


def build(edition: Edition, house: House, folder: Path, display_path: str) -> bytes:
    """Return the article; `folder` holds the edition's pictures, `display_path` is the file's in messages.

    Raises NotebuildError for a picture that is missing, and for characters that no XML can hold.
    """
    refuse_controls(edition, display_path)
    known = record(edition, house)
    every = [*edition.tree["blocks"], *(one for note in edition.footnotes for one in note.blocks)]
    faces, shown = raster.fonts(house), display_path.rpartition("/")[0]
    pictures = {source: raster.picture(folder, source, faces, shown) for source in sources(every)}

    root = etree.Element("article", nsmap={"xlink": XLINK, "ali": front.ALI})
    root.set("article-type", "report" if known.is_original else "translation")
    root.set("dtd-version", VERSION)
    root.set(LANG, edition.language)
    front.front(root, edition, known)
    blocks.sections(under(root, "body"), edition.tree["blocks"], pictures)
    back = under(root, "back")
    if edition.footnotes:
        group = under(back, "fn-group")
        under(group, "title", edition.metadata["labels"]["notes"])
        for note in edition.footnotes:
            made = under(group, "fn", id=f"note-{note.number}")
            under(made, "label", str(note.number))
            blocks.blocks(made, note.blocks, pictures)
    front.about(back, edition)
    refer(root)
    return written(root, bool(known.issn))


def written(root: Element, is_serial: bool) -> bytes:
    """Return an article as a file, an element a line wherever a line's end says nothing."""
    laid_out(root)
    name, file = SETS[is_serial]
    doctype = (
        f'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) {name} DTD v{VERSION} 20190208//EN" "{file}">'
    )
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink"])
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)
    return content + b"\n"


def laid_out(element: Element) -> None:
    """Put a line's end before each child of an element that holds elements alone."""
    if element.tag in WORDS and element.get("specific-use") != "wrapper":
        return
    if len(element):
        element.text = "\n"
    for child in element:
        child.tail = "\n"
        laid_out(child)


def beside(article: bytes, name: str) -> tuple[bytes, dict[str, bytes]]:
    """Return an article with its pictures in files beside it, and those files by name, which begin with `name`.

    Repositories (PubMed Central, Crossref's depositors, MECA packages) want pictures so; readers want one file.
    """
    root = etree.fromstring(article, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True))
    files: dict[str, bytes] = {}
    for picture in root.iter("graphic", "inline-graphic"):
        head, _, data = picture.get(HREF, "").partition(";base64,")
        if not head.startswith("data:image/"):
            continue
        content = base64.b64decode(data)
        ending = ENDING[head.removeprefix("data:image/")]
        file = next((known for known, held in files.items() if held == content), "")
        file = file or f"{name}.figure{len(files) + 1}.{ending}"
        files[file] = content
        picture.set(HREF, file)
    doctype = root.getroottree().docinfo.doctype
    whole = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)
    return whole + b"\n", files
