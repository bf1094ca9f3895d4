"""What may be changed in a note that cites: its places in the sources, and in a live field its sources too."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from notebuild.core.model import Footnote
from notebuild.exchange.review import source
from notebuild.exchange.review.atoms import Atom, plain, read
from notebuild.exchange.review.base import Target
from notebuild.exchange.review.edits import Place
from notebuild.exchange.review.replacements import Asked, Replacement
from notebuild.exchange.review.typed import Hand, markdown
from notebuild.sources.markdown import markers
from notebuild.sources.markdown.markers import Mark

WORDS = {"page": "p.", "chapter": "chap.", "paragraph": "para.", "section": "sec.", "volume": "vol."}
"""How a place's label of CSL is typed, where it is not by its own name."""


PLACE = re.compile(r",\s*(?:[^\W\d]{1,12}\.?\s*){0,2}\d[\d\s,.\u2013-]{0,20}")
"""A place in a source as one types it behind it: `, p. 12`."""

FURTHER = re.compile(r"(?:[\s,.;\u2013-]|\d+[a-z]?\b)*(?:ff?\.?|sqq?\.?)?")
"""What may come to a place that is there: `, 14`, `\u201386`, `ff.`."""

ADDRESS = re.compile(r"[\s,.;:(<\[]*https?://")
"""Where the address begins that a citation ends in: a place is printed before it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in brackets: its keys in order, each with its place where it has one."""

    target: Target
    call: source.Call
    keys: tuple[tuple[Mark, Mark | None], ...]


def cited(target: Target, call: source.Call) -> Cited:
    """Return what a citation cites, as it stands in its passage."""
    marks = [mark for mark in markers.scan(target.text) if call.start <= mark.start < call.end]
    keys = [mark for mark in marks if mark.kind == "key"]
    ends = [key.start for key in keys[1:]] + [call.end]
    return Cited(
        target,
        call,
        tuple(
            (key, next((one for one in marks if one.kind == "locator" and key.start < one.start < end), None))
            for key, end in zip(keys, ends, strict=True)
        ),
    )


def places(printed: Sequence[Atom], note: Footnote, own: Cited) -> tuple[list[Place], dict[int, int]]:
    """Return where the atoms of a printed citation stand in its source: those of its places in the sources alone.

    With them, by the end of what is printed of each source without a place, where one would be typed.
    """
    found: list[Place] = [None] * len(printed)
    words = [atom.key for atom in printed]
    begin = 0
    ends: dict[int, int] = {}
    for citation, (key, locator) in zip(note.citations, own.keys, strict=False):
        begin = find(words, [atom.key for atom in read(citation.printed)], begin)
        after = begin + len(read(citation.printed))
        address = ADDRESS.search(citation.printed)
        stop = begin + len(read(citation.printed[: address.start()])) if address else after
        if locator is None:
            ends |= dict.fromkeys((stop, after), key.start + len(key.text))
        else:
            inner = source.atoms_of(locator.text)
            tail = max(begin, stop - len(inner.atoms) - 4)
            for at, place in enumerate(source.mapped(printed[tail:stop], inner), tail):
                is_number = any(letter.isdigit() for letter in printed[at].key)
                if place and (is_number or at >= stop - len(inner.atoms)):
                    found[at] = (place[0] + locator.start, place[1] + locator.start)
        begin = after
    return found, ends


def placed(asked: Asked, ends: Mapping[int, int], printed: Sequence[Atom], how: Hand) -> Asked:
    """Return what is asked for as done where it is a place that comes behind a source: `, p. 12`."""
    if not asked.refused and not asked.old and not FURTHER.fullmatch(asked.new):
        return replace(asked, refused="generated", replacements=())
    if not asked.refused or asked.old:
        return asked
    for stop, at in ends.items():
        if asked.before == plain(printed[max(0, stop - 6) : stop]):
            new = asked.new
        elif asked.new.endswith(",") and asked.before == plain(printed[max(0, stop - 5) : stop + 1]):
            new = f", {asked.new[:-1]}"  # `p. 12,` behind the comma of the address
        else:
            continue
        if PLACE.fullmatch(new):
            said = markdown(read(new), how, lambda _: "")
            return replace(asked, refused="", replacements=(Replacement(at, at, said),), at=at)
    return asked


def guarded(printed: Sequence[Atom], places: list[Place], note: Footnote) -> list[Place]:
    """Return places without those of the citations that a note prints: their words are the bibliography's."""
    words = [atom.key for atom in printed]
    for citation in note.citations:
        said = [atom.key for atom in read(citation.printed)]
        begin = find(words, said, 0)
        if said and words[begin : begin + len(said)] == said:
            places[begin : begin + len(said)] = [None] * len(said)
    return places


def find(words: Sequence[str], said: Sequence[str], start: int) -> int:
    """Return where words stand among others, from a place on; that place where they do not."""
    for at in range(start, len(words) - len(said) + 1):
        if list(words[at : at + len(said)]) == list(said):
            return at
    return start


def items(code: str) -> tuple[tuple[str, str], ...] | None:
    """Return the keys that a field of Zotero cites and the places in them, as one types them (csl-citation.json).

    None where the code is none of such a field.
    """
    at = code.find("{")
    try:
        raw, _ = json.JSONDecoder().raw_decode(code[at:]) if at >= 0 else ({}, 0)
        return tuple((_key(item), _place(item)) for item in raw["citationItems"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _key(item: Mapping[str, object]) -> str:
    """Return an item's key: Zotero may give it an id of its own, and keeps ours in its data."""
    own = item["id"]
    if isinstance(own, str) and own and "/" not in own and not own.isdigit():
        return own
    data = item.get("itemData")
    held = data if isinstance(data, Mapping) else {}
    return str(held.get("citation-key") or held.get("id") or own)


def _place(item: Mapping[str, object]) -> str:
    locator, label = str(item.get("locator") or ""), str(item.get("label") or "")
    return f"{WORDS.get(label, label)} {locator}".strip() if locator else ""


def typed(cites: Sequence[tuple[str, str]]) -> str:
    """Return keys and places as they are typed between brackets."""
    return "; ".join(f"@{key}, {place}" if place else f"@{key}" for key, place in cites)


def recited(own: Cited, old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[Replacement]:
    """Return the changes of a citation that make it cite what its field does now; what is the same stays as typed."""
    if not len(old) == len(new) == len(own.keys):
        return [Replacement(own.call.start + 1, own.call.end - 1, typed(new))]
    made = []
    for before, after, (key, locator) in zip(old, new, own.keys, strict=True):
        end = key.start + len(key.text)
        if before[0] != after[0]:
            made.append(Replacement(key.start, end, f"{'-' * key.text.startswith('-')}@{after[0]}"))
        if before[1] != after[1]:
            stop = locator.start + len(locator.text) if locator else end
            start = locator.start if locator and after[1] else end
            lead = "" if locator and after[1] else ", " if after[1] else ""
            made.append(Replacement(start, stop, f"{lead}{after[1]}"))
    return made
