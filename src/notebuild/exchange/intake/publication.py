"""Reads what follows a title in a note: where it appeared, when, who published it, and the place that is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from notebuild.exchange.intake import names
from notebuild.exchange.intake.value import squeezed
from notebuild.sources.bibliography import dates
from notebuild.sources.locators import locators

OPEN, CLOSE = "\x02", "\x03"
"""What stands around slanted words in a note's text."""

SLANTED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_MONTH = r"[A-Za-zéûäÉ]{3,9}\.?"
DATE = re.compile(
    rf"(?<![\w/])(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s{_MONTH},?\s\d{{4}}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,\s\d{{4}}"
    rf"|(?:{_MONTH}\s)\d{{4}}|\d{{4}}-\d\d-\d\d|(?:c\.\s?)?(?:1[5-9]|20)\d\d)(?![\w/–-])"
)
YEAR = re.compile(r"(?<=\s)(?:1[5-9]|20)\d\d(?=\s*(?:,|\Z))")
PRINTER = re.compile(r"[:,]\s[A-ZÀ-Þ][\w.&-]*\s\Z")
"""What stands before the year where no comma does, as German notes have it: `Berlin: Suhrkamp 2020`."""

UNDATED = re.compile(r"(?<!\w)(?:n\.\s?d|s\.\s?d|o\.\s?D|o\.\s?J)\.?(?!\w)")
_VOLUME = re.compile(r"(?:\bvol(?:ume)?\.?|\bt\.|\bBd\.?|\bJg\.?)\s*(\d+|[IVXL]+)\b", re.I)
_NUMBER = re.compile(r"\b(?:no|nr|n°|nº|nᵒ|issue|iss|num|numéro|Heft|H)\.?\s*(\d+(?:[-–/]\d+)?)\b", re.I)
_JOURNAL = re.compile(r"(?:^|\s)(\d{1,3})\s*(?:\((\d+(?:[-–/]\d+)?)\)|:\s?(\d{1,3})(?=\s*\())")
_PAGES = re.compile(r"(?:\bpp?\.|\bpages?\b|\bS\.)\s*(\d+(?:\s*[-–—]+\s*\d+)?)", re.I)
_COLON_PAGES = re.compile(r"\)\s*:\s*(\d+(?:\s*[-–—]\s*\d+)?)|,\s*(\d+\s*[-–—]\s*\d+)\s*[.,]?\s*\Z")
_PRESS = re.compile(
    r"\b(?:press(?:es)?|publish\w*|verlag|éditions?|editions?|books?|PUF|presses|university|univ\.|routledge|verso|"
    r"palgrave|springer|elsevier|brill|gallimard|fayard|seuil|flammarion|l'harmattan|penguin|norton|sage|wiley|"
    r"polity|hurst|tauris|hachette|albin michel|armand colin|la découverte|karthala|suhrkamp|nomos|beck)\b",
    re.I,
)
_LAW = re.compile(
    r"(?:[A-ZÀ-Þ][\w-]+\s){0,3}(?:resolution|regulation|directive|decision|law|act|treaty|statute|decree|règlement|résolution|loi|décret|"
    r"décision|ordonnance|traité|gesetz|verordnung|richtlinie|beschluss)\b".replace("(?:r", "(?i:r"),
)
_THESIS = re.compile(
    r"\b(?:ph\.?d\.? thesis|phd dissertation|doctoral (?:thesis|dissertation)|thèse(?: de doctorat)?)\b", re.I
)
_REPORT = re.compile(
    r"\b(?:report|brief(?:ing)?|working paper|policy paper|discussion paper|occasional paper|note|rapport|étude|"
    r"backgrounder|fact sheet|background paper|research paper|bericht|studie)\b(?=\s*(?:no|n°|nº|nr|\d|,|$))",
    re.I,
)
_IN = re.compile(r"\A[\s,;.]*(?:in|dans|In)\b\s*:?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one source in a note."""

    kind: str
    fields: dict[str, str]
    locator: str = ""
    prefix: str = ""
    doubts: tuple[str, ...] = field(default=())
    """What somebody should look at."""


def bare(text: str) -> str:
    """Return a text without the marks of slanted words."""
    return squeezed(text.replace(OPEN, "").replace(CLOSE, ""))


def behind(
    after: str, fields: dict[str, str], prefix: str, *, has_quotes: bool, is_slanted: bool
) -> Reading | None:
    """Read what follows a title: where it appeared, when, who published it, and the place that is meant."""
    locator, pages = "", ""
    book = None
    if has_quotes and (inside := _IN.match(after)):
        after = after[inside.end() :]
        book = SLANTED.search(after)
        if book:
            editors = bare(after[: book.start()]).strip(" ,;:")
            fields["booktitle"] = bare(book[1])
            after = after[book.end() :]
            if later := re.match(
                r"\s*,?\s*(?:edited by|ed\. by|eds?\.|sous la dir(?:ection|\.) de|hrsg\. von)\s+([^,(]+)",
                after,
            ):
                editors, after = later[1], after[later.end() :]
            if editors:
                fields["editor"] = names.read(editors)[0]
        else:
            after = f", {after}"
    container = None if book else SLANTED.search(after) if has_quotes else None
    if container and len(bare(after[: container.start()]).split()) <= 4:
        lead = bare(after[: container.start()]).strip(" ,;:")
        fields["journaltitle"] = bare(container[1]).rstrip(",")
        after = f"{lead + ', ' if lead else ''}{after[container.end() :]}"
    elif container:
        return None
    after = bare(after)
    if found := _PAGES.search(after):
        pages, after = found[1], f"{after[: found.start()]}, {after[found.end() :]}"
    elif "journaltitle" in fields and (found := _COLON_PAGES.search(after)):
        pages = next(filter(None, found.groups()))
        after = after[: found.start()] + (")" if found[0].startswith(")") else "") + after[found.end() :]
    dated = [one for one in DATE.finditer(after.replace("vol. ", "vol._")) if dates.iso(one[0])]
    if dated := dated or [one for one in YEAR.finditer(after) if PRINTER.search(after[: one.start()])]:
        chosen = next((one for one in dated if len(dates.iso(one[0])) > 7), dated[0])
        if day := dates.iso(chosen[0]):
            fields["date"] = day
            after = f"{after[: chosen.start()]}\x00{after[chosen.end() :]}"
    elif undated := UNDATED.search(after):
        after = f"{after[: undated.start()]}\x00{after[undated.end() :]}"
    for pattern, name in ((_VOLUME, "volume"), (_NUMBER, "number")):
        if (found := pattern.search(after)) and ("journaltitle" in fields or name == "number"):
            fields[name] = found[1]
            after = f"{after[: found.start()]},{after[found.end() :]}"
    if "journaltitle" in fields and "volume" not in fields and (found := _JOURNAL.search(after)):
        fields["volume"] = found[1]
        if found[2] or found[3]:
            fields["number"] = found[2] or found[3]
        after = f"{after[: found.start()]},{after[found.end() :]}"
    if (
        "journaltitle" in fields
        and "volume" not in fields
        and (found := re.match(r"\s*,?\s*(\d{1,4})(?=\s*[,(])", after))
    ):
        fields["volume"], after = found[1], after[found.end() :]
    if pages:
        number = re.sub(r"\s*[-–—]+\s*", "–", pages)
        if "–" in number and ("journaltitle" in fields or book):
            fields["pages"] = number.replace("–", "--")
        else:
            locator = f"{'pp.' if '–' in number else 'p.'} {number}"
    return _published(after, fields, prefix, locator, is_slanted=is_slanted, is_part=bool(book))


def _published(
    after: str, fields: dict[str, str], prefix: str, locator: str, *, is_slanted: bool, is_part: bool
) -> Reading | None:
    """Read publisher and place out of what is left, and choose the type of the entry."""
    doubts: list[str] = []
    if found := re.search(r"\(\s*([^():\x00]+?)\s*:\s*([^():\x00]+?)\s*,?\s*\x00?\s*\)", after):
        fields["location"], fields["publisher"] = found[1], found[2].rstrip(" ,")
        after = f"{after[: found.start()]},{after[found.end() :]}"
    if thesis := _THESIS.search(after):
        fields["type"] = thesis[0]
        after = f"{after[: thesis.start()]},{after[thesis.end() :]}"
    pieces = [piece.strip(" .,;:()\x00") for piece in re.split(r"[,;:()\x00]\s*|\s\x00", after)]
    pieces = [piece for piece in pieces if re.search(r"\w", piece)]
    if sum(len(piece.split()) for piece in pieces) > 24 or any(len(piece.split()) > 14 for piece in pieces):
        return None
    if (
        locator == ""
        and pieces
        and locators(pieces[-1])[0]
        and re.search(r"\d", pieces[-1])
        and not fields.get("url")
    ):
        place, rest = locators(pieces[-1])
        if not rest.strip() and place[0].label not in ("", "page", "number", "volume"):
            locator = pieces.pop()
    if not locator and is_slanted and pieces and re.fullmatch(r"\d{1,4}(?:\s*[-–]+\s*\d{1,4})?", pieces[-1]):
        number = re.sub(r"\s*[-–]+\s*", "–", pieces.pop())  # (London: Verso, 2010), 45
        locator = f"{'pp.' if '–' in number else 'p.'} {number}"
    is_report = any(map(_REPORT.search, pieces))
    if (is_slanted or is_part or "type" in fields) and not is_report and "publisher" not in fields and pieces:
        at = next((n for n, piece in enumerate(pieces) if _PRESS.search(piece)), None)
        if at is None and len(pieces) == 2 and not fields.get("url"):
            at = 1 if re.fullmatch(r"[A-ZÀ-Þ][\w. -]+", pieces[0]) else 0
        if at is None and len(pieces) == 1 and "date" in fields and not _REPORT.search(pieces[0]):
            only = pieces.pop()
            fields["location" if len(only.split()) == 1 else "publisher"] = only
        elif at is not None:
            fields["publisher"] = pieces.pop(at)
            if pieces and at <= len(pieces) and len(pieces) >= 1:
                near = pieces.pop(
                    at - 1 if at and at - 1 < len(pieces) and at == len(pieces) else min(at, len(pieces) - 1)
                )
                fields["location"] = near
    kind = _kind(fields, is_slanted=is_slanted, is_part=is_part, rest=", ".join(pieces))
    if kind == "report" and pieces:
        if named := next((piece for piece in pieces if _REPORT.search(piece)), ""):
            fields["type"] = named
            pieces.remove(named)
        if pieces and re.fullmatch(r"[A-ZÀ-Þ][\w-]+", pieces[-1]):
            fields["location"] = pieces.pop()
        if pieces and not fields.get("author", "").startswith("{"):
            fields["institution"] = pieces.pop()
    if pieces and kind in ("online", "misc"):
        fields["howpublished"] = ", ".join(pieces)
        pieces = []
    if pieces:
        fields["note"] = ", ".join(pieces)
        doubts.append("words that found no other field stand in note")
    if not (fields.keys() & {"url", "doi", "date", "publisher", "journaltitle", "booktitle"}):
        return None
    if kind == "legislation" and "number" not in fields and "note" in fields:
        first, _, rest = fields.pop("note").partition(", ")
        fields |= {"number": first} | ({"note": rest} if rest else {})
    return Reading(kind, fields, locator, prefix, tuple(doubts))


def _kind(fields: dict[str, str], *, is_slanted: bool, is_part: bool, rest: str) -> str:
    """Return biblatex's type of an entry, by what is known of it."""
    if "journaltitle" in fields:
        return "article" if fields.get("date") else "misc"
    if is_part:
        return "incollection"
    if "type" in fields:
        return "thesis"
    if not is_slanted and _LAW.match(fields["title"]) and fields.get("author", "{").startswith("{"):
        return "legislation"
    if _REPORT.search(rest) or (
        "publisher" not in fields and is_slanted and fields.get("author", "").startswith("{")
    ):
        return "report"
    if is_slanted and not (fields.get("url") and "publisher" not in fields):
        return "book"
    return "online" if fields.get("url") or fields.get("doi") else "misc"
