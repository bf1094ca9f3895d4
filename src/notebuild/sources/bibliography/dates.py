"""Read the dates of a bibliography, in ISO form or in words, as the dates of biblatex (EDTF)."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

MONTHS = (
    "january janvier januar",
    "february fevrier februar",
    "march mars marz maerz",
    "april avril",
    "may mai",
    "june juin juni",
    "july juillet juli",
    "august aout",
    "september sept septembre",
    "october octobre oktober",
    "november novembre",
    "december decembre dezember",
)
SEASONS = (
    "spring printemps fruhling fruhjahr",
    "summer ete sommer",
    "autumn fall automne herbst",
    "winter hiver",
)
"""Names in three languages, without their accents; three letters of one are enough, as in JUL and SPR."""

STATES = {
    "forthcoming": "forthcoming|to appear|to be published|a paraitre|im erscheinen|erscheint",
    "inpress": "in press|in print|sous presse|im druck",
    "submitted": "submitted|under review|in review",
    "inpreparation": "in preparation|in prep|in progress|work in progress",
    "prepublished": "prepublished|pre-published|advance online publication|online first",
}
"""biblatex's values of `pubstate` (manual, 4.9.2.11) to what is typed for them where a date belongs."""

_UNDATED = re.compile(r"n ?d|s ?d|s ?a|o ?d|o ?j|undated|no date|sans date|unknown|unbekannt|inconnue?")
_ISO = re.compile(
    r"(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?)?)?([?~%]?)"
)
_THREE = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})")
_CIRCA = re.compile(r"(?i)(?:ca?\.|ca|circa|approx\.?|about|around|vers|um)\s*(?=\S)")
VISITED = re.compile(
    r"(?i)\[?(?:online[;,:]?\s*)?(?:date |last )?(?:accessed|visited|checked|retrieved|viewed|consulté?e?|abgerufen)"
    r"(?: on| le| am)?:?\s*"
)
"""What stands before the day on which a page was seen."""

_WORD = re.compile(r"(\d+)(?:st|nd|rd|th|er|re|e)?\b|([^\W\d_]+)|(\S)")


_TYPED = str.maketrans({"–": "-", "—": "-", "{": "", "}": ""})


@lru_cache(maxsize=1024)
def iso(value: str) -> str:
    """Return a date or a range of dates as biblatex writes it, or nothing where the value is none.

    Read are ISO and EDTF forms, dates in words (11 July 2024, July 11, 2024, juillet 2024, Spring 2024),
    ranges of them, and `c.` before a year. Figures alone that may be a month or a day are not guessed.
    """
    text = re.sub(r"\s+", " ", value.translate(_TYPED)).strip(" .,;")
    if circa := _CIRCA.match(text):
        about = iso(text[circa.end() :])
        return f"{about.rstrip('?~%')}~" if about and "/" not in about else ""
    if whole := _moment(text):
        return whole
    for joint in ("/", "--", " - ", "-", " to "):
        head, found, tail = (part.strip() for part in text.partition(joint))
        if not found or (joint != "/" and not (head and tail)):
            continue
        first, last = _moment(head), _moment(tail)
        if last and not first:
            borrowed = [last[:4], f"{_word_of(tail)} {last[:4]}"]
            first = next(filter(None, (_moment(f"{head} {rest}") for rest in borrowed)), "")
        if first and last:
            return f"{first}/{last}"
        if joint == "/" and ((first and tail in ("", "..")) or (last and head in ("", ".."))):
            return f"{first}/{last}"
    return ""


def visited(value: str) -> str:
    """Return the day on which a page was seen, from a date or from words such as "accessed 3 May 2024"."""
    day = iso(VISITED.sub("", value).strip(" []().;,"))
    return "" if "/" in day else day


def is_undated(value: str) -> bool:
    """Return whether a value says that there is no date."""
    return bool(_UNDATED.fullmatch(_simple(value)))


def state(value: str) -> str:
    """Return biblatex's word for "in press" and the like, or nothing."""
    said = _simple(value)
    return next(
        (name for name, words in STATES.items() if said == name or said in words.split("|")),
        "",
    )


def of(fields: Mapping[str, str]) -> str:
    """Return the date of an entry in ISO form, put together from year, month and day in old entries."""
    if fields.get("date") or not fields.get("year"):
        return fields.get("date", "")
    year, month, day = (fields.get(name, "").strip() for name in ("year", "month", "day"))
    if not (date := iso(year)) or not re.fullmatch(r"\d{4}", date):
        return date
    if month.isdigit():
        numbers = [date, month.zfill(2), *([day.zfill(2)] if day else [])]
        return _moment("-".join(numbers)) or date
    if month:
        return iso(f"{day} {month} {date}") or iso(f"{month} {date}") or date
    return date


@lru_cache(maxsize=1024)
def _simple(value: str) -> str:
    text = "".join(sign for sign in unicodedata.normalize("NFD", value) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[.()\[\]{}]", " ", text).lower().split())


def _moment(text: str) -> str:
    """Return one date in ISO form, or nothing."""
    if three := _THREE.fullmatch(text):
        text = f"{three[1]}-{three[3]}-{three[4]}"
    if match := _ISO.fullmatch(text):
        year, month, day, doubt = match.groups()
        parts = [year, *(part.zfill(2) for part in (month, day) if part and part.strip("0"))]
        return "-".join(parts) + doubt if _exists(parts) else ""
    years: list[str] = []
    days: list[str] = []
    months: list[int] = []
    for number, word, other in _WORD.findall(text):
        if number:
            (years if len(number) == 4 else days).append(number)
        elif word and (named := _named(word)):
            months.append(named)
        elif (word.lower() not in ("of", "de", "le", "the")) and other not in (",", ".", "-"):
            return ""
    if len(years) != 1 or len(months) != 1 or len(days) > 1:
        return ""
    parts = [years[0], f"{months[0]:02}", *(day.zfill(2) for day in days)]
    return "-".join(parts) if _exists(parts) else ""


def _named(word: str) -> int:
    """Return the number of a month, or EDTF's of a season, from its name or three letters of it; 0 for none."""
    said = _simple(word)
    if len(said) >= 3:
        for number, names in [*enumerate(MONTHS, 1), *enumerate(SEASONS, 21)]:
            if any(name.startswith(said) for name in names.split()):
                return number
    return 0


def _word_of(text: str) -> str:
    return next((word for _, word, _ in _WORD.findall(text) if word and _named(word)), "")


def _exists(parts: list[str]) -> bool:
    year, month, day = (*(int(part) for part in parts), 1, 1)[:3]
    if 21 <= month <= 24 and len(parts) == 2:
        return True
    try:
        datetime.date(max(year, 1), month, day)
    except ValueError:
        return False
    return True
