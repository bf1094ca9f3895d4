"""Reads the notes of a document as citations where they name sources, and as words where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from notebuild.core.model import Source
from notebuild.core.problems import Location
from notebuild.exchange.intake import keys, readings, short_forms
from notebuild.exchange.intake.publication import CLOSE, OPEN, bare
from notebuild.exchange.intake.short_forms import Before
from notebuild.exchange.intake.value import Cited, squeezed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a note was read as."""

    cited: tuple[Cited, ...] = ()
    """Its sources, in its order; none of a note that stays in words."""

    opens: int = -1
    """Where the bracket with its sources opens in its text; -1 where all of it is sources."""

    doubts: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    """The keys of the sources that it names first."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sources that were read, by their keys, and what each note cites."""

    proposed: Mapping[str, Source]
    outcomes: tuple[Outcome, ...]


def flat(node: Any) -> str:
    """Return the words of inlines or blocks on one line: slanted ones between marks, links with their address."""
    return squeezed("".join(_flat(node)))


def _flat(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _flat(one)
        return
    if not isinstance(node, dict):
        return
    kind = node.get("t")
    content: Any = node.get("c")
    if kind == "Str":
        yield str(content)
    elif kind in ("Space", "SoftBreak", "LineBreak"):
        yield " "
    elif kind in ("Emph", "Underline"):
        yield from (OPEN, *_flat(content), CLOSE)
    elif kind == "Link":
        words, address = "".join(_flat(content[1])), content[2][0]
        yield words
        if re.match(r"https?://", address) and not re.match(r"<?https?://", bare(words)):
            yield f" {address}"
    elif kind in ("Para", "Plain"):
        yield from _flat(content)
        yield " "
    elif kind in ("Code", "RawInline"):
        yield str(content[1])
    elif kind not in ("Note", "Image"):
        yield from _flat(content)


def parts(text: str) -> list[str]:
    """Return the passages of a note that may each name a source: parted by semicolons, or before "See also"."""
    found, depth, start, quoted = [], 0, 0, ""
    closing = {"“": "”", "«": "»", "„": "“"}
    for at, sign in enumerate(text):
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in closing:
            quoted = closing[sign]
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and sign == ";" and text[at + 1 : at + 2] == " ":
            found.append(text[start:at])
            start = at + 1
        elif depth == 0 and sign == "." and re.match(r"\.\s+(?:See|Cf\.|Voir|Siehe|Vgl\.)\s", text[at:]):
            found.append(text[start:at])
            start = at + 1
    return [part.strip() for part in [*found, text[start:]] if part.strip()]


def read(notes: Sequence[str], known: Iterable[Source], taken: Iterable[str]) -> Shelf:
    """Return what each note cites, and the sources that are read from their words.

    `notes` are texts as `flat` gives them; `known` are sources that the house has, which are cited by
    its keys; `taken` are keys that no new source may have.
    """
    shelf = [(source.key, source) for source in known]
    own: dict[str, Source] = {}
    outcomes: list[Outcome] = []
    used = {key.casefold() for key in taken}
    for text in notes:
        outcome = _whole(text, shelf, outcomes, used) or _bracketed(text, shelf, outcomes, used) or Outcome()
        for key, source in shelf:
            if key in outcome.new:
                own[key] = source
                used.add(key.casefold())
        outcomes.append(outcome)
    return Shelf(own, tuple(outcomes))


def _whole(
    text: str, shelf: list[tuple[str, Source]], outcomes: list[Outcome], used: set[str]
) -> Outcome | None:
    """Return the outcome of a note, or a bracket, that is sources and nothing else; None where it is not.

    The sources that it names first join the shelf.
    """
    cited: list[Cited] = []
    fresh: list[tuple[str, Source]] = []
    doubts: list[str] = []
    named = [key for key, _ in shelf if any(one.key == key for each in outcomes for one in each.cited)]
    for part in parts(text):
        reading = None if short_forms.is_short(part) else readings.read(part)
        if reading is not None:
            key = next((key for key, source in [*shelf, *fresh] if keys.same(source, reading)), "")
            if not key:
                key = keys.made(reading.fields, {*used, *(key.casefold() for key, _ in fresh)})
                fresh.append((key, Source(key, reading.kind, reading.fields, Location())))
                doubts += reading.doubts
            cited.append(Cited(key, reading.locator, reading.prefix))
            continue
        seen = [(key, source) for key, source in shelf if key in named]
        before = Before([*seen, *fresh], [one.cited for one in outcomes], tuple(cited))
        one = short_forms.joined(part, before)
        if one is not None:
            cited.append(one)
        elif cited and len(part.split()) <= 30 and not re.search(r"https?://|@", part):
            cited[-1] = replace(cited[-1], suffix=f"{cited[-1].suffix}; {bare(part).rstrip('.')}")
        else:
            return None
    if not cited:
        return None
    shelf += fresh
    return Outcome(tuple(cited), -1, tuple(doubts), tuple(key for key, _ in fresh))


def _bracketed(
    text: str, shelf: list[tuple[str, Source]], outcomes: list[Outcome], used: set[str]
) -> Outcome | None:
    """Return the outcome of a note that says something and ends with its sources in brackets."""
    found = re.search(r"\)[.\s]*\Z", text)
    if not found:
        return None
    depth, at = 0, found.start()
    while at >= 0:
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if depth == 0:
            break
        at -= 1
    if at <= 0 or text[at - 1] != " " or len(text[:at].split()) < 3:
        return None
    inside = _whole(text[at + 1 : found.start()], shelf, outcomes, used)
    return replace(inside, opens=at) if inside else None
