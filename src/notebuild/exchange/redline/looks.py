"""Tells the changes of a redline that change no word: italics, styles of paragraphs, links, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from notebuild.render.word import ooxml
from notebuild.render.word.ooxml import Element, every, find, name, value

NAMES = {
    "w:i": "italics",
    "w:b": "bold",
    "w:smallCaps": "small capitals",
    "w:caps": "capitals",
    "w:strike": "strikethrough",
    "w:u": "underlining",
    "w:vertAlign": "raised or lowered letters",
    "w:rStyle": "a style of their own",
}
"""What the properties of a run mean to a reader (ECMA-376-1, 17.3.2)."""

PLAIN = frozenset({"", "normal", "body text", "first paragraph", "compact"})
"""Styles of paragraphs that only say where they stand, in small letters."""

SHOWN = 80


@dataclass(frozen=True, slots=True)
class Look:
    """Words that look, or lead, otherwise, and how; of a picture, the words of its paragraph."""

    where: str
    """`text`, or `note 12`, as it is numbered in the new version."""

    words: str
    what: str


def squeezed(text: str) -> str:
    """Return a text on one line with single spaces."""
    return " ".join(text.split())


def looks(package: bytes) -> tuple[Look, ...]:
    """Return what a redline changes without a change of words, in the order of its text and then of its notes."""
    parts = ooxml.read(package)
    document = ooxml.parse(parts["word/document.xml"])
    found = [one for its in every(document, "w:p") for one in _paragraph(its, "text", parts, "document")]
    found += [look for table in every(document, "w:tbl") for look in _columns(table)]
    kept = [call for call in every(document, "w:footnoteReference") if not _is_in(call, "w:del")]
    numbers = {value(call, "w:id"): number for number, call in enumerate(kept, 1)}
    notes = list(ooxml.parse(parts["word/footnotes.xml"])) if "word/footnotes.xml" in parts else []
    for number, note in sorted((numbers.get(value(note, "w:id"), 0), at) for at, note in enumerate(notes)):
        for its in every(notes[note], "w:p") if number else ():
            found += _paragraph(its, f"note {number}", parts, "footnotes")
    return tuple(found)


def _paragraph(paragraph: Element, where: str, parts: Mapping[str, bytes], part: str) -> Iterator[Look]:
    said = squeezed("".join(one.text or "" for one in every(paragraph, "w:t")))
    short = said if len(said) <= SHOWN else f"{said[:SHOWN].rpartition(' ')[0]} …"
    its = find(paragraph, "w:pPr")
    change = None if its is None else find(its, "w:pPrChange")
    former = None if change is None else find(change, "w:pPr")
    if its is not None and former is not None:
        was, now = (_style(one, parts) for one in (former, its))
        if was.casefold() != now.casefold() and not {was.casefold(), now.casefold()} <= PLAIN:
            yield Look(where, short, f"the style {now or 'Normal'}, before {was or 'Normal'}")
    for what, several in groupby(every(paragraph, "w:r"), _changed):
        words = squeezed("".join(one.text or "" for run in several for one in every(run, "w:t")))
        if what and words:
            yield Look(where, words, what)
    links = {state: _links(paragraph, f"w:{state}", parts, part) for state in ("del", "ins")}
    for words, target in links["ins"].items():
        if links["del"].get(words, target) != target:
            yield Look(where, words, f"leads to {target}, before to {links['del'][words]}")
    drawings = every(paragraph, "w:drawing")
    come = [one for one in drawings if _is_in(one, "w:ins")]
    if come and any(_is_in(one, "w:del") for one in drawings):
        described = squeezed(" ".join(value(one, "descr") for one in every(come[0], "wp:docPr")))
        yield Look(where, short or described, "another picture")


def _columns(table: Element) -> Iterator[Look]:
    """Yield that the columns of a table that both versions have are set on another side."""
    for its in every(table, "w:pPr"):
        change = find(its, "w:pPrChange")
        former = None if change is None else find(change, "w:pPr")
        if former is not None and _side(former) != _side(its):
            row = next(table.iter(name("w:tr")))
            heads = " | ".join(
                squeezed("".join(t.text or "" for t in every(cell, "w:t"))) for cell in every(row, "w:tc")
            )
            yield Look("text", heads, "columns of the table set to another side")
            return


def _side(properties: Element) -> str:
    its = find(properties, "w:jc")
    said = "left" if its is None else value(its)
    return {"start": "left", "end": "right"}.get(said, said)


def _changed(run: Element) -> str:
    """Return how words look otherwise: `now in italics, no longer in bold`; nothing of words that came or went."""
    its = find(run, "w:rPr")
    change = None if its is None else find(its, "w:rPrChange")
    if its is None or change is None or _is_in(run, "w:ins") or _is_in(run, "w:del"):
        return ""
    now, was = _set(its), _set(find(change, "w:rPr"))
    said = [f"now in {NAMES[tag]}" for tag in NAMES if tag in now and tag not in was]
    said += [f"no longer in {NAMES[tag]}" for tag in NAMES if tag in was and tag not in now]
    said += [
        f"{NAMES[tag]} of another kind" for tag in NAMES if tag in was and tag in now and was[tag] != now[tag]
    ]
    return ", ".join(said)


def _set(properties: Element | None) -> dict[str, str]:
    """Return which properties are set, with their values; one that is switched off is not."""
    if properties is None:
        return {}
    found = {tag: value(one) for tag in NAMES if (one := find(properties, tag)) is not None}
    return {tag: said for tag, said in found.items() if said not in ("0", "false", "off", "none", "baseline")}


def _links(paragraph: Element, state: str, parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    """Return where the words of links that came or went lead."""
    held = parts.get(f"word/_rels/{part}.xml.rels")
    targets = {} if held is None else {one.get("Id"): str(one.get("Target")) for one in ooxml.parse(held)}
    found: dict[str, str] = {}
    for link in every(paragraph, "w:hyperlink"):
        changes = [one for one in link if one.tag == name(state)]
        words = "".join(one.text or "" for change in changes for one in every(change, "w:t", "w:delText"))
        target = targets.get(value(link, "r:id")) or f"#{value(link, 'w:anchor')}"
        found |= {squeezed(words): target} if words.strip() else {}
    return found


def _style(properties: Element, parts: Mapping[str, bytes]) -> str:
    """Return the name of a paragraph's style: other programs give it another id, and an older one stands beside it."""
    own = find(properties, "w:pStyle")
    named = _names(parts.get("word/styles.xml", b""))
    return "" if own is None else named.get(value(own), value(own))


@lru_cache(maxsize=4)
def _names(sheet: bytes) -> dict[str, str]:
    styles = every(ooxml.parse(sheet), "w:style") if sheet else []
    names = {
        value(one, "w:styleId"): value(its) for one in styles if (its := find(one, "w:name")) is not None
    }
    return {key: said.partition(" (old version")[0] for key, said in names.items()}


def _is_in(one: Element, tag: str) -> bool:
    return next(one.iterancestors(name(tag)), None) is not None
