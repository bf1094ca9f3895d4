"""Footnotes that cite as fields of a reference manager, which can change and refresh them.

The field is that of Zotero's word processor plug-in, and holds a citation of CSL's schema (csl-citation.json); the
words stand in it as printed, so that a reader without a reference manager sees no difference.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from notebuild.core.model import Citation, Edition, Footnote
from notebuild.render.word.ooxml import Element, element, every, name, value

SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"

LABELS = frozenset(
    (
        "act", "appendix", "article-locator", "book", "canon", "chapter", "column", "elocation", "equation",
        "figure", "folio", "issue", "line", "note", "opus", "page", "paragraph", "part", "rule", "scene",
        "section", "sub-verbo", "supplement", "table", "timestamp", "title-locator", "verse", "version",
        "volume",
    )
)  # fmt: skip
"""The labels of places that CSL 1.0.2 knows; of any other the word stands in the place itself."""

UNSENT = ("abstract", "note", "annote", "keyword")
"""What a citation is not told by: fields grow large with it, and Word's editors slow (zotero/zotero#5160)."""


def fields(notes: Element, edition: Edition, items: Mapping[str, Mapping[str, Any]]) -> None:
    """Put the words of each note that only cites into a field, in place; `items` are CSL-JSON by key.

    A note of several paragraphs, or with a source that has no item, is left as it is.
    """
    by_number = {str(note.number): note for note in edition.footnotes}
    for body in notes:
        note = by_number.get(value(body, "w:id"))
        paragraphs = body.findall(name("w:p"))
        if note is None or note.origin != "citation" or len(paragraphs) != 1:
            continue
        if all(citation.key in items for citation in note.citations):
            _wrap(paragraphs[0], note, items)


def _wrap(paragraph: Element, note: Footnote, items: Mapping[str, Mapping[str, Any]]) -> None:
    """Begin a field after the note's number and its tab, and end it with the paragraph."""
    number = next(iter(every(paragraph, "w:footnoteRef")), None)
    head = None if number is None else number.getparent()
    if head is None:
        return
    after = head.getnext()
    if after is not None and every(after, "w:tab"):
        head = after
    code = f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(_citation(note, items), ensure_ascii=False)} "
    begin = [_mark("begin"), element("w:r", element("w:instrText", text=code)), _mark("separate")]
    for run in reversed(begin):
        head.addnext(run)
    paragraph.append(_mark("end"))


def _mark(kind: str) -> Element:
    return element("w:r", element("w:fldChar", w_fldCharType=kind))


def _citation(note: Footnote, items: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a note's citation by CSL's schema; words between the sources go with the one that they stand before."""
    cited, rest = [], note.text
    for citation in note.citations:
        before, found, after = rest.partition(citation.printed)
        entry = _item(citation, items[citation.key])
        if found:
            rest = after
            if before := before.lstrip("; \u2063"):
                entry["prefix"] = before
        cited.append(entry)
    if cited and (suffix := rest.strip().removesuffix(".")):
        cited[-1]["suffix"] = suffix
    return {
        "citationID": f"note-{note.number}",
        "properties": {
            "formattedCitation": note.text,
            "plainCitation": note.text,
            "noteIndex": note.number,
        },
        "citationItems": cited,
        "schema": SCHEMA,
    }


def _item(citation: Citation, item: Mapping[str, Any]) -> dict[str, Any]:
    data = {field: said for field, said in item.items() if field not in UNSENT}
    entry: dict[str, Any] = {"id": citation.key, "itemData": {**data, "id": citation.key}}
    if citation.label in LABELS:
        entry |= {"locator": citation.locator, "label": citation.label}
    elif citation.locator:
        entry["locator"] = f"{citation.label} {citation.locator}".strip()
    return entry
