"""Read the locators of citations: where in a source, as an author writes it after a key."""

from __future__ import annotations

import re
from typing import NamedTuple

WORDS = {
    "act": "act acts",
    "annex": "annex annexes",
    "appendix": "app apps appendix appendices",
    "article": "art arts article articles",
    "book": "bk bks book books",
    "chapter": "ch chs chap chaps chapter chapters",
    "column": "col cols column columns",
    "figure": "fig figs figure figures",
    "folio": "fol fols folio folios",
    "issue": "iss issue issues",
    "line": "l ll line lines",
    "note": "n nn note notes fn footnote footnotes",
    "number": "no nos nr number numbers",
    "page": "p pp page pages",
    "paragraph": "para paras par pars paragraph paragraphs ¶ ¶¶",
    "part": "pt pts part parts",
    "point": "point points",
    "preamble": "preamble",
    "recital": "recital recitals",
    "section": "sec secs sect sects section sections § §§",
    "table": "tab table tables",
    "verse": "v vv verse verses",
    "volume": "vol vols volume volumes",
}
"""Name of each locator (CSL's, and a few of legal texts) to how an author may write it, no stop."""

LABELS = {word: label for label, words in WORDS.items() for word in words.split()}

# Words that may stand before a number without being a label: "in 2016", "5 October 2023".
_PLAIN = frozenset(
    str.split("""a about after and around as at before between by during for from in into near of on
    only or over see since than the then through till to under until up when with within is was were
    are esp especially around circa c january february march april may june july august
    september october november december""")
)
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_DIGITS = r"\d[\w.:/]*(?<![.:/])(?:\(\w+\))*(?:\s(?:bis|ter|ff?)\b\.?)?"
_ATOM = rf"(?:{_DIGITS}|(?i:{_ROMAN})|[A-Z]\d*)(?![\w'’])"
_RANGED = rf"{_ATOM}(?:\s*(?:--?|[–—])\s*{_ATOM})*"
_ENDS = r"(?=\s*(?:$|[,;.)&]|and\b))"
# A further value after a comma is a number that stands alone: "p. 3, 12 March" gives page 3.
_MORE = rf"(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?=\d|[ivxlcdm]{{2}}){_RANGED}{_ENDS})"
_VALUE = re.compile(rf"{_RANGED}{_MORE}*")
_PAGES = re.compile(rf"(?=\d|(?!mix\b)[ivxlcdm]{{2}}){_RANGED}{_MORE}*{_ENDS}")
_LABEL = re.compile(r"(§+|¶+|[^\W\d_]+)\.?\s*(?=\S|$)")
RANGE = re.compile(r"\s*(?:--|[–—]|(?<=\d)-(?=\d)|(?<=[ivxlcdm])-(?=[ivxlcdm]))\s*")


class Locator(NamedTuple):
    """Where in a source: CSL's label and the value as typed; `rest` is what prints after it."""

    label: str = ""
    value: str = ""
    rest: str = ""


def parse_locator(text: str) -> Locator:
    """Read what follows a key, `, pp. 12–14, on the border`, by the English table.

    A number without a label is a page; braces hold a locator that ends where they do, and empty
    ones say that there is none. Without a locator the whole text is the rest.
    """
    given = _bare(text)
    if given.startswith("{") and "}" in given:
        inner, _, rest = given[1:].partition("}")
        label, after = _label(inner.strip())
        if not inner.strip():
            return Locator(rest=rest)
        pages = "page" if _PAGES.match(inner.strip()) else ""  # anything else prints as it is
        return Locator(label or pages, (after if label else inner).strip(), rest)
    label, after = _label(given)
    if label == "preamble" and not _VALUE.match(after):
        return Locator(label, "", given[len("preamble") :])
    value = _VALUE.match(after) if label else _PAGES.match(given)
    if value is None or not value.group():
        return Locator(rest=text)
    rest = (after if label else given)[value.end() :]
    return Locator(label or "page", value.group(), "" if rest.strip() in (".", ";") else rest)


def locators(text: str) -> tuple[tuple[Locator, ...], str]:
    """Return every locator that follows a key, `vol. 2, p. 3` giving two, and what prints after them."""
    parts = [parse_locator(text)]
    while parts[-1].label and parts[-1].rest.lstrip().startswith(","):
        part = parse_locator(parts[-1].rest)
        if not part.label or not _label(_bare(parts[-1].rest))[0]:
            break  # a number alone is a page only directly after the key
        parts.append(part)
    return tuple(part for part in parts if part.label or part.value), parts[-1].rest


def unknown_label(text: str) -> str:
    """Return the word before a number that is no label of ours, as `clause` in `clause 4`, or nothing."""
    _, rest = locators(text)
    word = re.match(r"([^\W\d_]+)\.?\s*\d", _bare(rest))
    is_escaped = _bare(text).startswith("{}")
    return word[1] if word and not is_escaped and word[1].lower() not in _PLAIN else ""


def without_number(text: str) -> str:
    """Return the label of a place that says no more, as `p.` in `[@key, p.]`, or nothing."""
    label, after = _label(_bare(text))
    alone = label not in ("", "preamble") and not after.strip(" .,")
    return _bare(text).strip() if alone else ""


def _bare(text: str) -> str:
    return text.lstrip().removeprefix(",").lstrip()


def _label(text: str) -> tuple[str, str]:
    word = _LABEL.match(text)
    label = LABELS.get(word[1].lower(), "") if word else ""
    return (label, text[word.end() :]) if word and label else ("", text)
