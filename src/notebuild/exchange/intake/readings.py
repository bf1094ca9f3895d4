"""Reads a source out of the words of a note: nothing is proposed that does not stand there."""

from __future__ import annotations

import re

from notebuild.exchange.intake import names
from notebuild.exchange.intake.publication import CLOSE, DATE, OPEN, SLANTED, UNDATED, Reading, bare, behind
from notebuild.sources.bibliography import dates

_URL = re.compile(r"<?(https?://[^\s<>\x02\x03]+)>?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:\s?)(10\.\d{4,9}/[^\s<>\x02\x03]+)", re.I)
_SEEN = re.compile(
    r"[\[(,;.]?\s*(?:last )?(?:accessed|visited|consulted|retrieved|viewed|consultée?|abgerufen|page consultée)"
    r"(?:\s+(?:on|the|le|am))?:?\s*(?P<day>[^,;()\[\]]*?\d{4}|\d[\d./ -]+\d)\s*[\])]?",
    re.I,
)
_QUOTED = re.compile(
    r"“(?P<a>(?:[^“”]|“[^”]*”)+)”|«\s*(?P<b>[^«»]+?)\s*»|„(?P<d>[^“”„]+)[“”]"
    r"|(?<![\w’])‘(?P<c>(?:[^‘’]|(?<=\w)’(?=\w)|’(?=s?\s[a-z])|‘[^’]*’)+)’(?!\w)"
    r'|(?<!\w)"(?P<e>[^"]+)"(?!\w)'
)
_PREFIX = re.compile(
    r"(?:see also|see, for example|see, for instance|see e\.g\.|see, e\.g\.|see|cf\.|compare|voir aussi|voir notamment|"
    r"voir par exemple|voir|v\.|siehe auch|siehe|vgl\.|for example|e\.g\.|notamment|par exemple|"
    r"on this|sur ce point|quoted in|cited in|cité dans|zitiert nach)[,:]?\s+",
    re.I,
)
LONGEST = 26
"""Words before a title that may be the names of its authors."""

_NAMED = re.compile(
    r"(?:[A-ZÀ-ÞŁŚŽČ0-9&/(][\w.'’/&()-]*|[\w-]+\.[a-z]{2,4}|of|for|the|and|et|und|in|on|to|de|du|des|la|le|les|à|aux?|en|pour|sur"
    r"|für|der|die|das|des|von|van|zu|del|della|di|da|al|el|bin|ibn|eds?\.?|dir\.?|d['’]\w+|l['’]\w+|e|y|al\.)[,;:]?"
)
"""A word as names of persons and bodies have them: with a capital, or one that joins others."""


def prefixed(text: str) -> tuple[str, str]:
    """Return the words that lead to a source, `see also`, and the rest of a text."""
    text = text.strip()
    found = _PREFIX.match(text.lstrip(OPEN))
    if not found:
        return "", text
    slant = OPEN if text.startswith(OPEN) and CLOSE not in text[: found.end() + 1] else ""
    rest = text.lstrip(OPEN)[found.end() :]
    return found[0][:1].lower() + found[0][1:].strip(), slant + rest.lstrip(CLOSE + " ")


def read(text: str) -> Reading | None:
    """Return the source that a passage of a note names in full; None where it does not look like one."""
    prefix, text = prefixed(text)
    fields: dict[str, str] = {}
    text = _addresses(text.rstrip(" ."), fields)
    quoted, slanted = _QUOTED.search(text), SLANTED.search(text)
    if quoted and slanted and slanted.start() < quoted.start() and len(slanted[1].split()) > 1:
        quoted = None  # a book whose title holds a quotation, or a quotation after it
    if quoted and slanted and slanted.start() < quoted.start() < slanted.end():
        quoted = None
    found = quoted or slanted
    bracketed = re.search(r"(?<=, )\[([^\[\]]{12,})\]", text)
    if bracketed and (not found or bracketed.start() < found.start()):
        before, title, after = text[: bracketed.start()], bracketed[0], text[bracketed.end() :]
    elif found:
        title = next(filter(None, found.groups()))
        before, after = text[: found.start()], text[found.end() :]
    elif apa := re.match(
        r"(?P<who>[^()]{3,160}?)\s*\((?P<year>\d{4})[a-z]?\)[.:]\s+(?P<title>[^.?!]{8,}(?:[.?!]|\Z))", text
    ):
        before, title, after = apa["who"], apa["title"].rstrip("."), f", {apa['year']}, {text[apa.end() :]}"
    elif parts := _plain(text, fields):
        before, title, after = parts
    else:
        return None
    if year := re.search(
        r"[.,]?\s*\(((?:1[5-9]|20)\d\d)[a-z]?\)[.,:]?\s*\Z", before
    ):  # Doe, J. (2019). *Title*
        before, after = before[: year.start()], f"{after}, {year[1]}"
    title = bare(title).rstrip(",. ") if bare(title)[-3:] != "..." else bare(title)
    before = bare(before).strip(" ,;:–-")
    is_body = (
        before and names.BODY.match(before) and len(before.split()) <= 16
    )  # Ministère des affaires étrangères
    if not is_body and not all(_NAMED.fullmatch(word) for word in before.split()):
        return None
    if len(before.split()) > LONGEST or re.search(r"[.?!]\s+[A-Z]\w+\s+\w+\s", before) or not title:
        return None
    if len(re.findall(r"\w+", title)) < 2 and not (fields.get("url") or before):
        return None
    fields["title"] = title
    if ": " in title:
        head = title.split(": ")[0].strip()
        fields["shorttitle"] = head if " " in head else title
    if before:
        people, role = names.read(before)
        fields[role] = people
        if names.has_particle(people):
            fields["options"] = "useprefix=true"
    return behind(
        after, fields, prefix, has_quotes=bool(quoted), is_slanted=found is slanted and found is not None
    )


def _addresses(text: str, fields: dict[str, str]) -> str:
    """Take the address, the identifier and the day of a visit out of a text."""
    if (seen := _SEEN.search(text)) and (day := dates.visited(seen["day"])):
        fields["urldate"] = day
        text = f"{text[: seen.start()]} {text[seen.end() :]}"
    if doi := _DOI.search(text):
        fields["doi"] = _end(doi[1])
        text = text.replace(doi[0][: len(doi[0]) - len(doi[1]) + len(fields["doi"])], " ", 1)
        text = text.replace("<>", " ").replace("< >", " ")
    if url := _URL.search(text):
        fields["url"] = _end(url[1])
        start = url.start()
        text = f"{text[:start]} {text[start:].replace('<', '', 1).replace(fields['url'], '', 1).replace('>', '', 1)}"
    text = re.sub(r"\(\s*[,.;]*\s*\)|\[\s*\]|<\s*>", " ", text)
    text = re.sub(
        r"[,;:]?\s*(?:available at|disponible (?:sur|à l['’]adresse)|verfügbar unter|URL|online)\s*:?\s*\Z",
        "",
        text.rstrip(" ,;."),
        flags=re.I,
    )
    return text.rstrip(" ,;.")


def _end(address: str) -> str:
    """Return an address without the stop or bracket that belongs to the sentence (RFC 3986, appendix C)."""
    address = address.rstrip(".,;:'’”»\"")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:")
    return address


def _plain(text: str, fields: dict[str, str]) -> tuple[str, str, str] | None:
    """Part `Body, Title, number, date` where nothing marks the title, if the rest is plain enough."""
    pieces = re.split(r",\s+(?![^(]*\))", bare(text))
    if len(pieces) < 3 or len(pieces[0].split()) > 8 or not pieces[0][:1].isupper():
        return None
    dated = next(
        (at for at, one in enumerate(pieces[2:], 2) if DATE.fullmatch(one) or UNDATED.fullmatch(one)), 0
    )
    if not dated or names.is_person(pieces[1]):
        return None
    number = next((one for one in pieces[2:dated] if re.search(r"\d", one)), "")
    if not fields and not number and not re.search(r"\d", pieces[1]):
        return None
    if number:
        fields["number"] = number
        pieces.remove(number)
    return pieces[0], pieces[1], ", " + ", ".join(pieces[2:])
