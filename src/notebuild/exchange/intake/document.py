"""Reads a document in any of the forms that analysts send: Word, OpenDocument, Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping

from notebuild.core.model import Document, Source
from notebuild.core.problems import NotebuildError
from notebuild.edition import pandoc
from notebuild.exchange.intake import csl, flavours, opendocument, package, word
from notebuild.exchange.intake.value import Incoming


def read(content: bytes, file: str, shown: str, beside: Mapping[str, bytes] | None = None) -> Incoming:
    """Return a document; `beside` holds the files of its folder by their paths there, for Markdown that names them.

    Raises NotebuildError for a file that is none, or harmful.
    """
    kind = package.kind(content, file, shown)
    try:
        if kind == "docx":
            return _word(content, shown)
        if kind == "odt":
            return opendocument.read(content, shown)
    except NotebuildError as fault:
        if not any(one.message.startswith("pandoc stopped") for one in fault.problems):
            raise
        remedy = "open it in Word or LibreOffice, and save it again"
        raise package.refused(shown, "is damaged: its text cannot be read", remedy) from None
    return flavours.read(content.decode("utf-8-sig"), shown, beside or {})


def _word(content: bytes, shown: str) -> Incoming:
    plain = word.plain(content, shown)
    tree = pandoc.imported(plain.package, "docx+citations", shown)
    return Incoming(
        tree["blocks"],
        tree["meta"],
        plain.passages,
        {**plain.sources, **references(tree, shown)},
        plain.fields,
        plain.pictures,
        plain.properties,
        plain.remarks,
    )


def references(tree: Document, shown: str) -> dict[str, Source]:
    """Return the sources that a document brings as data (pandoc's `references`), by their ids."""
    held = tree["meta"].get("references")
    if not held:
        return {}
    items = json.loads(pandoc.write({**tree, "blocks": []}, "csljson", ("--standalone",), shown))
    return {str(item["id"]): csl.entry(str(item["id"]), item) for item in items}
