"""The record of a note for whoever finds its sources: CITATION.cff, in the Citation File Format 1.2.0."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from notebuild.records.record import Author, Record

SPDX = re.compile(r"https://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)/")


def cff(record: Record) -> str:
    """Return the file: the note, and how it is to be cited, as a report of its publisher."""
    day = record.date.isoformat()
    known = SPDX.fullmatch(record.licence_url)
    common = {"title": record.whole_title, "authors": [_author(one) for one in record.authors]}
    report = {
        "type": "report",
        **common,
        "institution": {"name": record.publisher},
        "collection-title": record.series,
        "number": record.number,
        "date-released": day,
        "year": record.date.year,
        "month": record.date.month,
        "languages": [record.language.split("-")[0]],
        "version": str(record.version),
        "isbn": record.isbn,
        "issn": record.issn,
        "doi": record.doi,
        "url": record.url,
    }
    whole: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this note, please cite it as below.",
        "type": "dataset",
        **common,
        "abstract": record.abstract,
        "keywords": list(record.keywords),
        "version": str(record.version),
        "date-released": day,
        "license": f"CC-{known[1].upper()}-{known[2]}" if known else "",
        "license-url": record.licence_url if record.licence_url and not known else "",
        "doi": record.doi,
        "url": record.url,
        "preferred-citation": {name: value for name, value in report.items() if value},
    }
    return "\n".join(_lines({name: value for name, value in whole.items() if value})) + "\n"


def _author(one: Author) -> dict[str, str]:
    """Return an author: a person with the name's parts where they are known, else by the whole name."""
    names = {"family-names": one.family, "given-names": one.given} if one.family else {"name": one.name}
    place = "; ".join(place.name for place in one.affiliations) if one.family else ""
    made = {**names, "affiliation": place, "orcid": one.orcid, "email": one.email, "website": one.url}
    return {name: value for name, value in made.items() if value}


def _lines(value: Mapping[str, Any] | Sequence[Any], indent: str = "") -> list[str]:
    """Return YAML: words in double quotes, which YAML reads as JSON does."""
    out = []
    pairs = value.items() if isinstance(value, Mapping) else (("-", one) for one in value)
    for name, content in pairs:
        head = f"{indent}-" if name == "-" else f"{indent}{name}:"
        if isinstance(content, Mapping) and name == "-":
            first, *rest = _lines(content, f"{indent}  ")
            out += [f"{indent}- {first.strip()}", *rest]
        elif isinstance(content, Mapping | list):
            out += [head, *_lines(content, f"{indent}  ")]
        else:
            out.append(f"{head} {json.dumps(content, ensure_ascii=False)}")
    return out
