"""Bring what reference managers export to what biblatex means, and tell what they leave behind."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notebuild.sources.bibliography import dates, latex, people, remarks, vocabulary
from notebuild.sources.bibliography.faults import FieldProblem
from notebuild.sources.bibliography.plain import DEEP, plain

_NOTHING = re.compile(r"(?i)n/?a(?:\W+n/?a)?|[-–—?]+|null|undefined|none|\[object object\]")
_LINKED = re.compile(r"\\href\s*\{\s*(https?://[^{}]*)\}\s*\{")
_DOI = re.compile(r"(?i)(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*|doi\s+|info:doi/)+")
_DATABASE = re.compile(r"(?i)<go to \w+>:")
"""What EndNote writes for a record of the Web of Science."""

_NUMBERED = re.compile(r" (0\d{3})(?=\s+and\s|\s*,|\s*$)")
"""DBLP's number of a person among those of one name, "Jane Doe 0001"."""

_LABEL = {
    "pages": re.compile(r"(?i)^(?:(?:pp?|s)\.\s*|(?:pp?|pages?|s|seiten?)\s+)(?=\d|[ivxlc]+\b)"),
    "volume": re.compile(r"(?i)^(?:(?:vols?|bd|t)\.\s*|(?:vols?|volumes?|bd|band|tome|t)\s+)(?=\d)"),
    "number": re.compile(
        r"(?i)^(?:(?:nos?|nr|num)\.\s*|(?:nos?|nr|num|numbers?|issues?)\s+|[n№][°ᵒ]?\s*)(?=\d+$)"
    ),
    "issue": re.compile(
        r"(?i)^(?:(?:nos?|nr|num)\.\s*|(?:nos?|nr|num|numbers?|issues?)\s+|[n№][°ᵒ]?\s*)(?=\d+$)"
    ),
    "version": re.compile(r"(?i)^(?:v\.?|ver\.?|version)\s*(?=\d)"),
    "chapter": re.compile(r"(?i)^(?:(?:ch|chap|kap)\.\s*|(?:ch|chap|chapter|chapitre|kapitel)\s+)(?=\d)"),
}
"""Words that the style sets before a number itself, in each language its own."""

_ARTICLE_NUMBER = re.compile(r"(?i)(?:article|art\.?|id|no\.?)\s+(?:no\.?\s*|id\s*)?(\w+)|(e\d{2,})")
_UNKINDED = frozenset(("article", "book", "inproceedings", "incollection", "inbook", "misc", "online", "www"))
_KINDS = frozenset(
    re.split(
        r",\s*",
        """article, review, book, journal, journal article, research article, article; early access, book section,
        book chapter, conference paper, conference proceedings, proceedings paper, editorial material, editorial,
        early access, newspaper article, magazine article, web page, webpage, electronic article, generic, misc,
        blog, edited book, electronic book, letter, note""",
    )
)
"""What databases write into `type`: the type of the entry over again."""

_ORDINALS = str.split("first second third fourth fifth sixth seventh eighth ninth tenth")
_EDITION = re.compile(
    r"(?i)(\d+)\s*(?:st|nd|rd|th|e|ème|er|re|ª|\.)?\.?\s*(?:ed(?:ition|n)?|éd(?:ition)?|aufl(?:age)?)?\.?"
)


def tidied(kind: str, raw: Mapping[str, str]) -> tuple[dict[str, str], list[FieldProblem]]:
    """Return the fields of an entry in characters and in biblatex's forms, and what there is to tell of that.

    `raw` has the values as typed, white space and all. A field that holds nothing of the source is left out.
    """
    problems: list[FieldProblem] = []
    fields = dict(raw)
    for old, name in vocabulary.ALIASES.items():
        if old in fields and name not in fields:
            fields[name] = fields.pop(old)
    for name in remarks.FIELDS:
        if fields.get(name):
            fields = remarks.cleared(name, fields, problems)
    for value in [fields.get(name, "") for name in ("title", *remarks.FIELDS)]:
        if (linked := _LINKED.search(value)) and not fields.get("url"):
            fields["url"] = re.sub(r"\\([%&#_~$])", r"\1", linked[1])
    for name in [name for name, value in fields.items() if _NOTHING.fullmatch(value.strip())]:
        del fields[name]
    for name, value in fields.items():
        if name in vocabulary.VERBATIM or name in vocabulary.DATES:
            fields[name] = latex.single(latex.bare(value))
        elif name in vocabulary.PRINTED or name in vocabulary.OLD_NAMES or name in ("month", "day"):
            fields[name] = _plain(name, value, problems)
        else:
            fields[name] = latex.single(value)
    if tag := re.fullmatch(r"([a-z]{2})(?:[-_]\w+)*", fields.get("langid", "").lower()):
        fields["langid"] = vocabulary.NAMED.get(tag[1], fields["langid"])
    for name in sorted(vocabulary.NAMES & fields.keys()):
        if numbered := _NUMBERED.search(fields[name]):
            message = (
                f"{name} holds the number {numbered[1]}, by which DBLP tells persons apart: it is not printed"
            )
            problems.append(FieldProblem(name, message, "take it out", "warning"))
            fields[name] = _NUMBERED.sub("", fields[name])
        if "=" in fields[name]:
            fields[name] = " and ".join(map(people.named, latex.names(fields[name])))
    if fields.get("editortype") == "director" and "author" not in fields and fields.get("editor"):
        fields["author"] = fields.pop("editor")
        del fields["editortype"]
    if fields.get("type", "").lower() in _KINDS and kind in _UNKINDED:
        message = f"type {fields.pop('type')} says no more than @{kind}: it is not printed"
        problems.append(FieldProblem("type", message, "take it out", "warning", "kind"))
    if fields.get("eid") and fields.get("pages") == fields["eid"]:
        del fields["pages"]
    _addresses(fields, problems)
    _dates(fields)
    for name, label in _LABEL.items():
        if name in fields:
            fields[name] = label.sub("", fields[name])
    if (match := _ARTICLE_NUMBER.fullmatch(fields.get("pages", ""))) and "eid" not in fields:
        fields["eid"] = match[1] or match[2]
        del fields["pages"]
    if "pages" in fields:
        fields["pages"] = re.sub(r"\s*[-–—]+\s*", "–", fields["pages"]).strip("–")
    for name in ("number", "issue"):
        double = re.fullmatch(r"(\d+)/(\d+)", fields.get(name, ""))
        if double and int(double[2]) == int(double[1]) + 1:
            fields[name] = f"{double[1]}–{double[2]}"
    if match := _EDITION.fullmatch(fields.get("edition", "")):
        fields["edition"] = match[1]
    elif (first := fields.get("edition", "").lower().split(" ed")[0].strip(" .")) in _ORDINALS:
        fields["edition"] = str(_ORDINALS.index(first) + 1)
    return fields, problems


def _plain(name: str, value: str, problems: list[FieldProblem]) -> str:
    done = plain(latex.single(value))
    for command in done.unknown:
        message, remedy = (
            f"{command} in {name} is no command known here",
            "write the character itself, in UTF-8",
        )
        if command == DEEP:
            message, remedy = f"braces in {name} stand too deep in each other", "take them out of each other"
        problems.append(FieldProblem(name, message, remedy))
    return latex.single(done.text)


def _addresses(fields: dict[str, str], problems: list[FieldProblem]) -> None:
    """Bring url, doi and eprint to what each of them means."""
    if _DATABASE.match(fields.get("url", "")):
        message = f"url {fields.pop('url')} leads into the database it came from: it is not printed"
        problems.append(FieldProblem("url", message, "take it out", "warning"))
    several = fields.get("url", "").split()
    if len(several) > 1 and all(re.match(r"https?://", one) for one in several):
        fields["url"] = several[0]
        if "doi" not in fields:
            message = f"url holds {len(several)} addresses: the first is printed"
            problems.append(FieldProblem("url", message, "keep the one that readers need", "warning"))
    if match := remarks.ADDRESS.fullmatch(fields.get("url", "").strip("<> ")):
        fields["url"] = next(filter(None, match.groups()))
    if "doi" in fields:
        fields["doi"] = _DOI.sub("", latex.address(fields["doi"]), count=1)
    if re.match(r"https?://", fields.get("eprint", "")):
        fields.setdefault("url", fields["eprint"])
        del fields["eprint"]
    if fields.get("eprint"):
        fields["eprint"] = re.sub(r"(?i)^arxiv:", "", fields["eprint"])


def _dates(fields: dict[str, str]) -> None:
    """Bring dates to ISO form; words that say there is none yet become the state of publication."""
    for name in ("date", "origdate", "eventdate"):
        if day := dates.iso(fields.get(name, "")):
            fields[name] = day
    if day := dates.visited(fields.get("urldate", "")):
        fields["urldate"] = day
    for name in ("date", "year", "urldate"):
        value = fields.get(name, "")
        if value and dates.is_undated(value):
            del fields[name]
        elif value and (state := dates.state(value)):
            del fields[name]
            fields.setdefault("pubstate", state)
    if fields.get("pubstate"):
        fields["pubstate"] = dates.state(fields["pubstate"]) or fields["pubstate"]
    if not fields.get("date") and (day := dates.of(fields)):
        for name in ("year", "month", "day"):
            fields.pop(name, None)
        fields["date"] = day
