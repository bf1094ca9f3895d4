"""Takes the tracked changes and comments out of a document of OpenDocument, and tells them (OASIS ODF 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from notebuild.exchange.intake.opendocument_parts import (
    APART,
    OFFICE,
    PARAGRAPHS,
    TEXT,
    near,
    remove,
    words_of,
)
from notebuild.exchange.intake.value import Remark, squeezed
from notebuild.render.word.ooxml import Element

DC = "{http://purl.org/dc/elements/1.1/}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"


def changes(story: Element) -> Iterator[Remark]:
    """Take the tracked changes as accepted: what was deleted stands apart, and goes."""
    for tracked in list(story.iter(f"{TEXT}tracked-changes")):
        for region in tracked.iter(f"{TEXT}changed-region"):
            own = region.get(f"{TEXT}id") or ""
            at = {
                kind: next(
                    (one for one in story.iter(f"{TEXT}{kind}") if one.get(f"{TEXT}change-id") == own), None
                )
                for kind in ("change", "change-start", "change-end")
            }
            for change in region.iter(f"{TEXT}deletion", f"{TEXT}insertion"):
                who = change.findtext(f".//{DC}creator") or ""
                is_gone = change.tag == f"{TEXT}deletion"
                words = words_of(change) if is_gone else between(story, at["change-start"], at["change-end"])
                by = f" by {who}" if who else ""
                what = f"a tracked change{by}, accepted: {'taken out' if is_gone else 'added'}"
                if words:
                    yield Remark(what, words, near=near(at["change" if is_gone else "change-start"]))
        remove(tracked)


def between(story: Element, start: Element | None, end: Element | None) -> str:
    """Return the words between two marks, those of notes left out."""
    if start is None or end is None:
        return ""
    out: list[str] = []
    is_open, apart = False, 0
    for event, one in etree.iterwalk(story, events=("start", "end")):
        if event == "start":
            if one is end:
                break
            apart += one.tag in APART
            if is_open and not apart:
                out.append(f" {one.text or ''}" if one.tag in PARAGRAPHS else one.text or "")
            continue
        apart -= one.tag in APART
        is_open = is_open or one is start
        if is_open and not apart:
            out.append(one.tail or "")
    return squeezed("".join(out))


def comments(story: Element) -> Iterator[Remark]:
    """Take the comments out and tell them, each with the words that it is on."""
    ends = {one.get(f"{OFFICE}name"): one for one in story.iter(f"{OFFICE}annotation-end")}
    found = list(story.iter(f"{OFFICE}annotation"))
    told = []
    for note in found:
        who = note.findtext(f"{DC}creator") or "somebody"
        own = note.get(f"{OFFICE}name")
        of = between(story, note, ends.get(own)) if own else ""
        about = f" on “{of if len(of) < 90 else of[:80] + ' …'}”" if of else ""
        state = ", an answer" if note.get(f"{LOEXT}parent-name") else ""
        state += ", resolved" if note.get(f"{LOEXT}resolved") == "true" else ""
        told.append(Remark(f"a comment of {who}{state}{about}", words_of(note), near=of or near(note)))
    for note in found:
        remove(note)
    yield from told
