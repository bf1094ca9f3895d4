"""Read the locators of citations: where in a source, as an author writes it after a key."""

from __future__ import annotations

import re
from typing import NamedTuple

from notebuild.sources.locator_words import PLAIN, label_of

_AND = r"(?:and|et|und)\b"
_TO = r"(?:to|through|à|bis)\b"
_FOLLOWING = r"(?:(f|sq)|ff|sqq|et\s+seqq?|et\s+suiv)\b\.?"
_GROUPED = r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)"
_NOTE_NEXT = r"nn?\.?\d"
_LETTERED = r"(?:\s?\((?:\d{1,3}|[a-z]{1,2}|[ivx]+|[A-Z])\))"
_DIGITS = rf"(?:{_GROUPED}|\d+(?:(?!{_NOTE_NEXT})\w)*)(?:[.:/](?:\d\w*|[a-z]\b))*{_LETTERED}*"
_TAIL = rf"(?:\s(?:bis|ter|quater)\b(?!\s+\d)|\s{_FOLLOWING}|(?:(?<=\df)|(?<=\dff))\.)?"
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_UPPER = r"[A-Z]{1,2}(?:[.-]?\d+)*"
_ATOM = rf"(?:{_DIGITS}{_TAIL}|{_LETTERED}+|(?i:{_ROMAN})|{_UPPER})(?!['’]|(?!{_NOTE_NEXT})\w)"
_RANGED = rf"{_ATOM}(?:(?:\s*(?:--?|[–—])\s*|\s+{_TO}\s+){_ATOM})*"
_ENDS = rf"(?=\s*(?:$|[,;:.()&]|{_AND}|passim\b))"
# A further value after a comma is a number that stands alone: "p. 3, 12 March" gives page 3.
_MORE = rf"(?:(?:\s*[,;]\s*(?:{_AND}\s+)?|\s+{_AND}\s+|\s*&\s*)(?=\(?\d|[ivxlcdm]{{2}}){_RANGED}{_ENDS})"
_VALUE = re.compile(rf"{_RANGED}{_MORE}*")
_PAGES = re.compile(rf"(?=\d|(?!mix\b|\w+\.\s*\d)[ivxlcdm]{{2}}){_RANGED}{_MORE}*{_ENDS}")
_TIME = re.compile(r"\d{1,2}(?::\d\d)+(?:\s*[-–—]+\s*\d{1,2}(?::\d\d)+)?")
_LABEL = re.compile(r"(§+|¶+|[NnFf]°s?|[^\W\d_]+)\.?\s*(?=\S|$)")
_NO_LABEL = re.compile(r"(?i:s\.\s?vv?|n\.\s?[dp]|l\.\s?c)\.")  # sub verbo, no date, no place, loco citato
_JOINT = re.compile(rf"\s*([,;]?)\s*({_AND}|&|)\s*")
_RANGE = re.compile(
    rf"\s*(?:--|[–—]|(?<=[\da-z)])-(?=[A-Z]?\d)|(?<=\d )-(?= \d)|(?<=[ivxlcdm])-(?=[ivxlcdm])|(?<=\s){_TO}(?=\s))\s*"
)


class Locator(NamedTuple):
    """Where in a source: CSL's label and the value as typed; `rest` is what prints after it."""

    label: str = ""
    value: str = ""
    rest: str = ""
    several: bool = False
    """Whether its label was written for several: `pp.`"""
    joint: str = ""
    """What joins it to the place before: `,` `;` or `&`; `(` where it stands in parentheses behind it."""


def parse_locator(text: str) -> Locator:
    """Read what follows a key, `, pp. 12–14, on the border`, by the table of words.

    A number without a label is a page; braces hold a locator that ends where they do, and empty
    ones say that there is none. Without a locator the whole text is the rest.
    """
    given = re.sub(r"\Aat\s+(?=[\dp])", "", _bare(text))
    if given.startswith("{") and "}" in given:
        inner, _, rest = given[1:].partition("}")
        label, several, after = _label(inner.strip())
        if not inner.strip():
            return Locator(rest=rest)
        pages = "page" if _PAGES.match(inner.strip()) else ""  # anything else prints as it is
        return Locator(label or pages, (after if label else inner).strip(), rest, several)
    if (time := _TIME.match(given)) and re.match(_ENDS, given[time.end() :]):
        return Locator("time", time[0], _worded(given[time.end() :]))
    label, several, after = _label(given)
    if label == "preamble" and not _VALUE.match(after):
        return Locator(label, "", re.sub(r"\A[^\W\d_]+", "", given))
    value = _VALUE.match(after) if label else _PAGES.match(given)
    if value is None or not value.group():
        return Locator(rest=text)
    rest = (after if label else given)[value.end() :]
    return Locator(label or "page", value.group(), _worded(rest), several)


def locators(text: str) -> tuple[tuple[Locator, ...], str]:
    """Return every locator that follows a key, `vol. 2, p. 3` giving two, and what prints after them."""
    parts = [parse_locator(text)]
    while parts[-1].label or parts[-1].joint:
        part = _next(parts[-1])
        if part is None:
            break
        parts.append(part)
    return tuple(part for part in parts if part.label or part.value), parts[-1].rest


def _next(before: Locator) -> Locator | None:
    """Return the place that follows another: `p. 12, n. 4`, `p. 12 note 4`, `p. 12n4`, `table 3 and figure 2`.

    Or it stands in parentheses behind it, `pp. 41 (no. 58), 163`, where the first may go on after it.
    """
    given = before.rest
    if opening := re.match(r"\s*\(\s*", given):
        label, several, after = _label(given[opening.end() :])
        value = _VALUE.match(after) if label else None
        closing = re.match(r"\s*\)", after[value.end() :]) if value else None
        if value is None or closing is None:
            return None
        return Locator(label, value[0], _worded(after[value.end() + closing.end() :]), several, "(")
    joint = _JOINT.match(given)
    assert joint  # every part of it may be empty
    sign = "&" if joint[2] else joint[1] or ","
    if before.joint == "(" and (joint[1] or joint[2]) and (more := re.match(_MORE, given)):
        return Locator("", given[joint.end() : more.end()], _worded(given[more.end() :]), joint=sign)
    label, several, after = _label(given[joint.end() :])
    is_apart = joint[0] or (label == "note" and before.value[-1:].isdigit())
    if not label or not is_apart:
        return None  # a number alone is a page only directly after the key
    if label == "preamble":
        return parse_locator(given[joint.end() :])._replace(joint=sign)
    value = _VALUE.match(after)
    if value is None or not value[0]:
        return None
    return Locator(label, value[0], _worded(after[value.end() :]), several, sign)


def normal(value: str) -> str:
    """Return a value in one spelling, whatever the language it was typed in: `12–14, 18 & 20`, `1,204`, `12 ff.`

    In groups of figures alone does a comma stand without a space behind it.
    """
    value = re.sub(_GROUPED, lambda number: re.sub(r"\s", ",", number[0]), value)
    value = _RANGE.sub("–", value)
    value = re.sub(rf"(?<=\d)\s*{_FOLLOWING}", lambda word: " f." if word[1] else " ff.", value)
    value = re.sub(r"\s*(;|,(?=\s)|,(?!\d{3}(?!\d)))\s*", r"\1 ", value)
    return re.sub(rf"\s*,\s*{_AND}\s+|\s+{_AND}\s+|\s*&\s*", " & ", value)


def named(places: tuple[Locator, ...]) -> str:
    """Return places as one text that is the same in every language: `page 12–14, note 4`."""
    return ", ".join(f"{place.label} {normal(place.value)}".strip() for place in places)


def ambiguous(text: str) -> str:
    """Return a value that may be one number in groups of figures or several, as in `pp. 12,104`, or nothing."""
    for place in locators(text)[0]:
        number = re.search(r"\d+(?:,\d{3})+(?!\d)", place.value)
        is_typed_for_one = not place.several and (place.label != "page" or not _PAGES.match(_bare(text)))
        if number and not is_typed_for_one and "–" not in normal(place.value):
            return number[0]
    return ""


def unknown_label(text: str) -> str:
    """Return the word before a number that is no label of ours, as `clause` in `clause 4`, or nothing."""
    _, rest = locators(text)
    word = re.match(r"[,;\s]*([^\W\d_]+)\.?\s*\d", rest) if rest is not text else None
    word = word or re.match(r"([^\W\d_]+)\.?\s*\d", _bare(rest))
    is_escaped = _bare(text).startswith("{}")
    is_known = word and (word[1].lower() in PLAIN or label_of(word[1])[0])
    return word[1] if word and not is_escaped and not is_known else ""


def without_number(text: str) -> str:
    """Return the label of a place that says no more, as `p.` in `[@key, p.]`, or nothing."""
    label, _, after = _label(_bare(text))
    alone = label not in ("", "preamble") and not after.strip(" .,")
    return _bare(text).strip() if alone else ""


def _worded(rest: str) -> str:
    """Return what prints after a place: nothing where it is a stop alone."""
    return "" if rest.strip() in (".", ";") else rest


def _bare(text: str) -> str:
    return text.lstrip().removeprefix(",").lstrip()


def _label(text: str) -> tuple[str, bool, str]:
    """Return the label that a text begins with, whether it is for several, and what follows; else an empty one."""
    word = None if _NO_LABEL.match(text) else _LABEL.match(text)
    label, several = label_of(word[1]) if word else ("", False)
    return (label, several, text[word.end() :]) if word and label else ("", False, text)
