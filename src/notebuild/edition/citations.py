"""Keys and locators of a note's citations: checked against the sources, worded for an edition."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from notebuild.core.house import Profile
from notebuild.core.model import Citation, Source, Tree
from notebuild.core.problems import Location, Problem, nearest
from notebuild.edition import nodes, tree
from notebuild.sources.markdown.markers import Mark

JOINER = "\u2060"
"""WORD JOINER at the head of a worded locator: pandoc then recognises no label of its own in it."""

HYPHEN = "\\-"
"""A hyphen in a worded locator, as the citation pass wants it: `-` alone prints as an en dash."""

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

_SINGULAR = {word for word in LABELS if not word.endswith("s")}

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
_RANGE = re.compile(r"\s*(?:--|[–—]|(?<=\d)-(?=\d)|(?<=[ivxlcdm])-(?=[ivxlcdm]))\s*")
_LATER = re.compile(r"\b((?:pp?|paras?|arts?|secs?|chs?|chap)\.?\s*\d+|§+\s*\d+)")


class Locator(NamedTuple):
    """Where in a source: CSL's label and the value as typed; `rest` is what prints after it."""

    label: str = ""
    value: str = ""
    rest: str = ""


FEW = 5
"""Uncited entries that are named one by one."""


def parse_locator(text: str) -> Locator:
    """What follows a key, `, pp. 12–14, on the border`, by the English table.

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
    found = _VALUE.match(after) if label else _PAGES.match(given)
    if found is None or not found.group():
        return Locator(rest=text)
    rest = (after if label else given)[found.end() :]
    return Locator(label or "page", found.group(), "" if rest.strip() in (".", ";") else rest)


def locators(text: str) -> tuple[tuple[Locator, ...], str]:
    """Every locator that follows a key, `vol. 2, p. 3` giving two, and what prints after them."""
    found = [parse_locator(text)]
    while found[-1].label and found[-1].rest.lstrip().startswith(","):
        one = parse_locator(found[-1].rest)
        if not one.label or not _label(_bare(found[-1].rest))[0]:
            break  # a number alone is a page only directly after the key
        found.append(one)
    return tuple(one for one in found if one.label or one.value), found[-1].rest


def unknown_label(text: str) -> str:
    """The word before a number that is no label of ours, as `clause` in `clause 4`, or nothing."""
    _, rest = locators(text)
    found = re.match(r"([^\W\d_]+)\.?\s*\d", _bare(rest))
    escaped = _bare(text).startswith("{}")
    return found[1] if found and not escaped and found[1].lower() not in _PLAIN else ""


def without_number(text: str) -> str:
    """The label of a place that says no more, as `p.` in `[@key, p.]`, or nothing."""
    label, after = _label(_bare(text))
    alone = label not in ("", "preamble") and not after.strip(" .,")
    return _bare(text).strip() if alone else ""


def wording(label: str, value: str, profile: Profile) -> str:
    """A locator in the words of a language: `pp. 12–14`, a no-break space before the number."""
    one, several = profile.locators.get(label, (label, label)) if label else ("", "")
    many = bool(_RANGE.search(value) or re.search(r"[,&]|\band\b", value))
    value = _RANGE.sub(profile.labels.get("range", "–"), value)
    value = re.sub(r"\s*&\s*|\s+and\s+", f" {profile.labels.get('and', 'and')} ", value)
    return "\u00a0".join(filter(None, (several if many else one, value)))


def collect(document: Tree) -> tuple[tuple[Citation, ...], ...]:
    """What the author cites, for each Cite of the tree in reading order, before any pass."""
    return tuple(
        tuple(Citation(one["citationId"], *_first(_split(one["citationSuffix"])[0])) for one in node["c"][0])
        for node in tree.find(document["blocks"], "Cite")
    )


def rewrite(document: Tree, profile: Profile) -> Tree:
    """The tree with every locator in the profile's words, for the citation pass to print as it is.

    Pandoc takes what stands in braces after a key verbatim; the style prints it without a label.
    """

    def worded(node: Tree) -> Tree:
        return nodes.with_content(node, [[_worded(one, profile) for one in node["c"][0]], node["c"][1]])

    return {**document, "blocks": tree.rewrite(document["blocks"], worded, "Cite")}


def _worded(citation: Tree, profile: Profile) -> Tree:
    given, more = _split(citation["citationSuffix"])
    places, rest = locators(given)
    if not places and given.startswith(",") and rest[:1] not in ("", ","):
        rest = f", {rest.lstrip()}"
    text = ", ".join(wording(one.label, one.value, profile) for one in places)
    held = f"{JOINER}{text.replace('-', HYPHEN)}" if text else ""
    if not held and not given.strip() and not more:
        return citation
    suffix = [*nodes.words(f", {{{held}}}"), *nodes.words(rest if more else rest.rstrip()), *more]
    return {**citation, "citationSuffix": suffix}


def _split(suffix: list[Tree]) -> tuple[str, list[Tree]]:
    """A suffix as its leading plain text, and the inlines from the first that is more than text."""
    for number, node in enumerate(suffix):
        if node["t"] != "Str" and node["t"] not in tree.BREAKS:
            return tree.text(suffix[:number]), suffix[number:]
    return tree.text(suffix), []


def _first(text: str) -> tuple[str, str]:
    """The label of the first locator and its value, with any further locators named after it."""
    places, _ = locators(text)
    if not places:
        return "", ""
    more = (f"{one.label} {one.value}" for one in places[1:])
    return places[0].label, ", ".join(filter(None, (places[0].value, *more)))


def _bare(text: str) -> str:
    return text.lstrip().removeprefix(",").lstrip()


def _label(text: str) -> tuple[str, str]:
    found = _LABEL.match(text)
    label = LABELS.get(found[1].lower(), "") if found else ""
    return (label, text[found.end() :]) if found and label else ("", text)


def check(marks: Iterable[Mark], sources: Iterable[Source]) -> tuple[Problem, ...]:
    """Keys that no source has, and locators with an unknown label, at their places."""
    known = {source.key for source in sources}
    found = []
    for mark in marks:
        if mark.kind == "key" and mark.value not in known:
            found.append(
                Problem(
                    mark.location,
                    f"no source has the key @{mark.value}{nearest(mark.value, known)}",
                    "correct the key, or add the source to bibliography.bib",
                )
            )
        elif mark.kind == "locator" and (word := unknown_label(mark.value)):
            found.append(
                Problem(
                    mark.location,
                    f"{word} is no locator known here{nearest(word.lower(), _SINGULAR)}",
                    f"use p., para., point or the like; put {{}} before {word} to keep it",
                )
            )
        elif mark.kind == "locator" and (word := without_number(mark.value)):
            found.append(
                Problem(
                    mark.location,
                    f"{word} without a number",
                    "write the number after it, or take it out",
                )
            )
        elif mark.kind == "locator" and (late := _LATER.search(locators(mark.value)[1])):
            found.append(
                Problem(
                    mark.location,
                    f"{late[1]} stands after other words and prints in English everywhere",
                    f"put it first, directly after the key: [@key, {late[1]}, …]",
                    "warning",
                )
            )
    return tuple(found)


def unused(sources: Iterable[Source], cited: Collection[str]) -> tuple[Problem, ...]:
    """A warning for each source that none of the notes cites; `cited` are the keys of all notes.

    Where they are many, as in a bibliography kept for a whole house, one warning for all.
    """
    idle = [source for source in sources if source.key not in cited]
    if len(idle) > FEW:
        some = ", ".join(source.key for source in idle[:FEW])
        message = f"no note cites {len(idle)} of the entries: {some} …"
        return (Problem(Location(idle[0].location.path), message, "delete what is not needed", "warning"),)
    return tuple(
        Problem(
            source.location,
            f"no note cites {source.key}",
            f"cite it as [@{source.key}], or delete the entry",
            "warning",
        )
        for source in idle
    )
