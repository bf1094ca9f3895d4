"""Writes what a PDF says of itself: PDF/UA beside PDF/A, identifiers, and its sources inside."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
_MM = "http://ns.adobe.com/xap/1.0/mm/"

_BLOCK = f"""<rdf:RDF xmlns:rdf="{_RDF}">
<rdf:Description xmlns:pdfuaid="{_UA}" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:xmpMM="{_MM}" rdf:about="" xmpMM:DocumentID="%s" xmpMM:InstanceID="%s"/>
<rdf:Description xmlns:pdfaExtension="{_EXTENSION}" xmlns:pdfaSchema="{_SCHEMA}"
 xmlns:pdfaProperty="{_PROPERTY}" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF>"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A source that travels inside: its file name, media type, bytes and what it is, in words."""

    name: str
    media: str
    content: bytes
    description: str


def declare(pdf: pikepdf.Pdf, identifier: str, version: str) -> None:
    """Say PDF/UA-1 beside PDF/A-3a, and which file this is.

    PDF/A knows no pdfuaid, so its schema is declared too (ISO 19005-3, 6.6.2.3). The first half
    of /ID and the DocumentID stay through all versions; the InstanceID is of this version.
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
    rdf.extend(list(etree.fromstring(_BLOCK % (document.urn[4:], instance.urn[4:]), parser)))
    xmp = etree.tostring(root, encoding="unicode")
    begin, end = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="r"?>'
    pdf.Root.Metadata = pdf.make_stream(
        f"{begin}\n{xmp}\n{end}".encode(), Type=Name.Metadata, Subtype=Name.XML
    )
    pdf.trailer.ID = Array([String(document.bytes), String(instance.bytes)])


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
