"""What a Word document says of itself: its properties, and which build it is of."""

from __future__ import annotations

from notebuild.core.model import Edition, digest, short
from notebuild.edition import tree
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import NAMESPACES, Element, element, root

FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set that custom properties belong to (MS-OLEPS, FMTID_UserDefinedProperties); their ids begin with 2."""


def about(edition: Edition) -> dict[str, Element]:
    """Return the document's properties (ECMA-376-2, 11); dates from the front matter, never the clock."""
    meta = edition.metadata
    stamp = f"{meta['date']}T00:00:00Z"
    number = f"{edition.note}.{edition.language}.v{meta['version']}"
    rows = {
        "dc:title": tree.text(meta["title"]),
        "dc:subject": tree.text(meta.get("subtitle") or []),
        "dc:creator": "; ".join(meta["authors"]),
        "cp:keywords": ", ".join(meta.get("keywords", ())),
        "dc:description": meta.get("description", ""),
        "cp:lastModifiedBy": meta["publisher"],
        "dc:language": edition.language,
        "cp:category": meta["series"],
        "dc:identifier": meta["doi"] or meta["url"] or number,
        "cp:version": str(meta["version"]),
    }
    made = [element(tag, text=said) for tag, said in rows.items() if said]
    made += [
        element(f"dcterms:{tag}", text=stamp, xsi_type="dcterms:W3CDTF") for tag in ("created", "modified")
    ]
    application = {
        "Application": "Microsoft Office Word",
        "DocSecurity": "0",
        "Company": meta["publisher"],
        "AppVersion": "16.0000",
    }
    kinds = (
        ("officeDocument", "word/document.xml"),
        (f"{NAMESPACES['rel']}/metadata/core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
        ("custom-properties", "docProps/custom.xml"),
    )
    rows_ = [(f"rId{index}", kind, target) for index, (kind, target) in enumerate(kinds, 1)]
    said = (element(f"ep:{tag}", text=said) for tag, said in application.items())
    return {
        "docProps/core.xml": root("cp:coreProperties", *made, prefixes=("dc", "dcterms", "xsi")),
        "docProps/app.xml": root("ep:Properties", *said),
        "docProps/custom.xml": custom(edition),
        "_rels/.rels": ooxml.relationships(rows_),
    }


def custom(edition: Edition) -> Element:
    """Return the properties that say of which build a document is (ECMA-376-1, 22.3.2): no save in Word loses them.

    The digest is that of the edition's words and sources, so that the document's bytes are those of its sources
    whatever commit they stand in.
    """
    said = {
        "notebuild-edition": f"{edition.note}.{short(edition.language)}",
        "notebuild-version": str(edition.metadata["version"]),
        "notebuild-sources": digest(edition),
    }
    return root(
        "op:Properties",
        *(
            element("op:property", element("vt:lpwstr", text=value), fmtid=FORMAT, pid=str(number), name=key)
            for number, (key, value) in enumerate(said.items(), 2)
        ),
        prefixes=("vt",),
    )
