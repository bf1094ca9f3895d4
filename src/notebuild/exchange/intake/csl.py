"""Turns the sources of a reference manager, as CSL-JSON holds them, into entries of biblatex, word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from notebuild.core.model import Source
from notebuild.core.problems import Location
from notebuild.exchange.intake.value import squeezed

KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "article": "misc",
    "bill": "legislation",
    "book": "book",
    "broadcast": "misc",
    "chapter": "incollection",
    "classic": "book",
    "dataset": "dataset",
    "document": "misc",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "event": "unpublished",
    "hearing": "legislation",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "map": "misc",
    "motion_picture": "movie",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "periodical": "periodical",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "report",
    "software": "software",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal",
    "webpage": "online",
}
"""Types of CSL 1.0.2 to those of biblatex."""

FIELDS = {
    "title": "title",
    "title-short": "shorttitle",
    "shortTitle": "shorttitle",
    "collection-title": "series",
    "edition": "edition",
    "volume": "volume",
    "number-of-volumes": "volumes",
    "issue": "number",
    "number": "number",
    "page": "pages",
    "pages": "pages",
    "publisher": "publisher",
    "publisher-place": "location",
    "genre": "type",
    "note": "note",
    "event-title": "eventtitle",
    "DOI": "doi",
    "URL": "url",
    "ISBN": "isbn",
    "ISSN": "issn",
    "version": "version",
    "chapter-number": "chapter",
}
ROLES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}
PARTS = ("incollection", "inproceedings", "inreference")
PRIVATE = re.compile(r"^\s*[A-Za-z_ ]{2,20}:\s*\S.*$|PMID.*|tex\.\w+:.*", re.MULTILINE)
"""Lines of Zotero's field "Extra", which say something to programs and nothing to readers."""


def entry(key: str, item: Mapping[str, Any]) -> Source:
    """Return an item of CSL-JSON as an entry, under a key."""
    kind = KINDS.get(str(item.get("type", "")), "misc")
    fields: dict[str, str] = {}
    for name, field in ROLES.items():
        if people := _people(item.get(name)):
            fields[field] = people
    for name, field in FIELDS.items():
        if (text := _text(item.get(name))) and field not in fields:
            fields[field] = text
    if container := _text(item.get("container-title")):
        fields[
            "booktitle"
            if kind in PARTS
            else "journaltitle"
            if kind in ("article", "review")
            else "howpublished"
        ] = container
    if kind in ("report", "thesis") and "publisher" in fields:
        fields["institution"] = fields.pop("publisher")
    if "note" in fields and not (kept := PRIVATE.sub("", fields["note"]).strip()):
        del fields["note"]
    elif "note" in fields:
        fields["note"] = kept
    if "pages" in fields:
        fields["pages"] = re.sub(r"(?<=\d)\s*[-–—]+\s*(?=\d)", "--", fields["pages"])
    if day := _day(item.get("issued")):
        fields["date"] = day
    if "url" in fields and (seen := _day(item.get("accessed"))):
        fields["urldate"] = seen
    particles = any(one.get("non-dropping-particle") for name in ROLES for one in item.get(name) or ())
    if particles:
        fields["options"] = "useprefix=true"
    if ": " in fields.get("title", "") and "shorttitle" not in fields:
        head = fields["title"].partition(": ")[0].strip()
        fields["shorttitle"] = head if " " in head else fields["title"]
    return Source(key, kind, fields, Location())


def _text(value: Any) -> str:
    text = re.sub(r"</?(?:i|b|em|strong|sub|sup|span|sc)\b[^>]*>", "", str(value or ""))
    return squeezed(text.replace("\\&", "&").replace("\\\\&", "&"))


def _people(people: Sequence[Mapping[str, str]] | None) -> str:
    """Return names as BibTeX writes them; one that is a single whole is a body's."""
    found = []
    for one in people or ():
        family, given = _text(one.get("family")), _text(one.get("given"))
        family = " ".join(filter(None, (_text(one.get("non-dropping-particle")), family)))
        given = " ".join(filter(None, (given, _text(one.get("dropping-particle")))))
        literal = _text(one.get("literal")) or (family if not given else "")
        name = (
            f"{{{literal}}}"
            if literal
            else ", ".join(filter(None, (family, _text(one.get("suffix")), given)))
        )
        found += [name] if name else []
    return " and ".join(found)


def _day(value: Any) -> str:
    """Return a date as biblatex writes it: as precise as the item has it, a range with its stroke."""
    if isinstance(value, str | int):
        return str(value)
    if not isinstance(value, Mapping):
        return ""
    parts = [one for one in value.get("date-parts") or () if one and one[0]]
    days = ["-".join([str(one[0]), *(str(n).zfill(2) for n in one[1:] if n)]) for one in parts]
    return "/".join(days) if days else str(value.get("raw") or value.get("literal") or "")
