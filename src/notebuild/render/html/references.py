"""How a note is cited, for reference managers, and what its page says to machines: a file inside the page each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from notebuild.core.model import Edition, short
from notebuild.edition import tree

JOINED = "?!.…"
"""Marks after a title that need no colon before its subtitle."""

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2060": "", "\u200b": "", "\u00ad": ""})
"""What the typography pass puts between words, and what a catalogue wants there."""

LITERAL = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
"""Signs that BibTeX takes for its own, as text."""


def plain(inlines: Any) -> str:
    """Return inlines, or a text, as words with plain spaces."""
    words = inlines if isinstance(inlines, str) else tree.text(inlines or [])
    return " ".join(words.translate(SPACES).split())


def whole_title(title: str, subtitle: str, mark: str = ": ") -> str:
    """Return title and subtitle as one, `mark` between them where the title ends without a mark of its own."""
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1:] in JOINED else f"{title}{mark}{subtitle}"


def address(text: str, media_type: str) -> str:
    """Return a text as a `data:` address (RFC 2397)."""
    return f"data:{media_type};charset=utf-8,{quote(text)}"


def exports(edition: Edition, mark: str = ": ") -> list[dict[str, str]]:
    """Return the entry of an edition in each format that reference managers read: name, file and address."""
    meta, stem = edition.metadata, f"{edition.note}.{short(edition.language)}"
    title = whole_title(plain(meta["title"]), plain(meta.get("subtitle")), mark)
    kinds = (
        ("BibTeX", "bib", "application/x-bibtex", bibtex(edition, title)),
        ("RIS", "ris", "application/x-research-info-systems", ris(edition, title)),
        ("CSL JSON", "json", "application/vnd.citationstyles.csl+json", csl(edition, title)),
    )
    return [
        {"name": name, "file": f"{stem}.{suffix}", "address": address(text, kind)}
        for name, suffix, kind, text in kinds
    ]


def is_person(author: Mapping[str, Any]) -> bool:
    """Return whether an author is said to be a person: by an identifier, or by where they work."""
    return "orcid" in author or bool(author.get("affiliations"))


def bibtex(edition: Edition, title: str) -> str:
    """Return an entry as BibTeX: a report of its publisher. A name that may be a house's is kept whole by braces."""
    meta = edition.metadata
    year, month, _ = meta["date"].split("-")
    names = [
        plain(one["name"]).translate(LITERAL)
        if is_person(one)
        else f"{{{plain(one['name']).translate(LITERAL)}}}"
        for one in meta["persons"]
    ]
    fields = {
        "author": " and ".join(names),
        "title": f"{{{title.translate(LITERAL)}}}",
        "institution": meta["publisher"].translate(LITERAL),
        "type": meta["series"].translate(LITERAL),
        "number": meta["number"].translate(LITERAL),
        "year": year,
        "month": str(int(month)),
        "date": meta["date"],
        "language": edition.language,
        "doi": meta["doi"],
        "url": meta["canonical"],
    }
    rows = "".join(f"  {name} = {{{plain(value)}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{edition.note}{year},\n{rows}}}\n"


def ris(edition: Edition, title: str) -> str:
    """Return an entry as RIS; its lines end with CR LF, the last is ER."""
    meta = edition.metadata
    rows = [
        ("TY", "RPRT"),
        *(("AU", one["name"]) for one in meta["persons"]),
        ("TI", title),
        ("T2", meta["series"]),
        ("M1", meta["number"]),
        ("PB", meta["publisher"]),
        ("PY", meta["date"][:4]),
        ("DA", meta["date"].replace("-", "/")),
        ("LA", edition.language),
        ("DO", meta["doi"]),
        ("UR", meta["canonical"]),
        *(("KW", word) for word in meta["keywords"]),
    ]
    lines = [f"{tag}  - {plain(value)}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl(edition: Edition, title: str) -> str:
    """Return an entry as CSL JSON; authors by their whole names, since only those are known."""
    meta = edition.metadata
    entry = {
        "id": edition.note,
        "type": "report",
        "title": title,
        "author": [{"literal": plain(one["name"])} for one in meta["persons"]],
        "publisher": meta["publisher"],
        "collection-title": plain(meta["series"]),
        "number": meta["number"],
        "version": str(meta["version"]),
        "issued": {"date-parts": [[int(part) for part in meta["date"].split("-")]]},
        "language": edition.language,
        "DOI": meta["doi"],
        "URL": meta["canonical"],
    }
    said = {name: value for name, value in entry.items() if value}
    return json.dumps([said], ensure_ascii=False, indent=1) + "\n"


def linked_data(edition: Edition, licence: str) -> str:
    """Return what a page says of itself to machines, as JSON-LD in the words of schema.org, safe inside a script.

    `licence` is the address of the licence, or empty.
    """
    meta, title = edition.metadata, plain(edition.metadata["title"])
    first = meta["editions"][0]
    work: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": meta["canonical"],
        "url": meta["canonical"],
        "name": title,
        "headline": title,
        "alternativeHeadline": plain(meta.get("subtitle")),
        "abstract": plain(meta.get("teaser")) or plain(meta["description"]),
        "author": [_author(one) for one in meta["persons"]],
        "publisher": {"@type": "Organization", "name": meta["publisher"]},
        "inLanguage": edition.language,
        "datePublished": meta["date"],
        "dateModified": meta["date"],
        "version": str(meta["version"]),
        "identifier": f"https://doi.org/{meta['doi']}" if meta["doi"] else "",
        "reportNumber": meta["number"],
        "isPartOf": {"@type": "CreativeWorkSeries", "name": plain(meta["series"])} if meta["series"] else "",
        "license": licence,
        "keywords": list(meta["keywords"]),
    }
    others = [_work(one) for one in meta["editions"] if not one["current"]]
    if first["current"]:
        work["workTranslation"] = others
    else:
        work["translationOfWork"] = _work(first)
    said = json.dumps({name: value for name, value in work.items() if value}, ensure_ascii=False)
    return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _author(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return an author: a person where an identifier or a place of work says so, else by name alone."""
    places = [
        {"@type": "Organization", "name": place["name"], **({"@id": place["ror"]} if "ror" in place else {})}
        for place in one.get("affiliations", ())
    ]
    said = {
        "@type": "Person" if is_person(one) else "",
        "name": one["name"],
        "affiliation": places,
        "sameAs": one.get("orcid", ""),
        "url": one.get("url", ""),
        "email": one.get("email", ""),
    }
    return {name: value for name, value in said.items() if value}


def _work(edition: Mapping[str, Any]) -> dict[str, Any]:
    """Return another edition of the note, by its address where it has one, else by its file."""
    at = edition.get("url") or edition["files"].get("html") or next(iter(edition["files"].values()), "")
    return {"@type": "Report", "inLanguage": edition["language"], "url": at}
