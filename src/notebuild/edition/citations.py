"""Collect what the author cites, and word its locators for an edition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from notebuild.core.house import Profile
from notebuild.core.model import Citation, Document, Node
from notebuild.edition import nodes, tree
from notebuild.sources.locators import Locator, locators, named, normal

JOINER = "\u2060"
"""WORD JOINER at the head of a worded locator: pandoc then recognises no label of its own in it."""

HYPHEN = "\\-"
"""A hyphen in a worded locator, as the citation pass wants it: `-` alone prints as an en dash."""


FOLLOWING = ("f.", "ff.")
"""And the next, and the next ones, where a profile has no words of its own for them."""


def wording(label: str, value: str, profile: Profile, several: bool = False) -> str:
    """Return a locator in the words of a language: `pp. 12–14`, a no-break space before the number.

    `several` says that its label was typed so. A time, 00:12:30, has no label.
    """
    singular, plural = profile.locators.get(label, (label, label)) if label not in ("", "time") else ("", "")
    value = normal(value)
    is_many = several or bool(re.search("[–&;]|, ", value))
    next_one, next_ones = profile.locators.get("following", FOLLOWING)
    value = re.sub(r"(?<=\d),(?=\d)", profile.labels.get("group", ""), value)
    value = value.replace("–", profile.labels.get("range", "–"))
    value = value.replace(" & ", f" {profile.labels.get('and', 'and')} ")
    value = value.replace(" ff.", f"\u00a0{next_ones}").replace(" f.", f"\u00a0{next_one}")
    return "\u00a0".join(filter(None, (plural if is_many else singular, value)))


def joined(places: Sequence[Locator], profile: Profile) -> str:
    """Return the places of one citation in the words of a language: `p. 12, n. 4`, `pp. 41 (no. 58), 163`."""
    out = ""
    for place in places:
        words = wording(place.label, place.value, profile, place.several)
        if place.joint == "(":
            out += f" ({words})"
        elif place.joint == "&":
            out += f" {profile.labels.get('and', 'and')} {words}"
        else:
            out += f"{place.joint} {words}" if out else words
    return out


def collect(document: Document) -> tuple[tuple[Citation, ...], ...]:
    """Return what the author cites, for each Cite of the tree in reading order, before any pass."""
    return tuple(
        tuple(
            Citation(citation["citationId"], *_first(_text_and_rest(citation["citationSuffix"])[0]))
            for citation in node["c"][0]
        )
        for node in tree.find(document["blocks"], "Cite")
    )


def rewrite(document: Document, profile: Profile) -> Document:
    """Return the tree with every locator in the profile's words, for the citation pass to print as it is.

    Pandoc takes what stands in braces after a key verbatim; the style prints it without a label.
    """

    def worded(node: Node) -> Node:
        return nodes.with_content(
            node, [[_worded(citation, profile) for citation in node["c"][0]], node["c"][1]]
        )

    return {**document, "blocks": tree.rewrite(document["blocks"], worded, "Cite")}


def _worded(citation: Mapping[str, Any], profile: Profile) -> Mapping[str, Any]:
    """Return one citation of a Cite with its locator in the profile's words."""
    given, more = _text_and_rest(citation["citationSuffix"])
    places, rest = locators(given)
    if not places and given.startswith(",") and rest[:1] not in ("", ","):
        rest = f", {rest.lstrip()}"
    text = joined(places, profile)
    locator = f"{JOINER}{text.replace('-', HYPHEN)}" if text else ""
    if not locator and not given.strip() and not more:
        return citation
    suffix = [*nodes.words(f", {{{locator}}}"), *nodes.words(rest if more else rest.rstrip()), *more]
    return {**citation, "citationSuffix": suffix}


def _text_and_rest(suffix: list[Node]) -> tuple[str, list[Node]]:
    """Split a suffix into its leading plain text, and the inlines from the first that is more than text."""
    for number, node in enumerate(suffix):
        if node["t"] != "Str" and node["t"] not in tree.BREAKS:
            return tree.text(suffix[:number]), suffix[number:]
    return tree.text(suffix), []


def _first(text: str) -> tuple[str, str]:
    """Return the label of the first locator and its value, with any further locators named after it."""
    places, _ = locators(text)
    if not places:
        return "", ""
    return places[0].label, named(places).removeprefix(places[0].label).strip(" ,")
