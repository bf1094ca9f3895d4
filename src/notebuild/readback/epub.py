"""Reads back a finished book, EPUB 3: its documents in reading order, its notes, and every link inside it."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from urllib.parse import unquote, urldefrag

from lxml import etree, html

from notebuild.core.passages import Part, Passage
from notebuild.readback import html as page
from notebuild.readback import html_passages
from notebuild.readback.value import FootnoteReading, Reading, Unreadable, in_order

MOST, LARGEST = 2_000, 200_000_000
"""Files that an archive may hold, and bytes of them unpacked; ours have dozens, and a few millions."""

_OPS = "{http://www.idpf.org/2007/ops}type"
_PARTS: Mapping[str, Part] = {"frontmatter": "front", "bodymatter": "text", "backmatter": "back"}
_OUTSIDE = ("http:", "https:", "mailto:", "ftp:", "data:")


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a book: where it lies, its elements as HTML, and what matter it says it is."""

    name: str
    root: html.HtmlElement
    language: str
    part: Part


def read(data: bytes, display_path: str) -> Reading:
    """Return the reading of a book's bytes; `display_path` is the path as Problems print it.

    Raises Unreadable where it is none, is encrypted or too large, or lacks a document that it names.
    """
    files = unpacked(data)
    package = _rootfile(files)
    opf = _parsed(files, package)
    documents = list(_documents(files, package, opf))
    navigation = [_document(files, name) for name in _named(opf, package, "nav")]
    languages = [opf.findtext(".//{*}metadata/{*}language") or "", *(one.language for one in documents)]
    found: list[Passage] = []
    for one in documents:
        found += [replace(passage, part=one.part) for passage in html_passages.passages(one.root)]
    links = [link for one in [*documents, *navigation] for link in _links(one)]
    homes = {(one.name, name) for one in [*documents, *navigation] for name in one.root.xpath("//@id")}
    inside = [target for target in links if not target.startswith(_OUTSIDE)]
    dead = {target for target in inside if not _arrives(target, homes, files)}
    doubled = {name for one in documents for name in _doubled(one.root)}
    return Reading(
        path=display_path,
        format="epub",
        method="documents",
        language=" and ".join(sorted({*filter(None, languages)})),
        title=opf.findtext(".//{*}metadata/{*}title") or "",
        footnotes=_footnotes(documents),
        links=tuple(link for link in links if link.startswith(_OUTSIDE)),
        dead=tuple(sorted(dead | doubled)),
        passages=tuple(found),
    )


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name; raises Unreadable for what is none of ours."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        rows = archive.infolist()
        if len(rows) > MOST or sum(row.file_size for row in rows) > LARGEST:
            raise Unreadable("unpacks to more than any e-book of ours")
        if any(row.flag_bits & 1 for row in rows):
            raise Unreadable("asks for a password")
        if not rows or rows[0].filename != "mimetype" or rows[0].compress_type != zipfile.ZIP_STORED:
            raise Unreadable("is no e-book: its archive does not begin with its media type")
        return {row.filename: archive.read(row) for row in rows if not row.is_dir()}


def _parsed(files: Mapping[str, bytes], name: str) -> etree._Element:
    """Return a part as XML; entities are left as they are, and nothing is fetched."""
    if name not in files:
        raise Unreadable(f"lacks the part {name} that it names")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(files[name], parser)


def _rootfile(files: Mapping[str, bytes]) -> str:
    """Return the name of the package file (EPUB OCF 3.3, 4.2.6.3.1)."""
    found = _parsed(files, "META-INF/container.xml").find(".//{*}rootfile")
    if found is None:
        raise Unreadable("names no package file")
    return str(found.get("full-path"))


def _named(opf: etree._Element, package: str, held: str) -> Iterator[str]:
    """Yield the names of the parts of which the manifest says this property."""
    for item in opf.iter("{*}item"):
        if held in (item.get("properties") or "").split():
            yield _beside(package, item.get("href", ""))


def _documents(files: Mapping[str, bytes], package: str, opf: etree._Element) -> Iterator[Document]:
    """Yield the documents of the spine, in their order."""
    places = {item.get("id"): item.get("href", "") for item in opf.iter("{*}item")}
    for row in opf.iter("{*}itemref"):
        yield _document(files, _beside(package, places.get(row.get("idref"), "")))


def _document(files: Mapping[str, bytes], name: str) -> Document:
    root = _parsed(files, name)
    body = next(root.iter("{*}body"), None)
    matter = (body.get(_OPS) or "") if body is not None else ""
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    spoken = root.get("lang", "")
    text = etree.tostring(root, method="html", encoding="unicode")
    return Document(name, html.document_fromstring(text), spoken, _PARTS.get(matter, "text"))


def _beside(name: str, target: str) -> str:
    """Return what a relative address leads to from a part, without what stands behind its #."""
    path = unquote(urldefrag(target)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name


def _links(one: Document) -> Iterator[str]:
    """Yield where links and pictures lead: addresses outside as they are, those inside as `part#id`."""
    for target in one.root.xpath("//a/@href | //img/@src | //link/@href | //image/@*[local-name()='href']"):
        if str(target).startswith(_OUTSIDE):
            yield str(target)
        else:
            name = urldefrag(str(target))[1]
            yield _beside(one.name, str(target)) + (f"#{name}" if name else "")


def _arrives(target: str, homes: set[tuple[str, str]], files: Mapping[str, bytes]) -> bool:
    name, _, own = target.partition("#")
    return name in files if not own else (name, own) in homes


def _doubled(root: html.HtmlElement) -> set[str]:
    names = [str(name) for name in root.xpath("//@id")]
    return {name for name in names if names.count(name) > 1}


def _footnotes(documents: list[Document]) -> tuple[FootnoteReading, ...]:
    """Return the notes: each with its call in one document, its body in another, and the links between them."""
    calls, bodies = _numbered(documents, "call"), _numbered(documents, "note")
    found = {}
    for number in sorted(calls.keys() | bodies.keys()):
        (at, call), (home, body) = calls.get(number, ("", None)), bodies.get(number, ("", None))
        away = "" if call is None else _whole(at, call.get("href", ""))
        ways = [] if body is None else body.xpath(".//a[@role='doc-backlink']/@href")
        back = next((str(way) for way in ways if _whole(home, str(way)) == f"{at}#call-{number}"), "")
        found[number] = FootnoteReading(
            number=number,
            text="" if body is None else page.words(body, str(back or next(iter(ways), "#"))),
            call="" if call is None else page.words(call, ""),
            marker="" if body is None else _marker(body),
            there=body is not None and away == f"{home}#note-{number}",
            back=bool(back) and call is not None,
            anchor="" if body is None else str(body.get("id")),
        )
    return in_order(found)


def _numbered(documents: list[Document], kind: str) -> dict[int, tuple[str, html.HtmlElement]]:
    """Return the elements whose id is `kind-7`, by number, each with the name of its document."""
    return {
        number: (one.name, element)
        for one in documents
        for number, element in page.numbered(one.root, kind).items()
    }


def _whole(name: str, target: str) -> str:
    return f"{_beside(name, target)}#{urldefrag(target)[1]}"


def _marker(body: html.HtmlElement) -> str:
    """Return the number that a reader sees before a note: its place in its list."""
    item = next(body.iterancestors("li"), None)
    if item is None:
        return ""
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return str(int(item.getparent().get("start") or 1) + before)
