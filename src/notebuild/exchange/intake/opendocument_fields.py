"""Reads citations in a document of LibreOffice: those of Zotero, and those of LibreOffice's own list of sources."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from notebuild.core.model import Source
from notebuild.core.problems import Location
from notebuild.exchange.intake import csl
from notebuild.exchange.intake.opendocument_changes import between
from notebuild.exchange.intake.opendocument_parts import TEXT, host, remove, said
from notebuild.exchange.intake.value import Cited, Field, mark, squeezed
from notebuild.render.word.ooxml import Element

ZOTERO = re.compile(r"ZOTERO_ITEM (?:CSL_CITATION )?(?P<data>\{.*\})", re.DOTALL)
"""The name of a reference mark that is a citation of Zotero's, as its plug-in for LibreOffice writes it."""

LABELS = {
    "": "p.",
    "book": "bk.",
    "chapter": "chap.",
    "column": "col.",
    "figure": "fig.",
    "folio": "fol.",
    "issue": "no.",
    "line": "l.",
    "note": "n.",
    "page": "p.",
    "paragraph": "para.",
    "part": "pt.",
    "section": "sec.",
    "volume": "vol.",
}
"""Places of CSL 1.0.2 to how a note writes them; others stand as they are called."""

KINDS = {
    "article": "article",
    "book": "book",
    "booklet": "booklet",
    "conference": "inproceedings",
    "custom1": "misc",
    "email": "misc",
    "inbook": "inbook",
    "incollection": "incollection",
    "inproceedings": "inproceedings",
    "journal": "article",
    "manual": "manual",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "proceedings": "proceedings",
    "techreport": "report",
    "unpublished": "unpublished",
    "www": "online",
}
"""Types of ODF 1.3, part 3, 19.779, to those of biblatex."""

FIELDS = {
    "address": "location",
    "booktitle": "booktitle",
    "chapter": "chapter",
    "edition": "edition",
    "howpublished": "howpublished",
    "institution": "institution",
    "isbn": "isbn",
    "issn": "issn",
    "journal": "journaltitle",
    "note": "note",
    "number": "number",
    "organizations": "organization",
    "pages": "pages",
    "publisher": "publisher",
    "report-type": "type",
    "school": "institution",
    "series": "series",
    "title": "title",
    "url": "url",
    "volume": "volume",
    "year": "date",
}


def taken(story: Element) -> tuple[tuple[Field, ...], dict[str, Source]]:
    """Return the citations of a story, a mark put for each, and the sources that they bring along, by their keys."""
    fields: list[Field] = []
    sources: dict[str, Source] = {}
    ends = {one.get(f"{TEXT}name"): one for one in story.iter(f"{TEXT}reference-mark-end")}
    for start in list(story.iter(f"{TEXT}reference-mark-start")):
        name = start.get(f"{TEXT}name") or ""
        cited = _zotero(name, sources)
        end = ends.get(name)
        if (
            not cited
            or end is None
            or host(start) is not host(end)
            or start.getparent() is not end.getparent()
        ):
            continue
        fields.append(Field(cited, between(story, start, end)))
        while (following := start.getnext()) is not None and following is not end:
            remove(following)
        start.tail = mark(len(fields) - 1)
    for one in list(story.iter(f"{TEXT}bibliography-mark")):
        key = one.get(f"{TEXT}identifier") or ""
        if key and one.get(f"{TEXT}title"):
            sources.setdefault(key, _listed(key, one))
            fields.append(Field((Cited(key),), squeezed(said(one))))
            one.tail = mark(len(fields) - 1) + (one.tail or "")
            remove(one)
    return tuple(fields), sources


def _zotero(name: str, sources: dict[str, Source]) -> tuple[Cited, ...]:
    """Return what a reference mark of Zotero's cites, and put its sources among `sources`; nothing of another mark."""
    found = ZOTERO.match(name)
    try:
        items = json.loads(found["data"]).get("citationItems") if found else None
    except (ValueError, RecursionError, AttributeError):
        return ()
    cited = []
    for item in items if isinstance(items, list) else ():
        held = item.get("itemData") if isinstance(item, dict) else None
        if not isinstance(held, dict):
            return ()
        key = str(item.get("id") or held.get("id") or f"zotero{len(sources) + 1}")
        sources.setdefault(key, csl.entry(key, held))
        cited.append(
            Cited(
                key,
                _place(item),
                _words(item, "prefix"),
                _words(item, "suffix"),
                bool(item.get("suppress-author")),
            )
        )
    return tuple(cited)


def _place(item: Mapping[str, Any]) -> str:
    number, label = squeezed(str(item.get("locator") or "")), str(item.get("label") or "")
    if not number:
        return ""
    own = LABELS.get(label, label)
    return f"{'pp.' if own == 'p.' and re.search(r'[-–,]', number) else own} {number}"


def _words(item: Mapping[str, Any], name: str) -> str:
    return squeezed(str(item.get(name) or ""))


def _listed(key: str, one: Element) -> Source:
    """Return a source of LibreOffice's own list, whose fields are attributes of each mark."""
    fields: dict[str, str] = {}
    for role in ("author", "editor"):
        if people := squeezed(one.get(f"{TEXT}{role}") or ""):
            fields[role] = " and ".join(filter(None, map(str.strip, people.split(";"))))
    for name, field in FIELDS.items():
        if text := squeezed(one.get(f"{TEXT}{name}") or ""):
            fields.setdefault(field, text)
    return Source(key, KINDS.get(one.get(f"{TEXT}bibliography-type") or "", "misc"), fields, Location())
