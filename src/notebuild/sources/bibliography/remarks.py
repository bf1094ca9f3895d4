"""Find in the remarks of an entry what has a field of its own, and what a manager or a database left there."""

from __future__ import annotations

import re

from notebuild.sources.bibliography import dates, latex
from notebuild.sources.bibliography.faults import FieldProblem

FIELDS = ("note", "addendum", "howpublished", "annote")
"""Where managers keep what they have no field for."""

ADDRESS = re.compile(
    r"\\(?:url|nolinkurl)\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*\{\s*\2\s*\}|(https?://[^\s{}<>]+)"
)
_LEAD = re.compile(
    r"(?i)\W*(?:\[?online\]?|web|www|url|available|accessible|retrieved|disponible|abrufbar|see|voir|siehe|link)?"
    r"(?:\s*(?:online|en ligne))?(?:\s*(?:at|from|on|via|à|sur|unter))?\W*"
)
_ONLINE = re.compile(r"(?i)\[\s*online\b[^\]]*\]|\(?\[?online[;,] accessed [^\])]*[\])]*")
_LEFT = re.compile(
    r"(?im)^[ \t]*((tex\.[\w.-]+|\\?_eprint|place|event-place|publisher-place|publisher|isbn|issn|eissn|pmid|pmcid"
    r"|arxiv|number|issue|volume|edition|citation key|doi|oclc|lccn|section|container-title|original-date"
    r"|google-books-id|read_\w+|bibtex\*?|medium|archive|page count|num pages|num-pages|rights|extra)"
    r"[ \t]*[:=][ \t]*([^\n]*?))[ \t]*;?$"
)
"""A line of the notes that a reference manager keeps beside an entry (Zotero's "Extra")."""

_NUMBER = re.compile(r"(?i)(?:isbn|issn|e-?issn|doi|pmid|pmcid|oclc|wos)[:\s]*[\dx][\dx /().,;-]*")
_COUNT = re.compile(r"(?i)cited by:? ?\d+.*|\d{4,}|wos:\w+", re.S)
_MEDIUM = re.compile(r"(?i)\[?(?:online|web|internet|electronic|en ligne|web page|website)\]?\.?")
_FIELD_OF = {
    "place": "location",
    "event-place": "venue",
    "publisher-place": "location",
    "citation key": "",
} | {name: name for name in ("publisher", "isbn", "issn", "doi", "number", "issue", "volume", "edition")}


def cleared(name: str, fields: dict[str, str], problems: list[FieldProblem]) -> dict[str, str]:
    """Return the fields of an entry with one remark cleared of what is none; what was junk is told."""

    def tell(junk: str, what: str, remedy: str, kind: str) -> None:
        message = f"{name} holds {latex.single(junk)[:60]}, {what}"
        problems.append(FieldProblem(name, message, remedy, "warning", f"left:{kind}"))

    text = fields[name]
    for left in list(_LEFT.finditer(text)):
        word, value = left[2].lower(), left[3].strip()
        field = _FIELD_OF.get(word, "")
        remedy = f"write {field} = {{{value}}} instead" if field and field not in fields else "take it out"
        tell(left[1], "which a reference manager left there: it is not printed", remedy, word)
        text = text.replace(left.group(), "", 1)
    if _COUNT.fullmatch(text.strip()) or _NUMBER.fullmatch(text.strip()):
        tell(text, "which a database left there: it is not printed", "take it out", "number")
        text = ""
    if _MEDIUM.fullmatch(text.strip()) and (fields.get("url") or fields.get("doi")):
        tell(text, "which the address says too: it is not printed", "take it out", "medium")
        text = ""
    if junk := _seen(text):
        day = dates.visited(junk)
        what = "it is read as the day of access" if day else "it is not printed"
        remedy = f"write urldate = {{{day}}} instead" if day else "take it out"
        tell(junk, f"which an exporter left there: {what}", remedy, "online")
        text = text.replace(junk, "", 1)
        fields = {"urldate": day, **fields} if day else fields
    if taken := _address(text, fields.get("url", "")):
        text, fields = "", {**taken, **fields}
    text = text.strip(" \t\n,;")
    if fields[name].strip() and not latex.bare(text):
        return {key: value for key, value in fields.items() if key != name}
    return {**fields, name: text}


def _seen(text: str) -> str:
    """Return the words that say when a page was seen: part of a remark in brackets, or the whole of it."""
    if online := _ONLINE.search(text):
        return online.group()
    return text if dates.VISITED.match(text) and dates.visited(text) else ""


def _address(text: str, known: str) -> dict[str, str]:
    """Return the address and the day of access of a remark that says nothing else, or nothing.

    Another address than the one that is `known` stays in the remark, and prints in its words.
    """
    match = ADDRESS.search(text)
    if not match or not _LEAD.fullmatch(text[: match.start()]):
        return {}
    url = re.sub(r"\\([%&#_~$])", r"\1", next(filter(None, match.groups()))).rstrip(".,;")
    if url.count(")") > url.count("("):
        url = url.rstrip(")")
    after = text[match.end() :]
    day = dates.visited(after)
    if known not in ("", url) or (re.search(r"\w", after) and not day):
        return {}
    return {"url": url, "urldate": day} if day else {"url": url}
