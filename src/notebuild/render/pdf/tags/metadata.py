"""Writes what a PDF says of itself: PDF/UA beside PDF/A, identifiers, and its sources inside."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from notebuild.records.record import Record

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
_MM = "http://ns.adobe.com/xap/1.0/mm/"

_DC = "http://purl.org/dc/elements/1.1/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_TERMS = "http://purl.org/dc/terms/"
_SCHEMA_ORG = "https://schema.org/"

_Property = tuple[str, str, str]
_EXTENSIONS: tuple[tuple[str, str, str, str, tuple[_Property, ...]], ...] = (
    (
        "PDF/UA identification", _UA, "pdfuaid", "internal",
        (("part", "Integer", "Part of ISO 14289 this file conforms to"),),
    ),
    (
        "DCMI Metadata Terms", _TERMS, "dcterms", "external",
        (
            ("isVersionOf", "URI", "The work of which this is an edition in another language"),
            ("replaces", "URI", "The version that this one takes the place of"),
        ),
    ),
    (
        "Schema.org", _SCHEMA_ORG, "schema", "external",
        (("translationOfWork", "URI", "The edition that this one translates"),),
    ),
)  # fmt: skip
"""What PDF/A does not know and must be told: name, namespace, prefix, kind; of each property name, type, meaning."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A source that travels inside: its file name, media type, bytes and what it is, in words."""

    name: str
    media: str
    content: bytes
    description: str


def declare(pdf: pikepdf.Pdf, identifier: str, version: str, record: Record | None = None) -> None:
    """Say PDF/UA-1 beside PDF/A-3a, and which file this is.

    PDF/A knows no pdfuaid, so its schema is declared too (ISO 19005-3, 6.6.2.3). The first half
    of /ID and the DocumentID stay through all versions; the InstanceID is of this version. `record` says
    under which licence it is, what it translates and what it replaces.
    """
    document = uuid.uuid5(uuid.NAMESPACE_URL, f"notebuild:{identifier}")
    instance = uuid.uuid5(document, version)
    metadata: Any = pdf.Root.Metadata
    parser = etree.XMLParser(resolve_entities=False, remove_blank_text=True)
    root = etree.fromstring(metadata.read_bytes(), parser)
    rdf = root if root.tag == f"{{{_RDF}}}RDF" else root.find(f".//{{{_RDF}}}RDF")
    for old in rdf.findall(f"{{{_RDF}}}Description"):
        if f"{{{_UA}}}part" in old.attrib:
            rdf.remove(old)
    ours = _description(
        {"xmpMM": _MM}, DocumentID=document.urn[4:], InstanceID=instance.urn[4:], VersionID=version
    )
    rdf.extend(
        [_description({"pdfuaid": _UA}, part="1"), ours, *_rights(record), *_relations(record), _declared()]
    )
    xmp = etree.tostring(root, encoding="unicode")
    begin, end = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="r"?>'
    pdf.Root.Metadata = pdf.make_stream(
        f"{begin}\n{xmp}\n{end}".encode(), Type=Name.Metadata, Subtype=Name.XML
    )
    pdf.trailer.ID = Array([String(document.bytes), String(instance.bytes)])


def _description(space: Mapping[str, str], **values: str) -> etree._Element:
    """Return a description with values in one namespace, those that are not empty."""
    ((_, name),) = space.items()
    made: etree._Element = etree.Element(f"{{{_RDF}}}Description", nsmap={"rdf": _RDF, **space})
    made.set(f"{{{_RDF}}}about", "")
    for key, value in values.items():
        if value:
            made.set(f"{{{name}}}{key}", value)
    return made


def _rights(record: Record | None) -> Iterator[etree._Element]:
    """Yield the licence in words, and its address (XMP part 1, 8.3 and 8.5)."""
    if not record or not record.licence:
        return
    said = _description({"dc": _DC})
    words = etree.SubElement(etree.SubElement(said, f"{{{_DC}}}rights"), f"{{{_RDF}}}Alt")
    row = etree.SubElement(words, f"{{{_RDF}}}li")
    row.set("{http://www.w3.org/XML/1998/namespace}lang", "x-default")
    row.text = record.licence
    yield said
    if record.licence_url:
        yield _description({"xmpRights": _RIGHTS}, Marked="True", WebStatement=record.licence_url)


def _relations(record: Record | None) -> Iterator[etree._Element]:
    """Yield what the edition translates, and the version that it replaces, where they have an address."""
    if not record:
        return
    original = next((one for one in record.twins if one.is_original), None)
    of = (f"https://doi.org/{original.doi}" if original.doi else original.url) if original else ""
    if of or record.replaces_url:
        yield _description({"dcterms": _TERMS}, isVersionOf=of, replaces=record.replaces_url)
    if of:
        yield _description({"schema": _SCHEMA_ORG}, translationOfWork=of)


def _declared() -> etree._Element:
    """Return the declaration of every schema that PDF/A does not know (ISO 19005-3, 6.6.2.3.3)."""
    spaces = {"rdf": _RDF, "pdfaExtension": _EXTENSION, "pdfaSchema": _SCHEMA, "pdfaProperty": _PROPERTY}
    made: etree._Element = etree.Element(f"{{{_RDF}}}Description", nsmap=spaces)
    made.set(f"{{{_RDF}}}about", "")
    schemas = etree.SubElement(etree.SubElement(made, f"{{{_EXTENSION}}}schemas"), f"{{{_RDF}}}Bag")
    for name, address, prefix, kind, properties in _EXTENSIONS:
        schema = _resource(schemas, _SCHEMA, schema=name, namespaceURI=address, prefix=prefix)
        rows = etree.SubElement(etree.SubElement(schema, f"{{{_SCHEMA}}}property"), f"{{{_RDF}}}Seq")
        for own, value, meaning in properties:
            _resource(rows, _PROPERTY, name=own, valueType=value, category=kind, description=meaning)
    return made


def _resource(above: etree._Element, space: str, **values: str) -> etree._Element:
    """Return a new row of a list, whose values are its elements."""
    row = etree.SubElement(above, f"{{{_RDF}}}li")
    row.set(f"{{{_RDF}}}parseType", "Resource")
    for name, value in values.items():
        etree.SubElement(row, f"{{{space}}}{name}").text = value
    return row


def plain_pictures(pdf: pikepdf.Pdf) -> None:
    """Have no viewer smooth a picture by ways of its own, which the engine asks for (ISO 19005-3, 6.2.8)."""
    for picture in pdf.objects:
        if isinstance(picture, pikepdf.Stream) and "/Interpolate" in picture:
            del picture["/Interpolate"]


def attach(pdf: pikepdf.Pdf, files: tuple[Attachment, ...], date: str) -> None:
    """Embed the sources as associated files (ISO 19005-3, 6.8); no clock dates them."""
    stamp = f"D:{date.replace('-', '')}000000Z"
    names: list[Any] = []
    associated: list[Any] = []
    for file in sorted(files, key=lambda item: item.name):
        stream = pdf.make_stream(
            file.content,
            Type=Name.EmbeddedFile,
            Subtype=Name(f"/{file.media}"),
            Params=Dictionary(
                ModDate=String(stamp),
                Size=len(file.content),
                CheckSum=String(hashlib.md5(file.content, usedforsecurity=False).digest()),
            ),
        )
        entry = pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(file.name),
                UF=String(file.name),
                Desc=String(file.description),
                AFRelationship=Name.Source,
                EF=Dictionary(F=stream, UF=stream),
            )
        )
        names += [String(file.name), entry]
        associated.append(entry)
    if files:
        root: Any = pdf.Root
        if "/Names" not in root:
            root.Names = Dictionary()
        root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array(names)))
        root.AF = Array(associated)
