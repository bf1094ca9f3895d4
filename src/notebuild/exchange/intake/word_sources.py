"""Reads Word's own list of sources, which pandoc does not (ECMA-376-1, 22.6, `b:Sources`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notebuild.core.model import Source
from notebuild.core.problems import Location
from notebuild.exchange.intake.value import squeezed
from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element

B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"

KINDS = {
    "ArticleInAPeriodical": "article",
    "Art": "misc",
    "Book": "book",
    "BookSection": "incollection",
    "Case": "jurisdiction",
    "ConferenceProceedings": "inproceedings",
    "DocumentFromInternetSite": "online",
    "ElectronicSource": "online",
    "Film": "movie",
    "InternetSite": "online",
    "Interview": "misc",
    "JournalArticle": "article",
    "Misc": "misc",
    "Patent": "patent",
    "Performance": "misc",
    "Report": "report",
    "SoundRecording": "audio",
}
"""Word's types of sources to those of biblatex."""

FIELDS = {
    "Title": "title",
    "ShortTitle": "shorttitle",
    "City": "location",
    "Publisher": "publisher",
    "Institution": "institution",
    "JournalName": "journaltitle",
    "PeriodicalTitle": "journaltitle",
    "BookTitle": "booktitle",
    "ConferenceName": "booktitle",
    "InternetSiteTitle": "organization",
    "Volume": "volume",
    "Issue": "number",
    "Edition": "edition",
    "Pages": "pages",
    "ThesisType": "type",
    "CaseNumber": "number",
    "PatentNumber": "number",
    "Court": "institution",
    "URL": "url",
    "DOI": "doi",
    "Comments": "note",
    "Medium": "howpublished",
}
ROLES = {"Author": "author", "Editor": "editor", "Translator": "translator", "BookAuthor": "bookauthor"}


def read(parts: Mapping[str, bytes]) -> dict[str, Source]:
    """Return the sources of a package's custom parts, by the tags that its CITATION fields name."""
    found: dict[str, Source] = {}
    for name, part in parts.items():
        if not re.fullmatch(r"customXml/item\d+\.xml", name) or b"bibliography" not in part:
            continue
        for source in ooxml.parse(part).iter(f"{B}Source"):
            if tag := _text(source, "Tag"):
                found.setdefault(tag, Source(tag, *_entry(source), Location(name)))
    return found


def _text(source: Element, tag: str) -> str:
    return squeezed(source.findtext(f"{B}{tag}") or "")


def _entry(source: Element) -> tuple[str, dict[str, str]]:
    """Return the type and fields of a source, in biblatex's words."""
    kind = KINDS.get(_text(source, "SourceType"), "misc")
    fields: dict[str, str] = {}
    people = source.find(f"{B}Author")
    for tag, field in ROLES.items():
        of = None if people is None else people.find(f"{B}{tag}")
        if of is not None and (names := _names(of)):
            fields[field] = names
    for tag, field in FIELDS.items():
        if text := _text(source, tag):
            fields.setdefault(field, text)
    if kind == "report" and "institution" not in fields and "publisher" in fields:
        fields["institution"] = fields.pop("publisher")
    if kind != "patent":
        date = _date(source, "")
        fields |= {"date": date} if date else {}
    if seen := _date(source, "Accessed"):
        fields["urldate"] = seen
    return kind, fields


def _names(of: Element) -> str:
    """Return names as BibTeX writes them; a body in braces of its own."""
    bodies = [f"{{{squeezed(one.text or '')}}}" for one in of.iter(f"{B}Corporate") if one.text]
    people = [
        ", ".join(
            filter(
                None,
                (_text(one, "Last"), " ".join(filter(None, (_text(one, "First"), _text(one, "Middle"))))),
            )
        )
        for one in of.iter(f"{B}Person")
    ]
    return " and ".join([*bodies, *filter(None, people)])


def _date(source: Element, of: str) -> str:
    """Return a date in words, as far as Word has it; nothing without a year."""
    year, month, day = (_text(source, f"{part}{of}") for part in ("Year", "Month", "Day"))
    if not year or not re.fullmatch(r"\d{4}", year):
        return year
    if month.isdigit():
        return "-".join([year, month.zfill(2), *([day.zfill(2)] if day.isdigit() else [])])
    return squeezed(f"{day} {month} {year}") if month else year
